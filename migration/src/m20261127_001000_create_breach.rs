//! The register of personal data breaches: a record, what was put down in it, and what the authority was told.

use crate::schema::{index, references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, integer, text, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(breach()).await?;
        manager.create_table(fact()).await?;
        manager.create_table(report()).await?;
        manager.create_index(unique_index("breach", &["number"])).await?;
        manager.create_index(index("breach", &["closed_at", "aware_at"])).await?;
        manager.create_index(index("breach_fact", &["breach_id"])).await?;
        manager.create_index(index("breach_report", &["breach_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}

fn breach() -> TableCreateStatement {
    Table::create()
        .table("breach")
        .col(uuid("id").primary_key())
        .col(integer("number"))
        .col(timestamp_with_time_zone("aware_at"))
        .col(integer("version"))
        .col(integer("alarms"))
        .col(uuid("opened_by"))
        .col(timestamp_with_time_zone("opened_at"))
        .col(uuid_null("closed_by"))
        .col(timestamp_with_time_zone_null("closed_at"))
        .foreign_key(&mut references("breach", "opened_by", "staff"))
        .foreign_key(&mut references("breach", "closed_by", "staff"))
        .to_owned()
}

fn fact() -> TableCreateStatement {
    Table::create()
        .table("breach_fact")
        .col(uuid("id").primary_key())
        .col(uuid("breach_id"))
        .col(integer("version"))
        .col(text("field"))
        .col(text("value"))
        .col(uuid("recorded_by"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(&mut references("breach_fact", "breach_id", "breach"))
        .foreign_key(&mut references("breach_fact", "recorded_by", "staff"))
        .to_owned()
}

fn report() -> TableCreateStatement {
    Table::create()
        .table("breach_report")
        .col(uuid("id").primary_key())
        .col(uuid("breach_id"))
        .col(timestamp_with_time_zone("sent_at"))
        .col(text_null("reference"))
        .col(text("content"))
        .col(boolean("is_last"))
        .col(text_null("late_reason"))
        .col(uuid("recorded_by"))
        .col(timestamp_with_time_zone("recorded_at"))
        .foreign_key(&mut references("breach_report", "breach_id", "breach"))
        .foreign_key(&mut references("breach_report", "recorded_by", "staff"))
        .to_owned()
}
