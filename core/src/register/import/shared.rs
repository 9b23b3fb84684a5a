//! Tells whoever asked with an address that the import gave to another person too: their open requests are hidden from
//! then on. Who never asked here loses nothing, and learns it when they sign in.

use super::{
    known::email_key,
    staging::Run,
    table::Table,
    weigh::{Fate, Weighed},
};
use crate::{
    database::Write,
    email::Email,
    error::Result,
    mail::warning::{self, Warning},
};
use entity::{person, request};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// The pseudonyms of the addresses that a batch writes for persons, and that one person at most has until then.
pub(crate) async fn newly_written(
    tx: &Write,
    run: &Run<'_>,
    table: &Table,
    weighed: &[Weighed],
) -> Result<BTreeSet<String>> {
    if table.name != "person" {
        return Ok(BTreeSet::new());
    }
    let written = weighed.iter().filter_map(|row| match &row.fate {
        Fate::New(fields) | Fate::Changed(_, fields) => Some(fields),
        Fate::Unchanged | Fate::Skipped => None,
    });
    let addresses = written.flatten().filter(|(column, _)| column.name == "email");
    let mut keys: BTreeSet<String> =
        addresses.filter_map(|(_, text)| email_key(run.ctx, text.as_deref()?)).collect();
    for (key, holders) in holders(tx, &keys).await? {
        if holders > 1 {
            keys.remove(&key);
        }
    }
    Ok(keys)
}

/// Writes to those of them that several persons have now and that requests were made with, while the address is kept.
pub(crate) async fn tell(tx: &Write, run: &Run<'_>, keys: &BTreeSet<String>) -> Result<()> {
    let shared: Vec<String> = holders(tx, keys)
        .await?
        .into_iter()
        .filter(|(_, holders)| *holders > 1)
        .map(|(key, _)| key)
        .collect();
    if shared.is_empty() {
        return Ok(());
    }
    let asked = request::Entity::find()
        .filter(request::Column::RequesterKey.is_in(shared))
        .filter(request::Column::RequesterEmail.is_not_null())
        .order_by_desc(request::Column::Id);
    let mut told = BTreeSet::new();
    for request in asked.all(tx.db()).await? {
        let Some(address) = request.requester_email.as_deref().and_then(|text| Email::parse(text).ok())
        else {
            continue;
        };
        // The newest says in which language the person reads.
        if told.insert(request.requester_key) {
            warning::enqueue(run.ctx, tx, request.language, &address, Warning::Shared).await?;
        }
    }
    Ok(())
}

/// How many persons have each of the addresses.
async fn holders(tx: &Write, keys: &BTreeSet<String>) -> Result<BTreeMap<String, u64>> {
    let mut holders = BTreeMap::new();
    if keys.is_empty() {
        return Ok(holders);
    }
    let persons = person::Entity::find().filter(person::Column::EmailKey.is_in(keys));
    for key in persons.all(tx.db()).await?.into_iter().filter_map(|row| row.email_key) {
        *holders.entry(key).or_default() += 1;
    }
    Ok(holders)
}
