//! The shipped application over a fresh database, with time, chance and mail in the test's hand.

use super::{
    client::Browser,
    engine::{Engine, Ground},
    inbox::Inbox,
};
use actix_web::web::Data;
use chrono::{DateTime, TimeZone, Utc};
use entity::{
    kind::{MailKind, MailState},
    outbox,
};
use futures::FutureExt;
use portal::{
    app::{App, Web},
    cli::start,
    config,
    routes::{self, Entry},
    server::Application,
    typist::Typist,
    worker,
};
use portal_core::{
    ctx::Ctx,
    database::Database,
    email::Email,
    identity::{password::Hashing, session, token::digest_of},
    keys::{Keys, form_token},
    mail::postbox::Postbox,
    notice::check::check,
    ports::{clock::Clock, entropy::Entropy, storage::Storage},
    settings::{ApprovalMode, Reminders, Settings},
};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, JsonValue, Statement};
use std::{
    collections::BTreeMap,
    future::{Future, ready},
    net::{Ipv4Addr, SocketAddr},
    panic::{AssertUnwindSafe, resume_unwind},
    path::Path,
    sync::{Arc, PoisonError},
};

/// The name the portal answers to, and the origin of its links.
pub const HOST: &str = "privacy.wprod.example";
pub const ORIGIN: &str = "https://privacy.wprod.example";

/// WProd's notice with its gaps filled by invented names.
const NOTICE: &str = include_str!("../../../deploy/demo/notice.toml");

/// A running portal; cheap to clone.
#[derive(Clone)]
pub struct TestPortal {
    pub app: Data<App>,
    pub clock: Clock,
    address: SocketAddr,
}

/// Runs a test's body against a portal of its own, then checks that every mail has left.
pub fn run<Body: Future<Output = ()>>(engine: Engine, body: impl FnOnce(TestPortal) -> Body) {
    on_ground(engine, |url| ready(((), url)), |portal, ()| body(portal));
}

/// The same, with something of the test's own on the way to the database.
pub fn on_ground<Way, Reach: Future<Output = (Way, String)>, Body: Future<Output = ()>>(
    engine: Engine,
    reach: impl FnOnce(String) -> Reach,
    body: impl FnOnce(TestPortal, Way) -> Body,
) {
    actix_web::rt::System::new().block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let ground = Ground::fresh(engine, folder.path()).await;
        let (way, url) = reach(ground.url.clone()).await;
        let ctx = ctx(folder.path(), &url).await;
        let (portal, application) = TestPortal::build(ctx);
        let handle = application.handle();
        let serving = actix_web::rt::spawn(application.run());
        let outcome = AssertUnwindSafe(async {
            body(portal.clone(), way).await;
            portal.has_delivered_everything().await;
        });
        let outcome = outcome.catch_unwind().await;
        handle.stop(false).await;
        serving.await.unwrap().unwrap();
        ground.drop().await;
        if let Err(panic) = outcome {
            resume_unwind(panic);
        }
    });
}

/// A Monday in spring, ten in the morning in Helsinki.
fn beginning() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 4, 13, 7, 0, 0).unwrap()
}

async fn ctx(folder: &Path, url: &str) -> Ctx {
    let (clock, entropy) = (Clock::fixed(beginning()), Entropy::seeded(1));
    let email = |text: &str| Email::parse(text).unwrap();
    let settings = Settings {
        base_url: ORIGIN.into(),
        staff_base_url: ORIGIN.into(),
        mail_from: email("portal@wprod.example"),
        mail_reply_to: None,
        desk_address: email("desk@wprod.example"),
        approval_mode: ApprovalMode::TwoPersons,
        reminders: Reminders::default(),
        limits: true,
    };
    let ctx = Ctx {
        hashing: Hashing::default(),
        postbox: Postbox::Memory(Arc::default()),
        storage: Storage::open(folder.join("files")).unwrap(),
        database: Database::connect(url).await.unwrap(),
        keys: Arc::new(Keys::generate(&clock, &entropy).unwrap()),
        notice: Arc::new(check(NOTICE).profile.unwrap()),
        settings: Arc::new(settings),
        clock,
        entropy,
    };
    start::migrate(&ctx).await.unwrap();
    ctx
}

impl TestPortal {
    fn build(ctx: Ctx) -> (Self, Application) {
        let clock = ctx.clock.clone();
        let app = Data::new(App::new(ctx, config::web(ORIGIN, ORIGIN, Vec::new())));
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let application = Application::build(app.clone(), listen, routes::table).unwrap();
        (Self { app, clock, address: application.address }, application)
    }

    /// A browser before another process of the same portal, with other settings of the web or other routes.
    pub fn beside(&self, set: impl FnOnce(&mut Web), table: fn() -> Vec<Entry>) -> Browser {
        let mut web = config::web(ORIGIN, ORIGIN, Vec::new());
        set(&mut web);
        let app = Data::new(App::new(self.ctx().clone(), web));
        let application = Application::build(app, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), table).unwrap();
        let browser = Browser::new(application.address);
        actix_web::rt::spawn(application.run());
        browser
    }

    /// The same portal, entered by another door: a process beside it with other routes.
    pub fn by(&self, table: fn() -> Vec<Entry>) -> Self {
        let web = config::web(ORIGIN, ORIGIN, Vec::new());
        let app = Data::new(App::new(self.ctx().clone(), web));
        let application = Application::build(app, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), table).unwrap();
        let address = application.address;
        actix_web::rt::spawn(application.run());
        Self { address, ..self.clone() }
    }

    /// The same portal under another notice: WProd's with these tables after it.
    pub fn under(&self, more: &str) -> Self {
        let notice = check(&format!("{NOTICE}\n{more}")).profile.expect("a notice without a fault");
        let ctx = Ctx { notice: Arc::new(notice), ..self.ctx().clone() };
        let app = Data::new(App::new(ctx, config::web(ORIGIN, ORIGIN, Vec::new())));
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let application = Application::build(app.clone(), listen, routes::table).unwrap();
        let address = application.address;
        actix_web::rt::spawn(application.run());
        Self { app, address, ..self.clone() }
    }

    /// The domain's context, to look behind the pages.
    pub fn ctx(&self) -> &Ctx {
        &self.app.ctx
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// Lets the worker finish, then shows every mail that has left.
    pub async fn inbox(&self) -> Inbox {
        while worker::step(self.ctx()).await.unwrap() {}
        let Postbox::Memory(mails) = &self.ctx().postbox else { panic!("tests keep mail in memory") };
        Inbox::new(mails.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// The token of a staff session's form that goes to `action`, as a page of its own would carry it.
    pub async fn token_of_staff(&self, browser: &Browser, action: &str) -> String {
        let secret = browser.cookie("__Host-s").unwrap();
        let staff = session::staff(self.ctx(), &secret).await.unwrap().unwrap();
        let nonce = Typist::of(&staff, self.ctx().now()).nonce("nonce");
        self.token((&format!("session:{}", staff.session), &nonce), action)
    }

    /// As [`Self::token_of_staff`], for a requester's session.
    pub async fn token_of_requester(&self, browser: &Browser, action: &str) -> String {
        let secret = browser.cookie("__Host-c").unwrap();
        let requester = session::requester(self.ctx(), &secret).await.unwrap().unwrap();
        let nonce = Typist::of_requester(&requester, self.ctx().now()).nonce("nonce");
        self.token((&format!("session:{}", requester.session), &nonce), action)
    }

    /// As [`Self::token_of_staff`], for a browser before sign-in.
    pub fn token_of_browser(&self, browser: &Browser, action: &str) -> String {
        let secret = browser.cookie("__Host-m").unwrap();
        self.token((&format!("browser:{}", digest_of(&secret)), "nonce"), action)
    }

    fn token(&self, (owner, nonce): (&str, &str), action: &str) -> String {
        form_token(&self.ctx().keys.form_seal(owner, nonce), action)
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> usize {
        self.rows(table).await.len()
    }

    /// Every row of every table, for comparing before and after. When a session was last seen is left out: every
    /// page writes that; and what staff have begun of a form, of which nothing is done.
    pub async fn everything(&self) -> BTreeMap<String, Vec<String>> {
        let backend = self.ctx().read().get_database_backend();
        let query = match backend {
            DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
            _ => "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
        };
        let tables = self.ctx().read().query_all_raw(Statement::from_string(backend, query)).await.unwrap();
        let mut everything = BTreeMap::new();
        for table in tables {
            let name: String = table.try_get("", "name").unwrap();
            let mut rows = self.rows(&name).await;
            rows.retain(|row| name != "unsaved" || !row.contains(BEGUN));
            everything.insert(name, rows);
        }
        assert!(everything.contains_key("session"), "the tables are found");
        everything
    }

    /// What staff have begun of a form, as it lies in the database.
    pub async fn begun(&self) -> Vec<String> {
        let rows = self.rows("unsaved").await.into_iter();
        rows.filter(|row| row.contains(BEGUN)).collect()
    }

    async fn rows(&self, table: &str) -> Vec<String> {
        rows_of(self.ctx(), table).await
    }

    /// No mail may be left behind: each is sent or printed, came too late to be of use, or its letter went another way. One to
    /// a customer is staff's to hand over when it comes back.
    async fn has_delivered_everything(&self) {
        self.inbox().await;
        let mails = outbox::Entity::find().all(self.ctx().read()).await.unwrap();
        for mail in &mails {
            let state = mail.state;
            let newer = |other: &outbox::Model| other.letter_id == mail.letter_id && other.id > mail.id;
            let again = mail.kind == MailKind::Forward || mail.letter_id.is_some() && mails.iter().any(newer);
            let made_up_for = state == MailState::Bounced && again;
            let ended = matches!(
                state,
                MailState::Sent | MailState::Expired | MailState::Printed | MailState::Overtaken
            );
            assert!(ended || made_up_for, "a mail is left {state:?}");
        }
    }
}

/// How the row of a form that was only begun is told from one that was not saved.
const BEGUN: &str = r#""page":"begun""#;

/// Every row of a table.
pub async fn rows_of(ctx: &Ctx, table: &str) -> Vec<String> {
    let backend = ctx.read().get_database_backend();
    let query = Statement::from_string(backend, format!("SELECT * FROM {table}"));
    let rows = JsonValue::find_by_statement(query).all(ctx.read()).await.unwrap();
    let mut rows: Vec<String> = rows.into_iter().map(unseen).collect();
    rows.sort();
    rows
}

fn unseen(mut row: JsonValue) -> String {
    row.as_object_mut().unwrap().remove("last_seen_at");
    row.to_string()
}
