//! What staff write on a request: notes among themselves, and messages to the requester.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::Result,
    id::Reference,
    mail::post::{self, Case},
    request::{change, follow_up, message},
};
use entity::{
    kind::{LetterKind, Role},
    note,
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
    follow_up::end(ctx, &tx, request.id, staff.id).await?;
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
    if message::keep(ctx, &tx, request.id, Some(staff.id), body).await?.is_none() {
        return Ok(());
    }
    let case = Case { request: &request, items: &[] };
    post::post(ctx, &tx, case, LetterKind::MessageWaiting, |facts| {
        // Nothing waits in the portal for somebody who cannot open it.
        facts.free_part = facts.on_paper.then(|| body.to_owned());
    })
    .await?;
    follow_up::end(ctx, &tx, request.id, staff.id).await?;
    record(ctx, &tx, Entry::on(request.id, What("message_written"), Actor::Staff(staff))).await?;
    tx.commit().await
}
