//! The rows of a person are found without reading the whole table, by every way the inventory knows. Without the one of
//! `subscription` an import read the table once a batch.

use crate::schema::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const OWNERS: &[(&str, &str)] =
    &[("subscription", "person_id"), ("task", "request_id"), ("session", "email_key")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in OWNERS {
            manager.create_index(index(table, &[column]).if_not_exists().to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
