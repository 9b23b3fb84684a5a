//! Addresses that staff have muted: a stranger who keeps asking for sign-in mails to them sends none. What the
//! page answers stays the same, letters about requests still go, and it ends by itself.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    email::Email,
    error::{Refusal, Result},
    request::{ask, change, queue},
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    id::MuteId,
    kind::{PackageState, Role},
    mute, package, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select, sea_query::OnConflict,
};

/// Long enough for a stranger to tire of it, and no longer: its owner signs in no more than they (Art. 12(2)).
pub const LASTS: TimeDelta = TimeDelta::days(30);
/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// An address that is muted, as staff see it.
#[derive(Clone, Debug)]
pub struct Muted {
    pub row: mute::Model,
    /// Who did it.
    pub by: String,
}

/// Mutes an address for thirty days from now, with a reason; one muted already begins anew.
///
/// # Errors
/// Refused without the role, or without a reason of at most [`LONGEST_REASON`].
pub async fn mute(ctx: &Ctx, staff: &Staff, email: &Email, reason: &str) -> Result<()> {
    change::require(staff, Role::Caseworker)?;
    if !(1..=LONGEST_REASON).contains(&reason.chars().count()) {
        return Err(Refusal::ReasonNeeded.into());
    }
    let now = ctx.now();
    let row = mute::Model {
        id: ctx.mint()?,
        email_key: ctx.keys.email_key(email),
        masked: email.hinted(),
        reason: reason.to_owned(),
        muted_by: staff.id,
        muted_at: now,
        ends_at: now + LASTS,
    };
    let tx = ctx.write().await?;
    let muted = Entry::of(What("address_muted"), Actor::Staff(staff)).about(&row.email_key);
    record(ctx, &tx, muted).await?;
    let anew = OnConflict::column(mute::Column::EmailKey)
        .update_columns([
            mute::Column::Masked,
            mute::Column::Reason,
            mute::Column::MutedBy,
            mute::Column::MutedAt,
            mute::Column::EndsAt,
        ])
        .to_owned();
    let row = row.into_active_model().reset_all();
    mute::Entity::insert(row).on_conflict(anew).exec_without_returning(tx.db()).await?;
    tx.commit().await
}

/// Lets mail go to an address again; one that is muted no more stays so.
///
/// # Errors
/// Refused without the role.
pub async fn unmute(ctx: &Ctx, staff: &Staff, id: MuteId) -> Result<()> {
    change::require(staff, Role::Caseworker)?;
    let tx = ctx.write().await?;
    let Some(row) = mute::Entity::find_by_id(id).one(tx.db()).await? else { return Ok(()) };
    if mute::Entity::delete_by_id(id).exec(tx.db()).await?.rows_affected == 0 {
        return Ok(());
    }
    let unmuted = Entry::of(What("address_unmuted"), Actor::Staff(staff)).about(&row.email_key);
    record(ctx, &tx, unmuted).await?;
    tx.commit().await
}

/// The addresses muted now, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(ctx: &Ctx) -> Result<Vec<Muted>> {
    let rows = standing(ctx).order_by_desc(mute::Column::MutedAt).all(ctx.read()).await?;
    let names = queue::staff_names(ctx.read(), rows.iter().map(|row| row.muted_by)).await?;
    let told = |row: mute::Model| Muted { by: names.get(&row.muted_by).cloned().unwrap_or_default(), row };
    Ok(rows.into_iter().map(told).collect())
}

/// Until when an address is muted, by its key.
///
/// # Errors
/// A fault when the database is away.
pub async fn until(ctx: &Ctx, db: &impl ConnectionTrait, email_key: &str) -> Result<Option<DateTime<Utc>>> {
    let found = standing(ctx).filter(mute::Column::EmailKey.eq(email_key)).one(db).await?;
    Ok(found.map(|row| row.ends_at))
}

/// Whether a mute stops the sign-in mail to an address. It stops none while its owner is awaited: what only they can say
/// they say signed in, and their silence would close their request (Art. 12(2)); nor while a package waits for them, which
/// nobody fetches without (Art. 15(3)). The limits on mails hold all the same.
pub(crate) async fn stops(ctx: &Ctx, db: &impl ConnectionTrait, email_key: &str) -> Result<bool> {
    let muted = until(ctx, db, email_key).await?.is_some();
    Ok(muted && !ask::is_awaited(ctx, db, email_key).await? && !package_waits(ctx, db, email_key).await?)
}

/// Whether a package can be fetched by whoever signs in with an address.
async fn package_waits(ctx: &Ctx, db: &impl ConnectionTrait, email_key: &str) -> Result<bool> {
    let theirs = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::RequesterKey.eq(email_key))
        .into_query();
    let waiting = package::Entity::find()
        .filter(package::Column::State.eq(PackageState::Ready))
        .filter(package::Column::ExpiresAt.gt(ctx.now()))
        .filter(package::Column::RequestId.in_subquery(theirs));
    Ok(waiting.count(db).await? > 0)
}

/// Removes what is over.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    mute::Entity::delete_many().filter(mute::Column::EndsAt.lte(ctx.now())).exec(tx.db()).await?;
    tx.commit().await
}

fn standing(ctx: &Ctx) -> Select<mute::Entity> {
    mute::Entity::find().filter(mute::Column::EndsAt.gt(ctx.now()))
}
