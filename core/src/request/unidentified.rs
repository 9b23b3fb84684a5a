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
        too_much,
    },
    mail::{
        letter::{self, Facts, Item, Lateness, Letter},
        outbox::{self, Posting},
        post::{self, Case},
    },
    request::{
        ask,
        change::{self, Seen},
        decide,
        decision::{Decision, Flaw, ItemVerdict},
        decision_letter as letters, extend,
        lifecycle::{self, Event},
        message,
        no_request::NoRequest,
        propose,
    },
    right::restriction,
    settings::ApprovalMode,
};
use chrono::NaiveDate;
use entity::{
    item,
    kind::{Assurance, LetterKind, Outcome, QuestionKind, Right, Role, Verdict},
    question, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
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
    /// Whether it asks for a copy of an identity paper, which it may not.
    pub asks_copy: bool,
    /// Whether the letter comes after its date, so that it must say why.
    pub late: bool,
    /// Whether another person must approve it first, as any refusal.
    pub second: bool,
}

/// Why staff cannot close a request as not identified (Art. 12(2) and (6)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoClosing {
    /// The requester has proved who they are, and is linked to a person.
    Known,
    /// Nobody has asked who they are.
    NotAsked,
    /// They were asked, and the letter has not gone out: it waits, or it came back.
    NotGone,
    /// They were asked and have not answered; carries the last day for it.
    TimeLeft(NaiveDate),
}

/// Why staff cannot close it as not identified, or nothing where they may. Whoever is known is never refused so, and
/// nobody is before they were asked and had time to answer (Art. 12(6)).
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn barred(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Option<NoClosing>> {
    if request.person_id.is_some() && request.assurance != Assurance::Unproven {
        return Ok(Some(NoClosing::Known));
    }
    let asked = question::Entity::find()
        .filter(question::Column::RequestId.eq(request.id))
        .filter(question::Column::Kind.eq(QuestionKind::Identity))
        .order_by_desc(question::Column::AskedAt);
    let asked = asked.all(db).await?;
    for asked in &asked {
        if ask::has_left(db, asked.letter_id).await? {
            let waits = asked.answer_by >= calendar::helsinki_date(ctx.now());
            let open = waits && !message::is_written_since(db, request.id, asked.asked_at).await?;
            return Ok(open.then_some(NoClosing::TimeLeft(asked.answer_by)));
        }
    }
    Ok(Some(if asked.is_empty() { NoClosing::NotAsked } else { NoClosing::NotGone }))
}

/// The grounds on which staff may refuse a right: that nobody knows who asks is none where it is known (Art. 12(2)).
pub fn grounds(right: Option<Right>, no_closing: Option<NoClosing>) -> impl Iterator<Item = Ground> {
    let known = no_closing == Some(NoClosing::Known);
    let fitting = right.into_iter().flat_map(Ground::fitting);
    fitting.filter(move |ground| !(known && *ground == Ground::NotIdentified))
}

/// Why a decision cannot say that nobody knows who asks: as [`barred`], and no letter asks for a copy of an identity paper.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn flaws(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    decision: &Decision,
) -> Result<Vec<Flaw>> {
    let unknown = |verdict: &&ItemVerdict| verdict.ground == Some(Ground::NotIdentified);
    let barred = match decision.verdicts.iter().find(unknown) {
        Some(verdict) => {
            let why = barred(ctx, db, request).await?;
            why.map(|why| Flaw::KnownOrUnasked { item: verdict.item, why })
        }
        None => None,
    };
    let words = [&decision.suffices, &decision.free_part];
    let asked = words.into_iter().flatten().any(|text| too_much::is_asked_in(text))
        || decision.no_request.as_ref().is_some_and(NoRequest::asks_too_much);
    Ok(barred.into_iter().chain(asked.then_some(Flaw::CopyAsked)).collect())
}

/// Shows the letter; nothing is kept.
///
/// # Errors
/// Refused without the role, where the requester is known or has time to say who they are, or unless work on the
/// request goes on; not found for an unknown reference.
pub async fn preview(ctx: &Ctx, staff: &Staff, reference: &Reference, why: &Unidentified) -> Result<Preview> {
    let (request, decision) = open(ctx, staff, reference, why).await?;
    lifecycle::next(Some(request.state), &Event::Propose).map_err(Refusal::from)?;
    let shown = propose::preview(ctx, staff, reference, &decision).await?;
    let unwritten = Ground::NotIdentified.lacks(&why.recorded);
    let asks_copy = shown.flaws.contains(&Flaw::CopyAsked);
    let (letter, lacks, late) = (shown.letter, shown.lacks, shown.late);
    Ok(Preview { letter, lacks, unwritten, asks_copy, late, second: shown.second.is_some() })
}

/// Closes it, or proposes that to a second person, for it refuses what was asked. What comes later opens the case
/// again, free of charge (Art. 12(2)).
///
/// # Errors
/// As [`preview`]; refused when what RG-ID or the letter demands is missing, or when somebody was first.
pub async fn close(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, why: &Unidentified) -> Result<()> {
    let (_, decision) = open(ctx, staff, seen.reference, why).await?;
    match ctx.settings.approval_mode {
        ApprovalMode::TwoPersons => propose::propose(ctx, staff, seen, &decision).await.map(drop),
        ApprovalMode::OnePerson => decide::decide(ctx, staff, seen, &decision).await,
    }
}

/// The request, if staff may close it so, and the decision that does.
async fn open(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    why: &Unidentified,
) -> Result<(request::Model, Decision)> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    if let Some(barred) = barred(ctx, ctx.read(), &request).await? {
        return Err(Refusal::NoClosing(barred).into());
    }
    let items = letters::items_of(ctx.read(), request.id).await?;
    Ok((request, decision(&items, why)))
}

/// Every item refused by RG-ID.
fn decision(items: &[item::Model], why: &Unidentified) -> Decision {
    let refused = |item: &item::Model| ItemVerdict {
        ground: Some(Ground::NotIdentified),
        recorded: why.recorded.clone(),
        ..ItemVerdict::bare(item.id, Verdict::Refused)
    };
    Decision {
        verdicts: items.iter().map(refused).collect(),
        free_part: why.free_part.clone(),
        late_reason: why.late_reason.clone(),
        suffices: Some(why.suffices.clone()),
        ..Decision::default()
    }
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
    let Some(letter) = letter(ctx, (request, &items), why) else { return Ok(false) };
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
        letter: &letter,
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

/// The letter, where nothing keeps it from going.
fn letter(
    ctx: &Ctx,
    (request, items): (&request::Model, &[item::Model]),
    why: &Unidentified,
) -> Option<Letter> {
    let (language, today) = (request.language, calendar::helsinki_date(ctx.now()));
    let facts = facts(ctx, (request, items), why, today);
    let (kind, sender) = (LetterKind::NotIdentified, post::sender(&ctx.notice, language));
    // The letter shows the facts; the other demands stand on record only, and without them there is no ground.
    let whole = Ground::NotIdentified.lacks(&why.recorded).is_empty()
        && letter::lacks(kind, language, &sender, &facts).is_empty();
    whole.then(|| letter::compose(kind, language, &sender, &facts))
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
        words: None,
        verdict: Some(Verdict::Refused),
        reason: Some(post::on_ground(language, Ground::NotIdentified, &why.recorded)),
        keep_until: None,
        elsewhere: false,
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
