//! What staff did when a holder could not do what it was told.

use sea_orm_migration::{
    prelude::*,
    schema::{text_null, timestamp_with_time_zone_null, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            text_null("remedy"),
            text_null("remedy_note"),
            timestamp_with_time_zone_null("remedied_at"),
            uuid_null("remedied_by"),
        ];
        // SQLite adds one column at a time.
        for mut column in columns {
            manager.alter_table(Table::alter().table("step").add_column(&mut column).to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
