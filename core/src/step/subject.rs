//! Under what a holder knows the person: customer number, user name, address. Kept while its answer is awaited.

use crate::error::Result;
use entity::{
    contact, customer, hosting_account,
    id::{CustomerId, PersonId},
    kind::{ContactRole, CustomerKind},
    person, request, step,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A kind of key; its name is `subject-key-…` in the portal's catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    Name,
    CustomerNumber,
    UserName,
    Email,
}

impl Key {
    /// Part of the key of its name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::CustomerNumber => "customer_number",
            Self::UserName => "user_name",
            Self::Email => "email",
        }
    }
}

/// The keys of a step, read again; none once it is answered.
pub fn read(step: &step::Model) -> Vec<(Key, String)> {
    step.subject_keys.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// The keys that holders of these categories know the person of a request by: no more than each needs to find them.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    request: &request::Model,
    categories: &BTreeSet<&str>,
) -> Result<BTreeSet<(Key, String)>> {
    let mut keys = BTreeSet::new();
    let person = match request.person_id {
        Some(id) => person::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    // A list knows nobody but addresses.
    if categories.contains("newsletter") {
        let address = request.requester_email.clone().or_else(|| person.as_ref()?.email.clone());
        keys.extend(address.map(|address| (Key::Email, address)));
    }
    let Some(person) = person else { return Ok(keys) };
    let places = places(db, person.id).await?;
    if categories.contains("hosting") {
        keys.extend(user_names(db, person.id, &places).await?);
    }
    if categories.iter().any(|code| !matches!(*code, "hosting" | "newsletter")) {
        let ids: Vec<CustomerId> = places.iter().map(|place| place.customer_id).collect();
        let customers = customer::Entity::find().filter(customer::Column::Id.is_in(ids));
        let customers = customers.order_by_asc(customer::Column::Number).all(db).await?;
        let holds_all = places.iter().all(|place| place.role == ContactRole::Holder) && !places.is_empty();
        let a_company = customers.iter().any(|customer| customer.kind == CustomerKind::Company);
        keys.extend(customers.into_iter().map(|customer| (Key::CustomerNumber, customer.number)));
        // The number of a company does not say which of its contacts.
        if a_company || !holds_all {
            keys.insert((Key::Name, person.name));
            keys.extend(person.email.map(|address| (Key::Email, address)));
        }
    }
    Ok(keys)
}

async fn places(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<contact::Model>> {
    Ok(contact::Entity::find().filter(contact::Column::PersonId.eq(person)).all(db).await?)
}

async fn user_names(
    db: &impl ConnectionTrait,
    person: PersonId,
    places: &[contact::Model],
) -> Result<Vec<(Key, String)>> {
    let held = places.iter().filter(|place| place.role == ContactRole::Holder).map(|place| place.customer_id);
    let own = Condition::all()
        .add(hosting_account::Column::PersonId.is_null())
        .add(hosting_account::Column::CustomerId.is_in(held));
    let theirs = Condition::any().add(hosting_account::Column::PersonId.eq(person)).add(own);
    let accounts = hosting_account::Entity::find().filter(theirs).all(db).await?;
    Ok(accounts.into_iter().map(|account| (Key::UserName, account.username)).collect())
}
