//! What was written on a request: messages between staff and requester, and notes of staff.

use super::{Names, Who, Written};
use crate::{ctx::Ctx, error::Result};
use entity::{id::RequestId, kind, message, note};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub(super) async fn messages(ctx: &Ctx, request: RequestId, names: &Names) -> Result<Vec<Written>> {
    let of_request = message::Entity::find().filter(message::Column::RequestId.eq(request));
    let written = of_request.order_by_asc(message::Column::SentAt).order_by_asc(message::Column::Id);
    let who = |message: &message::Model| match (message.author, message.staff_id) {
        (kind::Author::Staff, Some(id)) => Who::Staff(names.of(id)),
        (kind::Author::Staff, None) => Who::Portal,
        (kind::Author::Requester, _) => Who::Requester,
    };
    let written = written.all(ctx.read()).await?;
    let told = |row: message::Model| Written {
        at: row.sent_at,
        who: who(&row),
        message: Some(row.id),
        body: row.body,
    };
    Ok(written.into_iter().map(told).collect())
}

pub(super) async fn notes(ctx: &Ctx, request: RequestId, names: &Names) -> Result<Vec<Written>> {
    let found = note::Entity::find().filter(note::Column::RequestId.eq(request));
    let notes =
        found.order_by_asc(note::Column::WrittenAt).order_by_asc(note::Column::Id).all(ctx.read()).await?;
    let told = |row: note::Model| Written {
        at: row.written_at,
        who: Who::Staff(names.of(row.staff_id)),
        body: row.body,
        message: None,
    };
    Ok(notes.into_iter().map(told).collect())
}
