//! Files that hang on a request: whose each is, what it is called, and where it lies sealed.

use crate::schema::{index, references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("attachment")
                    .col(uuid("id").primary_key())
                    .col(uuid("request_id"))
                    .col(uuid_null("message_id"))
                    .col(text("author"))
                    .col(uuid_null("staff_id"))
                    .col(text("name"))
                    .col(big_integer("bytes"))
                    .col(text("file"))
                    .col(text("wrapped_key"))
                    .col(timestamp_with_time_zone("kept_at"))
                    .foreign_key(&mut references("attachment", "request_id", "request"))
                    .foreign_key(&mut references("attachment", "message_id", "message"))
                    .foreign_key(&mut references("attachment", "staff_id", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique_index("attachment", &["file"])).await?;
        manager.create_index(index("attachment", &["request_id"])).await?;
        manager.create_index(index("attachment", &["message_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
