//! What was disclosed to authorities; an entry is never changed, a later one corrects it.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{date, text, text_null, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("disclosure")
                    .col(uuid("id").primary_key())
                    .col(uuid("person_id"))
                    .col(text("authority"))
                    .col(text("categories"))
                    .col(text("statute"))
                    .col(date("disclosed_on"))
                    .col(text_null("reference"))
                    // No foreign key: the older of the two is destroyed first.
                    .col(uuid_null("corrects"))
                    .col(text_null("correction"))
                    .col(uuid("recorded_by"))
                    .col(timestamp_with_time_zone("recorded_at"))
                    .foreign_key(&mut references("disclosure", "person_id", "person"))
                    .foreign_key(&mut references("disclosure", "recorded_by", "staff"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(index("disclosure", &["person_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
