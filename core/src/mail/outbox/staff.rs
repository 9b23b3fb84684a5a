//! A mail to one of staff, or to the desk.

use super::blank;
use crate::{ctx::Ctx, database::Write, error::Result, mail::letter::Letter};
use entity::{invitation, kind::MailKind, password_reset};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

/// Queues it.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue(ctx: &Ctx, tx: &Write, mail: &Letter, to: &str) -> Result<()> {
    let mut row = blank(ctx, MailKind::Staff, to)?;
    (row.subject, row.text, row.html) =
        (Some(mail.subject.clone()), Some(mail.text.clone()), Some(mail.html.clone()));
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Queues a mail to somebody about how they prove themselves: one that comes back asks nobody to act.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue_proof(ctx: &Ctx, tx: &Write, mail: &Letter, to: &str) -> Result<()> {
    let mut row = blank(ctx, MailKind::SignIn, to)?;
    (row.subject, row.text, row.html) =
        (Some(mail.subject.clone()), Some(mail.text.clone()), Some(mail.html.clone()));
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Queues the mail that carries a link for a forgotten password; the link is derived when it is sent.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue_reset(ctx: &Ctx, tx: &Write, reset: &password_reset::Model, to: &str) -> Result<()> {
    let mut row = blank(ctx, MailKind::SignIn, to)?;
    (row.reset_id, row.expires_at) = (Some(reset.id), Some(reset.expires_at));
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Queues the mail that carries an invitation to the address it is for; the link is derived when it is sent.
///
/// # Errors
/// A fault when the database is away.
pub async fn enqueue_invitation(ctx: &Ctx, tx: &Write, invited: &invitation::Model) -> Result<()> {
    let mut row = blank(ctx, MailKind::SignIn, &invited.email)?;
    (row.invitation_id, row.expires_at) = (Some(invited.id), Some(invited.expires_at));
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}
