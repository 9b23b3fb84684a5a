//! What staff see of the mails that came in, and do about those the portal could not place.

use super::attachment::{self, Attached};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    id::Reference,
    ports::storage::Stored,
    request::{change, enter, file},
};
use chrono::TimeDelta;
use entity::{
    id::IncomingId,
    incoming,
    kind::{IncomingKind, Role},
    request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select,
};

/// Most on the list at once, the oldest first.
const MOST: u64 = 200;
/// What belongs to no request goes so long after it was dealt with.
const AFTER_READ: TimeDelta = TimeDelta::days(30);

/// A mail on its page.
#[derive(Clone, Debug)]
pub struct Opened {
    pub row: incoming::Model,
    /// The request it became or belongs to.
    pub reference: Option<String>,
    pub attached: Vec<Attached>,
    /// Whether staff can make it a request of its own.
    pub can_file: bool,
}

/// A mail on the page of its request.
#[derive(Clone, Debug)]
pub struct OnRequest {
    pub row: incoming::Model,
    /// Whether it claims another address than the requester's.
    pub from_another: bool,
}

/// What waits to be dealt with, oldest first.
///
/// # Errors
/// Refused without a role that reads cases.
pub async fn waiting(ctx: &Ctx, staff: &Staff) -> Result<Vec<incoming::Model>> {
    change::require_reading(staff)?;
    Ok(unread().order_by_asc(incoming::Column::Id).limit(MOST).all(ctx.read()).await?)
}

/// How many wait.
///
/// # Errors
/// A fault when the database is away.
pub async fn count(ctx: &Ctx) -> Result<u64> {
    Ok(unread().count(ctx.read()).await?)
}

fn unread() -> Select<incoming::Entity> {
    incoming::Entity::find().filter(incoming::Column::ReadAt.is_null())
}

/// The mails of a request, oldest first.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn of(ctx: &Ctx, request: &request::Model) -> Result<Vec<OnRequest>> {
    let found = incoming::Entity::find().filter(incoming::Column::RequestId.eq(request.id));
    let rows = found.order_by_asc(incoming::Column::Id).all(ctx.read()).await?;
    let key = |row: &incoming::Model| {
        let email = row.sender.as_deref().and_then(|typed| crate::email::Email::parse(typed).ok());
        email.map(|email| ctx.keys.email_key(&email))
    };
    let told = |row: incoming::Model| OnRequest {
        from_another: key(&row).as_deref() != Some(request.requester_key.as_str()),
        row,
    };
    Ok(rows.into_iter().map(told).collect())
}

/// One mail.
///
/// # Errors
/// Refused without a role that reads cases; not found when it is gone.
pub async fn open(ctx: &Ctx, staff: &Staff, id: IncomingId) -> Result<Opened> {
    change::require_reading(staff)?;
    let row = by_id(ctx.read(), id).await?;
    let reference = match row.request_id {
        Some(id) => request::Entity::find_by_id(id).one(ctx.read()).await?.map(|request| request.reference),
        None => None,
    };
    let attached = attachment::list(&bytes(ctx, &row)?);
    Ok(Opened { can_file: can_file(&row), row, reference, attached })
}

/// Whether it can be made a request of its own: it names who is to be answered, and is none yet.
fn can_file(row: &incoming::Model) -> bool {
    let told = !(row.subject.is_empty() && row.body.is_empty());
    !matches!(row.kind, IncomingKind::Request | IncomingKind::Bounce) && row.sender.is_some() && told
}

/// The mail as it came.
///
/// # Errors
/// Refused without a role that reads cases; not found when it is gone.
pub async fn original(ctx: &Ctx, staff: &Staff, id: IncomingId) -> Result<Vec<u8>> {
    change::require_reading(staff)?;
    bytes(ctx, &by_id(ctx.read(), id).await?)
}

/// One thing that hangs on it, with the name its file gets.
///
/// # Errors
/// Refused without a role that reads cases; not found when it may not be downloaded alone.
pub async fn attached(ctx: &Ctx, staff: &Staff, id: IncomingId, nth: usize) -> Result<(String, Vec<u8>)> {
    attachment::take(&original(ctx, staff, id).await?, nth).ok_or(Error::NotFound)
}

/// Notes that a mail was dealt with; twice is once.
///
/// # Errors
/// Refused without the role; not found when it is gone.
pub async fn settle(ctx: &Ctx, staff: &Staff, id: IncomingId) -> Result<()> {
    change::require(staff, Role::Caseworker)?;
    let tx = ctx.write().await?;
    let row = locked(&tx, id).await?;
    if row.read_at.is_none() {
        done(ctx, &tx, staff, row).await?;
    }
    tx.commit().await
}

/// Makes a mail a request of its own that the portal took for something else, received when the mail was; a second
/// press gives the first.
///
/// # Errors
/// Refused without the role, or when it does not say who is to be answered; not found when it is gone.
pub async fn make_request(ctx: &Ctx, staff: &Staff, id: IncomingId) -> Result<Reference> {
    change::require(staff, Role::Caseworker)?;
    let tx = ctx.write().await?;
    let mut row = locked(&tx, id).await?;
    if row.kind == IncomingKind::Request {
        let made = request::Entity::find_by_id(row.request_id.ok_or(Error::NotFound)?).one(tx.db()).await?;
        return file::reference(&made.ok_or(Error::NotFound)?);
    }
    if !can_file(&row) {
        return Err(Refusal::Incomplete.into());
    }
    let made = enter::mail::file(ctx, &tx, Actor::Staff(staff), (&row, true)).await?;
    (row.kind, row.request_id) = (IncomingKind::Request, Some(made.id));
    done(ctx, &tx, staff, row).await?;
    tx.commit().await?;
    file::reference(&made)
}

async fn done(ctx: &Ctx, tx: &Write, staff: &Staff, mut row: incoming::Model) -> Result<()> {
    (row.read_at, row.read_by) = (Some(ctx.now()), Some(staff.id));
    let entry =
        Entry { request: row.request_id, ..Entry::of(What("mail_settled_by_staff"), Actor::Staff(staff)) };
    row.into_active_model().reset_all().update(tx.db()).await?;
    record(ctx, tx, entry).await
}

/// Takes away, file and row, what belongs to no request and was dealt with thirty days ago.
///
/// # Errors
/// A fault when the database is away or a file cannot be removed; it is tried next time.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let over = incoming::Entity::find()
        .filter(incoming::Column::RequestId.is_null())
        .filter(incoming::Column::ReadAt.lte(ctx.now() - AFTER_READ));
    for row in over.all(ctx.read()).await? {
        ctx.storage.remove(&row.file)?;
        let tx = ctx.write().await?;
        incoming::Entity::delete_by_id(row.id).exec(tx.db()).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn by_id(db: &impl ConnectionTrait, id: IncomingId) -> Result<incoming::Model> {
    incoming::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

async fn locked(tx: &Write, id: IncomingId) -> Result<incoming::Model> {
    incoming::Entity::find_by_id(id).lock_exclusive().one(tx.db()).await?.ok_or(Error::NotFound)
}

fn bytes(ctx: &Ctx, row: &incoming::Model) -> Result<Vec<u8>> {
    let stored = Stored { file: row.file.clone(), wrapped_key: row.wrapped_key.clone() };
    ctx.storage.read(&ctx.keys, &stored)
}
