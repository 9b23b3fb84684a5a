//! Who sets and lifts a hold, on whose record, how often it counts, and what holds nothing.

use super::{claim, close, hold, open_request, restrict, sam};
use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Error, Refusal},
    register::{
        inventory::word::Category,
        retention::{
            hold::{NewHold, Order, Why},
            run::{self, Aim},
        },
        tests_rows as rows,
    },
    testing,
};
use chrono::TimeDelta;
use entity::{
    event,
    id::{HoldId, PersonId},
    kind::{HoldKind, RestrictionGround, Role},
    restriction,
};
use sea_orm::{EntityTrait, sea_query::Expr};
use std::{collections::BTreeSet, task::Poll};

/// The order of an authority that may not be told.
fn silent<'a>(ctx: &Ctx, person: PersonId, covers: &'a BTreeSet<Category>) -> NewHold<'a> {
    let order = Order {
        authority: "Turun käräjäoikeus",
        statute: "pakkokeinolaki 8 luku 24 §",
        reference: "",
        silence: "pakkokeinolaki 8 luku 26 §",
    };
    NewHold { kind: HoldKind::Authority, order: Some(order), ..claim(ctx, person, covers) }
}

async fn entered(ctx: &Ctx, kind: &str) -> usize {
    event::Entity::find().all(ctx.read()).await.unwrap().iter().filter(|event| event.kind == kind).count()
}

async fn row(ctx: &Ctx, id: HoldId) -> entity::hold::Model {
    entity::hold::Entity::find_by_id(id).one(ctx.read()).await.unwrap().unwrap()
}

fn needs_a_caseworker<T: std::fmt::Debug>(outcome: &Result<T, Error>) {
    let role = Role::Caseworker;
    assert!(
        matches!(outcome, Err(Error::Refused(Refusal::RoleMissing { role: needed })) if *needed == role),
        "{outcome:?}"
    );
}

async fn only_a_caseworker_sets_lifts_and_tells(ctx: &Ctx) {
    let sam = sam(ctx).await;
    let anna = Staff { roles: BTreeSet::from([Role::Reader, Role::Approver, Role::Admin]), ..sam.clone() };
    let (ada, nothing) = (rows::person(ctx, "Ada").await, BTreeSet::new());
    needs_a_caseworker(&hold::set(ctx, &anna, &silent(ctx, ada, &nothing)).await);
    assert_eq!(hold::on(ctx, ada).await.unwrap(), []);
    let id = hold::set(ctx, &sam, &silent(ctx, ada, &nothing)).await.unwrap();
    let set = row(ctx, id).await;
    needs_a_caseworker(&hold::may_be_told(ctx, &anna, ada, id).await);
    needs_a_caseworker(&hold::lift(ctx, &anna, ada, id).await);
    assert_eq!(row(ctx, id).await, set);
}

/// The record shows the holds of one person: a press on it reaches no other's, and what is over is not entered again.
async fn a_hold_ends_on_its_own_record_and_once(ctx: &Ctx) {
    let sam = sam(ctx).await;
    let (bea, bo, nothing) = (rows::person(ctx, "Bea").await, rows::person(ctx, "Bo").await, BTreeSet::new());
    let id = hold::set(ctx, &sam, &silent(ctx, bea, &nothing)).await.unwrap();
    assert!(matches!(hold::may_be_told(ctx, &sam, bo, id).await, Err(Error::NotFound)));
    assert!(matches!(hold::lift(ctx, &sam, bo, id).await, Err(Error::NotFound)));
    let stands = row(ctx, id).await;
    assert!(stands.lifted_at.is_none() && stands.silence.is_some());
    let (lifted_at, before) = (ctx.now(), entered(ctx, "retention_hold_lifted").await);
    for _ in 0..2 {
        hold::may_be_told(ctx, &sam, bea, id).await.unwrap();
        hold::lift(ctx, &sam, bea, id).await.unwrap();
        ctx.clock.advance(TimeDelta::days(1));
    }
    let over = row(ctx, id).await;
    assert_eq!((over.lifted_at, over.silence.as_deref()), (Some(lifted_at), None));
    assert_eq!(entered(ctx, "retention_hold_lifted").await, before + 1);
    assert_eq!(entered(ctx, "retention_hold_told").await, 1);
}

/// Why anything of a person stays.
async fn kept(ctx: &Ctx, person: PersonId) -> Vec<Why> {
    hold::held(ctx.read(), &[person]).await.unwrap().any().into_iter().collect()
}

/// Art. 18(1)(a) and (d) close the data while something is weighed; (b) and (c) are there so that they are kept.
async fn what_is_lifted_or_only_being_weighed_holds_nothing(ctx: &Ctx) {
    let (sam, cia) = (sam(ctx).await, rows::person(ctx, "Cia").await);
    let invoices = BTreeSet::from([Category::Invoice]);
    let id = hold::set(ctx, &sam, &claim(ctx, cia, &invoices)).await.unwrap();
    assert_eq!(kept(ctx, cia).await, [Why::Claim]);
    hold::lift(ctx, &sam, cia, id).await.unwrap();
    assert_eq!(kept(ctx, cia).await, []);
    let asks = open_request(ctx, "another's key").await;
    close(ctx, asks).await;
    restrict(ctx, cia, asks).await;
    for (ground, keeps) in [
        (RestrictionGround::Accuracy, false),
        (RestrictionGround::Unlawful, true),
        (RestrictionGround::Claims, true),
        (RestrictionGround::Objection, false),
    ] {
        let tx = ctx.write().await.unwrap();
        let named =
            restriction::Entity::update_many().col_expr(restriction::Column::Ground, Expr::value(ground));
        named.exec(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(kept(ctx, cia).await == [Why::Restriction], keeps, "{ground:?}");
    }
}

/// A hold that is being set while a batch destroys comes after it, never in the middle.
async fn a_hold_waits_for_the_batch_under_way(ctx: &Ctx) {
    let (sam, dag, nothing) = (sam(ctx).await, rows::person(ctx, "Dag").await, BTreeSet::new());
    let id = run::ask(ctx, Aim::Destroy).await.unwrap();
    let asked = run::by_id(ctx.read(), id).await.unwrap().unwrap();
    let batch = ctx.write().await.unwrap();
    run::advance(ctx, &batch, asked).await.unwrap();
    let new = claim(ctx, dag, &nothing);
    let mut setting = std::pin::pin!(hold::set(ctx, &sam, &new));
    while !testing::waits_for_a_lock(ctx).await {
        let polled = futures::poll!(&mut setting);
        assert!(matches!(polled, Poll::Pending), "it has gone past the batch: {polled:?}");
    }
    assert_eq!(hold::on(ctx, dag).await.unwrap(), []);
    drop(batch);
    assert_eq!(setting.await.unwrap(), new.press);
}

async fn all_of_these(ctx: &Ctx) {
    only_a_caseworker_sets_lifts_and_tells(ctx).await;
    a_hold_ends_on_its_own_record_and_once(ctx).await;
    what_is_lifted_or_only_being_weighed_holds_nothing(ctx).await;
}

#[tokio::test]
async fn a_hold_is_set_and_ended_by_whom_and_where_it_may() {
    let (ctx, _folder) = testing::ctx().await;
    all_of_these(&ctx).await;
}

#[tokio::test]
async fn a_hold_is_set_and_ended_by_whom_and_where_it_may_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("holds").await;
    all_of_these(&ctx).await;
    a_hold_waits_for_the_batch_under_way(&ctx).await;
}
