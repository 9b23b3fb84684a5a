//! Whose ban on marketing the rows of a batch meet: it is the person's and not one address's (Art. 21(3)), so it holds
//! under every address the register knows as theirs, for what was agreed to before it.

use super::{form::instant, known::email_key};
use crate::{ctx::Ctx, error::Result};
use chrono::{DateTime, Utc};
use entity::{correction, id::PersonId, person, subscription, suppression};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The bans in force on persons.
#[derive(Debug, Default)]
pub(crate) struct Banned {
    /// Whose an address is.
    owners: BTreeMap<String, BTreeSet<Uuid>>,
    /// By person and purpose, since when; of several bans the latest.
    since: BTreeMap<(Uuid, String), DateTime<Utc>>,
}

impl Banned {
    /// Looks up the persons who are named, and those who have one of the addresses.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(
        ctx: &Ctx,
        db: &impl ConnectionTrait,
        named: BTreeSet<Uuid>,
        email_keys: &BTreeSet<String>,
    ) -> Result<Self> {
        let named: BTreeSet<PersonId> = named.into_iter().map(PersonId).collect();
        let mut banned = Self::default();
        let by_address = Condition::any()
            .add(person::Column::Id.is_in(named.iter().copied()))
            .add(person::Column::EmailKey.is_in(email_keys.iter().map(String::as_str)));
        let persons = person::Entity::find().filter(by_address).all(db).await?;
        let lists = subscription::Column::EmailKey.is_in(email_keys.iter().map(String::as_str));
        let lists = subscription::Entity::find().filter(lists).all(db).await?;
        let found =
            persons.iter().map(|person| person.id).chain(lists.iter().filter_map(|row| row.person_id));
        let persons: BTreeSet<PersonId> = named.into_iter().chain(found).collect();
        if !persons.is_empty() {
            banned.addresses(ctx, db, persons).await?;
            banned.bans(db).await?;
        }
        Ok(banned)
    }

    /// Every address the register has or had for them.
    async fn addresses(
        &mut self,
        ctx: &Ctx,
        db: &impl ConnectionTrait,
        persons: BTreeSet<PersonId>,
    ) -> Result<()> {
        let ids = || persons.iter().copied();
        let now = person::Entity::find().filter(person::Column::Id.is_in(ids())).all(db).await?;
        let lists = subscription::Column::PersonId.is_in(ids());
        let lists = subscription::Entity::find().filter(lists).all(db).await?;
        let earlier = correction::Entity::find()
            .filter(correction::Column::PersonId.is_in(ids()))
            .filter(correction::Column::TableName.eq("person"))
            .filter(correction::Column::ColumnName.eq("email"));
        let earlier = earlier.all(db).await?;
        let now = now.into_iter().filter_map(|row| Some((row.email_key?, row.id)));
        let lists = lists.into_iter().filter_map(|row| Some((row.email_key, row.person_id?)));
        let earlier =
            earlier.into_iter().filter_map(|row| Some((email_key(ctx, &row.old_value?)?, row.person_id)));
        for (key, person) in now.chain(lists).chain(earlier) {
            self.owners.entry(key).or_default().insert(person.0);
        }
        Ok(())
    }

    async fn bans(&mut self, db: &impl ConnectionTrait) -> Result<()> {
        let barred = suppression::Column::EmailKey.is_in(self.owners.keys().map(String::as_str));
        for ban in suppression::Entity::find().filter(barred).all(db).await? {
            for person in self.owners.get(&ban.email_key).into_iter().flatten() {
                let since = self.since.entry((*person, ban.purpose.clone())).or_insert(ban.since);
                *since = (*since).max(ban.since);
            }
        }
        Ok(())
    }

    /// Whether a consent or a sale of this moment came before a ban of whoever the row names, or whose the address is.
    /// One that came after it, under an address that is not barred itself, is a new one.
    pub fn holds(
        &self,
        (named, email_key): (Option<Uuid>, Option<String>),
        purpose: &str,
        agreed: Option<&str>,
    ) -> bool {
        let owners = email_key.and_then(|key| self.owners.get(&key)).into_iter().flatten().copied();
        let mut bans =
            named.into_iter().chain(owners).filter_map(|person| self.since.get(&(person, purpose.into())));
        let agreed = agreed.and_then(instant);
        bans.any(|since| agreed.is_none_or(|agreed| agreed <= *since))
    }
}
