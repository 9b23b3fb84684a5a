//! An erasure from proposal to letter: the exact dates of law.md 5, what stays, and what voids a plan.

use super::{Desk, Filed, approve, refusal, verdict};
use crate::{
    error::Refusal,
    journal::{self, Effect},
    register::{
        import::import,
        inventory::word::Category,
        protection,
        retention::{hold, tests::claim},
        tests_rows::{self as rows, day},
    },
    request::{
        change::Seen,
        decide::decide,
        decision::{Decision, Flaw, ItemVerdict},
        propose::{preview, propose},
    },
    right::{erasure::closing, package::deliver},
    settings::ApprovalMode,
    sweep,
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    address, contact, contract, customer, hosting_account,
    id::PersonId,
    invoice, item, kept,
    kind::{HostingState, ItemKind, LetterKind, Outcome, Right, Role, State, Verdict},
    letter, outbox, person, subscription, suppression,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;

const WORKER: &[Role] = &[Role::Caseworker];
const APPROVER: &[Role] = &[Role::Approver];
pub(super) const EVERYTHING: (ItemKind, &str, Option<&str>, Option<&str>) =
    (ItemKind::Everything, "", None, None);

/// Ada of law.md 5: the relationship ended on 30 June 2024, invoices 2019 to 2024; asked on 22 November 2026.
pub(super) async fn former_customer(desk: &Desk) -> (PersonId, Filed) {
    let ada = registered(desk).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada), EVERYTHING).await;
    assert_eq!(desk.row(&filed).await.received_on, day("2026-11-22"));
    (ada, filed)
}

/// What the register has of her.
pub(super) async fn registered(desk: &Desk) -> PersonId {
    let ctx = &desk.ctx;
    desk.later(TimeDelta::days(229));
    let ada = desk.person("Ada Äijälä", "ada@example.fi").await;
    let account = rows::customer(ctx, ada, Some("2024-06-30")).await;
    let contract = rows::contract(ctx, account, Some("2024-06-30")).await;
    for year in 2019..=2024 {
        rows::invoice(ctx, account, Some(contract), &format!("{year}-05-31")).await;
    }
    rows::address(ctx, account).await;
    rows::hosting(ctx, account, HostingState::Ended).await;
    rows::subscription(ctx, ada, None).await;
    ada
}

async fn kept_until(desk: &Desk, table: &str) -> Vec<Option<NaiveDate>> {
    let rows = kept::Entity::find().filter(kept::Column::TableName.eq(table));
    let rows = rows.order_by_asc(kept::Column::KeepUntil).all(desk.ctx.read()).await.unwrap();
    rows.into_iter().map(|row| row.keep_until).collect()
}

pub(super) async fn letter_of(desk: &Desk, kind: LetterKind) -> String {
    let letters = letter::Entity::find().filter(letter::Column::Kind.eq(kind));
    let found = letters.all(desk.ctx.read()).await.unwrap();
    assert_eq!(found.len(), 1, "{kind:?}");
    found[0].text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The erasure assertion of law.md 5.
async fn the_erasure_assertion_holds(desk: &Desk) {
    let (ada, filed) = former_customer(desk).await;
    let ctx = &desk.ctx;
    let sam = desk.staff("Sam", WORKER).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let request = desk.row(&filed).await;
    assert_eq!(request.outcome, Some(Outcome::PartlyGranted));

    let years: Vec<_> = (2026..=2030).map(|year| Some(day(&format!("{year}-12-31")))).collect();
    assert_eq!(kept_until(desk, "invoice").await, years);
    assert_eq!(kept_until(desk, "customer").await, [Some(day("2030-12-31"))]);
    assert_eq!(kept_until(desk, "contract").await, [Some(day("2030-12-31"))]);
    let grounds = kept::Entity::find().all(ctx.read()).await.unwrap();
    assert!(grounds.iter().all(|row| row.ground == "RG-17-LEGAL"), "{grounds:?}");

    let left = invoice::Entity::find().order_by_asc(invoice::Column::IssuedOn).all(ctx.read()).await.unwrap();
    assert_eq!((left.len(), left[0].issued_on), (5, day("2020-05-31")));
    assert_eq!(address::Entity::find().count(ctx.read()).await.unwrap(), 0);
    assert_eq!(contact::Entity::find().count(ctx.read()).await.unwrap(), 0);
    assert_eq!(hosting_account::Entity::find().count(ctx.read()).await.unwrap(), 0);
    assert_eq!(subscription::Entity::find().count(ctx.read()).await.unwrap(), 0);
    assert!(suppression::Entity::find().count(ctx.read()).await.unwrap() > 0, "an import could write to her");
    let emptied = person::Entity::find_by_id(ada).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((emptied.name.as_str(), emptied.email, emptied.email_key), ("", None, None));
    it_is_told_and_journalled(desk, ada, &filed).await;
}

async fn it_is_told_and_journalled(desk: &Desk, ada: PersonId, filed: &Filed) {
    let ctx = &desk.ctx;
    let item = item::Entity::find_by_id(filed.item).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((item.verdict, item.keep_until), (Some(Verdict::Partly), Some(day("2030-12-31"))));
    let text = letter_of(desk, LetterKind::PartlyGranted).await;
    for words in [
        "31.12.2026–31.12.2030",
        "kirjanpitolain (1336/1997) 2 luvun 10 §",
        "31.12.2020–31.12.2024",
        "hävittää jo aiemmin",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let done = journal::entries(ctx).unwrap().into_iter().any(|entry| match entry.effect {
        Effect::Erased { person, rows, sources, kept, addresses, .. } => {
            let last = kept.iter().filter_map(|stays| stays.keep_until).max();
            let whole = rows.iter().any(|row| row.table == "address") && !sources.is_empty();
            person == Some(ada) && whole && last == Some(day("2030-12-31")) && addresses.len() == 1
        }
        _ => false,
    });
    assert!(done, "the journal does not know of it");
}

#[tokio::test]
async fn a_former_customer_loses_all_but_the_vouchers_of_the_last_six_years() {
    the_erasure_assertion_holds(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn a_former_customer_loses_all_but_the_vouchers_on_postgresql_too() {
    the_erasure_assertion_holds(&Desk::on_postgres("erasure", ApprovalMode::OnePerson).await).await;
}

/// The letter that tells of the erasure may still be printed: where to is nobody's to read even then (law.md R4.9).
#[tokio::test]
async fn an_erasure_keeps_the_mark_of_a_protected_address_for_what_still_goes_out() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (ada, filed) = former_customer(&desk).await;
    let sam = desk.staff("Sam", WORKER).await;
    protection::set(&desk.ctx, &sam, ada, "She showed an extract.").await.unwrap();
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let row = person::Entity::find_by_id(ada).one(desk.ctx.read()).await.unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.protected_on), ("", Some(day("2026-11-22"))));
    assert!(protection::covers(desk.ctx.read(), &desk.row(&filed).await).await.unwrap());
}

#[tokio::test]
async fn an_erasure_needs_two_persons_and_a_plan_whose_data_changed_is_void() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let ctx = &desk.ctx;
    let (sam, kim) = (desk.staff("Sam", WORKER).await, desk.staff("Kim", APPROVER).await);
    // Nothing of hers must stay, so nothing is refused, and it cannot be undone all the same.
    let ada = desk.person("Ada", "ada@example.fi").await;
    let account = rows::customer(ctx, ada, Some("2024-06-30")).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada), EVERYTHING).await;
    assert!(preview(ctx, &sam, &filed.reference, &filed.grant()).await.unwrap().second.is_some());
    refusal(decide(ctx, &sam, &filed.seen(1), &filed.grant()).await);

    let hash = propose(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let late = rows::invoice(ctx, account, None, "2026-03-31").await;
    assert_eq!(
        refusal(approve(ctx, &kim, &filed.reference, &hash).await),
        Refusal::PlanChanged { held: false }
    );
    assert_eq!(desk.row(&filed).await.state, State::InProgress);
    assert!(person::Entity::find_by_id(ada).one(ctx.read()).await.unwrap().unwrap().email.is_some());
    assert_eq!(letter::Entity::find().count(ctx.read()).await.unwrap(), 0);

    let version = desk.row(&filed).await.version;
    let hash = propose(ctx, &sam, &filed.seen(version), &filed.grant()).await.unwrap();
    let newsletter = BTreeSet::from([Category::Newsletter]);
    let hold = hold::set(ctx, &sam, &claim(ctx, ada, &newsletter)).await.unwrap();
    let told = refusal(approve(ctx, &kim, &filed.reference, &hash).await);
    assert_eq!(told, Refusal::PlanChanged { held: true }, "it is said why");
    hold::lift(ctx, &sam, ada, hold).await.unwrap();

    let version = desk.row(&filed).await.version;
    let hash = propose(ctx, &sam, &filed.seen(version), &filed.grant()).await.unwrap();
    approve(ctx, &kim, &filed.reference, &hash).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::PartlyGranted));
    let left = invoice::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(left.id.0, late);
}

#[tokio::test]
async fn what_a_running_contract_needs_stays_and_a_company_keeps_its_records_without_its_contact() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let ctx = &desk.ctx;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let account = rows::customer(ctx, ada, None).await;
    rows::contract(ctx, account, None).await;
    rows::address(ctx, account).await;
    rows::subscription(ctx, ada, None).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada), EVERYTHING).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::PartlyGranted));
    assert_eq!(subscription::Entity::find().count(ctx.read()).await.unwrap(), 0);
    let there = person::Entity::find_by_id(ada).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(there.email.as_deref(), Some("ada@example.fi"));
    assert_eq!(address::Entity::find().count(ctx.read()).await.unwrap(), 1);
    assert!(letter_of(&desk, LetterKind::PartlyGranted).await.contains("voimassa olevaan sopimukseen"));

    let bo = desk.person("Bo", "bo@example.fi").await;
    let company = rows::company(ctx, bo).await;
    let signed = rows::contract(ctx, company, None).await;
    rows::sign(ctx, signed, bo).await;
    let filed = desk.filed_by("Bo", "bo@example.fi", (Some(Right::Erasure), Some(bo)), EVERYTHING).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::Granted));
    let contract = contract::Entity::find_by_id(signed).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!((contract.customer_id, contract.signed_by), (company, None));
    assert!(customer::Entity::find_by_id(company).one(ctx.read()).await.unwrap().is_some());
    let gone = person::Entity::find_by_id(bo).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(gone.email, None);
}

#[tokio::test]
async fn free_words_are_erased_only_as_far_as_staff_read_them_and_a_copy_goes_first() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let ctx = &desk.ctx;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let account = rows::customer(ctx, ada, Some("2024-06-30")).await;
    rows::address(ctx, account).await;
    rows::subscription(ctx, ada, None).await;
    let words = (ItemKind::Text, "", None, Some("Poistakaa uutiskirje."));
    let filed = desk.filed(Some(Right::Erasure), Some(ada), words).await;
    let flaws = preview(ctx, &sam, &filed.reference, &filed.grant()).await.unwrap().flaws;
    assert_eq!(flaws, [Flaw::ScopeMissing { item: filed.item }]);
    let read = ItemVerdict { categories: vec!["newsletter".into()], ..verdict(filed.item, Verdict::Granted) };
    let decision = Decision { verdicts: vec![read], ..Decision::default() };
    let copy = desk.filed(Some(Right::Access), Some(ada), EVERYTHING).await;
    assert_eq!(preview(ctx, &sam, &filed.reference, &decision).await.unwrap().flaws, [Flaw::AccessFirst]);
    decide(ctx, &sam, &copy.seen(1), &copy.grant()).await.unwrap();
    let flaws = preview(ctx, &sam, &filed.reference, &decision).await.unwrap().flaws;
    assert_eq!(flaws, [Flaw::AccessFirst], "the copy is still being put together, and would find nothing");
    assert!(deliver::next(ctx).await.unwrap());
    let seen = Seen { reference: &filed.reference, version: 1 };
    decide(ctx, &sam, &seen, &decision).await.unwrap();
    assert_eq!(subscription::Entity::find().count(ctx.read()).await.unwrap(), 0);
    assert_eq!(address::Entity::find().count(ctx.read()).await.unwrap(), 1, "nobody asked for that");
    let there = person::Entity::find_by_id(ada).one(ctx.read()).await.unwrap().unwrap();
    assert!(there.email.is_some());
}

/// From the decision to the letter that closes it, the clock moved.
#[tokio::test]
async fn when_the_last_kept_record_is_destroyed_the_person_hears_of_it_once() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let ctx = &desk.ctx;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let account = rows::customer(ctx, ada, None).await;
    rows::contract(ctx, account, None).await;
    for year in [2019, 2021] {
        rows::invoice(ctx, account, None, &format!("{year}-05-31")).await;
    }
    let filed =
        desk.filed(Some(Right::Erasure), Some(ada), (ItemKind::Category, "invoice", None, None)).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    assert_eq!(kept_until(&desk, "invoice").await, [Some(day("2027-12-31"))]);
    closing::sweep(ctx).await.unwrap();
    assert_eq!(letter::Entity::find().count(ctx.read()).await.unwrap(), 1, "nothing has gone yet");

    desk.later(TimeDelta::days(365 * 2));
    let tx = ctx.write().await.unwrap();
    entity::request::Entity::update_many()
        .col_expr(
            entity::request::Column::RequesterEmail,
            sea_orm::sea_query::Expr::value(Option::<String>::None),
        )
        .exec(tx.db())
        .await
        .unwrap();
    invoice::Entity::delete_many().exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..2 {
        closing::sweep(ctx).await.unwrap();
        desk.later(TimeDelta::minutes(10));
    }
    assert!(letter_of(&desk, LetterKind::ErasureComplete).await.contains("hävitetty"));
    let to = outbox::Entity::find().order_by_desc(outbox::Column::Id).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(to.recipient, "ada@example.fi", "her address of today");
    let gone = kept::Entity::find().filter(kept::Column::DestroyedAt.is_not_null());
    assert_eq!(gone.count(ctx.read()).await.unwrap(), 1);
}

fn files_of_ada() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "customer",
            "key;number;kind;name;started_on;ended_on\na;100;private;Ada Aalto;2019-01-02;2024-06-30\n",
        ),
        ("person", "key;name;email;language\nm;Ada Aalto;ada@example.fi;fi\n"),
        ("contact", "key;customer;person;role\nc1;a;m;holder\n"),
        (
            "address",
            "key;customer;kind;street;postal_code;city;country\na1;a;postal;Katu 1;00100;Helsinki;FI\n",
        ),
        ("contract", "key;customer;number;signed_by;started_on;ended_on\ns1;a;S1;m;2019-01-02;2024-06-30\n"),
        (
            "invoice",
            "key;customer;contract;number;issued_on;amount;currency;paid_on\n\
             i1;a;s1;I1;2018-02-01;1.00;EUR;\ni2;a;s1;I2;2024-02-01;1.00;EUR;\n",
        ),
    ] {
        std::fs::write(folder.path().join(format!("{name}.csv")), text).unwrap();
    }
    folder
}

#[tokio::test]
async fn an_import_brings_back_nothing_that_was_erased_and_reports_each_row() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let ctx = &desk.ctx;
    let folder = files_of_ada();
    assert!(import(ctx, folder.path(), false).await.unwrap().is_clean());
    let ada = person::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    let sam = desk.staff("Sam", WORKER).await;
    let filed = desk.filed(Some(Right::Erasure), Some(ada.id), EVERYTHING).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();

    let report = import(ctx, folder.path(), false).await.unwrap();
    assert!(report.is_clean(), "{report}");
    let told = report.to_string();
    for row in [
        "person.csv line 2",
        "contact.csv line 2",
        "address.csv line 2",
        "invoice.csv line 2: Not",
        "contract.csv line 2, signed_by: Left empty",
    ] {
        assert!(told.contains(row), "{row}: {told}");
    }
    assert!(!told.contains("Ada") && !told.contains("invoice.csv line 3"), "{told}");
    let persons = person::Entity::find().all(ctx.read()).await.unwrap();
    assert!(persons.len() == 1 && persons[0].name.is_empty(), "{persons:?}");
    assert_eq!(address::Entity::find().count(ctx.read()).await.unwrap(), 0);
    assert_eq!(contact::Entity::find().count(ctx.read()).await.unwrap(), 0);
    assert_eq!(invoice::Entity::find().count(ctx.read()).await.unwrap(), 1);
}

/// Art. 17: the journal keeps what a restore must do again, and what was corrected need not be once the record is gone.
#[tokio::test]
async fn a_corrected_value_leaves_the_journal_with_the_record_it_stood_in() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (ctx, sam) = (&desk.ctx, desk.staff("Sam", WORKER).await);
    let ada = desk.person("Ada Äijälä", "ada@example.fi").await;
    let target = format!("person:{ada}:name");
    let asked = (ItemKind::Field, target.as_str(), Some("Ada Äijälä"), Some("Ada Uusinimi"));
    let filed = desk.filed(Some(Right::Rectification), Some(ada), asked).await;
    let correct = filed.correct(&target, "Ada Äijälä", "Ada Uusinimi");
    decide(ctx, &sam, &filed.seen(1), &correct).await.unwrap();
    let values = || {
        let corrected = |entry: journal::Entry| match entry.effect {
            Effect::Rectified { value, .. } => Some(value),
            _ => None,
        };
        journal::entries(ctx).unwrap().into_iter().filter_map(corrected).collect::<Vec<_>>()
    };
    while sweep::next(ctx).await.unwrap() {}
    assert_eq!(values(), ["Ada Uusinimi"], "a restore from before it corrects it again");

    let filed = desk.filed(Some(Right::Erasure), Some(ada), EVERYTHING).await;
    decide(ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    while sweep::next(ctx).await.unwrap() {}
    assert_eq!(values(), [""; 0]);
    assert!(!journal::entries(ctx).unwrap().is_empty(), "that she is erased stays");
}
