//! A forgotten password: a mailed link, good once and for half an hour, that still takes a code of the authenticator or a
//! recovery code (ASVS 6.4.3). An address without an account gets the same answer by the same statements, and no mail.

use super::{
    alert, budget, own_account,
    password::{self, Password},
    session, staff as gate, token,
};
use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Error, Refusal, Result},
    mail::{
        letter::Letter,
        outbox,
        own_account::{Changed, compose_reset},
        staff::AccountChange,
    },
};
use chrono::TimeDelta;
use data_encoding::BASE64URL_NOPAD;
use entity::{id::PasswordResetId, outbox as outbox_row, password_reset, staff};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
    sea_query::Expr,
};

/// Thirty minutes (security.md 5.3).
const LIFETIME: TimeDelta = TimeDelta::minutes(30);

/// What replaces a forgotten password.
pub struct Replacement<'a> {
    pub password: &'a Password,
    /// A code of the authenticator, or a recovery code.
    pub code: &'a str,
    /// Pseudonym of the network address.
    pub network: &'a str,
}

/// Mails a link to an address, if an open account has it.
///
/// # Errors
/// Refused when the limits of the sign-in are met, for known and unknown addresses alike.
pub async fn ask(ctx: &Ctx, email: &Email, network: &str) -> Result<()> {
    let (account, pair) = gate::count_wish(ctx, email, network).await?;
    match budget::recorded(ctx, &account, queue(ctx, email, (&account, &pair)).await).await {
        // Mails are bounded more tightly, in silence: the page says the same.
        Err(Error::Refused(Refusal::TooMany { .. })) => Ok(()),
        asked => asked,
    }
}

async fn queue(ctx: &Ctx, email: &Email, (account, pair): (&str, &str)) -> Result<()> {
    let found = staff::Entity::find()
        .filter(staff::Column::Email.eq(email.as_str()))
        .filter(staff::Column::DisabledAt.is_null());
    let found = found.one(ctx.read()).await?;
    let tx = ctx.write().await?;
    budget::take(ctx, &tx, budget::RESET_SHARE, pair).await?;
    budget::take(ctx, &tx, budget::RESET_MAIL, account).await?;
    let id: PasswordResetId = ctx.mint()?;
    let row = password_reset::Model {
        id,
        staff_id: found.as_ref().map(|account| account.id),
        token_digest: token::digest_of(&token_of(ctx, id)),
        epoch: session::epoch(tx.db()).await?,
        created_at: ctx.now(),
        expires_at: ctx.now() + LIFETIME,
        used_at: None,
    };
    let row = row.into_active_model().reset_all().insert(tx.db()).await?;
    // Nobody's address is not kept; the mail then finds no account and ends before it leaves.
    let to = found.map(|account| account.email).unwrap_or_default();
    outbox::staff::enqueue_reset(ctx, &tx, &row, &to).await?;
    record(ctx, &tx, Entry::of(What("staff_reset_asked"), Actor::Anyone).about(account)).await?;
    tx.commit().await
}

/// 256 bits that name a link, derived so that they need not be stored.
fn token_of(ctx: &Ctx, id: PasswordResetId) -> String {
    BASE64URL_NOPAD.encode(&ctx.keys.lasting(&["password-reset", &id.to_string()]))
}

/// The mail of a link that still works for somebody.
pub(crate) async fn mail_of(ctx: &Ctx, id: PasswordResetId) -> Result<Option<Letter>> {
    let row = password_reset::Entity::find_by_id(id).one(ctx.read()).await?;
    let Some((row, account)) = live(ctx, row).await? else { return Ok(None) };
    let link = format!("{}/staff/reset/{}", ctx.settings.staff_base_url, token_of(ctx, row.id));
    let controller = &ctx.notice.controller.name;
    Ok(Some(compose_reset(account.language, controller, &link, LIFETIME.num_minutes())))
}

/// The account of a link; reading it changes nothing.
///
/// # Errors
/// Refused alike when the link is used, void, expired, altered or never was.
pub async fn open(ctx: &Ctx, token: &str) -> Result<staff::Model> {
    Ok(find(ctx, token).await?.1)
}

async fn find(ctx: &Ctx, token: &str) -> Result<(password_reset::Model, staff::Model)> {
    let row = password_reset::Entity::find()
        .filter(password_reset::Column::TokenDigest.eq(token::digest_of(token)))
        .one(ctx.read())
        .await?;
    Ok(live(ctx, row).await?.ok_or(Refusal::LinkSpent)?)
}

async fn live(
    ctx: &Ctx,
    row: Option<password_reset::Model>,
) -> Result<Option<(password_reset::Model, staff::Model)>> {
    let Some(row) = row.filter(|row| row.used_at.is_none() && row.expires_at > ctx.now()) else {
        return Ok(None);
    };
    let Some(id) = row.staff_id else { return Ok(None) };
    if row.epoch != session::epoch(ctx.read()).await? {
        return Ok(None);
    }
    let account = staff::Entity::find_by_id(id).filter(staff::Column::DisabledAt.is_null());
    Ok(account.one(ctx.read()).await?.map(|account| (row, account)))
}

/// Sets another password by a link and a code; every session ends, and so does every other link.
///
/// # Errors
/// Refused when the link is spent, the code wrong or used, or a limit is met.
pub async fn set(ctx: &Ctx, token: &str, new: &Replacement<'_>) -> Result<()> {
    let (row, account) = find(ctx, token).await?;
    let place = ctx.hashing.place()?;
    gate::count_code(ctx, &account, new.network).await?;
    let phc = password::hash(ctx, place, new.password).await?;
    let tx = ctx.write().await?;
    if !gate::judge_code(ctx, &tx, &account, new.code).await? {
        let about = account.id.to_string();
        record(ctx, &tx, Entry::of(What("authn_staff_refused"), Actor::Anyone).about(about)).await?;
        tx.commit().await?;
        return Err(Refusal::WrongCredentials.into());
    }
    gate::forgive_code(ctx, &tx, &account, new.network).await?;
    use_up(ctx, &tx, row.id).await?;
    own_account::set_password(ctx, &tx, account.id, phc).await?;
    session::end_all_of(&tx, account.id).await?;
    let what = (What("staff_password_reset"), Actor::Anyone);
    own_account::put_down(ctx, &tx, &account, what, Changed::Password).await?;
    // Whoever did it was not signed in: another may have had mailbox and codes.
    alert::tell(ctx, &tx, AccountChange::Reset, (&account).into(), "").await?;
    tx.commit().await
}

/// Of many presses at once one goes through.
async fn use_up(ctx: &Ctx, tx: &Write, id: PasswordResetId) -> Result<()> {
    let used = password_reset::Entity::update_many()
        .col_expr(password_reset::Column::UsedAt, Expr::value(ctx.now()))
        .filter(password_reset::Column::Id.eq(id))
        .filter(password_reset::Column::UsedAt.is_null())
        .exec(tx.db())
        .await?;
    if used.rows_affected == 1 { Ok(()) } else { Err(Refusal::LinkSpent.into()) }
}

/// Removes links that have been over for a day, with what the outbox knows of their mails.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let tx = ctx.write().await?;
    let over = password_reset::Column::ExpiresAt.lt(ctx.now() - TimeDelta::days(1));
    let ids = password_reset::Entity::find().select_only().column(password_reset::Column::Id);
    let theirs = outbox_row::Column::ResetId.in_subquery(ids.filter(over.clone()).into_query());
    outbox_row::Entity::delete_many().filter(theirs).exec(tx.db()).await?;
    password_reset::Entity::delete_many().filter(over).exec(tx.db()).await?;
    tx.commit().await
}
