//! The review comes before staff by its day, is closed only when whole, and the next is due a year later.

use super::{Finding, begin, close, due_on, find, note, past, schedule, standing};
use crate::{
    ctx::Ctx,
    error::{Error, Refusal},
    register::{
        duty,
        inventory::word::Category,
        retention::{
            run::{self, Aim},
            tests::{at, sam},
        },
        tests_rows::day,
    },
    testing,
};
use entity::kind::ReviewVerdict::{Change, Fine};
use sea_orm::ConnectionTrait;

fn fine(category: Category) -> Finding<'static> {
    Finding { category, needed: Fine, accurate: Fine, basis: Fine, retention: Fine, note: "" }
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn a_review_is_asked_for_recorded_and_missed_after_a_year(ctx: &Ctx) {
    let staff = sam(ctx).await;
    assert_eq!(due_on(ctx.read()).await.unwrap(), day("2027-04-05"), "twelve months after the installation");
    at(ctx, "2027-03-05T21:59:00Z");
    schedule(ctx).await.unwrap();
    assert!(duty::now(ctx).await.unwrap().is_empty(), "the last minute before the thirty days begin");
    at(ctx, "2027-03-05T22:00:00Z");
    schedule(ctx).await.unwrap();
    schedule(ctx).await.unwrap();
    let open = standing(ctx).await.unwrap();
    let id = open.open.unwrap();
    assert_eq!((open.overdue, begin(ctx, &staff).await.unwrap()), (false, id), "there is one, and only one");
    assert!(duty::now(ctx).await.unwrap().review.is_some());
    at(ctx, "2027-04-05T21:00:00Z");
    assert!(standing(ctx).await.unwrap().overdue, "midnight in Helsinki after its day");

    let (last, others) = Category::ALL.split_last().unwrap();
    for category in others {
        note(ctx, &staff, id, &fine(*category)).await.unwrap();
    }
    assert_eq!(refusal(close(ctx, &staff, id).await), Refusal::Incomplete, "a category lacks its finding");
    let silent = Finding { retention: Change, ..fine(*last) };
    assert_eq!(refusal(note(ctx, &staff, id, &silent).await), Refusal::Incomplete, "what is to be changed?");
    note(ctx, &staff, id, &fine(*last)).await.unwrap();
    note(ctx, &staff, id, &Finding { note: "Lyhennetään 24 kuukauteen", ..silent }).await.unwrap();
    let review = find(ctx, id).await.unwrap();
    assert_eq!((review.findings.len(), review.missing().count()), (Category::ALL.len(), 0));
    assert_eq!(review.finding(*last).unwrap().note, "Lyhennetään 24 kuukauteen", "the newer answer counts");
    close(ctx, &staff, id).await.unwrap();
    assert_eq!(refusal(close(ctx, &staff, id).await), Refusal::ReviewClosed);
    assert_eq!(refusal(note(ctx, &staff, id, &fine(*last)).await), Refusal::ReviewClosed);
    let done = past(ctx).await.unwrap();
    assert_eq!((done.len(), done[0].closed_by), (1, Some(staff.id)));
    assert_eq!(due_on(ctx.read()).await.unwrap(), day("2028-04-06"), "twelve months after the last");
    assert!(duty::now(ctx).await.unwrap().is_empty());
}

/// A run that cannot get on comes before staff, and goes from the list when it can.
async fn a_run_that_fails_is_a_duty_until_it_gets_on(ctx: &Ctx) {
    run::ask(ctx, Aim::Destroy).await.unwrap();
    let rename = async |from: &str, to: &str| {
        let tx = ctx.write().await.unwrap();
        tx.db().execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.unwrap();
        tx.commit().await.unwrap();
    };
    rename("subscription", "away").await;
    while run::step(ctx).await.is_ok_and(|busy| busy) {}
    assert!(run::step(ctx).await.is_err());
    assert_eq!(duty::now(ctx).await.unwrap().failed_run, Some(ctx.now()));
    rename("away", "subscription").await;
    while run::step(ctx).await.unwrap() {}
    assert_eq!(duty::now(ctx).await.unwrap().failed_run, None);
}

#[tokio::test]
async fn the_yearly_review_and_a_failed_run_come_before_staff() {
    let (ctx, _folder) = testing::ctx().await;
    a_review_is_asked_for_recorded_and_missed_after_a_year(&ctx).await;
    a_run_that_fails_is_a_duty_until_it_gets_on(&ctx).await;
}

#[tokio::test]
async fn the_yearly_review_and_a_failed_run_come_before_staff_on_postgresql_too() {
    let (ctx, _folder) = testing::postgres_ctx("review").await;
    a_review_is_asked_for_recorded_and_missed_after_a_year(&ctx).await;
    a_run_that_fails_is_a_duty_until_it_gets_on(&ctx).await;
}
