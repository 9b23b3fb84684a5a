//! `portal demo`: everything on one machine, with invented people, on the loopback address only.

pub mod newsletter;

use super::start;
use crate::{
    app::App,
    config,
    handlers::dev,
    routes::{self, Access, Entry, get},
};
use actix_web::web::Data;
use entity::kind::{Language, Role};
use portal_core::{
    actor::Actor,
    ctx::Ctx,
    database::Database,
    email::Email,
    error::{Context, Error, Fault, Refusal, Result},
    identity::{
        enrolment::{self, NewAuthenticator},
        invitation::{self, Acceptance, Invited},
        password::{Hashing, Password},
        staff,
    },
    keys::Keys,
    mail::postbox::Postbox,
    notice::check::check,
    ports::{clock::Clock, entropy::Entropy, private, storage::Storage},
    register,
    settings::{ApprovalMode, Reminders, Settings},
};
use std::{
    collections::BTreeSet,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The WProd profile, its gaps filled with invented names.
const NOTICE: &str = include_str!("../../../deploy/demo/notice.toml");
/// The password of every demo account; the demo never listens beyond this machine.
pub const PASSWORD: &str = "harmaa kettu juoksee";
/// Who gets the newsletter of the demo.
const READER: &str = "maija.virtanen@posti.example";
/// One account of each role: mailbox, name, role.
pub const STAFF: [(&str, &str, Role); 4] = [
    ("riitta@wprod.example", "Riitta Reader", Role::Reader),
    ("sam@wprod.example", "Sam Caseworker", Role::Caseworker),
    ("anna@wprod.example", "Anna Approver", Role::Approver),
    ("aatu@wprod.example", "Aatu Admin", Role::Admin),
];

/// What the command is told.
#[derive(Debug, clap::Args)]
pub struct DemoArgs {
    /// Address to listen on; only the loopback address.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Folder of the demo's data; a fresh temporary one when absent.
    #[arg(long)]
    data: Option<PathBuf>,
    /// How many customers to invent.
    #[arg(long, default_value_t = 200)]
    customers: usize,
}

/// Sets up and serves until stopped; `say` prints the greeting once all is ready.
///
/// # Errors
/// A fault when the address is not the loopback one, or something cannot be set up.
pub async fn run(args: DemoArgs, say: impl Fn(&str)) -> Result<()> {
    if !args.listen.ip().is_loopback() {
        return Err(
            Fault::new("demo", "it listens on the loopback address only, such as 127.0.0.1:8080").into()
        );
    }
    let data =
        args.data.unwrap_or_else(|| std::env::temp_dir().join(format!("portal-demo-{}", std::process::id())));
    private::folder(&data.join("mail")).context("making the demo's folder")?;
    let ctx = open(&data, args.listen).await?;
    start::migrate(&ctx).await?;
    invent(&ctx, &data, args.customers).await?;
    let reader = Email::parse(READER).map_err(|_| Fault::new("demo", "an address is malformed"))?;
    newsletter::mail(&ctx, &data.join("mail"), &reader)?;
    let base = ctx.settings.base_url.clone();
    let mut web = config::web(&base, &base, Vec::new());
    web.demo = true;
    let port = args.listen.port();
    web.hosts.extend([format!("localhost:{port}"), format!("127.0.0.1:{port}")]);
    let app = Data::new(App::new(ctx, web));
    say(&greeting(&base, &data));
    start::serve_until_told(app, args.listen, table, true).await
}

/// The portal's routes and the demo's own.
pub fn table() -> Vec<Entry> {
    let mut table = routes::table();
    table.extend([
        get("/dev/mail", Access::Anyone, dev::mail),
        get("/dev/mail.json", Access::Anyone, dev::mail_json),
        get("/dev/staff", Access::Anyone, dev::staff),
        get("/dev/staff.json", Access::Anyone, dev::staff_json),
    ]);
    table
}

async fn open(data: &Path, listen: SocketAddr) -> Result<Ctx> {
    let (clock, entropy) = (Clock::System, Entropy::os());
    let key_file = data.join("keys");
    if !key_file.exists() {
        Keys::generate(&clock, &entropy)?.write_new(&key_file)?;
    }
    let url = config::demo_database()
        .unwrap_or_else(|| format!("sqlite://{}", data.join("portal.sqlite").display()));
    let profile = check(NOTICE).profile.ok_or_else(|| Fault::new("demo", "its notice has faults"))?;
    let address = |text: &str| Email::parse(text).map_err(|_| Fault::new("demo", "an address is malformed"));
    let base_url = format!("http://{listen}");
    let settings = Settings {
        staff_base_url: base_url.clone(),
        base_url,
        mail_from: address("portal@wprod.example")?,
        mail_reply_to: None,
        desk_address: address("desk@wprod.example")?,
        approval_mode: ApprovalMode::TwoPersons,
        reminders: Reminders { escalate_to: Some(address("manager@wprod.example")?), ..Reminders::default() },
        limits: true,
    };
    Ok(Ctx {
        hashing: Hashing::default(),
        postbox: Postbox::Files(data.join("mail")),
        storage: Storage::open(data.join("files"))?,
        database: Database::connect(&url).await?,
        keys: Arc::new(Keys::read(&key_file)?),
        notice: Arc::new(profile),
        settings: Arc::new(settings),
        clock,
        entropy,
    })
}

/// Staff and customers, unless an earlier run has made them.
async fn invent(ctx: &Ctx, data: &Path, customers: usize) -> Result<()> {
    let register = data.join("register");
    if !register.exists() {
        register::demo::write(&register, customers).context("writing the demo's register")?;
        // The same road that every controller's data takes.
        let report = register::import::import(ctx, &register, false).await?;
        if !report.is_clean() {
            return Err(Fault::new("importing the demo's register", report.to_string()).into());
        }
    }
    for (email, name, role) in STAFF {
        let email = Email::parse(email).map_err(|_| Fault::new("demo", "an address is malformed"))?;
        if !staff::exists(ctx, &email).await? {
            join(ctx, email, name, role).await?;
        }
    }
    Ok(())
}

/// The same road that every member of staff takes: invitation, password, authenticator.
async fn join(ctx: &Ctx, email: Email, name: &str, role: Role) -> Result<()> {
    let password = Password::choose(PASSWORD, &[]).map_err(|_| Fault::new("demo", "its password is weak"))?;
    let roles = BTreeSet::from([role]);
    let invited = Invited { email: email.clone(), name: name.into(), roles, language: Language::En };
    let secret = invitation::invite(ctx, &invited, Actor::System).await?;
    let seed = enrolment::fresh_seed(ctx)?;
    let bytes = data_encoding::BASE32_NOPAD.decode(seed.as_bytes()).context("demo")?;
    let totp = staff::totp(bytes, email.as_str(), "demo")?;
    // A code of the step before, so that the present one is still free for the first sign-in.
    let earlier = || totp.generate(u64::try_from(ctx.now().timestamp()).unwrap_or_default() - staff::STEP);
    let entered = earlier().to_string();
    let shown = |code| {
        let authenticator = NewAuthenticator { seed: &seed, code };
        Acceptance { password: &password, authenticator }
    };
    match invitation::accept(ctx, &secret, &shown(&entered)).await {
        // A step ended between the code and its check: that of the next attempt is a step later.
        Err(Error::Refused(Refusal::WrongNewCode)) => {
            let entered = earlier().to_string();
            invitation::accept(ctx, &secret, &shown(&entered)).await?;
        }
        joined => _ = joined?,
    }
    Ok(())
}

fn greeting(base: &str, data: &Path) -> String {
    format!(
        "\n  The portal   {base}/\n  The desk     {base}/staff/sign-in\n  The mail     {base}/dev/mail\n\n  \
         Customers sign in with any address; maija.virtanen@posti.example has data in the register.\n  \
         The link and its code arrive in the mail viewer.\n\n  \
         Staff: {} (password \"{PASSWORD}\"),\n  one-time codes at {base}/dev/staff\n\n  \
         Data in {}. Stop with Ctrl-C.\n",
        STAFF.map(|(email, _, _)| email).join(", "),
        data.display(),
    )
}
