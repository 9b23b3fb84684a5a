//! The shipped application over a fresh database, with time, chance and mail in the test's hand.

use super::{
    client::Browser,
    engine::{Engine, Ground},
    inbox::Inbox,
};
use actix_web::web::Data;
use chrono::{DateTime, TimeZone, Utc};
use entity::{kind::MailState, outbox};
use futures::FutureExt;
use portal::{app::App, cli::start, config, routes, server::Application, worker};
use portal_core::{
    ctx::Ctx,
    database::Database,
    email::Email,
    keys::Keys,
    mail::postbox::Postbox,
    notice::check::check,
    ports::{clock::Clock, entropy::Entropy, storage::Storage},
    settings::{ApprovalMode, Settings},
};
use sea_orm::EntityTrait;
use std::{
    future::Future,
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
    actix_web::rt::System::new().block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let ground = Ground::fresh(engine, folder.path()).await;
        let ctx = ctx(folder.path(), &ground.url).await;
        let (portal, application) = TestPortal::build(ctx);
        let handle = application.handle();
        let serving = actix_web::rt::spawn(application.run());
        let outcome = AssertUnwindSafe(async {
            body(portal.clone()).await;
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
        limits: true,
    };
    let ctx = Ctx {
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

    /// No mail may be left behind: each is sent, or came too late to be of use.
    async fn has_delivered_everything(&self) {
        self.inbox().await;
        for mail in outbox::Entity::find().all(self.ctx().read()).await.unwrap() {
            let state = mail.state;
            assert!(matches!(state, MailState::Sent | MailState::Expired), "a mail is left {state:?}");
        }
    }
}
