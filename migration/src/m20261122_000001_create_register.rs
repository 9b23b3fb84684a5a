//! The customer register: customers, persons, contracts, orders, invoices, mailing lists.

use crate::schema::{index, references, unique_index};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, date, date_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_customer(manager).await?;
        create_person(manager).await?;
        create_address(manager).await?;
        create_contact(manager).await?;
        create_hosting_account(manager).await?;
        create_contract(manager).await?;
        create_purchase(manager).await?;
        create_invoice(manager).await?;
        create_subscription(manager).await?;
        create_suppression(manager).await?;
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("there is no way back: restore the backup taken before the upgrade".into()))
    }
}

async fn create_customer(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("customer")
                .col(uuid("id").primary_key())
                .col(text("number").unique_key())
                .col(text("kind"))
                .col(text("name"))
                .col(text_null("business_id"))
                .col(date("started_on"))
                .col(date_null("ended_on"))
                .col(text("source"))
                .col(text("source_key"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .to_owned(),
        )
        .await?;
    manager.create_index(unique_index("customer", &["source", "source_key"])).await?;
    Ok(())
}

async fn create_person(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("person")
                .col(uuid("id").primary_key())
                .col(text("name"))
                .col(text("name_key"))
                .col(text_null("email"))
                .col(text_null("email_key"))
                .col(date_null("email_since"))
                .col(text("language"))
                .col(text("source"))
                .col(text("source_key"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("person", &["name_key"])).await?;
    manager.create_index(index("person", &["email_key"])).await?;
    manager.create_index(unique_index("person", &["source", "source_key"])).await?;
    Ok(())
}

async fn create_address(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("address")
                .col(uuid("id").primary_key())
                .col(uuid("customer_id"))
                .col(text("kind"))
                .col(text("street"))
                .col(text("postal_code"))
                .col(text("city"))
                .col(text("country"))
                .col(text("source"))
                .col(text("source_key"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .foreign_key(&mut references("address", "customer_id", "customer"))
                .to_owned(),
        )
        .await?;
    manager.create_index(unique_index("address", &["source", "source_key"])).await?;
    Ok(())
}

async fn create_contact(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contact")
                .col(uuid("id").primary_key())
                .col(uuid("customer_id"))
                .col(uuid("person_id"))
                .col(text("role"))
                .col(text("source"))
                .col(text("source_key"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .foreign_key(&mut references("contact", "customer_id", "customer"))
                .foreign_key(&mut references("contact", "person_id", "person"))
                .to_owned(),
        )
        .await?;
    manager.create_index(unique_index("contact", &["source", "source_key"])).await?;
    Ok(())
}

async fn create_hosting_account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("hosting_account")
                .col(uuid("id").primary_key())
                .col(uuid("customer_id"))
                .col(uuid_null("person_id"))
                .col(text("username").unique_key())
                .col(date_null("password_set_on"))
                .col(text("domain"))
                .col(text("plan"))
                .col(text("state"))
                .col(text("source"))
                .col(text("source_key"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .foreign_key(&mut references("hosting_account", "customer_id", "customer"))
                .foreign_key(&mut references("hosting_account", "person_id", "person"))
                .to_owned(),
        )
        .await?;
    manager.create_index(unique_index("hosting_account", &["source", "source_key"])).await?;
    Ok(())
}

async fn create_contract(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("contract")
                .col(uuid("id").primary_key())
                .col(uuid("customer_id"))
                .col(text("number").unique_key())
                .col(uuid_null("signed_by"))
                .col(date("started_on"))
                .col(date_null("ended_on"))
                .col(text("source"))
                .col(text("source_key"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .foreign_key(&mut references("contract", "customer_id", "customer"))
                .foreign_key(&mut references("contract", "signed_by", "person"))
                .to_owned(),
        )
        .await?;
    manager.create_index(unique_index("contract", &["source", "source_key"])).await?;
    Ok(())
}

async fn create_purchase(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("purchase")
                .col(uuid("id").primary_key())
                .col(uuid("customer_id"))
                .col(uuid_null("contract_id"))
                .col(uuid_null("ordered_by"))
                .col(text("number").unique_key())
                .col(text("product"))
                .col(date("ordered_on"))
                .col(text("state"))
                .col(text("source"))
                .col(text("source_key"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .foreign_key(&mut references("purchase", "customer_id", "customer"))
                .foreign_key(&mut references("purchase", "contract_id", "contract"))
                .foreign_key(&mut references("purchase", "ordered_by", "person"))
                .to_owned(),
        )
        .await?;
    manager.create_index(unique_index("purchase", &["source", "source_key"])).await?;
    Ok(())
}

async fn create_invoice(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("invoice")
                .col(uuid("id").primary_key())
                .col(uuid("customer_id"))
                .col(uuid_null("contract_id"))
                .col(text("number").unique_key())
                .col(date("issued_on"))
                .col(big_integer("cents"))
                .col(text("currency"))
                .col(date_null("paid_on"))
                .col(text("source"))
                .col(text("source_key"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .foreign_key(&mut references("invoice", "customer_id", "customer"))
                .foreign_key(&mut references("invoice", "contract_id", "contract"))
                .to_owned(),
        )
        .await?;
    manager.create_index(unique_index("invoice", &["source", "source_key"])).await?;
    Ok(())
}

async fn create_subscription(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("subscription")
                .col(uuid("id").primary_key())
                .col(text("email"))
                .col(text("email_key"))
                .col(uuid_null("person_id"))
                .col(text("purpose"))
                .col(text("evidence"))
                .col(text("wording"))
                .col(timestamp_with_time_zone("since"))
                .col(timestamp_with_time_zone_null("ended_at"))
                .col(text("source"))
                .col(text("source_key"))
                .col(timestamp_with_time_zone("recorded_at"))
                .col(timestamp_with_time_zone_null("verified_at"))
                .foreign_key(&mut references("subscription", "person_id", "person"))
                .to_owned(),
        )
        .await?;
    manager.create_index(index("subscription", &["email_key"])).await?;
    manager.create_index(unique_index("subscription", &["source", "source_key"])).await?;
    Ok(())
}

async fn create_suppression(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("suppression")
                .col(uuid("id").primary_key())
                .col(text("email_key"))
                .col(text("purpose"))
                .col(timestamp_with_time_zone("since"))
                .to_owned(),
        )
        .await?;
    manager.create_index(unique_index("suppression", &["email_key", "purpose"])).await?;
    Ok(())
}
