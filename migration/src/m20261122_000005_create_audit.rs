//! The append-only record of what happened, and the seals over it.

use crate::schema::index;
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, text_null, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_event(manager).await?;
        create_seal(manager).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}

async fn create_event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("event")
                .col(uuid("id").primary_key())
                .col(timestamp_with_time_zone("at"))
                .col(text("kind"))
                .col(text("actor"))
                .col(uuid_null("request_id"))
                .col(text_null("subject"))
                .col(text("detail"))
                .col(text("mac"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("event", &["request_id"])).await?;
    Ok(())
}

async fn create_seal(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("seal")
                .col(uuid("id").primary_key())
                .col(big_integer("number").unique_key())
                .col(uuid("through"))
                .col(big_integer("entries"))
                .col(text("previous"))
                .col(text("digest"))
                .col(text("mac"))
                .col(timestamp_with_time_zone("sealed_at"))
                .to_owned(),
        )
        .await?;
    Ok(())
}
