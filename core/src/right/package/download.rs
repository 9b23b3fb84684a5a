//! Hands a package over to whoever proved the address of its request, and takes it away in time.

use super::build;
use crate::{
    actor::{Actor, Requester},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Each, Error, Refusal, Result},
    id::Reference,
    identity::proof,
    ports::storage::Stored,
    request::own,
};
use chrono::TimeDelta;
use entity::{
    id::PackageId,
    kind::{PackageState, Right, State},
    package, request,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

/// How often one build can be downloaded (security.md 5.5).
const DOWNLOADS: i32 = 5;
/// How many builds a request gets in a day (security.md 5.5).
const BUILDS_A_DAY: u64 = 3;
/// How long after closing a package can be built again (law.md R6.1.3).
const AFTER_CLOSING: TimeDelta = TimeDelta::days(30);

/// The newest package of a request, for its page.
///
/// # Errors
/// Not found when the request is somebody else's, hidden, or has none.
pub async fn newest(ctx: &Ctx, requester: &Requester, reference: &Reference) -> Result<package::Model> {
    let request = owned(ctx, requester, reference).await?;
    newest_of(ctx, &request).await?.ok_or(Error::NotFound)
}

/// How often one that was downloaded so many times can still be.
pub const fn left(downloads: i32) -> i32 {
    if downloads < DOWNLOADS { DOWNLOADS - downloads } else { 0 }
}

/// Whether it can be downloaded now.
pub fn is_open(ctx: &Ctx, package: &package::Model) -> bool {
    package.state == PackageState::Ready
        && left(package.downloads) > 0
        && package.expires_at.is_some_and(|expires_at| expires_at > ctx.now())
}

/// The bytes of the newest package of a request. Counts as one of five downloads.
///
/// # Errors
/// As [`ready`].
pub async fn download(ctx: &Ctx, requester: &Requester, reference: &Reference) -> Result<Vec<u8>> {
    let (package, stored) = ready(ctx, requester, reference).await?;
    let tx = ctx.write().await?;
    count(ctx, &tx, package.id).await?;
    let entry = Entry::on(package.request_id, What("package_downloaded"), Actor::Requester(requester));
    record(ctx, &tx, entry.with(serde_json::json!({ "package": package.id }))).await?;
    let bytes = ctx.storage.read(&ctx.keys, &stored)?;
    tx.commit().await?;
    Ok(bytes)
}

/// The newest package of a request, when its requester may download it now. Asking counts as no download.
///
/// # Errors
/// Not found when the request is somebody else's or its package is not built yet; refused without a fresh
/// proof of the address, or when the package is used up or purged.
pub async fn ready(
    ctx: &Ctx,
    requester: &Requester,
    reference: &Reference,
) -> Result<(package::Model, Stored)> {
    let package = newest(ctx, requester, reference).await?;
    match package.state {
        PackageState::Queued | PackageState::Failed => return Err(Error::NotFound),
        PackageState::Purged => return Err(Refusal::PackageGone.into()),
        PackageState::Ready => {}
    }
    proof::require_fresh(ctx, requester)?;
    match (package.file.clone(), package.wrapped_key.clone()) {
        (Some(file), Some(wrapped_key)) if is_open(ctx, &package) => {
            Ok((package, Stored { file, wrapped_key }))
        }
        _ => Err(Refusal::PackageGone.into()),
    }
}

/// Queues the package again, with the data as they are when it is built; one that is open or queued stays.
///
/// # Errors
/// Not found when the request is somebody else's or never had a package; refused when it was closed more than
/// 30 days ago, or was built three times within a day.
pub async fn rebuild(ctx: &Ctx, requester: &Requester, reference: &Reference) -> Result<()> {
    let request = owned(ctx, requester, reference).await?;
    let package = newest_of(ctx, &request).await?.ok_or(Error::NotFound)?;
    if package.state == PackageState::Queued || is_open(ctx, &package) {
        return Ok(());
    }
    if request.closed_at.is_some_and(|closed_at| ctx.now() - closed_at > AFTER_CLOSING) {
        return Err(Refusal::NotNow { state: State::Closed }.into());
    }
    let tx = ctx.write().await?;
    let since = ctx.now() - TimeDelta::days(1);
    let recent = package::Entity::find()
        .filter(package::Column::RequestId.eq(request.id))
        .filter(package::Column::QueuedAt.gt(since));
    if recent.count(tx.db()).await? >= BUILDS_A_DAY {
        return Err(Refusal::TooMany { retry_after: TimeDelta::days(1).num_seconds() }.into());
    }
    build::queue(ctx, &tx, request.id).await?;
    record(ctx, &tx, Entry::on(request.id, What("package_asked_again"), Actor::Requester(requester))).await?;
    tx.commit().await
}

/// Takes away the packages whose days are over, bytes and key, and says how many.
///
/// # Errors
/// A fault when the database is away or a file cannot be removed; the others went, and it is tried next time.
pub async fn purge_expired(ctx: &Ctx) -> Result<u64> {
    let over = package::Entity::find()
        .filter(package::Column::State.eq(PackageState::Ready))
        .filter(package::Column::ExpiresAt.lte(ctx.now()))
        .all(ctx.read())
        .await?;
    let (mut purged, mut each) = (0, Each::default());
    for package in over {
        purged += each.note("taking away a package", purge(ctx, &package).await).unwrap_or_default();
    }
    each.end().map(|()| purged)
}

async fn purge(ctx: &Ctx, package: &package::Model) -> Result<u64> {
    if let Some(file) = &package.file {
        ctx.storage.remove(file)?;
    }
    let tx = ctx.write().await?;
    let gone = package::Entity::update_many()
        .col_expr(package::Column::State, Expr::value(PackageState::Purged))
        .col_expr(package::Column::File, Expr::value(Option::<String>::None))
        .col_expr(package::Column::WrappedKey, Expr::value(Option::<String>::None))
        .col_expr(package::Column::PurgedAt, Expr::value(ctx.now()))
        .filter(package::Column::Id.eq(package.id))
        .filter(package::Column::State.eq(PackageState::Ready))
        .exec(tx.db())
        .await?;
    if gone.rows_affected == 1 {
        let entry = Entry::on(package.request_id, What("package_purged"), Actor::System);
        record(ctx, &tx, entry.with(serde_json::json!({ "package": package.id }))).await?;
    }
    tx.commit().await?;
    Ok(gone.rows_affected)
}

/// The requester's own request to which a package belongs; foreign, hidden and missing look the same.
async fn owned(ctx: &Ctx, requester: &Requester, reference: &Reference) -> Result<request::Model> {
    let request = own::shown(ctx.read(), requester, reference).await?;
    match request.right {
        Some(Right::Access | Right::Portability) => Ok(request),
        _ => Err(Error::NotFound),
    }
}

/// The newest package of a request, whatever its state.
pub(in crate::right) async fn newest_of(
    ctx: &Ctx,
    request: &request::Model,
) -> Result<Option<package::Model>> {
    let all = package::Entity::find().filter(package::Column::RequestId.eq(request.id));
    Ok(all
        .order_by_desc(package::Column::QueuedAt)
        .order_by_desc(package::Column::Id)
        .one(ctx.read())
        .await?)
}

/// Takes one of the downloads; two at once cannot both take the last.
async fn count(ctx: &Ctx, tx: &Write, id: PackageId) -> Result<()> {
    let counted = package::Entity::update_many()
        .col_expr(package::Column::Downloads, Expr::col(package::Column::Downloads).add(1))
        .filter(package::Column::Id.eq(id))
        .filter(package::Column::State.eq(PackageState::Ready))
        .filter(package::Column::Downloads.lt(DOWNLOADS))
        .filter(package::Column::ExpiresAt.gt(ctx.now()))
        .exec(tx.db())
        .await?;
    if counted.rows_affected == 1 { Ok(()) } else { Err(Refusal::PackageGone.into()) }
}
