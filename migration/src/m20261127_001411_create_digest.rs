//! On which days a member of staff got the summary of the queue: a day has one, however many workers there are.

use crate::schema::references;
use sea_orm_migration::{
    prelude::*,
    schema::{date, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("digest")
                    .col(uuid("staff_id"))
                    .col(date("sent_on"))
                    .primary_key(Index::create().col("staff_id").col("sent_on"))
                    .foreign_key(&mut references("digest", "staff_id", "staff"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
