//! What staff write on a request: notes among themselves, and messages to the requester.

use crate::{
    actor::{Actor, Staff},
    attachment::{
        keep::{self as attach, Whose},
        upload::Received,
    },
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
    id::Reference,
    law::too_much,
    mail::post::{self, Case},
    request::{
        change::{self, Change},
        follow_up, message,
    },
};
use entity::{
    id::RequestId,
    kind::{LetterKind, Role},
    note, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

/// Keeps a note that only staff read; it is part of the person's file.
///
/// # Errors
/// Refused without the role; not found for an unknown reference.
pub async fn write_note(ctx: &Ctx, staff: &Staff, reference: &Reference, body: &str) -> Result<()> {
    change::require(staff, Role::Caseworker)?;
    let tx = ctx.write().await?;
    let request = change::find(tx.db(), reference).await?;
    if is_pressed_again(ctx, &tx, request.id, staff, body).await? {
        return Ok(());
    }
    let note = note::Model {
        id: ctx.mint()?,
        request_id: request.id,
        staff_id: staff.id,
        body: body.into(),
        written_at: ctx.now(),
    };
    note.into_active_model().reset_all().insert(tx.db()).await?;
    follow_up::end(ctx, &tx, request.id, (follow_up::ANSWERED, staff.id)).await?;
    record(ctx, &tx, Entry::on(request.id, What("note_written"), Actor::Staff(staff))).await?;
    tx.commit().await
}

/// Keeps a note as part of a change.
pub(crate) async fn note(change: &Change<'_>, body: &str) -> Result<()> {
    let note = note::Model {
        id: change.ctx.mint()?,
        request_id: change.request.id,
        staff_id: change.staff.id,
        body: body.into(),
        written_at: change.ctx.now(),
    };
    note.into_active_model().reset_all().insert(change.tx.db()).await?;
    Ok(())
}

/// Whether the last note says the same, by the same, a moment ago. Parallel presses come one after another.
async fn is_pressed_again(
    ctx: &Ctx,
    tx: &Write,
    request_id: RequestId,
    staff: &Staff,
    body: &str,
) -> Result<bool> {
    request::Entity::find_by_id(request_id).lock_exclusive().one(tx.db()).await?;
    let last = note::Entity::find()
        .filter(note::Column::RequestId.eq(request_id))
        .order_by_desc(note::Column::WrittenAt)
        .order_by_desc(note::Column::Id);
    let last = last.one(tx.db()).await?;
    Ok(last.is_some_and(|last| {
        last.staff_id == staff.id && last.body == body && ctx.now() - last.written_at < message::SAME_PRESS
    }))
}

/// Writes to the requester without a file.
///
/// # Errors
/// As [`send`].
pub async fn write_message(ctx: &Ctx, staff: &Staff, reference: &Reference, body: &str) -> Result<()> {
    send(ctx, staff, reference, (body, Vec::new())).await
}

/// Writes to the requester; message and files wait in the portal, and a letter says that they do. Nothing of them is
/// mailed.
///
/// # Errors
/// Refused without the role, when it asks for a copy of an identity paper or a personal identity code, and when there are
/// too many files; not found for an unknown reference.
pub async fn send(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    (body, mut files): (&str, Vec<Received>),
) -> Result<()> {
    change::require(staff, Role::Caseworker)?;
    if too_much::is_asked_in(body) {
        return Err(Refusal::Incomplete.into());
    }
    let tx = ctx.write().await?;
    let request = change::find(tx.db(), reference).await?;
    let message = message::keep(ctx, &tx, request.id, Some(staff.id), body).await?;
    let whose = Whose::of_message(&request, Some(staff.id));
    let attached = attach::keep(ctx, &tx, whose, message, &mut files).await?;
    if message.is_none() && !attached {
        return Ok(());
    }
    let case = Case { request: &request, items: &[] };
    post::post(ctx, &tx, case, LetterKind::MessageWaiting, |facts| {
        // Nothing waits in the portal for somebody who cannot open it.
        facts.free_part = facts.on_paper.then(|| body.to_owned());
        facts.attached = files.iter().map(|file| file.name.clone()).collect();
    })
    .await?;
    follow_up::end(ctx, &tx, request.id, (follow_up::ANSWERED, staff.id)).await?;
    let by = Actor::Staff(staff);
    if message.is_some() {
        record(ctx, &tx, Entry::on(request.id, What("message_written"), by)).await?;
    }
    if attached {
        let entry = Entry::on(request.id, What("files_attached"), by);
        record(ctx, &tx, entry.with(serde_json::json!({ "files": files.len() }))).await?;
    }
    tx.commit().await
}
