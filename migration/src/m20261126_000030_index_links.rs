//! Rows are found by the customer, contract and person they hang on: the daily destruction reads the whole register.

use crate::schema::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const LINKS: &[(&str, &str)] = &[
    ("address", "customer_id"),
    ("contact", "customer_id"),
    ("contact", "person_id"),
    ("hosting_account", "customer_id"),
    ("hosting_account", "person_id"),
    ("contract", "customer_id"),
    ("contract", "signed_by"),
    ("purchase", "customer_id"),
    ("purchase", "contract_id"),
    ("purchase", "ordered_by"),
    ("invoice", "customer_id"),
    ("invoice", "contract_id"),
    ("subscription", "person_id"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in LINKS {
            manager.create_index(index(table, &[column]).if_not_exists().to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
