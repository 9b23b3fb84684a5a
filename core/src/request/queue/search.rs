//! The search of the queue.

use crate::{ctx::Ctx, email::Email, id::Reference, register::search::matching};
use entity::{person, request};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, LikeExpr, SelectStatement, SimpleExpr},
};
use std::collections::BTreeSet;

/// So many characters of a reference are enough to look it up: the first block.
const SHORTEST_BEGINNING: usize = 4;

/// A reference is looked up whole. Anything else is the beginning of one, the requester's address or a part of their
/// name, or finds a person in the register: an opt-out is filed without a name, and who asks may have another address.
pub(super) fn search(ctx: &Ctx, text: &str) -> Condition {
    if let Ok(reference) = Reference::parse(text) {
        return Condition::all().add(request::Column::Reference.eq(reference.as_str()));
    }
    let of_person = Condition::any()
        .add(request::Column::PersonId.in_subquery(persons(ctx, text, person::Column::Id)))
        .add(request::Column::RequesterKey.in_subquery(persons(ctx, text, person::Column::EmailKey)));
    if let Ok(email) = Email::parse(text) {
        return of_person.add(request::Column::RequesterKey.eq(ctx.keys.email_key(&email)));
    }
    let beginning = text.to_uppercase();
    let readable = |c: char| c == '-' || c.is_ascii_alphanumeric();
    let begun = beginning.len() >= SHORTEST_BEGINNING && beginning.chars().all(readable);
    let known = of_person.add_option(begun.then(|| request::Column::Reference.like(format!("{beginning}%"))));
    spellings(text).into_iter().fold(known, |any, spelling| {
        let name =
            SimpleExpr::from(Func::lower(Expr::col((request::Entity, request::Column::RequesterName))));
        any.add(name.like(containing(&spelling)))
    })
}

/// The persons of the register that the words mean, by one of their columns.
fn persons(ctx: &Ctx, text: &str, column: person::Column) -> SelectStatement {
    person::Entity::find()
        .select_only()
        .column(column)
        .filter(matching(ctx, text))
        .filter(column.is_not_null())
        .into_query()
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
