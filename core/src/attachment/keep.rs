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
    id::{MessageId, StaffId},
    kind::{AttachmentKind, Author},
    message, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::Expr,
};

/// So many refusals of files are put on record for one requester: more would only fill the record.
const REFUSED: Limit = Limit { action: "upload_refused", burst: 5, every: TimeDelta::hours(1) };

/// Whose files they are, and on what they hang.
#[derive(Clone, Copy)]
pub(crate) struct Whose<'a> {
    pub request: &'a request::Model,
    /// Who of staff attaches them; else the requester does.
    pub by: Option<StaffId>,
    pub kind: AttachmentKind,
}

impl<'a> Whose<'a> {
    /// Of a message on a request.
    pub const fn of_message(request: &'a request::Model, by: Option<StaffId>) -> Self {
        Self { request, by, kind: AttachmentKind::Message }
    }

    const fn author(&self) -> Author {
        if self.by.is_some() { Author::Staff } else { Author::Requester }
    }
}

/// Hangs files on the message with which they came. Without one, it was kept a moment ago: they hang on that, unless
/// they are the same files again. Says whether any is new.
///
/// # Errors
/// Refused when there are more than ten of one side on the request, or more than 200 MiB of one requester in all.
pub(crate) async fn keep(
    ctx: &Ctx,
    tx: &Write,
    whose: Whose<'_>,
    message: Option<MessageId>,
    files: &mut [Received],
) -> Result<bool> {
    if files.is_empty() {
        return Ok(false);
    }
    let Some(onto) = onto(tx, whose, message, files).await? else { return Ok(false) };
    weigh(tx, whose, files).await?;
    insert(ctx, tx, whose, Some(onto), files).await?;
    if message.is_none() && whose.by.is_none() {
        unread(tx, onto).await?;
    }
    Ok(true)
}

/// Writes a row for each file, which from then on stays.
pub(super) async fn insert(
    ctx: &Ctx,
    tx: &Write,
    whose: Whose<'_>,
    message_id: Option<MessageId>,
    files: &mut [Received],
) -> Result<()> {
    for file in files {
        let row = attachment::Model {
            id: ctx.mint()?,
            request_id: whose.request.id,
            kind: whose.kind,
            message_id,
            author: whose.author(),
            staff_id: whose.by,
            name: file.name.clone(),
            bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
            file: file.stored.file.clone(),
            wrapped_key: file.stored.wrapped_key.clone(),
            kept_at: ctx.now(),
            fetched_at: None,
        };
        row.into_active_model().reset_all().insert(tx.db()).await?;
        file.keep();
    }
    Ok(())
}

/// Whether all of these are held already.
pub(super) fn are_held(held: &[attachment::Model], files: &[Received]) -> bool {
    let again = |file: &Received| {
        held.iter().any(|row| row.name == file.name && u64::try_from(row.bytes) == Ok(file.bytes))
    };
    files.iter().all(again)
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
    whose: Whose<'_>,
    message: Option<MessageId>,
    files: &[Received],
) -> Result<Option<MessageId>> {
    if message.is_some() {
        return Ok(message);
    }
    let theirs = message::Entity::find()
        .filter(message::Column::RequestId.eq(whose.request.id))
        .filter(message::Column::Author.eq(whose.author()))
        .order_by_desc(message::Column::SentAt)
        .order_by_desc(message::Column::Id);
    let Some(last) = theirs.one(tx.db()).await? else { return Ok(None) };
    let held = attachment::Entity::find().filter(attachment::Column::MessageId.eq(last.id));
    let held = held.all(tx.db()).await?;
    Ok((!are_held(&held, files)).then_some(last.id))
}

/// How much of one side is kept on a request, and of one requester in all.
pub(super) async fn weigh(tx: &Write, whose: Whose<'_>, files: &[Received]) -> Result<()> {
    let here = attachment::Entity::find()
        .filter(attachment::Column::RequestId.eq(whose.request.id))
        .filter(attachment::Column::Author.eq(whose.author()))
        .filter(attachment::Column::Kind.eq(whose.kind));
    if here.count(tx.db()).await? + files.len() as u64 > MOST {
        return Err(Refusal::TooManyFiles.into());
    }
    if whose.by.is_some() {
        return Ok(());
    }
    let own = request::Entity::find().filter(request::Column::RequesterKey.eq(&whose.request.requester_key));
    let own = own.select_only().column(request::Column::Id).into_query();
    let sizes: Vec<i64> = attachment::Entity::find()
        .filter(attachment::Column::Author.eq(Author::Requester))
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
