//! Addresses to which the sign-in form sends no mail for a while.

use crate::schema::{references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("mute")
                    .col(uuid("id").primary_key())
                    .col(text("email_key"))
                    .col(text("masked"))
                    .col(text("reason"))
                    .col(uuid("muted_by"))
                    .col(timestamp_with_time_zone("muted_at"))
                    .col(timestamp_with_time_zone("ends_at"))
                    .foreign_key(&mut references("mute", "muted_by", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique_index("mute", &["email_key"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
