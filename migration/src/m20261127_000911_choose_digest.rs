//! Whether a member of staff wants the summary of a working day.

use sea_orm_migration::{prelude::*, schema::boolean};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = boolean("digest").default(true).take();
        manager.alter_table(Table::alter().table("staff").add_column(&mut column).to_owned()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
