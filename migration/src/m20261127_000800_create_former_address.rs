//! By which addresses an emptied person is found again, beside the file of the erasure: it goes earlier.

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
            .table("former_address")
            .col(uuid("id").primary_key())
            .col(uuid("person_id"))
            .col(text("email_key"))
            .foreign_key(&mut references("former_address", "person_id", "person"))
            .to_owned();
        manager.create_table(table).await?;
        manager.create_index(index("former_address", &["person_id"])).await?;
        manager.create_index(index("former_address", &["email_key"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
