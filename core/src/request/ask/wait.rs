//! What waits for its answer: from when it is asked, and how it ends. Its clock runs again with it (R2.5).

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
    identity::mute,
    law::{asking, calendar::helsinki_date},
    mail::outbox::again,
    request::{
        case::{deadline_of, pauses_of},
        queue::row::counting_date,
    },
};
use chrono::NaiveDate;
use entity::{
    id::{LetterId, RequestId},
    kind::{LetterKind, MailState, Outcome, QuestionKind, State},
    message as message_row, outbox as outbox_row, pause, question, request,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use serde_json::json;
use std::collections::{HashMap, HashSet};

/// A question that waits for its answer, with its words.
#[derive(Clone, Debug)]
pub struct Open {
    pub row: question::Model,
    pub text: String,
}

/// A clock that stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paused {
    pub since: NaiveDate,
    /// What was asked; nothing of what was asked before questions were kept.
    pub kind: Option<QuestionKind>,
    /// Whether the question has left; before that nothing stands still.
    pub asked: bool,
    /// The date that counts, if the answer came today.
    pub due_on: NaiveDate,
}

/// The clocks that stand still, by request.
pub(crate) async fn paused(
    db: &impl ConnectionTrait,
    requests: &[request::Model],
    today: NaiveDate,
) -> Result<HashMap<RequestId, Paused>> {
    let waiting = requests.iter().filter(|request| request.state == State::AwaitingCustomer);
    let ids: Vec<_> = waiting.clone().map(|request| request.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let pauses = pause::Entity::find().filter(pause::Column::RequestId.is_in(ids.iter().copied()));
    let pauses = pauses.order_by_asc(pause::Column::FromOn).all(db).await?;
    let open = question::Entity::find().filter(question::Column::EndedAt.is_null());
    let open = open.filter(question::Column::RequestId.is_in(ids)).all(db).await?;
    let sent = sent(db, &open).await?;
    let mut found = HashMap::new();
    for request in waiting {
        let own: Vec<_> = pauses.iter().filter(|row| row.request_id == request.id).cloned().collect();
        let Some(running) = own.iter().find(|row| row.to_on.is_none()) else { continue };
        let question = open.iter().find(|row| row.request_id == request.id);
        let asked = question.is_none_or(|row| sent.contains(&row.letter_id));
        let dates = deadline_of(request, &own, today)?;
        let moved = request.extended_due_on.map_or(dates.due_on, |_| dates.extended_due_on);
        let due_on = if asked { moved } else { counting_date(request) };
        let (since, kind) = (running.from_on, question.map(|row| row.kind));
        found.insert(request.id, Paused { since, kind, asked, due_on });
    }
    Ok(found)
}

/// Which of the letters that ask have left.
async fn sent(db: &impl ConnectionTrait, asked: &[question::Model]) -> Result<HashSet<LetterId>> {
    let left = outbox_row::Entity::find()
        .filter(outbox_row::Column::LetterId.is_in(asked.iter().map(|row| row.letter_id)))
        .filter(outbox_row::Column::State.is_in([MailState::Sent, MailState::Printed]));
    Ok(left.all(db).await?.into_iter().filter_map(|row| row.letter_id).collect())
}

/// The last day on which a letter that asks may be posted, while its question waits (R2.5).
pub(crate) async fn post_by(db: &impl ConnectionTrait, letter: LetterId) -> Result<Option<NaiveDate>> {
    let open = question::Entity::find()
        .filter(question::Column::LetterId.eq(letter))
        .filter(question::Column::EndedAt.is_null());
    Ok(open.one(db).await?.map(|row| asking::post_by(row.answer_by)))
}

/// The question that waits for its answer, if one does.
pub(crate) async fn open_question(db: &impl ConnectionTrait, request: RequestId) -> Result<Option<Open>> {
    let asked = question::Entity::find()
        .filter(question::Column::RequestId.eq(request))
        .filter(question::Column::EndedAt.is_null())
        .order_by_desc(question::Column::AskedAt);
    let Some(row) = asked.one(db).await? else { return Ok(None) };
    let words = message_row::Entity::find_by_id(row.message_id).one(db).await?;
    Ok(Some(Open { text: words.map(|words| words.body).unwrap_or_default(), row }))
}

/// Whether an address waits to say what only its owner can: the answer to a question, the one whose lack closed a request
/// within the time a mute lasts, or what they meant by words that were taken for no request; both open it again (R2.6).
pub(crate) async fn is_awaited(ctx: &Ctx, db: &impl ConnectionTrait, email_key: &str) -> Result<bool> {
    use request::Column as Of;
    let unknown = Of::State
        .eq(State::Closed)
        .and(Of::Outcome.is_in([Outcome::NotIdentified, Outcome::NoRequest]))
        .and(Of::ClosedAt.gt(ctx.now() - mute::LASTS));
    let awaited = request::Entity::find()
        .filter(Of::RequesterKey.eq(email_key))
        .filter(Of::State.eq(State::AwaitingCustomer).or(unknown));
    Ok(awaited.one(db).await?.is_some())
}

/// The letter that asks left on a day: from then the clock stands still, not from when it was written (R2.5).
pub(crate) async fn left(tx: &Write, letter: LetterId, on: NaiveDate) -> Result<()> {
    let asked = question::Entity::find().filter(question::Column::LetterId.eq(letter));
    let Some(asked) = asked.filter(question::Column::EndedAt.is_null()).one(tx.db()).await? else {
        return Ok(());
    };
    pause::Entity::update_many()
        .col_expr(pause::Column::FromOn, Expr::value(on))
        .filter(pause::Column::RequestId.eq(asked.request_id))
        .filter(pause::Column::ToOn.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Whether the letter that asks has left.
pub(crate) async fn has_left(db: &impl ConnectionTrait, letter: LetterId) -> Result<bool> {
    let sent = outbox_row::Entity::find()
        .filter(outbox_row::Column::LetterId.eq(letter))
        .filter(outbox_row::Column::State.is_in([MailState::Sent, MailState::Printed]));
    Ok(sent.one(db).await?.is_some())
}

/// Nothing that was asked on a request waits any more; a question that has not left goes no more.
pub(crate) async fn end(ctx: &Ctx, tx: &Write, request: RequestId) -> Result<()> {
    if let Some(open) = open_question(tx.db(), request).await?
        && again::overtaken(ctx, tx, open.row.letter_id).await?
    {
        let entry = Entry::on(request, What("letter_overtaken"), Actor::System);
        record(ctx, tx, entry.with(json!({ "letter": LetterKind::Question.code() }))).await?;
    }
    question::Entity::update_many()
        .col_expr(question::Column::EndedAt, Expr::value(Some(ctx.now())))
        .filter(question::Column::RequestId.eq(request))
        .filter(question::Column::EndedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// What was never asked stopped no clock: the pause lasts no day.
async fn unask(tx: &Write, request: RequestId) -> Result<()> {
    let Some(open) = open_question(tx.db(), request).await? else { return Ok(()) };
    if has_left(tx.db(), open.row.letter_id).await? {
        return Ok(());
    }
    pause::Entity::update_many()
        .col_expr(pause::Column::ToOn, Expr::col(pause::Column::FromOn))
        .filter(pause::Column::RequestId.eq(request))
        .filter(pause::Column::ToOn.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Ends question and pause today; gives the request with the dates that follow (R2.5).
pub(crate) async fn resumed(ctx: &Ctx, tx: &Write, request: &request::Model) -> Result<request::Model> {
    let today = helsinki_date(ctx.now());
    unask(tx, request.id).await?;
    end(ctx, tx, request.id).await?;
    pause::Entity::update_many()
        .col_expr(pause::Column::ToOn, Expr::value(today))
        .filter(pause::Column::RequestId.eq(request.id))
        .filter(pause::Column::ToOn.is_null())
        .exec(tx.db())
        .await?;
    let pauses = pauses_of(tx.db(), request.id).await?;
    let dates = deadline_of(request, &pauses, today)?;
    Ok(request::Model {
        due_on: dates.due_on,
        extended_due_on: request.extended_due_on.map(|_| dates.extended_due_on),
        ..request.clone()
    })
}
