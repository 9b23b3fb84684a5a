//! Which seal covers which entry of the audit record: an entry is append-only, so the mark stands beside it.

use crate::schema::index;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("sealed")
                    .col(uuid("event_id").primary_key())
                    .col(big_integer("number"))
                    .col(text("mac"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("sealed", &["number"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
