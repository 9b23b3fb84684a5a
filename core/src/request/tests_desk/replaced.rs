//! An erasure that follows a restriction: holders were told to erase nothing, and hear that this takes the place of it.

use super::{Desk, erasure::EVERYTHING, held::former};
use crate::{
    register::{
        retention::tests::{restrict, sam},
        tests_rows as rows,
    },
    report::accountability,
    request::decide::decide,
    settings::ApprovalMode,
    step::{account, instruct},
};
use entity::{
    kind::{Excuse, Language, Operation, Right, StepState},
    step,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

async fn erasing(desk: &Desk, name: &str, restricted: bool) -> Vec<step::Model> {
    let ctx = &desk.ctx;
    let (person, account, filed) = former(desk, name, None).await;
    rows::invoice(ctx, account, None, "2018-05-05").await;
    rows::invoice(ctx, account, None, "2025-05-05").await;
    if restricted {
        restrict(ctx, person, filed.id).await;
    }
    decide(ctx, &sam(ctx).await, &filed.seen(1), &filed.grant()).await.unwrap();
    let told = step::Entity::find().filter(step::Column::RequestId.eq(filed.id));
    told.filter(step::Column::Operation.eq(Operation::Erase)).all(ctx.read()).await.unwrap()
}

async fn each_is_told(desk: &Desk) {
    let plain = erasing(desk, "Bo", false).await;
    assert!(!plain.is_empty());
    for step in plain {
        assert!(!instruct::replaces_restriction(&step) && !step.instruction.contains("korvaa"), "{step:?}");
    }
    let told = erasing(desk, "Ada", true).await;
    assert!(!told.is_empty());
    for step in &told {
        assert!(instruct::replaces_restriction(step), "{step:?}");
        assert!(step.instruction.contains("poistaminen korvaa rajoituksen"), "{}", step.instruction);
        let account = account::told(&desk.ctx, Language::En, step).touched;
        assert!(!account.is_empty(), "the person hears of it too (E9)");
        assert!(account.iter().all(|of| of.contains("the erasure replaces the restriction")), "{account:?}");
    }
    let bills = told.iter().flat_map(|step| instruct::labels(&desk.ctx.notice, Language::En, step));
    let mut bills = bills.filter(|of| of.contains("accounting material"));
    assert!(
        bills.any(|of| of.contains("what stays remains restricted")),
        "what the law keeps is restricted still"
    );
}

/// A holder that had not answered about the restriction is asked for nothing but the erasure; where something stays,
/// the restriction of it is still to be kept.
async fn what_waits_ends(desk: &Desk) {
    let ctx = &desk.ctx;
    let (person, account, filed) = former(desk, "Ada", None).await;
    rows::invoice(ctx, account, None, "2025-05-05").await;
    restrict(ctx, person, filed.id).await;
    let restricts = |category: &str| {
        let touched = [instruct::Touched::Category(category.into())];
        instruct::instructions(ctx, Operation::Restrict, &touched)
    };
    let asked =
        desk.filed_by("Ada", "ada@example.fi", (Some(Right::Restriction), Some(person)), EVERYTHING).await;
    let row = desk.row(&asked).await;
    let tx = ctx.write().await.unwrap();
    for category in ["newsletter", "invoice"] {
        instruct::open(ctx, &tx, &row, restricts(category)).await.unwrap();
    }
    tx.commit().await.unwrap();
    rows::subscription(ctx, person, None).await;
    decide(ctx, &sam(ctx).await, &filed.seen(1), &filed.grant()).await.unwrap();
    let steps = crate::step::of(ctx.read(), asked.id).await.unwrap();
    let of = |category: &str| steps.iter().filter(|step| step.touched.contains(category)).collect::<Vec<_>>();
    assert!(!of("newsletter").is_empty() && !of("invoice").is_empty());
    for step in of("newsletter") {
        assert_eq!((step.state, step.excuse), (StepState::GivenUp, Some(Excuse::Replaced)));
        let told = account::told(ctx, Language::En, step);
        assert!(told.ended && told.reason.unwrap().contains("took the place of the restriction"));
    }
    for step in of("invoice") {
        assert_eq!((step.state, step.excuse), (StepState::Open, None), "vouchers stay, and stay restricted");
    }
    let year = accountability::of(ctx, 2026).await.unwrap();
    let ended: u64 = year.holders.iter().map(|(_, holder)| holder.ended).sum();
    let given_up: u64 = year.holders.iter().map(|(_, holder)| holder.given_up).sum();
    assert_eq!((ended, given_up), (of("newsletter").len() as u64, 0), "nobody gave it up");
}

#[tokio::test]
async fn a_holder_still_to_restrict_what_is_erased_is_awaited_no_longer_on_sqlite() {
    what_waits_ends(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn a_holder_still_to_restrict_what_is_erased_is_awaited_no_longer_on_postgres() {
    what_waits_ends(&Desk::on_postgres("waits_ends", ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn an_erasure_takes_the_place_of_a_restriction_at_each_holder_on_sqlite() {
    each_is_told(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn an_erasure_takes_the_place_of_a_restriction_at_each_holder_on_postgres() {
    each_is_told(&Desk::on_postgres("replaced", ApprovalMode::OnePerson).await).await;
}
