//! A request that concerned a customer's own website, and what went to that customer (Art. 28(3)(e)).

use crate::schema::{index, references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("forwarding")
                    .col(uuid("id").primary_key())
                    .col(uuid("request_id"))
                    .col(text("customer_number"))
                    .col(text("site"))
                    .col(text("subject"))
                    .col(text("text"))
                    .col(uuid_null("mail_id"))
                    .col(uuid("forwarded_by"))
                    .col(timestamp_with_time_zone("forwarded_at"))
                    .foreign_key(&mut references("forwarding", "request_id", "request"))
                    .foreign_key(&mut references("forwarding", "forwarded_by", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique_index("forwarding", &["request_id"])).await?;
        manager.create_index(index("forwarding", &["mail_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
