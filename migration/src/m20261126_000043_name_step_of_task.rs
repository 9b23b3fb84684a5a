//! Which step a task of the desk is about, so that the step's end ends it.

use crate::schema::index;
use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = uuid_null("step_id");
        manager.alter_table(Table::alter().table("task").add_column(&mut column).to_owned()).await?;
        manager.create_index(index("task", &["step_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
