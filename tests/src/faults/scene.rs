//! A configured portal with a mail server in the test's hand, whose shipped program dies where a test says.

use super::{
    program::{Program, configuration},
    sink::{Sink, Stage},
};
use crate::harness::engine::{Engine, Ground};
use chrono::TimeDelta;
use entity::{
    event,
    id::OutboxId,
    kind::{Language, MailKind, MailState, TaskKind},
    letter, outbox, request, task,
};
use portal::{cli::start, config};
use portal_core::{
    actor::Requester,
    ctx::Ctx,
    database::Write,
    email::Email,
    id::Reference,
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

pub const ADA: &str = "ada@example.net";
/// How long the outbox lets a worker hold a mail, and a job be held.
pub const LEASE: TimeDelta = TimeDelta::seconds(300);
/// How long an uncertain letter rests.
const UNCERTAIN_WAIT: TimeDelta = TimeDelta::minutes(30);

/// What the worker is doing when it dies.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    /// Waiting for the mail server, which stands at this stage.
    At(Stage),
    /// It was told to go on with the body; the database does not let it write that down.
    FenceShut,
    /// It has written down that the body leaves; the server has read none of it.
    FenceCrossed,
    /// It has read that the mail was taken; the database does not let it write that down.
    ReplyRead,
}

/// What the records and the desk's list say of one mail.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    pub uncertain: usize,
    pub tasks: usize,
    pub sent: usize,
}

/// A configured portal on a fresh database, and its mail server.
pub struct Scene {
    pub ctx: Ctx,
    pub ground: Ground,
    pub sink: Sink,
    pub folder: TempDir,
}

impl Scene {
    pub async fn set(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ground = Ground::fresh(engine, folder.path()).await;
        let sink = Sink::start().await;
        fs::write(folder.path().join("portal.toml"), configuration(folder.path(), &ground.url, &sink.url()))
            .unwrap();
        start::init_keys(&folder.path().join("keys"), |_| ()).unwrap();
        let ctx =
            start::connect(&config::read(Some(&folder.path().join("portal.toml"))).unwrap()).await.unwrap();
        start::migrate(&ctx).await.unwrap();
        Self { ctx, ground, sink, folder }
    }

    /// `portal worker`, as an operator starts it.
    pub fn worker(&self) -> Program {
        self.starts("worker")
    }

    /// A command of the portal, as an operator gives it.
    pub fn starts(&self, command: &str) -> Program {
        let log = File::options().create(true).append(true).open(self.folder.path().join("log")).unwrap();
        Program::start(&self.folder.path().join("portal.toml"), command, log)
    }

    /// What is started from now on mails to this address.
    pub fn mails_to(&self, smtp: &str) {
        let settings = configuration(self.folder.path(), &self.ground.url, smtp);
        fs::write(self.folder.path().join("portal.toml"), settings).unwrap();
    }

    pub fn ada(&self) -> Requester {
        let email = Email::parse(ADA).unwrap();
        Requester {
            session: self.ctx.mint().unwrap(),
            email_key: self.ctx.keys.email_key(&email),
            email,
            proved_at: self.ctx.now(),
        }
    }

    /// Commits a request of Ada's.
    pub async fn files(&self, wish: Wish) -> Reference {
        let ada = self.ada();
        let form = draft::start(&self.ctx, &ada, wish).await.unwrap();
        let answers = Answers { everything: true, ..Answers::of(wish) };
        draft::save(&self.ctx, &ada, form, &answers).await.unwrap();
        file::file(&self.ctx, &ada, form, Language::Fi, "network").await.unwrap()
    }

    /// Commits a request; gives the mail of its receipt, the first to leave.
    pub async fn files_a_request(&self) -> OutboxId {
        self.files(Wish::Access).await;
        self.only(MailKind::Letter).await
    }

    pub async fn asks_for_a_link(&self) -> OutboxId {
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

    pub async fn only(&self, kind: MailKind) -> OutboxId {
        let mails = outbox::Entity::find().filter(outbox::Column::Kind.eq(kind));
        let mails = mails.all(self.ctx.read()).await.unwrap();
        assert_eq!(mails.len(), 1);
        mails[0].id
    }

    /// Starts a worker and kills it in a moment of the mail.
    pub async fn worker_dies(&self, moment: Moment, mail: OutboxId) {
        self.dies("worker", moment, mail).await;
    }

    /// The same with another command that sends mail.
    pub async fn dies(&self, command: &str, moment: Moment, mail: OutboxId) {
        let mut gate = self.sink.gate();
        let program = self.starts(command);
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
        program.dies();
        drop(shut);
    }

    /// Holds the row, so that nobody else can write to it.
    pub async fn shut(&self, mail: OutboxId) -> Write {
        let tx = self.ctx.write().await.unwrap();
        let same = outbox::Entity::update_many()
            .col_expr(outbox::Column::Attempts, Expr::col(outbox::Column::Attempts))
            .filter(outbox::Column::Id.eq(mail));
        assert_eq!(same.exec(tx.db()).await.unwrap().rows_affected, 1);
        tx
    }

    /// The dead worker's mail is as it left it, and nobody else's before the lease ends.
    pub async fn is_left_in(&self, mail: OutboxId, state: MailState) {
        let row = self.mail(mail).await;
        assert_eq!(row.state, state);
        assert!(row.claimed_until.unwrap() > self.ctx.now());
    }

    /// The worker's clock is the machine's, so the row is made older instead of time passing.
    pub async fn lease_ends(&self, mail: OutboxId) {
        let until = self.mail(mail).await.claimed_until.unwrap();
        self.age(mail, outbox::Column::ClaimedUntil, (until - LEASE).into()).await;
    }

    /// As [`Self::lease_ends`], for the rest of a mail in doubt.
    pub async fn wait_ends(&self, mail: OutboxId) {
        let next_try_at = self.mail(mail).await.next_try_at;
        assert!(next_try_at > self.ctx.now(), "it would rest");
        self.age(mail, outbox::Column::NextTryAt, (next_try_at - UNCERTAIN_WAIT).into()).await;
    }

    /// It is the first to leave of those that wait.
    pub async fn comes_first(&self, mail: OutboxId) {
        let earlier = self.ctx.now() - TimeDelta::hours(1);
        self.age(mail, outbox::Column::NextTryAt, earlier.into()).await;
    }

    pub async fn age(&self, mail: OutboxId, column: outbox::Column, at: Value) {
        let tx = self.ctx.write().await.unwrap();
        let older = outbox::Entity::update_many().col_expr(column, Expr::value(at));
        let older = older.filter(outbox::Column::Id.eq(mail)).exec(tx.db()).await.unwrap();
        assert_eq!(older.rows_affected, 1);
        tx.commit().await.unwrap();
    }

    /// The mail of the letter in a request's case.
    pub async fn mail_about(&self, reference: &Reference) -> OutboxId {
        let request = request::Entity::find().filter(request::Column::Reference.eq(reference.as_str()));
        let request = request.one(self.ctx.read()).await.unwrap().unwrap();
        let letter = letter::Entity::find().filter(letter::Column::RequestId.eq(request.id));
        let letter = letter.one(self.ctx.read()).await.unwrap().unwrap();
        let mail = outbox::Entity::find().filter(outbox::Column::LetterId.eq(letter.id));
        mail.one(self.ctx.read()).await.unwrap().unwrap().id
    }

    /// The whole mails the server has of this one.
    pub fn copies_of(&self, mail: &outbox::Model) -> Vec<Vec<u8>> {
        let header = format!("Message-ID: <{}>\r\n", mail.message_id);
        let mut copies = self.copies(&mail.recipient);
        copies.retain(|copy| String::from_utf8_lossy(copy).contains(&header));
        copies
    }

    pub async fn mail(&self, id: OutboxId) -> outbox::Model {
        outbox::Entity::find_by_id(id).one(self.ctx.read()).await.unwrap().unwrap()
    }

    /// Looks again and again: the worker is another process, and tells nobody but the database.
    pub async fn until(&self, id: OutboxId, state: MailState) -> outbox::Model {
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
    pub fn copies(&self, to: &str) -> Vec<Vec<u8>> {
        let mails = self.sink.mails().into_iter().filter(|mail| mail.to == [to]);
        mails.map(|mail| mail.body).collect()
    }

    pub async fn listed(&self, id: OutboxId) -> Listed {
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
