//! After rows are gone, what the journal and the embedded database still have of them goes too: corrected values and the
//! log after every erasure and destruction and each day, the whole file the night after.

use crate::{
    ctx::Ctx,
    database::Write,
    error::{Fault, Result},
    job, journal,
    law::calendar::helsinki_date,
};
use chrono::{NaiveTime, TimeDelta};
use entity::{job as jobs, kind::JobKind};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// The payload of a sweep that writes the file anew.
const WHOLE: &str = "whole";

/// Puts down the sweep of the day, once.
///
/// # Errors
/// A fault when the database is away.
pub async fn schedule(ctx: &Ctx) -> Result<()> {
    let key = format!("sweep {}", helsinki_date(ctx.now()));
    let known = jobs::Entity::find().filter(jobs::Column::Key.eq(&key));
    if known.count(ctx.read()).await? > 0 {
        return Ok(());
    }
    let tx = ctx.write().await?;
    job::enqueue_once(ctx, &tx, JobKind::Sweep, (&key, ""), ctx.now()).await?;
    tx.commit().await
}

/// Puts down a sweep for what this transaction takes away: of the log at once, and of the file in the night. SQLite
/// overwrites what is deleted, but when it moves rows between pages copies stay behind in the pages' gaps.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn after(ctx: &Ctx, tx: &Write) -> Result<()> {
    let key = format!("sweep {}", ctx.mint::<Uuid>()?);
    job::enqueue(ctx, tx, JobKind::Sweep, &key, "").await?;
    // One o'clock UTC: three or four at night in Finland.
    let tomorrow = ctx.now().date_naive() + TimeDelta::days(1);
    let night = tomorrow.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(1);
    let key = format!("sweep the night to {tomorrow}");
    job::enqueue_once(ctx, tx, JobKind::Sweep, (&key, WHOLE), night).await
}

/// The next sweep that is due; says whether there was one. One that a reader was in the way of comes back.
///
/// # Errors
/// A fault when the database is away, or when the last try found a reader in the way too.
pub async fn next(ctx: &Ctx) -> Result<bool> {
    let Some(job) = job::claim_next(ctx, JobKind::Sweep).await? else { return Ok(false) };
    journal::forget(ctx).await?;
    let clean = ctx.database.scrub(job.payload == WHOLE).await?;
    let tx = ctx.write().await?;
    let again = if clean {
        job::finish(ctx, &tx, &job).await?;
        true
    } else {
        job::retry(ctx, &tx, &job).await?
    };
    tx.commit().await?;
    if again { Ok(true) } else { Err(Fault::new("sweeping the database", "a reader holds its log").into()) }
}
