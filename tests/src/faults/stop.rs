//! A portal that is told to stop finishes what is under way, takes on nothing new, and ends well.

use super::{
    program::{Program, configuration},
    sink::Sink,
};
use crate::harness::{
    client::{Ask, Browser},
    engine::{Engine, Ground},
};
use chrono::TimeDelta;
use entity::{
    kind::{Language, MailState},
    outbox,
};
use portal::{cli::start, config};
use portal_core::{ctx::Ctx, email::Email, identity::challenge, ports::clock::Clock};
use sea_orm::EntityTrait;
use std::{
    fs::{self, File},
    net::SocketAddr,
    path::Path,
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::test]
async fn the_form_under_way_is_answered_and_its_mail_kept_sqlite() {
    the_form_under_way_is_answered_and_its_mail_kept(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_form_under_way_is_answered_and_its_mail_kept_postgres() {
    the_form_under_way_is_answered_and_its_mail_kept(Engine::Postgres).await;
}

async fn the_form_under_way_is_answered_and_its_mail_kept(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let ground = Ground::fresh(engine, folder.path()).await;
    let sink = Sink::start().await;
    let ctx = configured(folder.path(), &ground.url, &sink).await;
    let log = folder.path().join("log");
    let mut serving =
        Program::start(&folder.path().join("portal.toml"), "serve", File::create(&log).unwrap());
    let browser = Browser::new(address(&log).await);
    let form = browser.get("/sign-in").await.fill("email", "ada@example.net").ask();
    let mut half = begins(&browser, form).await;
    serving.is_told_to_stop();
    refuses(browser.address()).await;
    let answer = half.rest().await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert_eq!(serving.ends().await, Some(0), "{}", fs::read_to_string(&log).unwrap());
    let mails = outbox::Entity::find().all(ctx.read()).await.unwrap();
    let ada: Vec<_> = mails.iter().filter(|mail| mail.kind == entity::kind::MailKind::SignIn).collect();
    assert_eq!(ada.len(), 1, "what was answered is kept");
    assert!([MailState::Queued, MailState::Sent].contains(&ada[0].state), "{:?}", ada[0].state);
    ground.drop().await;
}

#[tokio::test]
async fn wrong_settings_and_files_end_with_the_code_that_units_do_not_try_again() {
    let folder = tempfile::tempdir().unwrap();
    let sink = Sink::start().await;
    let settings = folder.path().join("portal.toml");
    let log = || File::create(folder.path().join("log")).unwrap();
    let database = format!("sqlite://{}", folder.path().join("portal.sqlite").display());
    let whole = configuration(folder.path(), &database, &sink.url());
    fs::write(&settings, format!("{whole}unheard_of = 'x'\n")).unwrap();
    assert_eq!(Program::start(&settings, "serve", log()).ends().await, Some(78), "a setting");
    fs::write(&settings, whole).unwrap();
    for command in ["serve", "worker"] {
        assert_eq!(Program::start(&settings, command, log()).ends().await, Some(78), "no keys: {command}");
    }
    start::init_keys(&folder.path().join("keys"), |_| ()).unwrap();
    assert_eq!(Program::start(&settings, "worker", log()).ends().await, Some(1), "a database without tables");
    let told = fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(told.contains("portal migrate"), "{told}");
}

#[tokio::test]
async fn a_clock_behind_the_record_starts_nothing_sqlite() {
    a_clock_behind_the_record_starts_nothing(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_clock_behind_the_record_starts_nothing_postgres() {
    a_clock_behind_the_record_starts_nothing(Engine::Postgres).await;
}

async fn a_clock_behind_the_record_starts_nothing(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let ground = Ground::fresh(engine, folder.path()).await;
    let ctx = configured(folder.path(), &ground.url, &Sink::start().await).await;
    let ahead = Ctx { clock: Clock::fixed(ctx.now() + TimeDelta::hours(1)), ..ctx };
    let email = Email::parse("ada@example.net").unwrap();
    let (language, network) = (Language::Fi, "network");
    let (binding, return_to, step_up) = ("binding", "", None);
    let ask = challenge::Ask { email: &email, language, binding, network, return_to, step_up };
    challenge::ask(&ahead, &ask).await.unwrap();
    let (settings, log) = (folder.path().join("portal.toml"), folder.path().join("log"));
    for command in ["serve", "worker"] {
        let program = Program::start(&settings, command, File::create(&log).unwrap());
        assert_eq!(program.ends().await, Some(1), "{command}");
        let told = fs::read_to_string(&log).unwrap();
        assert!(told.contains("set the clock") && !told.contains("listening"), "{told}");
    }
    ground.drop().await;
}

/// A portal as an operator sets it up, with an empty database.
pub(super) async fn configured(folder: &Path, database: &str, sink: &Sink) -> Ctx {
    let settings = folder.join("portal.toml");
    fs::write(&settings, configuration(folder, database, &sink.url())).unwrap();
    start::init_keys(&folder.join("keys"), |_| ()).unwrap();
    let ctx = start::connect(&config::read(Some(&settings)).unwrap()).await.unwrap();
    start::migrate(&ctx).await.unwrap();
    ctx
}

/// Where it says that it listens.
pub(super) async fn address(log: &Path) -> SocketAddr {
    let mut look = tokio::time::interval(Duration::from_millis(20));
    for _ in 0..3000 {
        look.tick().await;
        let told = fs::read_to_string(log).unwrap();
        let words = told.split(|letter: char| !(letter.is_ascii_digit() || ".:".contains(letter)));
        let found = words.filter_map(|word| word.parse::<SocketAddr>().ok()).find(|it| it.port() != 0);
        if let Some(found) = found {
            return found;
        }
    }
    panic!("it does not listen:\n{}", fs::read_to_string(log).unwrap());
}

/// Nobody new is let in, before the one who is there is finished.
async fn refuses(address: SocketAddr) {
    let mut look = tokio::time::interval(Duration::from_millis(20));
    for _ in 0..500 {
        look.tick().await;
        if TcpStream::connect(address).await.is_err() {
            return;
        }
    }
    panic!("it still lets people in");
}

/// A form of which the first half has been sent.
struct Half {
    stream: TcpStream,
    rest: Vec<u8>,
}

/// By a connection that has been answered once: one that nobody has accepted yet would be cut off with the listener. The
/// form is under way once its head is answered with 100 (RFC 9110 10.1.1).
async fn begins(browser: &Browser, form: Ask) -> Half {
    let bytes = browser.signed(form.with("expect", "100-continue")).bytes();
    let (first, rest) = bytes.split_at(bytes.len() - 10);
    let mut stream = TcpStream::connect(browser.address()).await.unwrap();
    let lives = browser.signed(Ask::get("/health/live").with("connection", "keep-alive"));
    stream.write_all(&lives.bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\nlive\n") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0, "{}", String::from_utf8_lossy(&answer));
    }
    stream.write_all(first).await.unwrap();
    answer.clear();
    while !answer.ends_with(b"100 Continue\r\n\r\n") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0, "{}", String::from_utf8_lossy(&answer));
    }
    Half { stream, rest: rest.to_vec() }
}

impl Half {
    async fn rest(&mut self) -> String {
        self.stream.write_all(&self.rest).await.unwrap();
        let mut answer = String::new();
        self.stream.read_to_string(&mut answer).await.unwrap();
        answer
    }
}
