//! What an erasure must not take: what a hold keeps, what a copy still owes, what others hang on; and what it waits for.

use super::{Desk, Filed, erasure::EVERYTHING, refusal};
use crate::{
    actor::Staff,
    ctx::Ctx,
    error::Refusal,
    register::{
        change,
        inventory::word::Category,
        retention::{
            cover,
            hold::{self, NewHold, Order},
            tests::{at, claim, close, restrict, runs, sam, stands},
        },
        tests_rows::{self as rows, day},
    },
    request::{
        change::Seen,
        decide::decide,
        decision::{Decision, Flaw},
        propose::preview,
    },
    right::erasure::{
        closing,
        plan::{Fate, Why},
        released,
        show::dry_run,
    },
    settings::ApprovalMode,
    testing,
};
use chrono::TimeDelta;
use entity::{
    address, contact, contract, customer,
    id::{CustomerId, PersonId},
    item, kept,
    kind::{
        ContactRole, HoldKind, HostingState, ItemKind, Language, LetterKind, Outcome, PackageState, Right,
        State,
    },
    letter, package, person, request, subscription,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::Expr,
};
use std::{collections::BTreeSet, task::Poll};

/// A person whose relationship is over, with a request for the erasure of everything or of one category.
pub(super) async fn former(desk: &Desk, name: &str, category: Option<&str>) -> (PersonId, CustomerId, Filed) {
    let email = format!("{}@example.fi", name.to_lowercase());
    let person = desk.person(name, &email).await;
    let account = rows::customer(&desk.ctx, person, Some("2024-06-30")).await;
    rows::address(&desk.ctx, account).await;
    let item = category.map_or(EVERYTHING, |category| (ItemKind::Category, category, None, None));
    let filed = desk.filed_by(name, &email, (Some(Right::Erasure), Some(person)), item).await;
    (person, account, filed)
}

async fn flaws(desk: &Desk, filed: &Filed, decision: &Decision) -> Vec<Flaw> {
    let sam = sam(&desk.ctx).await;
    preview(&desk.ctx, &sam, &filed.reference, decision).await.unwrap().flaws
}

async fn grants(desk: &Desk, filed: &Filed) -> Option<Outcome> {
    let sam = sam(&desk.ctx).await;
    let seen = Seen { reference: &filed.reference, version: desk.row(filed).await.version };
    decide(&desk.ctx, &sam, &seen, &filed.grant()).await.unwrap();
    desk.row(filed).await.outcome
}

/// The letter of one request; its lines are joined.
pub(super) async fn letter_on(desk: &Desk, filed: &Filed, kind: LetterKind) -> String {
    let theirs = letter::Entity::find().filter(letter::Column::RequestId.eq(filed.id));
    let letter = theirs.filter(letter::Column::Kind.eq(kind)).one(desk.ctx.read()).await.unwrap().unwrap();
    letter.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn customer_stands(desk: &Desk, id: CustomerId) -> bool {
    customer::Entity::find_by_id(id).one(desk.ctx.read()).await.unwrap().is_some()
}

/// Art. 17(3)(e), law.md R5.7: the dispute over a bill keeps the bill and whose it is, and nothing else; what it kept goes
/// when it is over, for it was asked for.
async fn a_claim_keeps_what_it_needs_and_the_rest_is_erased(desk: &Desk) {
    let ctx = &desk.ctx;
    let (ada, account, filed) = former(desk, "Ada", None).await;
    let bill = rows::invoice(ctx, account, None, "2018-05-05").await;
    rows::subscription(ctx, ada, None).await;
    let sam = sam(ctx).await;
    let invoices = BTreeSet::from([Category::Invoice]);
    let hold = hold::set(ctx, &sam, &claim(ctx, ada, &invoices)).await.unwrap();
    let shown = dry_run(ctx, &sam, &filed.reference, &filed.grant(), Language::En).await.unwrap();
    let fate = |title: &str| shown.rows.iter().find(|row| row.title.starts_with(title)).map(|row| row.fate);
    assert_eq!(fate("Invoice"), Some(Fate::Keep(Why::Claim, None)), "{:?}", shown.rows);
    assert_eq!(fate("Newsletter"), Some(Fate::Erase { overdue: false }), "{:?}", shown.rows);
    assert!(shown.holds.len() == 1 && shown.holds[0].contains("Riita laskusta"), "{:?}", shown.holds);
    assert_eq!(flaws(desk, &filed, &filed.grant()).await, []);
    assert_eq!(grants(desk, &filed).await, Some(Outcome::PartlyGranted));
    assert!(stands(ctx, "invoice", bill).await && customer_stands(desk, account).await);
    assert_eq!(subscription::Entity::find().count(ctx.read()).await.unwrap(), 0);
    let letter = letter_on(desk, &filed, LetterKind::PartlyGranted).await;
    assert!(letter.contains("Oikeusvaade: Riita laskusta. Tarkistamme viimeistään 1.6.2027"), "{letter}");
    assert!(letter.contains("17 artiklan 3 kohdan e alakohta"), "{letter}");
    close(ctx, filed.id).await;

    released::sweep(ctx).await.unwrap();
    assert!(stands(ctx, "invoice", bill).await, "it is held still");
    hold::lift(ctx, &sam, ada, hold).await.unwrap();
    let copy = desk.filed_by("Ada", "ada@example.fi", (Some(Right::Access), Some(ada)), EVERYTHING).await;
    released::sweep(ctx).await.unwrap();
    assert!(stands(ctx, "invoice", bill).await, "the copy that is owed goes first");
    close(ctx, copy.id).await;
    released::sweep(ctx).await.unwrap();
    assert!(!stands(ctx, "invoice", bill).await && !customer_stands(desk, account).await);
    let emptied = person::Entity::find_by_id(ada).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((emptied.name.as_str(), emptied.email), ("", None));
    closing::sweep(ctx).await.unwrap();
    assert!(letter_on(desk, &filed, LetterKind::ErasureComplete).await.contains("hävitetty"));
}

/// Art. 17(3)(b): an order that covers everything leaves nothing to erase, and the letter says whose it is.
async fn an_order_keeps_all_that_it_covers(desk: &Desk) {
    let ctx = &desk.ctx;
    let (aki, account, filed) = former(desk, "Aki", None).await;
    let sam = sam(ctx).await;
    let all: BTreeSet<Category> = cover::OFFERED.into_iter().collect();
    let order = Order {
        authority: "Helsingin käräjäoikeus",
        statute: "pakkokeinolaki 8 luku 24 §",
        reference: "R 1/26",
        silence: "",
    };
    let unnamed = NewHold { kind: HoldKind::Authority, ..claim(ctx, aki, &all) };
    assert!(hold::set(ctx, &sam, &unnamed).await.is_err(), "an order is somebody's");
    let new = NewHold { order: Some(order), ..unnamed };
    hold::set(ctx, &sam, &new).await.unwrap();
    assert_eq!(refusal(hold::set(ctx, &sam, &new).await), Refusal::SentBefore, "pressed twice");
    assert_eq!(entity::hold::Entity::find_by_id(new.press).count(ctx.read()).await.unwrap(), 1);
    assert_eq!(flaws(desk, &filed, &filed.grant()).await, []);
    assert_eq!(grants(desk, &filed).await, Some(Outcome::Refused));
    assert!(customer_stands(desk, account).await);
    let letter = letter_on(desk, &filed, LetterKind::Refused).await;
    for told in ["Helsingin käräjäoikeus (R 1/26)", "pakkokeinolaki 8 luku 24 §", "Viranomaisen määräys"]
    {
        assert!(letter.contains(told), "{told}: {letter}");
    }
    let item =
        item::Entity::find().filter(item::Column::RequestId.eq(filed.id)).one(ctx.read()).await.unwrap();
    assert_eq!(item.unwrap().ground.as_deref(), Some("RG-17-LEGAL"));
}

/// law.md R1.1.9: one rule with the daily destruction.
async fn a_copy_that_is_owed_goes_first(desk: &Desk) {
    let (bo, account, filed) = former(desk, "Bo", None).await;
    for (right, linked) in [(None, Some(bo)), (Some(Right::Access), None)] {
        let asks = desk.filed_by("Bo", "bo@example.fi", (right, linked), EVERYTHING).await;
        assert_eq!(flaws(desk, &filed, &filed.grant()).await, [Flaw::AccessFirst], "{right:?}");
        close(&desk.ctx, asks.id).await;
        assert_eq!(flaws(desk, &filed, &filed.grant()).await, []);
    }
    let copy = desk.filed_by("Bo", "bo@example.fi", (Some(Right::Access), Some(bo)), EVERYTHING).await;
    grants(desk, &copy).await;
    for state in [PackageState::Queued, PackageState::Failed] {
        let tx = desk.ctx.write().await.unwrap();
        let set = package::Entity::update_many().col_expr(package::Column::State, Expr::value(state));
        set.filter(package::Column::RequestId.eq(copy.id)).exec(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(flaws(desk, &filed, &filed.grant()).await, [Flaw::AccessFirst], "{state:?}");
    }
    let tx = desk.ctx.write().await.unwrap();
    let told =
        request::Entity::update_many().col_expr(request::Column::AnsweredAt, Expr::value(desk.ctx.now()));
    told.filter(request::Column::Id.eq(copy.id)).exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(flaws(desk, &filed, &filed.grant()).await, [], "given once, it is not owed");
    assert!(customer_stands(desk, account).await);
}

async fn a_customer_stays_with_what_was_not_asked_for(desk: &Desk) {
    let (_, account, filed) = former(desk, "Cia", Some("customer")).await;
    assert_eq!(grants(desk, &filed).await, Some(Outcome::Refused), "its address hangs on it");
    assert!(customer_stands(desk, account).await);
    let letter = letter_on(desk, &filed, LetterKind::Refused).await;
    assert!(letter.contains("joiden poistamista et pyytänyt"), "{letter}");

    let (_, account, filed) = former(desk, "Dan", Some("customer")).await;
    rows::hosting(&desk.ctx, account, HostingState::Ended).await;
    let contact = desk.item(filed.id, (ItemKind::Category, "contact", None, None));
    let tx = desk.ctx.write().await.unwrap();
    let both = entity::item::Model { position: 2, ..contact };
    let id = both.id;
    both.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let mut decision = filed.grant();
    decision.verdicts.push(super::verdict(id, entity::kind::Verdict::Granted));
    let sam = sam(&desk.ctx).await;
    decide(&desk.ctx, &sam, &filed.seen(1), &decision).await.unwrap();
    assert!(customer_stands(desk, account).await, "the ended account was not asked for");
    assert_eq!(addresses(desk, account).await, 0);
}

async fn addresses(desk: &Desk, account: CustomerId) -> u64 {
    let rows = address::Entity::find().filter(address::Column::CustomerId.eq(account));
    rows.count(desk.ctx.read()).await.unwrap()
}

async fn another(desk: &Desk, account: CustomerId, name: &str, role: ContactRole) {
    let person = desk.person(name, &format!("{name}@example.fi")).await;
    let id = rows::contact(&desk.ctx, account, person).await;
    let tx = desk.ctx.write().await.unwrap();
    let named = contact::Entity::update_many().col_expr(contact::Column::Role, Expr::value(role));
    named.filter(contact::Column::Id.eq(id)).exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn who_else_is_named_at_a_customer_does_not_stop_an_erasure_and_a_second_holder_keeps_it(desk: &Desk) {
    let (_, account, filed) = former(desk, "Eva", None).await;
    another(desk, account, "helper", ContactRole::Contact).await;
    assert_eq!(grants(desk, &filed).await, Some(Outcome::Granted));
    assert!(!customer_stands(desk, account).await);

    let (fia, account, filed) = former(desk, "Fia", None).await;
    another(desk, account, "spouse", ContactRole::Holder).await;
    assert_eq!(grants(desk, &filed).await, Some(Outcome::PartlyGranted));
    assert!(customer_stands(desk, account).await && addresses(desk, account).await == 1, "it is theirs too");
    let places = contact::Entity::find().filter(contact::Column::CustomerId.eq(account));
    let places = places.all(desk.ctx.read()).await.unwrap();
    assert!(places.len() == 1 && places[0].person_id != fia, "{places:?}");
    let gone = person::Entity::find_by_id(fia).one(desk.ctx.read()).await.unwrap().unwrap();
    assert_eq!(gone.name, "");
}

/// A contract that ran at the erasure ends; the daily destruction empties the person, who hears that all is gone. A
/// restriction from before the erasure holds nothing up.
async fn an_erasure_is_complete_when_retention_has_emptied_the_person(desk: &Desk) {
    let ctx = &desk.ctx;
    let gun = desk.person("Gun", "gun@example.fi").await;
    let account = rows::customer(ctx, gun, None).await;
    let signed = rows::contract(ctx, account, None).await;
    rows::subscription(ctx, gun, None).await;
    let of = (Some(Right::Restriction), Some(gun));
    let earlier = desk.filed_by("Gun", "gun@example.fi", of, EVERYTHING).await;
    restrict(ctx, gun, earlier.id).await;
    close(ctx, earlier.id).await;
    desk.later(TimeDelta::days(1));
    let of = (Some(Right::Erasure), Some(gun));
    let filed = desk.filed_by("Gun", "gun@example.fi", of, EVERYTHING).await;
    assert_eq!(grants(desk, &filed).await, Some(Outcome::PartlyGranted));
    close(ctx, filed.id).await;
    let tx = ctx.write().await.unwrap();
    let ended = Some(day("2026-06-30"));
    let over = contract::Entity::update_many().col_expr(contract::Column::EndedOn, Expr::value(ended));
    over.filter(contract::Column::Id.eq(signed)).exec(tx.db()).await.unwrap();
    let over = customer::Entity::update_many().col_expr(customer::Column::EndedOn, Expr::value(ended));
    over.filter(customer::Column::Id.eq(account)).exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    at(ctx, "2033-02-02T08:00:00Z");
    runs(ctx).await;
    let emptied = person::Entity::find_by_id(gun).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((emptied.name.as_str(), customer_stands(desk, account).await), ("", false));
    closing::sweep(ctx).await.unwrap();
    let left = kept::Entity::find()
        .filter(kept::Column::RequestId.eq(filed.id))
        .filter(kept::Column::DestroyedAt.is_null());
    assert_eq!(left.count(ctx.read()).await.unwrap(), 0);
    let told = letter::Entity::find().filter(letter::Column::RequestId.eq(filed.id));
    let told = told.filter(letter::Column::Kind.eq(LetterKind::ErasureComplete));
    assert_eq!(told.count(ctx.read()).await.unwrap(), 1, "and the person hears of it");
    assert_eq!(desk.row(&filed).await.state, State::Closed);
}

/// As it stood before holds said what they cover: it covers everything.
fn claimed(ctx: &Ctx, person_id: PersonId, by: &Staff) -> entity::hold::Model {
    entity::hold::Model {
        id: ctx.mint().unwrap(),
        person_id,
        kind: HoldKind::Claim,
        reason: "Riita laskusta".into(),
        covers: None,
        authority: None,
        statute: None,
        reference: None,
        silence: None,
        review_on: day("2027-06-01"),
        set_by: by.id,
        set_at: ctx.now(),
        lifted_by: None,
        lifted_at: None,
    }
}

/// A hold that is being set while its person is erased on approval: who comes first is whole, the other sees it.
async fn a_hold_is_not_set_under_an_erasure(desk: &Desk) {
    let ctx = &desk.ctx;
    let (ada, account, filed) = former(desk, "Hal", None).await;
    let who = sam(ctx).await;
    let tx = ctx.write().await.unwrap();
    change::hold_setting(ctx, &tx).await.unwrap();
    claimed(ctx, ada, &who).into_active_model().reset_all().insert(tx.db()).await.unwrap();
    let (seen, grant) = (filed.seen(1), filed.grant());
    let mut deciding = std::pin::pin!(decide(ctx, &who, &seen, &grant));
    // Until it waits for the hold that is not committed yet, or has gone past it.
    let past = loop {
        if let Poll::Ready(done) = futures::poll!(&mut deciding) {
            break Some(done);
        }
        if ctx.database.is_sqlite() || testing::waits_for_a_lock(ctx).await {
            break None;
        }
    };
    tx.commit().await.unwrap();
    if let Some(done) = past { done } else { deciding.await }.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::Refused), "the hold was first");
    assert!(customer_stands(desk, account).await);

    let (ida, account, filed) = former(desk, "Ida", None).await;
    assert_eq!(grants(desk, &filed).await, Some(Outcome::Granted));
    hold::set(ctx, &who, &claim(ctx, ida, &BTreeSet::new())).await.unwrap();
    assert!(!customer_stands(desk, account).await, "the erasure was first");
}

async fn all_of_these(desk: &Desk) {
    Box::pin(a_claim_keeps_what_it_needs_and_the_rest_is_erased(desk)).await;
    Box::pin(an_order_keeps_all_that_it_covers(desk)).await;
    Box::pin(a_hold_is_not_set_under_an_erasure(desk)).await;
    a_copy_that_is_owed_goes_first(desk).await;
    a_customer_stays_with_what_was_not_asked_for(desk).await;
    who_else_is_named_at_a_customer_does_not_stop_an_erasure_and_a_second_holder_keeps_it(desk).await;
    an_erasure_is_complete_when_retention_has_emptied_the_person(desk).await;
}

#[tokio::test]
async fn an_erasure_takes_what_it_may_and_no_more() {
    all_of_these(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn an_erasure_takes_what_it_may_and_no_more_on_postgresql_too() {
    all_of_these(&Desk::on_postgres("held", ApprovalMode::OnePerson).await).await;
}
