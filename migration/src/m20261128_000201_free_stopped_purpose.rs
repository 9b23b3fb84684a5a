//! A purpose stays stopped for a person, also when the file of the objection is gone (Art. 21(1), Art. 5(1)(e)).

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// SQLite cannot make a column nullable: the table is built anew. Nothing refers to it.
const SQLITE: &[&str] = &[
    "CREATE TABLE stopped_purpose_new (id uuid_text NOT NULL PRIMARY KEY, person_id uuid_text NOT NULL, request_id uuid_text NULL, \
     purpose text NOT NULL, stopped_at timestamp_with_timezone_text NOT NULL, \
     CONSTRAINT fk_stopped_purpose_person_id FOREIGN KEY (person_id) REFERENCES person (id), \
     CONSTRAINT fk_stopped_purpose_request_id FOREIGN KEY (request_id) REFERENCES request (id))",
    "INSERT INTO stopped_purpose_new SELECT id, person_id, request_id, purpose, stopped_at FROM stopped_purpose",
    "DROP TABLE stopped_purpose",
    "ALTER TABLE stopped_purpose_new RENAME TO stopped_purpose",
    "CREATE UNIQUE INDEX ux_stopped_purpose_person_id_purpose ON stopped_purpose (person_id, purpose)",
    "CREATE INDEX ix_stopped_purpose_request_id ON stopped_purpose (request_id)",
];

const POSTGRES: &[&str] = &["ALTER TABLE stopped_purpose ALTER COLUMN request_id DROP NOT NULL"];

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
