//! `portal retention`: what is past its retention, what holds it, and the run that destroys it.

use portal_core::{
    ctx::Ctx,
    error::{Context, Fault, Result},
    law::calendar::helsinki_date,
    register::retention::{
        run::{self, Aim},
        tally::{Line, Tally},
    },
};
use std::{fmt::Write as _, time::Duration};

/// Destroy what is past its retention, or say what would go.
#[derive(Clone, Debug, clap::Args)]
pub struct RetentionArgs {
    /// Say what would go, without destroying anything
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// How long to wait for a batch that another process works on.
const WAIT: Duration = Duration::from_millis(200);

/// Counts or destroys; what is to be printed is the tally.
///
/// # Errors
/// A fault when the database is away; running again goes on where this stopped.
pub async fn run(ctx: &Ctx, args: &RetentionArgs) -> Result<String> {
    let tally = if args.dry_run { run::count(ctx).await? } else { destroy(ctx).await? };
    if args.json {
        return json(ctx, args, &tally);
    }
    Ok(table(ctx, args, &tally))
}

async fn destroy(ctx: &Ctx) -> Result<Tally> {
    let id = run::ask(ctx, Aim::Destroy).await?;
    loop {
        let row =
            run::by_id(ctx.read(), id).await?.ok_or_else(|| Fault::new("retention", "the run is gone"))?;
        if row.finished_at.is_some() {
            return serde_json::from_str(&row.tally).context("reading the tally of the run");
        }
        if !run::step(ctx).await? {
            tokio::time::sleep(WAIT).await;
        }
    }
}

fn json(ctx: &Ctx, args: &RetentionArgs, tally: &Tally) -> Result<String> {
    let told = serde_json::json!({
        "on": helsinki_date(ctx.now()),
        "dry_run": args.dry_run,
        "tables": tally,
    });
    serde_json::to_string_pretty(&told).context("writing JSON")
}

fn table(ctx: &Ctx, args: &RetentionArgs, tally: &Tally) -> String {
    let verb = if args.dry_run { "would go" } else { "went" };
    let mut told = format!("Retention on {}: {} rows {verb}.", helsinki_date(ctx.now()), tally.gone());
    for (table, line) in tally.lines() {
        _ = write!(told, "\n{:<16} {}", table.name, row(line, verb));
    }
    told
}

fn row(line: &Line, verb: &str) -> String {
    let mut parts = vec![format!("{} {verb}", line.destroyed)];
    if line.emptied > 0 {
        parts.push(format!("{} emptied", line.emptied));
    }
    parts.extend(line.class.as_ref().map(|class| format!("class {class}")));
    if let (Some(first), Some(last)) = (line.due_first, line.due_last) {
        parts.push(format!("due since {first}..{last}"));
    }
    parts.extend(line.held.iter().map(|(why, count)| format!("{count} held: {}", why.replace('_', " "))));
    if line.undated > 0 {
        parts.push(format!("{} in no financial year, kept", line.undated));
    }
    if line.overdue > 0 {
        parts.push(format!("{} OVERDUE: later than 30 days after its day", line.overdue));
    }
    parts.join(" · ")
}
