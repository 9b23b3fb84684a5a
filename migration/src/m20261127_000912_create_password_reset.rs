//! The single-use links by which a forgotten password is replaced; only their digests are kept. One without an account
//! answers an address that nobody has, so that both are asked for alike.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("password_reset")
                    .col(uuid("id").primary_key())
                    .col(uuid_null("staff_id"))
                    .col(text("token_digest").unique_key())
                    .col(integer("epoch"))
                    .col(timestamp_with_time_zone("created_at"))
                    .col(timestamp_with_time_zone("expires_at"))
                    .col(timestamp_with_time_zone_null("used_at"))
                    .foreign_key(&mut references("password_reset", "staff_id", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("password_reset", &["staff_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
