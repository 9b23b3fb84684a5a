//! Hands a package to staff, for somebody who cannot fetch it: they print it, or give it on a medium, with the letter.

use super::{build, download};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::{Error, Result},
    id::Reference,
    ports::storage::Stored,
    request::{
        change, enter,
        identify::{self, Purpose},
    },
};
use entity::{
    kind::{PackageState, Role},
    request,
};
use serde_json::json;

/// The file of a person without e-mail, to print or to hand over; put together again when it has been purged. Taking
/// it is a look at the person and an entry of the request, written before anything is given.
///
/// # Errors
/// Refused without the role; not found when the person can fetch it, or the package is not built yet.
pub async fn take(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Vec<u8>> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    if enter::has_address(&request.requester_key) {
        return Err(Error::NotFound);
    }
    give(ctx, staff, (&request, reference), What("package_handed_over")).await
}

/// The bytes, with look and entry before them.
pub(in crate::right) async fn give(
    ctx: &Ctx,
    staff: &Staff,
    (request, reference): (&request::Model, &Reference),
    what: What,
) -> Result<Vec<u8>> {
    let package = download::newest_of(ctx, request).await?.ok_or(Error::NotFound)?;
    if matches!(package.state, PackageState::Queued | PackageState::Failed) {
        return Err(Error::NotFound);
    }
    if let Some(person) = request.person_id {
        identify::look(ctx, staff, person, Purpose::Request(reference)).await?;
    }
    let tx = ctx.write().await?;
    let entry = Entry::on(request.id, what, Actor::Staff(staff));
    record(ctx, &tx, entry.with(json!({ "package": package.id }))).await?;
    tx.commit().await?;
    match (package.file, package.wrapped_key) {
        (Some(file), Some(wrapped_key)) => ctx.storage.read(&ctx.keys, &Stored { file, wrapped_key }),
        _ => build::archive(ctx, request).await,
    }
}
