//! A request is withdrawn: by its requester in the portal, or in words on the phone, by letter or on a visit, which
//! staff note (law.md R1.0.1: no form is mandatory). Either way the same follows.

use crate::{
    actor::{Actor, Staff},
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
    id::Reference,
    law::calendar::helsinki_date,
    mail::post::{self, Case},
    request::{
        ask,
        change::{self, Seen},
        decision_letter as letters, enter,
        lifecycle::{self, Event},
        own::LONGEST_MESSAGE,
        propose,
    },
    right::restriction::lift,
};
use chrono::NaiveDate;
use entity::{
    kind::{Channel, LetterKind, Outcome, Role},
    note, request,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, IntoActiveModel};
use serde_json::json;

/// The word that a request is withdrawn, as staff note it. What is missing, [`lacks`] says.
#[derive(Clone, Debug)]
pub struct Word {
    pub channel: Option<Channel>,
    /// The day it reached us.
    pub on: Option<NaiveDate>,
    /// Who checked that it is the requester who withdraws, and how.
    pub how: String,
}

/// What is missing or wrong with the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Channel,
    /// Between the receipt of the request and today.
    Day,
    How,
}

/// What withdrawing a request does.
#[derive(Clone, Debug)]
pub struct Outlook {
    pub request: request::Model,
    /// From when on the data may be used again that were restricted until the decision.
    pub restriction_ends: Option<NaiveDate>,
}

/// What keeps a word from being noted; nothing when it may be.
pub fn lacks(word: &Word, received_on: NaiveDate, today: NaiveDate) -> Vec<Lack> {
    let mut lacks = Vec::new();
    lacks.extend(word.channel.is_none_or(|it| !enter::CHANNELS.contains(&it)).then_some(Lack::Channel));
    lacks.extend(word.on.is_none_or(|on| on < received_on || on > today).then_some(Lack::Day));
    let length = word.how.trim().chars().count();
    lacks.extend((length == 0 || length > LONGEST_MESSAGE).then_some(Lack::How));
    lacks
}

/// Tells what withdrawing would do.
///
/// # Errors
/// Refused without the role or once the request is decided; not found for an unknown reference.
pub async fn outlook(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Outlook> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    lifecycle::next(Some(request.state), &Event::Withdraw).map_err(Refusal::from)?;
    let restriction_ends = restriction_ends(ctx, ctx.read(), &request).await?;
    Ok(Outlook { request, restriction_ends })
}

/// Notes that the requester withdrew: the request is closed, and a letter confirms it.
///
/// # Errors
/// As [`outlook()`], when something is missing or wrong, or when somebody was first.
pub async fn note(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, word: &Word) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let next = lifecycle::next(Some(change.request.state), &Event::Withdraw).map_err(Refusal::from)?;
    if !lacks(word, change.request.received_on, helsinki_date(ctx.now())).is_empty() {
        return Err(Refusal::Incomplete.into());
    }
    let ended = (next, Some(Outcome::Withdrawn), Some(ctx.now()));
    change.advance(|request| (request.state, request.outcome, request.closed_at) = ended).await?;
    let row = note::Model {
        id: ctx.mint()?,
        request_id: change.request.id,
        staff_id: staff.id,
        body: word.how.trim().into(),
        written_at: ctx.now(),
    };
    row.into_active_model().reset_all().insert(change.tx.db()).await?;
    let detail = json!({ "channel": word.channel.map(Channel::code), "on": word.on });
    change.record("request_withdrawn", detail).await?;
    follow(ctx, &change.tx, Actor::Staff(staff), &change.request).await?;
    change.commit().await
}

/// What follows from a withdrawal, whoever noted it: the clock needs no pause, nothing proposed can be approved, a
/// letter confirms, and what was restricted until the decision ends with word before.
pub(crate) async fn follow(ctx: &Ctx, tx: &Write, actor: Actor<'_>, row: &request::Model) -> Result<()> {
    // The clock needs no pause any more, and what was asked no answer.
    ask::resumed(ctx, tx, row).await?;
    propose::void(ctx, tx, row.id).await?;
    let items = letters::items_of(tx.db(), row.id).await?;
    post::post(ctx, tx, Case { request: row, items: &items }, LetterKind::Withdrawn, |_| ()).await?;
    lift::with_request(ctx, tx, actor, row).await
}

/// From when on what was restricted until the decision may be used again, if the request were withdrawn today.
pub(super) async fn restriction_ends(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    row: &request::Model,
) -> Result<Option<NaiveDate>> {
    let stands = !lift::of_request(db, row.id).await?.is_empty();
    Ok(stands.then(|| lift::earliest(helsinki_date(ctx.now()))))
}
