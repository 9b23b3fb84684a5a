//! The files of a request, and the way out for one of them: only for its requester, and for staff who read cases.

use crate::{
    actor::{Actor, Requester, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::{Error, Result},
    id::Reference,
    identity::proof,
    ports::storage::{Stored, sealing::Opening},
    request::{change, own},
};
use entity::{
    attachment,
    id::{AttachmentId, RequestId},
    kind::{AttachmentKind, Author},
    request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

/// A file on its way out.
#[derive(Debug)]
pub struct File {
    pub name: String,
    pub bytes: u64,
    pub opening: Opening,
}

/// The files of a request, in the order in which they came.
pub(crate) async fn of(db: &impl ConnectionTrait, request: RequestId) -> Result<Vec<attachment::Model>> {
    let found = attachment::Entity::find().filter(attachment::Column::RequestId.eq(request));
    Ok(found.order_by_asc(attachment::Column::Id).all(db).await?)
}

/// A file of the requester's own request; that they have what staff attached is noted the first time.
///
/// # Errors
/// As [`look_at_own`].
pub async fn fetch_own(
    ctx: &Ctx,
    requester: &Requester,
    reference: &Reference,
    id: AttachmentId,
) -> Result<File> {
    let row = own(ctx, requester, reference, id).await?;
    let file = opened(ctx, &row)?;
    if row.author == Author::Staff && row.fetched_at.is_none() {
        note_fetched(ctx, requester, &row).await?;
    }
    Ok(file)
}

/// The same without handing it over: nothing is noted.
///
/// # Errors
/// Not found when it is missing, another's, a scan of staff, or hidden because several persons share the address;
/// refused without a fresh proof of the address where staff attached it.
pub async fn look_at_own(
    ctx: &Ctx,
    requester: &Requester,
    reference: &Reference,
    id: AttachmentId,
) -> Result<File> {
    opened(ctx, &own(ctx, requester, reference, id).await?)
}

async fn own(
    ctx: &Ctx,
    requester: &Requester,
    reference: &Reference,
    id: AttachmentId,
) -> Result<attachment::Model> {
    let request = own::shown(ctx.read(), requester, reference).await?;
    let row = find(ctx, &request, id).await?;
    if row.kind != AttachmentKind::Message {
        return Err(Error::NotFound);
    }
    // What staff send holds what we hold of the person, as a package does.
    if row.author == Author::Staff {
        proof::require_fresh(ctx, requester)?;
    }
    Ok(row)
}

async fn note_fetched(ctx: &Ctx, requester: &Requester, row: &attachment::Model) -> Result<()> {
    let tx = ctx.write().await?;
    let noted = attachment::Entity::update_many()
        .col_expr(attachment::Column::FetchedAt, Expr::value(Some(ctx.now())))
        .filter(attachment::Column::Id.eq(row.id))
        .filter(attachment::Column::FetchedAt.is_null())
        .exec(tx.db())
        .await?;
    if noted.rows_affected == 1 {
        let entry = Entry::on(row.request_id, What("file_fetched"), Actor::Requester(requester));
        record(ctx, &tx, entry.with(serde_json::json!({ "file": row.id }))).await?;
    }
    tx.commit().await
}

/// A file of a request, for staff.
///
/// # Errors
/// Refused without a role that reads cases; not found when it is missing or another request's.
pub async fn open_at_desk(ctx: &Ctx, staff: &Staff, reference: &Reference, id: AttachmentId) -> Result<File> {
    change::require_reading(staff)?;
    let request = change::find(ctx.read(), reference).await?;
    opened(ctx, &find(ctx, &request, id).await?)
}

async fn find(ctx: &Ctx, request: &request::Model, id: AttachmentId) -> Result<attachment::Model> {
    let of_request = attachment::Column::RequestId.eq(request.id);
    attachment::Entity::find_by_id(id).filter(of_request).one(ctx.read()).await?.ok_or(Error::NotFound)
}

/// Opens what lies under a row.
///
/// # Errors
/// Not found when the file is gone; a fault when its key is.
pub(crate) fn opened(ctx: &Ctx, row: &attachment::Model) -> Result<File> {
    let stored = Stored { file: row.file.clone(), wrapped_key: row.wrapped_key.clone() };
    let opening = ctx.storage.open_frames(&ctx.keys, &stored)?;
    Ok(File { name: row.name.clone(), bytes: u64::try_from(row.bytes).unwrap_or_default(), opening })
}
