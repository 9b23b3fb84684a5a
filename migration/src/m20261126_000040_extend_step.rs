//! What a holder is asked, by when, under which key it knows the person, and what became of a silence.

use crate::schema::index;
use sea_orm_migration::{
    prelude::*,
    schema::{date_null, integer, text, text_null, timestamp_with_time_zone_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Until now only a rectification opened steps.
        let columns = [
            text("operation").default("rectify").take(),
            text("touched").default("[]").take(),
            text_null("subject_keys"),
            date_null("due_on"),
            date_null("next_on"),
            integer("reminders").default(0).take(),
            timestamp_with_time_zone_null("escalated_at"),
            text_null("excuse"),
        ];
        // SQLite adds one column at a time.
        for mut column in columns {
            manager.alter_table(Table::alter().table("step").add_column(&mut column).to_owned()).await?;
        }
        manager.create_index(index("step", &["next_on"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
