//! Asks the requester who they are (E2), what they mean (E2b), or whether they pay a fee (E6b): the exact letter first,
//! then its sending. The clock stands still meanwhile where R2.5 lets it.

mod again;
mod wait;

use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Refusal, Result},
    id::Reference,
    law::{
        asking as law,
        calendar::helsinki_date,
        deadline::{self, Pause},
        ground::Ground,
        too_much,
    },
    mail::{
        letter::{self, Facts, Letter},
        outbox::{self, Posting},
        post::{self, Case},
    },
    request::{
        case::pauses_of,
        change::{self, Change, Seen},
        lifecycle::{self, Event},
        message,
        own::LONGEST_MESSAGE,
    },
};
use chrono::NaiveDate;
use entity::{
    id::{LetterId, MessageId},
    kind::{LetterKind, QuestionKind, Right, Role},
    pause, question, request,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, IntoActiveModel};
use serde_json::json;

pub use again::Earlier;
pub use wait::{Open, Paused};
pub(crate) use wait::{end, has_left, is_awaited, left, open_question, paused, post_by, resumed};

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    pub kind: QuestionKind,
    /// The question, in words to the requester.
    pub text: &'a str,
    /// The reasonable doubt about who asks (Art. 12(6)); of a clarification, why the quantity of data makes the
    /// question necessary (recital 63), demanded only where the clock stops; of a fee, the facts by which the request is
    /// manifestly unfounded or excessive (Art. 12(5)).
    pub reason: &'a str,
    /// The amount of a fee, with its currency.
    pub fee: &'a str,
    /// Why what is known already does not do; of a question about identity.
    pub lesser_means: &'a str,
    /// Why the requester cannot be identified without the answer; of a question about identity.
    pub cannot_identify: &'a str,
    /// What the answer before lacked; of what was asked before. Asking again for the same reason is a stall.
    pub again: &'a str,
    /// Whether the clock stands still until the answer.
    pub pauses: bool,
}

/// The longest amount of a fee, in characters.
const LONGEST_FEE: usize = 60;

impl Asking<'_> {
    /// The question as the person reads it: of a fee its amount comes first.
    fn words(&self) -> String {
        let text = self.text.trim();
        if self.kind == QuestionKind::Fee {
            format!("{}\n\n{text}", self.fee.trim())
        } else {
            text.to_owned()
        }
    }
}

/// What a question would mean for the dates.
#[derive(Clone, Debug)]
pub struct Outlook {
    pub request: request::Model,
    /// Whether a question of this kind asked now may stop the clock (R2.5).
    pub may_pause: bool,
    /// The last day for the answer.
    pub answer_by: NaiveDate,
    /// The day on which we must speak, where it comes first (R2.6).
    pub limit: Option<NaiveDate>,
    /// The last question of this kind that was asked on the request.
    pub earlier: Option<Earlier>,
}

/// The letter as it would go.
#[derive(Clone, Debug)]
pub struct Preview {
    pub outlook: Outlook,
    pub letter: Letter,
}

/// Tells what a question would mean.
///
/// # Errors
/// Refused without the role, or where the request stands; not found for an unknown reference.
pub async fn outlook(ctx: &Ctx, staff: &Staff, reference: &Reference, kind: QuestionKind) -> Result<Outlook> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    look(ctx, ctx.read(), &request, kind).await
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
/// Refused when the request does not stand where it can be asked, when no fee can be asked for its right, when something that must be written is not, when the
/// question comes too late to stop the clock, without the role, or when somebody was first.
pub async fn ask(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, asking: &Asking<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let outlook = look(ctx, change.tx.db(), &change.request, asking.kind).await?;
    let weighed = weigh(ctx, outlook, asking)?;
    let next = lifecycle::next(Some(change.request.state), &Event::AskCustomer).map_err(Refusal::from)?;
    change.advance(|request| request.state = next).await?;
    let (request, today) = (&change.request, helsinki_date(ctx.now()));
    if asking.pauses {
        let row = pause::Model { id: ctx.mint()?, request_id: request.id, from_on: today, to_on: None };
        row.into_active_model().reset_all().insert(change.tx.db()).await?;
    }
    let words = message::keep(ctx, &change.tx, request.id, Some(staff.id), &asking.words()).await?;
    let posting = Posting {
        request: request.id,
        kind: LetterKind::Question,
        language: request.language,
        letter: &weighed.letter,
        to: request.requester_email.as_deref(),
    };
    let letter = outbox::enqueue_letter(ctx, &change.tx, &posting).await?;
    if let Some(words) = words {
        keep(&change, asking, (words, letter), &weighed.outlook).await?;
    }
    let again = weighed.outlook.earlier.is_some();
    let detail = json!({ "kind": asking.kind.code(), "pause": asking.pauses, "again": again });
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

/// Whether a reasonable fee can be asked at all: for what may be refused as unfounded or excessive (Art. 12(5)), which no
/// objection to marketing and no withdrawal of consent is.
pub fn may_cost(request: &request::Model) -> bool {
    request.right.is_some_and(|right| Ground::Excessive.fits(right))
}

/// What must be written and is not, by the names of [`Asking`].
pub fn lacking(asking: &Asking<'_>, earlier: Option<&Earlier>) -> Vec<&'static str> {
    let identity = asking.kind == QuestionKind::Identity;
    let fee = asking.kind == QuestionKind::Fee;
    let texts = [
        ("again", asking.again, earlier.is_some()),
        ("reason", asking.reason, identity || fee || asking.pauses),
        ("fee", asking.fee, fee),
        ("text", asking.text, true),
        ("lesser_means", asking.lesser_means, identity),
        ("cannot_identify", asking.cannot_identify, identity),
    ];
    let unfit = |name: &str, text: &str, needed| {
        let length = text.trim().chars().count();
        let stale = name == "again" && earlier.is_some_and(|earlier| earlier.gave(text));
        let longest = if name == "fee" { LONGEST_FEE } else { LONGEST_MESSAGE };
        needed && length == 0 || length > longest || stale
    };
    texts
        .into_iter()
        .filter(|(name, text, needed)| unfit(name, text, *needed))
        .map(|(name, ..)| name)
        .collect()
}

/// The texts to the person that ask for a copy of an identity paper, by the names of [`Asking`]: nobody is to send one
/// (law.md R4.8, E2).
pub fn asking_for_copy(asking: &Asking<'_>) -> Vec<&'static str> {
    let read = [("again", asking.again), ("reason", asking.reason), ("text", asking.text)];
    read.into_iter().filter(|(_, text)| too_much::is_asked_in(text)).map(|(name, _)| name).collect()
}

/// Whether a question asked today may stop the clock: without undue delay after receipt, or at once after an answer that
/// did not do (R2.5). What somebody means is asked so only of much data (recital 63).
fn may_pause(
    request: &request::Model,
    pauses: &[pause::Model],
    (kind, earlier): (QuestionKind, Option<&Earlier>),
    today: NaiveDate,
) -> bool {
    let allowed = match kind {
        QuestionKind::Identity => true,
        QuestionKind::Clarification => request.right == Some(Right::Access),
        QuestionKind::Fee => false,
    };
    let at_once = earlier.is_none_or(|earlier| law::may_pause_again(earlier.answered_on, today));
    let ended = pauses.iter().filter_map(|row| Some(Pause { from: row.from_on, to: row.to_on? }));
    let now = Pause { from: today, to: today };
    let with_it: Vec<_> = ended.chain([now]).collect();
    allowed && at_once && deadline::counting_pauses(request.received_on, &with_it).contains(&now)
}

async fn look(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    kind: QuestionKind,
) -> Result<Outlook> {
    lifecycle::next(Some(request.state), &Event::AskCustomer).map_err(Refusal::from)?;
    if kind == QuestionKind::Fee && !may_cost(request) {
        return Err(Refusal::FreeOfCharge.into());
    }
    let today = helsinki_date(ctx.now());
    let (pauses, earlier) = (pauses_of(db, request.id).await?, again::earlier(db, request, kind).await?);
    let times = law::times(&law::Asked {
        kind,
        on: today,
        by_post: request.requester_email.is_none(),
        received_on: request.received_on,
        due_on: request.due_on,
        extended_due_on: request.extended_due_on,
    });
    let outlook = Outlook {
        request: request.clone(),
        may_pause: may_pause(request, &pauses, (kind, earlier.as_ref()), today),
        answer_by: times.answer_by,
        limit: times.limit,
        earlier,
    };
    in_time(&outlook, (kind, outlook.may_pause), today)?;
    Ok(outlook)
}

/// Who stays unknown gets the letter of R2.6 on the last day, and their answer opens the request again; what stays
/// unclear must be decided by then, so that asking gives no time to answer.
fn in_time(outlook: &Outlook, (kind, pauses): (QuestionKind, bool), today: NaiveDate) -> Result<()> {
    let Some(by) = outlook.limit else { return Ok(()) };
    let late = match kind {
        QuestionKind::Identity => by == today,
        QuestionKind::Clarification | QuestionKind::Fee => !pauses,
    };
    if late { Err(Refusal::TooLateToAsk { kind, by }.into()) } else { Ok(()) }
}

fn weigh(ctx: &Ctx, outlook: Outlook, asking: &Asking<'_>) -> Result<Preview> {
    if !(lacking(asking, outlook.earlier.as_ref()).is_empty() && asking_for_copy(asking).is_empty()) {
        return Err(Refusal::Incomplete.into());
    }
    if asking.pauses && !outlook.may_pause {
        return Err(Refusal::TooLateToPause.into());
    }
    let (request, today) = (&outlook.request, helsinki_date(ctx.now()));
    in_time(&outlook, (asking.kind, asking.pauses), today)?;
    let question = letter::Question {
        kind: asking.kind,
        text: asking.words(),
        reason: written(asking.reason),
        again: outlook.earlier.as_ref().and_then(|_| written(asking.again)),
        paused: asking.pauses,
        overdue: request.extended_due_on.unwrap_or(request.due_on) < today,
        answer_by: outlook.answer_by,
        limit: outlook.limit.filter(|_| asking.kind == QuestionKind::Identity),
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
    outlook: &Outlook,
) -> Result<()> {
    let row = question::Model {
        id: change.ctx.mint()?,
        request_id: change.request.id,
        kind: asking.kind,
        message_id,
        letter_id,
        reason: written(asking.reason),
        lesser_means: written(asking.lesser_means),
        cannot_identify: written(asking.cannot_identify),
        asked_again: outlook.earlier.as_ref().and_then(|_| written(asking.again)),
        answer_by: outlook.answer_by,
        limit_on: outlook.limit.filter(|_| asking.kind == QuestionKind::Identity),
        asked_by: change.staff.id,
        asked_at: change.ctx.now(),
        ended_at: None,
    };
    row.into_active_model().reset_all().insert(change.tx.db()).await?;
    Ok(())
}

fn written(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
