//! The single-use links by which holders answer; only their digests are kept.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{date, integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("step_link")
                    .col(uuid("id").primary_key())
                    .col(uuid("step_id"))
                    .col(integer("nth"))
                    .col(text("digest").unique_key())
                    .col(date("answer_by"))
                    .col(integer("epoch"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone_null("used_at"))
                    .foreign_key(&mut references("step_link", "step_id", "step"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("step_link", &["step_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
