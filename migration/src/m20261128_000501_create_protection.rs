//! Who said that a person's postal address is protected, and by which two persons that ended.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::create()
            .table("protection")
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(text_null("reason"))
            .col(uuid_null("set_by"))
            .col(timestamp_with_time_zone("set_at"))
            .col(text_null("lift_reason"))
            .col(uuid_null("asked_by"))
            .col(timestamp_with_time_zone_null("asked_at"))
            .col(uuid_null("lifted_by"))
            .col(timestamp_with_time_zone_null("lifted_at"))
            .foreign_key(&mut references("protection", "person_id", "person"))
            .to_owned();
        for column in ["set_by", "asked_by", "lifted_by"] {
            table.foreign_key(&mut references("protection", column, "staff"));
        }
        manager.create_table(table).await?;
        manager.create_index(index("protection", &["person_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
