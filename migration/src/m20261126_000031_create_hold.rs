//! What stops the destruction of a person's data.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{date, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("hold")
                    .col(uuid("id").primary_key())
                    .col(uuid("person_id"))
                    .col(text("kind"))
                    .col(text("reason"))
                    .col(date("review_on"))
                    .col(uuid("set_by"))
                    .col(timestamp_with_time_zone("set_at"))
                    .col(uuid_null("lifted_by"))
                    .col(timestamp_with_time_zone_null("lifted_at"))
                    .foreign_key(&mut references("hold", "person_id", "person"))
                    .foreign_key(&mut references("hold", "set_by", "staff"))
                    .foreign_key(&mut references("hold", "lifted_by", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("hold", &["person_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
