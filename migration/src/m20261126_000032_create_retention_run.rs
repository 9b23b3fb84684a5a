//! Runs of the daily destruction, with how far each has come.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("retention_run")
                    .col(uuid("id").primary_key())
                    .col(text("key").unique_key())
                    .col(boolean("destroys"))
                    .col(text("phase"))
                    .col(uuid_null("cursor"))
                    .col(text("tally"))
                    .col(timestamp_with_time_zone("started_at"))
                    .col(timestamp_with_time_zone_null("finished_at"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
