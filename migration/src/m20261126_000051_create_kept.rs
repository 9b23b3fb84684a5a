//! What an erasure leaves, and until when.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{date_null, text, timestamp_with_time_zone_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("kept")
            .col(uuid("id").primary_key())
            .col(uuid("request_id"))
            .col(uuid_null("person_id"))
            .col(text("table_name"))
            .col(uuid("record_id"))
            .col(text("ground"))
            .col(text("class"))
            .col(date_null("ends_on"))
            .col(date_null("keep_until"))
            .col(timestamp_with_time_zone_null("destroyed_at"))
            .foreign_key(&mut references("kept", "request_id", "request"))
            .to_owned();
        manager.create_table(table).await?;
        manager.create_index(index("kept", &["request_id"])).await?;
        manager.create_index(index("kept", &["person_id"])).await?;
        manager.create_index(index("kept", &["table_name", "record_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
