//! What was disclosed to authorities under mandatory law, to whom, on which law and when (clause C7b). The person
//! reads it on access (Art. 15(1)(c)); an entry is never changed, a later one corrects it.

#[cfg(test)]
mod tests;

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::{Error, Refusal, Result},
    register::{
        change::{self, Reason},
        inventory::word::Category,
    },
};
use chrono::NaiveDate;
use entity::{
    disclosure,
    id::{DisclosureId, PersonId},
    kind::Role,
    person,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use serde_json::json;

/// Longest name of an authority, law or reference, in characters.
pub const LONGEST: usize = 300;
/// Longest account of what was wrong, in characters.
pub const LONGEST_CORRECTION: usize = 1000;

/// What is put on record.
#[derive(Clone, Debug)]
pub struct NewDisclosure<'a> {
    /// Minted with the page: the same press again records nothing.
    pub press: DisclosureId,
    pub person: PersonId,
    /// By name (C-154/21).
    pub authority: &'a str,
    pub categories: &'a [Category],
    /// The law that demanded it (Art. 6(1)(c)).
    pub statute: &'a str,
    pub disclosed_on: NaiveDate,
    /// The authority's own, when it gave one.
    pub reference: Option<&'a str>,
    /// The earlier entry of the same person that this sets right, and what was wrong with it.
    pub corrects: Option<(DisclosureId, &'a str)>,
}

/// What was disclosed of a person, newest entry first.
///
/// # Errors
/// A fault when the database is away.
pub async fn on(ctx: &Ctx, person: PersonId) -> Result<Vec<disclosure::Model>> {
    let entries = disclosure::Entity::find().filter(disclosure::Column::PersonId.eq(person));
    let entries = entries.order_by_desc(disclosure::Column::RecordedAt);
    Ok(entries.order_by_desc(disclosure::Column::Id).all(ctx.read()).await?)
}

/// An entry of a person.
///
/// # Errors
/// Not found when it is not this person's.
pub async fn entry(ctx: &Ctx, person: PersonId, id: DisclosureId) -> Result<disclosure::Model> {
    let found = disclosure::Entity::find_by_id(id).filter(disclosure::Column::PersonId.eq(person));
    found.one(ctx.read()).await?.ok_or(Error::NotFound)
}

/// Puts a disclosure on record. It has happened, so a restriction does not keep it out of the record.
///
/// # Errors
/// Refused without the role, and when the form was sent before; not found for an unknown person, an entry that is not theirs, or a text that is blank
/// or too long.
pub async fn record_one(ctx: &Ctx, staff: &Staff, new: &NewDisclosure<'_>) -> Result<DisclosureId> {
    if !staff.is(Role::Caseworker) {
        return Err(Refusal::RoleMissing { role: Role::Caseworker }.into());
    }
    let texts = [(new.authority, LONGEST), (new.statute, LONGEST)];
    let texts = texts.into_iter().chain(new.reference.map(|text| (text, LONGEST)));
    let mut texts = texts.chain(new.corrects.map(|(_, text)| (text, LONGEST_CORRECTION)));
    if new.categories.is_empty() || !texts.all(|(text, longest)| fits(text, longest)) {
        return Err(Error::NotFound);
    }
    if let Some((id, _)) = new.corrects {
        entry(ctx, new.person, id).await?;
    }
    let tx = ctx.write().await?;
    person::Entity::find_by_id(new.person).one(tx.db()).await?.ok_or(Error::NotFound)?;
    change::change(&tx, new.person, Reason::CaseFile).await?;
    let row = row(ctx, staff, new).into_active_model().reset_all();
    let once = OnConflict::column(disclosure::Column::Id).do_nothing().to_owned();
    if disclosure::Entity::insert(row).on_conflict(once).exec_without_returning(tx.db()).await? == 0 {
        return Err(Refusal::SentBefore.into());
    }
    let detail = json!({ "disclosure": new.press, "corrects": new.corrects.map(|(id, _)| id) });
    let about = Entry::of(What("disclosure_recorded"), Actor::Staff(staff)).about(new.person.to_string());
    record(ctx, &tx, about.with(detail)).await?;
    tx.commit().await?;
    Ok(new.press)
}

/// Whether a text says something and is not too long.
pub fn fits(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.trim().chars().count())
}

fn row(ctx: &Ctx, staff: &Staff, new: &NewDisclosure<'_>) -> disclosure::Model {
    let codes: Vec<_> = new.categories.iter().map(|category| category.code()).collect();
    disclosure::Model {
        id: new.press,
        person_id: new.person,
        authority: new.authority.trim().into(),
        categories: codes.join(","),
        statute: new.statute.trim().into(),
        disclosed_on: new.disclosed_on,
        reference: new.reference.map(|text| text.trim().into()),
        corrects: new.corrects.map(|(id, _)| id),
        correction: new.corrects.map(|(_, text)| text.trim().into()),
        recorded_by: staff.id,
        recorded_at: ctx.now(),
    }
}
