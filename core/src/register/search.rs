//! Staff look for a person: by name, by exact address, by customer number. The caller records the look first.

use super::person::name_key;
use crate::{ctx::Ctx, email::Email, error::Result};
use entity::{contact, customer, id::CustomerId, person};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, LikeExpr},
};
use std::collections::BTreeMap;

/// So many persons are shown; more means the search must be narrower.
const SHOWN: usize = 50;

/// What a search found, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    pub persons: Vec<Hit>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// A person, and the customer accounts they have a place in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub person: person::Model,
    pub customers: Vec<customer::Model>,
}

/// The persons who have the typed address, or a name with all the typed words in it, or a place in the
/// customer account of the typed number.
///
/// # Errors
/// A fault when the database is away.
pub async fn persons(ctx: &Ctx, typed: &str) -> Result<Hits> {
    let typed = typed.trim();
    if typed.is_empty() || typed.contains('\0') {
        return Ok(Hits::default());
    }
    let mut persons = person::Entity::find()
        .filter(matching(ctx, typed))
        .order_by_asc(person::Column::NameKey)
        .order_by_asc(person::Column::Id)
        .limit(SHOWN as u64 + 1)
        .all(ctx.read())
        .await?;
    let more = persons.len() > SHOWN;
    persons.truncate(SHOWN);
    Ok(Hits { persons: with_customers(ctx, persons).await?, more })
}

/// The persons of an address, or of a name or a customer number.
pub(crate) fn matching(ctx: &Ctx, typed: &str) -> Condition {
    match Email::parse(typed) {
        Ok(email) => Condition::all().add(person::Column::EmailKey.eq(ctx.keys.email_key(&email))),
        Err(_) => Condition::any().add(named(typed)).add(with_customer(typed)),
    }
}

/// Every word stands somewhere in the name. The pattern meets the folded name, so no engine folds.
fn named(typed: &str) -> Condition {
    let mut all = Condition::all();
    for word in name_key(typed).split(' ') {
        let literal = word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        let pattern = LikeExpr::new(format!("%{literal}%")).escape('\\');
        all = all.add(Expr::col((person::Entity, person::Column::NameKey)).like(pattern));
    }
    all
}

fn with_customer(number: &str) -> Condition {
    let customers = customer::Entity::find().select_only().column(customer::Column::Id);
    let customers = customers.filter(customer::Column::Number.eq(number)).into_query();
    let contacts = contact::Entity::find().select_only().column(contact::Column::PersonId);
    let persons = contacts.filter(contact::Column::CustomerId.in_subquery(customers)).into_query();
    Condition::all().add(person::Column::Id.in_subquery(persons))
}

async fn with_customers(ctx: &Ctx, persons: Vec<person::Model>) -> Result<Vec<Hit>> {
    let ids: Vec<_> = persons.iter().map(|person| person.id).collect();
    let contacts =
        contact::Entity::find().filter(contact::Column::PersonId.is_in(ids)).all(ctx.read()).await?;
    let ids: Vec<_> = contacts.iter().map(|contact| contact.customer_id).collect();
    let customers = customer::Entity::find().filter(customer::Column::Id.is_in(ids)).all(ctx.read()).await?;
    let customers: BTreeMap<CustomerId, customer::Model> =
        customers.into_iter().map(|customer| (customer.id, customer)).collect();
    let of = |person: &person::Model| {
        let mut theirs: Vec<CustomerId> = contacts
            .iter()
            .filter(|contact| contact.person_id == person.id)
            .map(|contact| contact.customer_id)
            .collect();
        theirs.sort_unstable();
        theirs.dedup();
        theirs.iter().filter_map(|id| customers.get(id).cloned()).collect()
    };
    Ok(persons.into_iter().map(|person| Hit { customers: of(&person), person }).collect())
}
