//! The yearly report by which the controller shows that it complies (Art. 5(2)): the figures, breaches, the review,
//! holders, destruction and looks of a year. Counts and dates; nobody is named.

use super::{Period, Report, read, received_in, within};
use crate::{
    breach::{self, Breach, field, lacks::is_to_be_reported},
    ctx::Ctx,
    error::Result,
    law::calendar::helsinki_date,
    register::{inventory, retention::tally, review},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    disclosure,
    kind::{Excuse, Role, StepState},
    look, retention_run, review as review_row, step,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use std::collections::BTreeMap;

/// What the report of a year says.
#[derive(Clone, Debug)]
pub struct Accountability {
    pub report: Report,
    pub breaches: Breaches,
    /// The reviews closed in the year.
    pub reviews: Vec<review_row::Model>,
    /// How the next stands now.
    pub review: review::Standing,
    /// By the code of the holder.
    pub holders: Vec<(String, Holder)>,
    pub runs: Runs,
    pub looks: Vec<(Role, Looks)>,
    /// Register data told to authorities (Art. 6(1)(c)), by the day they were.
    pub disclosures: u64,
    pub made_at: DateTime<Utc>,
}

/// The breaches that we became aware of in the year (Art. 33(5)); what was recorded by mistake is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breaches {
    pub all: u64,
    /// As the processor of a customer, who is the one to notify (Art. 33(2)).
    pub as_processor: u64,
    /// Harm is unlikely, so the authority need not be told (Art. 33(1)).
    pub unlikely: u64,
    /// The authority was told within 72 hours (Art. 33(1)).
    pub in_time: u64,
    /// The authority was told after the 72 hours.
    pub late: u64,
    /// The authority is to be told and has not been, and the 72 hours run.
    pub running: u64,
    /// The authority is to be told and has not been, and the 72 hours are over.
    pub over: u64,
    /// With a high risk to persons (Art. 34(1)).
    pub high: u64,
    /// How the persons of those with a high risk were told, or why not, by the code of the register.
    pub telling: BTreeMap<String, u64>,
    /// The record lacks something, so it is not closed.
    pub open: u64,
}

/// What a holder was asked on the requests of the year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    pub asked: u64,
    /// Answered that it is done, or that it holds nothing.
    pub answered: u64,
    /// Answered that it cannot.
    pub cannot: u64,
    /// Given up by staff, with its reason (Art. 19).
    pub given_up: u64,
    /// Asked for nothing any more: a restriction ended, or an erasure took its place, before it answered.
    pub ended: u64,
    /// Still to answer, within its time.
    pub waiting: u64,
    /// Not answered by the day it was asked to.
    pub silent: u64,
}

/// What the daily runs destroyed.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// Runs that were finished.
    pub finished: u64,
    /// Runs that were begun and are not finished.
    pub unfinished: u64,
    /// Rows destroyed or emptied, by table.
    pub gone: Vec<(&'static inventory::Table, u64)>,
}

/// How often register data were opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    pub on_request: u64,
    /// For another purpose, which is recorded.
    pub otherwise: u64,
}

/// The report of a year.
///
/// # Errors
/// A fault when the database is away.
pub async fn of(ctx: &Ctx, year: i32) -> Result<Accountability> {
    let period = Period { year, month: None };
    let reviews = review_row::Entity::find()
        .filter(within(review_row::Column::ClosedAt, period))
        .order_by_asc(review_row::Column::ClosedAt);
    let (first, last) = period.days();
    let disclosures = disclosure::Entity::find()
        .filter(disclosure::Column::DisclosedOn.between(first, last))
        .filter(disclosure::Column::Corrects.is_null());
    Ok(Accountability {
        report: read(ctx, period).await?,
        breaches: count(&breach::list(ctx).await?, period, ctx.now()),
        reviews: reviews.all(ctx.read()).await?,
        review: review::standing(ctx).await?,
        holders: holders(ctx, period).await?,
        runs: runs(ctx, period).await?,
        looks: looks(ctx, period).await?,
        disclosures: disclosures.count(ctx.read()).await?,
        made_at: ctx.now(),
    })
}

/// Counts the breaches of a year; each that is one stands in exactly one of the ways of Art. 33(1) and (2).
pub fn count(breaches: &[Breach], period: Period, now: DateTime<Utc>) -> Breaches {
    let mut counted = Breaches::default();
    let of_year = |breach: &&Breach| period.has(helsinki_date(breach.row.aware_at));
    for breach in breaches.iter().filter(of_year).filter(|breach| breach.mistake().is_none()) {
        counted.all += 1;
        counted.open += u64::from(breach.row.closed_at.is_none());
        *way(&mut counted, breach, now) += 1;
        let processor = breach.known.get(field::ROLE) == "processor";
        if !processor && breach.known.get(field::RISK) == "high" {
            counted.high += 1;
            let telling = breach.known.get(field::TELLING);
            *counted.telling.entry(telling.to_owned()).or_default() += 1;
        }
    }
    counted
}

fn way<'a>(counted: &'a mut Breaches, breach: &Breach, now: DateTime<Utc>) -> &'a mut u64 {
    let first = breach.reports.iter().map(|report| report.sent_at).min();
    if breach.known.get(field::ROLE) == "processor" {
        return &mut counted.as_processor;
    }
    match first {
        Some(at) if at <= breach.strict_end() => &mut counted.in_time,
        Some(_) => &mut counted.late,
        None if !is_to_be_reported(&breach.known) => &mut counted.unlikely,
        None if now <= breach.strict_end() => &mut counted.running,
        None => &mut counted.over,
    }
}

#[derive(FromQueryResult)]
struct Asked {
    holder: String,
    state: StepState,
    excuse: Option<Excuse>,
    due_on: Option<NaiveDate>,
}

async fn holders(ctx: &Ctx, period: Period) -> Result<Vec<(String, Holder)>> {
    use step::Column as Of;
    let asked = step::Entity::find()
        .select_only()
        .columns([Of::Holder, Of::State, Of::Excuse, Of::DueOn])
        .filter(Of::RequestId.in_subquery(received_in(period)));
    let today = helsinki_date(ctx.now());
    let mut holders: BTreeMap<String, Holder> = BTreeMap::new();
    for step in asked.into_model::<Asked>().all(ctx.read()).await? {
        let holder = holders.entry(step.holder).or_default();
        holder.asked += 1;
        *match step.state {
            StepState::Done | StepState::NotHeld => &mut holder.answered,
            StepState::Cannot => &mut holder.cannot,
            StepState::GivenUp if matches!(step.excuse, Some(Excuse::Overtaken | Excuse::Replaced)) => {
                &mut holder.ended
            }
            StepState::GivenUp => &mut holder.given_up,
            StepState::Open | StepState::Told if step.due_on.is_some_and(|due_on| due_on < today) => {
                &mut holder.silent
            }
            StepState::Open | StepState::Told => &mut holder.waiting,
        } += 1;
    }
    Ok(holders.into_iter().collect())
}

async fn runs(ctx: &Ctx, period: Period) -> Result<Runs> {
    let runs = retention_run::Entity::find()
        .filter(retention_run::Column::Destroys.eq(true))
        .filter(within(retention_run::Column::StartedAt, period));
    let mut told = Runs::default();
    let mut gone: BTreeMap<String, u64> = BTreeMap::new();
    for run in runs.all(ctx.read()).await? {
        *if run.finished_at.is_some() { &mut told.finished } else { &mut told.unfinished } += 1;
        let tally: tally::Tally = serde_json::from_str(&run.tally).unwrap_or_default();
        for (table, line) in tally.0 {
            *gone.entry(table).or_default() += line.destroyed + line.emptied;
        }
    }
    let of =
        |table: &'static inventory::Table| Some((table, *gone.get(table.name).filter(|rows| **rows > 0)?));
    told.gone = inventory::tables().filter_map(of).collect();
    Ok(told)
}

#[derive(FromQueryResult)]
struct Opened {
    role: Role,
    looks: i64,
    on_request: i64,
}

async fn looks(ctx: &Ctx, period: Period) -> Result<Vec<(Role, Looks)>> {
    let opened = look::Entity::find()
        .select_only()
        .column(look::Column::Role)
        .expr_as(Expr::col(look::Column::Id).count(), "looks")
        .expr_as(Expr::col(look::Column::RequestId).count(), "on_request")
        .filter(within(look::Column::LookedAt, period))
        .group_by(look::Column::Role);
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    let of = |row: Opened| {
        let looks = Looks { on_request: count(row.on_request), otherwise: count(row.looks - row.on_request) };
        (row.role, looks)
    };
    let mut looks: Vec<_> =
        opened.into_model::<Opened>().all(ctx.read()).await?.into_iter().map(of).collect();
    looks.sort_by_key(|(role, _)| *role);
    Ok(looks)
}
