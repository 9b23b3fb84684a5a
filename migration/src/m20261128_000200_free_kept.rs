//! What an erasure left is known as long as it stays, also when the file of the request is gone (Art. 5(1)(e)).

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// SQLite cannot make a column nullable: the table is built anew. Nothing refers to it.
const SQLITE: &[&str] = &[
    "CREATE TABLE kept_new (id uuid_text NOT NULL PRIMARY KEY, request_id uuid_text NULL, person_id uuid_text NULL, \
     table_name text NOT NULL, record_id uuid_text NOT NULL, ground text NOT NULL, class text NOT NULL, \
     ends_on date_text NULL, keep_until date_text NULL, destroyed_at timestamp_with_timezone_text NULL, \
     CONSTRAINT fk_kept_request_id FOREIGN KEY (request_id) REFERENCES request (id))",
    "INSERT INTO kept_new SELECT id, request_id, person_id, table_name, record_id, ground, class, ends_on, keep_until, destroyed_at FROM kept",
    "DROP TABLE kept",
    "ALTER TABLE kept_new RENAME TO kept",
    "CREATE INDEX ix_kept_request_id ON kept (request_id)",
    "CREATE INDEX ix_kept_person_id ON kept (person_id)",
    "CREATE INDEX ix_kept_table_name_record_id ON kept (table_name, record_id)",
];

const POSTGRES: &[&str] = &["ALTER TABLE kept ALTER COLUMN request_id DROP NOT NULL"];

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
