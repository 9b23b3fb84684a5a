//! The daily run: a row that says how far it has come, a batch a transaction, so that it survives every restart and
//! several processes never do the same twice.

use super::{Day, Found, Phase, carry_out::carry_out, tally::Tally};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Context, Refusal, Result},
    identity::staff::prove_again,
    law::calendar::{helsinki_date, helsinki_time},
    register::change,
    request::change::require,
    sweep,
};
use chrono::Timelike;
use entity::{id::RetentionRunId, installation, kind::Role, retention_run};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType, OnConflict},
};
use serde_json::json;
use uuid::Uuid;

/// The hour in Finland from which a day's run may begin.
const FROM_HOUR: u32 = 2;

/// So many runs are looked through for one that took anything: more than a year of nights.
const LOOKED_THROUGH: u64 = 400;

/// What a run is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// To say what would go.
    Count,
    Destroy,
}

/// Puts down the run of the day, once, from two o'clock at night. On the day the portal was set up it only counts, so
/// that a wrong notice or import is seen before anything goes.
///
/// # Errors
/// A fault when the database is away.
pub async fn schedule(ctx: &Ctx) -> Result<()> {
    let now = ctx.now();
    if helsinki_time(now).hour() < FROM_HOUR {
        return Ok(());
    }
    let today = helsinki_date(now);
    let key = today.to_string();
    let known = retention_run::Entity::find().filter(retention_run::Column::Key.eq(&key));
    if known.count(ctx.read()).await? > 0 {
        return Ok(());
    }
    let installed = installation::Entity::find_by_id(1).one(ctx.read()).await?;
    let fresh = installed.is_none_or(|installed| helsinki_date(installed.created_at) >= today);
    put_down(ctx, &key, if fresh { Aim::Count } else { Aim::Destroy }).await?;
    Ok(())
}

/// Puts down a run that somebody asked for.
///
/// # Errors
/// A fault when the database is away.
pub async fn ask(ctx: &Ctx, aim: Aim) -> Result<RetentionRunId> {
    let key = format!("asked {}", ctx.mint::<Uuid>()?);
    put_down(ctx, &key, aim).await
}

/// Puts down the run that an admin wants now instead of at night; nothing more while one is under way. `press` is minted
/// with the page.
///
/// # Errors
/// Refused without the role, without a fresh code, and when the form was sent before.
pub async fn order(ctx: &Ctx, staff: &Staff, press: RetentionRunId, code: &str) -> Result<()> {
    require(staff, Role::Admin)?;
    prove_again(ctx, staff, code).await?;
    let key = format!("asked {press}");
    let known = retention_run::Entity::find().filter(retention_run::Column::Key.eq(&key));
    let open = retention_run::Entity::find()
        .filter(retention_run::Column::FinishedAt.is_null())
        .filter(retention_run::Column::Destroys.eq(true));
    if known.count(ctx.read()).await? == 0 && open.count(ctx.read()).await? > 0 {
        return Ok(());
    }
    let tx = ctx.write().await?;
    if insert(&tx, fresh(ctx, press, &key, Aim::Destroy)).await? == 0 {
        return Err(Refusal::SentBefore.into());
    }
    let entry = Entry::of(What("retention_run_ordered"), Actor::Staff(staff));
    record(ctx, &tx, entry.with(json!({ "run": press }))).await?;
    tx.commit().await
}

async fn put_down(ctx: &Ctx, key: &str, aim: Aim) -> Result<RetentionRunId> {
    let row = fresh(ctx, ctx.mint()?, key, aim);
    let id = row.id;
    let tx = ctx.write().await?;
    insert(&tx, row).await?;
    tx.commit().await?;
    Ok(id)
}

fn fresh(ctx: &Ctx, id: RetentionRunId, key: &str, aim: Aim) -> retention_run::Model {
    retention_run::Model {
        id,
        key: key.into(),
        destroys: aim == Aim::Destroy,
        phase: Phase::Customers.code().into(),
        cursor: None,
        tally: json!(Tally::default()).to_string(),
        started_at: ctx.now(),
        finished_at: None,
        failed_at: None,
    }
}

/// Once a key; how many rows that made.
async fn insert(tx: &Write, row: retention_run::Model) -> Result<u64> {
    let once = OnConflict::column(retention_run::Column::Key).do_nothing().to_owned();
    let row = row.into_active_model().reset_all();
    Ok(retention_run::Entity::insert(row).on_conflict(once).exec_without_returning(tx.db()).await?)
}

/// One batch of the oldest run that is not finished; says whether there was anything to do. A run is locked by the
/// transaction of its batch, so two processes never work on it at once, and what dies with its process never was.
///
/// # Errors
/// A fault; nothing of the batch has happened, and it is tried again.
pub async fn step(ctx: &Ctx) -> Result<bool> {
    let open = retention_run::Entity::find().filter(retention_run::Column::FinishedAt.is_null());
    if open.clone().count(ctx.read()).await? == 0 {
        return Ok(false);
    }
    let tx = ctx.write().await?;
    let next = open
        .order_by_asc(retention_run::Column::StartedAt)
        .order_by_asc(retention_run::Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let Some(run) = next.one(tx.db()).await? else { return Ok(false) };
    let id = run.id;
    if let Err(error) = advance(ctx, &tx, run).await {
        drop(tx);
        note_failure(ctx, id).await?;
        return Err(error);
    }
    tx.commit().await?;
    Ok(true)
}

/// Puts the run before staff (see `register::duty`); the next batch that goes through takes it away again.
async fn note_failure(ctx: &Ctx, id: RetentionRunId) -> Result<()> {
    let tx = ctx.write().await?;
    retention_run::Entity::update_many()
        .col_expr(retention_run::Column::FailedAt, Expr::value(Some(ctx.now())))
        .filter(retention_run::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    tx.commit().await
}

pub(super) async fn advance(ctx: &Ctx, tx: &Write, mut run: retention_run::Model) -> Result<()> {
    let mut tally: Tally = serde_json::from_str(&run.tally).context("reading the tally of a run")?;
    let phase = Phase::from_code(&run.phase).unwrap_or(Phase::Customers);
    let day = Day::of(&ctx.notice, ctx.now());
    if run.destroys {
        change::hold_alone(ctx, tx).await?;
    }
    let found = phase.look(tx.db(), &day, run.cursor.unwrap_or_default()).await?;
    tally.note(&found.fates, day.today);
    if run.destroys {
        destroy(ctx, tx, &run, &found, &mut tally).await?;
    } else {
        tally.suppose(&found.fates);
    }
    match (found.next, phase.next()) {
        (Some(next), _) => run.cursor = Some(next),
        (None, Some(next)) => (run.phase, run.cursor) = (next.code().into(), None),
        (None, None) => {
            run.finished_at = Some(ctx.now());
            if run.destroys {
                sweep::after(ctx, tx).await?;
            }
        }
    }
    (run.tally, run.failed_at) = (json!(tally).to_string(), None);
    run.into_active_model().reset_all().update(tx.db()).await?;
    Ok(())
}

/// Destroys with proof: what, of which class, how many, in which run; nobody is named.
async fn destroy(
    ctx: &Ctx,
    tx: &Write,
    run: &retention_run::Model,
    found: &Found,
    tally: &mut Tally,
) -> Result<()> {
    for (table, gone) in carry_out(ctx, tx, &found.fates).await? {
        tally.done(table, gone.destroyed, gone.emptied);
        let class = tally.0.get(table).and_then(|line| line.class.clone());
        let proof = json!({
            "table": table, "class": class, "destroyed": gone.destroyed, "emptied": gone.emptied, "run": run.id,
        });
        record(ctx, tx, Entry::of(What("retention_destroyed"), Actor::System).with(proof)).await?;
    }
    Ok(())
}

/// What a run would find and do now, without writing anything.
///
/// # Errors
/// A fault when the database is away.
pub async fn count(ctx: &Ctx) -> Result<Tally> {
    let day = Day::of(&ctx.notice, ctx.now());
    let mut tally = Tally::default();
    for phase in Phase::ALL {
        let mut after = Some(Uuid::nil());
        while let Some(place) = after {
            let found = phase.look(ctx.read(), &day, place).await?;
            tally.note(&found.fates, day.today);
            tally.suppose(&found.fates);
            after = found.next;
        }
    }
    Ok(tally)
}

/// A run by its key.
///
/// # Errors
/// A fault when the database is away.
pub async fn by_id(db: &impl ConnectionTrait, id: RetentionRunId) -> Result<Option<retention_run::Model>> {
    Ok(retention_run::Entity::find_by_id(id).one(db).await?)
}

/// The last runs, newest first; also the last one that took anything, however many have found nothing since.
///
/// # Errors
/// A fault when the database is away.
pub async fn last(ctx: &Ctx, at_most: usize) -> Result<Vec<(retention_run::Model, Tally)>> {
    let runs = retention_run::Entity::find()
        .order_by_desc(retention_run::Column::StartedAt)
        .order_by_desc(retention_run::Column::Id)
        .limit(LOOKED_THROUGH)
        .all(ctx.read())
        .await?;
    let told = |run: retention_run::Model| {
        let tally: Tally = serde_json::from_str(&run.tally).unwrap_or_default();
        (run, tally)
    };
    let mut told: Vec<_> = runs.into_iter().map(told).collect();
    let took = |(run, tally): &(retention_run::Model, Tally)| run.destroys && tally.gone() > 0;
    let older = told.iter().position(took).filter(|place| *place >= at_most).map(|place| told.remove(place));
    told.truncate(at_most);
    told.extend(older);
    Ok(told)
}
