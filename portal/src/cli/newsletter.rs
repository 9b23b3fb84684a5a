//! `portal newsletter`: whom a list may be mailed to, for the tool that mails it, and the end of a ban at the person's wish;
//! see `deploy/newsletter.md`.

use chrono::NaiveDate;
use entity::kind::Channel;
use portal_core::{
    ctx::Ctx,
    email::Email,
    error::{Context, Fault, Result},
    right::marketing::{export, lift},
};
use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
};

/// Mailing lists.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum NewsletterCommand {
    /// Write the addresses a list may be mailed to, with their unsubscribe links, as CSV
    Export {
        /// Code of the list's purpose in the notice
        #[arg(long)]
        purpose: String,
        /// File to write, readable by its owner only; standard output when absent
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Lift the ban on marketing to an address whose owner has asked for it in writing or in person
    Allow {
        /// The address
        #[arg(long)]
        email: String,
        /// The day on which it was asked for, YYYY-MM-DD
        #[arg(long)]
        asked_on: NaiveDate,
        /// How: letter, `in_person`, phone or email
        #[arg(long)]
        channel: String,
    },
}

/// Runs the command; what is to be told is how many addresses went out, or for how many purposes one is free again.
///
/// # Errors
/// A fault when there is no such list, or the file cannot be written; an old file then stays as it was. A fault when
/// nothing forbids marketing to an address.
pub async fn run(ctx: &Ctx, command: NewsletterCommand) -> Result<String> {
    let (purpose, out) = match command {
        NewsletterCommand::Export { purpose, out } => (purpose, out),
        NewsletterCommand::Allow { email, asked_on, channel } => {
            return allow(ctx, &email, asked_on, &channel).await;
        }
    };
    let count = match out {
        Some(path) => to_file(ctx, &purpose, &path).await?,
        None => export::export(ctx, &purpose, std::io::stdout().lock()).await?,
    };
    Ok(format!("{count} addresses may be mailed to."))
}

async fn allow(ctx: &Ctx, email: &str, on: NaiveDate, channel: &str) -> Result<String> {
    let bad = |what: &'static str| Fault::new("lifting a ban", what);
    let email = Email::parse(email).map_err(|_| bad("--email holds no e-mail address"))?;
    let beside = |channel: &Channel| *channel != Channel::Portal;
    let channel = Channel::from_code(channel).filter(beside);
    let channel = channel.ok_or_else(|| bad("--channel is letter, in_person, phone or email"))?;
    let purposes = lift::lift(ctx, &email, lift::Asked { on, channel }).await?;
    Ok(format!(
        "Marketing to the address is allowed again, for {purposes} purposes. No list holds it by that."
    ))
}

/// The file appears whole or not at all.
async fn to_file(ctx: &Ctx, purpose: &str, path: &Path) -> Result<u64> {
    let partial = path.with_added_extension("partial");
    let exported = match create(&partial) {
        Ok(file) => export::export(ctx, purpose, file).await,
        Err(error) => Err(error).context("creating the export"),
    };
    match exported {
        Ok(count) => fs::rename(&partial, path).context("writing the export").map(|()| count),
        Err(error) => {
            // It may not have been made; the first failure is the one to tell.
            _ = fs::remove_file(&partial);
            Err(error)
        }
    }
}

fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
