//! What a mail of the outbox says: kept with its row, or written from its letter, challenge or link when it is sent.

use crate::{
    ctx::Ctx,
    error::Result,
    identity::{challenge::is_live, invitation, mute, reset, token},
    mail::{
        letter::Letter,
        postbox::message::Mail,
        sign_in::{self, SignIn},
    },
    step::tell,
};
use entity::{challenge, kind::ChallengePurpose, letter, outbox};
use sea_orm::EntityTrait;

/// The mail of a row, the same bytes each time; nothing when it came too late to be of use.
pub(super) async fn compose(ctx: &Ctx, row: &outbox::Model) -> Result<Option<Mail>> {
    if is_late(ctx, row).await? {
        return Ok(None);
    }
    if let Some(id) = row.step_link_id {
        return Ok(tell::mail_of(ctx, id).await?.map(|letter| addressed(ctx, row, letter)));
    }
    if let Some(id) = row.reset_id {
        return Ok(reset::mail_of(ctx, id).await?.map(|letter| addressed(ctx, row, letter)));
    }
    if let Some(id) = row.invitation_id {
        return Ok(invitation::mail_of(ctx, id).await?.map(|letter| addressed(ctx, row, letter)));
    }
    let letter = match (row.letter_id, row.challenge_id) {
        (Some(id), _) => letter::Entity::find_by_id(id).one(ctx.read()).await?.map(|kept| Letter {
            subject: kept.subject,
            text: kept.text,
            html: kept.html,
        }),
        (None, Some(id)) => match challenge::Entity::find_by_id(id).one(ctx.read()).await? {
            Some(challenge) => Some(proof_of_address(ctx, &challenge)?),
            None => None,
        },
        (None, None) => match (&row.subject, &row.text, &row.html) {
            (Some(subject), Some(text), Some(html)) => {
                Some(Letter { subject: subject.clone(), text: text.clone(), html: html.clone() })
            }
            _ => None,
        },
    };
    Ok(letter.map(|letter| addressed(ctx, row, letter)))
}

/// Whether a mail is of no use any more: past its time, its link is used, replaced or void, or a stranger's to an address
/// that is muted. That is looked at here and not where it is asked for, so that the page answers alike, and as fast.
pub(super) async fn is_late(ctx: &Ctx, row: &outbox::Model) -> Result<bool> {
    if row.expires_at.is_some_and(|expires_at| expires_at <= ctx.now()) {
        return Ok(true);
    }
    if let Some(id) = row.reset_id {
        return Ok(reset::mail_of(ctx, id).await?.is_none());
    }
    if let Some(id) = row.invitation_id {
        return Ok(invitation::mail_of(ctx, id).await?.is_none());
    }
    let Some(id) = row.challenge_id else { return Ok(false) };
    let challenge = challenge::Entity::find_by_id(id).one(ctx.read()).await?;
    let Some(challenge) = challenge.filter(|challenge| is_live(ctx, challenge)) else { return Ok(true) };
    let of_a_stranger = challenge.purpose == ChallengePurpose::SignIn;
    Ok(of_a_stranger && mute::stops(ctx, ctx.read(), &challenge.email_key).await?)
}

fn proof_of_address(ctx: &Ctx, challenge: &challenge::Model) -> Result<Letter> {
    let link = format!("{}/m/{}", ctx.settings.base_url, token::link(ctx, challenge)?);
    let code = token::code(ctx, challenge.id, challenge.created_at);
    let minutes = (challenge.expires_at - challenge.created_at).num_minutes();
    let mail = SignIn {
        controller: &ctx.notice.controller.name,
        purpose: challenge.purpose,
        link: &link,
        code: &code,
        valid_minutes: u32::try_from(minutes).unwrap_or_default(),
    };
    Ok(sign_in::compose(challenge.language, &mail))
}

fn addressed(ctx: &Ctx, row: &outbox::Model, letter: Letter) -> Mail {
    Mail {
        message_id: row.message_id.clone(),
        from_name: ctx.notice.controller.name.clone(),
        from: ctx.settings.mail_from.as_str().into(),
        reply_to: ctx.settings.mail_reply_to.as_ref().map(|email| email.as_str().into()),
        to: row.recipient.clone(),
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        date: row.created_at,
    }
}
