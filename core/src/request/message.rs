//! One message on a request, whoever writes it: kept once, however often its button is pressed, and new until it is read.

use crate::{
    actor::Staff,
    ctx::Ctx,
    database::Write,
    error::Result,
    id::Reference,
    request::case::{self, Case},
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    id::{MessageId, RequestId, StaffId},
    kind::{Author, Role, State},
    message, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use std::collections::HashSet;

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
        read_at: staff_id.map(|_| ctx.now()),
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

/// The requests with a message that whoever works on them has not had before them.
pub(super) fn unread() -> SelectStatement {
    let waiting = message::Entity::find().filter(message::Column::ReadAt.is_null());
    waiting.select_only().column(message::Column::RequestId).into_query()
}

/// Which of these open requests have one.
pub(super) async fn unread_of(
    db: &impl ConnectionTrait,
    found: &[request::Model],
) -> Result<HashSet<RequestId>> {
    let open = found.iter().filter(|request| request.state != State::Closed);
    let waiting = message::Entity::find()
        .filter(message::Column::ReadAt.is_null())
        .filter(message::Column::RequestId.is_in(open.map(|request| request.id)));
    Ok(waiting.all(db).await?.into_iter().map(|message| message.request_id).collect())
}

/// Opens the page of a request for whoever reads its messages there.
///
/// # Errors
/// As [`case::open`].
pub async fn open(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Case> {
    let case = case::open(ctx, staff, reference).await?;
    read(ctx, staff, &case.request).await?;
    Ok(case)
}

/// Notes that the messages of a request are read, when who looks is who works on it: a caseworker, and not beside the
/// colleague to whom it was given.
///
/// # Errors
/// A fault when the database is away.
async fn read(ctx: &Ctx, staff: &Staff, request: &request::Model) -> Result<()> {
    let theirs = request.assignee_id.is_none_or(|assignee| assignee == staff.id);
    let waiting = message::Column::RequestId.eq(request.id).and(message::Column::ReadAt.is_null());
    if !staff.is(Role::Caseworker) || !theirs {
        return Ok(());
    }
    if message::Entity::find().filter(waiting.clone()).count(ctx.read()).await? == 0 {
        return Ok(());
    }
    let tx = ctx.write().await?;
    let read = message::Entity::update_many().col_expr(message::Column::ReadAt, Expr::value(Some(ctx.now())));
    read.filter(waiting).exec(tx.db()).await?;
    tx.commit().await
}
