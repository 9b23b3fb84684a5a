//! What an erasure left is told to whoever proves the address it was asked from, with its dates, until the last is gone.

use super::{Desk, erasure::former_customer, verdict};
use crate::{
    register::{
        retention,
        scope::{self, Whom},
        tests_rows::day,
    },
    request::{
        decide::decide,
        decision::{Decision, Flaw},
        propose::preview,
    },
    right::erasure::closing,
    settings::ApprovalMode,
    sweep,
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    id::RequestId,
    invoice, kept_address,
    kind::{ItemKind, Language, Right, Role, Verdict},
};
use sea_orm::{EntityTrait, PaginatorTrait};

const EVERYTHING: (ItemKind, &str, Option<&str>, Option<&str>) = (ItemKind::Everything, "", None, None);

/// Each invoice that a request tells of, by its last day, and how many earlier requests.
async fn told(desk: &Desk, request: RequestId) -> (Vec<NaiveDate>, usize) {
    let whom = Whom { person: desk.person_of(request).await, request: Some(request) };
    let about = scope::about(&desk.ctx, whom, Language::En).await.unwrap();
    let of = |code: &str| about.sections.iter().find(|section| section.category.code() == code).unwrap();
    let mut dates: Vec<_> = of("invoice").records.iter().filter_map(|record| record.keep_until).collect();
    dates.sort_unstable();
    assert_eq!(dates.len(), of("invoice").records.len(), "one has no date");
    let files = of("request_file").records.iter().filter(|record| record.table.name == "request").count();
    (dates, files)
}

async fn what_is_left_is_told_until_it_goes(desk: &Desk) {
    let ctx = &desk.ctx;
    let (_, filed) = former_customer(desk).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();

    let asked = desk.filed(Some(Right::Access), None, EVERYTHING).await;
    let years: Vec<_> = (2026..=2030).map(|year| day(&format!("{year}-12-31"))).collect();
    assert_eq!(told(desk, asked.id).await, (years, 2), "the vouchers, the erasure and this request");
    let nothing = Decision { nothing_held: true, ..asked.grant() };
    let flaws = preview(ctx, &sam, &asked.reference, &nothing).await.unwrap().flaws;
    assert_eq!(flaws, [Flaw::SomethingHeld]);
    let given = preview(ctx, &sam, &asked.reference, &asked.grant()).await.unwrap().flaws;
    assert_eq!(given, Vec::new(), "it can be given without a person");
    let bo = desk.filed_by("Bo", "bo@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    assert_eq!(told(desk, bo.id).await, (Vec::new(), 1), "another address leads to nothing of hers");
    let again = desk.filed(Some(Right::Erasure), None, EVERYTHING).await;
    let decision = Decision { verdicts: vec![verdict(again.item, Verdict::Granted)], ..Decision::default() };
    let preview = preview(ctx, &sam, &again.reference, &decision).await.unwrap();
    assert_eq!(preview.decision.verdicts[0].verdict, Verdict::Refused, "all that is left must stay");

    decide(ctx, &sam, &asked.seen(1), &asked.grant()).await.unwrap();
    desk.later(TimeDelta::days(365 * 4 + 60));
    while retention_goes_on(desk).await {}
    assert_eq!(invoice::Entity::find().count(ctx.read()).await.unwrap(), 0);
    closing::sweep(ctx).await.unwrap();
    assert_eq!(kept_address::Entity::find().count(ctx.read()).await.unwrap(), 0, "the link outlives its use");
}

async fn retention_goes_on(desk: &Desk) -> bool {
    retention::run::schedule(&desk.ctx).await.unwrap();
    sweep::next(&desk.ctx).await.unwrap();
    retention::run::step(&desk.ctx).await.unwrap()
}

#[tokio::test]
async fn what_an_erasure_left_is_told_to_the_address_it_was_asked_from_until_it_goes() {
    what_is_left_is_told_until_it_goes(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn what_an_erasure_left_is_told_until_it_goes_on_postgresql_too() {
    what_is_left_is_told_until_it_goes(&Desk::on_postgres("left", ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn an_address_that_somebody_else_has_by_now_leads_to_nothing_an_erasure_left() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (_, filed) = former_customer(&desk).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let heir = desk.person("Aada Äijälä", "ada@example.fi").await;
    for person in [None, Some(heir)] {
        let asked = desk.filed(Some(Right::Access), person, EVERYTHING).await;
        assert_eq!(told(&desk, asked.id).await.0, Vec::<NaiveDate>::new());
        let about =
            scope::about(&desk.ctx, Whom { person, request: Some(asked.id) }, Language::En).await.unwrap();
        assert!(about.shared_address, "and the copy says that something was left aside");
    }
}
