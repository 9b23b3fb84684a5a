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
        ask,
        case::pauses_of,
        change::{self, Change, Seen},
        enter,
        lifecycle::{self, Event},
        propose, queue,
    },
    right::restriction,
};
use chrono::TimeDelta;
use entity::{
    contact, customer,
    id::{PersonId, RequestId},
    identity_check,
    kind::{Assurance, QuestionKind, Role, State},
    look, person, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};

/// Looks of one member of staff: 300, then one each 12 seconds (A-24: 300 an hour).
const LOOKS: Limit = Limit { action: "register_look", burst: 300, every: TimeDelta::seconds(12) };
/// So many in an hour are noted for the admin.
const ALARM: u64 = 100;

/// Longest reason for a look, in characters.
pub const LONGEST_REASON: usize = 500;

/// Why staff open the register: on record, and told to the person who asks for it (C-579/21).
#[derive(Clone, Copy, Debug)]
pub enum Purpose<'a> {
    /// To work on this request: enough for the persons with the requester's address, the person it is linked to,
    /// and whoever a reason was stated for.
    Request(&'a Reference),
    /// To work on this request, with the reason why another person's data must be seen for it.
    Reason(&'a Reference, &'a str),
    /// Another purpose, in words that are not blank.
    Stated(&'a str),
    /// What the same member of staff opened this record for within the last hour.
    Lately,
}

/// How long a purpose goes on, from page to page of one record.
const PURPOSE_LASTS: TimeDelta = TimeDelta::hours(1);

/// What staff see of a person, enough to tell people apart.
#[derive(Clone, Debug)]
pub struct Glimpse {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    /// Numbers of the customer accounts the person belongs to.
    pub customers: Vec<String>,
    /// Whether a restriction stands on the person (Art. 18).
    pub restricted: bool,
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
/// As [`look_at()`].
pub async fn look(ctx: &Ctx, staff: &Staff, person: PersonId, purpose: Purpose<'_>) -> Result<Glimpse> {
    let mut seen = look_at(ctx, staff, &[person], purpose).await?;
    seen.pop().ok_or(Error::NotFound)
}

/// Opens the data of several persons in one transaction, a look each; gives them back in the order asked for. When
/// the looks cannot be written, nothing is shown.
///
/// # Errors
/// Refused without a role that reads cases, above the limit, or when the purpose needs a reason; not found for an
/// unknown person.
pub async fn look_at(
    ctx: &Ctx,
    staff: &Staff,
    persons: &[PersonId],
    purpose: Purpose<'_>,
) -> Result<Vec<Glimpse>> {
    change::require_reading(staff)?;
    let found = person::Entity::find().filter(person::Column::Id.is_in(persons.iter().copied()));
    let found: HashMap<_, _> =
        found.all(ctx.read()).await?.into_iter().map(|person| (person.id, person)).collect();
    let found: Option<Vec<person::Model>> = persons.iter().map(|id| found.get(id).cloned()).collect();
    let found = found.ok_or(Error::NotFound)?;
    let (request, purposes) = purposes(ctx, staff, &found, purpose).await?;
    let tx = ctx.write().await?;
    note_looks(ctx, &tx, staff, (&found, request.as_ref(), &purposes)).await?;
    tx.commit().await?;
    glimpses(ctx, found).await
}

/// The look of a change that uses a person's data without showing them: it lasts with the change, so that a press
/// which is lost leaves none.
///
/// # Errors
/// As [`look()`].
pub(crate) async fn look_in(change: &Change<'_>, person: PersonId, purpose: Purpose<'_>) -> Result<()> {
    let (ctx, staff, tx) = (change.ctx, change.staff, &change.tx);
    let found = person::Entity::find_by_id(person).one(tx.db()).await?.ok_or(Error::NotFound)?;
    let found = [found];
    let (request, purposes) = purposes(ctx, staff, &found, purpose).await?;
    note_looks(ctx, tx, staff, (&found, request.as_ref(), &purposes)).await
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
/// Refused once it is decided, without the role, when somebody was first, or when the method is the proved address and
/// the register has another or nobody proved it; not found for an unknown person.
pub async fn link_person(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, finding: Finding<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let state = change.request.state;
    if matches!(state, State::Fulfilling | State::Closed) {
        return Err(Refusal::NotNow { state }.into());
    }
    let person =
        person::Entity::find_by_id(finding.person).one(change.tx.db()).await?.ok_or(Error::NotFound)?;
    if finding.method == Assurance::Email {
        let on_file = person.email_key.as_deref() == Some(change.request.requester_key.as_str());
        if !on_file || !enter::is_proved(change.tx.db(), &change.request).await? {
            return Err(Refusal::AddressNotOnFile.into());
        }
    }
    // What may set a restriction takes this before any lock on rows of the register.
    register::hold_setting(ctx, &change.tx).await?;
    register::change(&change.tx, person.id, Reason::CaseFile).await?;
    let voids = state == State::AwaitingApproval;
    let answers = answers_doubt(&change).await?;
    let next = match (voids, answers) {
        (true, _) => lifecycle::next(Some(state), &Event::ProposalVoided).map_err(Refusal::from)?,
        (false, true) => lifecycle::next(Some(state), &Event::Answer).map_err(Refusal::from)?,
        (false, false) => state,
    };
    let before = change.request.clone();
    let dated = if answers { ask::resumed(ctx, &change.tx, &before).await? } else { before };
    change
        .advance(|request| {
            let (person_id, assurance) = (Some(person.id), finding.method);
            *request = request::Model { person_id, assurance, state: next, ..dated };
        })
        .await?;
    if voids {
        propose::void(change.ctx, &change.tx, change.request.id).await?;
        change.record("decision_voided", json!({})).await?;
    }
    note_check(&change, finding).await?;
    restriction::pend(ctx, &change.tx, Actor::Staff(staff), &change.request).await?;
    change.commit().await
}

/// Whether the check answers what was asked about who somebody is: the clock runs again (R2.5).
async fn answers_doubt(change: &Change<'_>) -> Result<bool> {
    if change.request.state != State::AwaitingCustomer {
        return Ok(false);
    }
    if let Some(open) = ask::open_question(change.tx.db(), change.request.id).await? {
        return Ok(open.row.kind == QuestionKind::Identity);
    }
    // What was asked before questions were kept stopped the clock only for a doubt.
    let pauses = pauses_of(change.tx.db(), change.request.id).await?;
    Ok(pauses.iter().any(|pause| pause.to_on.is_none()))
}

/// How staff found who asks, on the request and on record.
async fn note_check(change: &Change<'_>, finding: Finding<'_>) -> Result<()> {
    let check = identity_check::Model {
        id: change.ctx.mint()?,
        request_id: change.request.id,
        person_id: finding.person,
        staff_id: change.staff.id,
        method: finding.method,
        finding: finding.text.into(),
        checked_at: change.ctx.now(),
    };
    check.into_active_model().reset_all().insert(change.tx.db()).await?;
    change.record("identity_checked", json!({ "method": finding.method.code() })).await
}

/// The purpose of each look in words, as the person will read it.
async fn purposes(
    ctx: &Ctx,
    staff: &Staff,
    persons: &[person::Model],
    purpose: Purpose<'_>,
) -> Result<(Option<request::Model>, Vec<String>)> {
    let (reference, stated) = match purpose {
        Purpose::Request(reference) => (reference, None),
        Purpose::Reason(reference, text) => (reference, Some(text.trim())),
        Purpose::Lately => return lately(ctx, staff, persons).await,
        Purpose::Stated(text) if !(1..=LONGEST_REASON).contains(&text.trim().chars().count()) => {
            return Err(Refusal::ReasonNeeded.into());
        }
        Purpose::Stated(text) => return Ok((None, vec![text.trim().into(); persons.len()])),
    };
    if stated.is_some_and(|text| text.is_empty() || text.chars().count() > LONGEST_REASON) {
        return Err(Refusal::ReasonNeeded.into());
    }
    let request = change::find(ctx.read(), reference).await?;
    let mut purposes = Vec::new();
    for person in persons {
        let own = request.person_id == Some(person.id)
            || person.email_key.as_deref() == Some(request.requester_key.as_str());
        // A closed request is a reason to open its own person's record, and no other's.
        if !own && request.state == State::Closed {
            return Err(Refusal::NotNow { state: request.state }.into());
        }
        purposes.push(match stated {
            Some(reason) => format!("{reference}: {reason}"),
            None if own => reference.to_string(),
            None => stated_before(ctx, staff, &request, person).await?.ok_or(Refusal::ReasonNeeded)?,
        });
    }
    Ok((Some(request), purposes))
}

/// A reason once stated by somebody for a request and a person goes on until the request closes.
async fn stated_before(
    ctx: &Ctx,
    staff: &Staff,
    request: &request::Model,
    person: &person::Model,
) -> Result<Option<String>> {
    let earlier = look::Entity::find()
        .filter(look::Column::RequestId.eq(request.id))
        .filter(look::Column::PersonId.eq(person.id))
        .filter(look::Column::StaffId.eq(staff.id))
        .filter(look::Column::Purpose.ne(request.reference.as_str()))
        .order_by_desc(look::Column::LookedAt);
    Ok(earlier.one(ctx.read()).await?.map(|look| look.purpose))
}

/// The purpose of the last look at each person, and the request it belonged to.
async fn lately(
    ctx: &Ctx,
    staff: &Staff,
    persons: &[person::Model],
) -> Result<(Option<request::Model>, Vec<String>)> {
    let (mut request, mut purposes) = (None, Vec::new());
    for person in persons {
        let last = look::Entity::find()
            .filter(look::Column::PersonId.eq(person.id))
            .filter(look::Column::StaffId.eq(staff.id))
            .filter(look::Column::LookedAt.gt(ctx.now() - PURPOSE_LASTS))
            .order_by_desc(look::Column::LookedAt);
        let last = last.one(ctx.read()).await?.ok_or(Refusal::ReasonNeeded)?;
        if let Some(id) = last.request_id {
            request = request::Entity::find_by_id(id).one(ctx.read()).await?;
        }
        purposes.push(last.purpose);
    }
    Ok((request, purposes))
}

/// Each look in the register of looks and in the log, as far as the limit goes.
async fn note_looks(
    ctx: &Ctx,
    tx: &Write,
    staff: &Staff,
    (persons, request, purposes): (&[person::Model], Option<&request::Model>, &[String]),
) -> Result<()> {
    for (person, purpose) in persons.iter().zip(purposes) {
        budget::take(ctx, tx, LOOKS, &staff.id.to_string()).await?;
        note_look(ctx, tx, staff, person, (request, purpose)).await?;
    }
    note_alarm(ctx, tx, staff, persons.len()).await
}

async fn note_look(
    ctx: &Ctx,
    tx: &Write,
    staff: &Staff,
    person: &person::Model,
    (request, purpose): (Option<&request::Model>, &str),
) -> Result<()> {
    let request_id: Option<RequestId> = request.map(|request| request.id);
    let row = look::Model {
        id: ctx.mint()?,
        person_id: person.id,
        staff_id: staff.id,
        role: acting_as(staff),
        request_id,
        purpose: purpose.into(),
        looked_at: ctx.now(),
    };
    row.into_active_model().reset_all().insert(tx.db()).await?;
    let mut entry = Entry::of(What("register_read"), Actor::Staff(staff)).about(person.id.to_string());
    entry.request = request_id;
    let purpose = if request_id.is_some() { "request" } else { "stated" };
    record(ctx, tx, entry.with(json!({ "purpose": purpose }))).await
}

/// The role that brings somebody to a person's data.
fn acting_as(staff: &Staff) -> Role {
    [Role::Caseworker, Role::Approver].into_iter().find(|role| staff.is(*role)).unwrap_or(Role::Reader)
}

/// One entry, when these looks reach the number.
async fn note_alarm(ctx: &Ctx, tx: &Write, staff: &Staff, looks: usize) -> Result<()> {
    let recent = look::Entity::find()
        .filter(look::Column::StaffId.eq(staff.id))
        .filter(look::Column::LookedAt.gt(ctx.now() - TimeDelta::hours(1)));
    let recent = recent.count(tx.db()).await?;
    let before = recent.saturating_sub(looks as u64);
    if before < ALARM && recent >= ALARM {
        record(ctx, tx, Entry::of(What("register_read_alarm"), Actor::Staff(staff))).await?;
    }
    Ok(())
}

/// The numbers of the accounts each person has a place in, in order.
async fn glimpses(ctx: &Ctx, persons: Vec<person::Model>) -> Result<Vec<Glimpse>> {
    let ids = persons.iter().map(|person| person.id);
    let restricted = register::restricted_among(ctx.read(), ids.clone()).await?;
    let places = contact::Entity::find().filter(contact::Column::PersonId.is_in(ids)).all(ctx.read()).await?;
    let ids: BTreeSet<_> = places.iter().map(|place| place.customer_id).collect();
    let customers = customer::Entity::find().filter(customer::Column::Id.is_in(ids)).all(ctx.read()).await?;
    let numbers: HashMap<_, _> = customers.into_iter().map(|it| (it.id, it.number)).collect();
    let of = |person: &person::Model| {
        let theirs = places.iter().filter(|place| place.person_id == person.id);
        let theirs: BTreeSet<_> =
            theirs.filter_map(|place| numbers.get(&place.customer_id).cloned()).collect();
        theirs.into_iter().collect()
    };
    let glimpse = |person: person::Model| Glimpse {
        customers: of(&person),
        restricted: restricted.contains(&person.id),
        id: person.id,
        name: person.name,
        email: person.email,
    };
    Ok(persons.into_iter().map(glimpse).collect())
}
