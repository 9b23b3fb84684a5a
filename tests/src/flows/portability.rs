//! A person takes their data along, and has them handed to another service.

use super::desk::knows_ada;
use crate::harness::{
    actors::{ADA, Colleague, Customer},
    client::Ask,
    on_both_engines,
    portal::TestPortal,
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    contact, customer,
    id::PersonId,
    item,
    kind::{ContactRole, CustomerKind, Evidence, Outcome, Role, State, Verdict},
    look, request, subscription, transfer,
};
use portal_core::{
    law::ground::Ground,
    report::{self, Period, Refused},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

on_both_engines!(
    the_person_gets_the_files_and_staff_hand_them_to_the_controller_named,
    a_transfer_that_fails_tells_why_and_leaves_the_files_with_the_person,
    a_contact_of_a_company_cannot_be_granted_what_rests_on_another_basis,
    an_address_on_a_list_is_enough_for_what_hangs_on_it,
    the_schema_is_public,
);

const WORKER: &[Role] = &[Role::Caseworker];

impl Customer {
    /// Asks for everything, and for it to be handed to a named service.
    async fn moves_to(&self, to: &str, reach: &str) -> String {
        let question = self.browser.get("/requests/new/portability").await;
        let typed = question.fill("transfer_to", to).fill("transfer_reach", reach);
        let name = typed.submit().await;
        assert_eq!(name.status, 303, "{}", name.text());
        let check = name.follow().await.fill("name", "Ada").submit().await.follow().await;
        let sent = check.press().await;
        sent.location().strip_prefix("/requests/").unwrap().to_owned()
    }
}

/// Makes the person the holder of an account of this kind.
pub(super) async fn holds(portal: &TestPortal, person: PersonId, kind: CustomerKind) {
    let ctx = portal.ctx();
    let account = customer::Model {
        id: ctx.mint().unwrap(),
        number: "1001".into(),
        kind,
        name: "Ada Asiakas".into(),
        business_id: None,
        started_on: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
        ended_on: None,
        source: "test".into(),
        source_key: "1001".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let place = contact::Model {
        id: ctx.mint().unwrap(),
        customer_id: account.id,
        person_id: person,
        role: ContactRole::Holder,
        source: "test".into(),
        source_key: "1001-ada".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    account.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    place.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Grants data and transfer up to the open handing over.
async fn granted(portal: &TestPortal) -> (Customer, crate::harness::actors::Colleague, String) {
    let ada = portal.ada();
    ada.signs_in().await;
    holds(portal, knows_ada(portal).await, CustomerKind::Private).await;
    let reference = ada.moves_to("Toinen Oy", "vastaanotto@toinen.example").await;
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("verdict-1", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let mail = ada.reads_mail().await.0;
    for told in ["JSON", "/schema/portability-1.json", reference.as_str()] {
        assert!(mail.text.contains(told), "{told}: {}", mail.text);
    }
    assert!(!mail.text.contains("Toinen Oy"), "a letter holds nothing but name and reference");
    (ada, sam, reference)
}

async fn asking_takes_nothing(portal: &TestPortal, sam: &crate::harness::actors::Colleague, file: &str) {
    let before = portal.everything().await;
    assert_eq!(sam.browser.send(Ask::new("HEAD", file)).await.status, 200);
    assert_eq!(portal.everything().await, before, "HEAD gives nothing, and is no look");
}

async fn the_person_gets_the_files_and_staff_hand_them_to_the_controller_named(portal: TestPortal) {
    let (ada, sam, reference) = granted(&portal).await;
    for _ in 0..6 {
        let asked = ada.browser.send(Ask::new("HEAD", format!("/requests/{reference}/package"))).await;
        assert_eq!(
            (asked.status, asked.body.as_str()),
            (200, ""),
            "nothing is handed over, nothing is counted"
        );
    }
    let theirs = ada.browser.get(&format!("/requests/{reference}/package")).await;
    assert_eq!(theirs.header("content-type"), Some("application/zip"));
    let (desk, file) =
        (format!("/staff/requests/{reference}"), format!("/staff/requests/{reference}/transfer/file"));
    asking_takes_nothing(&portal, &sam, &file).await;
    let taken = sam.browser.get(&file).await;
    assert_eq!(taken.body, theirs.body, "the same file");
    let looks = look::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert!(looks.iter().any(|look| look.purpose == reference), "taking the file is a look");
    let foreign = Ask::get(file.as_str()).with("sec-fetch-site", "cross-site");
    assert_eq!(sam.browser.send(foreign).await.status, 404);

    let page = sam.browser.get(&desk).await;
    assert!(page.text().contains("Toinen Oy"));
    let form = page.form(&format!("{desk}/transfer")).fill("ending", "given");
    for wrong in ["", "2026-04-12", "2026-04-14", "today"] {
        let refused = form.clone().fill("given_on", wrong).fill("how", "Encrypted mail").submit().await;
        assert_eq!(refused.status, 422, "{wrong}");
        assert!(refused.text().contains("Encrypted mail"), "what was typed stays");
    }
    let given = form.fill("given_on", "2026-04-13").fill("how", "Encrypted mail");
    assert_eq!(given.submit().await.status, 303);
    assert_eq!(given.submit().await.status, 409, "it ends once");
    assert_eq!(sam.browser.get(&file).await.status, 404, "there is nothing left to hand over");
    let mail = ada.reads_mail().await.0;
    assert!(mail.text.contains("13.4.2026") || mail.text.contains("13 April 2026"), "{}", mail.text);
    let own = ada.browser.get(&format!("/requests/{reference}")).await;
    assert!(own.text().contains("Toinen Oy"));
    let row = transfer::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!(row.how.as_deref(), Some("Encrypted mail"));
}

async fn a_transfer_that_fails_tells_why_and_leaves_the_files_with_the_person(portal: TestPortal) {
    let (ada, sam, reference) = granted(&portal).await;
    portal.clock.advance(TimeDelta::days(1));
    sam.signs_in().await;
    let desk = format!("/staff/requests/{reference}");
    let page = sam.browser.get(&desk).await;
    let form = page.form(&format!("{desk}/transfer")).fill("ending", "failed");
    assert_eq!(form.clone().fill("how", "").submit().await.status, 422, "the reason goes to the person");
    let unproven = form.fill("how", "They accept no files.");
    assert_eq!(unproven.clone().submit().await.status, 422, "where the proof is must be known");
    let before = portal.inbox().await.to(ADA).len();
    assert_eq!(unproven.fill("evidence", "Their mail of 14 April").submit().await.status, 303);
    another_refuses_it(&portal, &sam, &reference).await;
    let mail = ada.reads_mail().await.0;
    for told in ["They accept no files.", "teknisesti mahdollista", "77", "79"] {
        assert!(mail.text.contains(told), "{told}: {}", mail.text);
    }
    assert_eq!(portal.inbox().await.to(ADA).len(), before + 1, "nothing goes before another has approved");
    let row = request::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::PartlyGranted)));
    let items = item::Entity::find().filter(item::Column::Ground.eq("RG-20-TECH"));
    let refused = items.one(portal.ctx().read()).await.unwrap().expect("the item is refused");
    assert_eq!(refused.verdict, Some(Verdict::Refused));
    assert!(refused.facts.is_some_and(|facts| facts.contains("They accept no files.")));
    let year = report::read(portal.ctx(), Period { year: 2026, month: None }).await.unwrap();
    assert_eq!(year.grounds, [(Ground::TransferNotFeasible, Refused { requests: 1, items: 1 })]);
    let ends: Vec<_> = year.figures.by_outcome.iter().map(|(outcome, _)| *outcome).collect();
    assert_eq!(ends, [Some(Outcome::PartlyGranted)], "it counts as granted in part");
    ada.signs_in().await;
    let own = ada.browser.get(&format!("/requests/{reference}")).await.text();
    assert!(own.to_lowercase().contains("osittain"), "{own}");
}

/// Who found that it is not feasible does not approve it; another sends it back once, and then approves.
async fn another_refuses_it(portal: &TestPortal, sam: &Colleague, reference: &str) {
    let (desk, path) =
        (format!("/staff/requests/{reference}"), format!("/staff/requests/{reference}/transfer/approval"));
    assert!(!sam.browser.get(&desk).await.has(&format!("form[action='{path}']")), "not by who proposed it");
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    assert!(
        anna.browser.get("/staff/queue").await.text().contains(reference),
        "it is the next of the approver"
    );
    let form = anna.browser.get(&desk).await.form(&path).fill("answer", "back");
    assert_eq!(form.clone().submit().await.status, 422, "a reason is due");
    assert_eq!(form.fill("transfer_reason", "Try their web form.").submit().await.status, 303);
    sam.signs_in().await;
    let again = sam.browser.get(&desk).await;
    assert!(again.text().contains("Try their web form."));
    let again = again.form(&format!("{desk}/transfer")).fill("ending", "failed");
    let again = again.fill("how", "They accept no files.").fill("evidence", "Their mail of 14 April");
    assert_eq!(again.submit().await.status, 303);
    let form = anna.browser.get(&desk).await.form(&path).fill("answer", "refuse");
    assert_eq!(form.submit().await.status, 303);
    assert_eq!(form.submit().await.status, 409, "it ends once");
}

async fn a_contact_of_a_company_cannot_be_granted_what_rests_on_another_basis(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    holds(&portal, knows_ada(&portal).await, CustomerKind::Company).await;
    let reference = ada.files("portability").await;
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    let decide = format!("/staff/requests/{reference}/decide");
    let first = sam.browser.get(&decide).await;
    let granted = first.fill("verdict-0", "granted").fill("to", "reasons").submit().await;
    assert_eq!(granted.status, 422);
    assert!(granted.has(".error-summary a[href='#verdict-0']"));
    let refusal = [
        ("verdict-0", "refused"),
        ("ground-0", "RG-20-BASIS"),
        ("fact-0-facts", "You are the contact person of a company."),
        ("fact-0-evidence", "Register, 13 April"),
        ("fact-0-basis_used", "Legitimate interest"),
    ];
    let letter = sam.weighs(&reference, &refusal).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    assert_eq!(portal.count("package").await, 0);
}

async fn an_address_on_a_list_is_enough_for_what_hangs_on_it(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let ctx = portal.ctx();
    let email = portal_core::email::Email::parse(ADA).unwrap();
    let listed = subscription::Model {
        id: ctx.mint().unwrap(),
        email: ADA.into(),
        email_key: ctx.keys.email_key(&email),
        person_id: None,
        purpose: "newsletter".into(),
        evidence: Evidence::Consent,
        wording: "Yes".into(),
        since: ctx.now(),
        ended_at: None,
        source: "test".into(),
        source_key: "N1".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    listed.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let reference = ada.files("portability").await;
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    let decide = format!("/staff/requests/{reference}/decide");
    let first = sam.browser.get(&decide).await;
    let nothing = first.fill("nothing_held", "yes").fill("to", "reasons").submit().await;
    assert_eq!(nothing.status, 422, "a list holds the address");
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    ada.reads_mail().await;
    let theirs = ada.browser.get(&format!("/requests/{reference}/package")).await;
    assert_eq!(theirs.header("content-type"), Some("application/zip"));
}

async fn the_schema_is_public(portal: TestPortal) {
    let schema = portal.browser().get("/schema/portability-1.json").await;
    assert_eq!(schema.header("content-type"), Some("application/schema+json; charset=utf-8"));
    assert_eq!(schema.body, portal_core::right::portability::SCHEMA);
}
