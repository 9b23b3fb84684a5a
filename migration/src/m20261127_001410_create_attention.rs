//! What keeps a request from being forgotten: the days on which staff looked at it, and what they were reminded of.

use crate::schema::{references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{date, text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("attention")
                    .col(uuid("id").primary_key())
                    .col(uuid("request_id"))
                    .col(text("kind"))
                    .col(date("day"))
                    .foreign_key(&mut references("attention", "request_id", "request"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique_index("attention", &["request_id", "kind", "day"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
