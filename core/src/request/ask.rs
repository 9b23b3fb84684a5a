//! Asks the requester who they are (E2) or what they mean (E2b): the exact letter first, then its sending. The clock
//! stands still meanwhile where R2.5 lets it.

use crate::{
    actor::Staff,
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
    id::Reference,
    law::{
        calendar::helsinki_date,
        deadline::{self, Pause},
    },
    mail::{
        letter::{self, Facts, Letter},
        outbox::{self, Posting},
        post::{self, Case},
    },
    request::{
        case::{deadline_of, pauses_of},
        change::{self, Change, Seen},
        lifecycle::{self, Event},
        message,
        own::LONGEST_MESSAGE,
    },
};
use chrono::{Days, NaiveDate};
use entity::{
    id::{LetterId, MessageId, RequestId},
    kind::{LetterKind, MailState, QuestionKind, Right, Role},
    message as message_row, outbox as outbox_row, pause, question, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::json;

/// Days to answer a question that is asked after the unpaused month.
const LATE_ANSWER: Days = Days::new(7);

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    pub kind: QuestionKind,
    /// The question, in words to the requester.
    pub text: &'a str,
    /// The reasonable doubt about who asks (Art. 12(6)); of a clarification, why the quantity of data makes the
    /// question necessary (recital 63), demanded only where the clock stops.
    pub reason: &'a str,
    /// Why what is known already does not do; of a question about identity.
    pub lesser_means: &'a str,
    /// Why the requester cannot be identified without the answer; of a question about identity.
    pub cannot_identify: &'a str,
    /// Whether the clock stands still until the answer.
    pub pauses: bool,
}

/// What a question would mean for the dates.
#[derive(Clone, Debug)]
pub struct Outlook {
    pub request: request::Model,
    /// Whether a question of this kind asked now may stop the clock (R2.5).
    pub may_pause: bool,
    /// The last day for the answer.
    pub answer_by: NaiveDate,
}

/// The letter as it would go.
#[derive(Clone, Debug)]
pub struct Preview {
    pub outlook: Outlook,
    pub letter: Letter,
}

/// A question that waits for its answer, with its words.
#[derive(Clone, Debug)]
pub struct Open {
    pub row: question::Model,
    pub text: String,
}

/// Tells what a question would mean.
///
/// # Errors
/// Refused without the role, or where the request stands; not found for an unknown reference.
pub async fn outlook(ctx: &Ctx, staff: &Staff, reference: &Reference, kind: QuestionKind) -> Result<Outlook> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    let pauses = pauses_of(ctx.read(), request.id).await?;
    look(ctx, &request, &pauses, kind)
}

/// Shows the letter; nothing is kept.
///
/// # Errors
/// As [`ask()`].
pub async fn preview(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    asking: &Asking<'_>,
) -> Result<Preview> {
    let outlook = outlook(ctx, staff, reference, asking.kind).await?;
    weigh(ctx, outlook, asking)
}

/// Asks. The question stands in the letter and on the page of the request, where it is answered.
///
/// # Errors
/// Refused when the request does not stand where it can be asked, when something that must be written is not, when the
/// question comes too late to stop the clock, without the role, or when somebody was first.
pub async fn ask(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, asking: &Asking<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let pauses = pauses_of(change.tx.db(), change.request.id).await?;
    let weighed = weigh(ctx, look(ctx, &change.request, &pauses, asking.kind)?, asking)?;
    let next = lifecycle::next(Some(change.request.state), &Event::AskCustomer).map_err(Refusal::from)?;
    change.advance(|request| request.state = next).await?;
    let (request, today) = (&change.request, helsinki_date(ctx.now()));
    if asking.pauses {
        let row = pause::Model { id: ctx.mint()?, request_id: request.id, from_on: today, to_on: None };
        row.into_active_model().reset_all().insert(change.tx.db()).await?;
    }
    let words = message::keep(ctx, &change.tx, request.id, Some(staff.id), asking.text.trim()).await?;
    let posting = Posting {
        request: request.id,
        kind: LetterKind::Question,
        language: request.language,
        letter: &weighed.letter,
        to: request.requester_email.as_deref(),
    };
    let letter = outbox::enqueue_letter(ctx, &change.tx, &posting).await?;
    if let Some(words) = words {
        keep(&change, asking, (words, letter), weighed.outlook.answer_by).await?;
    }
    let detail = json!({ "kind": asking.kind.code(), "pause": asking.pauses });
    change.record("request_asked", detail).await?;
    change.commit().await
}

/// Goes on without an answer, or after one that came another way.
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

/// What must be written and is not, by the names of [`Asking`].
pub fn lacking(asking: &Asking<'_>) -> Vec<&'static str> {
    let identity = asking.kind == QuestionKind::Identity;
    let texts = [
        ("text", asking.text, true),
        ("reason", asking.reason, identity || asking.pauses),
        ("lesser_means", asking.lesser_means, identity),
        ("cannot_identify", asking.cannot_identify, identity),
    ];
    let unfit = |text: &str, needed| {
        let length = text.trim().chars().count();
        needed && length == 0 || length > LONGEST_MESSAGE
    };
    texts.into_iter().filter(|(_, text, needed)| unfit(text, *needed)).map(|(name, ..)| name).collect()
}

/// Whether a question asked today may stop the clock: without undue delay after receipt, or at once after an answer that
/// did not do (R2.5). What somebody means is asked so only of much data (recital 63).
pub fn may_pause(
    request: &request::Model,
    pauses: &[pause::Model],
    kind: QuestionKind,
    today: NaiveDate,
) -> bool {
    let allowed = kind == QuestionKind::Identity || request.right == Some(Right::Access);
    let ended = pauses.iter().filter_map(|row| Some(Pause { from: row.from_on, to: row.to_on? }));
    let now = Pause { from: today, to: today };
    let with_it: Vec<_> = ended.chain([now]).collect();
    allowed && deadline::counting_pauses(request.received_on, &with_it).contains(&now)
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

/// Nothing that was asked on a request waits any more.
pub(super) async fn end(ctx: &Ctx, tx: &Write, request: RequestId) -> Result<()> {
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

fn look(ctx: &Ctx, request: &request::Model, pauses: &[pause::Model], kind: QuestionKind) -> Result<Outlook> {
    lifecycle::next(Some(request.state), &Event::AskCustomer).map_err(Refusal::from)?;
    let today = helsinki_date(ctx.now());
    Ok(Outlook {
        request: request.clone(),
        may_pause: may_pause(request, pauses, kind, today),
        answer_by: answer_by(request.received_on, today),
    })
}

/// The day before the letter of R2.6 must go; after the unpaused month a week.
fn answer_by(received_on: NaiveDate, today: NaiveDate) -> NaiveDate {
    let before = deadline::extension_notice_deadline(received_on).pred_opt();
    before.filter(|before| *before >= today).unwrap_or(today + LATE_ANSWER)
}

fn weigh(ctx: &Ctx, outlook: Outlook, asking: &Asking<'_>) -> Result<Preview> {
    if !lacking(asking).is_empty() {
        return Err(Refusal::Incomplete.into());
    }
    if asking.pauses && !outlook.may_pause {
        return Err(Refusal::TooLateToPause.into());
    }
    let request = &outlook.request;
    let question = letter::Question {
        kind: asking.kind,
        text: asking.text.into(),
        reason: Some(asking.reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
        paused: asking.pauses,
        answer_by: outlook.answer_by,
    };
    let facts = Facts { question: Some(question), ..post::facts(ctx, Case { request, items: &[] }) };
    let language = request.language;
    let sender = post::sender(&ctx.notice, language);
    let letter = letter::compose(LetterKind::Question, language, &sender, &facts);
    Ok(Preview { outlook, letter })
}

async fn keep(
    change: &Change<'_>,
    asking: &Asking<'_>,
    (message_id, letter_id): (MessageId, LetterId),
    answer_by: NaiveDate,
) -> Result<()> {
    let written = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let row = question::Model {
        id: change.ctx.mint()?,
        request_id: change.request.id,
        kind: asking.kind,
        message_id,
        letter_id,
        reason: written(asking.reason),
        lesser_means: written(asking.lesser_means),
        cannot_identify: written(asking.cannot_identify),
        answer_by,
        asked_by: change.staff.id,
        asked_at: change.ctx.now(),
        ended_at: None,
    };
    row.into_active_model().reset_all().insert(change.tx.db()).await?;
    Ok(())
}
