//! Staff decide: one of many wins, two pairs of eyes see a refusal, a correction reaches the register.

use crate::harness::{actors::Colleague, on_both_engines, page::Page, portal::TestPortal};
use entity::{id::PersonId, kind::Language, kind::Role, person};
use futures::future::join_all;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(
    twenty_decisions_at_once_leave_one,
    a_refusal_waits_for_another_person,
    a_granted_correction_reaches_the_register_and_its_holders,
    a_colleague_who_is_second_sees_who_was_first,
);

const WORKER: &[Role] = &[Role::Caseworker];

impl Colleague {
    pub(super) async fn takes(&self, reference: &str) -> Page {
        let page = self.browser.get(&format!("/staff/requests/{reference}")).await;
        page.form(&format!("/staff/requests/{reference}/take")).submit().await
    }

    /// Goes through the pages of a decision up to the exact letter.
    pub(super) async fn weighs(&self, reference: &str, answers: &[(&str, &str)]) -> Page {
        let first = self.browser.get(&format!("/staff/requests/{reference}/decide")).await;
        let on = |name: &str| !name.starts_with("fact-");
        let verdicts = answers.iter().filter(|(name, _)| on(name));
        let verdicts =
            verdicts.fold(first.fill("verdict-0", ""), |form, (name, value)| form.fill(name, *value));
        let second = verdicts.fill("to", "reasons").submit().await;
        assert_eq!(second.status, 200, "{}", second.text());
        let facts = answers.iter().filter(|(name, _)| !on(name));
        let facts = facts.fold(second.fill("free_part", ""), |form, (name, value)| form.fill(name, *value));
        let letter = facts.fill("to", "letter").submit().await;
        assert_eq!(letter.status, 200, "{}", letter.text());
        letter
    }

    /// Sends the letter on the page, or proposes it.
    pub(super) async fn sends(&self, letter: &Page, reference: &str) -> Page {
        letter.form(&format!("/staff/requests/{reference}/decide/send")).submit().await
    }
}

/// Ada in the register, under her own address.
pub(super) async fn knows_ada(portal: &TestPortal) -> PersonId {
    let ctx = portal.ctx();
    let email = portal_core::email::Email::parse(portal.ada().email).unwrap();
    let row = person::Model {
        id: ctx.mint().unwrap(),
        name: "Ada Asiakas".into(),
        name_key: "ada asiakas".into(),
        email: Some(email.as_str().into()),
        email_key: Some(ctx.keys.email_key(&email)),
        email_since: Some(ctx.now().date_naive()),
        language: Language::Fi,
        source: "test".into(),
        source_key: "ada".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

async fn twenty_decisions_at_once_leave_one(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    knows_ada(&portal).await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", WORKER).await;
    assert_eq!(sam.takes(&reference).await.status, 303);
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    let answers = join_all((0..20).map(|_| sam.sends(&letter, &reference))).await;
    let won = answers.iter().filter(|answer| answer.status == 303).count();
    assert_eq!((won, answers.iter().filter(|answer| answer.status == 409).count()), (1, 19));
    assert_eq!((portal.count("proposal").await, portal.count("package").await), (1, 1));
    let outcome = ada.reads_mail().await;
    assert!(outcome.0.text.contains(&reference));
    assert_eq!(portal.count("letter").await, 2, "the receipt, and one outcome");
}

async fn a_refusal_waits_for_another_person(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    knows_ada(&portal).await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker, Role::Approver]).await;
    sam.takes(&reference).await;
    let refusal = [
        ("verdict-0", "refused"),
        ("ground-0", "RG-EXC"),
        ("fact-0-facts", "The same was asked and answered on 1 and 2 April."),
        ("fact-0-evidence", "Letters of 1 and 2 April"),
        ("fact-0-previous_requests", "1 April 2026, 2 April 2026"),
    ];
    let letter = sam.weighs(&reference, &refusal).await;
    let proposed = sam.sends(&letter, &reference).await;
    assert_eq!(proposed.status, 303, "{}", proposed.text());
    let proposal = format!("/staff/requests/{reference}/proposal");
    assert_eq!(portal.count("proposal").await, 1);
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let waiting = anna.browser.get(&proposal).await;
    let own = sam.browser.get(&proposal).await;
    let forged = waiting.form(&proposal).fill("csrf", own.form_token());
    assert_eq!(sam.browser.send(forged.ask()).await.status, 409, "who proposed cannot approve");
    assert!(anna.browser.get(&proposal).await.has(&format!("form[action='{proposal}']")), "it still waits");
    assert_eq!(waiting.form(&proposal).submit().await.status, 303);
    assert_eq!(waiting.form(&proposal).submit().await.status, 409, "one approval per proposal");
    let outcome = ada.reads_mail().await;
    for element in [reference.as_str(), "77", "79", "The same was asked"] {
        assert!(outcome.0.text.contains(element), "{element}: {}", outcome.0.text);
    }
}

async fn a_granted_correction_reaches_the_register_and_its_holders(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let id = knows_ada(&portal).await;
    let name = format!("field-person-{id}-name");
    let form = ada.browser.get("/requests/new/rectification").await.fill(&name, "Ada Äijälä");
    let named = form.submit().await.follow().await;
    let sent = named.press().await.follow().await.press().await;
    let reference = sent.location().strip_prefix("/requests/").unwrap().to_owned();
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let row = person::Entity::find_by_id(id).one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.name_key.as_str()), ("Ada Äijälä", "ada äijälä"));
    assert_eq!(portal.count("correction").await, 1);
    assert!(portal.count("step").await > 0, "each other holder of the name is told");
    let outcome = ada.reads_mail().await;
    assert!(!outcome.0.text.contains("Äijälä"), "no register value in the mail");
}

async fn a_colleague_who_is_second_sees_who_was_first(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", WORKER).await;
    let sue = portal.staff("Sue", WORKER).await;
    let page = sue.browser.get(&format!("/staff/requests/{reference}")).await;
    assert_eq!(sam.takes(&reference).await.status, 303);
    let second = page.form(&format!("/staff/requests/{reference}/take")).submit().await;
    assert_eq!(second.status, 409);
    assert!(second.text().contains("Sam"), "{}", second.text());
}
