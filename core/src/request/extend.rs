//! Extends the time for an answer, once and with reasons (Art. 12(3)): the exact letter first (E3), then its sending.

mod hold;

use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Refusal, Result},
    id::Reference,
    law::{
        calendar::helsinki_date,
        deadline::{self, Deadline},
        extension::{self as law, Complexity, NoExtension},
    },
    mail::{
        letter::{self, Extension, Facts, Letter},
        outbox::{self, Posting},
        post::{self, Case},
    },
    request::{
        case::{deadline_of, pauses_of},
        change::{self, Change, Seen},
        decision_letter as letters,
        lifecycle::{self, Event},
        own::LONGEST_MESSAGE,
    },
};
use chrono::NaiveDate;
use entity::{
    extension,
    id::{LetterId, RequestId},
    item,
    kind::{LetterKind, Role},
    pause, request,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;
use std::collections::HashMap;

/// Why the time is extended, in the words of the letter.
#[derive(Clone, Debug)]
pub struct Extending {
    pub complexity: Vec<Complexity>,
    /// The facts of this case.
    pub reasons: String,
    /// What the person has got already.
    pub delivered: Option<String>,
}

/// What an extension would change.
#[derive(Clone, Debug)]
pub struct Outlook {
    pub request: request::Model,
    /// The dates with every step that leads to them.
    pub deadline: Deadline,
    /// The last day on which the person may be told.
    pub tell_by: NaiveDate,
}

pub use hold::Waiting;
pub(crate) use hold::{is_pressing, overtaken, told, waiting};

/// The letter as it would go, with what it changes.
#[derive(Clone, Debug)]
pub struct Preview {
    pub outlook: Outlook,
    pub letter: Letter,
    /// Elements of law.md 3.2 that are lacking; empty when it may go.
    pub lacks: Vec<&'static str>,
}

/// A request with what an extension of it is composed of.
struct Open {
    request: request::Model,
    items: Vec<item::Model>,
    pauses: Vec<pause::Model>,
    waiting: Option<Waiting>,
}

/// Tells what an extension would change.
///
/// # Errors
/// Refused without the role, where the request stands, a second time, or after the unpaused month; not found for an
/// unknown reference.
pub async fn outlook(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Outlook> {
    change::require(staff, Role::Caseworker)?;
    look(ctx, &open(ctx.read(), change::find(ctx.read(), reference).await?).await?)
}

/// Shows the letter; nothing is kept.
///
/// # Errors
/// As [`outlook()`], and without reasons.
pub async fn preview(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    extending: &Extending,
) -> Result<Preview> {
    change::require(staff, Role::Caseworker)?;
    weigh(ctx, &open(ctx.read(), change::find(ctx.read(), reference).await?).await?, extending)
}

/// Writes the letter and queues it; the answer is due on the new date once it has left within the month.
///
/// # Errors
/// As [`preview()`], when the letter lacks something, or when somebody was first.
pub async fn extend(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, extending: &Extending) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let open = open(change.tx.db(), change.request.clone()).await?;
    let weighed = weigh(ctx, &open, extending)?;
    if !weighed.lacks.is_empty() {
        return Err(Refusal::LetterLacks { elements: weighed.lacks }.into());
    }
    let due_on = weighed.outlook.deadline.extended_due_on;
    change.advance(|_| {}).await?;
    let request = &change.request;
    let posting = Posting {
        request: request.id,
        kind: LetterKind::Extended,
        language: request.language,
        letter: &weighed.letter,
        to: request.requester_email.as_deref(),
    };
    let letter = outbox::enqueue_letter(ctx, &change.tx, &posting).await?;
    keep(&change, extending, (due_on, letter)).await?;
    let tell_by = weighed.outlook.tell_by;
    let detail = json!({ "due_on": due_on, "tell_by": tell_by, "complexity": codes(&extending.complexity) });
    change.record("extension_written", detail).await?;
    change.commit().await
}

/// Why the time of a request cannot be extended any more, whatever the reasons.
pub fn refused(request: &request::Model, waiting: Option<&Waiting>, today: NaiveDate) -> Option<NoExtension> {
    let refused = law::may_extend(request.received_on, today, request.extended_due_on.is_some()).err();
    refused.or_else(|| waiting.map(|waiting| NoExtension::Written(waiting.tell_by)))
}

/// The extensions that count, by request; those of a request that was opened again counted from an earlier receipt.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    requests: &[request::Model],
) -> Result<HashMap<RequestId, extension::Model>> {
    let extended: HashMap<_, _> = requests
        .iter()
        .filter(|request| request.extended_due_on.is_some())
        .map(|request| (request.id, request.received_on))
        .collect();
    if extended.is_empty() {
        return Ok(HashMap::new());
    }
    let kept = extension::Entity::find()
        .filter(extension::Column::RequestId.is_in(extended.keys().copied()))
        .all(db)
        .await?;
    let counts = |row: &extension::Model| extended.get(&row.request_id) == Some(&row.received_on);
    Ok(kept.into_iter().filter(counts).map(|row| (row.request_id, row)).collect())
}

/// The extension of one request that counts, if it is extended.
pub(crate) async fn one(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Option<extension::Model>> {
    Ok(of(db, std::slice::from_ref(request)).await?.remove(&request.id))
}

/// What makes a request complex, as an extension has it.
pub fn complexity(extension: Option<&extension::Model>) -> Vec<Complexity> {
    let codes = extension.map(|row| row.complexity.as_str()).unwrap_or_default();
    codes.split(',').filter_map(Complexity::from_code).collect()
}

/// A part that became a request of its own was extended with the first (R1.0.7).
pub(crate) async fn copy(change: &Change<'_>, origin: &request::Model) -> Result<()> {
    let kept = extension::Entity::find()
        .filter(extension::Column::RequestId.eq(origin.id))
        .filter(extension::Column::ReceivedOn.eq(origin.received_on));
    for row in kept.all(change.tx.db()).await? {
        let row = extension::Model { id: change.ctx.mint()?, request_id: change.request.id, ..row };
        row.into_active_model().reset_all().insert(change.tx.db()).await?;
    }
    Ok(())
}

async fn open(db: &impl ConnectionTrait, request: request::Model) -> Result<Open> {
    Ok(Open {
        items: letters::items_of(db, request.id).await?,
        pauses: pauses_of(db, request.id).await?,
        waiting: waiting(db, &request).await?,
        request,
    })
}

fn look(ctx: &Ctx, open: &Open) -> Result<Outlook> {
    let request = &open.request;
    lifecycle::next(Some(request.state), &Event::Extend).map_err(Refusal::from)?;
    let today = helsinki_date(ctx.now());
    if let Some(why) = refused(request, open.waiting.as_ref(), today) {
        return Err(Refusal::NoExtension(why).into());
    }
    Ok(Outlook {
        request: request.clone(),
        deadline: deadline_of(request, &open.pauses, today)?,
        tell_by: deadline::extension_notice_deadline(request.received_on),
    })
}

/// The letter with all that keeps it from going.
fn weigh(ctx: &Ctx, open: &Open, extending: &Extending) -> Result<Preview> {
    let outlook = look(ctx, open)?;
    if is_too_long(extending) {
        return Err(Refusal::Incomplete.into());
    }
    let wanted = law::Extension {
        told_at: ctx.now(),
        complexity: &extending.complexity,
        reasons: &extending.reasons,
        extended_before: open.request.extended_due_on.is_some(),
    };
    let until = wanted.due_on(&outlook.deadline).map_err(Refusal::NoExtension)?;
    let extension = Extension {
        until,
        complexity: extending.complexity.clone(),
        reasons: extending.reasons.clone(),
        delivered: extending.delivered.clone(),
        paused: open.pauses.iter().any(|pause| pause.to_on.is_none()),
    };
    let (kind, language) = (LetterKind::Extended, open.request.language);
    let facts = Facts {
        extension: Some(extension),
        ..post::facts(ctx, Case { request: &open.request, items: &open.items })
    };
    let sender = post::sender(&ctx.notice, language);
    let lacks = letter::lacks(kind, language, &sender, &facts);
    Ok(Preview { outlook, letter: letter::compose(kind, language, &sender, &facts), lacks })
}

/// What keeps an extension from being written, by the names of [`Extending`]; nothing when it may be.
pub fn lacks(extending: &Extending) -> Vec<&'static str> {
    let long = |text: &str| text.chars().count() > LONGEST_MESSAGE;
    let unreasoned = extending.reasons.trim().is_empty() || long(&extending.reasons);
    let lacking = [
        ("complexity", extending.complexity.is_empty()),
        ("reasons", unreasoned),
        ("delivered", extending.delivered.as_deref().is_some_and(long)),
    ];
    lacking.into_iter().filter(|(_, lacks)| *lacks).map(|(field, _)| field).collect()
}

fn is_too_long(extending: &Extending) -> bool {
    let texts = [Some(extending.reasons.as_str()), extending.delivered.as_deref()];
    texts.into_iter().flatten().any(|text| text.chars().count() > LONGEST_MESSAGE)
}

fn codes(complexity: &[Complexity]) -> String {
    complexity.iter().map(|it| it.code()).collect::<Vec<_>>().join(",")
}

async fn keep(
    change: &Change<'_>,
    extending: &Extending,
    (due_on, letter): (NaiveDate, LetterId),
) -> Result<()> {
    let row = extension::Model {
        id: change.ctx.mint()?,
        request_id: change.request.id,
        received_on: change.request.received_on,
        complexity: codes(&extending.complexity),
        reasons: extending.reasons.trim().into(),
        delivered: extending.delivered.clone(),
        due_on,
        told_by: change.staff.id,
        told_at: change.ctx.now(),
        letter_id: Some(letter),
    };
    row.into_active_model().reset_all().insert(change.tx.db()).await?;
    Ok(())
}
