//! Asks the requester for what is missing: the request waits for the answer, with or without a pause of the clock.

use crate::{
    actor::Staff,
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
    law::{
        calendar::helsinki_date,
        deadline::{self, Pause},
    },
    mail::{
        letter::Question,
        post::{self, Case},
    },
    request::{
        case::{deadline_of, pauses_of},
        change::{self, Seen},
        decision_letter as letters,
        lifecycle::{self, Event},
        message,
    },
};
use chrono::NaiveDate;
use entity::{
    kind::{LetterKind, Role},
    pause, request,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use serde_json::json;

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
    let before = pauses_of(change.tx.db(), change.request.id).await?;
    if asking.doubt.is_some() && !may_pause(change.request.received_on, &before, today) {
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
    let resumed = resumed(ctx, &change.tx, &change.request).await?;
    change.advance(|request| *request = request::Model { state: next, ..resumed }).await?;
    change.record("request_resumed", json!({})).await?;
    change.commit().await
}

/// Ends the pause today; gives the request with the dates that follow (R2.5).
pub(crate) async fn resumed(ctx: &Ctx, tx: &Write, request: &request::Model) -> Result<request::Model> {
    let today = helsinki_date(ctx.now());
    pause::Entity::update_many()
        .col_expr(pause::Column::ToOn, Expr::value(today))
        .filter(pause::Column::RequestId.eq(request.id))
        .filter(pause::Column::ToOn.is_null())
        .exec(tx.db())
        .await?;
    let dates = deadline_of(request, &pauses_of(tx.db(), request.id).await?, today)?;
    Ok(request::Model {
        due_on: dates.due_on,
        extended_due_on: request.extended_due_on.map(|_| dates.extended_due_on),
        ..request.clone()
    })
}

/// Whether a question asked today may stop the clock: without undue delay after receipt, or at once after an answer that
/// did not do (R2.5).
pub fn may_pause(received_on: NaiveDate, pauses: &[pause::Model], today: NaiveDate) -> bool {
    let ended = pauses.iter().filter_map(|row| Some(Pause { from: row.from_on, to: row.to_on? }));
    let now = Pause { from: today, to: today };
    let with_it: Vec<_> = ended.chain([now]).collect();
    deadline::counting_pauses(received_on, &with_it).contains(&now)
}
