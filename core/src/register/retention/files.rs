//! The files of closed requests, whole, when their class says so (law.md R6.1.4).

use super::{BATCH, Day, Found, hold, hold::ASKS, hold::Why, pointed_at, pointers, traces::AFTER_CLOSING};
use crate::{
    error::Result,
    register::inventory::{Path, table, tables, word::Category},
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use entity::id::PersonId;
use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, Order, QueryResult,
    sea_query::{Expr, Query, SelectStatement},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What points at a request without being part of its file, and is let go of instead.
pub(super) const LET_GO: &[(&str, &str)] = &[
    ("look", "request_id"),
    ("correction", "request_id"),
    // What an erasure left and for what data may not be used outlive the file: they alone say why (Art. 5(2)).
    ("kept", "request_id"),
    ("stopped_purpose", "request_id"),
    // The register of breaches is kept whole (Art. 33(5)).
    ("breach", "request_id"),
];

/// A restriction that this request set still stands.
const RESTRICTS: &str =
    "EXISTS (SELECT 1 FROM restriction x WHERE x.request_id = request.id AND x.lifted_at IS NULL)";

/// A closed request.
struct File {
    id: Uuid,
    person: Option<PersonId>,
    /// Whether the same address waits for its data.
    asks: bool,
}

/// Looks at the next files. A file to which a record of another kind points, as of a restriction, is not one of them.
pub(super) async fn look(db: &impl ConnectionTrait, day: &Day<'_>, after: Uuid) -> Result<Found> {
    let (Some(request), Some(select)) = (table("request"), candidates(day, after)) else {
        return Ok(Found::default());
    };
    let rows = db.query_all(&select).await?;
    let files = rows.iter().map(File::of).collect::<Result<Vec<_>, DbErr>>()?;
    let next = (files.len() as u64 == BATCH).then(|| files.last().map(|last| last.id)).flatten();
    let ids: Vec<Uuid> = files.iter().map(|file| file.id).collect();
    let keeps = day.calendar.rows(db, request, &ids).await?;
    let persons: BTreeSet<PersonId> = files.iter().filter_map(|file| file.person).collect();
    let held = hold::held(db, &persons.into_iter().collect::<Vec<_>>()).await?;
    let mut fates = Vec::new();
    for file in &files {
        let Some(keep) = keeps.get(&file.id) else { continue };
        let mut why = file.person.map(|person| held.on(person, request.category)).unwrap_or_default();
        why.extend(file.asks.then_some(Why::OpenRequest));
        fates.extend(day.fate(request, file.id, *keep, why));
    }
    Ok(Found { fates, next })
}

fn candidates(day: &Day<'_>, after: Uuid) -> Option<SelectStatement> {
    let last = day.calendar.due_through(Category::RequestFile, day.today)?;
    let asks =
        format!("EXISTS (SELECT 1 FROM request r WHERE {ASKS} AND r.requester_key = request.requester_key)");
    let select = Query::select()
        .columns(["id", "person_id"])
        .expr_as(Expr::cust(asks), "asks")
        .from("request")
        .and_where(Expr::col(("request", "id")).gt(after))
        .and_where(Expr::col(("request", "state")).eq("closed"))
        .and_where(Expr::col(("request", "closed_at")).lt(end_of(last)))
        .and_where(Expr::cust(format!("NOT {}", pointed_at("request", strangers()))))
        .and_where(told_last(day))
        .and_where(Expr::cust(RESTRICTS).not())
        .order_by(("request", "id"), Order::Asc)
        .limit(BATCH)
        .to_owned();
    Some(select)
}

/// True when what an erasure kept went long enough ago for the closing letter to have left.
pub(super) fn told_last(day: &Day<'_>) -> Expr {
    Expr::exists(kept(Expr::col(("kept", "destroyed_at")).gt(day.now - AFTER_CLOSING))).not()
}

/// What an erasure kept, of which something holds.
fn kept(which: Expr) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from("kept")
        .and_where(Expr::col(("kept", "request_id")).equals(("request", "id")))
        .and_where(which)
        .to_owned()
}

/// Midnight UTC after a day: not before the day's end in Finland.
pub(super) fn end_of(day: NaiveDate) -> DateTime<Utc> {
    day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN).and_utc()
}

/// The tables whose rows are part of a file, by their column; last those that others point at: tasks and mails at
/// letters, transfers at items.
pub(super) fn parts() -> Vec<(&'static str, &'static str)> {
    let mut parts: Vec<(&str, &str)> = Vec::new();
    for table in tables().filter(|table| !["request", "event"].contains(&table.name)) {
        let column = table.paths.iter().find_map(|path| match path {
            Path::Request(column) => Some(*column),
            _ => None,
        });
        parts.extend(column.map(|column| (table.name, column)));
    }
    // A restriction is the person's, and its file's once it is lifted.
    parts.push(("restriction", "request_id"));
    parts.sort_by_key(|(table, _)| ["message", "letter", "item"].contains(table));
    parts
}

/// What else points at a request.
fn strangers() -> impl Iterator<Item = (&'static str, &'static str)> {
    let known = parts();
    pointers(&["request_id"])
        .filter(move |pointer| pointer.0 != "event" && !known.contains(pointer) && !LET_GO.contains(pointer))
}

impl File {
    fn of(row: &QueryResult) -> Result<Self, DbErr> {
        let person: Option<Uuid> = row.try_get_by("person_id")?;
        Ok(Self { id: row.try_get_by("id")?, person: person.map(PersonId), asks: row.try_get_by("asks")? })
    }
}
