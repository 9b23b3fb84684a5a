//! Mails on their way: enqueued in the transaction of the change, sent by the worker behind fences,
//! so that none is lost and none is sent twice unseen (security.md 5.8).

pub(crate) mod again;
mod body;
pub(crate) mod settle;
pub mod staff;
#[cfg(test)]
mod tests_workers;

use crate::{
    ctx::Ctx,
    database::Write,
    error::{Error, Result},
    mail::{letter::Letter, postbox::Delivery},
    request::extend,
};
use chrono::TimeDelta;
use entity::{
    challenge,
    id::{LetterId, OutboxId, RequestId},
    kind::{Language, LetterKind, MailKind, MailState},
    letter, outbox, step_link,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, LockBehavior, LockType, SelectStatement},
};
use settle::{settle, under_way};
use uuid::Uuid;

/// Longer than any delivery may take, so that a second worker never takes a mail still under way.
const LEASE: TimeDelta = TimeDelta::seconds(300);
/// After this a mail that no server takes is given up.
const PATIENCE: TimeDelta = TimeDelta::hours(72);
/// An uncertain statutory letter goes again, with the same bytes, for as long as we have patience with a server.
const UNCERTAIN_WAIT: TimeDelta = TimeDelta::minutes(30);

/// Queues the mail of a challenge, which may have to wait; its link and code are derived when it is sent.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue_challenge(
    ctx: &Ctx,
    tx: &Write,
    challenge: &challenge::Model,
    wait: TimeDelta,
) -> Result<()> {
    let mut row = blank(ctx, MailKind::SignIn, &challenge.email)?;
    row.next_try_at = ctx.now() + wait;
    row.challenge_id = Some(challenge.id);
    row.expires_at = Some(challenge.expires_at);
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// A letter to be kept and, where there is an address, mailed.
#[derive(Debug)]
pub struct Posting<'a> {
    pub request: RequestId,
    pub kind: LetterKind,
    pub language: Language,
    pub letter: &'a Letter,
    /// Nothing for a person without e-mail: the letter is printed.
    pub to: Option<&'a str>,
}

/// Keeps a letter and queues its mail.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue_letter(ctx: &Ctx, tx: &Write, posting: &Posting<'_>) -> Result<LetterId> {
    let kept = letter::Model {
        id: ctx.mint()?,
        request_id: Some(posting.request),
        kind: posting.kind,
        language: posting.language,
        subject: posting.letter.subject.clone(),
        text: posting.letter.text.clone(),
        html: posting.letter.html.clone(),
        created_at: ctx.now(),
    };
    let kept = kept.into_active_model().reset_all().insert(tx.db()).await?;
    if let Some(to) = posting.to {
        let mut row = blank(ctx, MailKind::Letter, to)?;
        row.letter_id = Some(kept.id);
        row.into_active_model().reset_all().insert(tx.db()).await?;
    } else {
        again::open_print(ctx, tx, &kept).await?;
    }
    Ok(kept.id)
}

/// Queues a mail to the desk.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue_staff(ctx: &Ctx, tx: &Write, mail: &Letter) -> Result<()> {
    staff::enqueue(ctx, tx, mail, ctx.settings.desk_address.as_str()).await
}

/// Queues the mail to the customer to whom a request is forwarded.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue_forward(ctx: &Ctx, tx: &Write, mail: &Letter, to: &str) -> Result<OutboxId> {
    let mut row = blank(ctx, MailKind::Forward, to)?;
    (row.subject, row.text, row.html) =
        (Some(mail.subject.clone()), Some(mail.text.clone()), Some(mail.html.clone()));
    Ok(row.into_active_model().reset_all().insert(tx.db()).await?.id)
}

/// Queues the mail that carries a link to another holder of the data; the link is derived when it is sent.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue_holder(ctx: &Ctx, tx: &Write, link: &step_link::Model, mailbox: &str) -> Result<()> {
    let mut row = blank(ctx, MailKind::Holder, mailbox)?;
    (row.step_link_id, row.expires_at) = (Some(link.id), Some(link.expires_at));
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Sends one due mail; says whether there was one. The worker's single step.
///
/// # Errors
/// A fault when the database is away; the mail then stays claimed until its lease ends.
pub async fn deliver_next(ctx: &Ctx) -> Result<bool> {
    recover(ctx).await?;
    let Some(row) = claim(ctx).await? else { return Ok(false) };
    deliver(ctx, &row).await.map(|()| true)
}

/// Sends a mail that this worker has claimed, if it still holds it when the body is to leave.
async fn deliver(ctx: &Ctx, row: &outbox::Model) -> Result<()> {
    let Some(mail) = body::compose(ctx, row).await? else {
        return settle(ctx, row, MailState::Expired, None).await;
    };
    let fence = async || cross_fence(ctx, row).await.unwrap_or(false);
    match ctx.postbox.deliver(&mail, fence).await {
        Delivery::Accepted { reply } => settle(ctx, row, MailState::Sent, Some(reply)).await,
        Delivery::Transient { reply } => retry_later(ctx, row, reply).await,
        Delivery::Permanent { reply } => settle(ctx, row, MailState::Bounced, Some(reply)).await,
        Delivery::Uncertain { cause } => settle(ctx, row, MailState::Uncertain, Some(cause)).await,
        // Somebody else holds the mail now; what becomes of it is theirs.
        Delivery::FenceLost => Ok(()),
    }
}

/// Takes back what a dead worker held: before the fence it is queued again, behind it nobody can know.
async fn recover(ctx: &Ctx) -> Result<()> {
    let now = ctx.now();
    let stale = outbox::Entity::find()
        .filter(outbox::Column::State.is_in([MailState::Claimed, MailState::Data]))
        .filter(outbox::Column::ClaimedUntil.lt(now))
        .all(ctx.read())
        .await?;
    for row in stale {
        let held = if row.state == MailState::Data {
            settle(ctx, &row, MailState::Uncertain, Some("the worker died while sending".into())).await
        } else {
            requeue(ctx, &row, now).await
        };
        told(&row, held);
    }
    let uncertain = outbox::Entity::find()
        .filter(outbox::Column::State.eq(MailState::Uncertain))
        .filter(outbox::Column::Kind.is_in([MailKind::Letter, MailKind::Holder, MailKind::Forward]))
        .filter(outbox::Column::NextTryAt.lte(now))
        .filter(outbox::Column::CreatedAt.gt(now - PATIENCE))
        .all(ctx.read())
        .await?;
    for row in uncertain {
        told(&row, requeue(ctx, &row, now).await);
    }
    Ok(())
}

/// One mail that cannot be taken back keeps no other from going: it is tried again at the next step.
fn told(row: &outbox::Model, held: Result<()>) {
    if let Err(error) = held {
        tracing::error!(mail = %row.id, cause = %error, "a mail could not be taken back");
    }
}

async fn requeue(ctx: &Ctx, row: &outbox::Model, at: chrono::DateTime<chrono::Utc>) -> Result<()> {
    let tx = ctx.write().await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(MailState::Queued))
        .col_expr(outbox::Column::NextTryAt, Expr::value(at))
        .filter(outbox::Column::Id.eq(row.id))
        .filter(outbox::Column::State.eq(row.state))
        .filter(outbox::Column::Attempts.eq(row.attempts))
        .exec(tx.db())
        .await?;
    tx.commit().await
}

/// One claim query for both databases: SQLite has one writer, PostgreSQL skips what others hold.
async fn claim(ctx: &Ctx) -> Result<Option<outbox::Model>> {
    let now = ctx.now();
    let claim = ctx.mint::<Uuid>()?;
    let due = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Id)
        .filter(outbox::Column::State.eq(MailState::Queued))
        .filter(outbox::Column::NextTryAt.lte(now))
        .order_by_asc(outbox::Column::NextTryAt)
        .order_by_asc(outbox::Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    let tx = ctx.write().await?;
    let taken = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(MailState::Claimed))
        .col_expr(outbox::Column::Claim, Expr::value(claim))
        .col_expr(outbox::Column::ClaimedUntil, Expr::value(now + LEASE))
        .col_expr(outbox::Column::Attempts, Expr::col(outbox::Column::Attempts).add(1))
        .filter(outbox::Column::Id.in_subquery(due.into_query()))
        .exec_with_returning(tx.db())
        .await?;
    tx.commit().await?;
    Ok(taken.into_iter().next())
}

/// The last moment before the body leaves: still of use, still ours, still within the lease, and written down.
async fn cross_fence(ctx: &Ctx, row: &outbox::Model) -> Result<bool> {
    if body::is_late(ctx, row).await? {
        return Ok(false);
    }
    let tx = ctx.write().await?;
    let crossed = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(MailState::Data))
        .filter(outbox::Column::Id.eq(row.id))
        .filter(outbox::Column::Claim.eq(row.claim))
        .filter(outbox::Column::State.eq(MailState::Claimed))
        .filter(outbox::Column::ClaimedUntil.gt(ctx.now()))
        .exec(tx.db())
        .await?;
    tx.commit().await?;
    Ok(crossed.rows_affected == 1)
}

/// 1 minute, doubling to an hour; after three days it counts as bounced, and an extension while it can still be posted.
async fn retry_later(ctx: &Ctx, row: &outbox::Model, reply: String) -> Result<()> {
    let now = ctx.now();
    if now - row.created_at > PATIENCE || extend::is_pressing(ctx, row).await? {
        return settle(ctx, row, MailState::Bounced, Some(reply)).await;
    }
    let minutes = [1, 2, 4, 8, 16, 32].get(usize::try_from(row.attempts - 1).unwrap_or(0)).unwrap_or(&60);
    let tx = ctx.write().await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(MailState::Queued))
        .col_expr(outbox::Column::NextTryAt, Expr::value(now + TimeDelta::minutes(*minutes)))
        .col_expr(outbox::Column::Reply, Expr::value(reply))
        .filter(outbox::Column::Id.eq(row.id))
        .filter(under_way(row))
        .exec(tx.db())
        .await?;
    tx.commit().await
}

fn blank(ctx: &Ctx, kind: MailKind, recipient: &str) -> Result<outbox::Model> {
    let id: OutboxId = ctx.mint()?;
    let domain = ctx.settings.mail_from.as_str().rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    Ok(outbox::Model {
        id,
        kind,
        letter_id: None,
        challenge_id: None,
        message_id: format!("{id}@{domain}"),
        recipient: recipient.into(),
        subject: None,
        text: None,
        html: None,
        state: MailState::Queued,
        attempts: 0,
        claim: None,
        claimed_until: None,
        next_try_at: ctx.now(),
        expires_at: None,
        settled_at: None,
        reply: None,
        created_at: ctx.now(),
        step_link_id: None,
        reset_id: None,
        invitation_id: None,
    })
}

/// Removes the mails of challenges that are swept away, chosen by a query for their keys.
///
/// # Errors
/// A fault when the database is away.
pub async fn forget_challenges(tx: &Write, swept: SelectStatement) -> Result<()> {
    let theirs = outbox::Column::ChallengeId.in_subquery(swept);
    outbox::Entity::delete_many().filter(theirs).exec(tx.db()).await?;
    Ok(())
}

/// How a kept letter's mail stands, newest first; nothing for a printed one.
///
/// # Errors
/// A fault when the database is away.
pub async fn state_of(ctx: &Ctx, letter: LetterId) -> Result<Option<outbox::Model>> {
    let mails = outbox::Entity::find().filter(outbox::Column::LetterId.eq(letter));
    Ok(mails.order_by_desc(outbox::Column::CreatedAt).one(ctx.read()).await?)
}

/// One letter of a request.
///
/// # Errors
/// Not found when it belongs to another request.
pub async fn letter_of(ctx: &Ctx, request: RequestId, id: LetterId) -> Result<letter::Model> {
    let found = letter::Entity::find_by_id(id).filter(letter::Column::RequestId.eq(request));
    found.one(ctx.read()).await?.ok_or(Error::NotFound)
}
