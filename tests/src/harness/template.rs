//! The migrated databases of which each test's own is a copy: whichever test comes first makes that of its schema.
//! The core's own tests take this file in too.

use ring::digest::{SHA256, digest};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use std::{fs, path::Path};

/// Serialises the making of databases: PostgreSQL copies a template only while nobody uses it.
const LOCK: &str = "SELECT pg_advisory_lock(1097)";

/// Makes the file `to` a copy; `migrate` brings the empty database of a path up to date, all of it in that one file.
pub async fn copy_file(to: &Path, migrate: impl AsyncFnOnce(&Path)) {
    let folder = tempfile::tempdir().unwrap();
    let template = folder.path().with_file_name(format!("{}.sqlite", name()));
    if !template.exists() {
        let (first, whole) = (folder.path().join("first.sqlite"), folder.path().join("whole.sqlite"));
        migrate(&first).await;
        fs::copy(first, &whole).unwrap();
        // At once; whoever was as quick made the same.
        fs::rename(whole, &template).unwrap();
    }
    fs::copy(template, to).unwrap();
}

/// Makes the database `to` a copy; `migrate` brings the empty one of a name up to date and leaves it.
pub async fn copy_database(admin: &DatabaseConnection, to: &str, migrate: impl AsyncFnOnce(&str)) {
    let template = name();
    run(admin, LOCK).await;
    let query = format!("SELECT 1 AS one FROM pg_database WHERE datname = '{template}'");
    let known = admin.query_one_raw(Statement::from_string(DbBackend::Postgres, query)).await.unwrap();
    if known.is_none() {
        run(admin, &format!("CREATE DATABASE {template}")).await;
        migrate(&template).await;
    }
    run(admin, &format!("CREATE DATABASE {to} TEMPLATE {template}")).await;
}

pub async fn run(admin: &DatabaseConnection, statement: &str) {
    admin.execute_unprepared(statement).await.unwrap();
}

/// By the text of every migration, so that a changed one makes a new template.
fn name() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migration/src");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let text: Vec<u8> = files.iter().flat_map(|file| fs::read(file).unwrap()).collect();
    format!("portal_template_{}", short(&text))
}

/// 64 bits that name some bytes.
pub fn short(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&digest(&SHA256, bytes).as_ref()[..8])
}
