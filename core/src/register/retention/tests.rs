//! What goes on its day and what stays, on both engines.

mod long;
mod of_files;
mod of_holds;
mod of_runs;

use super::{
    hold::{self, NewHold},
    run::{self, Aim},
    tally::Tally,
};
use crate::{
    actor::Staff,
    ctx::Ctx,
    register::{
        inventory::word::Category,
        tests_rows::{self as rows, day},
    },
    testing,
};
use chrono::{DateTime, Utc};
use entity::{
    event,
    id::PersonId,
    kind::{HoldKind, HostingState, Language, Right, Role, State},
    person, staff,
};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    sea_query::{Expr, Query},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Moves the clock to an instant that is not yet past.
pub(crate) fn at(ctx: &Ctx, instant: &str) {
    let to: DateTime<Utc> = instant.parse().unwrap();
    ctx.clock.advance(to - ctx.now());
}

pub(crate) async fn runs(ctx: &Ctx) -> Tally {
    let id = run::ask(ctx, Aim::Destroy).await.unwrap();
    while run::step(ctx).await.unwrap() {}
    let row = run::by_id(ctx.read(), id).await.unwrap().unwrap();
    assert!(row.finished_at.is_some());
    serde_json::from_str(&row.tally).unwrap()
}

pub(crate) async fn stands(ctx: &Ctx, table: &'static str, id: Uuid) -> bool {
    let asked = Query::select().column("id").from(table).and_where(Expr::col("id").eq(id)).to_owned();
    ctx.read().query_one(&asked).await.unwrap().is_some()
}

pub(crate) async fn sam(ctx: &Ctx) -> Staff {
    let id = ctx.mint().unwrap();
    let row = staff::Model {
        id,
        email: format!("{id}@example.fi"),
        name: "Sam".into(),
        password: String::new(),
        totp_secret: None,
        totp_last_step: None,
        language: Language::En,
        created_at: ctx.now(),
        disabled_at: None,
        digest: true,
    };
    rows::put(ctx, row.into_active_model()).await;
    let roles = BTreeSet::from([Role::Caseworker]);
    let session = ctx.mint().unwrap();
    Staff { session, id, name: "Sam".into(), language: Language::En, roles, proved_at: ctx.now() }
}

async fn an_invoice_goes_on_its_day_and_not_a_day_earlier(ctx: &Ctx) {
    let ada = rows::person(ctx, "Ada").await;
    let customer = rows::customer(ctx, ada, None).await;
    let due = rows::invoice(ctx, customer, None, "2020-05-05").await;
    let later = rows::invoice(ctx, customer, None, "2021-01-01").await;
    at(ctx, "2026-12-31T21:59:00Z");
    assert_eq!(runs(ctx).await.gone(), 0, "one minute to midnight in Helsinki");
    at(ctx, "2026-12-31T22:00:00Z");
    assert_eq!(run::count(ctx).await.unwrap().0["invoice"].destroyed, 1, "a dry run says it and leaves it");
    assert!(stands(ctx, "invoice", due).await);
    let tally = runs(ctx).await;
    let line = &tally.0["invoice"];
    assert_eq!((line.destroyed, line.overdue, line.class.as_deref()), (1, 0, Some("V6")));
    assert_eq!(line.due_first, Some(day("2027-01-01")));
    assert!(!stands(ctx, "invoice", due).await && stands(ctx, "invoice", later).await);
    assert!(stands(ctx, "customer", customer.0).await && stands(ctx, "person", ada.0).await);
    let proof = event::Entity::find().all(ctx.read()).await.unwrap();
    let proof: Vec<_> = proof.iter().filter(|event| event.kind == "retention_destroyed").collect();
    assert_eq!(proof.len(), 1);
    assert!(proof[0].detail.contains("\"destroyed\":1") && !proof[0].detail.contains(&due.to_string()));
}

/// A dispute over a bill that keeps some categories.
pub(crate) fn claim<'a>(ctx: &Ctx, person: PersonId, covers: &'a BTreeSet<Category>) -> NewHold<'a> {
    let (press, review_on) = (ctx.mint().unwrap(), day("2027-06-01"));
    let (kind, reason) = (HoldKind::Claim, "Riita laskusta");
    NewHold { press, person, kind, reason, covers, order: None, review_on }
}

async fn what_is_held_stays_until_the_hold_is_lifted(ctx: &Ctx) {
    let staff = sam(ctx).await;
    let bo = rows::person(ctx, "Bo").await;
    let customer = rows::customer(ctx, bo, None).await;
    let invoice = rows::invoice(ctx, customer, None, "2019-05-05").await;
    let invoices = BTreeSet::from([Category::Invoice]);
    let hold = hold::set(ctx, &staff, &claim(ctx, bo, &invoices)).await.unwrap();
    let tally = runs(ctx).await;
    assert_eq!(tally.0["invoice"].held["claim"], 1);
    assert!(stands(ctx, "invoice", invoice).await);
    hold::lift(ctx, &staff, bo, hold).await.unwrap();
    let asks = open_request(ctx, "key-of-Bo").await;
    assert_eq!(runs(ctx).await.0["invoice"].held["open_request"], 1, "an open access request holds (R1.1.9)");
    close(ctx, asks).await;
    restrict(ctx, bo, asks).await;
    assert_eq!(runs(ctx).await.0["invoice"].held["restriction"], 1, "Art. 18(1)(b)");
    let tx = ctx.write().await.unwrap();
    entity::restriction::Entity::delete_many().exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let tally = runs(ctx).await;
    assert_eq!((tally.0["invoice"].destroyed, tally.0["invoice"].overdue), (1, 1));
    assert!(!stands(ctx, "invoice", invoice).await);
}

/// Art. 18(1)(b): what hangs on the address of a restricted person is theirs, also where it names nobody.
async fn a_subscription_without_a_name_is_held_by_its_address(ctx: &Ctx) {
    let ine = rows::person(ctx, "Ine").await;
    let id = rows::subscription(ctx, ine, Some("2024-01-01")).await;
    let tx = ctx.write().await.unwrap();
    let unnamed = Query::update()
        .table("subscription")
        .value("person_id", Expr::cust("NULL"))
        .value("email_key", "key-of-Ine")
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    tx.db().execute(&unnamed).await.unwrap();
    tx.commit().await.unwrap();
    let request = open_request(ctx, "another").await;
    close(ctx, request).await;
    restrict(ctx, ine, request).await;
    assert_eq!(runs(ctx).await.0["subscription"].held["restriction"], 1);
    assert!(stands(ctx, "subscription", id).await);
    let tx = ctx.write().await.unwrap();
    entity::restriction::Entity::delete_many().exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    runs(ctx).await;
    assert!(!stands(ctx, "subscription", id).await);
}

/// R5.7: no restriction or hold comes between the look and the destruction of a batch.
async fn a_batch_holds_still_what_would_stop_it(ctx: &Ctx) {
    let id = run::ask(ctx, Aim::Destroy).await.unwrap();
    let row = run::by_id(ctx.read(), id).await.unwrap().unwrap();
    let tx = ctx.write().await.unwrap();
    run::advance(ctx, &tx, row).await.unwrap();
    let held = "SELECT 1 FROM pg_locks WHERE relation = 'restriction'::regclass AND granted \
                AND mode = 'ShareRowExclusiveLock'";
    let held = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, held);
    assert!(ctx.read().query_one_raw(held).await.unwrap().is_some());
    drop(tx);
    runs(ctx).await;
}

async fn a_document_outside_every_financial_year_is_shown_and_stays(ctx: &Ctx) {
    let cia = rows::person(ctx, "Cia").await;
    let customer = rows::customer(ctx, cia, Some("2018-06-30")).await;
    let invoice = rows::invoice(ctx, customer, None, "2016-05-05").await;
    let tally = runs(ctx).await;
    assert_eq!(tally.0["invoice"].undated, 1);
    assert!(stands(ctx, "invoice", invoice).await && stands(ctx, "customer", customer.0).await);
    assert!(stands(ctx, "person", cia.0).await, "the vouchers are still theirs");
}

async fn a_relationship_ends_piece_by_piece(ctx: &Ctx) {
    let dag = rows::person(ctx, "Dag").await;
    let customer = rows::customer(ctx, dag, Some("2026-12-31")).await;
    let contract = rows::contract(ctx, customer, Some("2026-12-31")).await;
    let invoice = rows::invoice(ctx, customer, Some(contract), "2026-12-01").await;
    let (address, hosting) =
        (rows::address(ctx, customer).await, rows::hosting(ctx, customer, HostingState::Ended).await);
    rows::subscription(ctx, dag, Some("2026-12-31")).await;
    runs(ctx).await;
    for (table, id) in [("address", address), ("hosting_account", hosting)] {
        assert!(!stands(ctx, table, id).await, "{table}");
    }
    let left = person::Entity::find_by_id(dag).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(
        (left.name.as_str(), left.email, left.email_key.as_deref()),
        ("Dag", None, Some("key-of-Dag")),
        "the vouchers name Dag, and are found by the pseudonym"
    );
    assert!(stands(ctx, "contract", contract.0).await && stands(ctx, "invoice", invoice).await);
    at(ctx, "2032-12-31T12:00:00Z");
    runs(ctx).await;
    assert!(stands(ctx, "invoice", invoice).await);
    at(ctx, "2033-01-01T12:00:00Z");
    runs(ctx).await;
    for (table, id) in
        [("invoice", invoice), ("contract", contract.0), ("customer", customer.0), ("person", dag.0)]
    {
        assert!(!stands(ctx, table, id).await, "{table} goes with the last voucher");
    }
}

async fn everything_of_these(ctx: &Ctx) {
    an_invoice_goes_on_its_day_and_not_a_day_earlier(ctx).await;
    what_is_held_stays_until_the_hold_is_lifted(ctx).await;
    a_subscription_without_a_name_is_held_by_its_address(ctx).await;
    a_document_outside_every_financial_year_is_shown_and_stays(ctx).await;
    a_relationship_ends_piece_by_piece(ctx).await;
}

pub(crate) async fn open_request(ctx: &Ctx, key: &str) -> entity::id::RequestId {
    let id: entity::id::RequestId = ctx.mint().unwrap();
    let row = entity::request::Model {
        id,
        reference: id.to_string(),
        draft_id: None,
        right: Some(Right::Access),
        split_from: None,
        state: State::InProgress,
        outcome: None,
        requester_key: key.into(),
        requester_name: None,
        requester_email: None,
        person_id: None,
        assurance: entity::kind::Assurance::Email,
        channel: entity::kind::Channel::Portal,
        language: Language::Fi,
        received_at: ctx.now(),
        received_on: day("2026-12-01"),
        due_on: day("2027-01-01"),
        internal_due_on: day("2026-12-20"),
        extended_due_on: None,
        answered_at: None,
        closed_at: None,
        assignee_id: None,
        flooded: false,
        version: 1,
    };
    rows::put(ctx, row.into_active_model()).await;
    id
}

pub(crate) async fn restrict(ctx: &Ctx, person_id: entity::id::PersonId, request_id: entity::id::RequestId) {
    let row = entity::restriction::Model {
        id: ctx.mint().unwrap(),
        person_id,
        request_id,
        ground: entity::kind::RestrictionGround::Unlawful,
        scope: "everything".into(),
        set_at: ctx.now(),
        lift_letter_id: None,
        lift_on: None,
        lift_reason: None,
        lift_notice_sent_at: None,
        lifted_at: None,
    };
    rows::put(ctx, row.into_active_model()).await;
}

pub(crate) async fn close(ctx: &Ctx, id: entity::id::RequestId) {
    let mut row = entity::request::Entity::find_by_id(id).one(ctx.read()).await.unwrap().unwrap();
    (row.state, row.closed_at) = (State::Closed, Some(ctx.now()));
    let tx = ctx.write().await.unwrap();
    row.into_active_model().reset_all().update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn data_leave_on_their_day_with_proof() {
    let (ctx, _folder) = testing::ctx().await;
    everything_of_these(&ctx).await;
}

#[tokio::test]
async fn data_leave_on_their_day_with_proof_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("retention").await;
    everything_of_these(&ctx).await;
    a_batch_holds_still_what_would_stop_it(&ctx).await;
}
