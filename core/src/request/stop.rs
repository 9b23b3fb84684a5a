//! An opt-out or a withdrawal of consent that staff name: it acts at once, on the address it concerns.

use crate::{
    actor::Actor,
    email::Email,
    error::{Refusal, Result},
    law::calendar,
    mail::{
        letter::{self, Facts, InForce},
        outbox::{self, Posting},
        post::{self, Case},
    },
    request::{
        ask,
        change::Change,
        decision_letter as letters, enter,
        file::{self, Met},
        lifecycle::{self, Event},
        reclassify,
    },
    right::{consent, marketing},
    step::ban::{self, Ban},
};
use entity::{
    kind::{ItemKind, LetterKind, Outcome, Right, Verdict},
    person, request,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;
use std::collections::BTreeSet;

/// Which address an opt-out concerns that came on paper, as staff say it: nobody has to be in the register for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Concerned {
    /// The person named it.
    Address(Email),
    /// None is known, although staff searched the register: there is nothing to stop.
    Nobody,
}

/// The opt-out and the withdrawal reach the address itself, whoever it belongs to; of a request on paper the one the
/// person named, or that the register has of the person it was linked to.
pub(super) async fn at_once(
    change: &mut Change<'_>,
    right: Right,
    concerned: Option<&Concerned>,
) -> Result<()> {
    let keys = addresses(change, concerned).await?;
    let nothing_held = keys.is_empty();
    let met = match right {
        Right::Consent => Met { none_held: none_held(change, &keys).await?, ..Met::default() },
        _ => Met { in_force: barred(change, &keys).await?, ..Met::default() },
    };
    let mut stopped = BTreeSet::new();
    for key in &keys {
        stopped.extend(end(change, right, key).await?);
    }
    let next = lifecycle::next(None, &Event::File { right: Some(right) }).map_err(Refusal::from)?;
    let (right_is, outcome, closed_at) = (Some(right), Some(Outcome::Granted), Some(change.ctx.now()));
    // What was asked needs no answer any more, and the clock no pause.
    let dated = ask::resumed(change.ctx, &change.tx, &change.request).await?;
    change
        .advance(|request| {
            *request = request::Model { right: right_is, state: next, outcome, closed_at, ..dated };
        })
        .await?;
    for mut row in letters::items_of(change.tx.db(), change.request.id).await? {
        row.verdict = Some(Verdict::Granted);
        row.into_active_model().reset_all().update(change.tx.db()).await?;
    }
    let purposes: Vec<&str> = stopped.iter().map(String::as_str).collect();
    let told = named(&change.request, concerned);
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let ban = Ban { keys: &keys, purposes: &purposes, still: false };
    ban::tell_lists(change.ctx, &change.tx, &told, ban).await?;
    if right == Right::Consent {
        record_withdrawal(change, &purposes, &met.none_held).await?;
    }
    tell(change, right, (&purposes, nothing_held), met).await?;
    change.record(reclassify::NAMED, json!({ "right": right.code(), "stopped": stopped })).await
}

/// On record as of a withdrawal in the form; where no address is known there was no consent either.
async fn record_withdrawal(change: &Change<'_>, purposes: &[&str], none_held: &[String]) -> Result<()> {
    if purposes.is_empty() {
        return change.record(file::NONE_HELD, json!({ "purposes": purposes })).await;
    }
    let by = (&change.request, Actor::Staff(change.staff));
    file::record_effect(change.ctx, &change.tx, by, (file::CONSENT_WITHDRAWN, purposes), none_held).await
}

async fn end(change: &Change<'_>, right: Right, key: &str) -> Result<Vec<String>> {
    if right == Right::Marketing {
        return marketing::stop(change.ctx, &change.tx, key).await;
    }
    let consents = change.ctx.notice.consent_purposes();
    let all: Vec<_> = consents.into_iter().map(|it| it.code.clone()).collect();
    consent::withdraw(change.ctx, &change.tx, key, &all).await
}

/// Since when all these addresses have been barred, where each is.
async fn barred(change: &Change<'_>, keys: &BTreeSet<String>) -> Result<Option<InForce>> {
    let mut newest: Option<InForce> = None;
    for key in keys {
        let Some(ban) = file::in_force(change.ctx, &change.tx, key).await? else { return Ok(None) };
        newest = newest.filter(|known| known.since >= ban.since).or(Some(ban));
    }
    Ok(newest)
}

/// The purposes to which none of these addresses gave a consent that holds.
async fn none_held(change: &Change<'_>, keys: &BTreeSet<String>) -> Result<Vec<String>> {
    let mut none: Option<Vec<String>> = None;
    for key in keys {
        let of_key = consent::none_held(change.ctx, change.tx.db(), key).await?;
        none = Some(match none {
            Some(before) => before.into_iter().filter(|code| of_key.contains(code)).collect(),
            None => of_key,
        });
    }
    Ok(none.unwrap_or_default())
}

/// As a list is told of it, under the address that was named; the request itself stays one without an address.
fn named(request: &request::Model, concerned: Option<&Concerned>) -> request::Model {
    let email = match concerned {
        Some(Concerned::Address(email)) => Some(email.as_str().to_owned()),
        _ => None,
    };
    request::Model { requester_email: request.requester_email.clone().or(email), ..request.clone() }
}

/// The keys of the addresses that an opt-out in this request concerns.
async fn addresses(change: &Change<'_>, concerned: Option<&Concerned>) -> Result<BTreeSet<String>> {
    let request = &change.request;
    let mut keys = BTreeSet::new();
    keys.extend(enter::has_address(&request.requester_key).then(|| request.requester_key.clone()));
    if let Some(Concerned::Address(email)) = concerned {
        keys.insert(change.ctx.keys.email_key(email));
    }
    if let Some(id) = request.person_id.filter(|_| keys.is_empty()) {
        let person = person::Entity::find_by_id(id).one(change.tx.db()).await?;
        keys.extend(person.and_then(|person| person.email_key));
    }
    let searched = concerned == Some(&Concerned::Nobody);
    if keys.is_empty() && !searched { Err(Refusal::AddressUnknown.into()) } else { Ok(keys) }
}

/// The confirmation (E7, E7b).
async fn tell(
    change: &Change<'_>,
    right: Right,
    (purposes, nothing_held): (&[&str], bool),
    met: Met,
) -> Result<()> {
    let (ctx, request) = (change.ctx, &change.request);
    let language = request.language;
    let mut facts = Facts {
        decided_on: Some(calendar::helsinki_date(ctx.now())),
        lists: purposes
            .iter()
            .map(|code| post::label(&ctx.notice, language, ItemKind::Purpose, code))
            .collect(),
        nothing_held,
        in_force: met.in_force,
        holders: letters::holders_told(ctx, change.tx.db(), request).await?,
        ..post::facts(ctx, Case { request, items: &[] })
    };
    facts.set_apart(&ctx.notice, language, &met.none_held);
    let kind =
        if right == Right::Marketing { LetterKind::MarketingStopped } else { LetterKind::ConsentWithdrawn };
    let letter = letter::compose(kind, language, &post::sender(&ctx.notice, language), &facts);
    let to = request.requester_email.as_deref();
    let posting = Posting { request: request.id, kind, language, letter: &letter, to };
    outbox::enqueue_letter(ctx, &change.tx, &posting).await?;
    Ok(())
}
