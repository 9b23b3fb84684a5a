//! Floods are braked, a panic is a page, and reports of browsers leave one word in the log (A-29, A-43).

use crate::harness::{
    alone::alone,
    client::Ask,
    engine::Engine,
    on_both_engines,
    portal::{self, TestPortal},
};
use ::portal::routes::{Access, Entry, get, table};
use actix_web::HttpResponse;
use chrono::TimeDelta;
use std::{
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

on_both_engines!(pages_are_braked_where_the_operator_wants_it, reports_of_browsers_do_nothing_and_are_few);

async fn pages_are_braked_where_the_operator_wants_it(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    for _ in 0..130 {
        assert_eq!(ada.browser.get("/notice").await.status, 200, "off by setting");
    }
    let stranger = portal.beside(|web| web.page_limit = true, table);
    for _ in 0..120 {
        assert_eq!(stranger.get("/notice").await.status, 200);
    }
    let braked = stranger.get("/notice").await;
    assert_eq!((braked.status, braked.header("retry-after")), (429, Some("1")));
    assert_eq!(braked.texts("h1").len(), 1, "a page for people");
    assert_eq!(stranger.get("/requests").await.status, 429, "also where it would only send to sign-in");
    assert_eq!(stranger.get("/health/live").await.status, 200, "the watch is not braked");
    assert_eq!(stranger.get("/unsubscribe/nobody").await.status, 404, "no limit stands before an opt-out");
    let session = ada.browser.cookie("__Host-c").unwrap();
    let signed_in = Ask::get("/requests").with("cookie", format!("__Host-c={session}"));
    assert_eq!(stranger.send(signed_in).await.status, 200, "who is signed in has a bucket of their own");
    portal.clock.advance(TimeDelta::seconds(1));
    assert_eq!(stranger.get("/notice").await.status, 200);
    assert_eq!(stranger.get("/notice").await.status, 429);
}

fn report(body: impl Into<Vec<u8>>) -> Ask {
    let ask = Ask::post("/csp", &[]).body(String::from_utf8(body.into()).unwrap());
    ask.with("content-type", "application/csp-report").without("sec-fetch-site")
}

async fn reports_of_browsers_do_nothing_and_are_few(portal: TestPortal) {
    let browser = portal.browser();
    let state = portal.everything().await;
    let body = r#"{"csp-report":{"effective-directive":"img-src","document-uri":"https://x/requests/AAAA"}}"#;
    for _ in 0..8 {
        let answer = browser.send(report(body)).await;
        assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    }
    assert_eq!(browser.send(report("no report at all")).await.status, 204);
    assert_eq!(browser.send(report("x".repeat(9_000))).await.status, 413);
    assert_eq!(browser.send(report(body)).await.status, 429);
    assert_eq!(portal.everything().await, state);
}

/// Everything logged by this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A handler with a mistake in it.
async fn breaks(request: actix_web::HttpRequest) -> HttpResponse {
    let typed = request.query_string();
    assert!(typed.is_empty(), "{typed}");
    HttpResponse::Ok().finish()
}

fn with_a_mistake() -> Vec<Entry> {
    let mut table = table();
    table.push(get("/mistake", Access::Anyone, breaks));
    table
}

#[test]
fn a_panic_is_a_page_with_a_number_and_its_text_is_not_logged() {
    alone("house::brake::a_panic_is_a_page_with_a_number_and_its_text_is_not_logged", panics);
}

fn panics() {
    let log = Log::default();
    let heard = log.clone();
    let subscriber = tracing_subscriber::fmt().json().with_writer(move || heard.clone());
    let before = std::panic::take_hook();
    portal::run(Engine::Sqlite, async |portal| {
        let browser = portal.beside(|_| (), with_a_mistake);
        // Workers log to the subscriber of the process.
        subscriber.init();
        ::portal::error::hush_panics();
        let answer = browser.get("/mistake?wombat@asiakas.example").await;
        assert_eq!((answer.status, answer.header("cache-control")), (500, Some("no-store")));
        assert_eq!(answer.texts("h1").len(), 1, "a page for people");
        browser
            .send(report(r#"{"csp-report":{"effective-directive":"img-src","blocked-uri":"wombat"}}"#))
            .await;
        assert_eq!(browser.get("/notice").await.status, 200, "the process lives on");
        let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
        let fault = text.lines().find(|line| line.contains("a panic") && line.contains("fault")).unwrap();
        let fault: serde_json::Value = serde_json::from_str(fault).unwrap();
        let number = fault["fields"]["fault"].as_str().unwrap();
        assert!(answer.text().contains(number), "the page names the number of the log: {}", answer.text());
        assert!(text.contains("brake.rs") && text.contains("img-src"), "{text}");
        assert!(!text.contains("wombat"), "{text}");
    });
    std::panic::set_hook(before);
}
