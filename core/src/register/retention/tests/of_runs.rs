//! A run survives being killed, is never done twice, and begins no sooner than it should.

use super::{Aim, at, run};
use crate::{ctx::Ctx, register::tests_rows as rows, testing};
use entity::{event, invoice, retention_run};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};

const CUSTOMERS: u64 = 450;

/// Customers with an invoice that is due and one that is not.
async fn many(ctx: &Ctx) {
    for number in 0..CUSTOMERS {
        let person = rows::person(ctx, &format!("P{number}")).await;
        let customer = rows::customer(ctx, person, None).await;
        rows::invoice(ctx, customer, None, "2019-03-03").await;
        rows::invoice(ctx, customer, None, "2024-03-03").await;
    }
}

async fn invoices(ctx: &Ctx) -> u64 {
    invoice::Entity::find().count(ctx.read()).await.unwrap()
}

async fn proven(ctx: &Ctx) -> u64 {
    let events = event::Entity::find().all(ctx.read()).await.unwrap();
    let proofs = events.iter().filter(|event| event.kind == "retention_destroyed");
    proofs
        .map(|proof| {
            serde_json::from_str::<serde_json::Value>(&proof.detail).unwrap()["destroyed"].as_u64().unwrap()
        })
        .sum()
}

async fn a_killed_run_goes_on(ctx: &Ctx) {
    many(ctx).await;
    let id = run::ask(ctx, Aim::Destroy).await.unwrap();
    assert!(run::step(ctx).await.unwrap());
    let (left, row) = (invoices(ctx).await, run::by_id(ctx.read(), id).await.unwrap().unwrap());
    assert!(left < 2 * CUSTOMERS && row.finished_at.is_none(), "one batch is done: {left}");
    // A process that dies in its batch: the transaction ends without its end.
    let tx = ctx.write().await.unwrap();
    run::advance(ctx, &tx, row.clone()).await.unwrap();
    drop(tx);
    assert_eq!(
        (invoices(ctx).await, proven(ctx).await),
        (left, 2 * CUSTOMERS - left),
        "nothing is half done"
    );
    assert_eq!(run::by_id(ctx.read(), id).await.unwrap().unwrap(), row);
    // Until the database has noticed its death, it passes over what that process held.
    while run::by_id(ctx.read(), id).await.unwrap().unwrap().finished_at.is_none() {
        run::step(ctx).await.unwrap();
    }
    assert_eq!((invoices(ctx).await, proven(ctx).await), (CUSTOMERS, CUSTOMERS));
}

async fn two_workers_destroy_once(ctx: &Ctx) {
    at(ctx, "2031-01-01T12:00:00Z");
    let before = proven(ctx).await;
    run::ask(ctx, Aim::Destroy).await.unwrap();
    run::ask(ctx, Aim::Destroy).await.unwrap();
    let worker = || async { while run::step(ctx).await.unwrap() {} };
    tokio::join!(worker(), worker());
    while run::step(ctx).await.unwrap() {}
    assert_eq!((invoices(ctx).await, proven(ctx).await - before), (0, CUSTOMERS));
}

async fn the_day_is_run_once_and_the_first_only_counts(ctx: &Ctx) {
    let person = rows::person(ctx, "Ada").await;
    let customer = rows::customer(ctx, person, None).await;
    rows::invoice(ctx, customer, None, "2019-03-03").await;
    for _ in 0..2 {
        run::schedule(ctx).await.unwrap();
    }
    while run::step(ctx).await.unwrap() {}
    assert_eq!(invoices(ctx).await, 1, "the day of the installation is for looking");
    at(ctx, "2026-04-05T22:59:00Z");
    run::schedule(ctx).await.unwrap();
    at(ctx, "2026-04-05T23:00:00Z");
    for _ in 0..2 {
        run::schedule(ctx).await.unwrap();
    }
    while run::step(ctx).await.unwrap() {}
    let runs =
        retention_run::Entity::find().order_by_asc(retention_run::Column::Id).all(ctx.read()).await.unwrap();
    let said: Vec<_> = runs.iter().map(|run| (run.key.as_str(), run.destroys)).collect();
    assert_eq!(said, [("2026-04-05", false), ("2026-04-06", true)]);
    assert_eq!(
        run::last(ctx, 5).await.unwrap()[1].1.0["invoice"].destroyed,
        1,
        "the count said what would go"
    );
    assert_eq!(invoices(ctx).await, 0);
}

#[tokio::test]
async fn a_run_is_never_half_done_nor_done_twice() {
    let (ctx, _folder) = testing::ctx().await;
    a_killed_run_goes_on(&ctx).await;
    two_workers_destroy_once(&ctx).await;
}

#[tokio::test]
async fn a_run_is_never_half_done_nor_done_twice_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("retention_runs").await;
    a_killed_run_goes_on(&ctx).await;
    two_workers_destroy_once(&ctx).await;
}

#[tokio::test]
async fn a_day_is_run_once_from_two_o_clock_and_the_first_only_counts() {
    let (ctx, _folder) = testing::ctx().await;
    the_day_is_run_once_and_the_first_only_counts(&ctx).await;
}
