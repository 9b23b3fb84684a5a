//! From when an extension holds: once the letter that tells of it has left within the month (Art. 12(3)), not when it
//! is written; and what becomes of a letter that the answer overtakes.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Result},
    law::{calendar::helsinki_date, deadline, extension as law},
    mail::outbox::again,
    request::case::{deadline_of, pauses_of},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    extension,
    id::LetterId,
    kind::{LetterKind, State},
    letter, outbox, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde_json::json;

/// An extension that is written and holds only once its letter has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub letter: Option<LetterId>,
    /// The date the letter tells.
    pub due_on: NaiveDate,
    /// The last day on which it may leave.
    pub tell_by: NaiveDate,
}

/// What is written for a request and does not hold, if anything.
pub(crate) async fn waiting(db: &impl ConnectionTrait, request: &request::Model) -> Result<Option<Waiting>> {
    let decided = matches!(request.state, State::Fulfilling | State::Closed);
    if decided || request.extended_due_on.is_some() {
        return Ok(None);
    }
    let written = extension::Entity::find()
        .filter(extension::Column::RequestId.eq(request.id))
        .filter(extension::Column::ReceivedOn.eq(request.received_on));
    let tell_by = deadline::extension_notice_deadline(request.received_on);
    Ok(written.one(db).await?.map(|row| Waiting { letter: row.letter_id, due_on: row.due_on, tell_by }))
}

/// Notes that a letter left at a moment: the extension it tells of holds from now on, also for what was split from the
/// request; too late, the old date stands.
pub(crate) async fn told(
    ctx: &Ctx,
    tx: &Write,
    actor: Actor<'_>,
    letter: &letter::Model,
    at: DateTime<Utc>,
) -> Result<()> {
    if letter.kind != LetterKind::Extended {
        return Ok(());
    }
    let told_on = helsinki_date(at);
    for (row, request) in awaiting(tx, letter.id).await? {
        let in_time = law::told_in_time(row.received_on, told_on).is_ok();
        let what = What(if in_time { "request_extended" } else { "extension_too_late" });
        let mut detail = json!({ "told_on": told_on });
        let id = request.id;
        if in_time {
            let request = hold(ctx, tx, request).await?;
            (detail["due_on"], detail["version"]) = (json!(request.extended_due_on), json!(request.version));
            let row = extension::Model { told_at: at, ..row };
            row.into_active_model().reset_all().update(tx.db()).await?;
        }
        record(ctx, tx, Entry::on(id, what, actor).with(detail)).await?;
    }
    Ok(())
}

/// A mail that no server takes is given up while there is time to post the letter (Art. 12(3)).
pub(crate) async fn is_pressing(ctx: &Ctx, mail: &outbox::Model) -> Result<bool> {
    let Some(letter) = mail.letter_id else { return Ok(false) };
    let told = extension::Entity::find().filter(extension::Column::LetterId.eq(letter));
    let row = told.one(ctx.read()).await?;
    Ok(row.is_some_and(|row| law::is_pressing(row.received_on, mail.created_at, ctx.now())))
}

/// The answer or the end of a request came first: what was written before and has not left is of no use any more. An
/// acknowledgement is only where it waits to be posted; a mail is on its way at once.
pub(crate) async fn overtaken(
    ctx: &Ctx,
    tx: &Write,
    actor: Actor<'_>,
    request: &request::Model,
) -> Result<()> {
    let letters = letter::Entity::find().filter(letter::Column::RequestId.eq(request.id)).filter(
        letter::Column::Kind.is_in([LetterKind::Acknowledgement, LetterKind::Extended, LetterKind::Question]),
    );
    for letter in letters.all(tx.db()).await? {
        if letter.kind == LetterKind::Acknowledgement && !again::is_to_print(tx, letter.id).await? {
            continue;
        }
        // What was split from it may still wait for the same letter.
        if awaiting(tx, letter.id).await?.is_empty() && again::overtaken(ctx, tx, letter.id).await? {
            let entry = Entry::on(request.id, What("letter_overtaken"), actor);
            record(ctx, tx, entry.with(json!({ "letter": letter.kind.code() }))).await?;
        }
    }
    Ok(())
}

/// The open requests whose extension a letter tells of and which are not extended yet.
async fn awaiting(tx: &Write, letter: LetterId) -> Result<Vec<(extension::Model, request::Model)>> {
    let rows = extension::Entity::find().filter(extension::Column::LetterId.eq(letter));
    let mut found = Vec::new();
    for row in rows.all(tx.db()).await? {
        // Whoever decides it meanwhile has it first, or waits: the whole row is written below.
        let of = request::Entity::find_by_id(row.request_id).lock_exclusive().one(tx.db()).await?;
        let request = of.ok_or(Error::NotFound)?;
        let decided = matches!(request.state, State::Fulfilling | State::Closed);
        if !decided && request.extended_due_on.is_none() && request.received_on == row.received_on {
            found.push((row, request));
        }
    }
    Ok(found)
}

/// The new date with the pauses there are now. What waits for approval keeps its version: nothing that was proposed
/// has changed.
async fn hold(ctx: &Ctx, tx: &Write, request: request::Model) -> Result<request::Model> {
    let pauses = pauses_of(tx.db(), request.id).await?;
    let dates = deadline_of(&request, &pauses, helsinki_date(ctx.now()))?;
    let raised = i32::from(request.state != State::AwaitingApproval);
    let held = request::Model {
        extended_due_on: Some(dates.extended_due_on),
        version: request.version + raised,
        ..request
    };
    held.clone().into_active_model().reset_all().update(tx.db()).await?;
    Ok(held)
}
