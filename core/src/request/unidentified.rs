//! Closes a request whose requester stays unknown (RG-ID): the exact letter first (E10), then its sending.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Context, Refusal, Result},
    id::Reference,
    law::{
        calendar, deadline,
        demand::{Demand, Recorded},
        ground::Ground,
    },
    mail::{
        letter::{self, Facts, Item, Lateness, Letter},
        outbox::{self, Posting},
        post::{self, Case},
    },
    request::{
        change::{self, Seen},
        decision_letter as letters, extend,
        lifecycle::{self, Event},
        propose,
    },
    right::restriction,
};
use chrono::NaiveDate;
use entity::{
    item,
    kind::{LetterKind, Outcome, Role, Verdict},
    request,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

/// Why a requester could not be identified, and what would do (RG-ID, L9).
#[derive(Clone, Debug)]
pub struct Unidentified {
    /// What RG-ID demands.
    pub recorded: Recorded,
    /// What would identify the requester.
    pub suffices: String,
    pub free_part: Option<String>,
    /// Why the letter is late, when it is.
    pub late_reason: Option<String>,
}

/// What closing would send out, and what it still lacks.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The letter as it would go.
    pub letter: Letter,
    /// Elements of law.md 3.2 that are lacking; empty when it may go.
    pub lacks: Vec<&'static str>,
    /// What RG-ID demands on record and is not written yet.
    pub unwritten: Vec<Demand>,
    /// Whether the letter comes after its date, so that it must say why.
    pub late: bool,
}

/// Shows the letter; nothing is kept.
///
/// # Errors
/// Refused without the role or once the request is decided; not found for an unknown reference.
pub async fn preview(ctx: &Ctx, staff: &Staff, reference: &Reference, why: &Unidentified) -> Result<Preview> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    lifecycle::next(Some(request.state), &Event::CloseNotIdentified).map_err(Refusal::from)?;
    let items = letters::items_of(ctx.read(), request.id).await?;
    Ok(weigh(ctx, (&request, &items), why))
}

/// Sends the letter and closes; what comes later opens the case again, free of charge (Art. 12(2)).
///
/// # Errors
/// Refused when what RG-ID or the letter demands is missing, once decided, or when somebody was first.
pub async fn close(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, why: &Unidentified) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let event = Event::CloseNotIdentified;
    let next = lifecycle::next(Some(change.request.state), &event).map_err(Refusal::from)?;
    let items = letters::items_of(change.tx.db(), change.request.id).await?;
    let weighed = weigh(ctx, (&change.request, &items), why);
    if !weighed.lacks.is_empty() {
        return Err(Refusal::LetterLacks { elements: weighed.lacks }.into());
    }
    propose::void(&change).await?;
    let ended = Some(Outcome::NotIdentified);
    change
        .advance(|request| {
            (request.state, request.outcome, request.closed_at) = (next, ended, Some(ctx.now()));
        })
        .await?;
    let request = &change.request;
    let posting = Posting {
        request: request.id,
        kind: LetterKind::NotIdentified,
        language: request.language,
        letter: &weighed.letter,
        to: request.requester_email.as_deref(),
    };
    outbox::enqueue_letter(ctx, &change.tx, &posting).await?;
    keep_ground(&change.tx, items, why).await?;
    change.record("request_not_identified", json!({})).await?;
    restriction::lift::with_request(ctx, &change.tx, Actor::Staff(staff), &change.request).await?;
    change.commit().await
}

/// Sends the letter and closes when nobody answered what was asked (R2.6); says whether the letter was whole and went.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn close_in_silence(
    ctx: &Ctx,
    tx: &Write,
    request: &request::Model,
    why: &Unidentified,
) -> Result<bool> {
    let next = lifecycle::next(Some(request.state), &Event::CloseNotIdentified).map_err(Refusal::from)?;
    let items = letters::items_of(tx.db(), request.id).await?;
    let weighed = weigh(ctx, (request, &items), why);
    if !weighed.lacks.is_empty() {
        return Ok(false);
    }
    let closed = request::Model {
        state: next,
        outcome: Some(Outcome::NotIdentified),
        closed_at: Some(ctx.now()),
        version: request.version + 1,
        ..request.clone()
    };
    request::Entity::update_many()
        .set(closed.clone().into_active_model().reset_all())
        .filter(request::Column::Id.eq(request.id))
        .filter(request::Column::Version.eq(request.version))
        .exec(tx.db())
        .await?;
    extend::overtaken(ctx, tx, Actor::System, &closed).await?;
    let posting = Posting {
        request: request.id,
        kind: LetterKind::NotIdentified,
        language: request.language,
        letter: &weighed.letter,
        to: request.requester_email.as_deref(),
    };
    outbox::enqueue_letter(ctx, tx, &posting).await?;
    keep_ground(tx, items, why).await?;
    let detail = json!({ "version": closed.version, "state": closed.state.code() });
    record(ctx, tx, Entry::on(request.id, What("request_not_identified"), Actor::System).with(detail))
        .await?;
    restriction::lift::with_request(ctx, tx, Actor::System, &closed).await?;
    Ok(true)
}

/// The letter with all that keeps it from going.
fn weigh(ctx: &Ctx, (request, items): (&request::Model, &[item::Model]), why: &Unidentified) -> Preview {
    let (language, today) = (request.language, calendar::helsinki_date(ctx.now()));
    let facts = facts(ctx, (request, items), why, today);
    let (kind, sender) = (LetterKind::NotIdentified, post::sender(&ctx.notice, language));
    let unwritten = Ground::NotIdentified.lacks(&why.recorded);
    let mut lacks = letter::lacks(kind, language, &sender, &facts);
    // The letter shows the facts; the other demands stand on record only, and without them there is no ground.
    if !unwritten.is_empty() {
        lacks.push("L3");
        lacks.sort_unstable_by_key(|element| (element.len(), *element));
    }
    let letter = letter::compose(kind, language, &sender, &facts);
    Preview { letter, lacks, unwritten, late: today > facts.due_on }
}

fn facts(
    ctx: &Ctx,
    (request, items): (&request::Model, &[item::Model]),
    why: &Unidentified,
    today: NaiveDate,
) -> Facts {
    let language = request.language;
    // R2.6: neither a pause nor an extension covers an answer that does not act on the request (Art. 12(4)).
    let due_on = deadline::extension_notice_deadline(request.received_on);
    let late = why.late_reason.clone().filter(|_| today > due_on);
    let refused = |item: &item::Model| Item {
        asked: post::label(&ctx.notice, language, item.kind, &item.target),
        verdict: Some(Verdict::Refused),
        reason: Some(post::on_ground(language, Ground::NotIdentified, &why.recorded)),
        keep_until: None,
    };
    Facts {
        due_on,
        decided_on: Some(today),
        items: items.iter().map(refused).collect(),
        suffices: Some(why.suffices.clone()),
        free_part: why.free_part.clone(),
        lateness: late.map(|reason| Lateness { due_on, reason, new_date: None }),
        ..post::facts(ctx, Case { request, items: &[] })
    }
}

/// Keeps what the ground rests on with every item; the audit entry holds no words of the case.
async fn keep_ground(tx: &Write, items: Vec<item::Model>, why: &Unidentified) -> Result<()> {
    let facts = serde_json::to_string(&why.recorded).context("writing the facts of a ground")?;
    for mut row in items {
        row.verdict = Some(Verdict::Refused);
        row.ground = Some(Ground::NotIdentified.code().into());
        row.facts = Some(facts.clone());
        row.evidence = why.recorded.read(Demand::Evidence).map(str::to_owned);
        row.into_active_model().reset_all().update(tx.db()).await?;
    }
    Ok(())
}
