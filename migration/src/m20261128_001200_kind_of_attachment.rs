//! What a file on a request is, and when its requester fetched it; until now every file came with a message.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column at a time.
        for mut column in
            [text("kind").default("message").to_owned(), timestamp_with_time_zone_null("fetched_at")]
        {
            manager
                .alter_table(Table::alter().table("attachment").add_column(&mut column).to_owned())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
