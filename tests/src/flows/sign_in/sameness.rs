//! Nothing tells whether an address is in the register: pages and mails are the same, and no forged
//! host comes into a mail.

use crate::harness::{
    actors::{ADA, BEA, Customer},
    client::Ask,
    inbox::Letter,
    on_both_engines,
    page::Page,
    portal::{HOST, ORIGIN, TestPortal},
};
use chrono::TimeDelta;
use entity::{
    id::PersonId,
    kind::{Language, Role},
    person,
};
use portal_core::email::Email;
use sea_orm::{ActiveModelTrait, IntoActiveModel};

on_both_engines!(
    known_and_unknown_addresses_get_the_same_pages_and_mails,
    known_and_unknown_addresses_meet_the_limit_at_the_same_time,
    a_muted_address_gets_the_same_pages_and_no_mail,
    a_forged_host_is_misdirected_and_never_reaches_a_mail,
    the_mail_is_in_the_language_of_the_page,
);

async fn known_and_unknown_addresses_get_the_same_pages_and_mails(portal: TestPortal) {
    registers(&portal, ADA).await;
    let (known, unknown) = (portal.ada(), portal.bea());
    for (one, other) in [(&known, &unknown), (&unknown, &known)] {
        let (left, right) = (asks(one).await, asks(other).await);
        for (left, right) in left.iter().zip(&right) {
            assert_eq!(masked(left), masked(right));
        }
        let (left, right) = (one.reads_mail().await, other.reads_mail().await);
        assert_eq!(masked_mail(&left), masked_mail(&right));
        assert_eq!(left.0.text.len(), right.0.text.len());
    }
    // The comparison sees a difference when there is one.
    assert_ne!(masked(&known.browser.get("/sign-in").await), masked(&known.browser.get("/notice").await));
}

async fn known_and_unknown_addresses_meet_the_limit_at_the_same_time(portal: TestPortal) {
    registers(&portal, ADA).await;
    for _ in 0..8 {
        portal.ada().asks_for_link().await;
        portal.bea().asks_for_link().await;
    }
    let inbox = portal.inbox().await;
    assert_eq!((inbox.to(ADA).len(), inbox.to(BEA).len()), (5, 5));
}

async fn a_muted_address_gets_the_same_pages_and_no_mail(portal: TestPortal) {
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    let form = kim.browser.get("/staff/mutes").await.form("/staff/mutes");
    assert_eq!(form.fill("email", BEA).fill("reason", "A stranger asks").submit().await.status, 303);
    let (heard, muted) = (portal.ada(), portal.bea());
    for _ in 0..7 {
        portal.clock.advance(TimeDelta::seconds(1));
        let (left, right) = (asks(&heard).await, asks(&muted).await);
        for (left, right) in left.iter().zip(&right) {
            assert_eq!(masked(left), masked(right));
        }
        portal.inbox().await;
    }
    let inbox = portal.inbox().await;
    assert_eq!((inbox.to(ADA).len(), inbox.to(BEA).len()), (5, 0));
    let code = |customer: &Customer| customer.browser.cookie("__Host-m").unwrap().len();
    assert_eq!(code(&heard), code(&muted));
}

async fn a_forged_host_is_misdirected_and_never_reaches_a_mail(portal: TestPortal) {
    let ada = portal.ada();
    let form = ada.browser.get("/sign-in").await.fill("email", ADA);
    for host in
        ["evil.example", "privacy.wprod.example.evil.example", "privacy.wprod.example:8443", "", "a@b"]
    {
        assert_eq!(ada.browser.send(form.ask().with("host", host)).await.status, 421, "{host}");
    }
    assert_eq!(ada.browser.send(Ask::get("/").without("host").with("x-none", "1")).await.status, 400);
    assert_eq!(portal.count("challenge").await, 0);
    for (header, value) in [
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "host=evil.example;proto=http"),
        ("x-forwarded-proto", "http"),
        ("x-original-url", "//evil.example"),
    ] {
        ada.browser.send(form.ask().with(header, value)).await;
    }
    for mail in portal.inbox().await.all() {
        for part in [&mail.text, &mail.html] {
            let ours = part.matches(ORIGIN).count();
            assert!(ours > 0 && ours == part.matches("://").count(), "{part}");
            assert!(!part.contains("evil"));
        }
    }
    assert_eq!(ada.browser.send(Ask::get("/").with("host", HOST.to_uppercase())).await.status, 200);
}

async fn the_mail_is_in_the_language_of_the_page(portal: TestPortal) {
    let ada = portal.ada();
    let mut subjects = Vec::new();
    for language in Language::ALL {
        ada.browser.get(&format!("/language/{}", language.code())).await;
        ada.asks_for_link().await;
        let mail = ada.reads_mail().await;
        assert!(mail.0.html.contains(&format!("lang=\"{}\"", language.code())), "{}", mail.0.html);
        subjects.push(mail.0.subject);
    }
    subjects.dedup();
    assert_eq!(subjects.len(), 3, "{subjects:?}");
}

/// Puts an address into the register.
async fn registers(portal: &TestPortal, address: &str) {
    let ctx = portal.ctx();
    let row = person::Model {
        id: ctx.mint::<PersonId>().unwrap(),
        name: "Ada Asiakas".into(),
        name_key: "ada asiakas".into(),
        email: Some(address.into()),
        email_key: Some(ctx.keys.email_key(&Email::parse(address).unwrap())),
        email_since: None,
        protected_on: None,
        language: Language::Sv,
        source: "test".into(),
        source_key: "1".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Every page of asking for a link.
async fn asks(customer: &Customer) -> [Page; 3] {
    let form = customer.browser.get("/sign-in").await;
    let answer = form.fill("email", customer.email).submit().await;
    let sent = answer.follow().await;
    [form, answer, sent]
}

/// A page, its nonces and cookies' values and the address that was typed taken out.
fn masked(page: &Page) -> String {
    let mut text = page.whole();
    let nonces = page.form_tokens().into_iter().chain(page.cookie_values());
    for nonce in nonces {
        text = text.replace(&nonce, "NONCE");
    }
    text.replace(ADA, "ADDRESS").replace(BEA, "ADDRESS")
}

/// A mail, its link, code and recipient taken out.
fn masked_mail(mail: &Letter) -> String {
    let whole = format!("{}\n{}\n{}\n{}", mail.0.to, mail.0.subject, mail.0.text, mail.0.html);
    whole.replace(&mail.link(), "LINK").replace(&mail.code(), "CODE").replace(&mail.0.to, "ADDRESS")
}
