//! A request that was begun and not sent: its way back, and its end.

use super::erasure::FILES;
use crate::harness::{actors::Customer, on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::address;
use sea_orm::EntityTrait;

on_both_engines!(
    an_unsent_request_is_found_again_and_goes_on_or_is_thrown_away,
    who_shares_the_address_or_has_none_finds_no_draft,
    a_wrong_answer_is_a_page_of_its_own_that_a_browser_can_go_back_to,
    the_last_page_before_sending_says_that_an_erasure_is_final,
    a_country_is_told_by_its_name_before_and_after_it_is_sent,
);

async fn offers(customer: &Customer, path: &str, draft: &str) -> bool {
    let page = customer.browser.get(path).await;
    assert_eq!(page.status, 200);
    page.has(&format!("main a[href='/requests/draft/{draft}/edit']"))
}

async fn an_unsent_request_is_found_again_and_goes_on_or_is_thrown_away(portal: TestPortal) {
    let (ada, bea) = (portal.ada(), portal.bea());
    ada.signs_in().await;
    bea.signs_in().await;
    let draft = ada.drafts("access").await;
    for path in ["/requests", "/"] {
        assert!(offers(&ada, path, &draft).await, "{path}");
        assert!(!offers(&bea, path, &draft).await, "another's: {path}");
    }
    assert!(!portal.browser().get("/").await.has("main a[href*='/requests/draft/']"), "nobody signed in");
    assert_eq!(ada.browser.get(&format!("/requests/draft/{draft}/edit")).await.status, 200);
    let discard = format!("/requests/draft/{draft}/discard");
    assert_eq!(bea.browser.get(&discard).await.status, 404);
    let asked = ada.browser.get(&discard).await;
    assert!(offers(&ada, "/requests", &draft).await, "asking takes nothing away");
    assert_eq!(asked.form(&discard).submit().await.location(), "/requests");
    assert!(!offers(&ada, "/requests", &draft).await);
    assert_eq!((portal.count("draft").await, portal.count("request").await), (0, 0));
    assert_eq!(asked.form(&discard).submit().await.status, 404, "it is gone");
    let sent = ada.files("access").await;
    assert!(!ada.browser.get("/requests").await.has("main a[href*='/requests/draft/']"), "{sent} was sent");
}

async fn who_shares_the_address_or_has_none_finds_no_draft(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let draft = ada.drafts("access").await;
    let two = format!("key;name;email;language\na;Ada;{0};fi\nb;Bo;{0};fi\n", ada.email);
    portal.imports(&[("person", &two)]).await;
    assert!(!offers(&ada, "/requests", &draft).await, "another may have written it");
    portal.clock.advance(TimeDelta::days(31));
    assert_eq!(portal.count("request").await, 0);
}

async fn a_wrong_answer_is_a_page_of_its_own_that_a_browser_can_go_back_to(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/access").await.fill("scope", "some");
    let sent = ada.browser.send(form.ask()).await;
    let place = sent.location().to_owned();
    assert!(place.starts_with("/requests/draft/") && place.ends_with("/edit?wrong"), "{place}");
    for _ in ["there", "and back"] {
        let page = ada.browser.get(&place).await;
        assert_eq!(page.status, 422);
        assert!(page.has(".error-summary a"), "{}", page.text());
        assert!(page.has("input[name=scope][value=some][checked]"), "what was chosen is kept");
        assert!(page.header("cache-control").unwrap().contains("no-store"));
    }
    let edit = place.strip_suffix("?wrong").unwrap();
    let check = edit.strip_suffix("/edit").unwrap();
    assert_eq!(ada.browser.get(check).await.location(), place, "nothing wrong is checked or sent");
    assert_eq!(ada.browser.get(edit).await.status, 200);
    let right = ada.browser.get(&place).await.fill("scope", "everything").submit().await;
    assert!(right.location().ends_with("/name"), "{}", right.location());
    let bea = portal.bea();
    bea.signs_in().await;
    assert_eq!(bea.browser.get(&place).await.status, 404, "another's");
}

async fn the_last_page_before_sending_says_that_an_erasure_is_final(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let (erasure, access) = (ada.drafts("erasure").await, ada.drafts("access").await);
    let check = async |draft: String| ada.browser.get(&format!("/requests/draft/{draft}")).await.text();
    assert!(check(erasure).await.contains("Poistoa ei voi perua"));
    assert!(!check(access).await.contains("Poistoa ei voi perua"));
}

async fn a_country_is_told_by_its_name_before_and_after_it_is_sent(portal: TestPortal) {
    portal.imports(FILES).await;
    let ada = portal.ada();
    ada.signs_in().await;
    let address = address::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    let form = ada.browser.get("/requests/new/rectification").await;
    let named =
        form.fill(&format!("field-address-{}-country", address.id), "SE").submit().await.follow().await;
    let review = named.press().await.follow().await;
    let sent = review.press().await.follow().await;
    for page in [review, sent] {
        for country in ["Suomi (FI)", "Ruotsi (SE)"] {
            assert!(page.text().contains(country), "{country}: {}", page.text());
        }
    }
}
