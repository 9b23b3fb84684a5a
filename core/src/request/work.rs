//! How staff take up a request, say what it is about, and make a second one of the same message.

use crate::{
    actor::{Actor, Staff},
    ctx::Ctx,
    error::{Error, Refusal, Result},
    id::Reference,
    mail::{
        letter::Facts,
        post::{self, Case},
    },
    request::{
        asked,
        change::{self, Change, Seen},
        decision_letter as letters, extend, file,
        lifecycle::{self, Event},
        own_words, reclassify,
        stop::{self, Concerned},
    },
    right::restriction,
};
use entity::{
    id::{RequestId, StaffId},
    item,
    kind::{Author, ItemKind, LetterKind, Right, Role, State},
    message, pause, request, staff, staff_role,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde_json::json;

/// Takes a request up.
///
/// # Errors
/// Refused when it is taken already, without the role, or when somebody was first.
pub async fn take(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let next = lifecycle::next(Some(change.request.state), &Event::Take).map_err(Refusal::from)?;
    change.advance(|request| (request.state, request.assignee_id) = (next, Some(staff.id))).await?;
    change.record("request_taken", json!({})).await?;
    change.commit().await
}

/// Gives a request to a colleague, which also takes it up; not while a proposal waits, which it would void.
///
/// # Errors
/// Refused while a proposal waits or once closed, when the colleague is no caseworker, or when somebody was first.
pub async fn assign(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, to: StaffId) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let next = when_assigned(change.request.state)?;
    require_caseworker(change.tx.db(), to).await?;
    change.advance(|request| (request.state, request.assignee_id) = (next, Some(to))).await?;
    change.record("request_assigned", json!({ "to": to })).await?;
    change.commit().await
}

/// The state of a request once somebody has it.
pub(super) fn when_assigned(state: State) -> Result<State> {
    match state {
        State::Received => Ok(lifecycle::next(Some(state), &Event::Take).map_err(Refusal::from)?),
        State::InProgress | State::AwaitingCustomer | State::Fulfilling => Ok(state),
        State::AwaitingApproval | State::Closed => Err(Refusal::NotNow { state }.into()),
    }
}

/// Says which right an unclassified request is about. An opt-out or a withdrawal of consent takes
/// effect at once and closes it (Art. 21(3), Art. 7(3)).
///
/// # Errors
/// Refused when it is classified already or decided, without the role, or when somebody was first.
pub async fn classify(
    ctx: &Ctx,
    staff: &Staff,
    seen: &Seen<'_>,
    right: Right,
    concerned: Option<&Concerned>,
) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let state = change.request.state;
    let open = matches!(state, State::Received | State::InProgress | State::AwaitingCustomer);
    if change.request.right.is_some() || !open {
        return Err(Refusal::NotNow { state }.into());
    }
    settle_right(&mut change, right, concerned).await?;
    change.commit().await
}

/// Makes a second request of the same message for one more right, received when the first was (R1.0.7). Words that
/// staff took for an opt-out, which closed at once, may have meant more or something else.
///
/// # Errors
/// Refused while a proposal waits or once closed, without the role, or when somebody was first.
pub async fn split(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, right: Right) -> Result<Reference> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let named = reclassify::named_by_staff(change.tx.db(), change.request.id).await?;
    if !reclassify::may_split(&change.request, named) {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    let reference = Reference::random(&ctx.entropy)?;
    change.advance(|_| {}).await?;
    change.record("request_split", json!({ "into": reference.as_str(), "right": right.code() })).await?;
    let first = letters::items_of(change.tx.db(), change.request.id).await?;
    let origin = change.request.clone();
    // The dates are those of the first: it is one message, received on one day (R1.0.7). So is an extension, of which the
    // person was told for all that was asked in it; the part cannot be extended again (Art. 12(3): once).
    let second = request::Model {
        id: ctx.mint()?,
        reference: reference.as_str().into(),
        draft_id: None,
        right: None,
        split_from: Some(change.request.split_from.unwrap_or(change.request.id)),
        state: State::InProgress,
        outcome: None,
        answered_at: None,
        closed_at: None,
        assignee_id: change.request.assignee_id.or(Some(staff.id)),
        version: 1,
        ..change.request.clone()
    };
    change.request = second.into_active_model().reset_all().insert(change.tx.db()).await?;
    copy_words(&change, origin.id, first).await?;
    copy_pauses(&change, origin.id).await?;
    extend::copy(&change, &origin).await?;
    settle_right(&mut change, right, None).await?;
    if !reclassify::acts_at_once(right) {
        tell_of_split(&change, &origin).await?;
    }
    change.commit().await?;
    Ok(reference)
}

/// What the person wrote is asked anew in the second request: the words of the form, else the messages that followed
/// it. A value, as of a correction, is no wish of its own.
async fn copy_words(change: &Change<'_>, origin: RequestId, first: Vec<item::Model>) -> Result<()> {
    let values = [ItemKind::Field, ItemKind::Transfer];
    let words = first.into_iter().filter(|item| !values.contains(&item.kind));
    let mut words: Vec<_> = words.filter_map(|item| item.asked).map(Some).collect();
    if words.is_empty() {
        words.push(written(change, origin).await?);
    }
    for (position, asked) in (1..).zip(words) {
        let row = item::Model {
            id: change.ctx.mint()?,
            request_id: change.request.id,
            position,
            kind: ItemKind::Text,
            target: String::new(),
            present: None,
            asked,
            verdict: None,
            ground: None,
            facts: None,
            evidence: None,
            keep_until: None,
        };
        row.into_active_model().reset_all().insert(change.tx.db()).await?;
    }
    Ok(())
}

/// The person's messages on a request, oldest first.
async fn written(change: &Change<'_>, request: RequestId) -> Result<Option<String>> {
    let theirs = message::Entity::find()
        .filter(message::Column::RequestId.eq(request))
        .filter(message::Column::Author.eq(Author::Requester))
        .order_by_asc(message::Column::SentAt);
    let rows = theirs.all(change.tx.db()).await?;
    let bodies: Vec<String> = rows.into_iter().map(|row| row.body).collect();
    Ok(Some(bodies.join("\n\n")).filter(|text| !text.is_empty()))
}

/// What stopped the clock for the first stopped it for what was asked with it; a pause that goes on is the first's.
async fn copy_pauses(change: &Change<'_>, origin: RequestId) -> Result<()> {
    let ended = pause::Entity::find()
        .filter(pause::Column::RequestId.eq(origin))
        .filter(pause::Column::ToOn.is_not_null());
    for row in ended.all(change.tx.db()).await? {
        let row = pause::Model { id: change.ctx.mint()?, request_id: change.request.id, ..row };
        row.into_active_model().reset_all().insert(change.tx.db()).await?;
    }
    Ok(())
}

/// The person learns the reference and the dates of the part. A right that acts at once has its own letter.
async fn tell_of_split(change: &Change<'_>, origin: &request::Model) -> Result<()> {
    let items = letters::items_of(change.tx.db(), change.request.id).await?;
    let case = Case { request: &change.request, items: &items };
    let from = Some(origin.reference.clone());
    let late = file::entered_late(change.ctx, &change.request);
    let repeats = own_words::are_repeated(change.tx.db(), &change.request).await?;
    let tell = |facts: &mut Facts| {
        facts.repeat(&items, repeats);
        (facts.split_from, facts.lateness) = (from, late);
    };
    post::post(change.ctx, &change.tx, case, LetterKind::SplitOff, tell).await?;
    Ok(())
}

/// Refuses to give work to somebody who is no caseworker.
pub(super) async fn require_caseworker(db: &impl ConnectionTrait, id: StaffId) -> Result<()> {
    let active = staff::Entity::find_by_id(id).filter(staff::Column::DisabledAt.is_null());
    active.one(db).await?.ok_or(Error::NotFound)?;
    match staff_role::Entity::find_by_id((id, Role::Caseworker)).one(db).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::RoleMissing { role: Role::Caseworker }.into()),
    }
}

/// Sets the right and what is asked with it.
pub(super) async fn settle_right(
    change: &mut Change<'_>,
    right: Right,
    concerned: Option<&Concerned>,
) -> Result<()> {
    if reclassify::acts_at_once(right) {
        return stop::at_once(change, right, concerned).await;
    }
    let next = match change.request.state {
        State::Received => lifecycle::next(Some(State::Received), &Event::Take).map_err(Refusal::from)?,
        state => state,
    };
    let assignee = change.request.assignee_id.or(Some(change.staff.id));
    change
        .advance(|request| {
            (request.right, request.state, request.assignee_id) = (Some(right), next, assignee);
        })
        .await?;
    if let Some((kind, target)) = asked::as_a_whole(Some(right)) {
        for mut row in letters::items_of(change.tx.db(), change.request.id).await? {
            (row.kind, row.target) = (kind, target.into());
            row.into_active_model().reset_all().update(change.tx.db()).await?;
        }
    }
    change.record(reclassify::NAMED, json!({ "right": right.code() })).await?;
    restriction::pend(change.ctx, &change.tx, Actor::Staff(change.staff), &change.request).await
}
