//! A request that came by letter, visit, phone or e-mail: how the requester is reached, who speaks for them, and where
//! the original is kept (law.md R4.10).

use crate::schema::{references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("entry")
                    .col(uuid("id").primary_key())
                    .col(uuid("request_id"))
                    .col(text_null("postal"))
                    .col(text_null("unreachable"))
                    .col(text("kept_at"))
                    .col(text_null("representative"))
                    .col(text_null("authority"))
                    .col(text_null("identity_how"))
                    .col(uuid("entered_by"))
                    .col(timestamp_with_time_zone("entered_at"))
                    .foreign_key(&mut references("entry", "request_id", "request"))
                    .foreign_key(&mut references("entry", "entered_by", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique_index("entry", &["request_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
