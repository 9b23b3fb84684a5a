//! What is asked of a requester, until when, and why it must be (Art. 12(6), recital 63).

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{date, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("question")
                    .col(uuid("id").primary_key())
                    .col(uuid("request_id"))
                    .col(text("kind"))
                    .col(uuid("message_id"))
                    .col(uuid("letter_id"))
                    .col(text_null("reason"))
                    .col(text_null("lesser_means"))
                    .col(text_null("cannot_identify"))
                    .col(date("answer_by"))
                    .col(uuid("asked_by"))
                    .col(timestamp_with_time_zone("asked_at"))
                    .col(timestamp_with_time_zone_null("ended_at"))
                    .foreign_key(&mut references("question", "request_id", "request"))
                    .foreign_key(&mut references("question", "message_id", "message"))
                    .foreign_key(&mut references("question", "letter_id", "letter"))
                    .foreign_key(&mut references("question", "asked_by", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("question", &["request_id"])).await?;
        manager.create_index(index("question", &["ended_at", "answer_by"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
