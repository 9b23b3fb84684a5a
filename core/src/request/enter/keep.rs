//! How an entry becomes rows: its request, its items, what staff wrote down, its letter.

use super::{Entered, Identity, NO_ADDRESS, Sound};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Context, Refusal, Result},
    law::deadline::deadline,
    mail::{letter::one_line, post::Case},
    request::{
        asked,
        change::{self, Change, Seen},
        file, undelivered,
    },
    right::{consent, marketing},
};
use entity::{
    entry,
    kind::{Assurance, Channel, Right, Role, State},
    request,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, sea_query::OnConflict};
use serde_json::json;

/// One message on its way into the file.
pub(super) struct Filing<'a> {
    pub ctx: &'a Ctx,
    pub staff: &'a Staff,
    pub sound: &'a Sound<'a>,
    /// The request of the same message that was made first.
    pub first: Option<&'a request::Model>,
}

/// Makes the request of one right; nothing when this press filed before.
pub(super) async fn part(
    filing: &Filing<'_>,
    tx: &Write,
    right: Option<Right>,
) -> Result<Option<request::Model>> {
    let (ctx, entered) = (filing.ctx, filing.sound.entered);
    let mut row = blank(filing, right)?;
    row.reference = file::unused_reference(ctx, tx).await?;
    // The press is a key: a second one, also at the same time, inserts nothing.
    let once = OnConflict::column(request::Column::DraftId).do_nothing().to_owned();
    let insert = request::Entity::insert(row.clone().into_active_model().reset_all()).on_conflict(once);
    if insert.exec_without_returning(tx.db()).await? == 0 {
        return Ok(None);
    }
    let met = file::met(ctx, tx, row.right, &row.requester_key).await?;
    let stopped = act(ctx, tx, &row).await?;
    let asked = asked::of_message(right, stopped, &entered.words);
    let items = asked::insert(ctx, tx, &row, asked).await?;
    write_down(filing, tx, &row).await?;
    let actor = Actor::Staff(filing.staff);
    file::tell(ctx, tx, actor, Case { request: &row, items: &items }, met).await?;
    if row.assurance != Assurance::Unproven {
        let checked = Entry::on(row.id, What("identity_noted"), actor);
        record(ctx, tx, checked.with(json!({ "method": row.assurance.code() }))).await?;
    }
    Ok(Some(row))
}

/// The request with the dates of its true receipt.
fn blank(filing: &Filing<'_>, right: Option<Right>) -> Result<request::Model> {
    let Filing { ctx, sound, first, .. } = filing;
    let entered = sound.entered;
    let key = match (&sound.email, first) {
        (Some(email), _) => ctx.keys.email_key(email),
        (None, Some(first)) => first.requester_key.clone(),
        (None, None) => format!("{NO_ADDRESS}{}", entered.press),
    };
    let email = sound.email.as_ref().map(crate::email::Email::as_str);
    let asker = file::Asker { key: &key, email, name: entered.name.as_deref() };
    let begun = file::begun(ctx, right, asker)?;
    let dates = deadline(sound.received_on, &[]).context("counting the deadline")?;
    Ok(request::Model {
        draft_id: first.is_none().then_some(entered.press),
        split_from: first.map(|first| first.id),
        assurance: match sound.identity {
            Identity::Open => Assurance::Unproven,
            Identity::Checked(method, _) => *method,
        },
        channel: sound.channel,
        language: sound.language,
        received_at: undelivered::instant(ctx, sound.received_on),
        received_on: dates.received_on,
        due_on: dates.due_on,
        internal_due_on: dates.internal_due_on,
        ..begun
    })
}

/// What acts at once acts here, on the address that was given; says which purposes ended.
async fn act(ctx: &Ctx, tx: &Write, row: &request::Model) -> Result<Vec<String>> {
    match row.right {
        Some(Right::Marketing) => marketing::stop(ctx, tx, &row.requester_key).await,
        Some(Right::Consent) => {
            let all: Vec<_> = ctx.notice.consent_purposes().into_iter().map(|it| it.code.clone()).collect();
            consent::withdraw(ctx, tx, &row.requester_key, &all).await
        }
        _ => Ok(Vec::new()),
    }
}

async fn write_down(filing: &Filing<'_>, tx: &Write, row: &request::Model) -> Result<()> {
    let Entered { postal, unreachable, kept_at, representative, authority, .. } = filing.sound.entered;
    let in_one_line = |text: &Option<String>| text.as_deref().map(one_line).filter(|text| !text.is_empty());
    let trimmed = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let kept = entry::Model {
        id: filing.ctx.mint()?,
        request_id: row.id,
        postal: trimmed(postal),
        unreachable: trimmed(unreachable),
        kept_at: in_one_line(kept_at).unwrap_or_default(),
        representative: in_one_line(representative),
        authority: trimmed(authority),
        identity_how: match filing.sound.identity {
            Identity::Open => None,
            Identity::Checked(_, how) => Some(how.trim().into()),
        },
        entered_by: filing.staff.id,
        entered_at: filing.ctx.now(),
    };
    kept.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Notes how somebody was identified whom no record of the register is linked to: that we hold nothing is an answer too.
///
/// # Errors
/// Refused when the request came through the portal, when a check stands already, once it is closed, without the role, or
/// when somebody was first.
pub async fn identified(
    ctx: &Ctx,
    staff: &Staff,
    seen: &Seen<'_>,
    (method, how): (Assurance, &str),
) -> Result<()> {
    let mut change: Change<'_> = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let state = change.request.state;
    let open = change.request.assurance == Assurance::Unproven && state != State::Closed;
    let kept = super::of(change.tx.db(), change.request.id).await?;
    let by_itself = kept.is_none() && change.request.channel == Channel::Email;
    let kept = if by_itself { Some(of_mail(&change)?) } else { kept };
    let mut kept = kept.filter(|_| open).ok_or(Refusal::NotNow { state })?;
    if how.trim().is_empty() || !super::CHECKS.contains(&method) {
        return Err(Refusal::Incomplete.into());
    }
    change.advance(|request| request.assurance = method).await?;
    kept.identity_how = Some(how.trim().into());
    let row = kept.into_active_model().reset_all();
    if by_itself {
        row.insert(change.tx.db()).await?
    } else {
        row.update(change.tx.db()).await?
    };
    change.record("identity_noted", json!({ "method": method.code() })).await?;
    change.commit().await
}

/// What is written down beside a mail that came by itself; its original is kept with it.
fn of_mail(change: &Change<'_>) -> Result<entry::Model> {
    Ok(entry::Model {
        id: change.ctx.mint()?,
        request_id: change.request.id,
        postal: None,
        unreachable: None,
        kept_at: String::new(),
        representative: None,
        authority: None,
        identity_how: None,
        entered_by: change.staff.id,
        entered_at: change.ctx.now(),
    })
}
