//! The yearly review of what is kept and why.

use crate::schema::references;
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
                    .table("review")
                    .col(uuid("id").primary_key())
                    .col(uuid("staff_id"))
                    .col(timestamp_with_time_zone("reviewed_at"))
                    .col(text("findings"))
                    .foreign_key(&mut references("review", "staff_id", "staff"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
