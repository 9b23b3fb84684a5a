//! From what day a row's keeping is counted, read from the row and from what hangs on it (law.md R5.1 to R5.6).

use super::Undated;
use crate::{
    error::Result,
    law::calendar::helsinki_date,
    register::inventory::{self, Path, Table, word::Category},
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, QueryResult,
    sea_query::{Expr, Query, SelectStatement},
};
use std::collections::HashMap;
use uuid::Uuid;

/// From what day something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    On(NaiveDate),
    Without(Undated),
}

/// What a row is counted from: its own end, and the documents that keep it longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchors {
    pub own: Anchor,
    pub others: Vec<(Category, Anchor)>,
}

/// A person whom nothing needs is left for as long, so that one who is new has time to get a place.
const NEW_PERSON: Days = Days::new(30);
/// So many keys go into one query.
const CHUNK: usize = 500;

/// A value that a query computes for each row: its name and its SQL, the same on both engines.
type Computed = (&'static str, &'static str);

const ENDED: Computed = ("on_day", "(SELECT c.ended_on FROM customer c WHERE c.id = customer_id)");

/// An ended contract: the last document under it, and whether an order under it is in force (R5.5).
const CONTRACT: &[Computed] = &[
    ("on_day", "ended_on"),
    ("last_invoice", "(SELECT max(i.issued_on) FROM invoice i WHERE i.contract_id = contract.id)"),
    ("last_purchase", "(SELECT max(p.ordered_on) FROM purchase p WHERE p.contract_id = contract.id)"),
    (
        "runs",
        "(ended_on IS NULL OR EXISTS (SELECT 1 FROM purchase p WHERE p.contract_id = contract.id AND p.state = 'active'))",
    ),
];

/// A customer: first and last document of each kind, so that one outside every financial year is seen (R5.6).
/// A contract counts by its own end only when no document stands under it.
const CUSTOMER: &[Computed] = &[
    ("on_day", "ended_on"),
    ("last_invoice", "(SELECT max(i.issued_on) FROM invoice i WHERE i.customer_id = customer.id)"),
    ("first_invoice", "(SELECT min(i.issued_on) FROM invoice i WHERE i.customer_id = customer.id)"),
    ("last_purchase", "(SELECT max(p.ordered_on) FROM purchase p WHERE p.customer_id = customer.id)"),
    ("first_purchase", "(SELECT min(p.ordered_on) FROM purchase p WHERE p.customer_id = customer.id)"),
    (
        "last_contract",
        "(SELECT max(k.ended_on) FROM contract k WHERE k.customer_id = customer.id \
         AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.contract_id = k.id) \
         AND NOT EXISTS (SELECT 1 FROM purchase p WHERE p.contract_id = k.id))",
    ),
    (
        "first_contract",
        "(SELECT min(k.ended_on) FROM contract k WHERE k.customer_id = customer.id \
         AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.contract_id = k.id) \
         AND NOT EXISTS (SELECT 1 FROM purchase p WHERE p.contract_id = k.id))",
    ),
    (
        "runs",
        "(ended_on IS NULL \
         OR EXISTS (SELECT 1 FROM contract k WHERE k.customer_id = customer.id AND k.ended_on IS NULL) \
         OR EXISTS (SELECT 1 FROM purchase p WHERE p.customer_id = customer.id AND p.state = 'active'))",
    ),
];

/// A person: the last relationship, and whether one goes on. What is left of a person whom records still name is
/// the name alone.
const PERSON: &[Computed] = &[
    (
        "on_day",
        "(SELECT max(c.ended_on) FROM contact t JOIN customer c ON c.id = t.customer_id WHERE t.person_id = person.id)",
    ),
    ("at", "recorded_at"),
    ("runs", PERSON_RUNS),
];

/// Whether a person has a place, an account, a contract or an order with a customer who goes on, or a mailing list.
pub const PERSON_RUNS: &str = "(EXISTS (SELECT 1 FROM contact t JOIN customer c ON c.id = t.customer_id \
     WHERE t.person_id = person.id AND c.ended_on IS NULL) \
     OR EXISTS (SELECT 1 FROM hosting_account h JOIN customer c ON c.id = h.customer_id \
     WHERE h.person_id = person.id AND (c.ended_on IS NULL OR h.state = 'active')) \
     OR EXISTS (SELECT 1 FROM contract k JOIN customer c ON c.id = k.customer_id \
     WHERE k.signed_by = person.id AND (c.ended_on IS NULL OR k.ended_on IS NULL)) \
     OR EXISTS (SELECT 1 FROM purchase p JOIN customer c ON c.id = p.customer_id \
     WHERE p.ordered_by = person.id AND (c.ended_on IS NULL OR p.state = 'active')) \
     OR EXISTS (SELECT 1 FROM subscription s WHERE s.person_id = person.id AND s.ended_at IS NULL))";

/// A place in a customer account; whether the customer's vouchers name this person as theirs.
const CONTACT: &[Computed] = &[
    ENDED,
    ("customer", "customer_id"),
    (
        "named",
        "(role = 'holder' AND EXISTS (SELECT 1 FROM customer c WHERE c.id = customer_id AND c.kind <> 'company'))",
    ),
];

/// What is counted from for each row of a table.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    table: &'static Table,
    ids: &[Uuid],
) -> Result<Vec<(Uuid, Anchors)>> {
    let mut found = Vec::new();
    for ids in ids.chunks(CHUNK) {
        let asked = Query::select()
            .column((table.name, "id"))
            .from(table.name)
            .and_where(Expr::col((table.name, "id")).is_in(ids.iter().copied()))
            .to_owned();
        let rows = db.query_all(&with_computed(asked, table)).await?;
        for row in &rows {
            found.push((row.try_get_by("id")?, anchors(table, row)?));
        }
        if table.name == "contact" {
            let named = rows.iter().filter(|row| row.try_get_by("named").unwrap_or(false));
            hold_with_customers(db, &mut found, named).await?;
        }
    }
    Ok(found)
}

/// The place of a private customer's holder stays with the vouchers: without it the person could not be told of
/// them (Art. 15).
async fn hold_with_customers(
    db: &impl ConnectionTrait,
    found: &mut [(Uuid, Anchors)],
    named: impl Iterator<Item = &QueryResult>,
) -> Result<()> {
    let mut places: HashMap<Uuid, Uuid> = HashMap::new();
    for row in named {
        places.insert(row.try_get_by("id")?, row.try_get_by("customer")?);
    }
    let Some(customer) = inventory::table("customer") else { return Ok(()) };
    let ids: Vec<Uuid> = places.values().copied().collect();
    let customers: HashMap<Uuid, Anchors> = Box::pin(of(db, customer, &ids)).await?.into_iter().collect();
    for (id, anchors) in found {
        if let Some(of_customer) = places.get(id).and_then(|customer| customers.get(customer)) {
            *anchors = of_customer.clone();
        }
    }
    Ok(())
}

fn with_computed(mut select: SelectStatement, table: &Table) -> SelectStatement {
    for (name, sql) in computed(table) {
        select.expr_as(Expr::cust(sql), name);
    }
    select
}

fn computed(table: &Table) -> Vec<(&'static str, String)> {
    let plain =
        |computed: &[Computed]| computed.iter().map(|(name, sql)| (*name, (*sql).to_owned())).collect();
    match table.name {
        "invoice" => plain(&[("on_day", "issued_on")]),
        "purchase" => plain(&[("on_day", "ordered_on"), ("runs", "(state = 'active')")]),
        "hosting_account" => plain(&[ENDED, ("runs", "(state = 'active')")]),
        "address" => plain(&[ENDED]),
        "contact" => plain(CONTACT),
        "contract" => plain(CONTRACT),
        "customer" => plain(CUSTOMER),
        "person" => plain(PERSON),
        "subscription" => plain(&[("at", "ended_at")]),
        "look" => plain(&[("at", "looked_at")]),
        "disclosure" => plain(&[("at", "recorded_at")]),
        "session" | "challenge" => plain(&[("at", "created_at")]),
        "mute" => plain(&[("at", "muted_at")]),
        "request" => plain(&[("at", "closed_at")]),
        _ => file_of(table).map(|sql| vec![("at", sql)]).unwrap_or_default(),
    }
}

/// When the file that a row hangs on was closed.
fn file_of(table: &Table) -> Option<String> {
    let ended = |path: &Path| match path {
        Path::Request(column) => {
            Some(format!("(SELECT r.closed_at FROM request r WHERE r.id = {}.{column})", table.name))
        }
        Path::Letter(column) => Some(format!(
            "(SELECT r.closed_at FROM request r JOIN letter l ON l.request_id = r.id WHERE l.id = {}.{column})",
            table.name
        )),
        _ => None,
    };
    table.paths.iter().find_map(ended)
}

fn anchors(table: &Table, row: &QueryResult) -> Result<Anchors, DbErr> {
    let alone = |own| Ok(Anchors { own, others: Vec::new() });
    let names = computed(table);
    let has = |name: &str| names.iter().any(|(known, _)| *known == name);
    if has("runs") && row.try_get_by::<Option<bool>, _>("runs")?.unwrap_or(false) {
        return alone(Anchor::Without(Undated::Runs));
    }
    match table.name {
        "customer" => Ok(Anchors { own: day(row, "on_day")?, others: documents(row)? }),
        "contract" => {
            let last = Ord::max(date(row, "last_invoice")?, date(row, "last_purchase")?);
            alone(last.map_or(day(row, "on_day")?, Anchor::On))
        }
        "person" => alone(person(row)?),
        "suppression" => alone(Anchor::Without(Undated::Ban)),
        _ if has("on_day") => alone(day(row, "on_day")?),
        _ if has("at") => alone(instant(row, "at")?.map_or(Anchor::Without(Undated::Runs), Anchor::On)),
        _ => alone(Anchor::Without(Undated::Linked)),
    }
}

/// First and last of a customer's documents.
fn documents(row: &QueryResult) -> Result<Vec<(Category, Anchor)>, DbErr> {
    let kinds = [
        (Category::Invoice, "first_invoice", "last_invoice"),
        (Category::Order, "first_purchase", "last_purchase"),
        (Category::Contract, "first_contract", "last_contract"),
    ];
    let mut found = Vec::new();
    for (category, first, last) in kinds {
        for name in [first, last] {
            found.extend(date(row, name)?.map(|date| (category, Anchor::On(date))));
        }
    }
    Ok(found)
}

fn person(row: &QueryResult) -> Result<Anchor, DbErr> {
    let ended = date(row, "on_day")?;
    let recorded = instant(row, "at")?.and_then(|date| date.checked_add_days(NEW_PERSON));
    Ok(ended.or(recorded).map_or(Anchor::Without(Undated::Runs), Anchor::On))
}

/// Without an end it goes on.
fn day(row: &QueryResult, name: &str) -> Result<Anchor, DbErr> {
    Ok(date(row, name)?.map_or(Anchor::Without(Undated::Runs), Anchor::On))
}

fn date(row: &QueryResult, name: &str) -> Result<Option<NaiveDate>, DbErr> {
    row.try_get_by(name)
}

fn instant(row: &QueryResult, name: &str) -> Result<Option<NaiveDate>, DbErr> {
    Ok(row.try_get_by::<Option<DateTime<Utc>>, _>(name)?.map(helsinki_date))
}
