//! The shipped program killed at named points of every other road from a commit to its mail, on each engine: a decision, a
//! package with its letter, a holder's instruction, a word to the desk, `serve` instead of `worker`, the second sending of
//! what was in doubt. [`super::kill`] has those of a receipt.

use super::{
    memory::signs_in,
    scene::{Moment, Scene},
    sink::Stage,
    stop::address,
};
use crate::harness::{client::Browser, engine::Engine};
use entity::{
    id::{OutboxId, StaffId},
    item,
    kind::{Language, MailKind, MailState, Role, TaskKind, Verdict},
    letter, outbox, package, request, staff, task,
};
use portal_core::{
    actor::Staff,
    id::Reference,
    mail::outbox::deliver_next,
    register::import::import,
    request::{
        answers::Wish,
        change::Seen,
        decide::decide,
        decision::{Decision, ItemVerdict},
        work,
    },
    right::package::deliver,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter};
use std::fs;
use tokio::net::{TcpSocket, TcpStream};

mod package_file;

/// The mail that is on its way.
#[derive(Clone, Copy, Debug)]
enum Mail {
    Receipt,
    /// Of a request that found nothing.
    Decision,
    /// Of a request whose package is ready.
    Package,
    /// To the tool that sends the newsletter, about an opt-out.
    Holder,
    /// Word of a new request.
    Desk,
}

/// One of the points, and what must be so there.
#[derive(Clone, Copy, Debug)]
struct Point {
    command: &'static str,
    mail: Mail,
    moment: Moment,
    behind_fence: bool,
    /// Whole mails that the server has by then.
    arrived: usize,
}

const fn before(mail: Mail, moment: Moment) -> Point {
    Point { command: "worker", mail, moment, behind_fence: false, arrived: 0 }
}

const fn behind(mail: Mail, moment: Moment, arrived: usize) -> Point {
    Point { command: "worker", mail, moment, behind_fence: true, arrived }
}

/// Makes two tests of each point.
macro_rules! points {
    ($($name:ident: $story:ident($($point:expr)?);)+) => {$(
        mod $name {
            use super::*;

            #[tokio::test]
            async fn sqlite() {
                $story(Engine::Sqlite $(, $point)?).await;
            }

            #[tokio::test]
            async fn postgres() {
                $story(Engine::Postgres $(, $point)?).await;
            }
        }
    )+};
}

points! {
    filed_and_not_claimed: what_serve_had_committed_is_sent();
    claimed_and_not_connected: what_was_claimed_is_sent_once();
    package_ready_and_not_claimed: the_letter_of_a_package_is_sent_once();
    sent_again_and_not_answered: what_was_in_doubt_twice_arrives();
    serve_at_the_recipient:
        arrives(Point { command: "serve", ..before(Mail::Receipt, Moment::At(Stage::Rcpt)) });
    serve_within_the_body:
        arrives(Point { command: "serve", ..behind(Mail::Receipt, Moment::At(Stage::HalfBody), 0) });
    decision_at_the_data: arrives(before(Mail::Decision, Moment::At(Stage::Data)));
    decision_at_the_final_dot: arrives(behind(Mail::Decision, Moment::At(Stage::Body), 1));
    package_letter_at_the_sender: arrives(before(Mail::Package, Moment::At(Stage::Mail)));
    package_letter_behind_the_fence: arrives(behind(Mail::Package, Moment::FenceCrossed, 0));
    holder_before_the_fence: arrives(before(Mail::Holder, Moment::FenceShut));
    holder_within_the_body: arrives(behind(Mail::Holder, Moment::At(Stage::HalfBody), 0));
    holder_with_the_reply_read: arrives(behind(Mail::Holder, Moment::ReplyRead, 1));
    desk_at_the_recipient: arrives(before(Mail::Desk, Moment::At(Stage::Rcpt)));
    desk_at_the_final_dot: is_in_doubt_and_listed(behind(Mail::Desk, Moment::At(Stage::Body), 1));
}

/// Dies there, and comes again when its lease is over: the mail arrives, a second time only if it was in doubt and listed.
async fn arrives(engine: Engine, point: Point) {
    let scene = Scene::set(engine).await;
    let mail = dies_there(&scene, point).await;
    let _second = scene.starts(point.command);
    if point.behind_fence {
        scene.until(mail, MailState::Uncertain).await;
        assert_eq!(scene.copies_of(&scene.mail(mail).await).len(), point.arrived, "it rests first");
        assert_eq!(doubts(&scene).await, 1);
        scene.wait_ends(mail).await;
    }
    scene.until(mail, MailState::Sent).await;
    assert_eq!(doubts(&scene).await, 0);
    all_have_arrived(&scene, (mail, point.arrived + 1)).await;
    scene.ground.drop().await;
}

/// Nobody's answer hangs on a word to the desk: in doubt it does not go again, and staff see that on their list.
async fn is_in_doubt_and_listed(engine: Engine, point: Point) {
    let scene = Scene::set(engine).await;
    let mail = dies_there(&scene, point).await;
    let _second = scene.starts(point.command);
    scene.until(mail, MailState::Uncertain).await;
    scene.wait_ends(mail).await;
    // It would have left before what is queued now.
    let later = opts_out(&scene).await;
    scene.until(later, MailState::Sent).await;
    let row = scene.mail(mail).await;
    assert_eq!((row.state, scene.copies_of(&row).len()), (MailState::Uncertain, point.arrived));
    assert_eq!(doubts(&scene).await, 1);
    scene.ground.drop().await;
}

/// Gives the mail, as the dead left it and with its lease over.
async fn dies_there(scene: &Scene, point: Point) -> OutboxId {
    let mail = queued(scene, point.mail).await;
    scene.comes_first(mail).await;
    scene.dies(point.command, point.moment, mail).await;
    assert_eq!(scene.copies_of(&scene.mail(mail).await).len(), point.arrived);
    let state = if point.behind_fence { MailState::Data } else { MailState::Claimed };
    scene.is_left_in(mail, state).await;
    scene.lease_ends(mail).await;
    mail
}

/// A filing is answered, and `serve` dies before any worker has looked.
async fn what_serve_had_committed_is_sent(engine: Engine) {
    let scene = Scene::set(engine).await;
    let serving = scene.starts("serve --no-worker");
    let browser = Browser::new(address(&scene.folder.path().join("log")).await);
    signs_in(&scene.ctx, &browser).await;
    let name = browser.get("/requests/new/access").await.press().await.follow().await;
    let check = name.fill("name", "Ada Asiakas").submit().await.follow().await;
    let filed = check.press().await;
    assert_eq!(filed.status, 303, "{}", filed.text());
    serving.dies();
    for mail in mails(&scene).await {
        assert_eq!((mail.state, mail.attempts), (MailState::Queued, 0), "{:?}", mail.kind);
    }
    let receipt = scene.only(MailKind::Letter).await;
    let _worker = scene.worker();
    scene.until(receipt, MailState::Sent).await;
    all_have_arrived(&scene, (receipt, 1)).await;
    scene.ground.drop().await;
}

/// The worker has the mail, and no server takes its connection.
async fn what_was_claimed_is_sent_once(engine: Engine) {
    let scene = Scene::set(engine).await;
    let receipt = scene.files_a_request().await;
    let deaf = Deaf::listens().await;
    scene.mails_to(&deaf.url());
    let worker = scene.worker();
    scene.until(receipt, MailState::Claimed).await;
    worker.dies();
    scene.is_left_in(receipt, MailState::Claimed).await;
    scene.lease_ends(receipt).await;
    scene.mails_to(&scene.sink.url());
    let _second = scene.worker();
    assert_eq!(scene.until(receipt, MailState::Sent).await.attempts, 2);
    all_have_arrived(&scene, (receipt, 1)).await;
    scene.ground.drop().await;
}

/// The package and its letter are committed, and nothing of the letter has left.
async fn the_letter_of_a_package_is_sent_once(engine: Engine) {
    let scene = Scene::set(engine).await;
    decided(&scene, false).await;
    let deaf = Deaf::listens().await;
    scene.mails_to(&deaf.url());
    let worker = scene.worker();
    let letter = decision_letter(&scene).await;
    worker.dies();
    let built = package::Entity::find().one(scene.ctx.read()).await.unwrap().unwrap();
    assert!(built.built_at.is_some(), "the letter is never there without the package");
    for mail in mails(&scene).await.iter().filter(|mail| mail.state == MailState::Claimed) {
        scene.lease_ends(mail.id).await;
    }
    scene.mails_to(&scene.sink.url());
    let _second = scene.worker();
    scene.until(letter, MailState::Sent).await;
    all_have_arrived(&scene, (letter, 1)).await;
    scene.ground.drop().await;
}

/// In doubt, sent again, and killed at the same place once more.
async fn what_was_in_doubt_twice_arrives(engine: Engine) {
    let scene = Scene::set(engine).await;
    let receipt = scene.files_a_request().await;
    for _ in 0..2 {
        scene.dies("worker", Moment::At(Stage::Body), receipt).await;
        scene.is_left_in(receipt, MailState::Data).await;
        scene.lease_ends(receipt).await;
        let mut settles = scene.worker();
        scene.until(receipt, MailState::Uncertain).await;
        for other in mails(&scene).await.iter().filter(|other| other.id != receipt) {
            scene.until(other.id, MailState::Sent).await;
        }
        settles.is_told_to_stop();
        assert_eq!(settles.ends().await, Some(0));
        assert_eq!(doubts(&scene).await, 1, "one task, however often");
        scene.wait_ends(receipt).await;
    }
    let _last = scene.worker();
    assert_eq!(scene.until(receipt, MailState::Sent).await.attempts, 3);
    assert_eq!(doubts(&scene).await, 0);
    all_have_arrived(&scene, (receipt, 3)).await;
    scene.ground.drop().await;
}

/// Commits what causes the mail; what else was to leave has left.
async fn queued(scene: &Scene, mail: Mail) -> OutboxId {
    match mail {
        Mail::Receipt => scene.files_a_request().await,
        Mail::Desk => {
            scene.files(Wish::Access).await;
            scene.only(MailKind::Staff).await
        }
        Mail::Holder => opts_out(scene).await,
        Mail::Decision => {
            decided(scene, true).await;
            decision_letter(scene).await
        }
        Mail::Package => {
            decided(scene, false).await;
            assert!(deliver::next(&scene.ctx).await.unwrap());
            decision_letter(scene).await
        }
    }
}

/// Ada leaves the newsletter; gives the mail to the tool that sends it.
async fn opts_out(scene: &Scene) -> OutboxId {
    const LIST: &str = "key;email;person;purpose;evidence;wording;since;ended_at\n\
                        n;ada@example.net;;newsletter;consent;Yes;2020-01-01T10:00:00Z;\n";
    let files = tempfile::tempdir().unwrap();
    fs::write(files.path().join("subscription.csv"), LIST).unwrap();
    assert!(import(&scene.ctx, files.path(), false).await.unwrap().is_clean());
    scene.files(Wish::Marketing).await;
    scene.only(MailKind::Holder).await
}

/// Ada's access, granted by Sam; a package is queued unless nothing was found.
async fn decided(scene: &Scene, nothing_held: bool) -> Reference {
    let reference = scene.files(Wish::Access).await;
    while deliver_next(&scene.ctx).await.unwrap() {}
    let sam = sam(scene).await;
    let row = request::Entity::find().one(scene.ctx.read()).await.unwrap().unwrap();
    let seen = |version| Seen { reference: &reference, version };
    work::take(&scene.ctx, &sam, &seen(row.version)).await.unwrap();
    let items = item::Entity::find().all(scene.ctx.read()).await.unwrap();
    let verdicts = items.iter().map(|item| ItemVerdict::bare(item.id, Verdict::Granted)).collect();
    let decision = Decision { verdicts, nothing_held, ..Decision::default() };
    decide(&scene.ctx, &sam, &seen(row.version + 1), &decision).await.unwrap();
    reference
}

async fn sam(scene: &Scene) -> Staff {
    let (ctx, name) = (&scene.ctx, "Sam".to_owned());
    let id: StaffId = ctx.mint().unwrap();
    let row = staff::Model {
        id,
        email: "sam@wprod.example".into(),
        name: name.clone(),
        password: String::new(),
        totp_secret: None,
        totp_last_step: None,
        language: Language::Fi,
        created_at: ctx.now(),
        disabled_at: None,
        digest: false,
    };
    let tx = ctx.write().await.unwrap();
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let (session, roles) = (ctx.mint().unwrap(), [Role::Caseworker].into());
    Staff { session, id, name, language: Language::Fi, roles, proved_at: ctx.now() }
}

/// The mail of the newest letter, once there is one beside the receipt's.
async fn decision_letter(scene: &Scene) -> OutboxId {
    let mut look = tokio::time::interval(std::time::Duration::from_millis(20));
    for _ in 0..3000 {
        look.tick().await;
        let letters = letter::Entity::find().all(scene.ctx.read()).await.unwrap();
        if let Some(newest) = letters.iter().max_by_key(|letter| letter.id).filter(|_| letters.len() == 2) {
            let mail = outbox::Entity::find().filter(outbox::Column::LetterId.eq(newest.id));
            return mail.one(scene.ctx.read()).await.unwrap().unwrap().id;
        }
    }
    panic!("there is no letter:\n{}", fs::read_to_string(scene.folder.path().join("log")).unwrap());
}

async fn mails(scene: &Scene) -> Vec<outbox::Model> {
    outbox::Entity::find().all(scene.ctx.read()).await.unwrap()
}

/// Open tasks about a mail in doubt.
async fn doubts(scene: &Scene) -> usize {
    let open = task::Column::Kind.eq(TaskKind::Uncertain).and(task::Column::DoneAt.is_null());
    task::Entity::find().filter(open).all(scene.ctx.read()).await.unwrap().len()
}

/// This mail so often, byte for byte the same, and every other once; but a link that was used needs no mail.
async fn all_have_arrived(scene: &Scene, (mail, times): (OutboxId, usize)) {
    for other in mails(scene).await.into_iter().filter(|other| other.kind != MailKind::SignIn) {
        let sent = scene.until(other.id, MailState::Sent).await;
        let copies = scene.copies_of(&sent);
        assert_eq!(copies.len(), if sent.id == mail { times } else { 1 }, "{:?}", sent.kind);
        assert!(copies.iter().all(|copy| *copy == copies[0]), "the same bytes");
    }
}

/// A mail server whose machine is there and whose program is not: it takes one connection, and no more.
struct Deaf {
    listener: tokio::net::TcpListener,
    _first: TcpStream,
}

impl Deaf {
    async fn listens() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
        let listener = socket.listen(0).unwrap();
        let first = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        Self { listener, _first: first }
    }

    fn url(&self) -> String {
        format!("smtp://{}", self.listener.local_addr().unwrap())
    }
}
