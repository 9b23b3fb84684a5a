//! Schema history: one change per file, never edited once landed, never imports entity.

mod m20261122_000001_create_register;
mod m20261122_000002_create_identity;
mod m20261122_000003_create_request_file;
mod m20261122_000004_create_mail_and_jobs;
mod m20261122_000005_create_audit;
mod schema;

use sea_orm_migration::prelude::*;

/// The history in order; run by `portal migrate` under a lock.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_create_register::Migration),
            Box::new(m20261122_000002_create_identity::Migration),
            Box::new(m20261122_000003_create_request_file::Migration),
            Box::new(m20261122_000004_create_mail_and_jobs::Migration),
            Box::new(m20261122_000005_create_audit::Migration),
        ]
    }
}
