//! The figures of a year or a month, by which the controller shows how it answers (Art. 5(2)). A request counts once,
//! in the time it was received in; nothing here names anybody.

pub mod accountability;
pub mod dossier;
pub mod export;
pub mod tally;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_tally;

use self::tally::{Figures, Groups, Line, by_year};
use crate::{
    ctx::Ctx,
    error::Result,
    law::{
        calendar::{helsinki_date, midnight},
        deadline::answer_by,
        ground::Ground,
    },
    notice::word::RetentionRule,
    register::inventory::word::Category,
    request::{
        ask,
        file::{CONSENT_WITHDRAWN, NONE_HELD},
        queue::row::counting_date,
    },
};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use entity::{
    event,
    id::RequestId,
    item,
    kind::{Channel, Outcome, Right, State},
    request,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use std::collections::HashMap;

/// So many years stand beside each other, the one asked for among them.
const YEARS: i32 = 5;

/// A year, or a month of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub year: i32,
    /// From 1; nothing for the whole year.
    pub month: Option<u32>,
}

/// What a report shows.
#[derive(Clone, Debug)]
pub struct Report {
    pub period: Period,
    pub figures: Figures,
    /// Grounds on which something was refused, in the order of the law.
    pub grounds: Vec<(Ground, Refused)>,
    /// The years up to the one asked for, newest first.
    pub years: Groups<i32>,
    /// Withdrawals of a consent that was not held: there was nothing to withdraw, and only the ban was noted.
    pub none_held: u64,
    /// From which day of receipt the figures are whole: older closed requests may have been destroyed.
    pub whole_from: Option<NaiveDate>,
}

/// How often a ground was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Requests of which something was refused on it.
    pub requests: u64,
    /// Items refused on it.
    pub items: u64,
}

impl Period {
    /// A year or a month as asked for; nothing when there is no such time, or it has not begun.
    pub fn of(year: i32, month: Option<u32>, today: NaiveDate) -> Option<Self> {
        let period = Self { year, month };
        // The GDPR applies from 25 May 2018 (Art. 99(2)).
        (year >= 2018 && period.first()? <= today).then_some(period)
    }

    /// The year of a day.
    pub fn year_of(today: NaiveDate) -> Self {
        Self { year: today.year(), month: None }
    }

    fn first(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), 1)
    }

    /// Its first and its last day.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        let first = self.first().unwrap_or_default();
        let next = first + Months::new(if self.month.is_some() { 1 } else { 12 });
        (first, next - Days::new(1))
    }

    fn has(self, on: NaiveDate) -> bool {
        let (first, last) = self.days();
        (first..=last).contains(&on)
    }

    /// The whole year it lies in and those before that are shown beside it.
    fn years(self) -> (NaiveDate, NaiveDate) {
        let first = Self { year: self.year - YEARS + 1, month: None }.days().0;
        (first, Self { month: None, ..self }.days().1)
    }
}

/// The figures of a time. What is counted is read in one query by the day of receipt and counted by the rule of
/// `law::deadline`; grouped in the database it would need that rule, and midnight in Helsinki, a second time.
///
/// # Errors
/// A fault when the database is away.
pub async fn read(ctx: &Ctx, period: Period) -> Result<Report> {
    let (lines, now) = (lines(ctx, period.years()).await?, ctx.now());
    let own: Vec<Line> = lines.iter().filter(|line| period.has(line.received_on)).copied().collect();
    Ok(Report {
        period,
        figures: Figures::of(&own, now),
        grounds: grounds(ctx, period).await?,
        years: by_year(&lines, now),
        none_held: none_held(ctx, period).await?,
        whole_from: whole_from(ctx),
    })
}

/// The years in which anything was received, newest first; this one always.
///
/// # Errors
/// A fault when the database is away.
pub async fn years(ctx: &Ctx) -> Result<Vec<i32>> {
    let first = request::Entity::find().order_by_asc(request::Column::ReceivedOn).one(ctx.read()).await?;
    let this = helsinki_date(ctx.now()).year();
    let first = first.map_or(this, |first| first.received_on.year());
    Ok((first..=this).rev().collect())
}

#[derive(FromQueryResult)]
struct Counted {
    id: RequestId,
    right: Option<Right>,
    outcome: Option<Outcome>,
    channel: Channel,
    received_on: NaiveDate,
    due_on: NaiveDate,
    extended_due_on: Option<NaiveDate>,
    answered_at: Option<DateTime<Utc>>,
}

async fn lines(ctx: &Ctx, (first, last): (NaiveDate, NaiveDate)) -> Result<Vec<Line>> {
    use request::Column as Of;
    let columns = [
        Of::Id,
        Of::Right,
        Of::Outcome,
        Of::Channel,
        Of::ReceivedOn,
        Of::DueOn,
        Of::ExtendedDueOn,
        Of::AnsweredAt,
    ];
    let within = Of::ReceivedOn.between(first, last);
    let rows = request::Entity::find().select_only().columns(columns).filter(within);
    let rows = rows.into_model::<Counted>().all(ctx.read()).await?;
    let moved = moved(ctx, (first, last)).await?;
    let counts_on = |row: &Counted| match row.outcome {
        Some(outcome) => answer_by(outcome, row.received_on, row.due_on, row.extended_due_on),
        None => moved.get(&row.id).copied().unwrap_or_else(|| row.extended_due_on.unwrap_or(row.due_on)),
    };
    let line = |row: Counted| Line {
        right: row.right,
        outcome: row.outcome,
        channel: row.channel,
        received_on: row.received_on,
        due_on: row.due_on,
        counts_on: counts_on(&row),
        answered_at: row.answered_at,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// How many withdrawals of a time met no consent at all.
async fn none_held(ctx: &Ctx, period: Period) -> Result<u64> {
    let (first, last) = period.days();
    let of_kind = |kind: &'static str| {
        let entries = event::Entity::find().select_only().column(event::Column::RequestId);
        entries
            .filter(event::Column::Kind.eq(kind))
            .filter(event::Column::RequestId.is_not_null())
            .into_query()
    };
    let met = request::Entity::find()
        .filter(request::Column::Right.eq(Right::Consent))
        .filter(request::Column::ReceivedOn.between(first, last))
        .filter(request::Column::Id.in_subquery(of_kind(NONE_HELD)))
        .filter(request::Column::Id.not_in_subquery(of_kind(CONSENT_WITHDRAWN)));
    Ok(met.count(ctx.read()).await?)
}

/// The dates of requests whose clock stands still now.
async fn moved(ctx: &Ctx, (first, last): (NaiveDate, NaiveDate)) -> Result<HashMap<RequestId, NaiveDate>> {
    let waiting = request::Entity::find()
        .filter(request::Column::State.eq(State::AwaitingCustomer))
        .filter(request::Column::ReceivedOn.between(first, last));
    let waiting = waiting.all(ctx.read()).await?;
    let paused = ask::paused(ctx.read(), &waiting, helsinki_date(ctx.now())).await?;
    let date = |row: &request::Model| paused.get(&row.id).map_or(counting_date(row), |paused| paused.due_on);
    Ok(waiting.iter().map(|row| (row.id, date(row))).collect())
}

#[derive(FromQueryResult)]
struct Used {
    ground: String,
    requests: i64,
    items: i64,
}

async fn grounds(ctx: &Ctx, period: Period) -> Result<Vec<(Ground, Refused)>> {
    let used = item::Entity::find()
        .select_only()
        .column(item::Column::Ground)
        .expr_as(Expr::col(item::Column::RequestId).count_distinct(), "requests")
        .expr_as(Expr::col(item::Column::Id).count(), "items")
        .filter(item::Column::Ground.is_not_null())
        .filter(item::Column::RequestId.in_subquery(received_in(period)))
        .group_by(item::Column::Ground);
    let used = used.into_model::<Used>().all(ctx.read()).await?;
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    let mut grounds: Vec<_> = used
        .into_iter()
        .filter_map(|row| {
            let refused = Refused { requests: count(row.requests), items: count(row.items) };
            Some((Ground::from_code(&row.ground)?, refused))
        })
        .collect();
    grounds.sort_by_key(|(ground, _)| *ground);
    Ok(grounds)
}

/// The keys of the requests received in a time.
fn received_in(period: Period) -> SelectStatement {
    let (first, last) = period.days();
    request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::ReceivedOn.between(first, last))
        .into_query()
}

/// A moment within the days of a time, by the clock of Helsinki.
fn within(column: impl ColumnTrait, period: Period) -> Condition {
    let (first, last) = period.days();
    Condition::all().add(column.gte(midnight(first))).add(column.lt(midnight(last + Days::new(1))))
}

fn whole_from(ctx: &Ctx) -> Option<NaiveDate> {
    let class = ctx.notice.retention_class_of(Category::RequestFile.code())?;
    let RetentionRule::Months(months) = class.rule else { return None };
    helsinki_date(ctx.now()).checked_sub_months(Months::new(months))
}
