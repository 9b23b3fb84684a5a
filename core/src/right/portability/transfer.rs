//! The handing over to the controller the person named (Art. 20(2)): staff take the person's own file, and note how
//! and when it was given. There is no step-up for staff: their sign-in takes a password and a one-time code already,
//! and every file taken is on record.

use super::verdict::granted_transfer;
use crate::{
    actor::Staff,
    audit::record::What,
    ctx::Ctx,
    error::{Context, Error, Refusal, Result},
    id::Reference,
    law::{
        calendar::helsinki_date,
        demand::{Demand, Recorded},
        ground::Ground,
    },
    mail::{
        letter,
        post::{self, Case},
        staff::Occasion,
    },
    request::{
        answered,
        change::{self, Change, Seen},
        decision::Decision,
        lifecycle::{self, Event},
        propose, write,
    },
    right::package::hand_over,
    settings::ApprovalMode,
};
use chrono::NaiveDate;
use entity::{
    id::{ItemId, RequestId, StaffId},
    item,
    kind::{LetterKind, Outcome, Role, State, TransferState, Verdict},
    request, transfer,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, Query, SimpleExpr},
};
use serde_json::json;
use std::collections::HashMap;

/// How a handing over ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending<'a> {
    /// It was given on that day, in this way.
    Given { on: NaiveDate, how: &'a str },
    /// It is not technically feasible, and why, which goes to the person; and where the proof is.
    Failed { why: &'a str, evidence: &'a str },
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

/// Notes how the handing over ended, tells the person, and closes the request. That it is not feasible refuses what was
/// granted, so where two persons must agree it is proposed first (law.md 3.1, RG-20-TECH).
///
/// # Errors
/// Refused when it has ended already, the day is not between receipt and today, nothing is said, or somebody was
/// first.
pub async fn settle(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, ending: Ending<'_>) -> Result<()> {
    let change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    require_told(ctx, &change.request, ending)?;
    let mut row = in_state(&change, TransferState::Open).await?;
    (row.settled_at, row.settled_by) = (Some(ctx.now()), Some(staff.id));
    match ending {
        Ending::Given { on, how } => {
            (row.state, row.given_on) = (TransferState::Given, Some(on));
            row.how = Some(how.trim().into());
            finish(change, row).await
        }
        Ending::Failed { why, evidence } => {
            row.how = Some(why.trim().into());
            proven(&change, row.item_id, Some(evidence.trim())).await?;
            match ctx.settings.approval_mode {
                ApprovalMode::OnePerson => refuse(change, row).await,
                ApprovalMode::TwoPersons => suggest(change, row).await,
            }
        }
    }
}

/// What the second person says of a transfer that is said not to be feasible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<'a> {
    Refuse,
    /// It is to be handed over all the same, and why.
    Back(&'a str),
}

/// Refuses what one person proposed to refuse, or sends it back.
///
/// # Errors
/// Refused without the role, for who proposed it, when nothing waits, without a reason to send it back, or when
/// somebody was first.
pub async fn approve(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, answer: Answer<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Approver).await?;
    let mut row = in_state(&change, TransferState::Proposed).await?;
    if let Some(by) = row.settled_by {
        propose::require_another(ctx, by, staff)?;
    }
    let reason = match answer {
        Answer::Refuse => {
            change.record("decision_approved", json!({ "transfer": true })).await?;
            return refuse(change, row).await;
        }
        Answer::Back(reason) if reason.trim().is_empty() => return Err(Refusal::Incomplete.into()),
        Answer::Back(reason) => reason.trim(),
    };
    change.advance(|_| {}).await?;
    proven(&change, row.item_id, None).await?;
    (row.state, row.how, row.settled_at, row.settled_by) = (TransferState::Open, None, None, None);
    row.into_active_model().reset_all().update(change.tx.db()).await?;
    write::note(&change, reason).await?;
    change.record("decision_sent_back", json!({ "transfer": true })).await?;
    post::tell_desk(ctx, &change.tx, &change.request, Occasion::SentBack).await?;
    change.commit().await
}

async fn suggest(mut change: Change<'_>, mut row: transfer::Model) -> Result<()> {
    row.state = TransferState::Proposed;
    change.advance(|_| {}).await?;
    row.into_active_model().reset_all().update(change.tx.db()).await?;
    change.record("decision_proposed", json!({ "transfer": true })).await?;
    post::tell_desk(change.ctx, &change.tx, &change.request, Occasion::Proposed).await?;
    change.commit().await
}

/// The item is refused after all, with its facts, and the request granted in part: the person has the data.
async fn refuse(mut change: Change<'_>, mut row: transfer::Model) -> Result<()> {
    let found = item::Entity::find_by_id(row.item_id).one(change.tx.db()).await?;
    let mut item = found.ok_or(Error::NotFound)?;
    let ground = Ground::TransferNotFeasible;
    let mut recorded = Recorded::default();
    let why = row.how.clone().unwrap_or_default();
    recorded.write(Demand::Facts, why.clone());
    recorded.write(Demand::WhyNotFeasible, why);
    recorded.write(Demand::Evidence, item.evidence.clone().unwrap_or_default());
    item.verdict = Some(Verdict::Refused);
    item.ground = Some(ground.code().into());
    item.facts = Some(serde_json::to_string(&recorded).context("writing the facts of a ground")?);
    item.into_active_model().reset_all().update(change.tx.db()).await?;
    row.state = TransferState::Failed;
    change.request.outcome = Some(Outcome::PartlyGranted);
    finish(change, row).await
}

/// Where the proof is that it is not feasible, kept with what was asked.
async fn proven(change: &Change<'_>, id: ItemId, evidence: Option<&str>) -> Result<()> {
    item::Entity::update_many()
        .col_expr(item::Column::Evidence, Expr::value(evidence))
        .filter(item::Column::Id.eq(id))
        .exec(change.tx.db())
        .await?;
    Ok(())
}

async fn finish(mut change: Change<'_>, row: transfer::Model) -> Result<()> {
    let ctx = change.ctx;
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

async fn in_state(change: &Change<'_>, state: TransferState) -> Result<transfer::Model> {
    let row = of(change.tx.db(), change.request.id).await?.filter(|transfer| transfer.state == state);
    row.ok_or_else(|| Refusal::NotNow { state: change.request.state }.into())
}

/// True of a request whose transfer one person says is not feasible; of another member of staff than this one, if given. Asked
/// row by row, so that no engine goes from here to requests that are closed.
pub(crate) fn proposed(but: Option<StaffId>) -> SimpleExpr {
    let mut waiting = Query::select();
    waiting
        .expr(Expr::val(1))
        .from("transfer")
        .and_where(Expr::col(("transfer", "request_id")).equals(("request", "id")))
        .and_where(Expr::col(("transfer", "state")).eq(TransferState::Proposed.code()));
    if let Some(staff) = but {
        waiting.and_where(Expr::col(("transfer", "settled_by")).ne(staff.0));
    }
    Expr::exists(waiting)
}

/// Which of these requests wait for a second person, and who proposed it.
pub(crate) async fn proposed_of(
    db: &impl ConnectionTrait,
    requests: &[request::Model],
) -> Result<HashMap<RequestId, Option<StaffId>>> {
    let waiting = transfer::Entity::find()
        .filter(transfer::Column::State.eq(TransferState::Proposed))
        .filter(transfer::Column::RequestId.is_in(requests.iter().map(|request| request.id)));
    Ok(waiting.all(db).await?.into_iter().map(|row| (row.request_id, row.settled_by)).collect())
}

/// Whether a handing over is still to be done.
pub(crate) async fn is_open(db: &impl ConnectionTrait, request: RequestId) -> Result<bool> {
    let open = [TransferState::Open, TransferState::Proposed];
    Ok(of(db, request).await?.is_some_and(|transfer| open.contains(&transfer.state)))
}

fn require_told(ctx: &Ctx, request: &request::Model, ending: Ending<'_>) -> Result<(), Refusal> {
    let (words, day_fits) = match ending {
        Ending::Given { on, how } => (how, on >= request.received_on && on <= helsinki_date(ctx.now())),
        Ending::Failed { why, evidence } => (why, !evidence.trim().is_empty()),
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
