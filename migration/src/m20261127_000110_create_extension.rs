//! The one extension of the time for an answer, with its reasons (Art. 12(3)).

use crate::schema::{references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{date, text, text_null, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("extension")
                    .col(uuid("id").primary_key())
                    .col(uuid("request_id"))
                    .col(date("received_on"))
                    .col(text("complexity"))
                    .col(text("reasons"))
                    .col(text_null("delivered"))
                    .col(date("due_on"))
                    .col(uuid("told_by"))
                    .col(timestamp_with_time_zone("told_at"))
                    .foreign_key(&mut references("extension", "request_id", "request"))
                    .foreign_key(&mut references("extension", "told_by", "staff"))
                    .to_owned(),
            )
            .await?;
        // Once: a request opened again has a new day of receipt, and its month starts anew.
        manager.create_index(unique_index("extension", &["request_id", "received_on"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
