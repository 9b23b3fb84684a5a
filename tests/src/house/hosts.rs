//! A desk with a name of its own answers under that name only, and the other name shows nothing of it.

use crate::harness::{
    client::Ask,
    on_both_engines,
    portal::{HOST, TestPortal},
};
use actix_web::http::Method;
use portal::{
    paths,
    routes::{self, Entry},
};

on_both_engines!(
    each_host_serves_its_own_pages_only,
    a_head_too_large_and_a_form_that_is_no_text_are_refused,
);

const DESK: &str = "desk.wprod.example";

/// A route asked for with nothing in hand.
fn ask(entry: &Entry, host: &str) -> Ask {
    let path = entry.path.replace(['{', '}'], "");
    let ask = if entry.method == Method::POST { Ask::post(path, &[]) } else { Ask::get(path) };
    ask.with("host", host)
}

async fn each_host_serves_its_own_pages_only(portal: TestPortal) {
    let apart = portal.beside(
        |web| {
            web.hosts.push(DESK.into());
            web.staff_host = Some(DESK.into());
        },
        routes::table,
    );
    for entry in routes::table() {
        let shared = ["/health/", "/language/", "/csp"].iter().any(|place| entry.path.starts_with(place));
        let (own, other) = if paths::is_of_desk(entry.path) { (DESK, HOST) } else { (HOST, DESK) };
        let together = portal.browser().send(ask(&entry, HOST)).await;
        assert_eq!(apart.send(ask(&entry, own)).await.status, together.status, "{} at {own}", entry.path);
        let elsewhere = apart.send(ask(&entry, other)).await;
        match entry.path {
            "/" => assert_eq!(elsewhere.location(), "/staff", "the desk's bare name leads in"),
            _ if shared => assert_eq!(elsewhere.status, together.status, "{} at {other}", entry.path),
            _ => assert_eq!(elsewhere.status, 404, "{} {} at {other}", entry.method, entry.path),
        }
    }
    let desk = apart.send(Ask::get("/staff/sign-in").with("host", DESK)).await;
    let style = desk.attribute("link[rel=stylesheet]", "href").unwrap();
    assert_eq!(apart.send(Ask::get(style).with("host", DESK)).await.status, 200);
    assert_eq!(apart.send(Ask::get("/").with("host", "evil.example")).await.status, 421);
}

async fn a_head_too_large_and_a_form_that_is_no_text_are_refused(portal: TestPortal) {
    let ada = portal.ada();
    let large = |size: usize| Ask::get("/").with("x-long", "x".repeat(size));
    assert_eq!(ada.browser.send(large(15 * 1024)).await.status, 200);
    assert_eq!(ada.browser.send(large(17 * 1024)).await.status, 431);
    let long = format!("/sign-in?to={}", "x".repeat(17 * 1024));
    assert_eq!(ada.browser.get(&long).await.status, 431);
    let token = ada.browser.get("/sign-in").await.value("csrf").unwrap();
    for odd in ["%FF%FE", "a%80", "%C3", "%ED%A0%80"] {
        let body = format!("csrf={token}&email=ada%40asiakas.example&to={odd}");
        let refused = ada.browser.send(Ask::post("/sign-in", &[]).body(body)).await;
        assert_eq!(refused.status, 400, "{odd}");
    }
    assert_eq!(portal.count("challenge").await, 0);
    let body = format!("csrf={token}&email=ada%40asiakas.example&to=100%25%zz%C3%A4");
    assert_eq!(ada.browser.send(Ask::post("/sign-in", &[]).body(body)).await.status, 303);
}
