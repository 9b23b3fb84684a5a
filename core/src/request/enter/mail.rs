//! A mail becomes a request to be classified: as staff enter one, but for the check, which nobody has made yet.

use super::NO_ADDRESS;
use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Context, Result},
    law::{calendar::helsinki_date, deadline::deadline},
    mail::{
        incoming::read::language_of,
        post::{self, Case},
        staff::Occasion,
    },
    request::{answers::LONGEST_TEXT, asked, file},
};
use entity::{
    incoming,
    kind::{Assurance, Channel},
    request,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

/// Files it, received when the mail reached us; the address it claims is answered at once (E1) unless that is held back.
/// The right is for staff to name.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn file(
    ctx: &Ctx,
    tx: &Write,
    actor: Actor<'_>,
    (mail, answered): (&incoming::Model, bool),
) -> Result<request::Model> {
    let mut row = blank(ctx, mail)?;
    row.reference = file::unused_reference(ctx, tx).await?;
    row.flooded = !answered;
    let row = row.into_active_model().reset_all().insert(tx.db()).await?;
    let items = asked::insert(ctx, tx, &row, asked::of_message(None, Vec::new(), &words(mail))).await?;
    if answered {
        file::tell(ctx, tx, actor, Case { request: &row, items: &items }, file::Met::default()).await?;
        return Ok(row);
    }
    let detail = serde_json::json!({ "channel": row.channel.code(), "due_on": row.due_on, "flooded": true });
    record(ctx, tx, Entry::on(row.id, What("request_filed"), actor).with(detail)).await?;
    record(ctx, tx, Entry::on(row.id, What("receipt_withheld"), Actor::System)).await?;
    post::tell_desk(ctx, tx, &row, Occasion::NewRequest).await?;
    Ok(row)
}

fn blank(ctx: &Ctx, mail: &incoming::Model) -> Result<request::Model> {
    let email = mail.sender.as_deref().and_then(|typed| Email::parse(typed).ok());
    let key =
        email.as_ref().map_or_else(|| format!("{NO_ADDRESS}{}", mail.id), |email| ctx.keys.email_key(email));
    let asker = file::Asker {
        key: &key,
        email: email.as_ref().map(Email::as_str),
        name: mail.sender_name.as_deref(),
    };
    let begun = file::begun(ctx, None, asker)?;
    let dates = deadline(helsinki_date(mail.received_at), &[]).context("counting the deadline")?;
    let text = format!("{} {}", mail.subject, mail.body);
    let guessed = language_of(&text, ctx.notice.first_language());
    let known = ctx.notice.languages.contains(&guessed);
    Ok(request::Model {
        assurance: Assurance::Unproven,
        channel: Channel::Email,
        language: if known { guessed } else { ctx.notice.first_language() },
        received_at: mail.received_at,
        received_on: dates.received_on,
        due_on: dates.due_on,
        internal_due_on: dates.internal_due_on,
        ..begun
    })
}

/// Subject and text, as far as a request holds words; the rest is in the mail itself.
fn words(mail: &incoming::Model) -> String {
    let whole = [mail.subject.trim(), mail.body.trim()];
    let whole: Vec<&str> = whole.into_iter().filter(|part| !part.is_empty()).collect();
    let whole = whole.join("\n\n");
    if whole.chars().count() <= LONGEST_TEXT {
        return whole;
    }
    whole.chars().take(LONGEST_TEXT - 4).chain(" […]".chars()).collect()
}
