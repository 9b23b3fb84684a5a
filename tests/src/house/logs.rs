//! Logs hold no address, no name, no token, no password, even at the most talkative level.

mod case;

use crate::harness::{
    actors::PASSWORD,
    alone::alone,
    client::Ask,
    engine::Engine,
    portal::{self, TestPortal},
};
use entity::kind::Role;
use std::{
    future::Future,
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter, util::SubscriberInitExt};

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

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[test]
fn what_is_no_http_writes_no_line_and_our_own_lines_stay() {
    let log = Log::default();
    let logged = {
        let _ours =
            tracing::subscriber::set_default(::portal::log::lines(EnvFilter::new("trace"), log.clone()));
        tracing::error!(target: "actix_http::h1::dispatcher", "stream error: quokka");
        tracing::error!("a line of ours");
        tracing::warn!(target: "actix_http::h2", "another of the library's");
        String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned()
    };
    assert!(!logged.contains("quokka") && logged.lines().count() == 2, "{logged}");
}

#[test]
fn at_trace_nothing_of_a_person_and_no_secret_is_logged_sqlite() {
    alone("house::logs::at_trace_nothing_of_a_person_and_no_secret_is_logged_sqlite", || {
        heard(Engine::Sqlite, &[], a_sign_in);
    });
}

#[test]
fn at_trace_nothing_of_a_person_and_no_secret_is_logged_postgres() {
    alone("house::logs::at_trace_nothing_of_a_person_and_no_secret_is_logged_postgres", || {
        heard(Engine::Postgres, &[], a_sign_in);
    });
}

/// So many lines a story leaves at least.
const FAIR: usize = 50;

/// Runs a story that gives what must not be logged, with everything logged heard. What goes wrong in it is named by parts
/// of its lines, and nothing else may.
fn heard<Story: Future<Output = Vec<String>>>(
    engine: Engine,
    wrong: &[&[&str]],
    story: impl FnOnce(TestPortal) -> Story,
) {
    let log = Log::default();
    // The parser with which the test reads pages is no part of the portal.
    let filter = EnvFilter::new("trace,html5ever=off,selectors=off,cssparser=off");
    ::portal::log::lines(filter, log.clone()).init();
    portal::run(engine, async |portal| {
        let secrets = story(portal.clone()).await;
        portal.inbox().await;
        tracing::info!("the canary's own line");
        let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
        assert!(text.contains("the canary's own line") && text.contains("TRACE"), "the log is heard");
        assert!(text.lines().count() >= FAIR, "{} lines", text.lines().count());
        went_wrong(&text, wrong);
        for secret in secrets.iter().filter(|secret| secret.len() > 4) {
            let lines: Vec<&str> = text.lines().filter(|line| line.contains(secret.as_str())).collect();
            assert!(lines.is_empty(), "{secret} stands in the log: {}", lines[0]);
        }
    });
}

/// Each of these has its line of an error, and there is no other.
fn went_wrong(text: &str, wrong: &[&[&str]]) {
    let errors: Vec<&str> = text.lines().filter(|line| line.contains("\"level\":\"ERROR\"")).collect();
    let is_of = |line: &str, parts: &[&str]| parts.iter().all(|part| line.contains(part));
    for parts in wrong {
        assert!(errors.iter().any(|line| is_of(line, parts)), "{parts:?} is not heard: {errors:?}");
    }
    let other: Vec<_> = errors.iter().filter(|line| !wrong.iter().any(|parts| is_of(line, parts))).collect();
    assert!(other.is_empty(), "nothing else was wrong: {other:?}");
}

async fn a_sign_in(portal: TestPortal) -> Vec<String> {
    let mut secrets = vec!["quokka".to_owned(), "Wombat".into(), "wombat".into(), PASSWORD.into()];
    let quokka = portal.customer("quokka@asiakas.example");
    let sent = quokka.asks_for_link().await;
    secrets.extend(sent.form_tokens());
    let mail = quokka.reads_mail().await;
    secrets.extend([mail.link(), mail.link().rsplit('.').next().unwrap().to_owned(), mail.code()]);
    quokka.opens(&mail.link()).await;
    assert_eq!(sent.fill("code", mail.code()).submit().await.location(), "/requests");
    let wombat = portal.newcomer("Wombat", &[Role::Caseworker]).await;
    wombat.tries("a password that is wrong", "123456").await;
    secrets.extend(wombat.recovery_codes.iter().cloned().chain(["a password that is wrong".into()]));
    for browser in [&quokka.browser, &wombat.browser] {
        secrets.extend(browser.cookies().values().cloned());
    }
    wombat.browser.send(Ask::get("/nowhere/quokka@asiakas.example?name=Wombat")).await;
    wombat.browser.send(Ask::post("/staff/sign-out", &[("csrf".into(), "Wombat".into())])).await;
    // What is no HTTP is no error either.
    for odd in ["GET / HTTP/9\r\nquokka: x\r\n\r\n", "quokka\r\n\r\n", "GET / HTTP/1.1\r\nquokka\r\n\r\n"] {
        wombat.browser.exchange(odd.as_bytes()).await;
    }
    secrets
}
