//! Who proves what: requesters by mailed link, staff by password and one-time code.

use crate::schema::{index, references};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, binary_null, integer, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_installation(manager).await?;
        create_staff(manager).await?;
        create_staff_role(manager).await?;
        create_invitation(manager).await?;
        create_recovery_code(manager).await?;
        create_session(manager).await?;
        create_challenge(manager).await?;
        create_budget(manager).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}

async fn create_installation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("installation")
                .col(integer("id").primary_key())
                .col(integer("epoch"))
                .col(timestamp_with_time_zone("created_at"))
                .to_owned(),
        )
        .await?;
    Ok(())
}

async fn create_staff(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("staff")
                .col(uuid("id").primary_key())
                .col(text("email").unique_key())
                .col(text("name"))
                .col(text("password"))
                .col(binary_null("totp_secret"))
                .col(big_integer_null("totp_last_step"))
                .col(text("language"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("disabled_at"))
                .to_owned(),
        )
        .await?;
    Ok(())
}

async fn create_staff_role(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("staff_role")
                .col(uuid("staff_id"))
                .col(text("role"))
                .primary_key(Index::create().col("staff_id").col("role"))
                .foreign_key(&mut references("staff_role", "staff_id", "staff"))
                .to_owned(),
        )
        .await?;
    Ok(())
}

async fn create_invitation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("invitation")
                .col(uuid("id").primary_key())
                .col(text("token_digest").unique_key())
                .col(text("email"))
                .col(text("name"))
                .col(text("roles"))
                .col(text("language"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("used_at"))
                .to_owned(),
        )
        .await?;
    Ok(())
}

async fn create_recovery_code(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("recovery_code")
                .col(uuid("id").primary_key())
                .col(uuid("staff_id"))
                .col(text("digest"))
                .col(timestamp_with_time_zone_null("used_at"))
                .foreign_key(&mut references("recovery_code", "staff_id", "staff"))
                .to_owned(),
        )
        .await?;
    Ok(())
}

async fn create_session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("session")
                .col(uuid("id").primary_key())
                .col(text("kind"))
                .col(text("token_digest").unique_key())
                .col(text_null("email_key"))
                .col(text_null("email"))
                .col(uuid_null("staff_id"))
                .col(integer("epoch"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("last_seen_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone("proved_at"))
                .foreign_key(&mut references("session", "staff_id", "staff"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("session", &["expires_at"])).await?;
    Ok(())
}

async fn create_challenge(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("challenge")
                .col(uuid("id").primary_key())
                .col(text("purpose"))
                .col(text("email"))
                .col(text("email_key"))
                .col(text("language"))
                .col(text("binding"))
                .col(text("link_digest").unique_key())
                .col(uuid_null("session_id"))
                .col(text("return_to"))
                .col(integer("tries"))
                .col(integer("epoch"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("used_at"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("challenge", &["email_key"])).await?;
    manager.create_index(index("challenge", &["expires_at"])).await?;
    Ok(())
}

async fn create_budget(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("budget")
                .col(text("key"))
                .col(big_integer("arrival"))
                .primary_key(Index::create().col("key"))
                .to_owned(),
        )
        .await?;
    Ok(())
}
