//! Asks the requester for what is missing: the request waits for the answer, with or without a pause of the clock.

use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Refusal, Result},
    law::calendar::{self, helsinki_date},
    mail::{
        letter::Question,
        post::{self, Case},
    },
    request::{
        case::deadline_of,
        change::{self, Seen},
        decision_letter as letters,
        lifecycle::{self, Event},
        message,
    },
};
use chrono::NaiveDate;
use entity::{
    kind::{LetterKind, Role},
    pause,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

/// Days after receipt, working days, within which a question may still stop the clock (law.md R2.5).
const PAUSE_WITHIN: usize = 3;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The question, in words to the requester.
    pub text: &'a str,
    /// The reasonable doubt about who asks, Art. 12(6); only with it the clock stops.
    pub doubt: Option<&'a str>,
}

/// Asks. The question itself waits in the portal; a letter says that it does and what it means for the date.
///
/// # Errors
/// Refused when the request does not stand where it can be asked, when the question comes too late to stop the clock,
/// without the role, or when somebody was first.
pub async fn ask(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, asking: Asking<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let next = lifecycle::next(Some(change.request.state), &Event::AskCustomer).map_err(Refusal::from)?;
    let today = helsinki_date(ctx.now());
    if asking.doubt.is_some() && !may_pause(change.request.received_on, today) {
        return Err(Refusal::TooLateToPause.into());
    }
    change.advance(|request| request.state = next).await?;
    if asking.doubt.is_some() {
        let row =
            pause::Model { id: ctx.mint()?, request_id: change.request.id, from_on: today, to_on: None };
        row.into_active_model().reset_all().insert(change.tx.db()).await?;
    }
    message::keep(ctx, &change.tx, change.request.id, Some(staff.id), asking.text).await?;
    let items = letters::items_of(change.tx.db(), change.request.id).await?;
    let question = Question { doubt: asking.doubt.map(str::to_owned) };
    let case = Case { request: &change.request, items: &items };
    post::post(ctx, &change.tx, case, LetterKind::Question, |facts| {
        facts.question = Some(question);
        // Nothing waits in the portal for somebody who cannot open it.
        facts.free_part = facts.on_paper.then(|| asking.text.to_owned());
    })
    .await?;
    change.record("request_asked", json!({ "pause": asking.doubt.is_some() })).await?;
    change.commit().await
}

/// Goes on without an answer.
///
/// # Errors
/// Refused when nothing was asked, without the role, or when somebody was first.
pub async fn resume(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let next = lifecycle::next(Some(change.request.state), &Event::Resume).map_err(Refusal::from)?;
    let (id, today) = (change.request.id, helsinki_date(ctx.now()));
    let mut pauses =
        pause::Entity::find().filter(pause::Column::RequestId.eq(id)).all(change.tx.db()).await?;
    for row in pauses.iter_mut().filter(|row| row.to_on.is_none()) {
        row.to_on = Some(today);
        row.clone().into_active_model().reset_all().update(change.tx.db()).await?;
    }
    let dates = deadline_of(&change.request, &pauses, today)?;
    change
        .advance(|request| {
            (request.state, request.due_on) = (next, dates.due_on);
            request.extended_due_on = request.extended_due_on.map(|_| dates.extended_due_on);
        })
        .await?;
    change.record("request_resumed", json!({})).await?;
    change.commit().await
}

/// Whether a question asked today may still stop the clock.
pub fn may_pause(received_on: NaiveDate, today: NaiveDate) -> bool {
    today <= calendar::working_day_after(received_on, PAUSE_WITHIN)
}
