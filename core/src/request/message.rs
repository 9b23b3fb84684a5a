//! One message on a request, whoever writes it: kept once, however often its button is pressed.

use crate::{ctx::Ctx, database::Write, error::Result};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    id::{MessageId, RequestId, StaffId},
    kind::Author,
    message, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

/// The same words again within this time are the same press.
pub(super) const SAME_PRESS: TimeDelta = TimeDelta::minutes(10);

/// How many messages of the requester there are.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn heard(db: &impl ConnectionTrait, request_id: RequestId) -> Result<u64> {
    let theirs = message::Entity::find()
        .filter(message::Column::RequestId.eq(request_id))
        .filter(message::Column::Author.eq(Author::Requester));
    Ok(theirs.count(db).await?)
}

/// Keeps a message and names it when it is new; the words of the same author's last message, sent again, are not.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn keep(
    ctx: &Ctx,
    tx: &Write,
    request_id: RequestId,
    staff_id: Option<StaffId>,
    body: &str,
) -> Result<Option<MessageId>> {
    // Parallel presses come one after another.
    request::Entity::find_by_id(request_id).lock_exclusive().one(tx.db()).await?;
    let last = message::Entity::find()
        .filter(message::Column::RequestId.eq(request_id))
        .order_by_desc(message::Column::SentAt)
        .order_by_desc(message::Column::Id)
        .one(tx.db())
        .await?;
    let author = if staff_id.is_some() { Author::Staff } else { Author::Requester };
    let is_repeat = last.is_some_and(|last| {
        (last.author, last.staff_id, last.body.as_str()) == (author, staff_id, body)
            && ctx.now() - last.sent_at < SAME_PRESS
    });
    if is_repeat {
        return Ok(None);
    }
    let row = message::Model {
        id: ctx.mint()?,
        request_id,
        author,
        staff_id,
        body: body.into(),
        sent_at: ctx.now(),
    };
    let id = row.id;
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(Some(id))
}

/// Whether the requester has written on a request since then.
pub(crate) async fn is_written_since(
    db: &impl ConnectionTrait,
    request: RequestId,
    since: DateTime<Utc>,
) -> Result<bool> {
    let written = message::Entity::find()
        .filter(message::Column::RequestId.eq(request))
        .filter(message::Column::Author.eq(Author::Requester))
        .filter(message::Column::SentAt.gte(since));
    Ok(written.one(db).await?.is_some())
}
