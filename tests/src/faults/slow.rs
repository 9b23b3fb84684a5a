//! Whoever sends slowly, or opens many connections, ends before they take the portal from others.

use crate::harness::{
    client::{Ask, Browser},
    on_both_engines,
    portal::{HOST, ORIGIN, TestPortal},
};
use actix_web::web::Path;
use entity::{
    kind::{Language, Role},
    staff,
};
use portal::{
    form::Form,
    handlers::PageResult,
    routes::{self, Entry},
    say::say,
    visit::Desk,
};
use portal_core::database::Write;
use sea_orm::{EntityTrait, sea_query::Expr};
use std::{
    collections::BTreeMap,
    future::pending,
    net::{IpAddr, Ipv4Addr},
    sync::Mutex,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

on_both_engines!(
    a_body_that_does_not_come_is_given_up_on_every_route,
    a_handler_that_hangs_is_given_up_and_nothing_is_half_done,
    a_network_holds_so_many_connections_and_a_trusted_proxy_any_number,
);

const LONG: Duration = Duration::from_secs(20);

/// The head of a form of a thousand bytes, and six of them.
fn begun(path: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: {HOST}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\ncsrf=x"
    )
}

async fn a_body_that_does_not_come_is_given_up_on_every_route(portal: TestPortal) {
    let browser = portal.beside(|web| web.body_within = Duration::from_millis(100), routes::table);
    let slow = async |path: &str| {
        let answer = timeout(LONG, browser.exchange(begun(path).as_bytes())).await;
        String::from_utf8_lossy(&answer.unwrap_or_else(|_| panic!("{path} stays open"))).into_owned()
    };
    for path in ["/sign-in", "/staff/sign-in", "/csp", "/unsubscribe/newsletter/x"] {
        let answer = slow(path).await;
        assert!(answer.starts_with("HTTP/1.1 408"), "{path}: {answer}");
    }
    for path in ["/requests", "/nowhere", "/sign-out", "/requests/new/access"] {
        let answer = slow(path).await;
        assert!(answer.starts_with("HTTP/1.1 "), "{path}: {answer}");
    }
}

/// Changes begun and never finished, for the handler that hangs over them.
static BEGUN: Mutex<BTreeMap<String, Write>> = Mutex::new(BTreeMap::new());

/// Holds an open transaction for ever.
async fn hang(_: Desk, key: Path<String>, _: Form) -> PageResult {
    let held = BEGUN.lock().unwrap().remove(&*key);
    assert!(held.is_some());
    pending().await
}

fn hanging() -> Vec<Entry> {
    let mut table = routes::table();
    table.push(routes::post("/staff/hang/{key}", routes::STAFF, hang));
    table
}

async fn a_handler_that_hangs_is_given_up_and_nothing_is_half_done(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let at_once = portal.beside(|web| web.answer_within = Duration::ZERO, hanging);
    at_once.cookies().insert("__Host-s".into(), sam.browser.cookie("__Host-s").unwrap());
    let before = portal.everything().await;
    let key = format!("{}", at_once.address().port());
    let path = format!("/staff/hang/{key}");
    let form = [("csrf".to_owned(), sam.token(&path).await), ("note".to_owned(), "Soitin Adalle".to_owned())];
    let begun = portal.ctx().write().await.unwrap();
    staff::Entity::update_many()
        .col_expr(staff::Column::Name, Expr::value("half done"))
        .exec(begun.db())
        .await
        .unwrap();
    BEGUN.lock().unwrap().insert(key, begun);
    let ask = Ask::post(&path, &form).with("referer", format!("{ORIGIN}/staff/queue"));
    let answer = at_once.send(ask).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("10")), "{}", answer.text());
    assert_eq!(answer.texts("h1"), [say(Language::En, "error-given-up-title")]);
    assert!(answer.has("main a[href^='/staff/unsaved/']"), "what was typed is kept, by whoever writes next");
    let mut after = portal.everything().await;
    assert_eq!(after.insert("unsaved".into(), Vec::new()).unwrap().len(), 1);
    assert_eq!(after, before);
}

async fn a_network_holds_so_many_connections_and_a_trusted_proxy_any_number(portal: TestPortal) {
    let browser = portal.beside(|web| web.connections = 3, routes::table);
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(connected(&browser).await.unwrap());
    }
    assert!(connected(&browser).await.is_none(), "a fourth is ended unanswered");
    held.pop();
    // The server sees the end of a connection when it next looks.
    let freed = async { while connected(&browser).await.is_none() {} };
    assert!(timeout(LONG, freed).await.is_ok(), "a place that was left is free");
    let trust = |web: &mut portal::app::Web| {
        (web.connections, web.trusted_proxies) = (0, vec![IpAddr::from(Ipv4Addr::LOCALHOST)]);
    };
    let behind_proxy = portal.beside(trust, routes::table);
    assert!(connected(&behind_proxy).await.is_some());
}

/// A connection that has been answered and stays open, or nothing when the portal ended it.
async fn connected(browser: &Browser) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(browser.address()).await.unwrap();
    let ask = format!("GET /health/live HTTP/1.1\r\nhost: {HOST}\r\n\r\n");
    stream.write_all(ask.as_bytes()).await.ok()?;
    let mut first = [0; 12];
    stream.read_exact(&mut first).await.ok()?;
    assert_eq!(&first, b"HTTP/1.1 200");
    Some(stream)
}
