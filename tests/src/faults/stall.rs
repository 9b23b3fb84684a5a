//! The shipped worker stopped past its lease with a mail in its hand, and woken after another has sent it: it sends
//! nothing.

use super::{scene::Scene, sink::Stage};
use crate::harness::engine::Engine;
use entity::kind::MailState;
use portal_core::request::answers::Wish;

#[tokio::test]
async fn a_worker_that_wakes_past_its_lease_sends_nothing_sqlite() {
    a_worker_that_wakes_past_its_lease_sends_nothing(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_worker_that_wakes_past_its_lease_sends_nothing_postgres() {
    a_worker_that_wakes_past_its_lease_sends_nothing(Engine::Postgres).await;
}

async fn a_worker_that_wakes_past_its_lease_sends_nothing(engine: Engine) {
    let scene = Scene::set(engine).await;
    let letter = scene.files_a_request().await;
    let mut gate = scene.sink.gate();
    let stalled = scene.worker();
    gate.reaches(Stage::Data).await;
    stalled.is_stopped();
    scene.is_left_in(letter, MailState::Claimed).await;
    scene.lease_ends(letter).await;
    let mut second = scene.worker();
    let sent = scene.until(letter, MailState::Sent).await;
    second.is_told_to_stop();
    assert_eq!(second.ends().await, Some(0));
    // It reads the 354 for which it was waiting, and finds that the mail is another's.
    stalled.goes_on();
    gate.go_on();
    gate.reaches(Stage::Go).await;
    gate.go_on();
    // Whatever it sends later, it is done with that mail.
    let later = scene.files(Wish::Marketing).await;
    let receipt = scene.mail_about(&later).await;
    scene.until(receipt, MailState::Sent).await;
    assert_eq!(scene.copies_of(&sent).len(), 1);
    assert_eq!(scene.mail(letter).await, sent, "nothing about it has changed");
    scene.ground.drop().await;
}
