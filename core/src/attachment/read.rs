//! The files of a request, and the way out for one of them: only for its requester, and for staff who read cases.

use crate::{
    actor::{Requester, Staff},
    ctx::Ctx,
    error::{Error, Result},
    id::Reference,
    ports::storage::{Stored, sealing::Opening},
    request::{change, own},
};
use entity::{
    attachment,
    id::{AttachmentId, RequestId},
    request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

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

/// A file of the requester's own request.
///
/// # Errors
/// Not found when it is missing, another's, or hidden because several persons share the address.
pub async fn open_own(
    ctx: &Ctx,
    requester: &Requester,
    reference: &Reference,
    id: AttachmentId,
) -> Result<File> {
    let request = own::shown(ctx.read(), requester, reference).await?;
    open(ctx, &request, id).await
}

/// A file of a request, for staff.
///
/// # Errors
/// Refused without a role that reads cases; not found when it is missing or another request's.
pub async fn open_at_desk(ctx: &Ctx, staff: &Staff, reference: &Reference, id: AttachmentId) -> Result<File> {
    change::require_reading(staff)?;
    let request = change::find(ctx.read(), reference).await?;
    open(ctx, &request, id).await
}

async fn open(ctx: &Ctx, request: &request::Model, id: AttachmentId) -> Result<File> {
    let of_request = attachment::Column::RequestId.eq(request.id);
    let row = attachment::Entity::find_by_id(id).filter(of_request).one(ctx.read()).await?;
    opened(ctx, &row.ok_or(Error::NotFound)?)
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
