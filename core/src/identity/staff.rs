//! Staff sign in with password and one-time code; a lost authenticator is replaced by a recovery code.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Context, Error, Fault, Refusal, Result},
    identity::{budget, password, session, token},
    mail::postbox::Postbox,
    ports::storage,
};
use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use entity::{recovery_code, staff};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use totp_rs::{Builder, Totp};

/// Seconds of one code (RFC 6238 §5.2).
pub const STEP: u64 = 30;

/// How long a network counts as one from which the account signs in.
const KNOWN_FOR: TimeDelta = TimeDelta::days(30);

/// How long a proof is good for changes of accounts (ASVS 7.5.1).
const FRESH: TimeDelta = TimeDelta::minutes(10);

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
/// Refused with one answer for every wrong combination, when a limit is met, or when too many hash already.
pub async fn sign_in(ctx: &Ctx, attempt: &Attempt<'_>, old: Option<&str>) -> Result<session::Fresh> {
    let place = ctx.hashing.place()?;
    let tried = Tried::of(ctx, attempt.email.as_str(), attempt.network);
    spend_try(ctx, &tried).await?;
    let account = staff::Entity::find()
        .filter(staff::Column::Email.eq(attempt.email.as_str()))
        .filter(staff::Column::DisabledAt.is_null())
        .one(ctx.read())
        .await?;
    let phc = account.as_ref().map(|account| account.password.as_str());
    let known = password::verify(ctx, place, attempt.password, phc).await?;
    let tx = ctx.write().await?;
    let proved = match &account {
        Some(account) if known => judge_code(ctx, &tx, account, attempt.code).await?,
        _ => false,
    };
    let Some(account) = account.filter(|_| proved) else {
        record(ctx, &tx, Entry::of(What("authn_staff_refused"), Actor::Anyone).about(tried.account)).await?;
        tx.commit().await?;
        return Err(Refusal::WrongCredentials.into());
    };
    refund_try(ctx, &tx, &tried).await?;
    let fresh = session::open_staff(ctx, &tx, account.id, old).await?;
    let entry = Entry::of(What("authn_staff"), Actor::Anyone).about(account.id.to_string());
    record(ctx, &tx, entry).await?;
    tx.commit().await?;
    Ok(fresh)
}

/// Whether somebody proved themselves so lately that accounts may be changed without a further code.
pub fn is_fresh(ctx: &Ctx, who: &Staff) -> bool {
    ctx.now() - who.proved_at <= FRESH
}

/// Asks somebody who signed in a while ago for a code again; their session counts as proved from now on.
///
/// # Errors
/// Refused when the code is wrong or was used, and after too many wrong ones.
pub async fn prove_again(ctx: &Ctx, who: &Staff, code: &str) -> Result<()> {
    if is_fresh(ctx, who) {
        return Ok(());
    }
    let account = staff::Entity::find_by_id(who.id).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    let tx = ctx.write().await?;
    let judged = judge(ctx, &tx, &account, code).await;
    if let Err(error @ Error::Refused(Refusal::TooMany { .. })) = judged {
        record(ctx, &tx, Entry::of(What("authn_staff_refused"), Actor::Staff(who)).about(who.id.to_string()))
            .await?;
        tx.commit().await?;
        return Err(error);
    }
    let right = judged?;
    if right {
        session::prove(&tx, who.session, ctx.now()).await?;
    }
    let what = if right { "authn_staff_again" } else { "authn_staff_refused" };
    record(ctx, &tx, Entry::of(What(what), Actor::Staff(who)).about(who.id.to_string())).await?;
    tx.commit().await?;
    if right { Ok(()) } else { Err(Refusal::WrongCredentials.into()) }
}

/// Counts a wish for a link to replace a forgotten password like a try to sign in: known and unknown addresses alike.
/// Gives the pseudonyms of the account, and of the account as this network tries it.
///
/// # Errors
/// Refused when a limit is met.
pub(super) async fn count_wish(ctx: &Ctx, email: &Email, network: &str) -> Result<(String, String)> {
    let tried = Tried::of(ctx, email.as_str(), network);
    spend_try(ctx, &tried).await?;
    Ok((tried.account, tried.pair))
}

/// Counts a try to guess a code from a network that has not signed in.
///
/// # Errors
/// Refused when a limit is met.
pub(super) async fn count_code(ctx: &Ctx, account: &staff::Model, network: &str) -> Result<()> {
    let tried = Tried::of(ctx, &account.email, network);
    spend_try(ctx, &tried).await
}

/// Gives a try to guess a code back, for it was right.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn forgive_code(ctx: &Ctx, tx: &Write, account: &staff::Model, network: &str) -> Result<()> {
    return_try(ctx, tx, &Tried::of(ctx, &account.email, network)).await
}

/// Judges the password of an account again, out of the buckets of the sign-in; whoever guesses here has as few
/// tries as at the door. A right one is given back, but makes no network known: that takes a code too.
///
/// # Errors
/// Refused when it is wrong, a limit is met, or too many hash already.
pub(super) async fn prove_password(
    ctx: &Ctx,
    account: &staff::Model,
    typed: &str,
    network: &str,
) -> Result<()> {
    let place = ctx.hashing.place()?;
    let tried = Tried::of(ctx, &account.email, network);
    spend_try(ctx, &tried).await?;
    let right = password::verify(ctx, place, typed, Some(&account.password)).await?;
    let tx = ctx.write().await?;
    if right {
        return_try(ctx, &tx, &tried).await?;
    } else {
        record(ctx, &tx, Entry::of(What("authn_staff_refused"), Actor::Anyone).about(tried.account)).await?;
    }
    tx.commit().await?;
    if right { Ok(()) } else { Err(Refusal::WrongPassword.into()) }
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

/// Whether an account, open or closed, has this address or another spelling of its mailbox: one person with two
/// accounts could approve their own proposals.
///
/// # Errors
/// A fault when the database is away.
pub async fn exists(ctx: &Ctx, email: &Email) -> Result<bool> {
    has_account(ctx.read(), email).await
}

/// The same within a change.
pub(super) async fn has_account(db: &impl ConnectionTrait, email: &Email) -> Result<bool> {
    let addresses = staff::Entity::find().select_only().column(staff::Column::Email);
    let addresses: Vec<String> = addresses.into_tuple().all(db).await?;
    let mailbox = email.mailbox();
    Ok(addresses.iter().any(|address| is_same(address, &mailbox)))
}

/// Whether a kept address goes to a mailbox.
pub(super) fn is_same(address: &str, mailbox: &str) -> bool {
    Email::parse(address).is_ok_and(|email| email.mailbox() == mailbox)
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

/// Whom a try counts against: pseudonyms of the network, of the account, and of the account as this network tries it.
struct Tried<'a> {
    network: &'a str,
    account: String,
    pair: String,
}

impl<'a> Tried<'a> {
    fn of(ctx: &Ctx, email: &str, network: &'a str) -> Self {
        let account = ctx.keys.pseudonym("staff", email);
        let pair = format!("{account}@{network}");
        Self { network, account, pair }
    }
}

/// Counted before anything is judged. What a network spends locks that network out of the account; only many networks
/// together lock the account, and never those it is known from (security.md 5.5).
async fn spend_try(ctx: &Ctx, tried: &Tried<'_>) -> Result<()> {
    budget::recorded(ctx, &tried.account, take_try(ctx, tried).await).await
}

async fn take_try(ctx: &Ctx, tried: &Tried<'_>) -> Result<()> {
    let tx = ctx.write().await?;
    budget::take(ctx, &tx, budget::STAFF_NETWORK, tried.network).await?;
    budget::take(ctx, &tx, budget::STAFF_ACCOUNT, &tried.pair).await?;
    budget::take(ctx, &tx, budget::STAFF_SHARE, &tried.pair).await?;
    if !budget::is_known(ctx, &tx, &tried.pair).await? {
        budget::take(ctx, &tx, budget::STAFF_STRANGERS, &tried.account).await?;
    }
    tx.commit().await
}

/// A right sign-in costs nothing, and its network is known from now on.
async fn refund_try(ctx: &Ctx, tx: &Write, tried: &Tried<'_>) -> Result<()> {
    budget::give_back(tx, budget::STAFF_NETWORK, tried.network).await?;
    budget::forget(tx, budget::STAFF_ACCOUNT, &tried.pair).await?;
    budget::forget(tx, budget::STAFF_SHARE, &tried.pair).await?;
    if !budget::is_known(ctx, tx, &tried.pair).await? {
        budget::give_back(tx, budget::STAFF_STRANGERS, &tried.account).await?;
    }
    budget::know(tx, &tried.pair, ctx.now() + KNOWN_FOR).await
}

async fn return_try(ctx: &Ctx, tx: &Write, tried: &Tried<'_>) -> Result<()> {
    budget::give_back(tx, budget::STAFF_NETWORK, tried.network).await?;
    budget::give_back(tx, budget::STAFF_ACCOUNT, &tried.pair).await?;
    budget::give_back(tx, budget::STAFF_SHARE, &tried.pair).await?;
    if !budget::is_known(ctx, tx, &tried.pair).await? {
        budget::give_back(tx, budget::STAFF_STRANGERS, &tried.account).await?;
    }
    Ok(())
}

/// Judges the code of somebody who knows the password, few times on an account from wherever. Above the limit
/// the answer is the one to a wrong code: another would tell that the password is right.
pub(super) async fn judge_code(ctx: &Ctx, tx: &Write, account: &staff::Model, typed: &str) -> Result<bool> {
    match judge(ctx, tx, account, typed).await {
        Err(Error::Refused(Refusal::TooMany { .. })) => Ok(false),
        judged => judged,
    }
}

/// As [`judge_code`]; that there were too many tries is told, which only who is signed in may hear.
async fn judge(ctx: &Ctx, tx: &Write, account: &staff::Model, typed: &str) -> Result<bool> {
    let subject = account.id.to_string();
    budget::take(ctx, tx, budget::STAFF_CODE, &subject).await?;
    let right = spend_code(ctx, tx, account, typed).await?;
    if right {
        budget::give_back(tx, budget::STAFF_CODE, &subject).await?;
    }
    Ok(right)
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
