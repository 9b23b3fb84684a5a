//! Purposes for which a person's data may no longer be used, after an objection was upheld (Art. 21(1)).

use crate::schema::{references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut create = Table::create();
        create
            .table("stopped_purpose")
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(uuid("request_id"))
            .col(text("purpose"))
            .col(timestamp_with_time_zone("stopped_at"))
            .foreign_key(&mut references("stopped_purpose", "person_id", "person"))
            .foreign_key(&mut references("stopped_purpose", "request_id", "request"));
        manager.create_table(create).await?;
        manager.create_index(unique_index("stopped_purpose", &["person_id", "purpose"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
