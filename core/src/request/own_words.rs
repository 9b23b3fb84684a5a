//! What a person wrote themselves of what they ask, and whether a letter may repeat it: who reads a receipt shall see that it
//! was understood (law.md E1), but no mail carries it to somebody else (R7.0, Art. 32).

use super::{enter, shared};
use crate::{error::Result, law::identity_code, mail::letter::Words, register::protection};
use entity::{item, kind::ItemKind, request};
use sea_orm::ConnectionTrait;

/// Whether letters about a request may repeat its words: on paper, where there is no page to read them on, and by mail to
/// an address that its owner proved and nobody shares. Never where the address of the person is protected: it may stand
/// in them (law.md R4.9).
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn are_repeated(db: &impl ConnectionTrait, request: &request::Model) -> Result<bool> {
    if protection::covers(db, request).await? {
        return Ok(false);
    }
    if !enter::has_address(&request.requester_key) {
        return Ok(true);
    }
    Ok(enter::is_proved(db, request).await? && !shared::hides(db, request).await?)
}

/// The words of an item that say what is asked: the value of a field, or free words. Why something is asked is not
/// repeated: an objection may tell of health.
pub(crate) fn of(item: &item::Model) -> Option<Words> {
    let words = identity_code::without(item.asked.as_deref()?);
    match item.kind {
        ItemKind::Text => Some(Words::Free(words)),
        ItemKind::Field => Some(Words::Value(words)),
        ItemKind::Everything
        | ItemKind::Category
        | ItemKind::Purpose
        | ItemKind::Restriction
        | ItemKind::Transfer => None,
    }
}
