//! Limits that hold across processes: token buckets in the database, keyed by pseudonyms.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::budget;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QuerySelect, Set,
    sea_query::{Expr, LikeExpr, OnConflict},
};

/// So many at once, then one per interval (security.md 5.5; the sign-in mail as design.md).
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub action: &'static str,
    pub burst: i32,
    pub every: TimeDelta,
}

/// Sign-in mails to one address asked from one network: 5 at once, then one per 10 minutes.
pub const SIGN_IN_MAIL: Limit = Limit { action: "sign_in_mail", burst: 5, every: TimeDelta::minutes(10) };
/// A network's share of the day's mails to one address, so that a stranger leaves its owner some; proving the address
/// gives the whole share back.
pub const SIGN_IN_SHARE: Limit = Limit { action: "sign_in_share", burst: 6, every: TimeDelta::hours(24) };
/// Sign-in mails to one address in any 24 hours that nobody used, counted on the challenges themselves.
pub const SIGN_IN_MAILS_A_DAY: u64 = 10;
/// Sign-in mails asked from one network address.
pub const SIGN_IN_NETWORK: Limit =
    Limit { action: "sign_in_network", burst: 60, every: TimeDelta::minutes(1) };
/// Codes typed from one network address.
pub const CODE_NETWORK: Limit = Limit { action: "code_network", burst: 30, every: TimeDelta::minutes(1) };
/// Failed staff sign-ins from one network address.
pub const STAFF_NETWORK: Limit = Limit { action: "staff_network", burst: 30, every: TimeDelta::seconds(20) };
/// Failed sign-ins to one staff account from one network: 5 at once, then one a minute.
pub const STAFF_ACCOUNT: Limit = Limit { action: "staff_account", burst: 5, every: TimeDelta::minutes(1) };
/// The same, at most 25 in 24 hours.
pub const STAFF_SHARE: Limit = Limit { action: "staff_share", burst: 20, every: TimeDelta::minutes(288) };
/// Failed sign-ins to one staff account from all networks it is not known from: at most 100 in 24 hours.
pub const STAFF_STRANGERS: Limit =
    Limit { action: "staff_strangers", burst: 80, every: TimeDelta::minutes(72) };
/// One-time codes judged on one account, from wherever: 5 in 5 minutes. Only who knows the password spends them.
pub const STAFF_CODE: Limit = Limit { action: "staff_code", burst: 5, every: TimeDelta::minutes(1) };
/// Mails with a link for a forgotten password to one account from one network, so that a stranger leaves its owner some.
pub const RESET_SHARE: Limit = Limit { action: "reset_share", burst: 3, every: TimeDelta::hours(8) };
/// The same from everywhere.
pub const RESET_MAIL: Limit = Limit { action: "reset_mail", burst: 10, every: TimeDelta::minutes(144) };
/// Requests of one address a day; above it a request is accepted and marked.
pub const FILING: Limit = Limit { action: "filing", burst: 20, every: TimeDelta::minutes(72) };
/// Requests from one network address an hour; above it a request is accepted and marked.
pub const FILING_NETWORK: Limit = Limit { action: "filing_network", burst: 60, every: TimeDelta::minutes(1) };
/// Messages of one address.
pub const MESSAGE: Limit = Limit { action: "message", burst: 30, every: TimeDelta::minutes(48) };

/// A limit met is put on record once a day for each subject, however often it is met.
const RECORDED: Limit = Limit { action: "limit_hit", burst: 1, every: TimeDelta::hours(24) };

/// The action of a network that an account is known from.
const KNOWN: &str = "staff_known";

/// Takes one from the bucket of a subject, given as a pseudonym.
///
/// # Errors
/// Refused with the seconds until the next is free; the bucket is then left as it was.
pub async fn take(ctx: &Ctx, tx: &Write, limit: Limit, subject: &str) -> Result<()> {
    turn(ctx, tx, (limit, TimeDelta::zero()), subject).await.map(drop)
}

/// As [`take`], for what may wait: takes also what comes too early, and says how long until it is its turn.
///
/// # Errors
/// Refused when that is longer than what was given with the limit; the bucket is then left as it was.
pub async fn turn(
    ctx: &Ctx,
    tx: &Write,
    (limit, longest): (Limit, TimeDelta),
    subject: &str,
) -> Result<TimeDelta> {
    if !ctx.settings.limits {
        return Ok(TimeDelta::zero());
    }
    let key = format!("{}:{subject}", limit.action);
    let empty = budget::ActiveModel { key: Set(key.clone()), arrival: Set(0) };
    let keep = OnConflict::column(budget::Column::Key).do_nothing().to_owned();
    budget::Entity::insert(empty).on_conflict(keep).exec_without_returning(tx.db()).await?;
    let row = budget::Entity::find_by_id(key).lock_exclusive().one(tx.db()).await?;
    let Some(row) = row else { return Ok(TimeDelta::zero()) };
    let now = ctx.now().timestamp_micros();
    let every = limit.every.num_microseconds().unwrap_or(i64::MAX);
    let due = Ord::max(row.arrival, now);
    let ahead = due - now - every.saturating_mul(i64::from(limit.burst - 1));
    let late = ahead - longest.num_microseconds().unwrap_or(i64::MAX);
    if late > 0 {
        // Microseconds, rounded up to whole seconds.
        return Err(Refusal::TooMany { retry_after: (late + 999_999) / 1_000_000 }.into());
    }
    let mut bucket = row.into_active_model();
    bucket.arrival = Set(due + every);
    bucket.update(tx.db()).await?;
    Ok(TimeDelta::microseconds(Ord::max(ahead, 0)))
}

/// As [`take`], for what is only done differently and not refused: whether there was one to take.
pub async fn is_within(ctx: &Ctx, tx: &Write, limit: Limit, subject: &str) -> Result<bool> {
    match take(ctx, tx, limit, subject).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(Refusal::TooMany { .. })) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Lets those who count what a subject has had do so one after another, each until its transaction ends: of several at once
/// none would count what the others have not committed yet.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn one_by_one(tx: &Write, what: &'static str, subject: &str) -> Result<()> {
    let row = budget::ActiveModel { key: Set(format!("{what}:{subject}")), arrival: Set(0) };
    // Writing the row locks it, whether it was there or not.
    let same = OnConflict::column(budget::Column::Key).update_column(budget::Column::Arrival).to_owned();
    budget::Entity::insert(row).on_conflict(same).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Passes an answer on; when a limit was met, it is put on record first, under the pseudonym of whom it protects.
///
/// # Errors
/// Those of the answer; a fault when the database is away.
pub async fn recorded<T>(ctx: &Ctx, about: &str, answer: Result<T>) -> Result<T> {
    if matches!(answer, Err(Error::Refused(Refusal::TooMany { .. }))) {
        let tx = ctx.write().await?;
        match take(ctx, &tx, RECORDED, about).await {
            Ok(()) => {
                record(ctx, &tx, Entry::of(What("limit_hit"), Actor::Anyone).about(about)).await?;
                tx.commit().await?;
            }
            Err(Error::Refused(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    answer
}

/// Puts one back, where a try turned out to be right.
///
/// # Errors
/// A fault when the database is away.
pub async fn give_back(tx: &Write, limit: Limit, subject: &str) -> Result<()> {
    let every = limit.every.num_microseconds().unwrap_or_default();
    budget::Entity::update_many()
        .col_expr(budget::Column::Arrival, ExprTrait::sub(Expr::col(budget::Column::Arrival), every))
        .filter(budget::Column::Key.eq(format!("{}:{subject}", limit.action)))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Fills a bucket again.
///
/// # Errors
/// A fault when the database is away.
pub async fn forget(tx: &Write, limit: Limit, subject: &str) -> Result<()> {
    budget::Entity::delete_by_id(format!("{}:{subject}", limit.action)).exec(tx.db()).await?;
    Ok(())
}

/// Fills every bucket again whose subject begins so.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn forget_all(tx: &Write, limit: Limit, begins: &str) -> Result<()> {
    // A pseudonym may hold what a pattern reads as any sign.
    let begins: String = format!("{}:{begins}", limit.action)
        .chars()
        .flat_map(|sign| ["_%!".contains(sign).then_some('!'), Some(sign)])
        .flatten()
        .collect();
    let key = Expr::col(budget::Column::Key).like(LikeExpr::new(format!("{begins}%")).escape('!'));
    budget::Entity::delete_many().filter(key).exec(tx.db()).await?;
    Ok(())
}

/// Remembers until an instant that a network is one from which an account has signed in.
///
/// # Errors
/// A fault when the database is away.
pub async fn know(tx: &Write, subject: &str, until: DateTime<Utc>) -> Result<()> {
    let row = budget::ActiveModel {
        key: Set(format!("{KNOWN}:{subject}")),
        arrival: Set(until.timestamp_micros()),
    };
    let renew = OnConflict::column(budget::Column::Key).update_column(budget::Column::Arrival).to_owned();
    budget::Entity::insert(row).on_conflict(renew).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// Whether a network is remembered.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_known(ctx: &Ctx, tx: &Write, subject: &str) -> Result<bool> {
    let row = budget::Entity::find_by_id(format!("{KNOWN}:{subject}")).one(tx.db()).await?;
    Ok(row.is_some_and(|row| row.arrival > ctx.now().timestamp_micros()))
}

/// Removes buckets that are full again and networks no longer remembered.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    let over = budget::Column::Arrival.lt(ctx.now().timestamp_micros());
    budget::Entity::delete_many().filter(over).exec(tx.db()).await?;
    tx.commit().await
}
