//! A requester's session: fresh at every sign-in, short, ended by sign-out (A-09, A-12, security.md 5.2).

use crate::harness::{client::Ask, on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::{kind::Role, session};
use sea_orm::EntityTrait;

on_both_engines!(
    the_cookies_are_bound_to_this_host_and_hidden_from_scripts,
    a_planted_session_cookie_is_never_adopted,
    a_planted_cookie_of_the_browser_is_left_at_sign_in,
    signing_in_again_ends_the_old_session,
    a_session_ends_after_twenty_idle_minutes,
    a_session_ends_after_two_hours_however_busy,
    signing_out_ends_the_session_and_empties_the_browser,
    a_sixth_browser_ends_the_oldest_session,
    the_row_keeps_only_the_digest_of_the_cookie,
);

async fn the_cookies_are_bound_to_this_host_and_hidden_from_scripts(portal: TestPortal) {
    let ada = portal.ada();
    let form = ada.browser.get("/sign-in").await;
    let browser = form.headers("set-cookie").join("\n");
    assert!(browser.starts_with("__Host-m=") && browser.ends_with("Max-Age=43200"), "{browser}");
    let answer = ada.signs_in().await;
    let session = answer.headers("set-cookie").into_iter().find(|cookie| cookie.starts_with("__Host-c="));
    let attributes: Vec<&str> = session.unwrap().split("; ").skip(1).collect();
    assert_eq!(attributes.len(), 4, "{attributes:?}");
    for wanted in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(attributes.contains(&wanted), "{wanted} in {attributes:?}");
    }
    let value = ada.browser.cookie("__Host-c").unwrap();
    assert_eq!(value.len(), 43, "256 bits in base64url");
}

async fn a_planted_session_cookie_is_never_adopted(portal: TestPortal) {
    let ada = portal.ada();
    let planted = "A".repeat(43);
    ada.browser.cookies().insert("__Host-c".into(), planted.clone());
    assert!(!ada.is_signed_in().await);
    ada.signs_in().await;
    assert_ne!(ada.browser.cookie("__Host-c"), Some(planted.clone()));
    let attacker = portal.browser();
    attacker.cookies().insert("__Host-c".into(), planted);
    assert!(!attacker.get("/").await.has("form[action='/sign-out']"));
}

async fn a_planted_cookie_of_the_browser_is_left_at_sign_in(portal: TestPortal) {
    let planted = "A".repeat(43);
    let (ada, sam) = (portal.ada(), portal.joins("Sam", &[Role::Reader]).await);
    for browser in [&ada.browser, &sam.browser] {
        browser.cookies().insert("__Host-m".into(), planted.clone());
    }
    let answers = [ada.signs_in().await, sam.signs_in().await];
    for (answer, browser) in answers.iter().zip([&ada.browser, &sam.browser]) {
        assert_eq!(answer.status, 303);
        let now = browser.cookie("__Host-m").unwrap();
        assert!(now != planted && now.len() == 43, "{now}");
        let set = answer.headers("set-cookie").into_iter().filter(|line| line.starts_with("__Host-m="));
        assert_eq!(set.count(), 1);
    }
}

async fn signing_in_again_ends_the_old_session(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let old = ada.browser.cookie("__Host-c").unwrap();
    ada.signs_in().await;
    assert_ne!(ada.browser.cookie("__Host-c").unwrap(), old);
    assert!(ada.is_signed_in().await);
    let thief = portal.ada();
    thief.browser.cookies().insert("__Host-c".into(), old);
    assert!(!thief.is_signed_in().await);
    assert_eq!(portal.count("session").await, 1);
}

async fn a_session_ends_after_twenty_idle_minutes(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    portal.clock.advance(TimeDelta::minutes(19));
    assert!(ada.is_signed_in().await, "each page keeps it alive");
    portal.clock.advance(TimeDelta::minutes(19));
    assert!(ada.is_signed_in().await);
    portal.clock.advance(TimeDelta::minutes(20));
    assert!(!ada.is_signed_in().await);
    let answer = ada.browser.send(Ask::post("/sign-out", &[])).await;
    assert_eq!(answer.location(), "/sign-in");
}

async fn a_session_ends_after_two_hours_however_busy(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    for _ in 0..11 {
        portal.clock.advance(TimeDelta::minutes(10));
        assert!(ada.is_signed_in().await);
    }
    portal.clock.advance(TimeDelta::minutes(10));
    assert!(!ada.is_signed_in().await);
}

async fn signing_out_ends_the_session_and_empties_the_browser(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let cookie = ada.browser.cookie("__Host-c").unwrap();
    let answer = ada.browser.get("/").await.form("/sign-out").submit().await;
    assert_eq!(answer.location(), "/");
    let cleared = answer.header("clear-site-data").unwrap_or_default();
    assert!(cleared.contains("\"cache\"") && cleared.contains("\"storage\""), "{cleared}");
    assert_eq!(ada.browser.cookie("__Host-c"), None);
    assert_eq!(portal.count("session").await, 0);
    ada.browser.cookies().insert("__Host-c".into(), cookie);
    assert!(!ada.is_signed_in().await);
}

async fn a_sixth_browser_ends_the_oldest_session(portal: TestPortal) {
    let browsers: Vec<_> = (0..6).map(|_| portal.ada()).collect();
    for ada in &browsers {
        portal.clock.advance(TimeDelta::minutes(2));
        portal.clock.advance(TimeDelta::seconds(1));
        ada.signs_in().await;
        // The limit of mails is not this test's: wait for the next.
        portal.clock.advance(TimeDelta::minutes(1));
    }
    assert!(!browsers[0].is_signed_in().await);
    for ada in &browsers[1..] {
        assert!(ada.is_signed_in().await);
    }
}

async fn the_row_keeps_only_the_digest_of_the_cookie(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let cookie = ada.browser.cookie("__Host-c").unwrap();
    let rows = session::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(rows[0].token_digest, portal_core::identity::token::digest_of(&cookie));
    let everything = format!("{:?}", portal.everything().await);
    assert!(!everything.contains(&cookie) && everything.contains(&rows[0].token_digest));
}
