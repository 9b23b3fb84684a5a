//! Several texts of one form are kept beside each other: the index refuses no second one.

use crate::schema::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let unique = Index::drop().name("ux_unsaved_staff_id_page_action").table("unsaved").to_owned();
        manager.drop_index(unique).await?;
        manager.create_index(index("unsaved", &["staff_id", "page", "action"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
