//! Who approves an answer sees where it goes and how that stands against the register, and approves just that.

use super::{letter_of_maija, links_ada, reference_of, row};
use crate::harness::{
    actors::Colleague,
    on_both_engines,
    page::{Filling, Page},
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{
    entry,
    kind::{Role, State},
    person,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

on_both_engines!(
    the_approver_sees_the_postal_address_and_that_the_register_has_another,
    an_address_on_file_is_told_as_new_for_a_week_and_as_the_same_after_it,
    an_answer_that_would_go_elsewhere_than_was_proposed_is_not_approved,
);

/// Ada in the register, with a postal address.
const REGISTER: &[(&str, &str)] = &[
    ("customer", "key;number;kind;name;started_on\na;10001;private;Ada Asiakas;2020-01-01\n"),
    ("person", "key;name;email;language\np;Ada Asiakas;ada@asiakas.example;fi\n"),
    ("contact", "key;customer;person;role\nc;a;p;holder\n"),
    ("address", "key;customer;kind;street;postal_code;city;country\nd;a;postal;Katu 1;00100;Helsinki;FI\n"),
];

/// A letter that asks for Ada's data at an address, taken, linked to her record and proposed.
async fn proposed(portal: &TestPortal, sam: &Colleague, lines: &str) -> String {
    let found = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap().id;
    let form: Filling = letter_of_maija(sam, &sam.today()).await.fill("rights", "access");
    let reference = reference_of(&form.fill("postal", lines).submit().await);
    links_ada(sam, &reference, found).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    assert_eq!(row(portal, &reference).await.state, State::AwaitingApproval);
    reference
}

async fn seen(anna: &Colleague, reference: &str) -> Page {
    anna.browser.get(&format!("/staff/requests/{reference}/proposal")).await
}

async fn the_approver_sees_the_postal_address_and_that_the_register_has_another(portal: TestPortal) {
    portal.imports(REGISTER).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let reference = proposed(&portal, &sam, "Kirjatie 3\n20100 Turku").await;
    let page = seen(&anna, &reference).await;
    let text = page.text();
    assert!(text.contains("Kirjatie 3") && text.contains("20100 Turku"), "{text}");
    assert!(text.contains("not the one in the register"), "{text}");
    assert!(!text.contains("Katu 1"), "what the register has is not told without a look: {text}");
    assert!(text.contains("make the letter ready to print"), "{text}");
    portal.inbox().await;
}

async fn an_address_on_file_is_told_as_new_for_a_week_and_as_the_same_after_it(portal: TestPortal) {
    portal.imports(REGISTER).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let reference = proposed(&portal, &sam, "Katu 1\n00100 Helsinki").await;
    let fresh = seen(&anna, &reference).await.text();
    assert!(fresh.contains("but only since"), "{fresh}");
    portal.clock.advance(TimeDelta::days(7));
    anna.signs_in().await;
    let settled = seen(&anna, &reference).await.text();
    assert!(settled.contains("same as in the register") && !settled.contains("but only since"), "{settled}");
    portal.inbox().await;
}

/// Nothing of the request has a new version: what the hash binds is where the answer goes.
async fn an_answer_that_would_go_elsewhere_than_was_proposed_is_not_approved(portal: TestPortal) {
    portal.imports(REGISTER).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let reference = proposed(&portal, &sam, "Katu 1\n00100 Helsinki").await;
    let path = format!("/staff/requests/{reference}/proposal");
    let form = seen(&anna, &reference).await.form(&path);
    let kept = entry::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    let mut kept = kept.into_active_model();
    kept.postal = Set(Some("Outokatu 9\n99999 Muualla".into()));
    let tx = portal.ctx().write().await.unwrap();
    kept.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let refused = form.submit().await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("address of the answer has changed"), "{}", refused.text());
    let after = row(&portal, &reference).await;
    assert_eq!((after.state, after.outcome), (State::InProgress, None));
    portal.inbox().await;
}
