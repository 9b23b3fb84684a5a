//! A person's e-mail address is corrected: their requests and their ban on marketing follow them.

use super::desk::knows_ada;
use crate::harness::{actors::ADA, on_both_engines, portal::TestPortal};
use entity::{kind::Role, suppression};
use sea_orm::EntityTrait;

on_both_engines!(
    a_corrected_address_takes_requests_and_ban_along,
    nobody_gets_at_requests_by_an_address_of_theirs
);

const NEW: &str = "ada.uusi@asiakas.example";

/// Ada has her address corrected; gives the reference.
async fn corrects(portal: &TestPortal, new: &str) -> String {
    let ada = portal.ada();
    let id = knows_ada(portal).await;
    ada.signs_in().await;
    assert_eq!(ada.browser.get("/requests/new/marketing").await.press().await.status, 303);
    let field = format!("field-person-{id}-email");
    let form = ada.browser.get("/requests/new/rectification").await.fill(&field, new);
    let named = form.submit().await.follow().await;
    let sent = named.press().await.follow().await.press().await;
    let reference = sent.location().strip_prefix("/requests/").unwrap().to_owned();
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert!(letter.text().contains("kirjaudut palveluun uudella osoitteellasi"), "{}", letter.text());
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let proposal = format!("/staff/requests/{reference}/proposal");
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let waiting = anna.browser.get(&proposal).await;
    if waiting.status == 200 && waiting.has(&format!("form[action='{proposal}']")) {
        assert_eq!(waiting.form(&proposal).submit().await.status, 303);
    }
    reference
}

async fn a_corrected_address_takes_requests_and_ban_along(portal: TestPortal) {
    let reference = corrects(&portal, NEW).await;
    let told = portal.inbox().await.latest_to(ADA);
    assert!(told.0.text.contains("Korjasimme sähköpostiosoitteesi"), "{}", told.0.text);
    let moved = portal.customer(NEW);
    moved.signs_in().await;
    assert_eq!(moved.browser.get(&format!("/requests/{reference}")).await.status, 200);
    let banned = moved.browser.get("/requests/new/marketing").await;
    assert!(banned.has("[name=still]"), "the ban is in force: {}", banned.text());
    assert_eq!(suppression::Entity::find().all(portal.ctx().read()).await.unwrap().len() % 2, 0);
    let old = portal.ada();
    old.signs_in().await;
    assert_eq!(old.browser.get(&format!("/requests/{reference}")).await.status, 404);
}

/// Bea has asked with her address before: what Ada asked stays where it was.
async fn nobody_gets_at_requests_by_an_address_of_theirs(portal: TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    bea.files("access").await;
    let reference = corrects(&portal, bea.email).await;
    assert_eq!(bea.browser.get(&format!("/requests/{reference}")).await.status, 404);
    let ada = portal.ada();
    ada.signs_in().await;
    assert_eq!(ada.browser.get(&format!("/requests/{reference}")).await.status, 200);
}
