//! What becomes of requests whose address several persons of the register share: who signs in with it is not known to
//! be the one who asked. The one rule that the requester's pages, the package and every other of their routes ask.

use crate::{error::Result, register::person as register};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use entity::{correction, id::PersonId, identity_check, kind::State, person, proposal, request};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// Midnight in Helsinki is at most so long before that of UTC.
const EARLIER: TimeDelta = TimeDelta::hours(3);

/// Since when several persons of the register have an address; nothing while one of them has it, or nobody.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn since(db: &impl ConnectionTrait, email_key: &str) -> Result<Option<DateTime<Utc>>> {
    let persons = register::matching(db, email_key).await?;
    if persons.len() < 2 {
        return Ok(None);
    }
    let mut since = Vec::new();
    for person in &persons {
        since.push(has_it_since(person, corrected_at(db, person.id).await?));
    }
    since.sort_unstable();
    Ok(since.get(1).copied())
}

/// When a correction last wrote a person's address.
async fn corrected_at(db: &impl ConnectionTrait, id: PersonId) -> Result<Option<DateTime<Utc>>> {
    let of_address = correction::Entity::find()
        .filter(correction::Column::RecordId.eq(id.0))
        .filter(correction::Column::TableName.eq("person"))
        .filter(correction::Column::ColumnName.eq("email"))
        .order_by_desc(correction::Column::CorrectedAt);
    Ok(of_address.one(db).await?.map(|row| row.corrected_at))
}

/// Since when the register has had a person's address: to the moment where a correction wrote it, else from the
/// beginning of its day.
fn has_it_since(person: &person::Model, corrected_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let day = person.email_since.map(|on| on.and_time(NaiveTime::MIN).and_utc() - EARLIER);
    corrected_at.or(day).map_or(person.recorded_at, |at| at.max(person.recorded_at))
}

/// Whether a request shows whoever signs in with its address no more than reference, right and dates.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn hides(db: &impl ConnectionTrait, request: &request::Model) -> Result<bool> {
    let since = since(db, &request.requester_key).await?;
    hides_since(db, request, since).await
}

/// As [`hides`], where it is known since when the address is shared.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn hides_since(
    db: &impl ConnectionTrait,
    request: &request::Model,
    since: Option<DateTime<Utc>>,
) -> Result<bool> {
    let Some(since) = since else { return Ok(false) };
    Ok(!is_known_before(db, request, since).await?)
}

/// Whether it was closed, decided or linked to a person before: then it stays what it was to its owner, whose address
/// it was alone.
async fn is_known_before(
    db: &impl ConnectionTrait,
    request: &request::Model,
    since: DateTime<Utc>,
) -> Result<bool> {
    let closed = request.closed_at.filter(|_| request.state == State::Closed);
    let before = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at < since);
    Ok(before(closed) || before(linked_at(db, request).await?) || before(decided_at(db, request).await?))
}

async fn decided_at(db: &impl ConnectionTrait, request: &request::Model) -> Result<Option<DateTime<Utc>>> {
    if request.outcome.is_none() {
        return Ok(None);
    }
    let decided = proposal::Entity::find()
        .filter(proposal::Column::RequestId.eq(request.id))
        .filter(proposal::Column::ApprovedAt.is_not_null())
        .order_by_desc(proposal::Column::ApprovedAt);
    Ok(decided.one(db).await?.and_then(|row| row.approved_at))
}

/// When staff linked it, else when it came: without them it is linked only where the address is one person's.
async fn linked_at(db: &impl ConnectionTrait, request: &request::Model) -> Result<Option<DateTime<Utc>>> {
    let Some(person) = request.person_id else { return Ok(None) };
    // A request split from another has its link, and not its check.
    let requests = [Some(request.id), request.split_from];
    let checked = identity_check::Entity::find()
        .filter(identity_check::Column::RequestId.is_in(requests.into_iter().flatten()))
        .filter(identity_check::Column::PersonId.eq(person))
        .order_by_desc(identity_check::Column::CheckedAt);
    let checked = checked.one(db).await?.map(|check| check.checked_at);
    Ok(Some(checked.unwrap_or(request.received_at)))
}
