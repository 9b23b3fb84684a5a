//! How long files stay: with their request, in the copy of the person, and not at all when nobody keeps them.

use super::{PDF, TEXT, ada_asks, kept, message};
use crate::harness::{client::Ask, on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::{kind::State, request};
use portal_core::{
    orphan::sweep,
    register::retention::run::{self, Aim},
    right::package::build,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

on_both_engines!(
    the_files_go_with_the_file_of_their_request,
    the_persons_copy_holds_the_files_as_they_are,
    an_upload_that_breaks_off_leaves_no_file,
    what_a_crash_leaves_goes_with_the_sweep_and_what_is_kept_stays,
);

pub(super) async fn request_of(portal: &TestPortal) -> request::Model {
    request::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap()
}

async fn the_files_go_with_the_file_of_their_request(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    message(&ada, &reference, "Tässä.").await.submit_with(&[("lasku.pdf", PDF)]).await;
    assert_eq!(kept(&portal).await, (1, 1, 1));
    portal.inbox().await;
    let tx = portal.ctx().write().await.unwrap();
    let mut row = request_of(&portal).await.into_active_model();
    (row.state, row.closed_at) = (Set(State::Closed), Set(Some(portal.ctx().now())));
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    portal.clock.advance(TimeDelta::days(4 * 366));
    run::ask(portal.ctx(), Aim::Destroy).await.unwrap();
    while run::step(portal.ctx()).await.unwrap() {}
    assert_eq!(kept(&portal).await, (0, 0, 0), "row and file");
}

async fn the_persons_copy_holds_the_files_as_they_are(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let files: &[(&str, &[u8])] = &[("lasku ä.pdf", PDF), ("lista.txt", TEXT)];
    message(&ada, &reference, "Tässä.").await.submit_with(files).await;
    let archive = build::archive(portal.ctx(), &request_of(&portal).await).await.unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    for (name, bytes) in files {
        let mut held = Vec::new();
        let ours = |known: &String| known.starts_with("attachments/") && known.ends_with(&format!("-{name}"));
        let path = archive.file_names().map(|known| known.unwrap().into_owned()).find(ours).unwrap();
        let mut file = archive.by_name(&path).unwrap();
        std::io::Read::read_to_end(&mut file, &mut held).unwrap();
        assert_eq!(held, *bytes, "{name}");
    }
    let mut note = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("README.txt").unwrap(), &mut note).unwrap();
    assert!(note.contains("attachments/"), "{note}");
    portal.inbox().await;
}

async fn an_upload_that_breaks_off_leaves_no_file(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let heavy = vec![b'x'; 5 * 1024 * 1024];
    let ask: Ask = message(&ada, &reference, "Tässä.").await.ask_with(&[("lasku.txt", &heavy)]);
    let bytes = ada.browser.signed(ask).bytes();
    let mut line = TcpStream::connect(ada.browser.address()).await.unwrap();
    line.write_all(&bytes[..bytes.len() / 2]).await.unwrap();
    line.shutdown().await.unwrap();
    // The server is done with it when it closes the line.
    let _ = line.read_to_end(&mut Vec::new()).await;
    assert_eq!(kept(&portal).await, (0, 0, 0));
}

async fn what_a_crash_leaves_goes_with_the_sweep_and_what_is_kept_stays(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    message(&ada, &reference, "Tässä.").await.submit_with(&[("lasku.pdf", PDF)]).await;
    portal.inbox().await;
    let ctx = portal.ctx();
    let mut half = ctx.storage.begin(&ctx.entropy).unwrap();
    half.push(b"half").unwrap();
    let mut whole = ctx.storage.begin(&ctx.entropy).unwrap();
    whole.finish(&ctx.keys, &ctx.entropy).unwrap();
    // A process that dies removes nothing.
    std::mem::forget((half, whole));
    assert_eq!(kept(&portal).await, (1, 1, 3));
    // The clock of a file is the computer's.
    portal.clock.advance(TimeDelta::days(10_000));
    assert_eq!(sweep(ctx).await.unwrap(), 2);
    assert_eq!(kept(&portal).await, (1, 1, 1));
    assert_eq!(sweep(ctx).await.unwrap(), 0);
}
