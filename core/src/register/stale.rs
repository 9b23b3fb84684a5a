//! Records that may be out of date, unproven or kept for nobody (clause C8e, Art. 5(1)(d)): found by rules, put before
//! staff, decided one by one. A restricted person's are left as they are.

mod rule;
#[cfg(test)]
mod tests;

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    register::change::{self, Reason},
    request::change::require_reading,
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use entity::{
    id::PersonId,
    kind::{Role, StaleVerdict, Staleness},
    stale_decision,
    stale_tally::{self, Column as Of},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel, Order,
    QueryFilter, QueryResult,
    sea_query::{Expr, OnConflict, Query},
};
use serde_json::json;
use uuid::Uuid;

/// Rows of one page.
pub const PAGE: u64 = 50;
/// How long what is corrected at its source may take.
const CORRECTED_WITHIN: Days = Days::new(30);
/// How long what goes with the run of destruction may take, with what holds it.
const GONE_WITHIN: Days = Days::new(90);
/// The counts are made anew after so long.
const COUNTED_EVERY: TimeDelta = TimeDelta::hours(20);

/// A record that waits for a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    pub record: Uuid,
    /// Whose record is opened for it; nothing where a company's has nobody.
    pub person: Option<PersonId>,
    /// When it was last checked, else when it was recorded.
    pub checked_at: DateTime<Utc>,
    /// The customer number it is found under, where it has one.
    pub number: Option<String>,
    /// When that customership ended.
    pub ended_on: Option<NaiveDate>,
}

/// A page of them, and where to go on and back.
#[derive(Clone, Debug, Default)]
pub struct StalePage {
    pub rows: Vec<Stale>,
    pub next: Option<Place>,
    pub previous: Option<Place>,
}

/// Where a page begins or ends: beside a record, which need not wait any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    After(Uuid),
    Before(Uuid),
}

/// The records that wait for one reason, from a place on; the first of them where nothing waits before it any more.
///
/// # Errors
/// Refused without a role that reads cases.
pub async fn page(ctx: &Ctx, staff: &Staff, why: Staleness, place: Option<Place>) -> Result<StalePage> {
    require_reading(staff)?;
    let mut rows = found(ctx, ctx.read(), why, (place, None)).await?;
    let (back, place) = match place {
        Some(Place::Before(_)) if rows.is_empty() => {
            rows = found(ctx, ctx.read(), why, (None, None)).await?;
            (false, None)
        }
        place => (matches!(place, Some(Place::Before(_))), place),
    };
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    if back {
        rows.reverse();
    }
    // Behind a page that was reached from the one after it, that one stands.
    let next = rows.last().filter(|_| more || back).map(|row| Place::After(row.record));
    let behind = if back { more } else { place.is_some() };
    let previous = rows.first().filter(|_| behind).map(|row| Place::Before(row.record));
    Ok(StalePage { rows, next, previous })
}

/// Towards the place where the page ends before it, else onwards.
async fn found(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    why: Staleness,
    (place, only): (Option<Place>, Option<Uuid>),
) -> Result<Vec<Stale>> {
    let mut select = rule::select(ctx, why);
    let key = || Expr::col((rule::table(why), "id"));
    match place {
        Some(Place::After(id)) => select.and_where(key().gt(id)),
        Some(Place::Before(id)) => {
            select.clear_order_by().order_by((rule::table(why), "id"), Order::Desc).and_where(key().lt(id))
        }
        None => &mut select,
    };
    select.limit(PAGE + 1);
    if let Some(only) = only {
        select.and_where(key().eq(only));
    }
    let rows = db.query_all(&select).await?;
    Ok(rows.iter().map(read).collect::<Result<_, DbErr>>()?)
}

fn read(row: &QueryResult) -> Result<Stale, DbErr> {
    let person: Option<Uuid> = row.try_get_by("person")?;
    let checked_at = row.try_get_by("checked_at")?;
    Ok(Stale {
        record: row.try_get_by("id")?,
        person: person.map(PersonId),
        checked_at,
        number: row.try_get_by("number")?,
        ended_on: row.try_get_by("ended_on")?,
    })
}

/// One record that waits.
///
/// # Errors
/// Refused without a role that reads cases; not found when it does not wait.
pub async fn one(ctx: &Ctx, staff: &Staff, why: Staleness, id: Uuid) -> Result<Stale> {
    require_reading(staff)?;
    found(ctx, ctx.read(), why, (None, Some(id))).await?.pop().ok_or(Error::NotFound)
}

/// How many wait for each reason, as counted last; without those that none waits for.
///
/// # Errors
/// A fault when the database is away.
pub async fn tally(ctx: &Ctx) -> Result<Vec<(Staleness, u64)>> {
    let counted = stale_tally::Entity::find().filter(Of::Waiting.gt(0));
    let mut tally: Vec<_> =
        counted.all(ctx.read()).await?.into_iter().map(|row| (row.staleness, row.waiting)).collect();
    tally.sort_unstable();
    Ok(tally.into_iter().map(|(why, waiting)| (why, u64::try_from(waiting).unwrap_or_default())).collect())
}

/// Counts once a day what waits, and lets decisions go that have rested.
///
/// # Errors
/// A fault when the database is away.
pub async fn count(ctx: &Ctx) -> Result<()> {
    let fresh = stale_tally::Entity::find()
        .filter(Of::CountedAt.gt(ctx.now() - COUNTED_EVERY))
        .one(ctx.read())
        .await?;
    if fresh.is_some() {
        return Ok(());
    }
    let mut rows = Vec::new();
    for why in Staleness::ALL {
        let counting = Query::select()
            .expr_as(Expr::cust("count(*)"), "waiting")
            .from_subquery(rule::select(ctx, *why), "found")
            .to_owned();
        let row = ctx.read().query_one(&counting).await?.ok_or(Error::NotFound)?;
        let (waiting, counted_at) = (row.try_get_by::<i64, _>("waiting")?, ctx.now());
        rows.push(
            stale_tally::Model { staleness: *why, waiting, counted_at }.into_active_model().reset_all(),
        );
    }
    let again = OnConflict::column(Of::Staleness).update_columns([Of::Waiting, Of::CountedAt]).to_owned();
    let tx = ctx.write().await?;
    stale_tally::Entity::insert_many(rows).on_conflict(again).exec_without_returning(tx.db()).await?;
    let rested = stale_decision::Column::RestsUntil.lt(ctx.now());
    stale_decision::Entity::delete_many().filter(rested).exec(tx.db()).await?;
    tx.commit().await
}

/// Decides about a record that waits. What is confirmed counts as checked today.
///
/// # Errors
/// Refused without the role, or when the person's data are restricted; not found when it does not wait any more.
pub async fn decide(
    ctx: &Ctx,
    staff: &Staff,
    (why, id): (Staleness, Uuid),
    verdict: StaleVerdict,
) -> Result<()> {
    if !staff.is(Role::Caseworker) {
        return Err(Refusal::RoleMissing { role: Role::Caseworker }.into());
    }
    let tx = ctx.write().await?;
    let stale = found(ctx, tx.db(), why, (None, Some(id))).await?.pop().ok_or(Error::NotFound)?;
    if let Some(person) = stale.person {
        change::change(&tx, person, Reason::Upkeep).await?;
    }
    if verdict == StaleVerdict::Confirmed {
        let checked = Query::update()
            .table(rule::table(why))
            .value("verified_at", ctx.now())
            .and_where(Expr::col("id").eq(id))
            .to_owned();
        tx.db().execute(&checked).await?;
    }
    put_down(ctx, &tx, (staff, verdict), (why, id)).await?;
    let mut entry = Entry::of(What("stale_decided"), Actor::Staff(staff));
    entry.subject = stale.person.map(|person| person.to_string());
    let detail = json!({ "record": id, "staleness": why.code(), "decision": verdict.code() });
    record(ctx, &tx, entry.with(detail)).await?;
    tx.commit().await
}

/// Keeps the decision, and takes the record off the count.
async fn put_down(
    ctx: &Ctx,
    tx: &Write,
    (staff, verdict): (&Staff, StaleVerdict),
    (why, id): (Staleness, Uuid),
) -> Result<()> {
    let row = stale_decision::Model {
        id: ctx.mint()?,
        record_id: id,
        staleness: why,
        decision: verdict,
        rests_until: rests_until(ctx, verdict),
        decided_by: staff.id,
        decided_at: ctx.now(),
    };
    row.into_active_model().reset_all().insert(tx.db()).await?;
    stale_tally::Entity::update_many()
        .col_expr(Of::Waiting, Expr::col(Of::Waiting).sub(1))
        .filter(Of::Staleness.eq(why))
        .filter(Of::Waiting.gt(0))
        .exec(tx.db())
        .await?;
    Ok(())
}

fn rests_until(ctx: &Ctx, verdict: StaleVerdict) -> DateTime<Utc> {
    let now = ctx.now();
    let until = match verdict {
        StaleVerdict::Confirmed => now.checked_add_months(ctx.notice.checked_every()),
        StaleVerdict::Correcting => now.checked_add_days(CORRECTED_WITHIN),
        StaleVerdict::Going => now.checked_add_days(GONE_WITHIN),
    };
    until.unwrap_or(now)
}
