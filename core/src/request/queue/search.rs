//! The search of the queue.

use crate::{ctx::Ctx, email::Email, id::Reference};
use entity::{contact, customer, person, request};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, LikeExpr, Query, SelectStatement, SimpleExpr},
};
use std::collections::BTreeSet;

/// So many characters of a reference are enough to look it up: the first block.
const SHORTEST_BEGINNING: usize = 4;

/// A reference and an address are looked up whole; anything else is the beginning of a reference, a customer number or
/// a part of a name.
pub(super) fn search(ctx: &Ctx, text: &str) -> Condition {
    if let Ok(reference) = Reference::parse(text) {
        return Condition::all().add(request::Column::Reference.eq(reference.as_str()));
    }
    if let Ok(email) = Email::parse(text) {
        return Condition::all().add(request::Column::RequesterKey.eq(ctx.keys.email_key(&email)));
    }
    let beginning = text.to_uppercase();
    let readable = |c: char| c == '-' || c.is_ascii_alphanumeric();
    let begun = beginning.len() >= SHORTEST_BEGINNING && beginning.chars().all(readable);
    let of_customer = Condition::any()
        .add_option(begun.then(|| request::Column::Reference.like(format!("{beginning}%"))))
        .add(request::Column::PersonId.in_subquery(persons_of(text, person::Column::Id)))
        .add(request::Column::RequesterKey.in_subquery(persons_of(text, person::Column::EmailKey)));
    spellings(text).into_iter().fold(of_customer, |any, spelling| {
        let name =
            SimpleExpr::from(Func::lower(Expr::col((request::Entity, request::Column::RequesterName))));
        any.add(name.like(containing(&spelling)))
    })
}

/// The persons of a customer number, by one of their columns.
fn persons_of(number: &str, column: person::Column) -> SelectStatement {
    let persons: SelectStatement = contact::Entity::find()
        .select_only()
        .column(contact::Column::PersonId)
        .filter(
            contact::Column::CustomerId.in_subquery(
                customer::Entity::find()
                    .select_only()
                    .column(customer::Column::Id)
                    .filter(customer::Column::Number.eq(number))
                    .into_query(),
            ),
        )
        .into_query();
    Query::select()
        .column(column)
        .from(person::Entity)
        .and_where(Expr::col(person::Column::Id).in_subquery(persons))
        .and_where(Expr::col(column).is_not_null())
        .take()
}

/// SQLite folds ASCII only, so a name with Å, Ä or Ö is looked for as it is commonly written.
fn spellings(text: &str) -> BTreeSet<String> {
    let small = text.to_lowercase();
    let raise = |c: char, raised: bool| {
        if raised && !c.is_ascii() { c.to_uppercase().collect() } else { c.to_string() }
    };
    let capitals = small.chars().map(|c| raise(c, true)).collect();
    let mut starts = true;
    let title = small
        .chars()
        .map(|c| {
            let written = raise(c, starts);
            starts = !c.is_alphanumeric();
            written
        })
        .collect();
    BTreeSet::from([small, capitals, title])
}

/// What was typed stands for itself: no wildcard gets through.
fn containing(text: &str) -> LikeExpr {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{escaped}%")).escape('\\')
}
