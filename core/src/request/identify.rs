//! Who asks: looking at the register for a stated reason, and linking a request to a person.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    id::Reference,
    identity::budget::{self, Limit},
    register::change::{self as register, Reason},
    request::{
        change::{self, Seen},
        lifecycle::{self, Event},
        propose, queue,
    },
    right::objection,
};
use chrono::TimeDelta;
use entity::{
    contact, customer,
    id::{PersonId, RequestId},
    identity_check,
    kind::{Assurance, Role, State},
    look, person, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde_json::json;

/// Looks of one member of staff: 300, then one each 12 seconds (A-24: 300 an hour).
const LOOKS: Limit = Limit { action: "register_look", burst: 300, every: TimeDelta::seconds(12) };
/// So many in an hour are noted for the admin.
const ALARM: u64 = 100;

/// Why staff open the register: on record, and told to the person who asks for it (C-579/21).
#[derive(Clone, Copy, Debug)]
pub enum Purpose<'a> {
    /// To work on this request.
    Request(&'a Reference),
    /// Another purpose, in words that are not blank.
    Stated(&'a str),
}

/// What staff see of a person, enough to tell people apart.
#[derive(Clone, Debug)]
pub struct Glimpse {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    /// Numbers of the customer accounts the person belongs to.
    pub customers: Vec<String>,
}

/// How staff found who asks.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    pub person: PersonId,
    pub method: Assurance,
    /// What was compared with what.
    pub text: &'a str,
}

/// Opens the data of a person: the look is on record before anything is given back.
///
/// # Errors
/// Refused without a role that reads cases or above the limit; not found for an unknown person or a blank purpose.
pub async fn look(ctx: &Ctx, staff: &Staff, person: PersonId, purpose: Purpose<'_>) -> Result<Glimpse> {
    let mut seen = look_at(ctx, staff, &[person], purpose).await?;
    seen.pop().ok_or(Error::NotFound)
}

/// Opens the data of every person with the requester's address, a look each.
///
/// # Errors
/// As [`look()`]; not found for an unknown reference.
pub async fn look_at_matches(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<Vec<Glimpse>> {
    change::require_reading(staff)?;
    let request = change::find(ctx.read(), reference).await?;
    let persons = queue::persons_with(ctx.read(), &request.requester_key).await?;
    look_at(ctx, staff, &persons, Purpose::Request(reference)).await
}

/// Links the requester to a person of the register, with the check that showed it; a waiting proposal is void.
///
/// # Errors
/// Refused once it is decided, without the role, or when somebody was first; not found for an unknown person.
pub async fn link_person(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, finding: Finding<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let state = change.request.state;
    if matches!(state, State::Fulfilling | State::Closed) {
        return Err(Refusal::NotNow { state }.into());
    }
    let person =
        person::Entity::find_by_id(finding.person).one(change.tx.db()).await?.ok_or(Error::NotFound)?;
    register::change(&change.tx, person.id, Reason::CaseFile).await?;
    let voids = state == State::AwaitingApproval;
    let next = if voids {
        lifecycle::next(Some(state), &Event::ProposalVoided).map_err(Refusal::from)?
    } else {
        state
    };
    change
        .advance(|request| {
            (request.person_id, request.assurance, request.state) = (Some(person.id), finding.method, next);
        })
        .await?;
    let check = identity_check::Model {
        id: ctx.mint()?,
        request_id: change.request.id,
        person_id: person.id,
        staff_id: staff.id,
        method: finding.method,
        finding: finding.text.into(),
        checked_at: ctx.now(),
    };
    check.into_active_model().reset_all().insert(change.tx.db()).await?;
    if voids {
        propose::void(&change).await?;
        change.record("decision_voided", json!({})).await?;
    }
    change.record("identity_checked", json!({ "method": finding.method.code() })).await?;
    objection::pend(ctx, &change.tx, Actor::Staff(staff), &change.request).await?;
    change.commit().await
}

/// A closed request is a reason to open its own person's record, and no other's.
async fn require_matter(ctx: &Ctx, request: &request::Model, persons: &[PersonId]) -> Result<()> {
    if request.state != State::Closed {
        return Ok(());
    }
    let own = queue::persons_with(ctx.read(), &request.requester_key).await?;
    let belongs = |person: &PersonId| request.person_id == Some(*person) || own.contains(person);
    if persons.iter().all(belongs) { Ok(()) } else { Err(Refusal::NotNow { state: request.state }.into()) }
}

/// The looks are committed first: when they cannot be written, nothing is shown.
async fn look_at(
    ctx: &Ctx,
    staff: &Staff,
    persons: &[PersonId],
    purpose: Purpose<'_>,
) -> Result<Vec<Glimpse>> {
    change::require_reading(staff)?;
    let (request, text) = match purpose {
        Purpose::Request(reference) => {
            let request = change::find(ctx.read(), reference).await?;
            require_matter(ctx, &request, persons).await?;
            let purpose = request.reference.clone();
            (Some(request), purpose)
        }
        Purpose::Stated(text) if text.trim().is_empty() => return Err(Error::NotFound),
        Purpose::Stated(text) => (None, text.trim().to_owned()),
    };
    let tx = ctx.write().await?;
    for person in persons {
        budget::take(ctx, &tx, LOOKS, &staff.id.to_string()).await?;
        note_look(ctx, &tx, staff, *person, (request.as_ref(), &text)).await?;
    }
    note_alarm(ctx, &tx, staff).await?;
    tx.commit().await?;
    glimpses(ctx, persons).await
}

async fn note_look(
    ctx: &Ctx,
    tx: &Write,
    staff: &Staff,
    person: PersonId,
    (request, purpose): (Option<&request::Model>, &str),
) -> Result<()> {
    let found = person::Entity::find_by_id(person).one(tx.db()).await?.ok_or(Error::NotFound)?;
    let request_id: Option<RequestId> = request.map(|request| request.id);
    let row = look::Model {
        id: ctx.mint()?,
        person_id: found.id,
        staff_id: staff.id,
        role: acting_as(staff),
        request_id,
        purpose: purpose.into(),
        looked_at: ctx.now(),
    };
    row.into_active_model().reset_all().insert(tx.db()).await?;
    let mut entry = Entry::of(What("register_read"), Actor::Staff(staff)).about(found.id.to_string());
    entry.request = request_id;
    let purpose = if request_id.is_some() { "request" } else { "stated" };
    record(ctx, tx, entry.with(json!({ "purpose": purpose }))).await
}

/// The role that brings somebody to a person's data.
fn acting_as(staff: &Staff) -> Role {
    [Role::Caseworker, Role::Approver].into_iter().find(|role| staff.is(*role)).unwrap_or(Role::Reader)
}

/// One entry, on the look that reaches the number.
async fn note_alarm(ctx: &Ctx, tx: &Write, staff: &Staff) -> Result<()> {
    let recent = look::Entity::find()
        .filter(look::Column::StaffId.eq(staff.id))
        .filter(look::Column::LookedAt.gt(ctx.now() - TimeDelta::hours(1)));
    if recent.count(tx.db()).await? == ALARM {
        record(ctx, tx, Entry::of(What("register_read_alarm"), Actor::Staff(staff))).await?;
    }
    Ok(())
}

async fn glimpses(ctx: &Ctx, persons: &[PersonId]) -> Result<Vec<Glimpse>> {
    let found = person::Entity::find().filter(person::Column::Id.is_in(persons.iter().copied()));
    let mut glimpses = Vec::new();
    for person in found.order_by_asc(person::Column::Id).all(ctx.read()).await? {
        let places =
            contact::Entity::find().filter(contact::Column::PersonId.eq(person.id)).all(ctx.read()).await?;
        let ids = places.into_iter().map(|place| place.customer_id);
        let customers = customer::Entity::find().filter(customer::Column::Id.is_in(ids));
        let customers = customers.order_by_asc(customer::Column::Number).all(ctx.read()).await?;
        let customers = customers.into_iter().map(|customer| customer.number).collect();
        glimpses.push(Glimpse { id: person.id, name: person.name, email: person.email, customers });
    }
    Ok(glimpses)
}
