//! Signed-in browsers: rows, found by the digest of what the cookie holds.

use crate::{
    actor::{Requester, Staff},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Error, Fault, Result},
    identity::token::digest_of,
    request::enter,
};
use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use entity::{
    challenge,
    id::{SessionId, StaffId},
    installation,
    kind::SessionKind,
    session, staff, staff_role,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set, sea_query::Expr,
};

/// A session just opened: the secret for the cookie is known only now.
#[derive(Debug)]
pub struct Fresh {
    pub id: SessionId,
    pub secret: String,
}

/// How long a session may idle, and how long it may live (security.md 5.2), and how many a person may have.
struct Terms {
    idle: TimeDelta,
    absolute: TimeDelta,
    at_most: usize,
}

const fn terms(kind: SessionKind) -> Terms {
    match kind {
        SessionKind::Requester => {
            Terms { idle: TimeDelta::minutes(20), absolute: TimeDelta::hours(2), at_most: 5 }
        }
        SessionKind::Staff => {
            Terms { idle: TimeDelta::minutes(30), absolute: TimeDelta::hours(8), at_most: 3 }
        }
    }
}

/// The epoch of the installation: a restore raises it and so voids every older token and session.
///
/// # Errors
/// A fault when the database is away or was never set up.
pub async fn epoch(db: &impl ConnectionTrait) -> Result<i32> {
    let row = installation::Entity::find_by_id(1).one(db).await?;
    Ok(row.ok_or_else(|| Fault::new("reading the epoch", "run `portal migrate` first"))?.epoch)
}

/// Writes the installation's row when the database is new.
///
/// # Errors
/// A fault when the database is away.
pub async fn set_up(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    let row = installation::ActiveModel { id: Set(1), epoch: Set(1), created_at: Set(ctx.now()) };
    let keep = sea_orm::sea_query::OnConflict::column(installation::Column::Id).do_nothing().to_owned();
    installation::Entity::insert(row).on_conflict(keep).exec_without_returning(tx.db()).await?;
    tx.commit().await
}

/// Opens a requester's session for a consumed challenge; the browser's old one ends.
///
/// # Errors
/// A fault when the database is away.
pub async fn open_requester(
    ctx: &Ctx,
    tx: &Write,
    proved: &challenge::Model,
    old: Option<&str>,
) -> Result<Fresh> {
    end_old(tx, old).await?;
    let owner = session::Column::EmailKey.eq(&proved.email_key);
    end_oldest(tx, SessionKind::Requester, owner).await?;
    enter::proved(ctx, tx, &proved.email_key).await?;
    let address = (Some(proved.email_key.clone()), Some(proved.email.clone()));
    insert(ctx, tx, SessionKind::Requester, address, None).await
}

/// Opens a staff session; the browser's old one ends.
///
/// # Errors
/// A fault when the database is away.
pub async fn open_staff(ctx: &Ctx, tx: &Write, id: StaffId, old: Option<&str>) -> Result<Fresh> {
    end_old(tx, old).await?;
    end_oldest(tx, SessionKind::Staff, session::Column::StaffId.eq(id)).await?;
    insert(ctx, tx, SessionKind::Staff, (None, None), Some(id)).await
}

/// The requester behind a cookie, if the session lives.
///
/// # Errors
/// A fault when the database is away.
pub async fn requester(ctx: &Ctx, secret: &str) -> Result<Option<Requester>> {
    Ok(live(ctx, SessionKind::Requester, secret).await?.and_then(proved_by))
}

fn proved_by(row: session::Model) -> Option<Requester> {
    let email = Email::parse(&row.email?).ok()?;
    Some(Requester { session: row.id, email, email_key: row.email_key?, proved_at: row.proved_at })
}

/// The member of staff behind a cookie, if session and account live; roles are read now.
///
/// # Errors
/// A fault when the database is away.
pub async fn staff(ctx: &Ctx, secret: &str) -> Result<Option<Staff>> {
    let Some(row) = live(ctx, SessionKind::Staff, secret).await? else { return Ok(None) };
    let Some(id) = row.staff_id else { return Ok(None) };
    let account = staff::Entity::find_by_id(id).filter(staff::Column::DisabledAt.is_null());
    let Some(account) = account.one(ctx.read()).await? else { return Ok(None) };
    let roles = staff_role::Entity::find().filter(staff_role::Column::StaffId.eq(id)).all(ctx.read()).await?;
    Ok(Some(Staff {
        session: row.id,
        id,
        name: account.name,
        language: account.language,
        roles: roles.into_iter().map(|row| row.role).collect(),
        proved_at: row.proved_at,
    }))
}

/// Ends a session.
///
/// # Errors
/// A fault when the database is away.
pub async fn end(ctx: &Ctx, id: SessionId) -> Result<()> {
    let tx = ctx.write().await?;
    session::Entity::delete_by_id(id).exec(tx.db()).await?;
    tx.commit().await
}

/// Counts a session as proved from now on.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn prove(tx: &Write, id: SessionId, now: DateTime<Utc>) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::ProvedAt, Expr::value(now))
        .filter(session::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Holds the session of somebody who changes what proves them: of two changes at once the later finds it ended.
///
/// # Errors
/// Not found when it ended meanwhile.
pub(super) async fn hold(tx: &Write, id: SessionId) -> Result<()> {
    let row = session::Entity::find_by_id(id).lock_exclusive().one(tx.db()).await?;
    row.map(|_| ()).ok_or(Error::NotFound)
}

/// Ends every session of a member of staff, in the transaction of what made it necessary.
///
/// # Errors
/// A fault when the database is away.
pub async fn end_all_of(tx: &Write, id: StaffId) -> Result<()> {
    session::Entity::delete_many().filter(session::Column::StaffId.eq(id)).exec(tx.db()).await?;
    Ok(())
}

/// The sessions of staff that live, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn live_of_staff(ctx: &Ctx) -> Result<Vec<session::Model>> {
    let now = ctx.now();
    let found = session::Entity::find()
        .filter(session::Column::Kind.eq(SessionKind::Staff))
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::LastSeenAt.gt(now - terms(SessionKind::Staff).idle))
        .filter(session::Column::Epoch.eq(epoch(ctx.read()).await?));
    Ok(found.order_by_desc(session::Column::CreatedAt).all(ctx.read()).await?)
}

async fn live(ctx: &Ctx, kind: SessionKind, secret: &str) -> Result<Option<session::Model>> {
    let now = ctx.now();
    let found = session::Entity::find()
        .filter(session::Column::TokenDigest.eq(digest_of(secret)))
        .filter(session::Column::Kind.eq(kind))
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::LastSeenAt.gt(now - terms(kind).idle))
        .one(ctx.read())
        .await?;
    let Some(row) = found else { return Ok(None) };
    if row.epoch != epoch(ctx.read()).await? {
        return Ok(None);
    }
    touch(ctx, &row, now).await?;
    Ok(Some(row))
}

/// Last-seen is written at most once a minute.
async fn touch(ctx: &Ctx, row: &session::Model, now: DateTime<Utc>) -> Result<()> {
    if now - row.last_seen_at < TimeDelta::minutes(1) {
        return Ok(());
    }
    let tx = ctx.write().await?;
    session::Entity::update_many()
        .col_expr(session::Column::LastSeenAt, Expr::value(now))
        .filter(session::Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    tx.commit().await
}

async fn end_old(tx: &Write, old: Option<&str>) -> Result<()> {
    if let Some(secret) = old {
        let digest = session::Column::TokenDigest.eq(digest_of(secret));
        session::Entity::delete_many().filter(digest).exec(tx.db()).await?;
    }
    Ok(())
}

/// Makes room for one more: the oldest ends.
async fn end_oldest(
    tx: &Write,
    kind: SessionKind,
    owner: impl sea_orm::sea_query::IntoCondition,
) -> Result<()> {
    let rows = session::Entity::find()
        .filter(session::Column::Kind.eq(kind))
        .filter(owner)
        .order_by_desc(session::Column::CreatedAt)
        .all(tx.db())
        .await?;
    for row in rows.into_iter().skip(terms(kind).at_most - 1) {
        session::Entity::delete_by_id(row.id).exec(tx.db()).await?;
    }
    Ok(())
}

async fn insert(
    ctx: &Ctx,
    tx: &Write,
    kind: SessionKind,
    (email_key, email): (Option<String>, Option<String>),
    staff_id: Option<StaffId>,
) -> Result<Fresh> {
    let now = ctx.now();
    let secret = BASE64URL_NOPAD.encode(&ctx.entropy.bytes::<32>()?);
    let row = session::Model {
        id: ctx.mint()?,
        kind,
        token_digest: digest_of(&secret),
        email_key,
        email,
        staff_id,
        epoch: epoch(tx.db()).await?,
        created_at: now,
        last_seen_at: now,
        expires_at: now + terms(kind).absolute,
        proved_at: now,
    };
    let row = row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(Fresh { id: row.id, secret })
}

/// Removes sessions that are over.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    let over = session::Column::ExpiresAt.lt(ctx.now() - TimeDelta::days(1));
    session::Entity::delete_many().filter(over).exec(tx.db()).await?;
    tx.commit().await
}
