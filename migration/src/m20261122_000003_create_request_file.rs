//! Requests and everything that is written about them.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, date, date_null, integer, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_draft(manager).await?;
        create_request(manager).await?;
        create_item(manager).await?;
        create_proposal(manager).await?;
        create_pause(manager).await?;
        create_message(manager).await?;
        create_note(manager).await?;
        create_identity_check(manager).await?;
        create_package(manager).await?;
        create_step(manager).await?;
        create_look(manager).await?;
        create_correction(manager).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}

async fn create_draft(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("draft")
                .col(uuid("id").primary_key())
                .col(text("requester_key"))
                .col(text("answers"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("updated_at"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("draft", &["requester_key"])).await?;
    Ok(())
}

async fn create_request(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("request")
                .col(uuid("id").primary_key())
                .col(text("reference").unique_key())
                .col(uuid_null("draft_id").unique_key())
                .col(text_null("right"))
                .col(uuid_null("split_from"))
                .col(text("state"))
                .col(text_null("outcome"))
                .col(text("requester_key"))
                .col(text_null("requester_name"))
                .col(text_null("requester_email"))
                .col(uuid_null("person_id"))
                .col(text("assurance"))
                .col(text("channel"))
                .col(text("language"))
                .col(timestamp_with_time_zone("received_at"))
                .col(date("received_on"))
                .col(date("due_on"))
                .col(date("internal_due_on"))
                .col(date_null("extended_due_on"))
                .col(timestamp_with_time_zone_null("answered_at"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .col(uuid_null("assignee_id"))
                .col(boolean("flooded"))
                .col(integer("version"))
                .foreign_key(&mut references("request", "split_from", "request"))
                .foreign_key(&mut references("request", "person_id", "person"))
                .foreign_key(&mut references("request", "assignee_id", "staff"))
                .to_owned(),
        )
        .await?;
    index_request(manager).await
}

async fn index_request(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager.create_index(index("request", &["requester_key"])).await?;
    manager.create_index(index("request", &["person_id"])).await?;
    manager.create_index(index("request", &["state", "due_on", "id"])).await?;
    manager.create_index(index("request", &["assignee_id", "state", "due_on"])).await?;
    Ok(())
}

async fn create_item(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("item")
                .col(uuid("id").primary_key())
                .col(uuid("request_id"))
                .col(integer("position"))
                .col(text("kind"))
                .col(text("target"))
                .col(text_null("present"))
                .col(text_null("asked"))
                .col(text_null("verdict"))
                .col(text_null("ground"))
                .col(text_null("facts"))
                .col(text_null("evidence"))
                .col(date_null("keep_until"))
                .foreign_key(&mut references("item", "request_id", "request"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("item", &["request_id"])).await?;
    Ok(())
}

async fn create_proposal(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("proposal")
                .col(uuid("id").primary_key())
                .col(uuid("request_id"))
                .col(text("hash"))
                .col(text("body"))
                .col(uuid("proposed_by"))
                .col(timestamp_with_time_zone("proposed_at"))
                .col(uuid_null("approved_by"))
                .col(timestamp_with_time_zone_null("approved_at"))
                .col(timestamp_with_time_zone_null("voided_at"))
                .foreign_key(&mut references("proposal", "request_id", "request"))
                .foreign_key(&mut references("proposal", "proposed_by", "staff"))
                .foreign_key(&mut references("proposal", "approved_by", "staff"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("proposal", &["request_id"])).await?;
    Ok(())
}

async fn create_pause(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("pause")
                .col(uuid("id").primary_key())
                .col(uuid("request_id"))
                .col(date("from_on"))
                .col(date_null("to_on"))
                .foreign_key(&mut references("pause", "request_id", "request"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("pause", &["request_id"])).await?;
    Ok(())
}

async fn create_message(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("message")
                .col(uuid("id").primary_key())
                .col(uuid("request_id"))
                .col(text("author"))
                .col(uuid_null("staff_id"))
                .col(text("body"))
                .col(timestamp_with_time_zone("sent_at"))
                .foreign_key(&mut references("message", "request_id", "request"))
                .foreign_key(&mut references("message", "staff_id", "staff"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("message", &["request_id"])).await?;
    Ok(())
}

async fn create_note(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("note")
                .col(uuid("id").primary_key())
                .col(uuid("request_id"))
                .col(uuid("staff_id"))
                .col(text("body"))
                .col(timestamp_with_time_zone("written_at"))
                .foreign_key(&mut references("note", "request_id", "request"))
                .foreign_key(&mut references("note", "staff_id", "staff"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("note", &["request_id"])).await?;
    Ok(())
}

async fn create_identity_check(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("identity_check")
                .col(uuid("id").primary_key())
                .col(uuid("request_id"))
                .col(uuid("person_id"))
                .col(uuid("staff_id"))
                .col(text("method"))
                .col(text("finding"))
                .col(timestamp_with_time_zone("checked_at"))
                .foreign_key(&mut references("identity_check", "request_id", "request"))
                .foreign_key(&mut references("identity_check", "person_id", "person"))
                .foreign_key(&mut references("identity_check", "staff_id", "staff"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("identity_check", &["request_id"])).await?;
    Ok(())
}

async fn create_package(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("package")
                .col(uuid("id").primary_key())
                .col(uuid("request_id"))
                .col(text("state"))
                .col(text_null("file"))
                .col(text_null("wrapped_key"))
                .col(big_integer("bytes"))
                .col(integer("downloads"))
                .col(timestamp_with_time_zone("queued_at"))
                .col(timestamp_with_time_zone_null("built_at"))
                .col(timestamp_with_time_zone_null("expires_at"))
                .col(timestamp_with_time_zone_null("purged_at"))
                .foreign_key(&mut references("package", "request_id", "request"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("package", &["request_id"])).await?;
    Ok(())
}

async fn create_step(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("step")
                .col(uuid("id").primary_key())
                .col(uuid("request_id"))
                .col(text("holder"))
                .col(text("instruction"))
                .col(text("state"))
                .col(text_null("answer"))
                .col(timestamp_with_time_zone("opened_at"))
                .col(timestamp_with_time_zone_null("told_at"))
                .col(timestamp_with_time_zone_null("answered_at"))
                .col(uuid_null("answered_by"))
                .foreign_key(&mut references("step", "request_id", "request"))
                .foreign_key(&mut references("step", "answered_by", "staff"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("step", &["request_id"])).await?;
    Ok(())
}

async fn create_look(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("look")
                .col(uuid("id").primary_key())
                .col(uuid("person_id"))
                .col(uuid("staff_id"))
                .col(text("role"))
                .col(uuid_null("request_id"))
                .col(text("purpose"))
                .col(timestamp_with_time_zone("looked_at"))
                .foreign_key(&mut references("look", "person_id", "person"))
                .foreign_key(&mut references("look", "staff_id", "staff"))
                .foreign_key(&mut references("look", "request_id", "request"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("look", &["person_id"])).await?;
    Ok(())
}

async fn create_correction(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("correction")
                .col(uuid("id").primary_key())
                .col(uuid("person_id"))
                .col(uuid("request_id"))
                .col(text("table_name"))
                .col(uuid("record_id"))
                .col(text("column_name"))
                .col(text_null("old_value"))
                .col(text("new_value"))
                .col(timestamp_with_time_zone("corrected_at"))
                .foreign_key(&mut references("correction", "person_id", "person"))
                .foreign_key(&mut references("correction", "request_id", "request"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("correction", &["person_id"])).await?;
    manager.create_index(index("correction", &["table_name", "record_id"])).await?;
    Ok(())
}
