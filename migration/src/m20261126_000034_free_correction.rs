//! A correction outlives the file of its request: it keeps imports from undoing it as long as its record stands.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// SQLite cannot make a column nullable: the table is built anew. Nothing refers to it.
const SQLITE: &[&str] = &[
    "CREATE TABLE correction_new (id uuid_text NOT NULL PRIMARY KEY, person_id uuid_text NOT NULL, \
     request_id uuid_text NULL, table_name text NOT NULL, record_id uuid_text NOT NULL, column_name text NOT NULL, \
     old_value text NULL, new_value text NOT NULL, corrected_at timestamp_with_timezone_text NOT NULL, \
     CONSTRAINT fk_correction_person_id FOREIGN KEY (person_id) REFERENCES person (id), \
     CONSTRAINT fk_correction_request_id FOREIGN KEY (request_id) REFERENCES request (id))",
    "INSERT INTO correction_new SELECT id, person_id, request_id, table_name, record_id, column_name, old_value, \
     new_value, corrected_at FROM correction",
    "DROP TABLE correction",
    "ALTER TABLE correction_new RENAME TO correction",
    "CREATE INDEX ix_correction_person_id ON correction (person_id)",
    "CREATE INDEX ix_correction_table_name_record_id ON correction (table_name, record_id)",
];

const POSTGRES: &[&str] = &["ALTER TABLE correction ALTER COLUMN request_id DROP NOT NULL"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = if manager.get_database_backend() == DbBackend::Sqlite { SQLITE } else { POSTGRES };
        for statement in statements {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
