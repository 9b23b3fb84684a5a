//! Brings customer data from CSV files into the register: everything is staged and checked before anything shows,
//! then applied in short transactions. What a person has had corrected or stopped outlives every import.

mod apply;
mod banned;
mod check;
mod folder;
mod form;
mod known;
mod line;
mod past;
mod read;
pub mod report;
mod row;
mod shared;
mod staging;
mod suppression;
mod table;
#[cfg(test)]
mod tests;
mod weigh;

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::Result,
    register::change::{self, Restricted},
};
use folder::Folder;
use form::Now;
use known::Known;
use report::{Counts, Finding, Findings, Report};
use row::Staged;
use sea_orm::ConnectionTrait;
use serde_json::json;
use staging::Run;
use std::path::Path;
use table::Table;
use weigh::{Fate, Weighed};

/// Imports a directory, or with `dry_run` says what importing it would do. What is wrong with the files stands
/// in the report, and then nothing was imported.
///
/// # Errors
/// A fault when the database or a file fails on the way. What was applied by then stays; importing the same
/// directory again does the rest.
pub async fn import(ctx: &Ctx, dir: &Path, dry_run: bool) -> Result<Report> {
    let mut report = Report { dry_run, ..Report::default() };
    let folder = folder::open(dir, &mut report.problems);
    if !report.is_clean() {
        return Ok(report);
    }
    let lists = ctx.notice.lists.iter().map(|list| list.purpose.clone()).collect();
    let now = Now { instant: ctx.now(), lists };
    let Some(run) = Run::claim(ctx, folder.source.clone(), now).await? else {
        let sentence =
            "Another import is running, or broke off a moment ago: wait two minutes and try again.";
        report.problems.add(Finding::on_file(".", sentence));
        return Ok(report);
    };
    let outcome = carry_out(&run, &folder, &mut report).await;
    let cleared = run.clear().await;
    let released = run.release().await;
    outcome.and(cleared).and(released)?;
    Ok(report)
}

async fn carry_out(run: &Run<'_>, folder: &Folder, report: &mut Report) -> Result<()> {
    // What an import that broke off has left behind.
    run.clear().await?;
    check(run, folder, &mut report.problems).await?;
    if !report.is_clean() {
        return Ok(());
    }
    for (table, _) in &folder.files {
        let counts = apply(run, table, report).await?;
        report.tables.push(counts);
    }
    if report.dry_run { Ok(()) } else { leave_trace(run, report).await }
}

async fn check(run: &Run<'_>, folder: &Folder, problems: &mut Findings) -> Result<()> {
    // Where a row's key cannot be read, every reference to it would look wrong too.
    let mut unclear = Vec::new();
    for (table, path) in &folder.files {
        if !read::read(run, table, path, problems).await? {
            unclear.push(table.name);
        }
    }
    run.settle().await?;
    for (table, _) in &folder.files {
        check::check(run, table, &unclear, problems).await?;
    }
    problems.sort();
    Ok(())
}

/// Takes a table's rows through, batch by batch: weighed and written in one transaction each.
async fn apply(run: &Run<'_>, table: &'static Table, report: &mut Report) -> Result<Counts> {
    let mut counts = Counts { table: table.name, ..Counts::default() };
    let mut after = 0;
    loop {
        let batch = staging::batch(run.ctx.read(), table, after).await?;
        let Some(last) = batch.last() else { return Ok(counts) };
        after = last.line;
        if table.has_key() {
            let weighed = apply_batch(run, table, &batch, report.dry_run).await?;
            for Weighed { fate, kept_back } in weighed {
                counts.add(&fate);
                report.kept_back.extend(kept_back);
            }
        } else {
            let new = suppress_batch(run, &batch, report.dry_run).await?;
            counts.new += new;
            counts.unchanged += batch.len() as u64 - new;
        }
    }
}

async fn apply_batch(
    run: &Run<'_>,
    table: &'static Table,
    batch: &[Staged],
    dry_run: bool,
) -> Result<Vec<Weighed>> {
    if dry_run {
        return Ok(weigh_batch(run.ctx.read(), run, table, batch, false).await?.0);
    }
    let tx = run.write().await?;
    change::hold_still(run.ctx, &tx).await?;
    if table.name == "subscription" {
        hold_suppressions(run, tx.db()).await?;
    }
    let (weighed, restricted) = weigh_batch(tx.db(), run, table, batch, true).await?;
    let new = shared::newly_written(&tx, run, table, &weighed).await?;
    apply::write(run, (&tx, &restricted), table, batch, &weighed).await?;
    shared::tell(&tx, run, &new).await?;
    tx.commit().await?;
    Ok(weighed)
}

async fn weigh_batch(
    db: &impl ConnectionTrait,
    run: &Run<'_>,
    table: &'static Table,
    batch: &[Staged],
    locked: bool,
) -> Result<(Vec<Weighed>, Restricted)> {
    let known = Known::load(db, run, (table, batch), locked).await?;
    let weighed = batch.iter().map(|row| weigh::weigh(run.ctx, table, row, &known)).collect();
    Ok((weighed, known.restricted))
}

async fn suppress_batch(run: &Run<'_>, batch: &[Staged], dry_run: bool) -> Result<u64> {
    if dry_run {
        return Ok(suppression::missing(run.ctx.read(), run, batch).await?.len() as u64);
    }
    let tx = run.write().await?;
    hold_suppressions(run, tx.db()).await?;
    let missing = suppression::missing(tx.db(), run, batch).await?;
    suppression::write(run, (&tx, &change::opt_out()), &missing).await?;
    tx.commit().await?;
    Ok(missing.len() as u64)
}

/// Keeps an opt-out from slipping in between the look at the suppressions and the commit. SQLite has one
/// writer at a time anyway; on PostgreSQL an opt-out waits for the batch, or the batch for the opt-out.
/// The tables in the order in which `right::marketing` writes them, so that the two cannot block each other.
async fn hold_suppressions(run: &Run<'_>, db: &impl ConnectionTrait) -> Result<()> {
    if !run.ctx.database.is_sqlite() {
        db.execute_unprepared("LOCK TABLE subscription, suppression IN SHARE ROW EXCLUSIVE MODE").await?;
    }
    Ok(())
}

async fn leave_trace(run: &Run<'_>, report: &Report) -> Result<()> {
    let sum = |count: fn(&Counts) -> u64| report.tables.iter().map(count).sum::<u64>();
    let detail = json!({
        "source": run.source,
        "new": sum(|counts| counts.new),
        "changed": sum(|counts| counts.changed),
        "skipped": sum(|counts| counts.skipped),
        "kept_back": report.kept_back.total,
    });
    let tx = run.write().await?;
    record(run.ctx, &tx, Entry::of(What("register_imported"), Actor::System).with(detail)).await?;
    tx.commit().await
}

impl Counts {
    fn add(&mut self, fate: &Fate) {
        match fate {
            Fate::New(_) => self.new += 1,
            Fate::Changed(..) => self.changed += 1,
            Fate::Unchanged => self.unchanged += 1,
            Fate::Skipped => self.skipped += 1,
        }
    }
}
