//! What each holder of the data must do after a decision (Art. 19), and what it answered.

use crate::{
    actor::Staff,
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    lang,
    law::calendar,
    notice::profile::Profile,
    request::{
        change::{self, Change, Seen},
        lifecycle::{self, Event},
    },
};
use chrono::NaiveDate;
use entity::{
    id::{RequestId, StepId},
    kind::{Language, Role, State, StepState},
    request, step,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// A holder is told within so many working days (law.md R1.5.1; the law sets no number).
const TOLD_WITHIN: usize = 3;

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

/// What one holder is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Instruction {
    /// Code of a recipient of the notice.
    pub holder: String,
    pub text: String,
}

/// A holder by its name, else by what it does.
pub fn holder_name(notice: &Profile, code: &str, language: Language) -> String {
    let recipient = notice.recipients.iter().find(|recipient| recipient.code == code);
    let named = |recipient: &crate::notice::profile::Recipient| {
        recipient.named().unwrap_or_else(|| recipient.label.in_language(language)).to_owned()
    };
    recipient.map_or_else(|| code.to_owned(), named)
}

/// The day by when a holder is told of something decided today.
pub(crate) fn done_by(today: NaiveDate) -> NaiveDate {
    calendar::working_day_after(today, TOLD_WITHIN)
}

/// What every holder of the categories touched is told; it names the case and the fields, no value.
pub(crate) fn instructions(
    ctx: &Ctx,
    request: &request::Model,
    touched: &[(&'static str, String)],
) -> Vec<Instruction> {
    let mut fields: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (category, label) in touched {
        for holder in ctx.notice.holders_of(category) {
            fields.entry(holder.code.clone()).or_default().insert(label);
        }
    }
    let language = ctx.notice.languages.first().copied().unwrap_or(Language::Fi);
    let text = |fields: BTreeSet<&str>| {
        let fields = fields.into_iter().collect::<Vec<_>>().join(", ");
        let args = [("reference", request.reference.clone().into()), ("fields", fields.into())];
        lang::text_with(language, "desk-instruction-rectification", &args)
    };
    fields.into_iter().map(|(holder, fields)| Instruction { holder, text: text(fields) }).collect()
}

/// Opens a step per instruction.
pub(crate) async fn open(
    ctx: &Ctx,
    tx: &Write,
    request: RequestId,
    instructions: Vec<Instruction>,
) -> Result<()> {
    for Instruction { holder, text } in instructions {
        let row = step::Model {
            id: ctx.mint()?,
            request_id: request,
            holder,
            instruction: text,
            state: StepState::Open,
            answer: None,
            opened_at: ctx.now(),
            told_at: None,
            answered_at: None,
            answered_by: None,
        };
        row.into_active_model().reset_all().insert(tx.db()).await?;
    }
    Ok(())
}

/// The steps of a request, in the order they were opened.
pub(crate) async fn of(db: &impl ConnectionTrait, request: RequestId) -> Result<Vec<step::Model>> {
    let steps = step::Entity::find().filter(step::Column::RequestId.eq(request));
    Ok(steps.order_by_asc(step::Column::Id).all(db).await?)
}

/// Notes that a holder has been told.
///
/// # Errors
/// Refused when it was told or has answered already, or when the page is out of date.
pub async fn tell(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: StepId) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let mut row = due(&change, id, &[StepState::Open]).await?;
    (row.state, row.told_at) = (StepState::Told, Some(ctx.now()));
    let holder = row.holder.clone();
    change.advance(|_| {}).await?;
    row.into_active_model().reset_all().update(change.tx.db()).await?;
    change.record("step_told", json!({ "holder": holder })).await?;
    change.commit().await
}

/// Notes what a holder answered; the last answer closes the request.
///
/// # Errors
/// Refused when it has answered already, or when the page is out of date.
pub async fn answer(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: StepId, answer: Answer) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let mut row = due(&change, id, &[StepState::Open, StepState::Told]).await?;
    (row.state, row.answer) = match answer {
        Answer::Done => (StepState::Done, None),
        Answer::NotHeld => (StepState::NotHeld, None),
        Answer::Cannot(reason) => (StepState::Cannot, Some(reason)),
    };
    (row.answered_at, row.answered_by) = (Some(ctx.now()), Some(staff.id));
    let detail = json!({ "holder": row.holder, "answer": row.state.code() });
    let steps = of(change.tx.db(), change.request.id).await?;
    let last = steps.iter().all(|other| other.id == id || is_answered(other.state));
    let state = change.request.state;
    let next = if last {
        lifecycle::next(Some(state), &Event::LastStepAnswered).map_err(Refusal::from)?
    } else {
        state
    };
    let closed_at = (next == State::Closed).then(|| ctx.now());
    change.advance(|request| (request.state, request.closed_at) = (next, closed_at)).await?;
    row.into_active_model().reset_all().update(change.tx.db()).await?;
    change.record("step_answered", detail).await?;
    if last {
        change.record("request_closed", json!({})).await?;
    }
    change.commit().await
}

const fn is_answered(state: StepState) -> bool {
    matches!(state, StepState::Done | StepState::NotHeld | StepState::Cannot)
}

/// A step of this request that is still in one of the states.
async fn due(change: &Change<'_>, id: StepId, states: &[StepState]) -> Result<step::Model> {
    let found = step::Entity::find_by_id(id).filter(step::Column::RequestId.eq(change.request.id));
    let row = found.one(change.tx.db()).await?.ok_or(Error::NotFound)?;
    if states.contains(&row.state) {
        Ok(row)
    } else {
        Err(Refusal::NotNow { state: change.request.state }.into())
    }
}
