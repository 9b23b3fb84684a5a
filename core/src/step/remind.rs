//! Silence: reminders to a holder, then the desk. The worker's step, in working days, once for all workers.

use super::{holder, instruct, is_settled, link, task};
use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Each, Result},
    law::calendar,
    mail::staff::Occasion,
};
use chrono::NaiveDate;
use entity::{
    kind::{StepState, TaskKind},
    step,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde_json::json;

/// Working days after which a holder that was told and is silent is reminded. The law sets no number; a working
/// week each leaves the person an account of every holder within a month of the decision.
const REMIND_AFTER: [usize; 2] = [5, 10];
/// Working days after which the desk must act: three weeks, when two reminders did not help.
const ESCALATE_AFTER: usize = 15;

/// What is due on a silent step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nudge {
    /// Mail the holder again; this is the n-th time.
    Remind(i32),
    /// Put it before staff.
    Escalate,
}

/// So many are looked at in one step: as many must fail before those behind them wait.
const AT_ONCE: u64 = 50;

/// Does what is due on one silent step; says whether there was one. One that fails keeps no other waiting.
///
/// # Errors
/// A fault when the database is away, or when nothing but what failed is due; it is then due again.
pub async fn next(ctx: &Ctx) -> Result<bool> {
    let today = calendar::helsinki_date(ctx.now());
    let due = step::Entity::find()
        .filter(step::Column::NextOn.lte(today))
        .filter(step::Column::State.is_in([StepState::Open, StepState::Told]))
        .order_by_asc(step::Column::NextOn)
        .order_by_asc(step::Column::Id)
        .limit(AT_ONCE);
    let mut each = Each::default();
    for row in due.all(ctx.read()).await? {
        if each.note("reminding a holder", look(ctx, &row).await).is_some() {
            return Ok(true);
        }
    }
    each.end().map(|()| false)
}

async fn look(ctx: &Ctx, row: &step::Model) -> Result<()> {
    let mailbox = holder::mailbox(&ctx.notice, &row.holder);
    let tx = ctx.write().await?;
    match nudge(row.state, mailbox.is_some(), row.reminders) {
        Nudge::Remind(nth) => remind(ctx, &tx, row, mailbox.unwrap_or_default(), nth).await?,
        Nudge::Escalate => escalate(ctx, &tx, row).await?,
    }
    tx.commit().await
}

/// The day after which a step that was told on this day is looked at first.
pub(super) fn first_look(told_on: NaiveDate, mailed: bool) -> NaiveDate {
    look_after(told_on, if mailed { REMIND_AFTER[0] } else { ESCALATE_AFTER })
}

/// So many whole working days must have passed.
fn look_after(told_on: NaiveDate, days: usize) -> NaiveDate {
    calendar::working_day_after(told_on, days + 1)
}

/// Only a holder that was told, by mail, can be reminded; of any other the desk hears.
fn nudge(state: StepState, mailed: bool, reminders: i32) -> Nudge {
    let left = usize::try_from(reminders).is_ok_and(|sent| sent < REMIND_AFTER.len());
    if state == StepState::Told && mailed && left { Nudge::Remind(reminders + 1) } else { Nudge::Escalate }
}

async fn remind(ctx: &Ctx, tx: &Write, row: &step::Model, mailbox: &str, nth: i32) -> Result<()> {
    let told_on = calendar::helsinki_date(row.told_at.unwrap_or(row.opened_at));
    let days = usize::try_from(nth).ok().and_then(|nth| REMIND_AFTER.get(nth)).unwrap_or(&ESCALATE_AFTER);
    let claimed = step::Entity::update_many()
        .col_expr(step::Column::Reminders, Expr::value(nth))
        .col_expr(step::Column::NextOn, Expr::value(Some(look_after(told_on, *days))));
    if !claim(tx, row, claimed).await? {
        return Ok(());
    }
    let asked_by = row.due_on.unwrap_or_else(|| instruct::answer_by(told_on));
    link::mail(ctx, tx, row, mailbox, (nth, asked_by)).await?;
    note(ctx, tx, row, "step_reminded").await
}

async fn escalate(ctx: &Ctx, tx: &Write, row: &step::Model) -> Result<()> {
    let claimed = step::Entity::update_many()
        .col_expr(step::Column::EscalatedAt, Expr::value(Some(ctx.now())))
        .col_expr(step::Column::NextOn, Expr::value(Option::<NaiveDate>::None));
    if !claim(tx, row, claimed).await? {
        return Ok(());
    }
    task::open(ctx, tx, row, TaskKind::HolderSilent).await?;
    task::tell_desk(ctx, tx, row, Occasion::HolderSilent).await?;
    note(ctx, tx, row, "step_escalated").await
}

/// One conditional UPDATE, so that of two workers one does it; an answer meanwhile stops both.
async fn claim(tx: &Write, row: &step::Model, change: sea_orm::UpdateMany<step::Entity>) -> Result<bool> {
    debug_assert!(!is_settled(row.state));
    let claimed = change
        .filter(step::Column::Id.eq(row.id))
        .filter(step::Column::State.eq(row.state))
        .filter(step::Column::Reminders.eq(row.reminders))
        .filter(step::Column::NextOn.eq(row.next_on))
        .exec(tx.db())
        .await?;
    Ok(claimed.rows_affected == 1)
}

async fn note(ctx: &Ctx, tx: &Write, row: &step::Model, what: &'static str) -> Result<()> {
    let entry = Entry::on(row.request_id, What(what), Actor::System);
    record(ctx, tx, entry.with(json!({ "holder": row.holder, "reminders": row.reminders }))).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holder_told_by_mail_is_reminded_twice_and_then_the_desk_hears() {
        let told = |sent| nudge(StepState::Told, true, sent);
        assert_eq!([told(0), told(1), told(2)], [Nudge::Remind(1), Nudge::Remind(2), Nudge::Escalate]);
        assert_eq!(nudge(StepState::Told, false, 0), Nudge::Escalate);
        assert_eq!(nudge(StepState::Open, true, 0), Nudge::Escalate);
    }

    #[test]
    fn working_days_are_counted_over_easter() {
        let told = NaiveDate::from_ymd_opt(2026, 4, 1).unwrap();
        // Good Friday to Easter Monday are off, so the fifth working day is Friday 10 April.
        assert_eq!(first_look(told, true), NaiveDate::from_ymd_opt(2026, 4, 13).unwrap());
        assert_eq!(first_look(told, false), NaiveDate::from_ymd_opt(2026, 4, 27).unwrap());
    }
}
