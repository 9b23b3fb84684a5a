//! The restriction of processing (Art. 18): whose record, on which request, on what ground, and how it ends.

use crate::schema::{index, references};
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
        let mut create = Table::create();
        create
            .table("restriction")
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(uuid("request_id"))
            .col(text("ground"))
            .col(text("scope"))
            .col(timestamp_with_time_zone("set_at"))
            .col(uuid_null("lift_letter_id"))
            .col(date_null("lift_on"))
            .col(text_null("lift_reason"))
            .col(timestamp_with_time_zone_null("lift_notice_sent_at"))
            .col(timestamp_with_time_zone_null("lifted_at"))
            .foreign_key(&mut references("restriction", "person_id", "person"))
            .foreign_key(&mut references("restriction", "request_id", "request"))
            .foreign_key(&mut references("restriction", "lift_letter_id", "letter"));
        manager.create_table(create).await?;
        manager.create_index(index("restriction", &["person_id"])).await?;
        manager.create_index(index("restriction", &["request_id"])).await?;
        manager.create_index(index("restriction", &["lifted_at"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
