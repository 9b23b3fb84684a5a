//! Which invitation of staff a mail carries; its link is derived when the mail is sent and shown to nobody else.

use crate::schema::index;
use sea_orm_migration::{prelude::*, schema::uuid_null};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = uuid_null("invitation_id");
        manager.alter_table(Table::alter().table("outbox").add_column(&mut column).to_owned()).await?;
        manager.create_index(index("outbox", &["invitation_id"])).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
