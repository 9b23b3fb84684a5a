//! The day on which we must speak where it comes before the last day for the answer (law.md R2.6).

use sea_orm_migration::{prelude::*, schema::date_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = date_null("limit_on");
        manager.alter_table(Table::alter().table("question").add_column(&mut column).to_owned()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
