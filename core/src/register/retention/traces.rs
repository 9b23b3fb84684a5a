//! What is left beside the register: ended subscriptions, looks of staff, addresses and mails of closed requests.

use super::{
    BATCH, Day, Fate, Found, Part, What, files::end_of, files::told_last, hold, hold::ASKS, hold::Why,
};
use crate::{
    error::Result,
    register::{
        inventory::{Table, table, word::Category},
        keep::Keep,
    },
};
use chrono::{NaiveDate, TimeDelta};
use entity::{id::PersonId, kept};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, Order, QueryFilter, QueryResult,
    QuerySelect,
    sea_query::{Expr, Query, SelectStatement},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is needed to send a letter again and to show that it left goes so long after the request was closed
/// (inventory `Until::Closed`).
pub(super) const AFTER_CLOSING: TimeDelta = TimeDelta::days(30);

/// A row with whom it is about.
struct Trace {
    id: Uuid,
    person: Option<PersonId>,
    /// Whether the address of the row waits for its data.
    asks: bool,
}

/// Looks at the next ended subscriptions.
pub(super) async fn subscriptions(db: &impl ConnectionTrait, day: &Day<'_>, after: Uuid) -> Result<Found> {
    let asks =
        format!("EXISTS (SELECT 1 FROM request r WHERE {ASKS} AND r.requester_key = subscription.email_key)");
    let ended = Condition::all().add(Expr::col(("subscription", "ended_at")).lt(end_of(day.today)));
    dated(db, day, ("subscription", asks), ended, after).await
}

/// Looks at the next entries of a log about persons: who looked, what was disclosed. The column says since when.
pub(super) async fn logged(
    db: &impl ConnectionTrait,
    day: &Day<'_>,
    (table, since): (&'static str, &'static str),
    after: Uuid,
) -> Result<Found> {
    let Some(last) = day.calendar.due_through(Category::StaffLooks, day.today) else {
        return Ok(Found::default());
    };
    let old = Condition::all().add(Expr::col((table, since)).lt(end_of(last)));
    dated(db, day, (table, "1 = 0".into()), old, after).await
}

async fn dated(
    db: &impl ConnectionTrait,
    day: &Day<'_>,
    (name, asks): (&'static str, String),
    due: Condition,
    after: Uuid,
) -> Result<Found> {
    let Some(table) = table(name) else { return Ok(Found::default()) };
    let mut select = next_of(name, after, due);
    select.column((name, "person_id")).expr_as(Expr::cust(format!("({asks})")), "asks");
    let rows = db.query_all(&select).await?;
    let traces = rows.iter().map(Trace::of).collect::<Result<Vec<_>, DbErr>>()?;
    let ids: Vec<Uuid> = traces.iter().map(|trace| trace.id).collect();
    let keeps = day.calendar.rows(db, table, &ids).await?;
    let owners = owners(db, name, &traces).await?;
    let persons: BTreeSet<PersonId> = owners.iter().map(|(_, person)| *person).collect();
    let held = hold::held(db, &persons.into_iter().collect::<Vec<_>>()).await?;
    let mut fates = Vec::new();
    for trace in &traces {
        let Some(keep) = keeps.get(&trace.id) else { continue };
        let theirs = owners.iter().filter(|(id, _)| *id == trace.id);
        let mut why: BTreeSet<Why> =
            theirs.flat_map(|(_, person)| held.on(*person, table.category)).collect();
        why.extend(trace.asks.then_some(Why::OpenRequest));
        fates.extend(day.fate(table, trace.id, *keep, why));
    }
    Ok(Found { fates, next: next(&ids) })
}

/// Whose each row is; a subscription that names nobody is of everybody with its address.
async fn owners(
    db: &impl ConnectionTrait,
    name: &'static str,
    traces: &[Trace],
) -> Result<Vec<(Uuid, PersonId)>> {
    let mut owners: Vec<_> =
        traces.iter().filter_map(|trace| trace.person.map(|person| (trace.id, person))).collect();
    let unnamed: Vec<Uuid> =
        traces.iter().filter(|trace| trace.person.is_none()).map(|trace| trace.id).collect();
    if name != "subscription" || unnamed.is_empty() {
        return Ok(owners);
    }
    let known = Query::select()
        .column(("subscription", "id"))
        .expr_as(Expr::col(("person", "id")), "person_id")
        .from("subscription")
        .inner_join("person", Expr::col(("person", "email_key")).equals(("subscription", "email_key")))
        .and_where(Expr::col(("subscription", "id")).is_in(unnamed))
        .to_owned();
    for row in db.query_all(&known).await? {
        owners.push((row.try_get_by("id")?, PersonId(row.try_get_by("person_id")?)));
    }
    Ok(owners)
}

/// Looks at the next addresses of requests that have been closed for long enough and have nothing more to tell.
pub(super) async fn addresses(db: &impl ConnectionTrait, day: &Day<'_>, after: Uuid) -> Result<Found> {
    let unsent = "NOT EXISTS (SELECT 1 FROM letter l JOIN outbox o ON o.letter_id = l.id WHERE l.request_id = request.id \
                  AND o.settled_at IS NULL)";
    let unposted = "NOT EXISTS (SELECT 1 FROM task t WHERE t.request_id = request.id AND t.kind = 'print_letter' \
                    AND t.done_at IS NULL)";
    // The person was promised word of the end of a restriction (Art. 18(3)) and of what other holders answer (Art. 19).
    let promised = "(EXISTS (SELECT 1 FROM restriction w WHERE w.request_id = request.id AND w.lifted_at IS NULL) \
                    OR EXISTS (SELECT 1 FROM step s WHERE s.request_id = request.id AND s.state IN ('open', 'told')) \
                    OR EXISTS (SELECT 1 FROM task h WHERE h.request_id = request.id AND h.kind = 'holder_cannot' \
                    AND h.done_at IS NULL))";
    let known = "(request.requester_email IS NOT NULL OR EXISTS (SELECT 1 FROM entry e WHERE e.request_id = request.id \
                 AND e.postal IS NOT NULL))";
    let closed = Condition::all()
        .add(Expr::col(("request", "state")).eq("closed"))
        .add(Expr::col(("request", "closed_at")).lte(day.now - AFTER_CLOSING))
        .add(Expr::cust(known))
        .add(Expr::cust(unsent))
        .add(Expr::cust(unposted))
        .add(Expr::cust(promised).not())
        .add(told_last(day))
        .add(Expr::cust(format!("NOT {}", asking("request.requester_key"))));
    let mut found = undated(db, "request", closed, after, &What::Empty(Part::Address)).await?;
    let waiting = still_to_tell(db, day, &found.fates).await?;
    found.fates.retain(|fate| !waiting.contains(&fate.id));
    Ok(found)
}

/// Those of these requests whose erasure left something of which a letter is still to tell that the last is gone. Where the
/// file ends before that no letter can come, and no address is kept for it (Art. 5(1)(c)).
async fn still_to_tell(
    db: &impl ConnectionTrait,
    day: &Day<'_>,
    requests: &[Fate],
) -> Result<BTreeSet<Uuid>> {
    let Some(table) = table("request") else { return Ok(BTreeSet::new()) };
    let ids: Vec<Uuid> = requests.iter().map(|fate| fate.id).collect();
    let left = kept::Entity::find()
        .select_only()
        .column(kept::Column::RequestId)
        .column(kept::Column::KeepUntil)
        .distinct()
        .filter(kept::Column::RequestId.is_in(ids.iter().copied()))
        .filter(kept::Column::DestroyedAt.is_null());
    let left: Vec<(Uuid, Option<NaiveDate>)> = left.into_tuple().all(db).await?;
    let files = day.calendar.rows(db, table, &ids).await?;
    let outlives = |(id, until): &(Uuid, Option<NaiveDate>)| match (files.get(id), until) {
        (Some(Keep::Until(file)), Some(until)) => *until > file.keep_until,
        _ => false,
    };
    let untold: BTreeSet<Uuid> = left.iter().filter(|row| outlives(row)).map(|(id, _)| *id).collect();
    Ok(left.into_iter().map(|(id, _)| id).filter(|id| !untold.contains(id)).collect())
}

/// Looks at the next mails: that it left stays, what it said stands in the letter. Mail to staff, and to the customer to whom a
/// request was forwarded, goes whole.
pub(super) async fn mails(db: &impl ConnectionTrait, day: &Day<'_>, after: Uuid) -> Result<Found> {
    let settled = Expr::col(("outbox", "settled_at")).lte(day.now - AFTER_CLOSING);
    let open = "NOT EXISTS (SELECT 1 FROM letter l JOIN request r ON r.id = l.request_id WHERE l.id = outbox.letter_id \
                AND r.requester_email IS NOT NULL)";
    let letters = Condition::all()
        .add(settled.clone())
        .add(Expr::col(("outbox", "kind")).eq("letter"))
        .add(Expr::col(("outbox", "recipient")).ne(""))
        .add(Expr::cust(open));
    let found = undated(db, "outbox", letters, after, &What::Empty(Part::Address)).await?;
    let to_staff =
        Condition::all().add(settled).add(Expr::col(("outbox", "kind")).is_in(["staff", "forward"]));
    let staff = undated(db, "outbox", to_staff, after, &What::Destroy).await?;
    // Both walk by key: whichever is cut off first says where to go on.
    let next = [found.next, staff.next].into_iter().flatten().min();
    let fates = found.fates.into_iter().chain(staff.fates);
    Ok(Found { fates: fates.filter(|fate| next.is_none_or(|next| fate.id <= next)).collect(), next })
}

/// SQL that is true while the address of a key waits for its data.
fn asking(key: &str) -> String {
    format!("EXISTS (SELECT 1 FROM request r WHERE {ASKS} AND r.requester_key = {key})")
}

async fn undated(
    db: &impl ConnectionTrait,
    name: &'static str,
    due: Condition,
    after: Uuid,
    what: &What,
) -> Result<Found> {
    let Some(table) = table(name) else { return Ok(Found::default()) };
    let rows = db.query_all(&next_of(name, after, due)).await?;
    let ids = rows.iter().map(|row| row.try_get_by("id")).collect::<Result<Vec<Uuid>, DbErr>>()?;
    let fate = |id: &Uuid| fate_of(table, *id, what);
    Ok(Found { fates: ids.iter().map(fate).collect(), next: next(&ids) })
}

fn fate_of(table: &'static Table, id: Uuid, what: &What) -> Fate {
    Fate { table, id, kept: None, what: what.clone() }
}

fn next_of(name: &'static str, after: Uuid, due: Condition) -> SelectStatement {
    Query::select()
        .column((name, "id"))
        .from(name)
        .and_where(Expr::col((name, "id")).gt(after))
        .cond_where(due)
        .order_by((name, "id"), Order::Asc)
        .limit(BATCH)
        .to_owned()
}

fn next(ids: &[Uuid]) -> Option<Uuid> {
    (ids.len() as u64 == BATCH).then(|| ids.last().copied()).flatten()
}

impl Trace {
    fn of(row: &QueryResult) -> Result<Self, DbErr> {
        let person: Option<Uuid> = row.try_get_by("person_id")?;
        Ok(Self { id: row.try_get_by("id")?, person: person.map(PersonId), asks: row.try_get_by("asks")? })
    }
}
