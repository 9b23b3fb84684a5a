//! Gathers what one request shows its requester.

use super::{
    Happening, OwnCase, OwnExtension, OwnFile, OwnLetter, OwnMessage, OwnPackage, OwnQuestion,
    OwnRestriction, OwnStep, TOLD, act, items, summary,
};
use crate::{
    attachment::read,
    ctx::Ctx,
    error::{Context, Result},
    law::{
        calendar::helsinki_date,
        deadline::{self, Deadline, Pause},
    },
    request::{ask, decision_letter::decided, extend},
    right::{
        erasure::letter::{Told, told},
        marketing::in_force_since,
    },
    step::{self, ban, holder, instruct},
};
use chrono::NaiveDate;
use entity::{
    attachment, event,
    id::{LetterId, RequestId},
    kind::{Language, MailState, Right, State},
    letter, message, outbox, package, pause, request, restriction,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use std::collections::HashMap;

/// Reference, right and dates: all that is shown of a request hidden by an address that several persons share.
pub(super) async fn bare(ctx: &Ctx, row: &request::Model, hidden: bool) -> Result<OwnCase> {
    let pauses = pauses_of(ctx.read(), row.id).await?;
    Ok(OwnCase {
        request: summary(ctx.read(), row, hidden).await?,
        shared: hidden,
        requester_name: None,
        channel: row.channel,
        language: row.language,
        deadline: dates(row, &pauses)?,
        paused: is_paused(ctx.read(), row.id).await?,
        extended_due_on: row.extended_due_on,
        question: None,
        extension: None,
        answered_at: None,
        items: Vec::new(),
        erasure: None,
        restrictions: Vec::new(),
        timeline: Vec::new(),
        messages: Vec::new(),
        letters: Vec::new(),
        banned_since: None,
        package: None,
        steps: Vec::new(),
        withdrawal_refused: act::withdrawal_refused(row),
        message_refused: act::message_refused(ctx, ctx.read(), row).await?,
    })
}

/// The rest of it.
pub(super) async fn fill(ctx: &Ctx, bare: OwnCase, row: &request::Model, page: Language) -> Result<OwnCase> {
    Ok(OwnCase {
        requester_name: row.requester_name.clone(),
        answered_at: row.answered_at,
        question: question(ctx, row).await?,
        extension: extension(ctx, row).await?,
        items: items::items(ctx, row, page).await?,
        erasure: erasure(ctx, row, page).await?,
        restrictions: restrictions(ctx, row.id).await?,
        timeline: timeline(ctx, row.id).await?,
        messages: messages(ctx, row.id).await?,
        letters: letters(ctx, row.id).await?,
        banned_since: banned_since(ctx, row).await?,
        package: newest_package(ctx, row.id).await?,
        steps: steps(ctx, row, page).await?,
        ..bare
    })
}

async fn banned_since(ctx: &Ctx, row: &request::Model) -> Result<Option<NaiveDate>> {
    if row.right != Some(Right::Marketing) {
        return Ok(None);
    }
    Ok(in_force_since(ctx, ctx.read(), &row.requester_key).await?.map(helsinki_date))
}

/// The restrictions of the request that stand; one whose end was told ends on its day.
async fn restrictions(ctx: &Ctx, id: RequestId) -> Result<Vec<OwnRestriction>> {
    let standing = restriction::Entity::find()
        .filter(restriction::Column::RequestId.eq(id))
        .filter(restriction::Column::LiftedAt.is_null())
        .order_by_asc(restriction::Column::SetAt);
    let shown = |row: restriction::Model| OwnRestriction {
        since: helsinki_date(row.set_at),
        ends_on: row.lift_on.filter(|_| row.lift_notice_sent_at.is_some()),
    };
    let mut found: Vec<_> = standing.all(ctx.read()).await?.into_iter().map(shown).collect();
    found.dedup();
    Ok(found)
}

async fn question(ctx: &Ctx, row: &request::Model) -> Result<Option<OwnQuestion>> {
    if row.state != State::AwaitingCustomer {
        return Ok(None);
    }
    let open = ask::open_question(ctx.read(), row.id).await?;
    Ok(open.map(|open| OwnQuestion {
        kind: open.row.kind,
        text: open.text,
        reason: open.row.reason,
        answer_by: open.row.answer_by,
    }))
}

async fn extension(ctx: &Ctx, row: &request::Model) -> Result<Option<OwnExtension>> {
    let found = extend::one(ctx.read(), row).await?;
    Ok(found.map(|found| OwnExtension {
        told_on: helsinki_date(found.told_at),
        complexity: extend::complexity(Some(&found)),
        reasons: found.reasons,
    }))
}

/// Whether a pause still runs.
async fn is_paused(db: &impl ConnectionTrait, id: RequestId) -> Result<bool> {
    let running =
        pause::Entity::find().filter(pause::Column::RequestId.eq(id)).filter(pause::Column::ToOn.is_null());
    Ok(running.one(db).await?.is_some())
}

/// The pauses of a request that have ended, of those that lie after its receipt.
async fn pauses_of(db: &impl ConnectionTrait, id: RequestId) -> Result<Vec<Pause>> {
    let rows = pause::Entity::find().filter(pause::Column::RequestId.eq(id)).all(db).await?;
    let ended = rows.into_iter().filter_map(|row| Some(Pause { from: row.from_on, to: row.to_on? }));
    Ok(ended.collect())
}

/// The dates of a request. A pause before `received_on` belongs to the time before it was opened again.
fn dates(row: &request::Model, pauses: &[Pause]) -> Result<Deadline> {
    let since: Vec<Pause> = pauses.iter().copied().filter(|pause| pause.from >= row.received_on).collect();
    let counting = deadline::counting_pauses(row.received_on, &since);
    deadline::deadline(row.received_on, &counting).context("counting the deadline")
}

/// What was erased and what stays, by the decision that stands.
async fn erasure(ctx: &Ctx, row: &request::Model, page: Language) -> Result<Option<Told>> {
    let decision = if row.outcome.is_some() { decided(ctx.read(), row.id).await? } else { None };
    let summary = decision.and_then(|decision| decision.erasure);
    Ok(summary.map(|summary| told(&ctx.notice, page, &summary)))
}

async fn timeline(ctx: &Ctx, id: RequestId) -> Result<Vec<Happening>> {
    let rows = event::Entity::find()
        .filter(event::Column::RequestId.eq(id))
        .filter(event::Column::Kind.is_in(TOLD.iter().copied()))
        .order_by_asc(event::Column::At)
        .order_by_asc(event::Column::Id)
        .all(ctx.read())
        .await?;
    let told = |row: event::Model| {
        let what = TOLD.iter().find(|kind| **kind == row.kind)?;
        let detail: Value = serde_json::from_str(&row.detail).unwrap_or_default();
        let other = ["into", "beside"].iter().find_map(|key| detail[key].as_str());
        Some(Happening { at: row.at, what, other: other.map(str::to_owned) })
    };
    Ok(rows.into_iter().filter_map(told).collect())
}

async fn messages(ctx: &Ctx, id: RequestId) -> Result<Vec<OwnMessage>> {
    let rows = message::Entity::find()
        .filter(message::Column::RequestId.eq(id))
        .order_by_asc(message::Column::SentAt)
        .order_by_asc(message::Column::Id)
        .all(ctx.read())
        .await?;
    let held = read::of(ctx.read(), id).await?;
    let shown = |row: message::Model| OwnMessage {
        files: held.iter().filter(|file| file.message_id == Some(row.id)).map(file).collect(),
        author: row.author,
        body: row.body,
        sent_at: row.sent_at,
    };
    Ok(rows.into_iter().map(shown).collect())
}

fn file(row: &attachment::Model) -> OwnFile {
    OwnFile { id: row.id, name: row.name.clone(), bytes: row.bytes }
}

async fn letters(ctx: &Ctx, id: RequestId) -> Result<Vec<OwnLetter>> {
    let rows = letter::Entity::find()
        .filter(letter::Column::RequestId.eq(id))
        .order_by_asc(letter::Column::CreatedAt)
        .order_by_asc(letter::Column::Id)
        .all(ctx.read())
        .await?;
    let ids: Vec<LetterId> = rows.iter().map(|row| row.id).collect();
    let mails = outbox::Entity::find()
        .filter(outbox::Column::LetterId.is_in(ids))
        .order_by_asc(outbox::Column::CreatedAt)
        .order_by_asc(outbox::Column::Id)
        .all(ctx.read())
        .await?;
    // The newest mail of a letter stands.
    let mails: HashMap<_, _> = mails.into_iter().map(|mail| (mail.letter_id, mail)).collect();
    let shown = |row: letter::Model| {
        let mail = mails.get(&Some(row.id));
        OwnLetter {
            id: row.id,
            kind: row.kind,
            subject: row.subject,
            text: row.text,
            written_at: row.created_at,
            mail: mail.map_or(MailState::Printed, |mail| mail.state),
            settled_at: mail.and_then(|mail| mail.settled_at),
        }
    };
    Ok(rows.into_iter().map(shown).collect())
}

async fn newest_package(ctx: &Ctx, id: RequestId) -> Result<Option<OwnPackage>> {
    let newest = package::Entity::find()
        .filter(package::Column::RequestId.eq(id))
        .order_by_desc(package::Column::QueuedAt)
        .order_by_desc(package::Column::Id)
        .one(ctx.read())
        .await?;
    Ok(newest.map(|row| OwnPackage {
        id: row.id,
        state: row.state,
        bytes: row.bytes,
        left: crate::right::package::download::left(row.downloads),
        expires_at: row.expires_at,
    }))
}

async fn steps(ctx: &Ctx, request: &request::Model, page: Language) -> Result<Vec<OwnStep>> {
    let shown = |row: entity::step::Model| OwnStep {
        holder: holder::name(&ctx.notice, &row.holder, page),
        whose: holder::whose(&ctx.notice, &row.holder),
        operation: row.operation,
        touched: instruct::labels(&ctx.notice, page, &row),
        state: row.state,
        told_at: row.told_at,
        answered_at: row.answered_at,
        reason: row.answer,
        excuse: row.excuse,
        remedy: row
            .remedy
            .zip(row.remedied_at)
            .map(|(remedy, at)| (remedy, row.remedy_note.unwrap_or_default(), at)),
    };
    let mut steps = step::of(ctx.read(), request.id).await?;
    steps.extend(ban::earlier(ctx.read(), request).await?);
    Ok(steps.into_iter().map(shown).collect())
}
