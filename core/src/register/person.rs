//! Whose address is this: nobody's, one person's, or one that several share?

use crate::{error::Result, register::left};
use entity::{person, subscription};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use unicode_normalization::UnicodeNormalization;

/// Whom an address leads to. An address that several share shows no register data (design.md, Ownership).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    Nobody,
    One(person::Model),
    Several,
}

impl From<Vec<person::Model>> for Match {
    fn from(mut persons: Vec<person::Model>) -> Self {
        match (persons.pop(), persons.is_empty()) {
            (None, _) => Self::Nobody,
            (Some(person), true) => Self::One(person),
            (Some(_), false) => Self::Several,
        }
    }
}

/// The persons with an address, by its pseudonym; oldest first.
pub async fn matching(db: &impl ConnectionTrait, email_key: &str) -> Result<Vec<person::Model>> {
    let persons = person::Entity::find().filter(person::Column::EmailKey.eq(email_key));
    Ok(persons.order_by_asc(person::Column::Id).all(db).await?)
}

/// Whether a mailing list holds an address that it ties to no person: data about whoever proves the address.
async fn is_on_a_list(db: &impl ConnectionTrait, email_key: &str) -> Result<bool> {
    let listed = subscription::Entity::find()
        .filter(subscription::Column::EmailKey.eq(email_key))
        .filter(subscription::Column::PersonId.is_null());
    Ok(listed.count(db).await? > 0)
}

/// Whether data are held that belong to whoever proves an address, though no person of the register has it.
pub async fn is_held_by_address(db: &impl ConnectionTrait, email_key: &str) -> Result<bool> {
    Ok(is_on_a_list(db, email_key).await? || left::is_there(db, email_key).await?)
}

/// A name as it is searched: NFC, lower case, single spaces. Å, ä and ö stay the letters they are.
pub fn name_key(name: &str) -> String {
    let lower: String = name.nfc().collect::<String>().to_lowercase().nfc().collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn a_name_is_found_however_it_was_typed() {
        assert_eq!(name_key("  Åsa\u{a0} ÖSTMAN-Mäki "), "åsa östman-mäki");
        assert_eq!(name_key("A\u{30a}SA"), name_key("åsa"));
        assert_ne!(name_key("Asa"), name_key("Åsa"));
    }
}
