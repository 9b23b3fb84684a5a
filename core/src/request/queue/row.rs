//! One request as a row of the queue: how it stands against its date, and what is to be done next.

use super::{SOON, left, staff_names, tab};
use crate::{
    actor::Staff,
    ctx::Ctx,
    email::Email,
    error::Result,
    law::extension::Complexity,
    register::change,
    request::{ask, extend, message},
    right::portability::transfer,
};
use chrono::NaiveDate;
use entity::{
    id::RequestId,
    kind::{Outcome, Right, Role, State, TaskKind},
    request,
};
use std::collections::HashSet;

/// One request in the queue.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: RequestId,
    pub reference: String,
    pub right: Option<Right>,
    pub state: State,
    pub outcome: Option<Outcome>,
    /// The name given, else the masked address; nothing once both are cleared.
    pub requester: Option<String>,
    pub received_on: NaiveDate,
    /// The date that counts: the extended one, if the time limit was extended; moved, while the clock stands still.
    pub due_on: NaiveDate,
    /// Since when the clock stands still, while it does.
    pub paused_since: Option<NaiveDate>,
    /// Why the time limit was extended, if it was.
    pub extended: Option<Vec<Complexity>>,
    pub timing: Timing,
    pub assignee: Option<String>,
    /// Filed above the limits; look twice.
    pub flooded: bool,
    /// Whether a restriction stands on the person it is linked to (Art. 18).
    pub restricted: bool,
    /// What is to be done next.
    pub step: Step,
    /// Which version of it the page showed.
    pub version: i32,
}

/// How an open request stands against its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// The answer has gone; the date presses no more.
    Answered,
    OnTime,
    /// Due today or within [`SOON`].
    Soon,
    Past,
}

/// What is to be done next with a request, and by whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The oldest task that waits on it.
    Task(TaskKind),
    /// The requester has written since whoever works on it looked.
    Read,
    Take,
    Classify,
    Decide,
    /// The customer's turn.
    Wait,
    Approve,
    /// Somebody else's turn: the reader does not approve, or proposed it.
    AwaitApproval,
    Holders,
    Nothing,
}

/// How a request stands against its date.
pub fn timing(request: &request::Model, today: NaiveDate) -> Timing {
    timing_by(request, counting_date(request), today)
}

fn timing_by(request: &request::Model, due_on: NaiveDate, today: NaiveDate) -> Timing {
    match request.answered_at {
        Some(_) => Timing::Answered,
        None if request.state == State::Closed => Timing::Answered,
        None if due_on < today => Timing::Past,
        None if due_on <= today + SOON => Timing::Soon,
        None => Timing::OnTime,
    }
}

/// The date that counts.
pub fn counting_date(request: &request::Model) -> NaiveDate {
    request.extended_due_on.unwrap_or(request.due_on)
}

/// The requester as staff may see them in a list.
pub fn requester_shown(request: &request::Model) -> Option<String> {
    let masked = || {
        let email = request.requester_email.as_deref()?;
        Email::parse(email).ok().map(|email| email.masked())
    };
    request.requester_name.clone().filter(|name| !name.trim().is_empty()).or_else(masked)
}

/// The rows of these requests, as a reader sees them.
pub(super) async fn rows(
    ctx: &Ctx,
    staff: &Staff,
    found: &[request::Model],
    today: NaiveDate,
) -> Result<Vec<Row>> {
    let db = ctx.read();
    let extensions = extend::of(db, found).await?;
    let names = staff_names(db, found.iter().filter_map(|request| request.assignee_id)).await?;
    let (tasks, paused) = (left::tasks(db, found).await?, ask::paused(db, found, today).await?);
    let still = |request: &request::Model| paused.get(&request.id).filter(|paused| paused.asked);
    let due_on = |request: &request::Model| still(request).map_or(counting_date(request), |it| it.due_on);
    let works = staff.is(Role::Caseworker);
    let unread = if works { message::unread_of(db, found).await? } else { HashSet::new() };
    let proposed = found.iter().filter(|request| request.state == State::AwaitingApproval);
    let own = tab::own_proposals(ctx, staff, proposed.map(|request| request.id).collect()).await?;
    let unfeasible = transfer::proposed_of(db, found).await?;
    let persons = found.iter().filter_map(|request| request.person_id);
    let restricted = change::restricted_among(db, persons).await?;
    let row = |request: &request::Model| Row {
        id: request.id,
        reference: request.reference.clone(),
        right: request.right,
        state: request.state,
        outcome: request.outcome,
        requester: requester_shown(request),
        received_on: request.received_on,
        due_on: due_on(request),
        paused_since: still(request).map(|paused| paused.since),
        extended: request.extended_due_on.map(|_| extend::complexity(extensions.get(&request.id))),
        timing: timing_by(request, due_on(request), today),
        assignee: request.assignee_id.and_then(|id| names.get(&id).cloned()),
        flooded: request.flooded,
        restricted: request.person_id.is_some_and(|person| restricted.contains(&person)),
        step: match tasks.get(&request.id) {
            Some(kind) => Step::Task(*kind),
            None if unfeasible.get(&request.id).is_some_and(|by| *by != Some(staff.id)) => approval(staff),
            None if unread.contains(&request.id) => Step::Read,
            None => next_step(request, staff.is(Role::Approver) && !own.contains(&request.id)),
        },
        version: request.version,
    };
    Ok(found.iter().map(row).collect())
}

/// What one person proposed is another's turn.
fn approval(staff: &Staff) -> Step {
    if staff.is(Role::Approver) { Step::Approve } else { Step::AwaitApproval }
}

fn next_step(request: &request::Model, approves: bool) -> Step {
    match (request.state, request.right) {
        (State::Received, _) => Step::Take,
        (State::InProgress, None) => Step::Classify,
        (State::InProgress, Some(_)) => Step::Decide,
        (State::AwaitingCustomer, _) => Step::Wait,
        (State::AwaitingApproval, _) if approves => Step::Approve,
        (State::AwaitingApproval, _) => Step::AwaitApproval,
        (State::Fulfilling, _) => Step::Holders,
        (State::Closed, _) => Step::Nothing,
    }
}
