//! An order to keep data of which an authority forbids telling (Art. 23, TSL 34 §): staff know it, the person is told no
//! more than that the law obliges, and nobody answers them alone.

use super::{
    Desk, Filed, approve,
    erasure::EVERYTHING,
    held::{former, letter_on},
};
use crate::{
    actor::Staff,
    register::{
        inventory::word::Category,
        retention::{
            cover,
            hold::{self, NewHold, Order},
            tests::claim,
        },
        scope::{self, Whom},
        tests_rows as rows,
    },
    request::{
        concern::Concern,
        decide::decide,
        propose::{preview, propose},
        second::Second,
    },
    right::erasure::show::dry_run,
    settings::ApprovalMode,
    step::account,
};
use entity::{
    event, hold as hold_row,
    id::{HoldId, PersonId},
    item,
    kind::{HoldKind, Language, LetterKind, Outcome, Right, Role},
    step,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;

const BOTH: &[Role] = &[Role::Caseworker, Role::Approver];
/// What would give the order away.
const SECRET: [&str; 5] =
    ["käräjäoikeus", "pakkokeinolaki", "R 9/26", "Rikosepäily", "iranomainen on määrän"];

async fn ordered(desk: &Desk, sam: &Staff, person: PersonId) -> HoldId {
    let order = Order {
        authority: "Helsingin käräjäoikeus",
        statute: "pakkokeinolaki 8 luku 24 §",
        reference: "R 9/26",
        silence: "pakkokeinolaki 8 luku 26 §",
    };
    let all: BTreeSet<Category> = cover::OFFERED.into_iter().collect();
    let plain = claim(&desk.ctx, person, &all);
    let new = NewHold { kind: HoldKind::Authority, reason: "Rikosepäily", order: Some(order), ..plain };
    hold::set(&desk.ctx, sam, &new).await.unwrap()
}

fn gives_nothing_away(text: &str) {
    assert!(SECRET.iter().all(|secret| !text.contains(secret)), "{text}");
}

/// Proposed by the one and approved by the other, for neither answers alone.
async fn answers(desk: &Desk, (sam, kim): (&Staff, &Staff), filed: &Filed) {
    let shown = preview(&desk.ctx, sam, &filed.reference, &filed.grant()).await.unwrap();
    assert_eq!(shown.concerns, [Concern::Silence]);
    assert!(decide(&desk.ctx, sam, &filed.seen(1), &filed.grant()).await.is_err());
    let hash = propose(&desk.ctx, sam, &filed.seen(1), &filed.grant()).await.unwrap();
    approve(&desk.ctx, kim, &filed.reference, &hash).await.unwrap();
}

async fn an_erasure_says_that_the_law_obliges_and_no_more(desk: &Desk, by: (&Staff, &Staff)) {
    let ctx = &desk.ctx;
    let (sam, kim) = by;
    let (ada, account, filed) = former(desk, "Ada", None).await;
    rows::invoice(ctx, account, None, "2018-05-05").await;
    ordered(desk, sam, ada).await;
    let dry = dry_run(ctx, sam, &filed.reference, &filed.grant(), Language::Fi).await.unwrap();
    let [told] = dry.holds.as_slice() else { panic!("{:?}", dry.holds) };
    assert!(told.contains("Helsingin käräjäoikeus") && told.contains("8 luku 26 §"), "staff know: {told}");
    answers(desk, (sam, kim), &filed).await;
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::Refused));
    let letter = letter_on(desk, &filed, LetterKind::Refused).await;
    gives_nothing_away(&letter);
    for said in ["Lakisääteinen velvoite", "17 artiklan 3 kohdan b alakohta", "34 §", "1.6.2027"] {
        assert!(letter.contains(said), "{said}: {letter}");
    }
    for item in item::Entity::find().all(ctx.read()).await.unwrap() {
        gives_nothing_away(&format!("{:?} {:?}", item.facts, item.evidence));
    }
    for step in step::Entity::find().all(ctx.read()).await.unwrap() {
        gives_nothing_away(&format!("{:?}", account::told(ctx, Language::Fi, &step)));
    }
}

async fn a_copy_leaves_it_out_until_it_may_be_told(desk: &Desk, by: (&Staff, &Staff)) {
    let ctx = &desk.ctx;
    let (sam, kim) = by;
    let bo = desk.person("Bo", "bo@example.fi").await;
    let hold = ordered(desk, sam, bo).await;
    let filed = desk.filed_by("Bo", "bo@example.fi", (Some(Right::Access), Some(bo)), EVERYTHING).await;
    let shown = preview(ctx, sam, &filed.reference, &filed.grant()).await.unwrap();
    assert_eq!(shown.second, Some(Second::Doubt(Concern::Silence)));
    let whom = Whom { person: Some(bo), request: Some(filed.id) };
    let copy = async || format!("{:?}", scope::about(ctx, whom, Language::Fi).await.unwrap());
    gives_nothing_away(&copy().await);
    let entry = crate::lang::text(Language::Fi, "happened-retention-hold-set");
    assert!(!copy().await.contains(&entry), "not even that there is one");
    answers(desk, (sam, kim), &filed).await;
    hold::lift(ctx, sam, bo, hold).await.unwrap();
    gives_nothing_away(&copy().await);
    hold::may_be_told(ctx, sam, bo, hold).await.unwrap();
    assert!(copy().await.contains(&entry), "entries about the person are told too");
    hold::may_be_told(ctx, sam, bo, hold).await.unwrap();
    assert!(copy().await.contains("käräjäoikeus"), "the authority no longer forbids it");
    let ended = event::Entity::find().filter(event::Column::Kind.eq("retention_hold_told"));
    assert_eq!(ended.all(ctx.read()).await.unwrap().len(), 1, "and it is on record, once");
    let row = hold_row::Entity::find_by_id(hold).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(row.silence, None);
}

async fn an_order_that_may_not_be_told(desk: &Desk) {
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    Box::pin(an_erasure_says_that_the_law_obliges_and_no_more(desk, (&sam, &kim))).await;
    Box::pin(a_copy_leaves_it_out_until_it_may_be_told(desk, (&sam, &kim))).await;
}

#[tokio::test]
async fn an_order_that_may_not_be_told_is_told_to_staff_alone_on_sqlite() {
    an_order_that_may_not_be_told(&Desk::open(ApprovalMode::TwoPersons).await).await;
}

#[tokio::test]
async fn an_order_that_may_not_be_told_is_told_to_staff_alone_on_postgres() {
    let desk = Desk::on_postgres("silent_order", ApprovalMode::TwoPersons).await;
    an_order_that_may_not_be_told(&desk).await;
}
