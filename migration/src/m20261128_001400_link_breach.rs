//! Which request a breach was found on: what went to a wrong recipient leads to its record, and back.

use crate::schema::index;
use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = uuid_null("request_id");
        manager.alter_table(Table::alter().table("breach").add_column(&mut column).to_owned()).await?;
        manager.create_index(index("breach", &["request_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
