//! What staff write on a request: notes among themselves, and messages to the requester.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::Result,
    id::Reference,
    mail::post::{self, Case},
    mail::{
        letter,
        outbox::{self, Posting},
    },
    request::change,
};
use entity::{
    kind::{Author, LetterKind, Role},
    message, note,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

/// Keeps a note that only staff read; it is part of the person's file.
///
/// # Errors
/// Refused without the role; not found for an unknown reference.
pub async fn write_note(ctx: &Ctx, staff: &Staff, reference: &Reference, body: &str) -> Result<()> {
    change::require(staff, Role::Caseworker)?;
    let tx = ctx.write().await?;
    let request = change::find(tx.db(), reference).await?;
    let note = note::Model {
        id: ctx.mint()?,
        request_id: request.id,
        staff_id: staff.id,
        body: body.into(),
        written_at: ctx.now(),
    };
    note.into_active_model().reset_all().insert(tx.db()).await?;
    record(ctx, &tx, Entry::on(request.id, What("note_written"), Actor::Staff(staff))).await?;
    tx.commit().await
}

/// Writes to the requester; the message waits in the portal, and a letter says that it does.
///
/// # Errors
/// Refused without the role; not found for an unknown reference.
pub async fn write_message(ctx: &Ctx, staff: &Staff, reference: &Reference, body: &str) -> Result<()> {
    change::require(staff, Role::Caseworker)?;
    let tx = ctx.write().await?;
    let request = change::find(tx.db(), reference).await?;
    let message = message::Model {
        id: ctx.mint()?,
        request_id: request.id,
        author: Author::Staff,
        staff_id: Some(staff.id),
        body: body.into(),
        sent_at: ctx.now(),
    };
    message.into_active_model().reset_all().insert(tx.db()).await?;
    let (kind, language) = (LetterKind::MessageWaiting, request.language);
    let letter = letter::compose(
        kind,
        language,
        &post::sender(&ctx.notice, language),
        &post::facts(ctx, Case { request: &request, items: &[] }),
    );
    let to = request.requester_email.as_deref();
    let posting = Posting { request: request.id, kind, language, letter: &letter, to };
    outbox::enqueue_letter(ctx, &tx, &posting).await?;
    record(ctx, &tx, Entry::on(request.id, What("message_written"), Actor::Staff(staff))).await?;
    tx.commit().await
}
