//! Proving an address: a mailed link and code that only a deliberate press can consume.

#[cfg(test)]
mod tests_guessing;

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Refusal, Result},
    identity::{budget, flood, relief, session, token},
    mail::outbox,
};
use chrono::TimeDelta;
use entity::{
    challenge,
    id::{ChallengeId, SessionId},
    kind::{ChallengePurpose, Language},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};

/// Ten minutes (security.md 5.3).
pub const LIFETIME: TimeDelta = TimeDelta::minutes(10);
/// Codes judged per challenge on each of two roads, counted apart: in the browser that asked, which may be a stranger's
/// who never saw the mail, and on the page of the opened link. Five wrong ones end the typing there and nothing else, so that
/// nobody can end another's link by guessing (Art. 12(2)). Whoever has not got the mail still has five guesses at a code of 40
/// bits, and 50 a day; the second road takes the link, whose secret has 256 bits and came with the code in one mail. A challenge
/// with a spent code counts among the mails of its address as before: the mail went, and its link works.
pub const TRIES: i32 = 5;

/// What somebody typed on the sign-in page. Nothing here depends on the register.
#[derive(Debug)]
pub struct Ask<'a> {
    pub email: &'a Email,
    pub language: Language,
    /// Digest of the cookie of the browser that asks.
    pub binding: &'a str,
    /// Pseudonym of the network address.
    pub network: &'a str,
    /// The page to show after sign-in: a route's name, never a URL.
    pub return_to: &'a str,
    /// Set when a signed-in person proves the address anew for a download.
    pub step_up: Option<SessionId>,
}

/// Which challenge a press or a typed code answers.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// The one whose link was opened.
    Link(&'a str),
    /// The newest one that this browser asked for, by the digest of its cookie.
    Browser(&'a str),
}

/// What the person offers.
#[derive(Clone, Copy, Debug)]
pub enum Proof<'a> {
    /// A press in the browser that asked, by the digest of its cookie.
    Press { binding: &'a str, network: &'a str },
    /// The code from the mail.
    Code { typed: &'a str, network: &'a str },
}

/// A proved address: the new session's secret, and where to go on.
#[derive(Debug)]
pub struct Proved {
    pub session: session::Fresh,
    pub return_to: String,
    pub language: Language,
}

/// Notes the wish for a link and queues the mail.
///
/// # Errors
/// Refused when a limit is met, which is put on record; the caller shows the same page all the same.
pub async fn ask(ctx: &Ctx, ask: &Ask<'_>) -> Result<()> {
    let email_key = ctx.keys.email_key(ask.email);
    budget::recorded(ctx, &email_key, queue(ctx, ask, &email_key).await).await
}

async fn queue(ctx: &Ctx, ask: &Ask<'_>, email_key: &str) -> Result<()> {
    let tx = ctx.write().await?;
    let purpose = if ask.step_up.is_some() { ChallengePurpose::StepUp } else { ChallengePurpose::SignIn };
    let subject = subject(purpose, email_key, ask.network);
    budget::take(ctx, &tx, budget::SIGN_IN_NETWORK, ask.network).await?;
    budget::take(ctx, &tx, budget::SIGN_IN_MAIL, &subject).await?;
    budget::take(ctx, &tx, budget::SIGN_IN_SHARE, &subject).await?;
    refuse_eleventh(ctx, &tx, email_key, purpose).await?;
    // Of this browser only: what a stranger asks for ends nobody's link.
    let of_browser = challenge::Column::Binding.eq(ask.binding);
    void(ctx, &tx, of_address(email_key, purpose).add(of_browser)).await?;
    let row = insert(ctx, &tx, ask, email_key.to_owned()).await?;
    let wait = if ask.step_up.is_some() { TimeDelta::zero() } else { flood::turn(ctx, &tx).await? };
    outbox::enqueue_challenge(ctx, &tx, &row, wait).await?;
    let asked = Entry::of(What("authn_link_asked"), Actor::Anyone).about(&row.email_key);
    record(ctx, &tx, asked).await?;
    tx.commit().await
}

/// The live challenge of a link or a browser; reading it consumes nothing.
///
/// # Errors
/// Refused when the link is spent, replaced, expired or never was.
pub async fn open(ctx: &Ctx, which: Which<'_>) -> Result<challenge::Model> {
    find(ctx, ctx.read(), which).await
}

/// Consumes a challenge and signs in (or renews the proof of) the browser that offers the right proof.
///
/// # Errors
/// Refused when the link is spent, the code wrong or typed too often, or the browser another one without a code.
pub async fn confirm(ctx: &Ctx, which: Which<'_>, proof: Proof<'_>, old: Option<&str>) -> Result<Proved> {
    let (row, network) = match proof {
        Proof::Press { binding, network } => {
            let row = find(ctx, ctx.read(), which).await?;
            if !token::same(row.binding.as_bytes(), binding.as_bytes()) {
                return Err(Refusal::CodeNeeded.into());
            }
            (row, network)
        }
        Proof::Code { typed, network } => (try_code(ctx, which, typed, network).await?, network),
    };
    let tx = ctx.write().await?;
    consume(ctx, &tx, row.id).await?;
    settle(ctx, &tx, &row, network).await?;
    let session = session::open_requester(ctx, &tx, &row, old).await?;
    let signed_in = Entry::of(What("authn_requester"), Actor::Anyone).about(&row.email_key);
    let how = if matches!(proof, Proof::Press { .. }) { "link" } else { "code" };
    record(ctx, &tx, signed_in.with(serde_json::json!({ "by": how, "purpose": row.purpose.code() }))).await?;
    tx.commit().await?;
    Ok(Proved { session, return_to: row.return_to, language: row.language })
}

/// Counts the try before it is judged, in a transaction of its own: a wrong code stays counted.
async fn try_code(ctx: &Ctx, which: Which<'_>, typed: &str, network: &str) -> Result<challenge::Model> {
    if !typed.contains(|typed: char| typed.is_alphanumeric()) {
        return Err(Refusal::CodeNeeded.into());
    }
    let tx = ctx.write().await?;
    budget::take(ctx, &tx, budget::CODE_NETWORK, network).await?;
    let row = find(ctx, tx.db(), which).await?;
    let (road, tried) = match which {
        Which::Link(_) => (challenge::Column::LinkTries, row.link_tries),
        Which::Browser(_) => (challenge::Column::Tries, row.tries),
    };
    let counted = challenge::Entity::update_many()
        .col_expr(road, Expr::col(road).add(1))
        .filter(challenge::Column::Id.eq(row.id))
        .filter(road.lt(TRIES))
        .filter(challenge::Column::UsedAt.is_null())
        .exec(tx.db())
        .await?
        .rows_affected;
    if counted == 0 {
        return Err(Refusal::CodeSpent.into());
    }
    let right = token::is_code(ctx, row.id, typed);
    if !right {
        let wrong = Entry::of(What("authn_code_wrong"), Actor::Anyone).about(&row.email_key);
        record(ctx, &tx, wrong).await?;
    }
    tx.commit().await?;
    if right { Ok(row) } else { Err(Refusal::WrongCode { tries_left: TRIES - tried - 1 }.into()) }
}

async fn find(ctx: &Ctx, db: &impl sea_orm::ConnectionTrait, which: Which<'_>) -> Result<challenge::Model> {
    let live = challenge::Entity::find()
        .filter(challenge::Column::UsedAt.is_null())
        .filter(challenge::Column::ExpiresAt.gt(ctx.now()))
        .filter(challenge::Column::Epoch.eq(session::epoch(db).await?));
    let row = match which {
        Which::Link(link) => {
            let link = token::read(ctx, link).ok_or(Refusal::LinkSpent)?;
            let of_link = live.filter(challenge::Column::LinkDigest.eq(link.digest));
            of_link.filter(challenge::Column::Purpose.eq(link.purpose)).one(db).await?
        }
        Which::Browser(binding) => {
            let of_browser = live.filter(challenge::Column::Binding.eq(binding));
            of_browser.order_by_desc(challenge::Column::CreatedAt).one(db).await?
        }
    };
    row.ok_or_else(|| Refusal::LinkSpent.into())
}

/// One conditional UPDATE decides which of many presses wins.
async fn consume(ctx: &Ctx, tx: &Write, id: ChallengeId) -> Result<()> {
    let now = ctx.now();
    let used = challenge::Entity::update_many()
        .col_expr(challenge::Column::UsedAt, Expr::value(now))
        .filter(challenge::Column::Id.eq(id))
        .filter(challenge::Column::UsedAt.is_null())
        .filter(challenge::Column::ExpiresAt.gt(now))
        .exec(tx.db())
        .await?;
    if used.rows_affected == 1 { Ok(()) } else { Err(Refusal::LinkSpent.into()) }
}

async fn insert(ctx: &Ctx, tx: &Write, ask: &Ask<'_>, email_key: String) -> Result<challenge::Model> {
    let now = ctx.now();
    let id: ChallengeId = ctx.mint()?;
    let purpose = if ask.step_up.is_some() { ChallengePurpose::StepUp } else { ChallengePurpose::SignIn };
    let row = challenge::Model {
        id,
        purpose,
        email: ask.email.as_str().into(),
        email_key,
        language: ask.language,
        binding: ask.binding.into(),
        link_digest: token::link_digest(ctx, id, now),
        session_id: ask.step_up,
        return_to: ask.return_to.into(),
        tries: 0,
        link_tries: 0,
        epoch: session::epoch(tx.db()).await?,
        created_at: now,
        expires_at: now + LIFETIME,
        used_at: None,
    };
    Ok(row.into_active_model().reset_all().insert(tx.db()).await?)
}

async fn refuse_eleventh(ctx: &Ctx, tx: &Write, email_key: &str, purpose: ChallengePurpose) -> Result<()> {
    budget::one_by_one(tx, "sign_in_day", email_key).await?;
    let day = ctx.now() - TimeDelta::days(1);
    let since = relief::last(tx.db(), email_key).await?.map_or(day, |given| Ord::max(given, day));
    let mails = challenge::Entity::find()
        .filter(challenge::Column::EmailKey.eq(email_key))
        .filter(challenge::Column::Purpose.eq(purpose))
        .filter(challenge::Column::CreatedAt.gt(since))
        .filter(challenge::Column::UsedAt.is_null())
        .count(tx.db())
        .await?;
    if ctx.settings.limits && mails >= budget::SIGN_IN_MAILS_A_DAY {
        return Err(Refusal::TooMany { retry_after: TimeDelta::hours(1).num_seconds() }.into());
    }
    Ok(())
}

/// Whoever has proved the address needs no other link, and has asked for none too many.
async fn settle(ctx: &Ctx, tx: &Write, row: &challenge::Model, network: &str) -> Result<()> {
    void(ctx, tx, of_address(&row.email_key, row.purpose)).await?;
    let subject = subject(row.purpose, &row.email_key, network);
    budget::forget(tx, budget::SIGN_IN_MAIL, &subject).await?;
    budget::forget(tx, budget::SIGN_IN_SHARE, &subject).await
}

/// How the subjects of an address begin, whatever network asks and what for.
pub(super) fn subjects(email_key: &str) -> [String; 2] {
    [ChallengePurpose::SignIn, ChallengePurpose::StepUp].map(|purpose| subject(purpose, email_key, ""))
}

/// Whom the limits of mails count: an address as one network asks for it.
fn subject(purpose: ChallengePurpose, email_key: &str, network: &str) -> String {
    let step_up = if purpose == ChallengePurpose::StepUp { "step_up:" } else { "" };
    format!("{step_up}{email_key}@{network}")
}

fn of_address(email_key: &str, purpose: ChallengePurpose) -> Condition {
    let of_purpose = challenge::Column::Purpose.eq(purpose);
    Condition::all().add(challenge::Column::EmailKey.eq(email_key)).add(of_purpose)
}

/// Ends live challenges; their mails still under way are not sent (`mail::outbox`).
async fn void(ctx: &Ctx, tx: &Write, which: Condition) -> Result<()> {
    let now = ctx.now();
    challenge::Entity::update_many()
        .col_expr(challenge::Column::ExpiresAt, Expr::value(now))
        .filter(which)
        .filter(challenge::Column::UsedAt.is_null())
        .filter(challenge::Column::ExpiresAt.gt(now))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Whether the link of a challenge can still prove anything.
pub fn is_live(ctx: &Ctx, row: &challenge::Model) -> bool {
    row.used_at.is_none() && row.expires_at > ctx.now()
}

/// Removes challenges made more than two days ago; until then they may count against the day's limit.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let over = challenge::Column::CreatedAt.lt(ctx.now() - TimeDelta::days(2));
    let tx = ctx.write().await?;
    let theirs = challenge::Entity::find().select_only().column(challenge::Column::Id).filter(over.clone());
    outbox::forget_challenges(&tx, theirs.into_query()).await?;
    challenge::Entity::delete_many().filter(over).exec(tx.db()).await?;
    tx.commit().await
}
