//! A protected address (turvakielto, law.md R4.9): set by one person, ended by two, and told to no page but the one that
//! asks for a reason first.

use super::holders;
use crate::harness::{
    actors::{ADA, Colleague, Customer},
    client::Ask,
    on_both_engines,
    page::Page,
    portal::TestPortal,
};
use entity::{id::PersonId, kind::Role, look, person, protection};
use portal_core::{
    journal::{self, Effect},
    register::{
        inventory::Reason,
        scope::{self, Whom},
    },
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use std::collections::BTreeSet;

on_both_engines!(
    one_person_protects_an_address_and_two_let_it_go,
    the_persons_own_files_leave_the_address_out_and_say_so,
    whoever_reads_the_mailbox_is_not_told_where_the_person_lives,
    an_import_protects_and_never_ends_it,
    of_an_account_that_two_hold_neither_is_told_the_address,
    no_page_of_another_holder_says_where_somebody_in_hiding_lives,
    words_about_a_request_do_not_say_where_the_person_lives,
    what_was_asked_before_the_address_was_protected_is_hidden_too,
);

const STREET: &str = "Piilokuja 7";

/// Ada in the register, with a postal address; whether it is protected says the file.
fn register(protected_on: &str) -> Vec<(&'static str, String)> {
    vec![
        ("customer", "key;number;kind;name;started_on\na;10001;private;Ada Asiakas;2020-01-01\n".into()),
        (
            "person",
            format!(
                "key;name;email;email_since;protected_on;language\np;Ada Asiakas;{ADA};2020-01-01;{protected_on};en\n"
            ),
        ),
        ("contact", "key;customer;person;role\nc;a;p;holder\n".into()),
        (
            "address",
            format!(
                "key;customer;kind;street;postal_code;city;country\nd;a;postal;{STREET};00100;Helsinki;FI\n"
            ),
        ),
    ]
}

async fn imports(portal: &TestPortal, files: &[(&'static str, String)]) {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    portal.imports(&files).await;
}

async fn ada(portal: &TestPortal) -> person::Model {
    let all = person::Entity::find().all(portal.ctx().read()).await.unwrap();
    all.into_iter().find(|person| person.source_key == "p").unwrap()
}

async fn opens(who: &Colleague, id: PersonId) -> Page {
    let record = format!("/staff/register/{id}");
    who.browser.get(&record).await.form(&record).fill("reason", "To check the record.").submit().await
}

async fn does(who: &Colleague, path: &str, (deed, reason): (&str, &str)) -> Page {
    let page = who.browser.get(path).await;
    page.fill(&format!("{deed}_reason"), reason).fill("deed", deed).submit().await
}

async fn one_person_protects_an_address_and_two_let_it_go(portal: TestPortal) {
    imports(&portal, &register("")).await;
    let id = ada(&portal).await.id;
    let sam = portal.staff("Sam", &[Role::Caseworker, Role::Approver]).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let (record, path) = (format!("/staff/register/{id}"), format!("/staff/register/{id}/protection"));
    assert_eq!(sam.browser.get(&path).await.location(), record, "a purpose comes first");
    assert!(opens(&sam, id).await.text().contains(STREET));
    assert_eq!(does(&sam, &path, ("set", " ")).await.status, 422, "why is on record");
    assert_eq!(settles(&anna, &path).await, 409, "nothing is to be ended");
    assert_eq!(does(&sam, &path, ("set", "She showed an extract.")).await.status, 303);
    assert!(ada(&portal).await.protected_on.is_some());
    assert_eq!(repeats(&sam, &path, "set").await, 409, "it is protected");
    let masked = sam.browser.get(&record).await;
    assert!(masked.text().contains("Protected address") && !masked.body.contains(STREET), "{}", masked.body);

    let looks = look::Entity::find().all(portal.ctx().read()).await.unwrap().len();
    assert!(!sam.browser.get(&path).await.body.contains(STREET));
    let seen = does(&sam, &path, ("address", "To write an envelope.")).await;
    assert!(seen.text().contains(STREET), "{}", seen.text());
    let after = look::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert!(after.len() > looks && after.iter().any(|look| look.purpose == "To write an envelope."));

    two_let_it_go(&portal, (&sam, &anna), id).await;
    assert_eq!(replayed(&portal), [true, false], "a backup brings neither the one nor the other back");
    assert!(sam.browser.get(&record).await.text().contains(STREET));
}

/// The press of a page that was drawn before.
async fn repeats(who: &Colleague, path: &str, deed: &str) -> u16 {
    let csrf = ("csrf".to_owned(), who.token(path).await);
    let fields = [csrf, ("deed".into(), deed.into()), (format!("{deed}_reason"), "Once more.".into())];
    who.browser.send(Ask::post(path, &fields)).await.status
}

async fn settles(who: &Colleague, path: &str) -> u16 {
    let end = format!("{path}/end");
    let fields = [("csrf".to_owned(), who.token(&end).await), ("agreed".into(), "yes".into())];
    who.browser.send(Ask::post(&end, &fields)).await.status
}

/// What a restore would do again: to protect, or to end it.
fn replayed(portal: &TestPortal) -> Vec<bool> {
    let entries = journal::entries(portal.ctx()).unwrap().into_iter();
    let marks: BTreeSet<bool> = entries
        .filter_map(|entry| match entry.effect {
            Effect::Protected { on, .. } => Some(on.is_some()),
            _ => None,
        })
        .collect();
    marks.into_iter().rev().collect()
}

/// Everything a copy of the person's data would hold, with its words.
async fn copied(portal: &TestPortal) -> String {
    let whom = Whom { person: Some(ada(portal).await.id), request: None };
    let about = scope::about(portal.ctx(), whom, entity::kind::Language::En).await.unwrap();
    format!("{:?}", about.sections)
}

/// Not by who asked for it; and another person may let it stand.
async fn two_let_it_go(portal: &TestPortal, (sam, anna): (&Colleague, &Colleague), id: PersonId) {
    let path = format!("/staff/register/{id}/protection");
    assert_eq!(settles(anna, &path).await, 409, "nobody asked that it end");
    assert_eq!(does(sam, &path, ("lift", "It ended in May.")).await.status, 303);
    assert_eq!(repeats(sam, &path, "lift").await, 409, "it was asked");
    let end = format!("{path}/end");
    let page = sam.browser.get(&path).await;
    assert_eq!(page.form(&end).fill("agreed", "yes").submit().await.status, 409, "not by who asked");
    assert!(ada(portal).await.protected_on.is_some());
    let waiting = anna.browser.get("/staff/register").await;
    assert!(
        waiting.has(&format!("main a[href='{path}']")) && !waiting.body.contains("Ada"),
        "{}",
        waiting.body
    );
    opens(anna, id).await;
    let form = |page: Page, word: &str| page.form(&end).fill("agreed", word);
    assert_eq!(form(anna.browser.get(&path).await, "no").submit().await.status, 303);
    assert!(ada(portal).await.protected_on.is_some(), "it was let stand");
    assert_eq!(does(sam, &path, ("lift", "It ended in May.")).await.status, 303);
    assert_eq!(form(anna.browser.get(&path).await, "yes").submit().await.status, 303);
    assert_eq!(ada(portal).await.protected_on, None);
    let rows = protection::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert!(
        rows.len() == 1 && rows[0].lifted_at.is_some() && rows[0].lifted_by != rows[0].asked_by,
        "{rows:?}"
    );
}

async fn the_persons_own_files_leave_the_address_out_and_say_so(portal: TestPortal) {
    for (protected_on, held) in [("", true), ("2025-01-01", false)] {
        imports(&portal, &register(protected_on)).await;
        let whom = Whom { person: Some(ada(&portal).await.id), request: None };
        let about = scope::about(portal.ctx(), whom, entity::kind::Language::En).await.unwrap();
        let copy = about.sections.iter().flat_map(|section| [section.clone(), section.portable()]);
        let mut fields = copy.flat_map(|section| section.records).flat_map(|record| record.fields);
        let told = fields.any(|field| field.value.contains(STREET) || field.raw.to_string().contains(STREET));
        assert_eq!(told, held, "{protected_on}");
        let said: Vec<_> = about.left_out.iter().filter(|left| left.reason == Reason::Protected).collect();
        assert_eq!(said.is_empty(), held, "{said:?}");
        assert!(held || said.iter().any(|left| left.column == "Street address"), "{said:?}");
    }
}

async fn whoever_reads_the_mailbox_is_not_told_where_the_person_lives(portal: TestPortal) {
    imports(&portal, &register("2025-01-01")).await;
    let customer = portal.ada();
    customer.signs_in().await;
    let asks = customer.browser.get("/requests/new/rectification").await;
    assert!(!asks.body.contains(STREET), "{}", asks.body);
    let street = asks.attribute("main form [name$='-street']", "name").unwrap();
    let draft = asks.fill(&street, "Uusikatu 9").submit().await.follow().await;
    let check = draft.fill("name", "Ada Asiakas").submit().await.follow().await;
    assert!(!check.body.contains(STREET), "{}", check.body);
    let own = check.press().await.follow().await;
    assert!(!own.body.contains("Uusikatu 9") && !own.body.contains(STREET), "{}", own.body);
    assert!(own.text().contains("turvakielto"), "{}", own.text());
    for mail in portal.inbox().await.all() {
        assert!(!mail.text.contains("Uusikatu 9") && !mail.text.contains(STREET), "{}", mail.text);
    }
}

async fn an_import_protects_and_never_ends_it(portal: TestPortal) {
    imports(&portal, &register("2025-01-01")).await;
    let since = ada(&portal).await.protected_on;
    assert_eq!(since.map(|on| on.to_string()).as_deref(), Some("2025-01-01"));
    imports(&portal, &register("")).await;
    assert_eq!(ada(&portal).await.protected_on, since, "an empty cell ends nothing");

    let id = ada(&portal).await.id;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let path = format!("/staff/register/{id}/protection");
    opens(&sam, id).await;
    assert_eq!(does(&sam, &path, ("lift", "It ended in May.")).await.status, 303);
    opens(&anna, id).await;
    let end = anna.browser.get(&path).await.form(&format!("{path}/end"));
    assert_eq!(end.fill("agreed", "yes").submit().await.status, 303);
    imports(&portal, &register("2025-01-01")).await;
    assert_eq!(ada(&portal).await.protected_on, None, "an old file does not bring it back");
    imports(&portal, &register("2026-02-01")).await;
    assert!(ada(&portal).await.protected_on.is_some(), "a new day is news");
}

async fn of_an_account_that_two_hold_neither_is_told_the_address(portal: TestPortal) {
    let mut files = register("2025-01-01");
    files[1].1.push_str("q;Otto Asiakas;otto@asiakas.example;2020-01-01;;en\n");
    files[2].1.push_str("e;a;q;holder\n");
    imports(&portal, &files).await;
    let all = person::Entity::find().all(portal.ctx().read()).await.unwrap();
    let otto = all.into_iter().find(|person| person.source_key == "q").unwrap();
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let record = opens(&sam, otto.id).await;
    assert!(record.text().contains("Otto") && !record.body.contains(STREET), "{}", record.body);
    let whom = Whom { person: Some(otto.id), request: None };
    let about = scope::about(portal.ctx(), whom, entity::kind::Language::En).await.unwrap();
    assert!(about.left_out.iter().any(|left| left.reason == Reason::Protected));
}

/// Ada asks that another street be written down; gives the reference.
async fn corrects_her_street(customer: &Customer) -> String {
    let asks = customer.browser.get("/requests/new/rectification").await;
    let street = asks.attribute("main form [name$='-street']", "name").unwrap();
    let draft = asks.fill(&street, "Uusikatu 9").submit().await.follow().await;
    let check = draft.fill("name", "Ada Asiakas").submit().await.follow().await;
    let sent = check.press().await;
    sent.location().strip_prefix("/requests/").unwrap().to_owned()
}

/// The request keeps what stood there when it was filed, which then was no secret.
async fn what_was_asked_before_the_address_was_protected_is_hidden_too(portal: TestPortal) {
    imports(&portal, &register("")).await;
    let customer = portal.ada();
    customer.signs_in().await;
    let reference = corrects_her_street(&customer).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let (desk, own) = (format!("/staff/requests/{reference}"), format!("/requests/{reference}"));
    let pages =
        [(&sam.browser, desk.clone()), (&sam.browser, format!("{desk}/decide")), (&customer.browser, own)];
    for (browser, page) in &pages {
        assert!(browser.get(page).await.body.contains(STREET), "{page}");
    }
    let id = ada(&portal).await.id;
    opens(&sam, id).await;
    let path = format!("/staff/register/{id}/protection");
    assert_eq!(does(&sam, &path, ("set", "She showed an extract.")).await.status, 303);
    for (browser, page) in &pages {
        let shown = browser.get(page).await;
        assert!(shown.text().contains("•••") && !shown.body.contains(STREET), "{page}: {}", shown.text());
    }
}

/// The mail to a holder names nobody; the page behind its link says what is right, but not where somebody hides.
async fn no_page_of_another_holder_says_where_somebody_in_hiding_lives(portal: TestPortal) {
    imports(&portal, &register("2025-01-01")).await;
    let customer = portal.ada();
    customer.signs_in().await;
    let reference = corrects_her_street(&customer).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(desk.body.contains("Uusikatu 9"), "nobody can decide what nobody reads: {}", desk.text());
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let mail = portal.inbox().await.latest_to("tietosuoja@lasku.example");
    assert!(!mail.0.text.contains("Uusikatu 9"));
    let page = holders::opens(&portal, &holders::link(&mail)).await;
    assert!(!page.body.contains("Uusikatu 9") && page.text().contains("turvakielto"), "{}", page.text());
    let copy = copied(&portal).await;
    assert!(
        !copy.contains("Uusikatu 9") && !copy.contains(STREET),
        "nor does what was asked and done: {copy}"
    );
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(desk.text().contains("Before •••") && !desk.body.contains(STREET), "{}", desk.text());
    assert!(!desk.body.contains("Uusikatu 9"), "nor where they live now: {}", desk.text());
    let mut row = ada(&portal).await.into_active_model();
    row.protected_on = Set(None);
    let tx = portal.ctx().write().await.unwrap();
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let page = holders::opens(&portal, &holders::link(&mail)).await;
    assert!(page.body.contains("Uusikatu 9"), "of anybody else it says what is right: {}", page.text());
    let copy = copied(&portal).await;
    assert!(copy.contains("Uusikatu 9") && copy.contains(STREET), "{copy}");
}

/// What the person and staff wrote is read on pages that ask for no reason, and goes into the file for the authority.
async fn words_about_a_request_do_not_say_where_the_person_lives(portal: TestPortal) {
    imports(&portal, &register("2025-01-01")).await;
    let customer = portal.ada();
    customer.signs_in().await;
    let said = "My home is PIILOKUJA 7, 00100 Helsinki. Which letters went there?";
    let question = customer.browser.get("/requests/new/something_else").await.fill("text", said);
    let name = question.submit().await.follow().await.fill("name", "Ada Asiakas");
    let sent = name.submit().await.follow().await.press().await;
    let own = sent.location().to_owned();
    let form = customer.browser.get(&own).await.form(&format!("{own}/messages"));
    assert_eq!(form.fill("body", said).submit().await.status, 303);
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = own.strip_prefix("/requests/").unwrap();
    sam.takes(reference).await;
    let desk = format!("/staff/requests/{reference}");
    let note = sam.browser.get(&desk).await.form(&format!("{desk}/notes"));
    assert_eq!(note.fill("note", "She still lives at Piilokuja 7.").submit().await.status, 303);
    for page in [desk.clone(), format!("{desk}/classify"), format!("{desk}/dossier")] {
        let shown = sam.browser.get(&page).await;
        let text = shown.text();
        assert!(shown.status == 200 && text.contains("Which letters went there?"), "{page}: {text}");
        let lower = shown.body.to_lowercase();
        assert!(!lower.contains("piilokuja 7") && !lower.contains("00100"), "{page}: {text}");
        assert!(text.contains("My home is •••, •••."), "{page}: {text}");
    }
    assert!(sam.browser.get(&desk).await.text().contains("She still lives at •••."));
    let id = ada(&portal).await.id;
    opens(&sam, id).await;
    let path = format!("/staff/register/{id}/protection");
    let seen = does(&sam, &path, ("address", "To see which address she means.")).await;
    assert!(seen.text().contains(STREET), "who has a reason sees it: {}", seen.text());
    let mut row = ada(&portal).await.into_active_model();
    row.protected_on = Set(None);
    let tx = portal.ctx().write().await.unwrap();
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(sam.browser.get(&desk).await.text().contains("PIILOKUJA 7"), "nothing was lost");
}
