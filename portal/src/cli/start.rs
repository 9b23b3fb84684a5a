//! Starting: from a checked configuration to a context, and the processes `serve` and `worker`.

use crate::{
    app::App,
    canary, cli,
    config::Config,
    routes::{Entry, table},
    server::Application,
    worker,
};
use actix_web::web::Data;
use portal_core::{
    audit::clock,
    ctx::Ctx,
    database::{Database, refuse_open_files},
    error::{Context, Fault, Result},
    identity::{password::Hashing, session},
    keys::Keys,
    mail::postbox::Postbox,
    notice::{check::check, profile::Profile},
    ports::{clock::Clock, entropy::Entropy, storage::Storage},
};
use std::{net::SocketAddr, path::Path, sync::Arc};
use tokio::sync::watch;

/// Whether the files that the settings name are as they must be: the notice, the keys, those of the database. What is
/// wrong with them does not mend itself.
///
/// # Errors
/// A fault that says what to do.
pub fn check_files(config: &Config) -> Result<()> {
    notice_of(config)?;
    refuse_open_files(&config.database_url)?;
    Keys::read(&config.keys).map(|_| ())
}

fn notice_of(config: &Config) -> Result<Profile> {
    profile(&std::fs::read_to_string(&config.notice).context("reading the notice")?)
}

/// Opens everything a configured portal needs, on a database of this version.
///
/// # Errors
/// As [`connect`]; also when the database is of another version.
pub async fn open(config: &Config) -> Result<Ctx> {
    current(connect(config).await?).await
}

async fn current(ctx: Ctx) -> Result<Ctx> {
    if ctx.database.is_current().await? {
        return Ok(ctx);
    }
    let told = "the database is of another version than this program: run `portal migrate`, or, where it is newer, \
                the newer program";
    Err(Fault::new("starting", told).into())
}

/// Whether what the portal is to work with can be relied on: a clock that is not behind the audit record, and a database
/// that keeps what it confirms.
///
/// # Errors
/// A fault that says what to set.
async fn reliable(ctx: Ctx, without_fsync: bool) -> Result<Ctx> {
    require_durable(&ctx.database.lacks_for_durability().await?, without_fsync)?;
    clock::require(&ctx).await?;
    Ok(ctx)
}

/// Refuses a PostgreSQL without `fsync`, by which a power cut loses requests that were confirmed and may end the database
/// (security.md 5.10); what makes that likelier, or hides damage, is told in the log.
fn require_durable(lacking: &[&str], without_fsync: bool) -> Result<()> {
    for setting in lacking {
        tracing::warn!(
            setting,
            "PostgreSQL has this off: it may lose what it confirmed, or not notice damage"
        );
    }
    if !lacking.contains(&"fsync") || without_fsync {
        return Ok(());
    }
    Err(Fault::new(
        "starting",
        "PostgreSQL runs with fsync = off, and would lose confirmed requests: set it on",
    )
    .into())
}

/// Opens everything a configured portal needs, whatever the version of the database.
///
/// # Errors
/// A fault that says what is missing: keys, a notice without faults, the database.
pub async fn connect(config: &Config) -> Result<Ctx> {
    let notice = notice_of(config)?;
    refuse_open_files(&config.database_url)?;
    let database = Database::connect(&config.database_url).await?;
    Ok(Ctx {
        hashing: Hashing::default(),
        clock: Clock::System,
        entropy: Entropy::os(),
        postbox: Postbox::Smtp(Box::new(config.smtp.clone())),
        storage: Storage::open(config.data_dir.join("files"))?,
        database,
        keys: Arc::new(Keys::read(&config.keys)?),
        notice: Arc::new(notice),
        settings: Arc::new(config.settings.clone()),
    })
}

/// The profile of a notice; with a fault there is none, and every fault is told at once.
fn profile(source: &str) -> Result<Profile> {
    let report = check(source);
    let told = || cli::check::faults(&report);
    Ok(report.profile.as_ref().ok_or_else(|| Fault::new("the notice has faults", told()))?.clone())
}

/// Brings the schema up to date and writes the installation's row.
///
/// # Errors
/// A fault when a step fails.
pub async fn migrate(ctx: &Ctx) -> Result<()> {
    ctx.database.migrate().await?;
    session::set_up(ctx).await
}

/// `portal serve`: pages, and the worker unless another process does that.
///
/// # Errors
/// A fault when it cannot start.
pub async fn serve(config: Config, with_worker: bool) -> Result<()> {
    // The embedded database belongs to this one program, which may bring it up to date.
    let ctx = connect(&config).await?;
    if ctx.database.is_sqlite() {
        migrate(&ctx).await?;
    }
    let ctx = reliable(current(ctx).await?, config.without_fsync).await?;
    let app = Data::new(App::new(ctx, config.web));
    serve_until_told(app, config.listen, table, with_worker).await
}

/// `portal worker`: mail and jobs only.
///
/// # Errors
/// A fault when it cannot start.
pub async fn work(config: Config) -> Result<()> {
    let told = told_to_stop();
    let ctx = reliable(open(&config).await?, config.without_fsync).await?;
    worker::run(ctx, told).await;
    Ok(())
}

/// Serves until SIGTERM or SIGINT; requests and the mail under way are finished first.
///
/// # Errors
/// A fault when the address cannot be bound.
pub async fn serve_until_told(
    app: Data<App>,
    listen: SocketAddr,
    routes: fn() -> Vec<Entry>,
    with_worker: bool,
) -> Result<()> {
    let application = Application::build(app.clone(), listen, routes)?;
    tracing::info!(address = %application.address, "listening");
    let (stop, stopped) = watch::channel(false);
    let (ctx, address) = (app.ctx.clone(), application.address);
    let mut told = stopped.clone();
    let beside = async move {
        if with_worker {
            let mut stopped = stopped;
            worker::run(ctx, async move { _ = stopped.wait_for(|stopped| *stopped).await }).await;
        }
    };
    let tests_itself = async {
        // The demo's mail is for people to read.
        if !app.web.demo {
            canary::run(&app, address, async { _ = told.wait_for(|stopped| *stopped).await }).await;
        }
    };
    let serving = async move {
        let outcome = application.run().await;
        _ = stop.send(true);
        outcome
    };
    let (outcome, (), ()) = tokio::join!(serving, beside, tests_itself);
    outcome
}

/// Listens from when it is called: told while it starts, a worker still ends the step under way.
fn told_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let terminate = {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::terminate()).ok()
    };
    async move {
        #[cfg(unix)]
        if let Some(mut terminate) = terminate {
            tokio::select! { _ = terminate.recv() => {}, _ = tokio::signal::ctrl_c() => {} }
            return;
        }
        _ = tokio::signal::ctrl_c().await;
    }
}

/// `portal keys init`: a fresh key file, and its text for safe keeping.
///
/// # Errors
/// A fault when the file exists already.
pub fn init_keys(path: &Path, say: impl Fn(&str)) -> Result<()> {
    Keys::generate(&Clock::System, &Entropy::os())?.write_new(path)?;
    let text = std::fs::read_to_string(path).context("reading the key file")?;
    say(&format!("# {}: keep a copy of this apart from every backup.\n{text}", path.display()));
    Ok(())
}

/// `portal migrate`.
///
/// # Errors
/// A fault when a step fails.
pub async fn migrate_configured(config: Config) -> Result<()> {
    migrate(&connect(&config).await?).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use std::fs;

    const WPROD: &str = include_str!("../../../deploy/wprod/notice.toml");

    /// A configuration with a notice, as an operator would have it.
    fn configured(folder: &Path, notice: &str) -> Config {
        let of = |name: &str| folder.join(name).display().to_string();
        fs::write(folder.join("notice.toml"), notice).unwrap();
        let text = format!(
            "base_url = \"https://a.example\"\nsmtp_url = \"smtp://localhost\"\nmail_from = \"a@a.example\"\n\
             desk_address = \"d@a.example\"\ndata_dir = \"{}\"\nnotice = \"{}\"\nkeys = \"{}\"\n",
            of(""),
            of("notice.toml"),
            of("keys.toml")
        );
        fs::write(folder.join("portal.toml"), text).unwrap();
        config::read(Some(&folder.join("portal.toml"))).unwrap()
    }

    #[actix_web::test]
    async fn serving_is_refused_with_every_fault_of_the_notice() {
        let folder = tempfile::tempdir().unwrap();
        let notice = WPROD
            .replace("country = \"FI\"", "country = \"US\"")
            .replace("retention = \"voucher\"", "")
            .replace("retention = \"contract\"", "")
            .replace("phone = \"+358 45 114 3151\"", "telephone = \"1\"");
        let refused = serve(configured(folder.path(), &notice), false).await.unwrap_err().to_string();
        for fault in [
            "FAULT line 19 contact.telephone: ",
            "contact.phone: ",
            "category.contract.retention: ",
            "category.order.retention: ",
            "category.invoice.retention: ",
            "recipient.hosting_servers.country: ",
            "recipient.authorities.country: ",
        ] {
            assert!(refused.contains(fault), "{fault} is not in {refused}");
        }
        assert!(!refused.contains("GAP"), "{refused}");
    }

    #[test]
    fn a_server_without_fsync_is_refused_unless_that_is_allowed() {
        let warned = ["synchronous_commit", "data_checksums"];
        assert!(require_durable(&warned, false).is_ok() && require_durable(&["fsync"], true).is_ok());
        let refused = require_durable(&["fsync", "data_checksums"], false).unwrap_err().to_string();
        assert!(refused.contains("fsync = off"), "{refused}");
    }

    #[test]
    fn a_notice_with_gaps_alone_lets_the_portal_start() {
        assert!(profile(WPROD).is_ok());
    }
}
