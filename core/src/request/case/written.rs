//! What was written on a request: messages between staff and requester, and notes of staff. The lines of a protected address are
//! taken out of them (law.md R4.9): this page is no look.

use super::{Check, Names, Who, Written};
use crate::{ctx::Ctx, error::Result, register::protection::words, request::decision_letter::items_of};
use entity::{id::RequestId, identity_check, item, kind, message, note};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub(super) async fn messages(
    ctx: &Ctx,
    request: RequestId,
    (names, places): (&Names, &[String]),
) -> Result<Vec<Written>> {
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
        body: words::without(&row.body, places),
    };
    Ok(written.into_iter().map(told).collect())
}

pub(super) async fn notes(
    ctx: &Ctx,
    request: RequestId,
    (names, places): (&Names, &[String]),
) -> Result<Vec<Written>> {
    let found = note::Entity::find().filter(note::Column::RequestId.eq(request));
    let notes =
        found.order_by_asc(note::Column::WrittenAt).order_by_asc(note::Column::Id).all(ctx.read()).await?;
    let told = |row: note::Model| Written {
        at: row.written_at,
        who: Who::Staff(names.of(row.staff_id)),
        body: words::without(&row.body, places),
        message: None,
    };
    Ok(notes.into_iter().map(told).collect())
}

pub(super) async fn checks(
    ctx: &Ctx,
    request: RequestId,
    (names, places): (&Names, &[String]),
) -> Result<Vec<Check>> {
    let checks = identity_check::Entity::find().filter(identity_check::Column::RequestId.eq(request));
    let checks = checks.order_by_asc(identity_check::Column::CheckedAt).all(ctx.read()).await?;
    let check = |row: identity_check::Model| Check {
        at: row.checked_at,
        by: names.of(row.staff_id),
        method: row.method,
        finding: words::without(&row.finding, places),
    };
    Ok(checks.into_iter().map(check).collect())
}

/// What was asked; of a field of the address the page hides the values itself ([`Case::shown`](super::Case::shown)).
pub(super) async fn items(ctx: &Ctx, request: RequestId, places: &[String]) -> Result<Vec<item::Model>> {
    let mut items = items_of(ctx.read(), request).await?;
    for item in items.iter_mut().filter(|item| item.kind == kind::ItemKind::Text) {
        item.asked = item.asked.take().map(|words| words::without(&words, places));
    }
    Ok(items)
}
