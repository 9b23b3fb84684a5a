//! What staff sent when their session had ended, for a day.

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
                    .table("unsaved")
                    .col(uuid("id").primary_key())
                    .col(uuid("staff_id"))
                    .col(text("page"))
                    .col(text("action"))
                    .col(text("sealed"))
                    .col(timestamp_with_time_zone("kept_at"))
                    .foreign_key(&mut references("unsaved", "staff_id", "staff"))
                    .to_owned(),
            )
            .await?;
        // What is sent again from the same form takes the place of what was.
        manager.create_index(unique_index("unsaved", &["staff_id", "page", "action"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
