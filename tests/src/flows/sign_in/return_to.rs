//! Where sign-in leads: to a page of the portal, whatever the address bar asked for.

use crate::harness::{client::Ask, on_both_engines, page::Page, portal::TestPortal};

on_both_engines!(
    sign_in_leads_only_to_pages_of_the_portal,
    the_language_switch_leads_only_to_pages_of_the_portal,
    a_page_that_needs_sign_in_is_where_sign_in_leads,
);

/// What attackers write where a path is expected.
const FORGED: &[&str] = &[
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%09/evil.example",
    "/\t/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example/requests",
    "HTTPS://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "requests.//evil.example",
    "request.//evil.example",
    "request.7K3M-Q9TX-4/../../evil",
    "draft.https://evil.example",
    "desk.@evil.example",
    "@evil.example",
    "%2f%2fevil.example",
    "/requests\r\nLocation: https://evil.example",
    "/requests%0d%0aSet-Cookie:%20__Host-c=x",
    "。evil.example",
    "/\u{2044}evil.example",
    "evil.example",
    ".evil.example",
    " //evil.example",
    "new?next=//evil.example",
    "queue/../../evil",
    "?//evil.example",
    "#//evil.example",
];

async fn sign_in_leads_only_to_pages_of_the_portal(portal: TestPortal) {
    for (number, forged) in FORGED.iter().enumerate() {
        let browser = portal.browser();
        let query = serde_urlencoded::to_string([("to", forged)]).unwrap();
        let form = browser.get(&format!("/sign-in?{query}")).await;
        let address = format!("a{number}@asiakas.example");
        assert_eq!(form.fill("email", address.as_str()).submit().await.location(), "/sign-in/sent");
        let link = portal.inbox().await.latest_to(&address).link();
        let answer = browser.get(&link).await.follow().await.press().await;
        assert_eq!(answer.location(), "/requests", "{forged:?}");
        leads_nowhere_else(&answer, forged);
    }
}

async fn the_language_switch_leads_only_to_pages_of_the_portal(portal: TestPortal) {
    let browser = portal.browser();
    for forged in FORGED {
        let query = serde_urlencoded::to_string([("to", forged)]).unwrap();
        leads_nowhere_else(&browser.get(&format!("/language/en?{query}")).await, forged);
    }
    assert_eq!(browser.get("/language/sv?to=/notice").await.location(), "/notice");
}

async fn a_page_that_needs_sign_in_is_where_sign_in_leads(portal: TestPortal) {
    let ada = portal.ada();
    let form = ada.browser.get("/sign-in?to=new").await;
    form.fill("email", ada.email).submit().await;
    let page = ada.opens(&ada.reads_mail().await.link()).await;
    assert_eq!(page.press().await.location(), "/requests/new");
    let sent_away = portal.browser().send(Ask::new("POST", "/staff/sign-out")).await;
    assert_eq!(sent_away.location(), "/staff/sign-in");
}

fn leads_nowhere_else(answer: &Page, forged: &str) {
    let location = answer.location();
    let own = location.starts_with('/') && !location[1..].starts_with(['/', '\\']);
    assert!(own && location.chars().all(|c| c.is_ascii_graphic()), "{forged:?} leads to {location}");
    assert_eq!(answer.headers("location").len(), 1);
    let smuggled = |cookie: &&str| cookie.split(';').next() == Some("__Host-c=x");
    assert!(!answer.headers("set-cookie").iter().any(smuggled), "{forged:?}");
}
