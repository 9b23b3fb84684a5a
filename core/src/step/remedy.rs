//! What staff do about a holder that cannot: the controller answers for its processors (Art. 28, Art. 5(1)(d)), so a case
//! waits for it, and a closed one, as of an opt-out, leaves its task. The person is told of it (E9).

use super::{account, answer, holder, is_settled, of, task};
use crate::{
    actor::{Actor, Staff},
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
    notice::profile::Profile,
    request::{
        change::{self, Seen},
        propose,
    },
};
use entity::{
    id::StepId,
    kind::{Excuse, Operation, Remedy, Role, State, StepState, TaskKind},
    step,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::json;

/// What may be done about this holder. An opt-out is absolute (Art. 21(3)): what it would cost excuses nothing.
pub fn remedies(notice: &Profile, row: &step::Model) -> Vec<Remedy> {
    let excuses = answer::excuses(notice, row);
    let fits = |remedy: &Remedy| match remedy {
        Remedy::ToldOtherwise => true,
        Remedy::StoppedSending => row.operation == Operation::StopMarketing,
        Remedy::Impossible => excuses.contains(&Excuse::Impossible),
        Remedy::Disproportionate => excuses.contains(&Excuse::Disproportionate),
    };
    Remedy::ALL.iter().copied().filter(fits).collect()
}

/// Whether another person than who said "cannot" must see that it holds all the same: our own system obeys a restriction
/// (Art. 18(2)), so that it cannot ends nothing.
pub fn takes_another(notice: &Profile, row: &step::Model) -> bool {
    row.operation == Operation::Restrict && holder::is_own(notice, &row.holder)
}

/// A holder said that it cannot: a person at the desk must deal with it, whatever became of the request.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn ask(ctx: &Ctx, tx: &Write, row: &step::Model) -> Result<()> {
    if row.state != StepState::Cannot {
        return Ok(());
    }
    task::open(ctx, tx, row, TaskKind::HolderCannot).await
}

/// Notes what staff did, and tells the person: of an open request with all its holders, when the last of them is settled.
///
/// # Errors
/// Refused when nothing waits for it, when it does not fit this holder, or when the page is out of date; a blank or too
/// long note is incomplete.
pub async fn remedy(
    ctx: &Ctx,
    staff: &Staff,
    seen: &Seen<'_>,
    id: StepId,
    (remedy, note): (Remedy, &str),
) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    // The request before its step, as by the holder's link.
    change.advance(|_| {}).await?;
    let mut row = answer::due(&change, id, &[StepState::Cannot]).await?;
    let note = note.trim();
    let fits = remedies(&ctx.notice, &row).contains(&remedy);
    if !fits || note.is_empty() || note.chars().count() > answer::LONGEST_REASON {
        return Err(Refusal::Incomplete.into());
    }
    if let Some(by) = row.answered_by.filter(|_| takes_another(&ctx.notice, &row)) {
        propose::require_another(ctx, by, staff)?;
    }
    let ended = task::end(ctx, &change.tx, &row, &[TaskKind::HolderCannot], Some(staff.id)).await?;
    if ended == 0 {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    (row.remedy, row.remedy_note) = (Some(remedy), Some(note.to_owned()));
    (row.remedied_at, row.remedied_by) = (Some(ctx.now()), Some(staff.id));
    let holder = row.holder.clone();
    row.into_active_model().reset_all().update(change.tx.db()).await?;
    change.record("step_remedied", json!({ "holder": holder, "remedy": remedy.code() })).await?;
    if change.request.state != State::Closed {
        answer::close_if_last(ctx, &change.tx, change.request, Actor::Staff(staff)).await?;
        return change.tx.commit().await;
    }
    let mut steps = of(change.tx.db(), change.request.id).await?;
    // Who has not answered yet is told of when it has.
    steps.retain(|step| is_settled(step.state));
    account::post(ctx, &change.tx, &change.request, &steps).await?;
    change.commit().await
}
