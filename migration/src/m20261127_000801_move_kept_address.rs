//! The addresses of erasures move to the persons they lead to.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let moved = "INSERT INTO former_address (id, person_id, email_key) \
                     SELECT k.id, r.person_id, k.email_key FROM kept_address k \
                     JOIN request r ON r.id = k.request_id WHERE r.person_id IS NOT NULL";
        manager.get_connection().execute_unprepared(moved).await?;
        manager.drop_table(Table::drop().table("kept_address").to_owned()).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}
