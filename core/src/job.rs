//! Work for the worker: enqueued in the transaction of a change, claimed by one process at a time, tried again.

use crate::{
    ctx::Ctx,
    database::Write,
    error::{Error, Fault, Result},
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{id::JobId, job, kind::JobKind};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, LockBehavior, LockType, OnConflict},
};
use uuid::Uuid;

/// Longer than any single piece of work may take.
const LEASE: TimeDelta = TimeDelta::seconds(300);
/// Long enough to see what a worker did when somebody asks why something did not come; the key of a piece of work for a day
/// must outlive that day.
const REMEMBERED: TimeDelta = TimeDelta::days(7);
/// Minutes to wait after each failure; then the work is given up.
const WAITS: [i64; 4] = [1, 4, 15, 60];

/// Adds work, due at once; a second piece with the same key is a fault of the caller.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue(ctx: &Ctx, tx: &Write, kind: JobKind, key: &str, payload: &str) -> Result<JobId> {
    let row = due_now(ctx, kind, key, payload)?;
    Ok(row.into_active_model().reset_all().insert(tx.db()).await?.id)
}

/// Adds work for a time of its own unless a piece with the same key was added before.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue_once(
    ctx: &Ctx,
    tx: &Write,
    kind: JobKind,
    (key, payload): (&str, &str),
    run_at: DateTime<Utc>,
) -> Result<()> {
    let row = job::Model { run_at, ..due_now(ctx, kind, key, payload)? };
    let row = row.into_active_model().reset_all();
    let once = OnConflict::column(job::Column::Key).do_nothing().to_owned();
    job::Entity::insert(row).on_conflict(once).exec_without_returning(tx.db()).await?;
    Ok(())
}

fn due_now(ctx: &Ctx, kind: JobKind, key: &str, payload: &str) -> Result<job::Model> {
    Ok(job::Model {
        id: ctx.mint()?,
        kind,
        key: key.to_owned(),
        payload: payload.to_owned(),
        run_at: ctx.now(),
        claim: None,
        claimed_until: None,
        attempts: 0,
        done_at: None,
    })
}

/// Takes the next due work of a kind, also work whose worker died. One query for both databases: SQLite has
/// one writer, PostgreSQL skips what others hold.
///
/// # Errors
/// A fault when the database is away.
pub async fn claim_next(ctx: &Ctx, kind: JobKind) -> Result<Option<job::Model>> {
    let now = ctx.now();
    let free =
        Condition::any().add(job::Column::ClaimedUntil.is_null()).add(job::Column::ClaimedUntil.lt(now));
    let due = job::Entity::find()
        .select_only()
        .column(job::Column::Id)
        .filter(job::Column::Kind.eq(kind))
        .filter(job::Column::DoneAt.is_null())
        .filter(job::Column::RunAt.lte(now))
        .filter(free)
        .order_by_asc(job::Column::RunAt)
        .order_by_asc(job::Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let tx = ctx.write().await?;
    let taken = job::Entity::update_many()
        .col_expr(job::Column::Claim, Expr::value(ctx.mint::<Uuid>()?))
        .col_expr(job::Column::ClaimedUntil, Expr::value(now + LEASE))
        .col_expr(job::Column::Attempts, Expr::col(job::Column::Attempts).add(1))
        .filter(job::Column::Id.in_subquery(due.into_query()))
        .exec_with_returning(tx.db())
        .await?;
    tx.commit().await?;
    Ok(taken.into_iter().next())
}

/// Ends work in the transaction of what it did.
///
/// # Errors
/// A fault when the claim is no longer ours: somebody else does the work, and what was done must not last.
pub async fn finish(ctx: &Ctx, tx: &Write, job: &job::Model) -> Result<()> {
    let ended = job::Entity::update_many()
        .col_expr(job::Column::DoneAt, Expr::value(ctx.now()))
        .col_expr(job::Column::ClaimedUntil, Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None))
        .filter(job::Column::Id.eq(job.id))
        .filter(job::Column::Claim.eq(job.claim))
        .filter(job::Column::DoneAt.is_null())
        .exec(tx.db())
        .await?;
    if ended.rows_affected == 1 { Ok(()) } else { Err(lost("finishing a job")) }
}

/// Puts failed work off, and says whether it will be tried again; if not, it is ended.
///
/// # Errors
/// A fault when the database is away or the claim is no longer ours.
pub async fn retry(ctx: &Ctx, tx: &Write, job: &job::Model) -> Result<bool> {
    let place = usize::try_from(job.attempts - 1).unwrap_or(0);
    let Some(minutes) = WAITS.get(place) else {
        finish(ctx, tx, job).await?;
        return Ok(false);
    };
    let put_off = job::Entity::update_many()
        .col_expr(job::Column::RunAt, Expr::value(ctx.now() + TimeDelta::minutes(*minutes)))
        .col_expr(job::Column::ClaimedUntil, Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None))
        .filter(job::Column::Id.eq(job.id))
        .filter(job::Column::Claim.eq(job.claim))
        .filter(job::Column::DoneAt.is_null())
        .exec(tx.db())
        .await?;
    if put_off.rows_affected == 1 { Ok(true) } else { Err(lost("putting off a job")) }
}

/// Forgets work of every kind that has long been done.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    let over = job::Column::DoneAt.lt(ctx.now() - REMEMBERED);
    job::Entity::delete_many().filter(over).exec(tx.db()).await?;
    tx.commit().await
}

fn lost(context: &'static str) -> Error {
    Fault::new(context, "its lease has ended and another worker has it").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    async fn add(ctx: &Ctx, key: &str) {
        let tx = ctx.write().await.unwrap();
        enqueue(ctx, &tx, JobKind::Sweep, key, "").await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn work_is_held_by_one_worker_until_its_lease_ends() {
        let (ctx, _folder) = testing::ctx().await;
        add(&ctx, "a").await;
        let first = claim_next(&ctx, JobKind::Sweep).await.unwrap().unwrap();
        assert!(claim_next(&ctx, JobKind::Sweep).await.unwrap().is_none());
        assert!(claim_next(&ctx, JobKind::BuildPackage).await.unwrap().is_none());
        ctx.clock.advance(LEASE + TimeDelta::seconds(1));
        let second = claim_next(&ctx, JobKind::Sweep).await.unwrap().unwrap();
        assert_eq!((first.id, second.attempts), (second.id, 2));
        let tx = ctx.write().await.unwrap();
        assert!(finish(&ctx, &tx, &first).await.is_err());
        assert!(retry(&ctx, &tx, &first).await.is_err());
        finish(&ctx, &tx, &second).await.unwrap();
        tx.commit().await.unwrap();
        ctx.clock.advance(TimeDelta::days(1));
        assert!(claim_next(&ctx, JobKind::Sweep).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn done_work_of_every_kind_is_forgotten_after_a_week_and_open_work_never() {
        let (ctx, _folder) = testing::ctx().await;
        for kind in [JobKind::Sweep, JobKind::BuildPackage] {
            let tx = ctx.write().await.unwrap();
            enqueue(&ctx, &tx, kind, kind.code(), "").await.unwrap();
            enqueue(&ctx, &tx, kind, &format!("{} open", kind.code()), "").await.unwrap();
            tx.commit().await.unwrap();
            let first = claim_next(&ctx, kind).await.unwrap().unwrap();
            let tx = ctx.write().await.unwrap();
            finish(&ctx, &tx, &first).await.unwrap();
            tx.commit().await.unwrap();
        }
        ctx.clock.advance(REMEMBERED);
        sweep(&ctx).await.unwrap();
        assert_eq!(job::Entity::find().all(ctx.read()).await.unwrap().len(), 4, "a day too early");
        ctx.clock.advance(TimeDelta::seconds(1));
        sweep(&ctx).await.unwrap();
        let left = job::Entity::find().all(ctx.read()).await.unwrap();
        assert_eq!(left.iter().filter(|job| job.done_at.is_none()).count(), 2, "{left:?}");
        assert_eq!(left.len(), 2);
    }

    #[tokio::test]
    async fn failed_work_comes_back_four_times_and_then_ends() {
        let (ctx, _folder) = testing::ctx().await;
        add(&ctx, "a").await;
        let mut tries = 0;
        loop {
            let job = claim_next(&ctx, JobKind::Sweep).await.unwrap().unwrap();
            tries += 1;
            let tx = ctx.write().await.unwrap();
            let again = retry(&ctx, &tx, &job).await.unwrap();
            tx.commit().await.unwrap();
            assert!(claim_next(&ctx, JobKind::Sweep).await.unwrap().is_none(), "not before its time");
            ctx.clock.advance(TimeDelta::hours(2));
            if !again {
                break;
            }
        }
        assert_eq!(tries, 5);
        assert!(claim_next(&ctx, JobKind::Sweep).await.unwrap().is_none());
    }
}
