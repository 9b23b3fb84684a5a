//! How a record ends, and begins again: closed when whole, ended as made by mistake, opened again for what comes later
//! (Art. 33(4)). Nothing is deleted (Art. 33(5)): each stands in the record with its reason, who did it and when.

use super::{Breach, changed, field::LONGEST_TEXT, lock, lock_any, put, require};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
};
use entity::{breach, id::BreachId};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::json;

/// What is put down when a record is closed.
pub const CLOSED: &str = "closed";
/// Why it was ended as made by mistake.
pub const MISTAKE: &str = "mistake";
/// Why it was opened again.
pub const REOPENED: &str = "reopened";
/// What ends a record and begins it again; none of them is asked on a page.
pub const CODES: &[&str] = &[CLOSED, MISTAKE, REOPENED];

/// Closes a record that lacks nothing; it then stays as it is until it is opened again.
///
/// # Errors
/// Refused without the role, when it is closed, when somebody changed it since `version`, or while it lacks something.
pub async fn close(ctx: &Ctx, staff: &Staff, (id, version): (BreachId, i32)) -> Result<()> {
    require(staff)?;
    let tx = ctx.write().await?;
    let breach = lock(&tx, id, version).await?;
    if !breach.lacks().is_empty() {
        return Err(Refusal::Incomplete.into());
    }
    put(ctx, &tx, staff, (id, version), (CLOSED, "")).await?;
    ended(ctx, &tx, staff, breach).await?;
    note(ctx, tx, staff, ("breach_closed", id)).await
}

/// Ends a record that was made by mistake: there was no breach. It stays in the register with the reason.
///
/// # Errors
/// Refused without the role, when it is closed or somebody changed it since `version`; incomplete without a reason of at
/// most [`LONGEST_TEXT`], or once the authority was told of it: it is then closed like any other.
pub async fn mistake(ctx: &Ctx, staff: &Staff, (id, version): (BreachId, i32), why: &str) -> Result<()> {
    require(staff)?;
    let tx = ctx.write().await?;
    let breach = lock(&tx, id, version).await?;
    if !is_reason(why) || !breach.reports.is_empty() {
        return Err(Refusal::Incomplete.into());
    }
    put(ctx, &tx, staff, (id, version), (MISTAKE, why.trim())).await?;
    ended(ctx, &tx, staff, breach).await?;
    note(ctx, tx, staff, ("breach_mistaken", id)).await
}

/// Opens a closed record again; the 72 hours run as they did.
///
/// # Errors
/// Refused without the role, or when somebody was first; incomplete without a reason of at most [`LONGEST_TEXT`].
pub async fn reopen(ctx: &Ctx, staff: &Staff, (id, version): (BreachId, i32), why: &str) -> Result<()> {
    require(staff)?;
    let tx = ctx.write().await?;
    let breach = lock_any(&tx, id).await?;
    if breach.row.closed_at.is_none() || breach.row.version != version {
        return Err(changed(&breach)?.into());
    }
    if !is_reason(why) {
        return Err(Refusal::Incomplete.into());
    }
    put(ctx, &tx, staff, (id, version + 1), (REOPENED, why.trim())).await?;
    let open = breach::Model { closed_at: None, closed_by: None, version: version + 1, ..breach.row };
    open.into_active_model().reset_all().update(tx.db()).await?;
    note(ctx, tx, staff, ("breach_reopened", id)).await
}

/// Whether a text is a reason that can be kept.
pub fn is_reason(why: &str) -> bool {
    (1..=LONGEST_TEXT).contains(&why.trim().chars().count())
}

async fn ended(ctx: &Ctx, tx: &Write, staff: &Staff, breach: Breach) -> Result<()> {
    let closed = breach::Model { closed_at: Some(ctx.now()), closed_by: Some(staff.id), ..breach.row };
    closed.into_active_model().reset_all().update(tx.db()).await?;
    Ok(())
}

async fn note(ctx: &Ctx, tx: Write, staff: &Staff, (what, id): (&'static str, BreachId)) -> Result<()> {
    let entry = Entry::of(What(what), Actor::Staff(staff)).with(json!({ "breach": id }));
    record(ctx, &tx, entry).await?;
    tx.commit().await
}
