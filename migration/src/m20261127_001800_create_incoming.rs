//! Mails that the mail server handed over: what each was taken for, its words, and where its sealed original lies.

use crate::schema::{index, references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
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
                    .table("incoming")
                    .col(uuid("id").primary_key())
                    .col(text("key"))
                    .col(text_null("message_key"))
                    .col(text("kind"))
                    .col(uuid_null("request_id"))
                    .col(timestamp_with_time_zone("received_at"))
                    .col(text_null("sender"))
                    .col(text_null("sender_name"))
                    .col(text("subject"))
                    .col(text("body"))
                    .col(boolean("masked"))
                    .col(text("file"))
                    .col(text("wrapped_key"))
                    .col(big_integer("bytes"))
                    .col(timestamp_with_time_zone("taken_at"))
                    .col(timestamp_with_time_zone_null("read_at"))
                    .col(uuid_null("read_by"))
                    .foreign_key(&mut references("incoming", "request_id", "request"))
                    .foreign_key(&mut references("incoming", "read_by", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique_index("incoming", &["key"])).await?;
        manager.create_index(index("incoming", &["message_key"])).await?;
        manager.create_index(index("incoming", &["request_id"])).await?;
        manager.create_index(index("incoming", &["read_at", "id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
