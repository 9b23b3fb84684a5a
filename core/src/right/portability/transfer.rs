//! The handing over to the controller the person named (Art. 20(2)): staff take the person's own file, and note how
//! and when it was given. There is no step-up for staff: their sign-in takes a password and a one-time code already,
//! and every file taken is on record.

use super::verdict::granted_transfer;
use crate::{
    actor::Staff,
    audit::record::What,
    ctx::Ctx,
    error::{Error, Refusal, Result},
    id::Reference,
    law::calendar::helsinki_date,
    mail::{
        letter,
        post::{self, Case},
    },
    request::{
        answered,
        change::{self, Change, Seen},
        decision::Decision,
        lifecycle::{self, Event},
    },
    right::package::hand_over,
};
use chrono::NaiveDate;
use entity::{
    id::RequestId,
    item,
    kind::{LetterKind, Role, State, TransferState},
    request, transfer,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

/// How a handing over ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending<'a> {
    /// It was given on that day, in this way.
    Given { on: NaiveDate, how: &'a str },
    /// It could not be given, and why; this goes to the person.
    Failed { why: &'a str },
}

/// Opens what a decision grants.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn open(change: &Change<'_>, items: &[item::Model], decision: &Decision) -> Result<()> {
    let Some(item) = granted_transfer(items, decision) else { return Ok(()) };
    let row = transfer::Model {
        id: change.ctx.mint()?,
        request_id: change.request.id,
        item_id: item.id,
        state: TransferState::Open,
        opened_at: change.ctx.now(),
        given_on: None,
        how: None,
        settled_at: None,
        settled_by: None,
    };
    row.into_active_model().reset_all().insert(change.tx.db()).await?;
    Ok(())
}

/// The handing over of a request, if one was granted.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn of(db: &impl ConnectionTrait, request: RequestId) -> Result<Option<transfer::Model>> {
    Ok(transfer::Entity::find().filter(transfer::Column::RequestId.eq(request)).one(db).await?)
}

/// Whose file is to be handed over; asking hands nothing over.
///
/// # Errors
/// As [`take`].
pub async fn ready(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<request::Model> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    let open = of(ctx.read(), request.id).await?.filter(|transfer| transfer.state == TransferState::Open);
    open.map(|_| request).ok_or(Error::NotFound)
}

/// The file the person gets, for the controller they named; put together again when the person's has been purged.
/// Taking it is a look at the person and an entry of the request, written before anything is given.
///
/// # Errors
/// Refused without the role; not found when nothing is to be handed over, or the package is not built yet.
pub async fn take(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Vec<u8>> {
    let request = ready(ctx, staff, reference).await?;
    hand_over::give(ctx, staff, (&request, reference), What("transfer_taken")).await
}

/// Notes how the handing over ended, tells the person, and closes the request.
///
/// # Errors
/// Refused when it has ended already, the day is not between receipt and today, nothing is said, or somebody was
/// first.
pub async fn settle(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, ending: Ending<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    require_told(ctx, &change.request, ending)?;
    let open = of(change.tx.db(), change.request.id).await?;
    let open = open.filter(|transfer| transfer.state == TransferState::Open);
    let mut row = open.ok_or(Refusal::NotNow { state: change.request.state })?;
    (row.state, row.given_on, row.how) = match ending {
        Ending::Given { on, how } => (TransferState::Given, Some(on), Some(how.trim().into())),
        Ending::Failed { why } => (TransferState::Failed, None, Some(why.trim().into())),
    };
    (row.settled_at, row.settled_by) = (Some(ctx.now()), Some(staff.id));
    let (told, state) = (told_of(&row), row.state);
    let event = Event::LastStepAnswered;
    let last = lifecycle::next(Some(change.request.state), &event).map_err(Refusal::from)?;
    let next = if answered::awaits_posting(&change.request) { change.request.state } else { last };
    let closed_at = (next == State::Closed).then(|| ctx.now());
    change.advance(|request| (request.state, request.closed_at) = (next, closed_at)).await?;
    row.into_active_model().reset_all().update(change.tx.db()).await?;
    change.record("transfer_settled", json!({ "state": state.code() })).await?;
    if closed_at.is_some() {
        change.record("request_closed", json!({})).await?;
    }
    let case = Case { request: &change.request, items: &[] };
    post::post(ctx, &change.tx, case, LetterKind::TransferSettled, |facts| facts.transfer = told).await?;
    change.commit().await
}

/// Whether a handing over is still to be done.
pub(crate) async fn is_open(db: &impl ConnectionTrait, request: RequestId) -> Result<bool> {
    Ok(of(db, request).await?.is_some_and(|transfer| transfer.state == TransferState::Open))
}

fn require_told(ctx: &Ctx, request: &request::Model, ending: Ending<'_>) -> Result<(), Refusal> {
    let (words, day_fits) = match ending {
        Ending::Given { on, how } => (how, on >= request.received_on && on <= helsinki_date(ctx.now())),
        Ending::Failed { why } => (why, true),
    };
    if day_fits && !words.trim().is_empty() { Ok(()) } else { Err(Refusal::Incomplete) }
}

/// How it stands, as a letter tells it.
fn told_of(transfer: &transfer::Model) -> Option<letter::Transfer> {
    match (transfer.state, transfer.given_on) {
        (TransferState::Given, Some(on)) => Some(letter::Transfer::Given(on)),
        (TransferState::Failed, _) => {
            Some(letter::Transfer::Failed(transfer.how.clone().unwrap_or_default()))
        }
        _ => None,
    }
}
