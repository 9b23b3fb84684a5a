//! The memory of the shipped portal stays flat while large files come and go.

use super::{
    program::Program,
    sink::Sink,
    stop::{address, configured},
};
use crate::harness::{
    client::Browser,
    engine::{Engine, Ground},
};
use entity::{attachment, challenge, kind::Language};
use portal_core::{
    actor::Requester,
    attachment::LARGEST,
    ctx::Ctx,
    email::Email,
    identity::token,
    request::{
        answers::{Answers, Wish},
        draft, file,
    },
};
use sea_orm::EntityTrait;
use std::fs::File;

const ADA: &str = "ada@example.net";
/// So much more than before (security.md A-18).
const MORE: u64 = 20 * 1024 * 1024;

#[tokio::test]
async fn fifty_mebibytes_of_files_pass_through_a_flat_memory_sqlite() {
    fifty_mebibytes_of_files_pass_through_a_flat_memory(Engine::Sqlite).await;
}

#[tokio::test]
async fn fifty_mebibytes_of_files_pass_through_a_flat_memory_postgres() {
    fifty_mebibytes_of_files_pass_through_a_flat_memory(Engine::Postgres).await;
}

async fn fifty_mebibytes_of_files_pass_through_a_flat_memory(engine: Engine) {
    let folder = tempfile::tempdir().unwrap();
    let ground = Ground::fresh(engine, folder.path()).await;
    let sink = Sink::start().await;
    let ctx = configured(folder.path(), &ground.url, &sink).await;
    let log = folder.path().join("log");
    let serving = Program::start(&folder.path().join("portal.toml"), "serve", File::create(&log).unwrap());
    let browser = Browser::new(address(&log).await);
    let reference = files_a_request(&ctx).await;
    signs_in(&ctx, &browser).await;
    let own = format!("/requests/{reference}");
    let sends = async |body: &str, files: &[(&str, &[u8])]| {
        let form = browser.get(&own).await.form(&format!("{own}/messages")).fill("body", body);
        let sent = form.submit_with(files).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
    };
    sends("The first warms up.", &[("first.txt", b"first")]).await;
    let large = vec![b'x'; usize::try_from(LARGEST).unwrap()];
    // Just what is taken at once.
    let files: Vec<(&str, &[u8])> = (0..5).map(|_| ("large.txt", large.as_slice())).collect();
    let before = serving.memory_from_now();
    sends("Fifty mebibytes.", &files).await;
    let kept = attachment::Entity::find().all(ctx.read()).await.unwrap();
    assert_eq!(kept.iter().filter(|file| file.bytes == i64::try_from(LARGEST).unwrap()).count(), 5);
    is_flat(before, serving.most_memory(), "coming");
    let before = serving.memory_from_now();
    for file in kept.iter().filter(|file| file.name == "large.txt") {
        let got = browser.get(&format!("{own}/files/{}", file.id)).await;
        assert_eq!((got.status, got.body.len()), (200, large.len()));
    }
    is_flat(before, serving.most_memory(), "going");
    ground.drop().await;
}

fn is_flat(before: u64, most: u64, way: &str) {
    assert!(most <= before + MORE, "{way}: {} KiB more than {} KiB", (most - before) / 1024, before / 1024);
}

async fn files_a_request(ctx: &Ctx) -> String {
    let email = Email::parse(ADA).unwrap();
    let ada = Requester {
        session: ctx.mint().unwrap(),
        email_key: ctx.keys.email_key(&email),
        email,
        proved_at: ctx.now(),
    };
    let form = draft::start(ctx, &ada, Wish::Access).await.unwrap();
    let answers = Answers { everything: true, ..Answers::of(Wish::Access) };
    draft::save(ctx, &ada, form, &answers).await.unwrap();
    file::file(ctx, &ada, form, Language::Fi, "network").await.unwrap().to_string()
}

/// By the link as the mail carries it.
pub(super) async fn signs_in(ctx: &Ctx, browser: &Browser) {
    let sent = browser.get("/sign-in").await.fill("email", ADA).submit().await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let asked = challenge::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    let path = format!("/m/{}", token::link(ctx, &asked).unwrap());
    let opened = browser.get(&path).await.follow().await.press().await;
    assert_eq!(opened.status, 303, "{}", opened.text());
}
