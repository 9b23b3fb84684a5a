//! What a requester may do with a request: withdraw it, and write to us about it.

use super::{find, park, shown};
use crate::{
    actor::{Actor, Requester},
    attachment::{
        keep::{self as attach, Whose},
        upload::Received,
    },
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Context, Error, Refusal, Result},
    id::Reference,
    identity::budget,
    law::{
        calendar::helsinki_date,
        deadline::{self, Deadline},
    },
    mail::{post, staff::Occasion},
    request::{
        ask, draft, extend, follow_up,
        lifecycle::{self, Event, Why},
        message, withdraw,
    },
    right::restriction::call_off,
};
use chrono::NaiveDate;
use entity::{
    kind::{Outcome, State, TaskKind},
    request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};

/// Longest message, in characters.
pub const LONGEST_MESSAGE: usize = 10_000;

/// Withdraws a request: it is closed, and a letter confirms it.
///
/// # Errors
/// Not found when it is another's or hidden; refused when it is decided or closed, or staff moved it at the same moment.
pub async fn withdraw(ctx: &Ctx, requester: &Requester, reference: &Reference) -> Result<()> {
    let tx = ctx.write().await?;
    shown(tx.db(), requester, reference).await?;
    let seen = locked(&tx, requester, reference).await?;
    let state = lifecycle::next(Some(seen.state), &Event::Withdraw).map_err(Refusal::from)?;
    let now = ctx.now();
    let mut row = seen.clone();
    (row.state, row.outcome, row.closed_at) = (state, Some(Outcome::Withdrawn), Some(now));
    let row = swap(ctx, &tx, &seen, row).await?;
    extend::overtaken(ctx, &tx, Actor::Requester(requester), &row).await?;
    note(ctx, &tx, requester, (&seen, &row), "request_withdrawn").await?;
    withdraw::follow(ctx, &tx, Actor::Requester(requester), &row).await?;
    tx.commit().await
}

/// From when on what was restricted until the decision may be used again, if the request were withdrawn today.
///
/// # Errors
/// Not found when it is another's or hidden.
pub async fn restriction_ends(
    ctx: &Ctx,
    requester: &Requester,
    reference: &Reference,
) -> Result<Option<NaiveDate>> {
    let row = shown(ctx.read(), requester, reference).await?;
    withdraw::restriction_ends(ctx, ctx.read(), &row).await
}

/// Writes a message without a file.
///
/// # Errors
/// As [`send`].
pub async fn write(ctx: &Ctx, requester: &Requester, reference: &Reference, body: &str) -> Result<()> {
    send(ctx, requester, reference, (body, Vec::new())).await
}

/// Writes a message. It answers what staff asked, if they did, and opens again a request that ended for want of it.
///
/// # Errors
/// Not found when it is another's; refused when the request was closed otherwise or too long ago, the message is empty
/// or too long, there are too many files, or the limit of messages is met.
pub async fn send(
    ctx: &Ctx,
    requester: &Requester,
    reference: &Reference,
    (body, mut files): (&str, Vec<Received>),
) -> Result<()> {
    let body = body.trim();
    if body.is_empty() || body.chars().count() > LONGEST_MESSAGE || body.contains('\0') {
        return Err(Refusal::Incomplete.into());
    }
    let tx = ctx.write().await?;
    let seen = locked(&tx, requester, reference).await?;
    if message_refused(ctx, tx.db(), &seen).await?.is_some() {
        return Err(Refusal::NotNow { state: seen.state }.into());
    }
    budget::take(ctx, &tx, budget::MESSAGE, &requester.email_key).await?;
    draft::spend(tx.db(), park::under(seen.id)).await?;
    let message = message::keep(ctx, &tx, seen.id, None, body).await?;
    let attached = attach::keep(ctx, &tx, Whose::of_message(&seen, None), message, &mut files).await?;
    if attached {
        let entry = Entry::on(seen.id, What("files_attached"), Actor::Requester(requester));
        record(ctx, &tx, entry.with(serde_json::json!({ "files": files.len() }))).await?;
    }
    if message.is_some() {
        record(ctx, &tx, Entry::on(seen.id, What("message_written"), Actor::Requester(requester))).await?;
        post::tell_desk(ctx, &tx, &seen, Occasion::Message).await?;
        go_on(ctx, &tx, requester, &seen).await?;
    }
    // The same words again without a new file are the same press, and take nothing from the limit.
    if message.is_some() || attached { tx.commit().await } else { Ok(()) }
}

/// What a message does to the request it is about.
async fn go_on(ctx: &Ctx, tx: &Write, requester: &Requester, seen: &request::Model) -> Result<()> {
    match (seen.state, seen.outcome) {
        (State::Closed, Some(outcome)) if reopens(outcome) => reopen(ctx, tx, requester, seen, outcome).await,
        // Decided: whatever is written now outlives the steps that are still open.
        (State::Fulfilling | State::Closed, _) => follow_up::open(ctx, tx, seen.id, TaskKind::FollowUp).await,
        (State::AwaitingCustomer, _) => resume(ctx, tx, requester, seen).await,
        _ => Ok(()),
    }
}

/// Why a request cannot be withdrawn now.
pub(super) fn withdrawal_refused(row: &request::Model) -> Option<Why> {
    lifecycle::next(Some(row.state), &Event::Withdraw).err().map(|not_now| not_now.why)
}

/// Why no message can be written now. To a closed request one can be written where it closed for want of an answer
/// (R2.6), and for a time where it was decided.
pub(super) async fn message_refused(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    row: &request::Model,
) -> Result<Option<Why>> {
    let open = row.state != State::Closed || row.outcome.is_some_and(reopens);
    let may = open || follow_up::may_write(ctx, db, row).await?;
    Ok((!may).then_some(Why::Closed))
}

/// Whether a message opens a request again that ended so.
fn reopens(outcome: Outcome) -> bool {
    lifecycle::next(Some(State::Closed), &Event::MissingAnswer { outcome }).is_ok()
}

/// Staff asked and here is the answer: work goes on, and the days of waiting are counted out (R2.5).
async fn resume(ctx: &Ctx, tx: &Write, requester: &Requester, seen: &request::Model) -> Result<()> {
    let state = lifecycle::next(Some(seen.state), &Event::Answer).map_err(Refusal::from)?;
    let row = request::Model { state, ..ask::resumed(ctx, tx, seen).await? };
    let row = swap(ctx, tx, seen, row).await?;
    note(ctx, tx, requester, (seen, &row), "request_answered").await
}

/// The missing answer came after closing: free of charge, same reference, and the month starts anew (R2.6).
async fn reopen(
    ctx: &Ctx,
    tx: &Write,
    requester: &Requester,
    seen: &request::Model,
    outcome: Outcome,
) -> Result<()> {
    let answer = Event::MissingAnswer { outcome };
    let state = lifecycle::next(Some(seen.state), &answer).map_err(Refusal::from)?;
    let now = ctx.now();
    let dates: Deadline = deadline::deadline(helsinki_date(now), &[]).context("counting the deadline")?;
    let row = request::Model {
        state,
        outcome: None,
        closed_at: None,
        answered_at: None,
        requester_email: Some(requester.email.as_str().into()),
        received_at: now,
        received_on: dates.received_on,
        due_on: dates.due_on,
        internal_due_on: dates.internal_due_on,
        extended_due_on: None,
        ..seen.clone()
    };
    let row = swap(ctx, tx, seen, row).await?;
    note(ctx, tx, requester, (seen, &row), "request_reopened").await?;
    // law.md R1.4.4: until it is decided, as from its filing.
    call_off::resume(ctx, tx, Actor::Requester(requester), &row).await
}

async fn locked(tx: &Write, requester: &Requester, reference: &Reference) -> Result<request::Model> {
    find(requester, reference).lock_exclusive().one(tx.db()).await?.ok_or(Error::NotFound)
}

/// Writes what changed, unless somebody was first.
async fn swap(ctx: &Ctx, tx: &Write, seen: &request::Model, row: request::Model) -> Result<request::Model> {
    let mut changed = row.into_active_model().reset_all();
    changed.version = sea_orm::Set(seen.version + 1);
    changed.id = sea_orm::Unchanged(seen.id);
    let swapped = request::Entity::update_many()
        .set(changed)
        .filter(request::Column::Id.eq(seen.id))
        .filter(request::Column::Version.eq(seen.version))
        .exec_with_returning(tx.db())
        .await?;
    let by = || ctx.notice.controller.name.clone();
    swapped.into_iter().next().ok_or_else(|| Refusal::ChangedMeanwhile { by: by(), state: seen.state }.into())
}

/// The record of a move, with the dates it changed, so that the first of them is never lost.
async fn note(
    ctx: &Ctx,
    tx: &Write,
    requester: &Requester,
    (before, after): (&request::Model, &request::Model),
    what: &'static str,
) -> Result<()> {
    let side = |row: &request::Model| {
        serde_json::json!({
            "state": row.state.code(),
            "received_on": row.received_on,
            "due_on": row.due_on,
            "extended_due_on": row.extended_due_on,
        })
    };
    let detail = serde_json::json!({ "before": side(before), "after": side(after) });
    record(ctx, tx, Entry::on(after.id, What(what), Actor::Requester(requester)).with(detail)).await
}
