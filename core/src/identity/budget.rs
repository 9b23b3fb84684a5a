//! Limits that hold across processes: token buckets in the database, keyed by pseudonyms.

use crate::{
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
};
use chrono::TimeDelta;
use entity::budget;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QuerySelect, Set, sea_query::OnConflict};

/// So many at once, then one per interval (security.md 5.5; the sign-in mail as design.md).
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub action: &'static str,
    pub burst: i32,
    pub every: TimeDelta,
}

/// Sign-in mails to one address: 5 at once, then one per 10 minutes.
pub const SIGN_IN_MAIL: Limit = Limit { action: "sign_in_mail", burst: 5, every: TimeDelta::minutes(10) };
/// Sign-in mails to one address in any 24 hours, counted on the challenges themselves.
pub const SIGN_IN_MAILS_A_DAY: u64 = 10;
/// Sign-in mails asked from one network address.
pub const SIGN_IN_NETWORK: Limit =
    Limit { action: "sign_in_network", burst: 60, every: TimeDelta::minutes(1) };
/// Codes typed from one network address.
pub const CODE_NETWORK: Limit = Limit { action: "code_network", burst: 30, every: TimeDelta::minutes(1) };
/// Staff passwords tried from one network address.
pub const STAFF_NETWORK: Limit = Limit { action: "staff_network", burst: 30, every: TimeDelta::seconds(20) };
/// Passwords and one-time codes tried on one staff account: 5 in 5 minutes.
pub const STAFF_ACCOUNT: Limit = Limit { action: "staff_account", burst: 5, every: TimeDelta::minutes(1) };
/// Requests of one address a day; above it a request is accepted and marked.
pub const FILING: Limit = Limit { action: "filing", burst: 20, every: TimeDelta::minutes(72) };
/// Requests from one network address an hour; above it a request is accepted and marked.
pub const FILING_NETWORK: Limit = Limit { action: "filing_network", burst: 60, every: TimeDelta::minutes(1) };
/// Messages of one address.
pub const MESSAGE: Limit = Limit { action: "message", burst: 30, every: TimeDelta::minutes(48) };

/// Takes one from the bucket of a subject, given as a pseudonym.
///
/// # Errors
/// Refused with the seconds until the next is free; the bucket is then left as it was.
pub async fn take(ctx: &Ctx, tx: &Write, limit: Limit, subject: &str) -> Result<()> {
    if !ctx.settings.limits {
        return Ok(());
    }
    let key = format!("{}:{subject}", limit.action);
    let empty = budget::ActiveModel { key: Set(key.clone()), arrival: Set(0) };
    let keep = OnConflict::column(budget::Column::Key).do_nothing().to_owned();
    budget::Entity::insert(empty).on_conflict(keep).exec_without_returning(tx.db()).await?;
    let row = budget::Entity::find_by_id(key).lock_exclusive().one(tx.db()).await?;
    let Some(row) = row else { return Ok(()) };
    let now = ctx.now().timestamp_micros();
    let every = limit.every.num_microseconds().unwrap_or(i64::MAX);
    let due = row.arrival.max(now);
    let ahead = due - now - every.saturating_mul(i64::from(limit.burst - 1));
    if ahead > 0 {
        // Microseconds, rounded up to whole seconds.
        return Err(Refusal::TooMany { retry_after: (ahead + 999_999) / 1_000_000 }.into());
    }
    let mut bucket = row.into_active_model();
    bucket.arrival = Set(due + every);
    bucket.update(tx.db()).await?;
    Ok(())
}
