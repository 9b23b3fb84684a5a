//! A fresh, migrated database for each test, on either engine.

use super::template::{copy_database, copy_file, run, short};
use portal_core::database::Database;
use sea_orm::{ConnectOptions, DatabaseConnection};
use std::path::Path;

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
                let file = folder.join("portal.sqlite");
                copy_file(&file, async |first| {
                    assert!(migrated(&at_file(first)).await.scrub(false).await.unwrap());
                })
                .await;
                Self { url: at_file(&file), name: None }
            }
            Engine::Postgres => {
                let name = format!("portal_{}", short(folder.as_os_str().as_encoded_bytes()));
                let admin = admin().await;
                let first =
                    async |name: &str| migrated(&at(name)).await.read().clone().close().await.unwrap();
                copy_database(&admin, &name, first).await;
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

async fn migrated(url: &str) -> Database {
    let database = Database::connect(url).await.unwrap();
    database.migrate().await.unwrap();
    database
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

fn at_file(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}
