//! Staff sign in with password and one-time code; a lost authenticator is replaced by a recovery code.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Context, Fault, Refusal, Result},
    identity::{budget, password, session, token},
    mail::postbox::Postbox,
    ports::storage,
};
use data_encoding::BASE32_NOPAD;
use entity::{recovery_code, staff};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};
use totp_rs::{Builder, Totp};

/// Seconds of one code (RFC 6238 §5.2).
pub const STEP: u64 = 30;

/// What somebody typed on the staff sign-in page.
#[derive(Debug)]
pub struct Attempt<'a> {
    pub email: &'a Email,
    pub password: &'a str,
    /// Six digits, or a recovery code.
    pub code: &'a str,
    /// Pseudonym of the network address.
    pub network: &'a str,
}

/// Opens a session for the right password and code; the browser's old session ends.
///
/// # Errors
/// Refused with one answer for every wrong combination, or when a limit is met.
pub async fn sign_in(ctx: &Ctx, attempt: &Attempt<'_>, old: Option<&str>) -> Result<session::Fresh> {
    spend_try(ctx, attempt).await?;
    let account = staff::Entity::find()
        .filter(staff::Column::Email.eq(attempt.email.as_str()))
        .filter(staff::Column::DisabledAt.is_null())
        .one(ctx.read())
        .await?;
    let phc = account.as_ref().map(|account| account.password.as_str());
    let known = password::verify(ctx, attempt.password, phc).await?;
    let tx = ctx.write().await?;
    let proved = match &account {
        Some(account) if known => spend_code(ctx, &tx, account, attempt.code).await?,
        _ => false,
    };
    let Some(account) = account.filter(|_| proved) else {
        let who = ctx.keys.pseudonym("staff", attempt.email.as_str());
        record(ctx, &tx, Entry::of(What("authn_staff_refused"), Actor::Anyone).about(who)).await?;
        tx.commit().await?;
        return Err(Refusal::WrongCredentials.into());
    };
    let fresh = session::open_staff(ctx, &tx, account.id, old).await?;
    let entry = Entry::of(What("authn_staff"), Actor::Anyone).about(account.id.to_string());
    record(ctx, &tx, entry).await?;
    tx.commit().await?;
    Ok(fresh)
}

/// The authenticator of an account, from its wrapped seed.
///
/// # Errors
/// A fault when the seed does not open.
pub fn authenticator(ctx: &Ctx, account: &staff::Model) -> Result<Option<Totp>> {
    let Some(seed) = seed(ctx, account)? else { return Ok(None) };
    totp(seed, &account.email, &ctx.notice.controller.name).map(Some)
}

fn seed(ctx: &Ctx, account: &staff::Model) -> Result<Option<Vec<u8>>> {
    let Some(wrapped) = &account.totp_secret else { return Ok(None) };
    let wrapped = String::from_utf8(wrapped.clone()).context("reading a seed")?;
    storage::unwrap_secret(&ctx.keys, &account.id.to_string(), &wrapped).map(Some)
}

/// Whether an account has this address.
///
/// # Errors
/// A fault when the database is away.
pub async fn exists(ctx: &Ctx, email: &Email) -> Result<bool> {
    let found = staff::Entity::find().filter(staff::Column::Email.eq(email.as_str()));
    Ok(found.one(ctx.read()).await?.is_some())
}

/// Seed (base 32) and present code of an account, for the demo's page of codes; nothing unless mails go to files,
/// which production refuses.
///
/// # Errors
/// A fault when the seed does not open.
pub async fn demo_code(ctx: &Ctx, email: &Email) -> Result<Option<(String, String)>> {
    if !matches!(ctx.postbox, Postbox::Files(_)) {
        return Ok(None);
    }
    let found = staff::Entity::find().filter(staff::Column::Email.eq(email.as_str()));
    let Some(account) = found.one(ctx.read()).await? else { return Ok(None) };
    let Some(seed) = seed(ctx, &account)? else { return Ok(None) };
    let now = u64::try_from(ctx.now().timestamp()).unwrap_or_default();
    let code = totp(seed.clone(), &account.email, "demo")?.generate(now).to_string();
    Ok(Some((BASE32_NOPAD.encode(&seed), code)))
}

/// An authenticator as RFC 6238 has it: SHA-1, 30 s, 6 digits (what every app reads).
///
/// # Errors
/// A fault when the seed is too short.
pub fn totp(seed: Vec<u8>, account: &str, issuer: &str) -> Result<Totp> {
    let plain = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(seed)
        .with_account_name(plain(account))
        .with_issuer(Some(plain(issuer)))
        .build()
        .map_err(|error| Fault::new("building an authenticator", error.to_string()).into())
}

/// Counted before anything is judged, on the account and on the network.
async fn spend_try(ctx: &Ctx, attempt: &Attempt<'_>) -> Result<()> {
    let tx = ctx.write().await?;
    budget::take(ctx, &tx, budget::STAFF_NETWORK, attempt.network).await?;
    let account = ctx.keys.pseudonym("staff", attempt.email.as_str());
    budget::take(ctx, &tx, budget::STAFF_ACCOUNT, &account).await?;
    tx.commit().await
}

/// Uses up a one-time code or a recovery code; each works once, also for parallel tries.
async fn spend_code(ctx: &Ctx, tx: &Write, account: &staff::Model, typed: &str) -> Result<bool> {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    if plain.len() > 6 {
        return spend_recovery_code(ctx, tx, account, &plain.to_ascii_uppercase()).await;
    }
    let Some(totp) = authenticator(ctx, account)? else { return Ok(false) };
    let now = u64::try_from(ctx.now().timestamp()).unwrap_or_default();
    // D-2: the present step and the one before; a replay is refused by the last step used.
    let Some(time) = [now, now.saturating_sub(STEP)].into_iter().find(|time| is_code(&totp, &plain, *time))
    else {
        return Ok(false);
    };
    let step = i64::try_from(time / STEP).unwrap_or_default();
    let newer = staff::Column::TotpLastStep.is_null().or(staff::Column::TotpLastStep.lt(step));
    let used = staff::Entity::update_many()
        .col_expr(staff::Column::TotpLastStep, Expr::value(step))
        .filter(staff::Column::Id.eq(account.id))
        .filter(newer)
        .exec(tx.db())
        .await?;
    Ok(used.rows_affected == 1)
}

fn is_code(totp: &Totp, typed: &str, time: u64) -> bool {
    token::same(totp.generate(time).to_string().as_bytes(), typed.as_bytes())
}

async fn spend_recovery_code(ctx: &Ctx, tx: &Write, account: &staff::Model, typed: &str) -> Result<bool> {
    let used = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(ctx.now()))
        .filter(recovery_code::Column::StaffId.eq(account.id))
        .filter(recovery_code::Column::Digest.eq(token::digest_of(typed)))
        .filter(recovery_code::Column::UsedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(used.rows_affected == 1)
}
