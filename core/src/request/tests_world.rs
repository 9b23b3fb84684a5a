//! People, drafts and register rows for the tests of filing.

use super::{
    answers::{Answers, Wish},
    draft,
    file::file,
};
use crate::{actor::Requester, ctx::Ctx, email::Email, error::Result, id::Reference};
use chrono::NaiveDate;
use entity::{
    contact, customer,
    id::{ContactId, CustomerId, DraftId, PersonId, SessionId, SubscriptionId},
    kind::{ContactRole, CustomerKind, Evidence, Language, LetterKind, State},
    letter, person, request, subscription,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

pub(super) const ADA: &str = "ada@example.fi";

pub(crate) fn requester(ctx: &Ctx, address: &str) -> Requester {
    let email = Email::parse(address).unwrap();
    let email_key = ctx.keys.email_key(&email);
    Requester { session: SessionId(Uuid::nil()), email, email_key, proved_at: ctx.now() }
}

pub(super) async fn draft_of(ctx: &Ctx, requester: &Requester, answers: &Answers) -> DraftId {
    let id = draft::start(ctx, requester, answers.kind).await.unwrap();
    draft::save(ctx, requester, id, answers).await.unwrap();
    id
}

pub(crate) async fn send(ctx: &Ctx, requester: &Requester, answers: &Answers) -> Result<Reference> {
    let id = draft_of(ctx, requester, answers).await;
    file(ctx, requester, id, Language::Sv, "network").await
}

pub(super) fn all_of_it() -> Answers {
    Answers { everything: true, name: Some(" Ada ".into()), ..Answers::of(Wish::Access) }
}

pub(crate) async fn row_of(ctx: &Ctx, reference: &Reference) -> request::Model {
    let rows = request::Entity::find().filter(request::Column::Reference.eq(reference.as_str()));
    rows.one(ctx.read()).await.unwrap().unwrap()
}

pub(super) async fn letters(ctx: &Ctx) -> Vec<LetterKind> {
    letter::Entity::find().all(ctx.read()).await.unwrap().into_iter().map(|letter| letter.kind).collect()
}

pub(super) async fn put<A>(ctx: &Ctx, row: A)
where
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let tx = ctx.write().await.unwrap();
    row.reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

pub(super) async fn move_to(ctx: &Ctx, reference: &Reference, state: State) {
    let tx = ctx.write().await.unwrap();
    request::Entity::update_many()
        .col_expr(request::Column::State, Expr::value(state))
        .filter(request::Column::Reference.eq(reference.as_str()))
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

pub(super) async fn known_person(ctx: &Ctx, address: &str, name: &str) -> PersonId {
    let email = Email::parse(address).unwrap();
    let id: PersonId = ctx.mint().unwrap();
    let row = person::Model {
        id,
        name: name.into(),
        name_key: name.to_lowercase(),
        email: Some(email.as_str().into()),
        email_key: Some(ctx.keys.email_key(&email)),
        email_since: NaiveDate::from_ymd_opt(2019, 2, 1),
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

pub(super) async fn holds(ctx: &Ctx, person_id: PersonId, kind: CustomerKind, name: &str) {
    let id: CustomerId = ctx.mint().unwrap();
    let row = customer::Model {
        id,
        number: id.to_string(),
        kind,
        name: name.into(),
        business_id: Some("1234567-1".into()),
        started_on: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
        ended_on: None,
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
    let contact_id: ContactId = ctx.mint().unwrap();
    let row = contact::Model {
        id: contact_id,
        customer_id: id,
        person_id,
        role: ContactRole::Holder,
        source: "test".into(),
        source_key: contact_id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
}

pub(super) async fn subscribed(ctx: &Ctx, requester: &Requester, purpose: &str) {
    let id: SubscriptionId = ctx.mint().unwrap();
    let row = subscription::Model {
        id,
        email: requester.email.as_str().into(),
        email_key: requester.email_key.clone(),
        person_id: None,
        purpose: purpose.into(),
        evidence: Evidence::Consent,
        wording: "Yes, please.".into(),
        since: ctx.now(),
        ended_at: None,
        source: "test".into(),
        source_key: id.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    put(ctx, row.into_active_model()).await;
}

pub(super) async fn running_lists(ctx: &Ctx) -> u64 {
    let running = subscription::Entity::find().filter(subscription::Column::EndedAt.is_null());
    running.count(ctx.read()).await.unwrap()
}
