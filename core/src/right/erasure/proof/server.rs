//! The files of the PostgreSQL that the tests run on: emptied as an operator would, and read byte by byte.

use super::scan;
use crate::{ctx::Ctx, testing};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, FromQueryResult, Statement};
use std::{collections::BTreeSet, path::PathBuf};

/// Where the server keeps this database and its log of changes.
pub(super) struct Server {
    admin: DatabaseConnection,
    folders: Option<[PathBuf; 2]>,
}

async fn one(db: &impl ConnectionTrait, sql: &str) -> String {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[derive(FromQueryResult)]
struct TextColumn {
    table_name: String,
    column_name: String,
}

impl Server {
    /// Segments of the log are removed rather than written over later, and no text is compressed out of sight. The server
    /// works on no table by itself, so that the proof is the same each time.
    pub async fn prepare(ctx: &Ctx) -> Self {
        let name = one(ctx.read(), "SELECT current_database()::text").await;
        let admin = testing::postgres_admin(&name).await;
        let folders = Self::folders(&admin).await;
        for sql in ["ALTER SYSTEM SET wal_recycle = off", "SELECT pg_reload_conf()"] {
            admin.execute_unprepared(sql).await.unwrap();
        }
        let sql = "SELECT table_name::text, column_name::text FROM information_schema.columns \
                   WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'bytea')";
        let columns = Statement::from_string(DbBackend::Postgres, sql);
        for column in admin.query_all_raw(columns).await.unwrap() {
            let TextColumn { table_name, column_name } = TextColumn::from_query_result(&column, "").unwrap();
            for change in [
                format!(r#"ALTER "{column_name}" SET STORAGE EXTERNAL"#),
                "SET (autovacuum_enabled = off)".into(),
            ] {
                let sql = format!(r#"ALTER TABLE "{table_name}" {change}"#);
                admin.execute_unprepared(&sql).await.unwrap();
            }
        }
        Self { admin, folders }
    }

    /// Has the planner take its samples, which it would by itself in time: they outlive their rows.
    pub async fn sample(&self) {
        self.admin.execute_unprepared("ANALYZE").await.unwrap();
    }

    /// Nothing only where whoever runs the tests says that the files are out of reach.
    async fn folders(admin: &DatabaseConnection) -> Option<[PathBuf; 2]> {
        #[expect(clippy::disallowed_methods, reason = "CONTRIBUTING.md tells of it")]
        if std::env::var("PORTAL_TEST_POSTGRES_FILES").as_deref() == Ok("out of reach") {
            eprintln!("NOT RUN: the scan of PostgreSQL's files, since they are said to be out of reach");
            return None;
        }
        let data = PathBuf::from(one(admin, "SELECT current_setting('data_directory')").await);
        let oid = one(admin, "SELECT oid::text FROM pg_database WHERE datname = current_database()").await;
        let folders = [data.join("base").join(oid), data.join("pg_wal")];
        for folder in &folders {
            assert!(
                std::fs::read_dir(folder).is_ok(),
                "{} cannot be read, so nothing is proved of the files of PostgreSQL. Run the tests as root or as \
                 the server's user, or say PORTAL_TEST_POSTGRES_FILES='out of reach'.",
                folder.display()
            );
        }
        Some(folders)
    }

    /// The marks in the files, after the tables are written anew and the log has gone on.
    pub async fn scan(&self, _: &Ctx) -> BTreeSet<String> {
        let before = self.seen();
        assert!(self.folders.is_none() || !before.is_empty(), "the scan sees nothing");
        for sql in ["VACUUM FULL", "CHECKPOINT", "SELECT pg_switch_wal()", "CHECKPOINT", "CHECKPOINT"] {
            self.admin.execute_unprepared(sql).await.unwrap();
        }
        self.seen()
    }

    fn seen(&self) -> BTreeSet<String> {
        self.folders.iter().flatten().flat_map(|folder| scan::folder(folder)).collect()
    }
}
