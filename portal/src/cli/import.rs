//! `portal import`: brings a directory of CSV files into the register; `deploy/import.md` describes them.

use portal_core::{
    ctx::Ctx,
    error::Result,
    register::import::{self, report::Report},
};
use std::path::PathBuf;

/// Import customer data from CSV files.
#[derive(Clone, Debug, clap::Args)]
pub struct ImportArgs {
    /// Directory with customer.csv, person.csv and so on
    pub dir: PathBuf,
    /// Check the files and say what would change, without changing it
    #[arg(long)]
    pub dry_run: bool,
}

/// Imports; what is to be printed is the report.
///
/// # Errors
/// A fault when the database or a file fails on the way; importing again does the rest.
pub async fn run(ctx: &Ctx, args: &ImportArgs) -> Result<Report> {
    import::import(ctx, &args.dir, args.dry_run).await
}

/// What the command exits with: 1 when something must be put right in the files.
pub const fn exit_code(report: &Report) -> u8 {
    if report.is_clean() { 0 } else { 1 }
}
