//! Persons whose relationships are over: the e-mail address goes, and with the last record that names them the person.

use super::{BATCH, Day, Fate, Found, Part, What, hold, hold::Why, pointed_at, pointers};
use crate::{
    error::Result,
    register::{inventory::table, keep::anchor::PERSON_RUNS},
};
use entity::id::PersonId;
use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, Order, QueryResult,
    sea_query::{Expr, Query, SelectStatement},
};
use uuid::Uuid;

/// The columns that point at a person.
const POINTING: &[&str] = &["person_id", "signed_by", "ordered_by"];
/// The records that need to say who it is; any other that points is content with an empty row.
const NAMING: &[&str] = &["contact", "hosting_account", "contract", "purchase", "subscription"];

/// SQL that is true while a record names a person.
pub(crate) fn named() -> String {
    pointed_at("person", pointers(POINTING).filter(|(table, _)| NAMING.contains(table)))
}

/// A person whose relationships are over.
struct Person {
    id: Uuid,
    /// What goes when the person is due; nothing when all that can has gone.
    part: Option<What>,
    /// Whether a request of theirs is open, whichever right it is about.
    asks: bool,
}

/// Looks at the next persons.
pub(super) async fn look(db: &impl ConnectionTrait, day: &Day<'_>, after: Uuid) -> Result<Found> {
    let rows = db.query_all(&candidates(after)).await?;
    let persons = rows.iter().map(Person::of).collect::<Result<Vec<_>, DbErr>>()?;
    let next = (persons.len() as u64 == BATCH).then(|| persons.last().map(|last| last.id)).flatten();
    let Some(table) = table("person") else { return Ok(Found::default()) };
    let ids: Vec<Uuid> = persons.iter().map(|person| person.id).collect();
    let keeps = day.calendar.rows(db, table, &ids).await?;
    let held = hold::held(db, &ids.iter().copied().map(PersonId).collect::<Vec<_>>()).await?;
    let mut fates = Vec::new();
    for person in &persons {
        let (Some(keep), Some(part)) = (keeps.get(&person.id), &person.part) else { continue };
        let mut why = held.on(PersonId(person.id), table.category);
        why.extend(person.asks.then_some(Why::OpenRequest));
        let fate = day.fate(table, person.id, *keep, why);
        fates.extend(fate.map(|fate| match fate.what {
            What::Destroy => Fate { what: part.clone(), ..fate },
            _ => fate,
        }));
    }
    Ok(Found { fates, next })
}

fn candidates(after: Uuid) -> SelectStatement {
    let named = named();
    let others = pointers(POINTING).filter(|(table, _)| !NAMING.contains(table));
    // A column that says who records name, one that says what else points, and what there is to take.
    let over = format!("NOT {PERSON_RUNS} AND (person.email IS NOT NULL OR NOT {named})");
    let asks = "EXISTS (SELECT 1 FROM request r WHERE r.state <> 'closed' AND (r.person_id = person.id \
                OR (r.person_id IS NULL AND r.requester_key = person.email_key)))";
    Query::select()
        .column("id")
        .expr_as(Expr::cust(named), "named")
        .expr_as(Expr::cust(pointed_at("person", others)), "pointed")
        .expr_as(Expr::cust("(person.email IS NOT NULL)"), "has_address")
        .expr_as(Expr::cust("(person.email_key IS NOT NULL)"), "has_pseudonym")
        .expr_as(Expr::cust("(person.name = '')"), "is_empty")
        .expr_as(Expr::cust(asks), "asks")
        .from("person")
        .and_where(Expr::col(("person", "id")).gt(after))
        .and_where(Expr::cust(over))
        .order_by(("person", "id"), Order::Asc)
        .limit(BATCH)
        .to_owned()
}

impl Person {
    fn of(row: &QueryResult) -> Result<Self, DbErr> {
        let says = |name: &str| row.try_get_by::<bool, _>(name);
        let part = match (says("named")?, says("pointed")?) {
            (true, _) => says("has_address")?.then_some(What::Empty(Part::Address)),
            (false, true) => {
                let full = !says("is_empty")? || says("has_address")? || says("has_pseudonym")?;
                full.then_some(What::Empty(Part::Whole))
            }
            (false, false) => Some(What::Destroy),
        };
        Ok(Self { id: row.try_get_by("id")?, part, asks: says("asks")? })
    }
}
