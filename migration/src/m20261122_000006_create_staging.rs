//! Where an import is read into and checked before anything of it shows in the register.

use crate::schema::index;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, text, text_null, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_import_run(manager).await?;
        create_staged_row(manager).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}

/// At most one row: the import that runs now, and when it last showed that it lives.
async fn create_import_run(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("import_run")
                .col(integer("id").primary_key())
                .col(uuid("run"))
                .col(timestamp_with_time_zone("beat_at"))
                .to_owned(),
        )
        .await
}

async fn create_staged_row(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("staged_row")
                .col(text("table_name"))
                .col(big_integer("line"))
                .col(text("source_key"))
                .col(text_null("number"))
                .col(text_null("customer_key"))
                .col(text_null("person_key"))
                .col(text_null("contract_key"))
                .col(text("cells"))
                .primary_key(Index::create().col("table_name").col("line"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("staged_row", &["table_name", "source_key"])).await?;
    manager.create_index(index("staged_row", &["table_name", "number"])).await
}
