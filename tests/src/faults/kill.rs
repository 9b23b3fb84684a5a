//! The shipped worker killed at ten named points of a receipt's way, on each engine: no letter is lost, and only one that
//! staff were told about goes twice, byte for byte the same. [`super::roads`] has the points of everything else.

use super::{
    program::DESK,
    scene::{ADA, Listed, Moment, Scene},
    sink::Stage,
};
use crate::harness::engine::Engine;
use entity::{kind::MailState, outbox};
use sea_orm::EntityTrait;

/// One of the points, and what must be so there.
#[derive(Clone, Copy, Debug)]
struct Point {
    moment: Moment,
    /// Commands the server has read by then.
    said: &'static [&'static str],
    /// Nobody can know what became of the mail.
    behind_fence: bool,
    /// Whole mails that the server has by then.
    arrived: usize,
}

const fn before_fence(moment: Moment, said: &'static [&'static str]) -> Point {
    Point { moment, said, behind_fence: false, arrived: 0 }
}

const fn behind_fence(moment: Moment, said: &'static [&'static str], arrived: usize) -> Point {
    Point { moment, said, behind_fence: true, arrived }
}

/// Makes two tests of each point.
macro_rules! points {
    ($($name:ident: $point:expr;)+) => {$(
        mod $name {
            use super::*;

            const POINT: Point = $point;

            #[tokio::test]
            async fn sqlite() {
                no_letter_is_lost_and_none_goes_twice_unseen(Engine::Sqlite, POINT).await;
            }

            #[tokio::test]
            async fn postgres() {
                no_letter_is_lost_and_none_goes_twice_unseen(Engine::Postgres, POINT).await;
            }
        }
    )+};
}

points! {
    connected: before_fence(Moment::At(Stage::Greeting), &[]);
    greeted: before_fence(Moment::At(Stage::Ehlo), &["EHLO"]);
    sender_named: before_fence(Moment::At(Stage::Mail), &["EHLO", "MAIL"]);
    recipient_named: before_fence(Moment::At(Stage::Rcpt), &["EHLO", "MAIL", "RCPT"]);
    data_asked: before_fence(Moment::At(Stage::Data), &["EHLO", "MAIL", "RCPT", "DATA"]);
    fence_shut: before_fence(Moment::FenceShut, &["EHLO", "MAIL", "RCPT", "DATA"]);
    fence_crossed: behind_fence(Moment::FenceCrossed, &["EHLO", "MAIL", "RCPT", "DATA"], 0);
    half_body: behind_fence(Moment::At(Stage::HalfBody), &["EHLO", "MAIL", "RCPT", "DATA"], 0);
    final_dot: behind_fence(Moment::At(Stage::Body), &["EHLO", "MAIL", "RCPT", "DATA"], 1);
    reply_read: behind_fence(Moment::ReplyRead, &["EHLO", "MAIL", "RCPT", "DATA", "QUIT"], 1);
}

async fn no_letter_is_lost_and_none_goes_twice_unseen(engine: Engine, point: Point) {
    let scene = Scene::set(engine).await;
    let letter = scene.files_a_request().await;
    scene.worker_dies(point.moment, letter).await;
    assert_eq!(verbs(&scene.sink.sessions()[0]), point.said);
    assert_eq!(scene.copies(ADA).len(), point.arrived);
    scene.is_left_in(letter, if point.behind_fence { MailState::Data } else { MailState::Claimed }).await;
    scene.lease_ends(letter).await;
    let _second = scene.worker();
    if point.behind_fence {
        scene.until(letter, MailState::Uncertain).await;
        assert_eq!(scene.copies(ADA).len(), point.arrived, "it rests before it goes again");
        assert_eq!(scene.listed(letter).await, Listed { uncertain: 1, tasks: 1, sent: 0 });
        scene.wait_ends(letter).await;
    }
    let mail = scene.until(letter, MailState::Sent).await;
    let doubts = usize::from(point.behind_fence);
    // The doubt stays on record; its task ends when the letter arrives.
    assert_eq!(scene.listed(letter).await, Listed { uncertain: doubts, tasks: 0, sent: 1 });
    assert_same_mail(&scene, &mail, point.arrived + 1);
    // The daily seal of the audit record goes to the desk as well.
    let to_desk = scene.copies(DESK);
    let words = to_desk.iter().filter(|mail| !String::from_utf8_lossy(mail).contains("audit verify --seal"));
    assert_eq!(words.count(), 1, "word to the desk went once");
    for other in outbox::Entity::find().all(scene.ctx.read()).await.unwrap() {
        assert_eq!(other.state, MailState::Sent, "{:?}", other.kind);
    }
    scene.ground.drop().await;
}

/// Every whole copy is the same mail, and what was broken off is its beginning.
fn assert_same_mail(scene: &Scene, mail: &outbox::Model, wanted: usize) {
    let copies = scene.copies(ADA);
    assert_eq!(copies.len(), wanted);
    let header = format!("Message-ID: <{}>\r\n", mail.message_id);
    for copy in &copies {
        assert_eq!(copy, &copies[0], "the same bytes");
        assert_eq!(String::from_utf8_lossy(copy).matches(&header).count(), 1);
    }
    let halves = scene.sink.halves();
    let of_ada: Vec<_> =
        halves.iter().filter(|half| String::from_utf8_lossy(half).contains(&header)).collect();
    assert!(of_ada.len() >= wanted, "each whole copy was once half");
    for half in of_ada {
        assert!(copies[0].starts_with(half), "the beginning of the same bytes");
    }
}

async fn a_sign_in_mail_in_doubt_is_never_sent_again(engine: Engine) {
    let scene = Scene::set(engine).await;
    let sign_in = scene.asks_for_a_link().await;
    scene.worker_dies(Moment::At(Stage::Body), sign_in).await;
    scene.is_left_in(sign_in, MailState::Data).await;
    scene.lease_ends(sign_in).await;
    let _second = scene.worker();
    scene.until(sign_in, MailState::Uncertain).await;
    scene.wait_ends(sign_in).await;
    // The receipt leaves later than the sign-in mail would have, had it been taken up again.
    let receipt = scene.files_a_request().await;
    scene.until(receipt, MailState::Sent).await;
    assert_eq!(scene.mail(sign_in).await.state, MailState::Uncertain);
    assert_eq!(scene.listed(sign_in).await, Listed { uncertain: 1, tasks: 0, sent: 0 });
    let header = format!("Message-ID: <{}>\r\n", scene.mail(sign_in).await.message_id);
    let arrived = scene.copies(ADA);
    let again = arrived.iter().filter(|copy| String::from_utf8_lossy(copy).contains(&header));
    assert_eq!((arrived.len(), again.count()), (2, 1), "one sign-in mail, one receipt");
    scene.ground.drop().await;
}

#[tokio::test]
async fn a_sign_in_mail_in_doubt_is_never_sent_again_sqlite() {
    a_sign_in_mail_in_doubt_is_never_sent_again(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_sign_in_mail_in_doubt_is_never_sent_again_postgres() {
    a_sign_in_mail_in_doubt_is_never_sent_again(Engine::Postgres).await;
}

fn verbs(commands: &[String]) -> Vec<&str> {
    commands.iter().map(|command| command.split(' ').next().unwrap_or_default()).collect()
}
