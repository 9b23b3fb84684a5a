//! What a holder answered, by its link or as staff note it, and what staff give up; the last answer closes the request.

use super::{account, holder, is_settled, of, remedy, task};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    mail::staff::Occasion,
    notice::profile::Profile,
    request::{
        answered,
        change::{self, Change, Seen},
        lifecycle::{self, Event},
    },
    right::portability::transfer,
};
use entity::{
    id::{StaffId, StepId},
    kind::{Excuse, Operation, Role, State, StepState},
    request, step,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::json;

/// What a holder answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It has done it.
    Done,
    /// It holds no such data.
    NotHeld,
    /// It cannot, and why.
    Cannot(String),
}

/// Longest reason of a holder, in characters.
pub const LONGEST_REASON: usize = 2000;

/// Notes what a holder answered; the last answer closes the request.
///
/// # Errors
/// Refused when it has answered already, or when the page is out of date.
pub async fn answer(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: StepId, answer: Answer) -> Result<()> {
    end(ctx, staff, seen, id, &|_| Ok(End::of(answer.clone()))).await
}

/// Gives a holder up: telling it, or hearing from it, proved impossible or a disproportionate effort (Art. 19).
///
/// # Errors
/// Refused when the reason cannot stand for this holder, when it has answered, or when the page is out of date.
pub async fn give_up(
    ctx: &Ctx,
    staff: &Staff,
    seen: &Seen<'_>,
    id: StepId,
    (excuse, facts): (Excuse, &str),
) -> Result<()> {
    end(ctx, staff, seen, id, &|row| {
        if excuses(&ctx.notice, row).contains(&excuse) {
            Ok(End { state: StepState::GivenUp, text: Some(facts.into()), excuse: Some(excuse) })
        } else {
            Err(Refusal::Incomplete.into())
        }
    })
    .await
}

/// The reasons that may stand for a holder. An own system obeys, so none; the exception of Art. 19 speaks of
/// rectification, erasure and restriction, and of a processor that got any other order only "impossible" is true
/// (it is no more).
pub fn excuses(notice: &Profile, row: &step::Model) -> &'static [Excuse] {
    match row.operation {
        _ if holder::is_own(notice, &row.holder) => &[],
        Operation::Rectify | Operation::Erase | Operation::Restrict => {
            &[Excuse::Impossible, Excuse::Disproportionate]
        }
        Operation::LiftRestriction | Operation::StopPurpose | Operation::StopMarketing => {
            &[Excuse::Impossible]
        }
    }
}

/// How a step ends.
struct End {
    state: StepState,
    text: Option<String>,
    excuse: Option<Excuse>,
}

impl End {
    fn of(answer: Answer) -> Self {
        let (state, text) = match answer {
            Answer::Done => (StepState::Done, None),
            Answer::NotHeld => (StepState::NotHeld, None),
            Answer::Cannot(reason) => (StepState::Cannot, Some(reason)),
        };
        Self { state, text, excuse: None }
    }

    /// Whom the step is about is needed no longer.
    fn write(self, ctx: &Ctx, row: &mut step::Model, by: Option<StaffId>) {
        (row.state, row.answer, row.excuse) = (self.state, self.text, self.excuse);
        (row.answered_at, row.answered_by) = (Some(ctx.now()), by);
        (row.subject_keys, row.next_on) = (None, None);
    }
}

async fn end(
    ctx: &Ctx,
    staff: &Staff,
    seen: &Seen<'_>,
    id: StepId,
    how: &(dyn Fn(&step::Model) -> Result<End> + Sync),
) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    // The request before its step, as by the holder's link.
    change.advance(|_| {}).await?;
    let mut row = due(&change, id, &[StepState::Open, StepState::Told]).await?;
    how(&row)?.write(ctx, &mut row, Some(staff.id));
    let row = row.into_active_model().reset_all().update(change.tx.db()).await?;
    task::end(ctx, &change.tx, &row, task::ALL, Some(staff.id)).await?;
    let what = if row.state == StepState::GivenUp { "step_given_up" } else { "step_answered" };
    change.record(what, json!({ "holder": row.holder, "answer": row.state.code() })).await?;
    remedy::ask(ctx, &change.tx, &row).await?;
    close_if_last(ctx, &change.tx, change.request, Actor::Staff(staff)).await?;
    change.tx.commit().await
}

/// The answer of the holder itself; the caller holds request and step locked, and has spent the link.
pub(super) async fn by_holder(
    ctx: &Ctx,
    tx: &Write,
    mut request: request::Model,
    mut row: step::Model,
    answer: Answer,
) -> Result<()> {
    End::of(answer).write(ctx, &mut row, None);
    let row = row.into_active_model().reset_all().update(tx.db()).await?;
    task::end(ctx, tx, &row, task::ALL, None).await?;
    if row.state == StepState::Cannot {
        task::tell_desk(ctx, tx, &row, Occasion::HolderCannot).await?;
    }
    remedy::ask(ctx, tx, &row).await?;
    request.version += 1;
    let request = request.into_active_model().reset_all().update(tx.db()).await?;
    let actor = Actor::Holder(&row.holder);
    let detail = json!({ "holder": row.holder, "answer": row.state.code(), "version": request.version });
    record(ctx, tx, Entry::on(request.id, What("step_answered"), actor).with(detail)).await?;
    close_if_last(ctx, tx, request, actor).await
}

/// What these steps asked has ended before they were answered, or an erasure takes its place: nothing is awaited of their
/// holders any more.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn overtake(ctx: &Ctx, tx: &Write, steps: Vec<step::Model>, by: Excuse) -> Result<()> {
    for seen in steps {
        // The request before its step, as by the holder's link.
        let request = request::Entity::find_by_id(seen.request_id).lock_exclusive().one(tx.db()).await?;
        let mut request = request.ok_or(Error::NotFound)?;
        let step = step::Entity::find_by_id(seen.id).lock_exclusive().one(tx.db()).await?;
        let Some(mut row) = step.filter(|step| !is_settled(step.state)) else { continue };
        End { state: StepState::GivenUp, text: None, excuse: Some(by) }.write(ctx, &mut row, None);
        let row = row.into_active_model().reset_all().update(tx.db()).await?;
        task::end(ctx, tx, &row, task::ALL, None).await?;
        request.version += 1;
        let request = request.into_active_model().reset_all().update(tx.db()).await?;
        let detail = json!({ "holder": row.holder, "excuse": by.code(), "version": request.version });
        record(ctx, tx, Entry::on(request.id, What("step_given_up"), Actor::System).with(detail)).await?;
        close_if_last(ctx, tx, request, Actor::System).await?;
    }
    Ok(())
}

/// After the last answer the request closes, and the person hears of every holder (E9), unless its own answer waits to
/// be posted or handed to another controller, or staff have not dealt with a holder that cannot. A request that was closed before its steps, as an opt-out is, stays as it is.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn close_if_last(
    ctx: &Ctx,
    tx: &Write,
    mut request: request::Model,
    actor: Actor<'_>,
) -> Result<()> {
    let steps = of(tx.db(), request.id).await?;
    let awaited = steps.iter().any(|step| !is_settled(step.state))
        || answered::awaits_posting(&request)
        || task::is_before_staff(tx, request.id).await?;
    if request.state != State::Fulfilling || awaited || transfer::is_open(tx.db(), request.id).await? {
        return Ok(());
    }
    request.state = lifecycle::next(Some(request.state), &Event::LastStepAnswered).map_err(Refusal::from)?;
    request.closed_at = Some(ctx.now());
    let request = request.into_active_model().reset_all().update(tx.db()).await?;
    record(ctx, tx, Entry::on(request.id, What("request_closed"), actor)).await?;
    if steps.is_empty() {
        return Ok(());
    }
    account::post(ctx, tx, &request, &steps).await
}

/// A step of this request, locked, that is still in one of the states.
pub(super) async fn due(change: &Change<'_>, id: StepId, states: &[StepState]) -> Result<step::Model> {
    let found = step::Entity::find_by_id(id).filter(step::Column::RequestId.eq(change.request.id));
    let row = found.lock_exclusive().one(change.tx.db()).await?.ok_or(Error::NotFound)?;
    if states.contains(&row.state) {
        Ok(row)
    } else {
        Err(Refusal::NotNow { state: change.request.state }.into())
    }
}
