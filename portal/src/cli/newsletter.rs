//! `portal newsletter export`: whom a list may be mailed to, for the tool that mails it; see `deploy/newsletter.md`.

use portal_core::{
    ctx::Ctx,
    error::{Context, Result},
    right::marketing::export,
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
}

/// Runs the command; what is to be told is how many addresses went out.
///
/// # Errors
/// A fault when there is no such list, or the file cannot be written; an old file then stays as it was.
pub async fn run(ctx: &Ctx, command: NewsletterCommand) -> Result<String> {
    let NewsletterCommand::Export { purpose, out } = command;
    let count = match out {
        Some(path) => to_file(ctx, &purpose, &path).await?,
        None => export::export(ctx, &purpose, std::io::stdout().lock()).await?,
    };
    Ok(format!("{count} addresses may be mailed to."))
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
