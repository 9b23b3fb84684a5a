//! Puts rows into a register for the tests of keeping and destroying.

use crate::ctx::Ctx;
use chrono::{NaiveDate, NaiveTime};
use entity::{
    address, contact, contract, customer, hosting_account,
    id::{AddressId, ContactId, ContractId, CustomerId, HostingAccountId, PersonId, PurchaseId},
    invoice,
    kind::{AddressKind, ContactRole, CustomerKind, Evidence, HostingState, Language, PurchaseState},
    person, purchase, subscription,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use uuid::Uuid;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A day as a clock moved to it shows it: noon in UTC.
pub(crate) fn noon(text: &str) -> chrono::DateTime<chrono::Utc> {
    day(text).and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap()).and_utc()
}

pub(crate) async fn put<A>(ctx: &Ctx, row: A)
where
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let tx = ctx.write().await.unwrap();
    row.reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

pub(crate) async fn person(ctx: &Ctx, name: &str) -> PersonId {
    let id: PersonId = ctx.mint().unwrap();
    let row = person::Model {
        id,
        name: name.into(),
        name_key: name.to_lowercase(),
        email: Some(format!("{}@example.fi", name.to_lowercase())),
        email_key: Some(format!("key-of-{name}")),
        email_since: None,
        protected_on: None,
        language: Language::Fi,
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    id
}

/// A private customer, and the person who holds it.
pub(crate) async fn customer(ctx: &Ctx, holder: PersonId, ended_on: Option<&str>) -> CustomerId {
    let id: CustomerId = ctx.mint().unwrap();
    let row = customer::Model {
        id,
        number: id.to_string(),
        kind: CustomerKind::Private,
        name: "Ada Aalto".into(),
        business_id: None,
        started_on: day("2015-01-01"),
        ended_on: ended_on.map(day),
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    contact(ctx, id, holder).await;
    id
}

/// A company in business, and its contact.
pub(crate) async fn company(ctx: &Ctx, contact_person: PersonId) -> CustomerId {
    let id: CustomerId = ctx.mint().unwrap();
    let row = customer::Model {
        id,
        number: id.to_string(),
        kind: CustomerKind::Company,
        name: "Yhtiö Oy".into(),
        business_id: None,
        started_on: day("2015-01-01"),
        ended_on: None,
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    contact(ctx, id, contact_person).await;
    id
}

/// Who signed a contract.
pub(crate) async fn sign(ctx: &Ctx, id: ContractId, by: PersonId) {
    let tx = ctx.write().await.unwrap();
    contract::Entity::update_many()
        .col_expr(contract::Column::SignedBy, Expr::value(by.0))
        .filter(contract::Column::Id.eq(id))
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

pub(crate) async fn contact(ctx: &Ctx, customer_id: CustomerId, person_id: PersonId) -> ContactId {
    let id: ContactId = ctx.mint().unwrap();
    let row = contact::Model {
        id,
        customer_id,
        person_id,
        role: ContactRole::Holder,
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    id
}

pub(crate) async fn contract(ctx: &Ctx, customer_id: CustomerId, ended_on: Option<&str>) -> ContractId {
    let id: ContractId = ctx.mint().unwrap();
    let row = contract::Model {
        id,
        customer_id,
        number: id.to_string(),
        signed_by: None,
        started_on: day("2015-01-01"),
        ended_on: ended_on.map(day),
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    id
}

pub(crate) async fn invoice(
    ctx: &Ctx,
    customer_id: CustomerId,
    contract_id: Option<ContractId>,
    issued_on: &str,
) -> Uuid {
    let id: entity::id::InvoiceId = ctx.mint().unwrap();
    let row = invoice::Model {
        id,
        customer_id,
        contract_id,
        number: id.to_string(),
        issued_on: day(issued_on),
        cents: 12_00,
        currency: "EUR".into(),
        paid_on: None,
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    id.0
}

pub(crate) async fn order(
    ctx: &Ctx,
    customer_id: CustomerId,
    contract_id: Option<ContractId>,
    (ordered_on, state): (&str, PurchaseState),
) -> Uuid {
    let id: PurchaseId = ctx.mint().unwrap();
    let row = purchase::Model {
        id,
        customer_id,
        contract_id,
        ordered_by: None,
        number: id.to_string(),
        product: "Webhotelli".into(),
        ordered_on: day(ordered_on),
        state,
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    id.0
}

pub(crate) async fn address(ctx: &Ctx, customer_id: CustomerId) -> Uuid {
    let id: AddressId = ctx.mint().unwrap();
    let row = address::Model {
        id,
        customer_id,
        kind: AddressKind::Postal,
        street: "Katu 1".into(),
        postal_code: "00100".into(),
        city: "Helsinki".into(),
        country: "FI".into(),
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    id.0
}

pub(crate) async fn hosting(ctx: &Ctx, customer_id: CustomerId, state: HostingState) -> Uuid {
    let id: HostingAccountId = ctx.mint().unwrap();
    let row = hosting_account::Model {
        id,
        customer_id,
        person_id: None,
        username: id.to_string(),
        password_set_on: None,
        domain: "example.fi".into(),
        plan: "S".into(),
        state,
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    id.0
}

pub(crate) async fn subscription(ctx: &Ctx, person_id: PersonId, ended_on: Option<&str>) -> Uuid {
    let id: entity::id::SubscriptionId = ctx.mint().unwrap();
    let row = subscription::Model {
        id,
        email: "ada@example.fi".into(),
        email_key: format!("key-of-{person_id}"),
        person_id: Some(person_id),
        purpose: "newsletter".into(),
        evidence: Evidence::Consent,
        wording: "Kyllä kiitos".into(),
        since: noon("2020-01-01"),
        ended_at: ended_on.map(noon),
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    id.0
}
