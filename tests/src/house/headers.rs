//! The headers of security.md 5.1 on every answer, the methods, the sizes.

use super::walk::{Cast, all_but_looks, name, pages};
use crate::harness::{
    client::{Ask, Browser},
    on_both_engines,
    page::{Filling, Page},
    portal::TestPortal,
};
use portal::{assets, routes::table};

on_both_engines!(
    every_answer_carries_the_security_headers,
    pages_change_nothing_and_head_answers_as_get,
    other_methods_are_not_allowed,
    a_form_of_more_than_64_kib_is_too_large,
);

const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; \
     font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; \
     upgrade-insecure-requests; report-uri /csp";

/// What a file that was fetched may do in a browser.
const OF_A_FILE: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// security.md 5.1; Accept-Language besides, for the language of a page hangs on it.
const EXPECTED: [(&str, &str); 11] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), \
         microphone=(), payment=(), publickey-credentials-get=(), usb=()",
    ),
    ("x-frame-options", "DENY"),
    ("x-robots-tag", "noindex, nofollow"),
    ("vary", "Cookie, Sec-Fetch-Site, Accept-Language"),
];

async fn every_answer_carries_the_security_headers(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    for entry in table() {
        for (_, browser) in cast.everyone() {
            is_guarded(&cast.asks(browser, &entry).await, "no-store");
        }
    }
    let browser = portal.browser();
    for (ask, status) in unhappy() {
        let answer = browser.send(ask).await;
        assert_eq!(answer.status, status, "{}", answer.path);
        is_guarded(&answer, "no-store");
        assert_eq!(answer.texts("h1").len(), 1, "{} is a page for people", answer.path);
    }
    for path in ["/requests/draft/x", "/requests/x", "/requests/%FF", "/requests/new/x", "/sign-in?to=%FF"] {
        let answer = cast.ada.browser.get(path).await;
        is_guarded(&answer, "no-store");
        assert_eq!(answer.texts("h1").len(), 1, "{path} ({}) is a page for people", answer.status);
    }
    for path in [assets::style(), assets::icon()] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, 200);
        is_guarded(&answer, "public, max-age=31536000, immutable");
    }
    let answer = browser.send(Ask::get("/").with("accept-encoding", "gzip")).await;
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    assert!(answer.headers("vary").join(", ").to_lowercase().contains("cookie"));
    let lost = browser.send(Ask::get("/nowhere").with("accept-encoding", "gzip")).await;
    assert_eq!((lost.header("content-encoding"), lost.texts("h1").len()), (None, 1), "readable as it is");
}

/// Requests that fail, and how.
fn unhappy() -> Vec<(Ask, u16)> {
    vec![
        (Ask::get("/nowhere"), 404),
        (Ask::get("/static/0000000000000000.css"), 404),
        (Ask::get("/language/de"), 404),
        (Ask::get("/staff/join/nobody"), 404),
        (Ask::get("/sign-in/confirm"), 410),
        (Ask::new("DELETE", "/"), 405),
        (Ask::new("POST", "/notice"), 405),
        (Ask::post("/sign-in", &[]), 403),
        (Ask::post("/sign-in", &[]).body(vec![b'a'; 70_000]), 413),
        (Ask::get("/").with("host", "evil.example"), 421),
    ]
}

async fn pages_change_nothing_and_head_answers_as_get(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let before = all_but_looks(&portal).await;
    for entry in pages() {
        for (viewer, browser) in cast.everyone() {
            let shown = cast.asks(browser, &entry).await;
            let asked = browser.send(Ask::new("HEAD", cast.path(&entry))).await;
            assert_eq!(asked.status, shown.status, "{viewer:?} at {}", name(&entry));
            assert_eq!(asked.body, "", "{viewer:?} at {}", name(&entry));
            assert!(!shown.body.contains('⟦'), "a text is missing on {}", name(&entry));
        }
    }
    assert_eq!(all_but_looks(&portal).await, before);
}

async fn other_methods_are_not_allowed(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let sam = &cast.staff[1].browser;
    let posts: Vec<&str> =
        table().iter().filter(|entry| entry.method == "POST").map(|entry| entry.path).collect();
    for entry in table() {
        let mut methods = vec!["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];
        if !posts.contains(&entry.path) {
            methods.push("POST");
        }
        for method in methods {
            let answer = sam.send(Ask::new(method, cast.path(&entry))).await;
            assert_eq!(answer.status, 405, "{method} {}", entry.path);
            assert!(answer.header("allow").is_some_and(|allowed| !allowed.contains(method)));
        }
    }
}

async fn a_form_of_more_than_64_kib_is_too_large(portal: TestPortal) {
    let browser = portal.browser();
    let form = browser.get("/sign-in").await.fill("email", "ada@asiakas.example");
    let note = |form: Filling, nth: usize| form.fill(&format!("note-{nth}"), "a".repeat(10_000));
    let padded = |bytes: usize| (0..bytes / 10_000).fold(form.clone(), note).ask();
    assert_eq!(browser.send(padded(70_000)).await.status, 413);
    assert_eq!(browser.send(padded(60_000)).await.location(), "/sign-in/sent");
    assert_eq!(chunked(&browser, 70_000).await.status, 413, "a length not told is counted");
    let many: Vec<(String, String)> = (0..201).map(|number| (format!("f{number}"), "x".into())).collect();
    assert_eq!(browser.send(Ask::post("/sign-in", &many)).await.status, 413);
    assert_eq!(portal.count("challenge").await, 1);
}

/// Sends a body in chunks, without its length.
async fn chunked(browser: &Browser, length: usize) -> Page {
    let chunk = format!("{length:x}\r\n{}\r\n0\r\n\r\n", "a".repeat(length));
    let ask = Ask::post("/sign-in", &[]).body(chunk).without("content-length");
    browser.send(ask.with("transfer-encoding", "chunked")).await
}

fn is_guarded(answer: &Page, cache: &str) {
    let place = format!("{} ({})", answer.path, answer.status);
    let is_file = answer.header("content-type").is_some_and(|kind| kind.starts_with("text/csv"));
    for (header, value) in EXPECTED {
        let value = if is_file && header == "content-security-policy" { OF_A_FILE } else { value };
        assert_eq!(answer.headers(header), [value], "{header} of {place}");
    }
    assert_eq!(answer.headers("cache-control"), [cache], "{place}");
    for header in
        ["server", "x-powered-by", "access-control-allow-origin", "access-control-allow-credentials"]
    {
        assert_eq!(answer.header(header), None, "{header} of {place}");
    }
    if !answer.body.is_empty() {
        let kind = answer.header("content-type").unwrap_or_default();
        assert!(kind.contains("charset=utf-8") || kind == "image/svg+xml", "{kind:?} of {place}");
    }
}
