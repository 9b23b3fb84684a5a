//! Erased rows by the pseudonym of their source, so that no import revives them.

use crate::schema::unique_index;
use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("erased_source")
            .col(uuid("id").primary_key())
            .col(text("mac"))
            .col(timestamp_with_time_zone("erased_at"))
            .to_owned();
        manager.create_table(table).await?;
        manager.create_index(unique_index("erased_source", &["mac"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
