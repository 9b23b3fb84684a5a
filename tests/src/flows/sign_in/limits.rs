//! How many mails an address gets: 5 at once, then one in 10 minutes, 6 a day of one network, 10 a day of all.

use crate::harness::{
    actors::{ADA, Customer},
    client::Browser,
    on_both_engines,
    page::Page,
    portal::TestPortal,
};
use chrono::TimeDelta;
use portal::routes;
use std::net::Ipv4Addr;

on_both_engines!(
    the_sixth_mail_at_once_is_not_sent_and_the_page_is_the_same,
    an_address_gets_ten_mails_a_day_however_many_networks_ask_for_them,
    a_stranger_who_asks_all_day_leaves_the_owner_links,
    who_uses_the_links_is_never_without_one,
    one_network_cannot_mail_to_endless_addresses,
    a_hop_invented_in_front_of_a_proxys_word_opens_no_budget_of_its_own,
    a_link_already_mailed_works_although_the_limit_is_met,
    what_is_no_address_is_told_and_kept,
);

async fn the_sixth_mail_at_once_is_not_sent_and_the_page_is_the_same(portal: TestPortal) {
    let first = portal.ada().asks_for_link().await;
    for _ in 0..4 {
        portal.ada().asks_for_link().await;
    }
    let sixth = portal.ada().asks_for_link().await;
    assert_eq!((first.status, first.text()), (sixth.status, sixth.text()));
    assert_eq!(mails(&portal).await, 5);
    portal.clock.advance(TimeDelta::minutes(10));
    portal.ada().asks_for_link().await;
    portal.ada().asks_for_link().await;
    assert_eq!(mails(&portal).await, 6, "one more after ten minutes");
}

async fn an_address_gets_ten_mails_a_day_however_many_networks_ask_for_them(portal: TestPortal) {
    let gate = behind_proxy(&portal);
    for number in 0..47 {
        asks_from(&portal, &gate, &format!("198.51.100.{number}")).await;
        portal.clock.advance(TimeDelta::minutes(30));
    }
    assert_eq!(mails(&portal).await, 10);
    let met = portal.everything().await["event"].iter().filter(|row| row.contains("limit_hit")).count();
    assert_eq!(met, 1, "37 mails that were not sent are one entry");
    portal.clock.advance(TimeDelta::minutes(30));
    asks_from(&portal, &gate, "198.51.100.99").await;
    assert_eq!(mails(&portal).await, 11, "a day later the first no longer counts");
}

async fn a_stranger_who_asks_all_day_leaves_the_owner_links(portal: TestPortal) {
    let gate = behind_proxy(&portal);
    for _ in 0..40 {
        asks_from(&portal, &gate, "198.51.100.66").await;
        portal.clock.advance(TimeDelta::minutes(30));
    }
    assert_eq!(mails(&portal).await, 6, "a stranger's share");
    assert_eq!(portal.ada().signs_in().await.location(), "/requests");
}

async fn who_uses_the_links_is_never_without_one(portal: TestPortal) {
    for _ in 0..15 {
        assert_eq!(portal.ada().signs_in().await.location(), "/requests");
        portal.clock.advance(TimeDelta::minutes(5));
    }
}

/// A browser before a process that believes its proxy.
fn behind_proxy(portal: &TestPortal) -> Browser {
    portal.beside(|web| web.trusted_proxies = vec![Ipv4Addr::LOCALHOST.into()], routes::table)
}

/// A browser of its own on a network asks for a link to Ada's address, and the mail goes.
async fn asks_from(portal: &TestPortal, gate: &Browser, network: &str) {
    let browser = Browser::new(gate.address());
    let ask = browser.get("/sign-in").await.fill("email", ADA).ask();
    let answer = browser.send(ask.with("x-forwarded-for", network)).await;
    assert_eq!(answer.location(), "/sign-in/sent");
    portal.inbox().await;
}

async fn one_network_cannot_mail_to_endless_addresses(portal: TestPortal) {
    let ada = portal.ada();
    let form = ada.browser.get("/sign-in").await;
    for number in 0..70 {
        let forged = format!("203.0.113.{number}");
        let ask = form.fill("email", format!("a{number}@asiakas.example")).ask();
        // Nobody but a configured proxy is believed about where a request comes from.
        let answer = ada.browser.send(ask.with("x-forwarded-for", forged)).await;
        assert_eq!(answer.location(), "/sign-in/sent");
    }
    assert_eq!(portal.inbox().await.all().len(), 60);
}

async fn a_hop_invented_in_front_of_a_proxys_word_opens_no_budget_of_its_own(portal: TestPortal) {
    let browser = behind_proxy(&portal);
    let form = browser.get("/sign-in").await;
    for number in 0..70 {
        // The proxy appends address and port, as several do.
        let line = format!("203.0.113.{number}, 198.51.100.7:{}", 4000 + number);
        let ask = form.fill("email", format!("a{number}@asiakas.example")).ask();
        browser.send(ask.with("x-forwarded-for", line)).await;
    }
    assert_eq!(portal.inbox().await.all().len(), 60);
}

async fn a_link_already_mailed_works_although_the_limit_is_met(portal: TestPortal) {
    let ada = portal.ada();
    for _ in 0..5 {
        ada.asks_for_link().await;
    }
    let link = ada.reads_mail().await.link();
    ada.asks_for_link().await;
    assert_eq!(ada.opens(&link).await.press().await.location(), "/requests");
}

async fn what_is_no_address_is_told_and_kept(portal: TestPortal) {
    for typed in ["ada", "ada@", "ada@asiakas", "ada@asiakas.example, bea@asiakas.example", ""] {
        let page = typing(&portal.ada(), typed).await;
        assert_eq!(page.status, 422, "{typed}");
        assert_eq!(page.value("email").as_deref(), Some(typed));
        assert!(page.has("[role=alert] a[href='#email']") && page.has("#email[aria-invalid=true]"));
    }
    assert_eq!(portal.count("challenge").await, 0);
}

async fn typing(customer: &Customer, email: &str) -> Page {
    customer.browser.get("/sign-in").await.fill("email", email).submit().await
}

async fn mails(portal: &TestPortal) -> usize {
    portal.inbox().await.to(ADA).len()
}
