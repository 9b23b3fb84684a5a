//! A fresh, migrated database for each test, on either engine.

use portal_core::database::Database;
use ring::digest::{SHA256, digest};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection};
use std::path::Path;

/// Serialises the making of databases: PostgreSQL copies a template only while nobody uses it.
const LOCK: &str = "SELECT pg_advisory_lock(1097)";

/// The two databases the portal runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A database of one test.
pub struct Ground {
    pub url: String,
    /// Name of the database on the cluster, to be dropped afterwards.
    name: Option<String>,
}

impl Ground {
    /// Makes one; `folder` holds the file of the embedded engine.
    pub async fn fresh(engine: Engine, folder: &Path) -> Self {
        match engine {
            Engine::Sqlite => {
                let url = format!("sqlite://{}", folder.join("portal.sqlite").display());
                Self { url, name: None }
            }
            Engine::Postgres => {
                let name = format!("portal_{}", hex(folder.as_os_str().as_encoded_bytes()));
                let template = format!("portal_template_{}", hex(&schema()));
                let admin = admin().await;
                run(&admin, LOCK).await;
                make_template(&admin, &template).await;
                run(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
                admin.close().await.unwrap();
                Self { url: at(&name), name: Some(name) }
            }
        }
    }

    /// Takes the database away; the file of the embedded engine goes with its folder.
    pub async fn drop(self) {
        if let Some(name) = self.name {
            let admin = admin().await;
            run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
            admin.close().await.unwrap();
        }
    }
}

/// Migrates the template when this schema has none yet.
async fn make_template(admin: &DatabaseConnection, template: &str) {
    let query = format!("SELECT 1 AS one FROM pg_database WHERE datname = '{template}'");
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, query);
    if admin.query_one_raw(statement).await.unwrap().is_some() {
        return;
    }
    run(admin, &format!("CREATE DATABASE {template}")).await;
    let database = Database::connect(&at(template)).await.unwrap();
    database.migrate().await.unwrap();
    database.read().clone().close().await.unwrap();
}

async fn run(admin: &DatabaseConnection, statement: &str) {
    admin.execute_unprepared(statement).await.unwrap();
}

async fn admin() -> DatabaseConnection {
    let mut options = ConnectOptions::new(cluster());
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap()
}

/// The cluster that `tests/run` starts.
#[expect(clippy::disallowed_methods, reason = "tests/run tells the cluster's address by the environment")]
fn cluster() -> String {
    std::env::var("PORTAL_TEST_POSTGRES").expect(
        "PORTAL_TEST_POSTGRES is not set: run the tests with tests/run, which starts a PostgreSQL for them",
    )
}

/// The address of another database of the cluster.
fn at(name: &str) -> String {
    let cluster = cluster();
    let (server, _) = cluster.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

/// The text of every migration, so that a changed one makes a new template.
fn schema() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migration/src");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| std::fs::read(file).unwrap()).collect()
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&digest(&SHA256, bytes).as_ref()[..8])
}
