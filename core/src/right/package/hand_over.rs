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
        shared,
    },
};
use entity::{
    kind::{PackageState, Role},
    package, request,
};
use serde_json::json;

/// The file of a person who cannot fetch it, having no e-mail or sharing its address, to print or to hand over; put together again when it has been purged. Taking
/// it is a look at the person and an entry of the request, written before anything is given.
///
/// # Errors
/// Refused without the role; not found when the person can fetch it, or the package is not built yet.
pub async fn take(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Vec<u8>> {
    let (request, _) = ready(ctx, staff, reference).await?;
    give(ctx, staff, (&request, reference), What("package_handed_over")).await
}

/// Whose package it is, and which; asking hands nothing over.
///
/// # Errors
/// As [`take`].
pub async fn ready(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
) -> Result<(request::Model, package::Model)> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    let shared = shared::since(ctx.read(), &request.requester_key).await?.is_some();
    if enter::has_address(&request.requester_key) && !shared {
        return Err(Error::NotFound);
    }
    let package = built(ctx, &request).await?;
    Ok((request, package))
}

async fn built(ctx: &Ctx, request: &request::Model) -> Result<package::Model> {
    let newest = download::newest_of(ctx, request).await?;
    let waits =
        |package: &package::Model| matches!(package.state, PackageState::Queued | PackageState::Failed);
    newest.filter(|package| !waits(package)).ok_or(Error::NotFound)
}

/// The bytes, with look and entry before them.
pub(in crate::right) async fn give(
    ctx: &Ctx,
    staff: &Staff,
    (request, reference): (&request::Model, &Reference),
    what: What,
) -> Result<Vec<u8>> {
    let package = built(ctx, request).await?;
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
