//! What an erasure left is told to whoever proves the address it was asked from, with its dates, until the last is gone.

use super::{
    Desk,
    erasure::{former_customer, registered},
    verdict,
};
use crate::{
    ctx::Ctx,
    email::Email,
    law::calendar::helsinki_date,
    notice::keeping::Example,
    register::{
        retention::{
            self,
            tests::{at, close, restrict},
        },
        scope::{self, Whom},
        tests_rows::{day, put},
    },
    request::{
        decide::decide,
        decision::{Decision, Flaw},
        propose::preview,
    },
    right::{
        erasure::closing,
        package::deliver,
        rectification::fields::{self, Owner},
    },
    settings::ApprovalMode,
    sweep,
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    former_address,
    id::{PersonId, RequestId},
    invoice, kept,
    kind::{ItemKind, Language, Right, Role, Verdict},
    person, request, restriction, stopped_purpose, subscription,
};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr};

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

    desk.later(TimeDelta::days(60));
    while retention_goes_on(desk).await {}
    let due = invoice::Entity::find().count(ctx.read()).await.unwrap();
    assert_eq!(due, 5, "what is asked for waits for the answer, though its day has come");
    let late = Decision { late_reason: Some("Käsittely viivästyi.".into()), ..asked.grant() };
    decide(ctx, &sam, &asked.seen(1), &late).await.unwrap();
    assert!(deliver::next(ctx).await.unwrap(), "what is granted is built before it goes");
    desk.later(TimeDelta::days(365 * 4));
    while retention_goes_on(desk).await {}
    assert_eq!(invoice::Entity::find().count(ctx.read()).await.unwrap(), 0);
    closing::sweep(ctx).await.unwrap();
    assert_eq!(
        former_address::Entity::find().count(ctx.read()).await.unwrap(),
        0,
        "the link outlives its use"
    );
}

/// The file of an erasure goes when the notice says so, though vouchers stay for longer; what stays is told until its end.
async fn the_file_goes_and_the_ledger_stays(desk: &Desk) {
    let ctx = &desk.ctx;
    let (_, filed) = former_customer(desk).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let proposed = preview(ctx, &sam, &filed.reference, &filed.grant()).await.unwrap().decision;
    let class = ctx.notice.retention_class_of("request_file").unwrap();
    let until = proposed.erasure.unwrap().file_until.unwrap();
    let said = ctx.notice.example(class, helsinki_date(ctx.now()));
    assert_eq!(said, Some(Example::Period { until }), "the notice says one day, the plan another");
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    close(ctx, filed.id).await;
    at(ctx, "2029-01-02T08:00:00Z");
    while retention_goes_on(desk).await {}
    let file = || async { request::Entity::find_by_id(filed.id).one(ctx.read()).await.unwrap() };
    at(ctx, &format!("{until}T08:00:00Z"));
    while retention_goes_on(desk).await {}
    assert!(file().await.is_some(), "not before its day");
    desk.later(TimeDelta::days(1));
    while retention_goes_on(desk).await {}
    assert!(file().await.is_none(), "and on the next day it goes, whatever the erasure left");
    let left = kept::Entity::find().filter(kept::Column::DestroyedAt.is_null());
    let left = left.all(ctx.read()).await.unwrap();
    assert!(!left.is_empty() && left.iter().all(|row| row.request_id.is_none()));

    let asked = desk.filed(Some(Right::Access), None, EVERYTHING).await;
    assert_eq!(told(desk, asked.id).await, (vec![day("2029-12-31"), day("2030-12-31")], 1));
    close(ctx, asked.id).await;
    at(ctx, "2031-02-02T08:00:00Z");
    while retention_goes_on(desk).await {}
    closing::sweep(ctx).await.unwrap();
    assert_eq!(kept::Entity::find().count(ctx.read()).await.unwrap(), 0, "nothing is left to explain");
}

#[tokio::test]
async fn the_file_of_an_erasure_goes_as_the_notice_says_and_what_it_left_is_still_told() {
    the_file_goes_and_the_ledger_stays(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn the_file_of_an_erasure_goes_as_the_notice_says_on_postgresql_too() {
    the_file_goes_and_the_ledger_stays(&Desk::on_postgres("ledger", ApprovalMode::OnePerson).await).await;
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

async fn unsubscribes(ctx: &Ctx, person: PersonId) {
    let tx = ctx.write().await.unwrap();
    subscription::Entity::update_many()
        .col_expr(subscription::Column::EndedAt, Expr::value(ctx.now()))
        .filter(subscription::Column::PersonId.eq(person))
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Only the contact data were asked for, so nothing stands in the ledger, and all that names her customer account is
/// there still.
async fn the_link_outlives_the_file(desk: &Desk) {
    let ctx = &desk.ctx;
    let ada = registered(desk).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let contact = (ItemKind::Category, "contact", None, None);
    let filed = desk.filed(Some(Right::Erasure), Some(ada), contact).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    assert_eq!(kept::Entity::find().count(ctx.read()).await.unwrap(), 0);
    close(ctx, filed.id).await;
    desk.later(TimeDelta::days(365 * 3 + 60));
    while retention_goes_on(desk).await {}
    closing::sweep(ctx).await.unwrap();
    assert!(
        request::Entity::find_by_id(filed.id).one(ctx.read()).await.unwrap().is_none(),
        "its time is over"
    );
    let asked = desk.filed(Some(Right::Access), None, EVERYTHING).await;
    assert_eq!(told(desk, asked.id).await.0, [day("2030-12-31")]);
    close(ctx, asked.id).await;
    unsubscribes(ctx, ada).await;
    desk.later(TimeDelta::days(366));
    while retention_goes_on(desk).await {}
    closing::sweep(ctx).await.unwrap();
    assert_eq!(former_address::Entity::find().count(ctx.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn what_nobody_asked_away_is_found_after_the_file_of_the_erasure_has_gone() {
    the_link_outlives_the_file(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn what_nobody_asked_away_is_found_after_the_file_has_gone_on_postgresql_too() {
    the_link_outlives_the_file(&Desk::on_postgres("link", ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn vouchers_are_found_by_the_address_that_went_when_the_relationship_ended() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let ctx = &desk.ctx;
    let ada = registered(&desk).await;
    unsubscribes(ctx, ada).await;
    desk.later(TimeDelta::days(1));
    while retention_goes_on(&desk).await {}
    let left = person::Entity::find_by_id(ada).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((left.name.as_str(), left.email), ("Ada Äijälä", None));
    let key = ctx.keys.email_key(&Email::parse("ada@example.fi").unwrap());
    let Owner::One(owner) = fields::owner(ctx.read(), &key).await.unwrap() else {
        panic!("nobody is found by the address")
    };
    assert_eq!(owner.id, ada);
    let asked = desk.filed(Some(Right::Access), Some(owner.id), EVERYTHING).await;
    assert_eq!(told(&desk, asked.id).await.0.len(), 5);
}

/// What explained the records of nobody goes, and on the next day who they were.
async fn nobody_is_forgotten(desk: &Desk) {
    closing::sweep(&desk.ctx).await.unwrap();
    desk.later(TimeDelta::days(1));
    while retention_goes_on(desk).await {}
}

/// A restriction under Art. 18(1)(b) and an upheld objection stand over her when everything is erased.
async fn what_stands_over_nobody_ends(desk: &Desk) {
    let ctx = &desk.ctx;
    let ada = registered(desk).await;
    let before = desk.filed(Some(Right::Objection), Some(ada), EVERYTHING).await;
    restrict(ctx, ada, before.id).await;
    let stopped = stopped_purpose::Model {
        id: ctx.mint().unwrap(),
        person_id: ada,
        request_id: Some(before.id),
        purpose: "customer_care".into(),
        stopped_at: ctx.now(),
    };
    put(ctx, stopped.into_active_model()).await;
    close(ctx, before.id).await;
    desk.later(TimeDelta::minutes(1));
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada), EVERYTHING).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    close(ctx, filed.id).await;
    closing::sweep(ctx).await.unwrap();
    let standing = restriction::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert!(standing.lifted_at.is_none(), "vouchers of hers are left");

    desk.later(TimeDelta::days(365 * 4 + 60));
    while retention_goes_on(desk).await {}
    assert_eq!(
        invoice::Entity::find().count(ctx.read()).await.unwrap(),
        0,
        "she asked for their end herself"
    );
    closing::sweep(ctx).await.unwrap();
    let ended = restriction::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert!(ended.lifted_at.is_some());
    assert_eq!(stopped_purpose::Entity::find().count(ctx.read()).await.unwrap(), 0);
    desk.later(TimeDelta::days(31));
    while retention_goes_on(desk).await {}
    assert_eq!(request::Entity::find().count(ctx.read()).await.unwrap(), 0, "a file is kept for good");
    nobody_is_forgotten(desk).await;
    assert!(person::Entity::find_by_id(ada).one(ctx.read()).await.unwrap().is_none());
}

#[tokio::test]
async fn a_restriction_and_a_stop_of_whom_nothing_is_left_end_and_their_files_go() {
    what_stands_over_nobody_ends(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn a_restriction_and_a_stop_of_whom_nothing_is_left_end_on_postgresql_too() {
    what_stands_over_nobody_ends(&Desk::on_postgres("nobody", ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn a_restriction_set_after_an_erasure_holds_what_it_left() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let ctx = &desk.ctx;
    let (ada, filed) = former_customer(&desk).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    desk.later(TimeDelta::days(1));
    restrict(ctx, ada, filed.id).await;
    desk.later(TimeDelta::days(365 * 4 + 60));
    while retention_goes_on(&desk).await {}
    assert_eq!(invoice::Entity::find().count(ctx.read()).await.unwrap(), 5, "Art. 18(1)(b)");
}
