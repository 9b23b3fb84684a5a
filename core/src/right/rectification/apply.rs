//! Writes a granted correction into the register, keeping the old value beside the new.

use super::{
    fields::{self, Field, Target},
    moved::{self, Moved},
};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Error, Refusal, Result},
    journal::{self, Effect},
    law::calendar,
    register::{
        change::{self, MayChange, Reason},
        person::name_key,
    },
    request::decision::{Confirmed, Flaw, ItemVerdict},
};
use entity::{
    address, contact, correction, customer,
    id::{AddressId, CustomerId, ItemId, PersonId},
    kind::{ContactRole, CustomerKind, Language},
    person, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde_json::json;

/// Longest value a field takes.
const LONGEST: usize = 200;

/// A record that may be corrected.
#[derive(Debug)]
enum Record {
    Person(person::Model),
    Customer(customer::Model),
    Address(address::Model),
}

/// Why the corrections of a verdict cannot be written now, one by one.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn flaws(
    db: &impl ConnectionTrait,
    person: Option<PersonId>,
    verdict: &ItemVerdict,
) -> Result<Vec<Flaw>> {
    let Some(person) = person else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for confirmed in &verdict.corrections {
        found.extend(flaw(db, person, (verdict.item, confirmed)).await?);
    }
    Ok(found)
}

async fn flaw(
    db: &impl ConnectionTrait,
    person: PersonId,
    (item, confirmed): (ItemId, &Confirmed),
) -> Result<Option<Flaw>> {
    let named = confirmed.target.clone();
    let record = match fields::parse_target(&named) {
        Some(target) => own_record(db, person, target).await?.map(|record| (target.field, record)),
        None => None,
    };
    let Some((field, record)) = record else {
        return Ok(Some(Flaw::FieldUnknown { item, target: named }));
    };
    if fitting(field, &confirmed.new).is_none() {
        return Ok(Some(Flaw::ValueUnfit { item, target: named }));
    }
    let changed = record.value(field) != confirmed.present;
    Ok(changed.then_some(Flaw::ValueChanged { item, target: named }))
}

/// The register holds another value by now: it is named as who was first.
fn changed_by_register(ctx: &Ctx, staff: &Staff, request: &request::Model) -> Error {
    let by = ctx.notice.register.name.in_language(staff.language).to_owned();
    Refusal::ChangedMeanwhile { by, state: request.state }.into()
}

/// Writes a correction: the record, the row that keeps old and new, and the audit entry.
///
/// # Errors
/// Refused when the register holds another value by now; not found when the field is not the person's.
pub(crate) async fn apply(
    ctx: &Ctx,
    tx: &Write,
    staff: &Staff,
    request: &request::Model,
    confirmed: &Confirmed,
) -> Result<()> {
    let person = request.person_id.ok_or(Error::NotFound)?;
    let target = fields::parse_target(&confirmed.target).ok_or(Error::NotFound)?;
    let new = fitting(target.field, &confirmed.new).ok_or(Error::NotFound)?;
    let record_now = own_record(tx.db(), person, target).await?.ok_or(Error::NotFound)?;
    let old = record_now.value(target.field);
    if old != confirmed.present {
        return Err(changed_by_register(ctx, staff, request));
    }
    let may = change::change(tx, person, Reason::OwnRequest).await?;
    if target.field == Field::PersonEmail {
        let moved = Moved { from: old.as_deref(), to: &new, language: record_now.language(request) };
        goes_over(ctx, tx, (staff, request, person), &moved).await?;
    }
    let effect = Effect::Rectified {
        request: request.id,
        table: target.field.table().into(),
        record: target.record,
        column: target.field.column().into(),
        value: new.clone(),
    };
    journal::intend(ctx, tx, effect).await?;
    write(ctx, (tx, &may), record_now, target.field, &new).await?;
    let kept = correction::Model {
        id: ctx.mint()?,
        person_id: person,
        request_id: Some(request.id),
        table_name: target.field.table().into(),
        record_id: target.record,
        column_name: target.field.column().into(),
        old_value: old,
        new_value: new,
        corrected_at: ctx.now(),
    };
    kept.into_active_model().reset_all().insert(tx.db()).await?;
    let entry = Entry::on(request.id, What("register_rectified"), Actor::Staff(staff));
    let detail = json!({ "table": target.field.table(), "column": target.field.column() });
    record(ctx, tx, entry.about(person.to_string()).with(detail)).await
}

/// What a new address brings about besides itself.
async fn goes_over(
    ctx: &Ctx,
    tx: &Write,
    (staff, request, person): (&Staff, &request::Model, PersonId),
    moved: &Moved<'_>,
) -> Result<()> {
    moved::keep_ban(ctx, tx, moved).await?;
    moved::warn(ctx, tx, request, moved).await?;
    if moved::tell_owner(ctx, tx, person, moved.to).await? {
        record(ctx, tx, Entry::on(request.id, What("shared_address_told"), Actor::Staff(staff))).await?;
    }
    Ok(())
}

/// The value as the field keeps it; nothing when the field cannot hold it.
pub(crate) fn fitting(field: Field, typed: &str) -> Option<String> {
    let plain = typed.trim();
    if plain.is_empty() || plain.chars().count() > LONGEST || plain.chars().any(char::is_control) {
        return None;
    }
    match field {
        Field::PersonEmail => Email::parse(plain).ok().map(|email| email.as_str().to_owned()),
        Field::PersonLanguage => Language::from_code(plain).map(|language| language.code().to_owned()),
        Field::PersonName
        | Field::CustomerName
        | Field::CustomerBusinessId
        | Field::AddressStreet
        | Field::AddressPostalCode
        | Field::AddressCity => Some(plain.to_owned()),
        // ISO 3166-1 alpha-2, as the import has it.
        Field::AddressCountry => {
            let code = plain.len() == 2 && plain.chars().all(|c| c.is_ascii_alphabetic());
            code.then(|| plain.to_uppercase())
        }
    }
}

/// The record of a target, locked, if it is the person's own.
async fn own_record(db: &impl ConnectionTrait, person: PersonId, target: Target) -> Result<Option<Record>> {
    Ok(match target.field {
        Field::PersonName | Field::PersonEmail | Field::PersonLanguage => {
            let own = person::Entity::find_by_id(person).lock_exclusive().one(db).await?;
            own.filter(|own| own.id.0 == target.record).map(Record::Person)
        }
        Field::CustomerName | Field::CustomerBusinessId => {
            own_customer(db, person, CustomerId(target.record)).await?.map(Record::Customer)
        }
        Field::AddressStreet | Field::AddressPostalCode | Field::AddressCity | Field::AddressCountry => {
            let id = AddressId(target.record);
            let found = address::Entity::find_by_id(id).lock_exclusive().one(db).await?;
            match found {
                Some(address) if own_customer(db, person, address.customer_id).await?.is_some() => {
                    Some(Record::Address(address))
                }
                _ => None,
            }
        }
    })
}

/// A private person's or sole trader's account, held by the person; a company's data are its own.
async fn own_customer(
    db: &impl ConnectionTrait,
    person: PersonId,
    id: CustomerId,
) -> Result<Option<customer::Model>> {
    let held = contact::Entity::find()
        .filter(contact::Column::PersonId.eq(person))
        .filter(contact::Column::CustomerId.eq(id))
        .filter(contact::Column::Role.eq(ContactRole::Holder));
    if held.one(db).await?.is_none() {
        return Ok(None);
    }
    let own = customer::Column::Kind.is_in([CustomerKind::Private, CustomerKind::SoleTrader]);
    Ok(customer::Entity::find_by_id(id).filter(own).lock_exclusive().one(db).await?)
}

impl Record {
    /// The language of the person, where the record is theirs.
    fn language(&self, request: &request::Model) -> Language {
        match self {
            Self::Person(row) => row.language,
            Self::Customer(_) | Self::Address(_) => request.language,
        }
    }

    fn value(&self, field: Field) -> Option<String> {
        match (self, field) {
            (Self::Person(row), Field::PersonName) => Some(row.name.clone()),
            (Self::Person(row), Field::PersonEmail) => row.email.clone(),
            (Self::Person(row), Field::PersonLanguage) => Some(row.language.code().into()),
            (Self::Customer(row), Field::CustomerName) => Some(row.name.clone()),
            (Self::Customer(row), Field::CustomerBusinessId) => row.business_id.clone(),
            (Self::Address(row), Field::AddressStreet) => Some(row.street.clone()),
            (Self::Address(row), Field::AddressPostalCode) => Some(row.postal_code.clone()),
            (Self::Address(row), Field::AddressCity) => Some(row.city.clone()),
            (Self::Address(row), Field::AddressCountry) => Some(row.country.clone()),
            _ => None,
        }
    }
}

/// Holding the second of the pair is the proof that no restriction forbids it.
async fn write(
    ctx: &Ctx,
    (tx, _): (&Write, &MayChange),
    record: Record,
    field: Field,
    new: &str,
) -> Result<()> {
    match record {
        Record::Person(row) => {
            person_with(ctx, row, field, new).into_active_model().reset_all().update(tx.db()).await?;
        }
        Record::Customer(mut row) => {
            match field {
                Field::CustomerBusinessId => row.business_id = Some(new.into()),
                _ => row.name = new.into(),
            }
            row.verified_at = Some(ctx.now());
            row.into_active_model().reset_all().update(tx.db()).await?;
        }
        Record::Address(mut row) => {
            match field {
                Field::AddressPostalCode => row.postal_code = new.into(),
                Field::AddressCity => row.city = new.into(),
                Field::AddressCountry => row.country = new.into(),
                _ => row.street = new.into(),
            }
            row.verified_at = Some(ctx.now());
            row.into_active_model().reset_all().update(tx.db()).await?;
        }
    }
    Ok(())
}

/// A person's columns that hang together change together.
fn person_with(ctx: &Ctx, mut row: person::Model, field: Field, new: &str) -> person::Model {
    match field {
        Field::PersonEmail => {
            row.email = Some(new.into());
            row.email_key = Email::parse(new).ok().map(|email| ctx.keys.email_key(&email));
            row.email_since = Some(calendar::helsinki_date(ctx.now()));
        }
        Field::PersonLanguage => row.language = Language::from_code(new).unwrap_or(row.language),
        _ => {
            row.name = new.into();
            row.name_key = name_key(new);
        }
    }
    row.verified_at = Some(ctx.now());
    row
}
