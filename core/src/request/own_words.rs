//! What a person wrote themselves of what they ask, and whether a letter repeats it: a mail holds no personal data but
//! name and case number (law.md R7.0, Art. 32), so it leads to the page; a letter on paper has no page to lead to.

use super::enter;
use crate::{error::Result, law::identity_code, mail::letter::Words, register::protection};
use entity::{item, kind::ItemKind, request};
use sea_orm::ConnectionTrait;

/// Whether letters about a request repeat its words: on paper, but where the address of the person is protected, which
/// may stand in them (law.md R4.9).
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn are_repeated(db: &impl ConnectionTrait, request: &request::Model) -> Result<bool> {
    Ok(!enter::has_address(&request.requester_key) && !protection::covers(db, request).await?)
}

/// The words of an item that say what is asked: the value of a field, or free words. Why something is asked is not
/// repeated: an objection may tell of health.
pub(crate) fn of(item: &item::Model, repeats: bool) -> Option<Words> {
    let words = identity_code::without(item.asked.as_deref()?);
    match item.kind {
        ItemKind::Text if repeats => Some(Words::Free(words)),
        ItemKind::Text => Some(Words::Withheld),
        ItemKind::Field if repeats => Some(Words::Value(words)),
        ItemKind::Field
        | ItemKind::Everything
        | ItemKind::Category
        | ItemKind::Purpose
        | ItemKind::Restriction
        | ItemKind::Transfer => None,
    }
}
