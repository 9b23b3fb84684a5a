//! The days on which the portal tested itself, and how far each test came.

use sea_orm_migration::{
    prelude::*,
    schema::{date_uniq, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("canary")
                    .col(uuid("id").primary_key())
                    .col(date_uniq("day"))
                    .col(timestamp_with_time_zone("begun_at"))
                    .col(timestamp_with_time_zone_null("asked_at"))
                    .col(timestamp_with_time_zone_null("passed_at"))
                    .col(timestamp_with_time_zone_null("alarmed_at"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
