//! The shipped worker killed at twenty named points (ten, on each engine) between a committed letter and its mail:
//! no letter is lost, and only one that staff were told about goes twice, byte for byte the same.

use super::{
    program::{DESK, Program, configuration},
    sink::{Sink, Stage},
};
use crate::harness::engine::{Engine, Ground};
use chrono::TimeDelta;
use entity::{
    event,
    id::OutboxId,
    kind::{Language, MailKind, MailState, TaskKind},
    outbox, task,
};
use portal::{cli::start, config};
use portal_core::{
    actor::Requester,
    ctx::Ctx,
    database::Write,
    email::Email,
    identity::challenge,
    request::{
        answers::{Answers, Wish},
        draft, file,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Value, sea_query::Expr};
use std::{
    fs::{self, File},
    time::Duration,
};
use tempfile::TempDir;

const ADA: &str = "ada@example.net";
/// How long the outbox lets a worker hold a mail.
const LEASE: TimeDelta = TimeDelta::seconds(300);
/// How long an uncertain letter rests.
const UNCERTAIN_WAIT: TimeDelta = TimeDelta::minutes(30);

/// What the worker is doing when it dies.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// Waiting for the mail server, which stands at this stage.
    At(Stage),
    /// It was told to go on with the body; the database does not let it write that down.
    FenceShut,
    /// It has written down that the body leaves; the server has read none of it.
    FenceCrossed,
    /// It has read that the mail was taken; the database does not let it write that down.
    ReplyRead,
}

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

/// What the records and the desk's list say of one mail.
#[derive(Debug, PartialEq, Eq)]
struct Listed {
    uncertain: usize,
    tasks: usize,
    sent: usize,
}

/// A configured portal on a fresh database, and its mail server.
struct Scene {
    ctx: Ctx,
    ground: Ground,
    sink: Sink,
    folder: TempDir,
}

impl Scene {
    async fn set(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ground = Ground::fresh(engine, folder.path()).await;
        let sink = Sink::start().await;
        fs::write(folder.path().join("portal.toml"), configuration(folder.path(), &ground.url, &sink))
            .unwrap();
        start::init_keys(&folder.path().join("keys"), |_| ()).unwrap();
        let ctx =
            start::connect(&config::read(Some(&folder.path().join("portal.toml"))).unwrap()).await.unwrap();
        start::migrate(&ctx).await.unwrap();
        Self { ctx, ground, sink, folder }
    }

    /// `portal worker`, as an operator starts it.
    fn worker(&self) -> Program {
        let log = File::options().create(true).append(true).open(self.folder.path().join("log")).unwrap();
        Program::start(&self.folder.path().join("portal.toml"), "worker", log)
    }

    /// Commits a request; gives the mail of its receipt, the first to leave.
    async fn files_a_request(&self) -> OutboxId {
        let email = Email::parse(ADA).unwrap();
        let ada = Requester {
            session: self.ctx.mint().unwrap(),
            email_key: self.ctx.keys.email_key(&email),
            email,
            proved_at: self.ctx.now(),
        };
        let form = draft::start(&self.ctx, &ada, Wish::Access).await.unwrap();
        let answers = Answers { everything: true, ..Answers::of(Wish::Access) };
        draft::save(&self.ctx, &ada, form, &answers).await.unwrap();
        file::file(&self.ctx, &ada, form, Language::Fi, "network").await.unwrap();
        self.only(MailKind::Letter).await
    }

    async fn asks_for_a_link(&self) -> OutboxId {
        let ask = challenge::Ask {
            email: &Email::parse(ADA).unwrap(),
            language: Language::Fi,
            binding: "binding",
            network: "network",
            return_to: "home",
            step_up: None,
        };
        challenge::ask(&self.ctx, &ask).await.unwrap();
        self.only(MailKind::SignIn).await
    }

    async fn only(&self, kind: MailKind) -> OutboxId {
        let mails = outbox::Entity::find().filter(outbox::Column::Kind.eq(kind));
        let mails = mails.all(self.ctx.read()).await.unwrap();
        assert_eq!(mails.len(), 1);
        mails[0].id
    }

    /// Starts a worker and kills it in a moment of the mail.
    async fn worker_dies(&self, moment: Moment, mail: OutboxId) {
        let mut gate = self.sink.gate();
        let worker = self.worker();
        let mut shut = None;
        match moment {
            Moment::At(stage) => gate.reaches(stage).await,
            Moment::FenceShut => {
                gate.reaches(Stage::Data).await;
                shut = Some(self.shut(mail).await);
                gate.go_on();
                gate.reaches(Stage::Go).await;
            }
            Moment::FenceCrossed => {
                gate.reaches(Stage::Go).await;
                self.until(mail, MailState::Data).await;
            }
            Moment::ReplyRead => {
                gate.reaches(Stage::Body).await;
                shut = Some(self.shut(mail).await);
                gate.go_on();
                gate.reaches(Stage::Quit).await;
            }
        }
        worker.dies();
        drop(shut);
    }

    /// Holds the row, so that nobody else can write to it.
    async fn shut(&self, mail: OutboxId) -> Write {
        let tx = self.ctx.write().await.unwrap();
        let same = outbox::Entity::update_many()
            .col_expr(outbox::Column::Attempts, Expr::col(outbox::Column::Attempts))
            .filter(outbox::Column::Id.eq(mail));
        assert_eq!(same.exec(tx.db()).await.unwrap().rows_affected, 1);
        tx
    }

    /// The dead worker's mail is as it left it, and nobody else's before the lease ends.
    async fn is_left_in(&self, mail: OutboxId, state: MailState) {
        let row = self.mail(mail).await;
        assert_eq!((row.state, row.attempts), (state, 1));
        assert!(row.claimed_until.unwrap() > self.ctx.now());
    }

    /// The worker's clock is the machine's, so the row is made older instead of time passing.
    async fn lease_ends(&self, mail: OutboxId) {
        let until = self.mail(mail).await.claimed_until.unwrap();
        self.age(mail, outbox::Column::ClaimedUntil, (until - LEASE).into()).await;
    }

    /// As [`Self::lease_ends`], for the rest of a mail in doubt.
    async fn wait_ends(&self, mail: OutboxId) {
        let next_try_at = self.mail(mail).await.next_try_at;
        assert!(next_try_at > self.ctx.now(), "it would rest");
        self.age(mail, outbox::Column::NextTryAt, (next_try_at - UNCERTAIN_WAIT).into()).await;
    }

    async fn age(&self, mail: OutboxId, column: outbox::Column, at: Value) {
        let tx = self.ctx.write().await.unwrap();
        let older = outbox::Entity::update_many().col_expr(column, Expr::value(at));
        let older = older.filter(outbox::Column::Id.eq(mail)).exec(tx.db()).await.unwrap();
        assert_eq!(older.rows_affected, 1);
        tx.commit().await.unwrap();
    }

    async fn mail(&self, id: OutboxId) -> outbox::Model {
        outbox::Entity::find_by_id(id).one(self.ctx.read()).await.unwrap().unwrap()
    }

    /// Looks again and again: the worker is another process, and tells nobody but the database.
    async fn until(&self, id: OutboxId, state: MailState) -> outbox::Model {
        let mut look = tokio::time::interval(Duration::from_millis(20));
        for _ in 0..3000 {
            look.tick().await;
            let mail = self.mail(id).await;
            if mail.state == state {
                return mail;
            }
        }
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap();
        panic!("the mail is {:?}, not {state:?}; the worker says:\n{log}", self.mail(id).await.state);
    }

    /// The whole mails the server has for an address.
    fn copies(&self, to: &str) -> Vec<Vec<u8>> {
        let mails = self.sink.mails().into_iter().filter(|mail| mail.to == [to]);
        mails.map(|mail| mail.body).collect()
    }

    async fn listed(&self, id: OutboxId) -> Listed {
        let mail = self.mail(id).await;
        let events = event::Entity::find().filter(event::Column::Detail.contains(id.to_string()));
        let events = events.all(self.ctx.read()).await.unwrap();
        let count = |kind: &str| events.iter().filter(|event| event.kind == kind).count();
        let tasks = task::Entity::find().all(self.ctx.read()).await.unwrap();
        let open = tasks.iter().filter(|task| task.kind == TaskKind::Uncertain && task.done_at.is_none());
        let tasks = open.filter(|task| task.letter_id == mail.letter_id).count();
        Listed { uncertain: count("mail_uncertain"), tasks, sent: count("mail_sent") }
    }
}
