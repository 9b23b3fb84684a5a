//! Letters, the outbox with its fences, jobs and tasks.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{
        integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_letter(manager).await?;
        create_outbox(manager).await?;
        create_job(manager).await?;
        create_task(manager).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}

async fn create_letter(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("letter")
                .col(uuid("id").primary_key())
                .col(uuid_null("request_id"))
                .col(text("kind"))
                .col(text("language"))
                .col(text("subject"))
                .col(text("text"))
                .col(text("html"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut references("letter", "request_id", "request"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("letter", &["request_id"])).await?;
    Ok(())
}

async fn create_outbox(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("outbox")
                .col(uuid("id").primary_key())
                .col(text("kind"))
                .col(uuid_null("letter_id"))
                .col(uuid_null("challenge_id"))
                .col(text("message_id").unique_key())
                .col(text("recipient"))
                .col(text_null("subject"))
                .col(text_null("text"))
                .col(text_null("html"))
                .col(text("state"))
                .col(integer("attempts"))
                .col(uuid_null("claim"))
                .col(timestamp_with_time_zone_null("claimed_until"))
                .col(timestamp_with_time_zone("next_try_at"))
                .col(timestamp_with_time_zone_null("expires_at"))
                .col(timestamp_with_time_zone_null("settled_at"))
                .col(text_null("reply"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut references("outbox", "letter_id", "letter"))
                .foreign_key(&mut references("outbox", "challenge_id", "challenge"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("outbox", &["state", "next_try_at"])).await?;
    Ok(())
}

async fn create_job(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("job")
                .col(uuid("id").primary_key())
                .col(text("kind"))
                .col(text("key").unique_key())
                .col(text("payload"))
                .col(timestamp_with_time_zone("run_at"))
                .col(uuid_null("claim"))
                .col(timestamp_with_time_zone_null("claimed_until"))
                .col(integer("attempts"))
                .col(timestamp_with_time_zone_null("done_at"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("job", &["done_at", "run_at"])).await?;
    Ok(())
}

async fn create_task(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("task")
                .col(uuid("id").primary_key())
                .col(text("kind"))
                .col(uuid_null("request_id"))
                .col(uuid_null("letter_id"))
                .col(timestamp_with_time_zone("opened_at"))
                .col(timestamp_with_time_zone_null("done_at"))
                .col(uuid_null("done_by"))
                .foreign_key(&mut references("task", "request_id", "request"))
                .foreign_key(&mut references("task", "letter_id", "letter"))
                .foreign_key(&mut references("task", "done_by", "staff"))
                .to_owned(),
        )
        .await?;
    Ok(())
}
