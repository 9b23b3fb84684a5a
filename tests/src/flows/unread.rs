//! A data package that an erasure overtakes: unread it waits out its days, fetched it goes, and all is told before.

use super::erasure::{FILES, decide};
use crate::harness::{actors::Customer, on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::{kind::PackageState, kind::Role, package, request};
use sea_orm::EntityTrait;

on_both_engines!(
    a_package_nobody_fetched_outlives_the_erasure_for_the_days_its_letter_promised,
    a_package_that_was_fetched_goes_with_the_erasure_and_the_person_was_told_so_before,
    a_package_fetched_as_often_as_it_can_be_is_built_again_from_its_page
);

/// Ada has her answer to an access; gives its reference and the moment until which the package waits.
async fn answered(portal: &TestPortal) -> (Customer, String, String) {
    portal.imports(FILES).await;
    // So long the address has to be on file before data go out on one person's word.
    portal.clock.advance(TimeDelta::days(8));
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    kim.takes(&reference).await;
    let letter = kim.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(kim.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let mail = ada.reads_mail().await.0.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let until = the_package(portal).await.expires_at.expect("it is built");
    let until = portal_core::lang::moment_told(entity::kind::Language::Fi, until);
    assert!(until.ends_with("(Suomen aikaa)") && mail.contains(&until), "{until}: {mail}");
    let own = ada.browser.get(&format!("/requests/{reference}")).await;
    assert!(own.text().contains(&until), "{}", own.text());
    (ada, reference, until)
}

async fn the_package(portal: &TestPortal) -> package::Model {
    let rows = package::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(rows.len(), 1);
    rows.into_iter().next().unwrap()
}

/// Files the erasure of everything, after reading what the form says of the package.
async fn asks_to_erase(portal: &TestPortal, ada: &Customer, told: &[&str]) -> String {
    let form = ada.browser.get("/requests/new/erasure").await;
    for line in told {
        assert!(form.text().contains(line), "the form says it first, {line}: {}", form.text());
    }
    let reference = ada.files("erasure").await;
    decide(portal, &reference, told[0]).await;
    reference
}

/// The letter of an erasure, on one line.
async fn letter_of(portal: &TestPortal, ada: &Customer, reference: &str) -> String {
    let mails = portal.inbox().await.to(ada.email);
    let told = |text: &&String| text.contains("olemme poistaneet") || text.contains("31.12.2030");
    let texts: Vec<String> = mails.iter().map(|mail| mail.0.text.clone()).collect();
    let letter =
        texts.iter().filter(|text| text.contains(reference)).find(told).expect("the decision is told");
    letter.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn a_package_nobody_fetched_outlives_the_erasure_for_the_days_its_letter_promised(portal: TestPortal) {
    let (ada, access, until) = answered(&portal).await;
    let erasure = asks_to_erase(&portal, &ada, &[&access, &until, "poistamme sähköpostiosoitteesi"]).await;
    let letter = letter_of(&portal, &ada, &erasure).await;
    for told in [&access, &until, "Poistimme sähköpostiosoitteesi"] {
        assert!(letter.contains(told), "{told}: {letter}");
    }
    let rows = request::Entity::find().all(portal.ctx().read()).await.unwrap();
    let closed = rows.iter().find(|row| row.reference == access).unwrap();
    assert_eq!(closed.requester_email, None, "the closed file has lost the address");
    ada.signs_in().await;
    let file = ada.browser.get(&format!("/requests/{access}/package")).await;
    assert_eq!(file.header("content-type"), Some("application/zip"), "{}", file.text());
    portal.clock.advance(TimeDelta::days(7));
    portal.inbox().await;
    let gone = portal_core::right::package::download::purge_expired(portal.ctx()).await.unwrap();
    let left = the_package(&portal).await;
    assert_eq!((left.state, left.wrapped_key), (PackageState::Purged, None), "{gone} removed now");
}

async fn a_package_that_was_fetched_goes_with_the_erasure_and_the_person_was_told_so_before(
    portal: TestPortal,
) {
    let (ada, access, _) = answered(&portal).await;
    let file = ada.browser.get(&format!("/requests/{access}/package")).await;
    assert_eq!(file.header("content-type"), Some("application/zip"));
    let erasure = asks_to_erase(&portal, &ada, &[&access, "Lataa se ensin uudelleen"]).await;
    let letter = letter_of(&portal, &ada, &erasure).await;
    assert!(letter.contains("on poistettu palvelustamme"), "{letter}");
    let left = the_package(&portal).await;
    assert_eq!((left.state, left.wrapped_key), (PackageState::Purged, None));
    assert!(portal.ctx().storage.files().unwrap().is_empty(), "its bytes are gone");
}

async fn a_package_fetched_as_often_as_it_can_be_is_built_again_from_its_page(portal: TestPortal) {
    let (ada, access, _) = answered(&portal).await;
    let own = format!("/requests/{access}");
    let link = format!("main a[href='{own}/package']");
    for left in ["vielä 5 kertaa", "vielä 4 kertaa", "vielä 3 kertaa", "vielä 2 kertaa", "vielä kerran"]
    {
        let page = ada.browser.get(&own).await;
        assert!(page.text().contains(left) && page.has(&link), "{left}: {}", page.text());
        assert_eq!(ada.browser.get(&format!("{own}/package")).await.status, 200);
    }
    let page = ada.browser.get(&own).await;
    let again = format!("{own}/package/again");
    assert!(!page.has(&link) && page.has(&format!("main a[href='{again}']")), "{}", page.text());
    let gone = ada.browser.get(&format!("{own}/package")).await;
    assert!(gone.status == 410 && gone.text().contains("pyyntösi sivulla"), "{}", gone.text());
    portal.clock.advance(TimeDelta::minutes(1));
    let asked = ada.browser.get(&again).await.press().await.follow().await;
    assert!(asked.text().contains("Kokoamme tietojasi"), "{}", asked.text());
}
