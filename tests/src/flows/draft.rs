//! A request that was begun and not sent: its way back, and its end.

use crate::harness::{actors::Customer, on_both_engines, portal::TestPortal};
use chrono::TimeDelta;

on_both_engines!(
    an_unsent_request_is_found_again_and_goes_on_or_is_thrown_away,
    who_shares_the_address_or_has_none_finds_no_draft,
    the_last_page_before_sending_says_that_an_erasure_is_final,
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

async fn the_last_page_before_sending_says_that_an_erasure_is_final(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let (erasure, access) = (ada.drafts("erasure").await, ada.drafts("access").await);
    let check = async |draft: String| ada.browser.get(&format!("/requests/draft/{draft}")).await.text();
    assert!(check(erasure).await.contains("Poistoa ei voi perua"));
    assert!(!check(access).await.contains("Poistoa ei voi perua"));
}
