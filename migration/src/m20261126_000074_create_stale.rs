//! What staff decided about records that may be out of date, and how many wait, counted once a day.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(decision()).await?;
        manager.create_index(index("stale_decision", &["record_id"])).await?;
        manager.create_table(tally()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}

/// The record may go before the decision, so nothing ties them.
fn decision() -> TableCreateStatement {
    Table::create()
        .table("stale_decision")
        .col(uuid("id").primary_key())
        .col(uuid("record_id"))
        .col(text("staleness"))
        .col(text("decision"))
        .col(timestamp_with_time_zone("rests_until"))
        .col(uuid("decided_by"))
        .col(timestamp_with_time_zone("decided_at"))
        .foreign_key(&mut references("stale_decision", "decided_by", "staff"))
        .to_owned()
}

fn tally() -> TableCreateStatement {
    Table::create()
        .table("stale_tally")
        .col(text("staleness").primary_key())
        .col(big_integer("waiting"))
        .col(timestamp_with_time_zone("counted_at"))
        .to_owned()
}
