//! The handing over of a package to the controller the person named (Art. 20(2)), and how it went.

use crate::schema::{index, references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{
        date_null, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("transfer")
                    .col(uuid("id").primary_key())
                    .col(uuid("request_id"))
                    .col(uuid("item_id"))
                    .col(text("state"))
                    .col(timestamp_with_time_zone("opened_at"))
                    .col(date_null("given_on"))
                    .col(text_null("how"))
                    .col(timestamp_with_time_zone_null("settled_at"))
                    .col(uuid_null("settled_by"))
                    .foreign_key(&mut references("transfer", "request_id", "request"))
                    .foreign_key(&mut references("transfer", "item_id", "item"))
                    .foreign_key(&mut references("transfer", "settled_by", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique_index("transfer", &["item_id"])).await?;
        manager.create_index(index("transfer", &["request_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
