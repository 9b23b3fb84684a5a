//! A letter or a package that reached somebody else than the person it was meant for: a breach of confidentiality (Art. 4(12)),
//! whose record begins from the page of the request (law.md R6.3.6).

use super::{
    field::{LONGEST_TEXT, NATURE},
    opening::{self, Opening},
    require,
};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::{Error, Refusal, Result},
    id::Reference,
    lang,
    mail::post,
    request::{change, decision_letter::items_of},
    right::package::copy,
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    id::BreachId,
    kind::{Language, MailState, PackageState, Right, TaskKind},
    letter, outbox, package, request, task,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// Something that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Key of the letter or the package.
    pub id: Uuid,
    /// What it is, in the language of the page.
    pub label: String,
    pub at: DateTime<Utc>,
    /// Whether it is the data themselves.
    pub package: bool,
}

impl Sent {
    /// Whether we can have been aware at a moment that it went astray: typed to the minute, it may lie seconds before.
    pub fn may_be_known(&self, at: DateTime<Utc>) -> bool {
        at + TimeDelta::minutes(1) > self.at
    }
}

/// What staff say of it.
#[derive(Clone, Copy, Debug)]
pub struct Astray<'a> {
    /// Key of what was [`sent`].
    pub sent: Uuid,
    /// When we became aware that it went astray.
    pub aware_at: DateTime<Utc>,
    /// How, and to whom in general words: of how many and of what kind, never of whom.
    pub how: &'a str,
    /// Of the record, which is that of the page it was opened from.
    pub language: Language,
}

/// What has left on a request, newest first: letters whose mail was accepted or that went on paper, and packages.
///
/// # Errors
/// Refused without a role that reads cases; not found for an unknown reference.
pub async fn sent(ctx: &Ctx, staff: &Staff, reference: &Reference, language: Language) -> Result<Vec<Sent>> {
    change::require_reading(staff)?;
    let request = change::find(ctx.read(), reference).await?;
    let mut left = letters(ctx, &request, language).await?;
    left.extend(packages(ctx, &request, language).await?);
    left.sort_by_key(|sent| std::cmp::Reverse(sent.at));
    Ok(left)
}

async fn letters(ctx: &Ctx, request: &request::Model, language: Language) -> Result<Vec<Sent>> {
    let rows = letter::Entity::find().filter(letter::Column::RequestId.eq(request.id));
    let rows = rows.all(ctx.read()).await?;
    let mails = outbox::Entity::find().filter(outbox::Column::LetterId.is_in(rows.iter().map(|row| row.id)));
    let mails = mails.order_by_asc(outbox::Column::CreatedAt).all(ctx.read()).await?;
    let mails: HashMap<_, _> = mails.into_iter().map(|mail| (mail.letter_id, mail)).collect();
    let waiting = task::Entity::find()
        .filter(task::Column::RequestId.eq(request.id))
        .filter(task::Column::Kind.eq(TaskKind::PrintLetter))
        .filter(task::Column::DoneAt.is_null());
    let waiting = waiting.all(ctx.read()).await?;
    let sent = |row: letter::Model| {
        let at = match mails.get(&Some(row.id)) {
            // One that is uncertain may have arrived.
            Some(mail) => {
                let left = matches!(mail.state, MailState::Sent | MailState::Uncertain | MailState::Printed);
                mail.settled_at.filter(|_| left)?
            }
            // A mail goes a month after it was settled, and a letter on paper has none.
            None if waiting.iter().any(|task| task.letter_id == Some(row.id)) => return None,
            None => row.created_at,
        };
        let kind = row.kind.code().replace('_', "-");
        let label = lang::text(language, &format!("value-letter-{kind}"));
        Some(Sent { id: row.id.0, label, at, package: false })
    };
    Ok(rows.into_iter().filter_map(sent).collect())
}

async fn packages(ctx: &Ctx, request: &request::Model, language: Language) -> Result<Vec<Sent>> {
    let built = package::Entity::find()
        .filter(package::Column::RequestId.eq(request.id))
        .filter(package::Column::State.is_in([PackageState::Ready, PackageState::Purged]));
    let sent = |row: package::Model| {
        let label = lang::text(language, "breach-astray-package");
        Some(Sent { id: row.id.0, label, at: row.built_at?, package: true })
    };
    Ok(built.all(ctx.read()).await?.into_iter().filter_map(sent).collect())
}

/// Opens the record of a breach with all that is known of what went astray; record and request lead to each other.
///
/// # Errors
/// Refused without the role; incomplete when nothing is said, or when we cannot have been aware at that moment; not found
/// when nothing of the kind has left.
pub async fn begin(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    press: BreachId,
    astray: &Astray<'_>,
) -> Result<BreachId> {
    require(staff)?;
    let left = sent(ctx, staff, reference, astray.language).await?;
    let left = left.into_iter().find(|sent| sent.id == astray.sent).ok_or(Error::NotFound)?;
    let told = astray.how.trim();
    let said = (1..=LONGEST_TEXT / 2).contains(&told.chars().count());
    if !said || astray.aware_at > ctx.now() || !left.may_be_known(astray.aware_at) {
        return Err(Refusal::Incomplete.into());
    }
    let request = change::find(ctx.read(), reference).await?;
    let facts = facts(ctx, staff, (&request, reference), (&left, &Astray { how: told, ..*astray })).await?;
    let tx = ctx.write().await?;
    let opening = Opening { press, aware_at: astray.aware_at, request: Some(request.id), facts };
    if opening::open(ctx, &tx, staff, &opening).await? {
        let entry = Entry::on(request.id, What("sent_astray"), Actor::Staff(staff));
        record(ctx, &tx, entry.with(json!({ "breach": press, "sent": left.id }))).await?;
    }
    tx.commit().await?;
    Ok(press)
}

/// What is known without asking: which fields they fill is [`super::field`]'s matter. Nobody is named (Art. 5(1)(c)).
async fn facts(
    ctx: &Ctx,
    staff: &Staff,
    (request, reference): (&request::Model, &Reference),
    (left, astray): (&Sent, &Astray<'_>),
) -> Result<Vec<(&'static str, String)>> {
    let language = astray.language;
    let say = |key: &str| lang::text(language, key);
    let what = [("what", left.label.as_str().into()), ("how", astray.how.into())];
    let (records, count) = records(ctx, staff, (request, reference), (left, language)).await?;
    Ok(vec![
        (NATURE, lang::text_with(language, "breach-astray-nature", &what)),
        ("occurred", lang::moment_told(language, left.at)),
        ("role", "controller".into()),
        ("kinds", "confidentiality".into()),
        ("systems", say("breach-astray-systems")),
        ("owner", staff.name.clone()),
        ("subjects", say("breach-astray-subjects")),
        ("subject_count", "1".into()),
        ("records", records),
        ("record_count", count.to_string()),
    ])
}

/// Which records are concerned, and how many.
async fn records(
    ctx: &Ctx,
    staff: &Staff,
    (request, reference): (&request::Model, &Reference),
    (left, language): (&Sent, Language),
) -> Result<(String, usize)> {
    let copied = matches!(request.right, Some(Right::Access | Right::Portability));
    let tally = if left.package && copied { copy::tally(ctx, staff, reference).await? } else { None };
    if let Some(tally) = tally {
        let label = |code: &str| ctx.notice.category(code).map(|it| it.label.in_language(language));
        let held = tally.counts.iter().filter(|(_, count)| *count > 0);
        let lines = held.map(|(code, count)| format!("{} ({count})", label(code).unwrap_or(code)));
        return Ok((lines.collect::<Vec<_>>().join(", "), tally.whole()));
    }
    let items = items_of(ctx.read(), request.id).await?;
    let asked = items.iter().map(|item| post::label(&ctx.notice, language, item.kind, &item.target));
    let asked = [("asked", asked.collect::<Vec<_>>().join(", ").into())];
    Ok((lang::text_with(language, "breach-astray-records", &asked), 1))
}
