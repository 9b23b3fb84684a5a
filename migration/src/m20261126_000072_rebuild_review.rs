//! A review is opened, answered category by category, and closed. The first form of the table was never written to.

use crate::schema::{references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{date, text, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("review").to_owned()).await?;
        manager.create_table(review()).await?;
        manager.create_table(finding()).await?;
        manager.create_index(unique_index("review_finding", &["review_id", "category"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}

fn review() -> TableCreateStatement {
    Table::create()
        .table("review")
        .col(uuid("id").primary_key())
        .col(date("due_on"))
        .col(timestamp_with_time_zone("opened_at"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .col(uuid_null("closed_by"))
        .foreign_key(&mut references("review", "closed_by", "staff"))
        .to_owned()
}

fn finding() -> TableCreateStatement {
    Table::create()
        .table("review_finding")
        .col(uuid("id").primary_key())
        .col(uuid("review_id"))
        .col(text("category"))
        .col(text("needed"))
        .col(text("accurate"))
        .col(text("basis"))
        .col(text("retention"))
        .col(text("note"))
        .col(uuid("found_by"))
        .col(timestamp_with_time_zone("found_at"))
        .foreign_key(&mut references("review_finding", "review_id", "review"))
        .foreign_key(&mut references("review_finding", "found_by", "staff"))
        .to_owned()
}
