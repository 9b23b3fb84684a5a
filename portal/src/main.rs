//! The portal binary: reads the command line, starts logging, runs a command.

use clap::{Parser, Subcommand};
use portal::{cli, config};
use std::{path::PathBuf, process::ExitCode};
use tracing_subscriber::util::SubscriberInitExt;

/// Answers people who ask what is known about them.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    /// The configuration file; `PORTAL_*` overrules it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything on this machine, with invented people.
    Demo(cli::demo::DemoArgs),
    /// Serve pages, and do the worker's part too.
    Serve {
        /// Leave mail and jobs to `portal worker`.
        #[arg(long)]
        no_worker: bool,
    },
    /// Send mail and do jobs only.
    Worker,
    /// Bring the database up to date.
    Migrate,
    /// Tell faults and gaps of a notice.
    Check {
        /// The notice; the configured one when absent.
        notice: Option<PathBuf>,
    },
    /// The statutory dates of a request.
    Deadline(cli::deadline::DeadlineArgs),
    /// Bring a directory of CSV files into the register.
    Import(cli::import::ImportArgs),
    /// Take one mail from standard input, as a mail server's pipe hands it over.
    IntakeMail(cli::intake_mail::IntakeArgs),
    /// Destroy what is past its retention, or say what would go.
    Retention(cli::retention::RetentionArgs),
    /// The audit record.
    #[command(subcommand)]
    Audit(cli::audit::AuditCommand),
    /// Mailing lists.
    #[command(subcommand)]
    Newsletter(cli::newsletter::NewsletterCommand),
    /// The key file.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Accounts of staff.
    #[command(subcommand)]
    Staff(cli::staff::StaffCommand),
}

#[derive(Subcommand)]
enum KeysCommand {
    /// Make a new key file, mode 0600.
    Init,
}

#[actix_web::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    log();
    portal::error::hush_panics();
    match run(cli).await {
        Ok(code) => code,
        Err(failed) => {
            tell(&failed.told);
            failed.code
        }
    }
}

/// The exit code of wrong settings (`EX_CONFIG`), which no new try mends: the units stop trying.
const WRONG_SETTINGS: u8 = 78;

/// Why a command failed, and the code to end with.
struct Failed {
    told: String,
    code: ExitCode,
}

impl Failed {
    fn by_settings(told: String) -> Self {
        Self { told, code: ExitCode::from(WRONG_SETTINGS) }
    }
}

impl From<String> for Failed {
    fn from(told: String) -> Self {
        Self { told, code: ExitCode::FAILURE }
    }
}

async fn run(cli: Cli) -> Result<ExitCode, Failed> {
    let file = cli.config.or_else(default_file);
    let settings =
        || config::read(file.as_deref()).map_err(|problems| Failed::by_settings(config::all(&problems)));
    let configured = || {
        let config = settings()?;
        let files = cli::start::check_files(&config);
        files.map_err(|error| Failed::by_settings(error.to_string())).map(|()| config)
    };
    let done = match cli.command {
        Command::Demo(args) => cli::demo::run(args, out).await,
        Command::Serve { no_worker } => cli::start::serve(configured()?, !no_worker).await,
        Command::Worker => cli::start::work(configured()?).await,
        Command::Migrate => cli::start::migrate_configured(configured()?).await,
        Command::Keys(KeysCommand::Init) => cli::start::init_keys(&settings()?.keys, out),
        Command::Staff(command) => cli::staff::run(configured()?, command, out).await,
        Command::Newsletter(command) => {
            let ctx = cli::start::open(&configured()?).await.map_err(|error| error.to_string())?;
            cli::newsletter::run(&ctx, command).await.map(|told| tell(&told))
        }
        Command::Import(args) => return Ok(import(configured()?, &args).await?),
        Command::IntakeMail(args) => return Ok(intake(configured(), args).await),
        Command::Retention(args) => return Ok(retention(configured()?, &args).await?),
        Command::Audit(command) => return Ok(audit(configured()?, &command).await?),
        Command::Check { notice } => {
            let path = notice.map_or_else(|| settings().map(|config| config.notice), Ok)?;
            return Ok(check(&path)?);
        }
        Command::Deadline(args) => {
            out(&cli::deadline::run(&args).map_err(|error| error.to_string())?);
            Ok(())
        }
    };
    done.map(|()| ExitCode::SUCCESS).map_err(|error| Failed::from(error.to_string()))
}

async fn import(config: config::Config, args: &cli::import::ImportArgs) -> Result<ExitCode, String> {
    let ctx = cli::start::open(&config).await.map_err(|error| error.to_string())?;
    let report = cli::import::run(&ctx, args).await.map_err(|error| error.to_string())?;
    out(&report.to_string());
    Ok(ExitCode::from(cli::import::exit_code(&report)))
}

/// Every failure, also of the settings, tells the mail server to keep the mail and try again.
async fn intake(config: Result<config::Config, Failed>, args: cli::intake_mail::IntakeArgs) -> ExitCode {
    let ended = match config {
        Ok(config) => cli::intake_mail::run(config, args, std::io::stdin()).await,
        Err(failed) => cli::intake_mail::Ended::Later(failed.told),
    };
    if let Some(told) = ended.told() {
        tell(told);
    }
    ExitCode::from(ended.code())
}

async fn retention(config: config::Config, args: &cli::retention::RetentionArgs) -> Result<ExitCode, String> {
    let ctx = cli::start::open(&config).await.map_err(|error| error.to_string())?;
    out(&cli::retention::run(&ctx, args).await.map_err(|error| error.to_string())?);
    Ok(ExitCode::SUCCESS)
}

async fn audit(config: config::Config, command: &cli::audit::AuditCommand) -> Result<ExitCode, String> {
    let ctx = cli::start::open(&config).await.map_err(|error| error.to_string())?;
    let (told, code) = cli::audit::run(&ctx, command).await.map_err(|error| error.to_string())?;
    out(&told);
    Ok(ExitCode::from(code))
}

fn check(path: &std::path::Path) -> Result<ExitCode, String> {
    let source = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let report = portal_core::notice::check::check(&source);
    out(&cli::check::render(&report));
    Ok(ExitCode::from(cli::check::exit_code(&report)))
}

fn default_file() -> Option<PathBuf> {
    Some(PathBuf::from("portal.toml")).filter(|file| file.exists())
}

/// Structured logs on standard error, without personal data: what is logged is fixed in the code. Libraries only warn.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("PORTAL_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,portal=info,portal_core=info"));
    portal::log::lines(filter, std::io::stderr).init();
}

#[expect(clippy::print_stdout, reason = "what a command was asked for goes to standard output")]
fn out(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "why a command failed goes to standard error")]
fn tell(error: &str) {
    eprintln!("portal: {error}");
}
