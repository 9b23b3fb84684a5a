//! Files become part of a request, in the transaction of the message they came with.

use super::{Bad, MOST, OF_REQUESTER, upload::Received};
use crate::{
    actor::{Actor, Requester},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    id::Reference,
    identity::budget::{self, Limit},
    request::own,
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    attachment,
    id::{MessageId, RequestId},
    kind::Author,
    message, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::Expr,
};

/// So many refusals of files are put on record for one requester: more would only fill the record.
const REFUSED: Limit = Limit { action: "upload_refused", burst: 5, every: TimeDelta::hours(1) };

/// Hangs files on the message with which they came. Without one, it was kept a moment ago: they hang on that, unless
/// they are the same files again. Says whether any is new.
///
/// # Errors
/// Refused when there are more than ten of the requester on the request, or more than 200 MiB of theirs in all.
pub(crate) async fn keep(
    ctx: &Ctx,
    tx: &Write,
    request: &request::Model,
    message: Option<MessageId>,
    files: &mut [Received],
) -> Result<bool> {
    if files.is_empty() {
        return Ok(false);
    }
    let fresh = message.is_some();
    let Some(message) = onto(tx, request.id, message, files).await? else { return Ok(false) };
    weigh(tx, request, files).await?;
    for file in &mut *files {
        let row = attachment::Model {
            id: ctx.mint()?,
            request_id: request.id,
            message_id: Some(message),
            author: Author::Requester,
            staff_id: None,
            name: file.name.clone(),
            bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
            file: file.stored.file.clone(),
            wrapped_key: file.stored.wrapped_key.clone(),
            kept_at: ctx.now(),
        };
        row.into_active_model().reset_all().insert(tx.db()).await?;
        file.keep();
    }
    if !fresh {
        unread(tx, message).await?;
    }
    Ok(true)
}

/// What staff have read may have got a file since.
async fn unread(tx: &Write, message: MessageId) -> Result<()> {
    message::Entity::update_many()
        .col_expr(message::Column::ReadAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(message::Column::Id.eq(message))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// The message they belong to; nothing when it has them already.
async fn onto(
    tx: &Write,
    request: RequestId,
    message: Option<MessageId>,
    files: &[Received],
) -> Result<Option<MessageId>> {
    if message.is_some() {
        return Ok(message);
    }
    let theirs = message::Entity::find()
        .filter(message::Column::RequestId.eq(request))
        .filter(message::Column::Author.eq(Author::Requester))
        .order_by_desc(message::Column::SentAt)
        .order_by_desc(message::Column::Id);
    let Some(last) = theirs.one(tx.db()).await? else { return Ok(None) };
    let held = attachment::Entity::find().filter(attachment::Column::MessageId.eq(last.id));
    let held = held.all(tx.db()).await?;
    let again = |file: &Received| {
        held.iter().any(|row| row.name == file.name && u64::try_from(row.bytes) == Ok(file.bytes))
    };
    Ok((!files.iter().all(again)).then_some(last.id))
}

/// How much of one requester is kept.
async fn weigh(tx: &Write, request: &request::Model, files: &[Received]) -> Result<()> {
    let theirs = attachment::Entity::find().filter(attachment::Column::Author.eq(Author::Requester));
    let here = theirs.clone().filter(attachment::Column::RequestId.eq(request.id)).count(tx.db()).await?;
    if here + files.len() as u64 > MOST {
        return Err(Refusal::TooManyFiles.into());
    }
    let own = request::Entity::find().filter(request::Column::RequesterKey.eq(&request.requester_key));
    let own = own.select_only().column(request::Column::Id).into_query();
    let sizes: Vec<i64> = theirs
        .filter(attachment::Column::RequestId.in_subquery(own))
        .select_only()
        .column(attachment::Column::Bytes)
        .into_tuple()
        .all(tx.db())
        .await?;
    let held: u64 = sizes.into_iter().filter_map(|bytes| u64::try_from(bytes).ok()).sum();
    let new: u64 = files.iter().map(|file| file.bytes).sum();
    if held + new > OF_REQUESTER { Err(Refusal::FilesFull.into()) } else { Ok(()) }
}

/// Puts on record that files of a requester were not taken, and why.
///
/// # Errors
/// Not found when the request is another's or hidden.
pub async fn note_refused(
    ctx: &Ctx,
    requester: &Requester,
    reference: &Reference,
    why: &[Bad],
) -> Result<()> {
    let row = own::shown(ctx.read(), requester, reference).await?;
    let tx = ctx.write().await?;
    match budget::take(ctx, &tx, REFUSED, &requester.email_key).await {
        Ok(()) => {}
        Err(Error::Refused(_)) => return Ok(()),
        Err(fault) => return Err(fault),
    }
    let why: Vec<&str> = why.iter().map(|bad| bad.code()).collect();
    let entry = Entry::on(row.id, What("upload_refused"), Actor::Requester(requester));
    record(ctx, &tx, entry.with(serde_json::json!({ "why": why }))).await?;
    tx.commit().await
}
