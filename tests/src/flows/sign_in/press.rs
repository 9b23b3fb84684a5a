//! The mailed link: only a press in the browser that asked consumes it, and only once.

use crate::harness::{
    actors::{ADA, BEA},
    client::Ask,
    crowd::twenty,
    on_both_engines,
    page::Page,
    portal::TestPortal,
};
use chrono::TimeDelta;

on_both_engines!(
    the_browser_that_asked_signs_in_by_a_press,
    another_browser_must_type_the_code,
    a_press_signs_in_the_address_its_page_names_or_nobody,
    scanners_that_open_the_link_neither_use_it_up_nor_sign_in,
    twenty_presses_at_once_open_one_session,
    a_used_link_says_so_and_offers_a_new_one,
    a_used_link_leads_whoever_is_signed_in_to_their_requests,
    a_replaced_link_says_so_and_the_newest_works,
    a_link_that_a_stranger_asks_for_ends_nobody_elses,
    using_one_link_ends_the_others_of_its_address,
    the_mail_of_a_replaced_used_or_expired_link_is_never_sent,
    an_expired_link_says_so,
    the_token_leaves_the_address_bar_at_once,
);

async fn the_browser_that_asked_signs_in_by_a_press(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let page = ada.opens(&mail.link()).await;
    assert!(!page.has("[name=code]"), "the code is not asked of the browser that asked");
    assert!(!ada.is_signed_in().await);
    assert_eq!(page.press().await.location(), "/requests");
    assert!(ada.is_signed_in().await);
}

async fn another_browser_must_type_the_code(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let phone = portal.ada();
    let page = phone.opens(&mail.link()).await;
    assert!(page.text().contains("a***@asiakas.example"), "{}", page.text());
    assert_eq!(page.fill("code", "").submit().await.status, 422);
    assert!(!phone.is_signed_in().await);
    assert_eq!(page.fill("code", mail.code()).submit().await.location(), "/requests");
    assert!(phone.is_signed_in().await && !ada.is_signed_in().await);
}

async fn a_press_signs_in_the_address_its_page_names_or_nobody(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let hers = ada.reads_mail().await;
    let first = ada.opens(&hers.link()).await;
    assert!(first.text().contains("a***@asiakas.example"), "{}", first.text());
    // The same browser asks for another address, and opens that link in a second tab.
    ada.browser.get("/sign-in").await.fill("email", BEA).submit().await;
    let second = ada.opens(&portal.inbox().await.latest_to(BEA).link()).await;
    assert!(second.text().contains("b***@asiakas.example"), "{}", second.text());
    let stale = first.press().await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.has("main a[href='/sign-in']") && stale.text().contains("toinen linkki"),
        "{}",
        stale.text()
    );
    assert_eq!((portal.count("session").await, ada.browser.cookie("__Host-c")), (0, None));
    let unnamed = second.form("/sign-in/confirm").fill("link", "").submit().await;
    assert_eq!(unnamed.status, 409, "a form that names no link confirms none");
    let again = ada.opens(&hers.link()).await;
    assert_eq!(again.press().await.location(), "/requests");
    let signed_in = ada.browser.get("/requests").await;
    assert!(signed_in.body.contains("a***@asiakas.example"), "{}", signed_in.body);
}

async fn scanners_that_open_the_link_neither_use_it_up_nor_sign_in(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let scanner = portal.browser();
    scanner.send(Ask::new("HEAD", mail.link())).await;
    scanner.send(Ask::get(mail.link()).with("sec-purpose", "prefetch").with("sec-fetch-site", "none")).await;
    for _ in 0..50 {
        let scanner = portal.browser();
        let shown = scanner.get(&mail.link()).await.follow().await;
        // Some scanners press every button they find.
        assert_eq!(shown.press().await.status, 422);
        assert_eq!(scanner.cookie("__Host-c"), None);
    }
    assert_eq!(portal.count("session").await, 0);
    assert_eq!(ada.opens(&mail.link()).await.press().await.location(), "/requests");
}

async fn twenty_presses_at_once_open_one_session(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let page = ada.opens(&ada.reads_mail().await.link()).await;
    let answers = twenty(|| page.press()).await;
    let with = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((with(303), with(410)), (1, 19));
    assert_eq!(portal.count("session").await, 1);
}

async fn a_used_link_says_so_and_offers_a_new_one(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let page = ada.opens(&mail.link()).await;
    let asked_by = ada.browser.cookie("__Host-m").unwrap();
    page.press().await;
    // A second press that was on its way already: with the cookies of before the sign-in.
    let link = page_cookie(&mail.link());
    ada.browser.cookies().extend([("__Host-m".to_owned(), asked_by), ("__Host-lk".to_owned(), link)]);
    is_spent(&page.press().await);
    is_spent(&ada.opens(&mail.link()).await);
    let elsewhere = portal.ada().opens(&mail.link()).await;
    is_spent(&elsewhere);
    assert!(!elsewhere.has("main a[href='/requests']"), "{}", elsewhere.text());
    assert!(elsewhere.text().contains(NEW), "{}", elsewhere.text());
    assert_eq!(portal.count("session").await, 1);
}

async fn a_used_link_leads_whoever_is_signed_in_to_their_requests(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    ada.opens(&mail.link()).await.press().await;
    let again = ada.opens(&mail.link()).await;
    is_spent(&again);
    assert!(again.has("main a[href='/requests']"), "{}", again.text());
    assert!(again.text().contains("a***@asiakas.example"), "{}", again.text());
    assert!(!again.text().contains(NEW), "who is in needs none: {}", again.text());
    let signed_out = ada.browser.get("/requests").await.form("/sign-out").submit().await;
    assert_eq!(signed_out.status, 303);
    assert!(!ada.opens(&mail.link()).await.has("main a[href='/requests']"));
}

async fn a_replaced_link_says_so_and_the_newest_works(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let first = ada.reads_mail().await;
    ada.asks_for_link().await;
    let newest = ada.reads_mail().await;
    assert_ne!(first.link(), newest.link());
    assert_ne!(first.code(), newest.code());
    is_spent(&ada.opens(&first.link()).await);
    assert_eq!(ada.opens(&newest.link()).await.press().await.location(), "/requests");
}

async fn a_link_that_a_stranger_asks_for_ends_nobody_elses(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let link = ada.reads_mail().await.link();
    portal.ada().asks_for_link().await;
    assert_eq!(ada.opens(&link).await.press().await.location(), "/requests");
}

async fn using_one_link_ends_the_others_of_its_address(portal: TestPortal) {
    let (ada, phone) = (portal.ada(), portal.ada());
    phone.asks_for_link().await;
    let other = phone.reads_mail().await.link();
    ada.signs_in().await;
    is_spent(&phone.opens(&other).await);
}

async fn the_mail_of_a_replaced_used_or_expired_link_is_never_sent(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    ada.asks_for_link().await;
    let link = ada.reads_mail().await.link();
    let sent = portal.inbox().await.to(ADA).len();
    assert_eq!(sent, 1, "the replaced link's mail stays");
    let phone = portal.ada();
    phone.asks_for_link().await;
    ada.opens(&link).await.press().await;
    assert_eq!(portal.inbox().await.to(ADA).len(), sent, "of a link ended by another's use");
    phone.asks_for_link().await;
    portal.clock.advance(TimeDelta::minutes(10));
    assert_eq!(portal.inbox().await.to(ADA).len(), sent, "of an expired link");
}

async fn an_expired_link_says_so(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    portal.clock.advance(TimeDelta::seconds(599));
    let page = ada.opens(&mail.link()).await;
    assert_eq!(page.status, 200);
    portal.clock.advance(TimeDelta::seconds(1));
    is_spent(&page.press().await);
    is_spent(&ada.opens(&mail.link()).await);
    assert_eq!(portal.count("session").await, 0);
}

async fn the_token_leaves_the_address_bar_at_once(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let link = ada.reads_mail().await.link();
    let answer = ada.browser.get(&link).await;
    assert_eq!(answer.location(), "/sign-in/confirm");
    let page = answer.follow().await;
    let token = link.strip_prefix("/m/").unwrap();
    assert!(!page.body.contains(token), "the page repeats the token");
    page.press().await;
    assert_eq!(ada.browser.cookie("__Host-lk"), None, "the token is kept after its use");
}

/// That another link can be asked for.
const NEW: &str = "Voit pyytää heti uuden.";

/// What the cookie of an opened link holds.
fn page_cookie(link: &str) -> String {
    link.strip_prefix("/m/").unwrap().to_owned()
}

fn is_spent(page: &Page) {
    assert_eq!(page.status, 410, "{}", page.text());
    assert!(page.has("main a[href='/sign-in']"), "{}", page.text());
}
