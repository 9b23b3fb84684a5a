//! By which address the data that an erasure left are found again.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("kept_address")
            .col(uuid("id").primary_key())
            .col(uuid("request_id"))
            .col(text("email_key"))
            .foreign_key(&mut references("kept_address", "request_id", "request"))
            .to_owned();
        manager.create_table(table).await?;
        manager.create_index(index("kept_address", &["request_id"])).await?;
        manager.create_index(index("kept_address", &["email_key"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
