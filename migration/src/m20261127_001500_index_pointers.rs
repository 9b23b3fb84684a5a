//! What points at a request, a letter, a person or an address is found without reading its whole table: each destruction
//! asks for it, and each look counts the looks before it.

use crate::schema::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const LINKS: &[(&str, &[&str])] = &[
    ("outbox", &["letter_id"]),
    ("outbox", &["challenge_id"]),
    ("event", &["subject"]),
    ("look", &["staff_id", "looked_at"]),
    ("look", &["request_id"]),
    ("correction", &["request_id"]),
    ("stopped_purpose", &["request_id"]),
    ("request", &["split_from"]),
    ("question", &["letter_id"]),
    ("task", &["letter_id"]),
    ("restriction", &["lift_letter_id"]),
    ("identity_check", &["person_id"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in LINKS {
            manager.create_index(index(table, columns).if_not_exists().to_owned()).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
