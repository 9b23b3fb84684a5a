//! How an account begins: a one-time invitation, an own password, an authenticator, recovery codes.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Error, Result},
    identity::{
        enrolment::{self, NewAuthenticator},
        password::{self, Password},
        token,
    },
};
use chrono::TimeDelta;
use data_encoding::BASE64URL_NOPAD;
use entity::{
    id::StaffId,
    invitation,
    kind::{Language, Role},
    staff_role,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
    SqlErr, sea_query::Expr,
};
use std::collections::BTreeSet;

/// 24 hours (security.md 5.3).
const LIFETIME: TimeDelta = TimeDelta::hours(24);
/// As a link to a new password. Once its link is dead an invitation serves no purpose (Art. 5(1)(e)): who joined has an
/// account, and the record tells that somebody was invited, under a pseudonym.
const REMEMBERED: TimeDelta = TimeDelta::days(1);

/// Who is invited, to what.
#[derive(Clone, Debug)]
pub struct Invited {
    pub email: Email,
    pub name: String,
    pub roles: BTreeSet<Role>,
    pub language: Language,
}

/// What the new member of staff chose and proved.
pub struct Acceptance<'a> {
    pub password: &'a Password,
    pub authenticator: NewAuthenticator<'a>,
}

/// Writes an invitation and gives back the secret of its one-time link; an earlier one of the address ends with it.
///
/// # Errors
/// A fault when the database is away.
pub async fn invite(ctx: &Ctx, invited: &Invited, by: Actor<'_>) -> Result<String> {
    let tx = ctx.write().await?;
    let secret = write(ctx, &tx, invited, by).await?;
    tx.commit().await?;
    Ok(secret)
}

/// The same within a larger change.
pub(super) async fn write(ctx: &Ctx, tx: &Write, invited: &Invited, by: Actor<'_>) -> Result<String> {
    replace(tx, &invited.email).await?;
    let secret = BASE64URL_NOPAD.encode(&ctx.entropy.bytes::<32>()?);
    let roles: Vec<_> = invited.roles.iter().map(|role| role.code()).collect();
    let row = invitation::Model {
        id: ctx.mint()?,
        token_digest: token::digest_of(&secret),
        email: invited.email.as_str().into(),
        name: invited.name.clone(),
        roles: roles.join(","),
        language: invited.language,
        created_at: ctx.now(),
        expires_at: ctx.now() + LIFETIME,
        used_at: None,
    };
    row.into_active_model().reset_all().insert(tx.db()).await?;
    let who = ctx.keys.pseudonym("staff", invited.email.as_str());
    let entry = Entry::of(What("staff_invited"), by).about(who);
    record(ctx, tx, entry.with(serde_json::json!({ "roles": roles }))).await?;
    Ok(secret)
}

/// Ends what is still open for an address: of several links one works. Parallel presses come one after another, held by
/// the first account there is.
async fn replace(tx: &Write, email: &Email) -> Result<()> {
    let first = entity::staff::Entity::find().order_by_asc(entity::staff::Column::Id).lock_exclusive();
    first.one(tx.db()).await?;
    let open = invitation::Entity::delete_many()
        .filter(invitation::Column::Email.eq(email.as_str()))
        .filter(invitation::Column::UsedAt.is_null());
    open.exec(tx.db()).await?;
    Ok(())
}

/// The open invitation of a link.
///
/// # Errors
/// Not found when it is used, expired or never was, or its address has an account already.
pub async fn open(ctx: &Ctx, secret: &str) -> Result<invitation::Model> {
    let found = invitation::Entity::find()
        .filter(invitation::Column::TokenDigest.eq(token::digest_of(secret)))
        .filter(invitation::Column::UsedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(ctx.now()))
        .one(ctx.read())
        .await?
        .ok_or(Error::NotFound)?;
    let account = entity::staff::Entity::find().filter(entity::staff::Column::Email.eq(&found.email));
    if account.one(ctx.read()).await?.is_some() {
        return Err(Error::NotFound);
    }
    Ok(found)
}

/// Makes the account; gives back the recovery codes, shown once.
///
/// # Errors
/// Refused when the code does not come from the authenticator; not found when the invitation is used meanwhile.
pub async fn accept(ctx: &Ctx, secret: &str, acceptance: &Acceptance<'_>) -> Result<Vec<String>> {
    let row = open(ctx, secret).await?;
    let shown = acceptance.authenticator.judge(ctx, &row.email)?;
    let phc = password::hash(ctx, acceptance.password).await?;
    let tx = ctx.write().await?;
    use_up(ctx, &tx, &row).await?;
    let id: StaffId = ctx.mint()?;
    let account = entity::staff::Model {
        id,
        email: row.email.clone(),
        name: row.name.clone(),
        password: phc,
        totp_secret: Some(shown.wrapped(ctx, id)?),
        totp_last_step: Some(shown.step),
        language: row.language,
        created_at: ctx.now(),
        disabled_at: None,
        digest: true,
    };
    let inserted = account.into_active_model().reset_all().insert(tx.db()).await;
    if inserted
        .as_ref()
        .is_err_and(|error| matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))))
    {
        return Err(Error::NotFound);
    }
    inserted?;
    give_roles(&tx, id, &row.roles).await?;
    let codes = enrolment::give_recovery_codes(ctx, &tx, id).await?;
    let entry = Entry::of(What("staff_joined"), Actor::System).about(id.to_string());
    record(ctx, &tx, entry).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Removes invitations whose links have been dead for a day: used, withdrawn or never opened.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    // A withdrawn one expired when it was withdrawn; a used one was used before.
    let over = invitation::Column::ExpiresAt.lt(ctx.now() - REMEMBERED);
    invitation::Entity::delete_many().filter(over).exec(tx.db()).await?;
    tx.commit().await
}

async fn use_up(ctx: &Ctx, tx: &Write, row: &invitation::Model) -> Result<()> {
    let used = invitation::Entity::update_many()
        .col_expr(invitation::Column::UsedAt, Expr::value(ctx.now()))
        .filter(invitation::Column::Id.eq(row.id))
        .filter(invitation::Column::UsedAt.is_null())
        .exec(tx.db())
        .await?;
    if used.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

async fn give_roles(tx: &Write, id: StaffId, roles: &str) -> Result<()> {
    for role in roles.split(',').filter_map(Role::from_code) {
        staff_role::ActiveModel { staff_id: Set(id), role: Set(role) }.insert(tx.db()).await?;
    }
    Ok(())
}
