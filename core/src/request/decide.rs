//! Decides a request: verdicts, effects, steps, letter and audit entry in one transaction.

use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Context, Error, Refusal, Result},
    law::demand::Demand,
    register::change as register,
    request::{
        answered,
        change::{self, Change, Seen},
        decision::Decision,
        effect,
        lifecycle::{self, Action, Event},
        message,
        propose::{self, Weighed},
    },
    right::{portability::verdict, rectification::moved, restriction::holders},
    step::{self, answer, instruct},
};
use entity::{
    item,
    kind::{Excuse, Right, Role, State},
    proposal, staff,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use serde_json::json;

/// Decides without a second person: nothing is refused, or the company is one person.
///
/// # Errors
/// Refused when an approval is needed, when the decision cannot stand, or when somebody was first.
pub async fn decide(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, decision: &Decision) -> Result<()> {
    let change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    // What waits for approval is decided by `approve` alone.
    if change.request.state == State::AwaitingApproval {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    hold_what_stops_it(&change).await?;
    let weighed = propose::weigh(ctx, change.tx.db(), &change.request, decision).await?;
    propose::require_open(&change, weighed.second, Action::Decide)?;
    weighed.require_seen(&change, decision)?;
    weighed.require_sound(&change)?;
    let decided = propose::proposal_of(&change, &weighed)?;
    let row = proposal::Model { approved_at: Some(ctx.now()), ..decided };
    let hash = row.hash.clone();
    row.into_active_model().reset_all().insert(change.tx.db()).await?;
    carry_out(change, weighed, &hash).await
}

/// What an approver had before them when they pressed.
#[derive(Clone, Copy, Debug)]
pub struct Approval<'a> {
    pub seen: Seen<'a>,
    /// That of the proposal.
    pub hash: &'a str,
    /// How many messages of the requester there were.
    pub heard: u64,
}

/// Approves the proposal of this hash and carries it out; what changed since voids it instead, and what the requester
/// has written since has to be read first.
///
/// # Errors
/// Refused for the proposer, without the role, when the letter may not go, or when anything changed.
pub async fn approve(ctx: &Ctx, staff: &Staff, approval: &Approval<'_>) -> Result<()> {
    change::require(staff, Role::Approver)?;
    let (tx, hash) = (ctx.write().await?, approval.hash);
    let request = change::locked(&tx, approval.seen.reference).await?;
    let change = Change { ctx, staff, tx, request };
    let open = propose::open_proposal(change.tx.db(), change.request.id).await?;
    let Some(open) = open else {
        return Err(change::who_was_first(change.tx.db(), &change.request).await?);
    };
    if open.hash != hash || propose::hash_of(&open.body) != hash {
        return Err(another_waits(&change, &open).await?);
    }
    propose::require_another(ctx, open.proposed_by, staff)?;
    let body = propose::body_of(&open)?;
    if body.request != change.request.id || body.version != change.request.version {
        let refusal = change::who_was_first(change.tx.db(), &change.request).await?;
        return Err(void(change, refusal).await?);
    }
    require_up_to_date(&change, approval).await?;
    hold_what_stops_it(&change).await?;
    let weighed = propose::weigh(ctx, change.tx.db(), &change.request, &body.decision).await?;
    if weighed.plan_changed(&body.decision) {
        let held = weighed.is_held_since(&body.decision);
        return Err(void(change, Refusal::PlanChanged { held }.into()).await?);
    }
    if weighed.goes_elsewhere(ctx, &body) {
        return Err(void(change, Refusal::DestinationChanged.into()).await?);
    }
    // A proposal on other records than are held now is void: who approves has not seen them either. After the
    // decision the copy is made of what is held when it is built (`package::kept_back`).
    if let Some(changed) = weighed.copy_changed(&change, &body.decision) {
        return Err(void(change, changed.into()).await?);
    }
    if weighed.doubts_changed(&body) {
        return Err(void(change, Refusal::AddressDoubtful.into()).await?);
    }
    weighed.require_sound(&change)?;
    sign(&change, &open).await?;
    change.record("decision_approved", json!({ "hash": hash })).await?;
    carry_out(change, weighed, hash).await
}

/// Refused when the page is older than the request, or than the last message of the requester. The proposal stands.
async fn require_up_to_date(change: &Change<'_>, approval: &Approval<'_>) -> Result<()> {
    if approval.seen.version != change.request.version {
        return Err(change::who_was_first(change.tx.db(), &change.request).await?);
    }
    if message::heard(change.tx.db(), change.request.id).await? != approval.heard {
        return Err(Refusal::MessageMeanwhile.into());
    }
    Ok(())
}

/// The refusal of whoever approves what they did not read: it names who proposed what waits now.
async fn another_waits(change: &Change<'_>, open: &proposal::Model) -> Result<Error> {
    let by = staff::Entity::find_by_id(open.proposed_by).one(change.tx.db()).await?;
    let by = by.map(|staff| staff.name).unwrap_or_default();
    Ok(Refusal::ProposalChanged { by }.into())
}

/// The request or the data are no longer what was proposed on: it goes back to work, and the approver is told why.
async fn void(mut change: Change<'_>, refusal: Error) -> Result<Error> {
    let state = change.request.state;
    let next = lifecycle::next(Some(state), &Event::ProposalVoided).unwrap_or(state);
    change.advance(|request| request.state = next).await?;
    propose::void(change.ctx, &change.tx, change.request.id).await?;
    change.record("decision_voided", json!({})).await?;
    change.commit().await?;
    Ok(refusal)
}

/// One approval per proposal, also for parallel tries.
async fn sign(change: &Change<'_>, open: &proposal::Model) -> Result<()> {
    let signed = proposal::Entity::update_many()
        .col_expr(proposal::Column::ApprovedBy, Expr::value(change.staff.id.0))
        .col_expr(proposal::Column::ApprovedAt, Expr::value(change.ctx.now()))
        .filter(proposal::Column::Id.eq(open.id))
        .filter(proposal::Column::ApprovedAt.is_null())
        .filter(proposal::Column::VoidedAt.is_null())
        .exec(change.tx.db())
        .await?;
    if signed.rows_affected == 1 {
        return Ok(());
    }
    Err(change::who_was_first(change.tx.db(), &change.request).await?)
}

/// Until an erasure lasts nobody sets what would have stopped it, a hold or a restriction; what was set before is seen
/// when it is weighed (Art. 17(3)). Before any lock on rows, as [`register::hold_setting`] asks.
async fn hold_what_stops_it(change: &Change<'_>) -> Result<()> {
    match change.request.right {
        Some(Right::Erasure | Right::Objection) => register::hold_alone(change.ctx, &change.tx).await,
        _ => Ok(()),
    }
}

async fn carry_out(mut change: Change<'_>, weighed: Weighed, hash: &str) -> Result<()> {
    let Weighed { decision, plan, items, instructions, .. } = weighed;
    let (ctx, outcome) = (change.ctx, decision.outcome());
    let hands_over = verdict::granted_transfer(&items, &decision).is_some();
    // A restriction that began with the request may not have been answered by all who were told of it.
    let waits = step::is_awaited(change.tx.db(), change.request.id).await?;
    let awaited = hands_over || waits || !instructions.is_empty();
    let event = Event::Decide { steps_open: awaited || answered::awaits_posting(&change.request) };
    let next = lifecycle::next(Some(change.request.state), &event).map_err(Refusal::from)?;
    let closed_at = (next == State::Closed).then(|| ctx.now());
    change
        .advance(|request| {
            (request.state, request.outcome, request.closed_at) = (next, Some(outcome), closed_at);
        })
        .await?;
    write_verdicts(&change, &items, &decision).await?;
    let replaced = holders::replaced(change.tx.db(), &change.request, &instructions).await?;
    // The steps first: after an erasure nobody knows any more by which keys a holder finds the person.
    instruct::open(ctx, &change.tx, &change.request, instructions).await?;
    effect::carry_out(&change, &items, &decision, &plan).await?;
    change.record("request_decided", json!({ "outcome": outcome.code(), "hash": hash })).await?;
    effect::tell(&change, &decision).await?;
    if moved::corrects_address(&change.request, &decision) {
        moved::follow(&change.tx, &change.request).await?;
    }
    answer::overtake(ctx, &change.tx, replaced, Excuse::Replaced).await?;
    change.commit().await
}

async fn write_verdicts(change: &Change<'_>, items: &[item::Model], decision: &Decision) -> Result<()> {
    for item in items {
        let Some(verdict) = decision.on(item.id) else { continue };
        let mut row = item.clone();
        row.verdict = Some(verdict.verdict);
        row.ground = verdict.ground.map(|ground| ground.code().to_owned());
        let facts = || serde_json::to_string(&verdict.recorded).context("writing the facts of a ground");
        row.facts = verdict.ground.map(|_| facts()).transpose()?;
        row.evidence = verdict.recorded.read(Demand::Evidence).map(str::to_owned);
        row.keep_until = verdict.recorded.date(Demand::KeepUntil);
        row.into_active_model().reset_all().update(change.tx.db()).await?;
    }
    Ok(())
}
