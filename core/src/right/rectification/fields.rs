//! Which fields of the register a person may ask to have corrected, and how such a field is named.

use crate::{error::Result, law::calendar::helsinki_date, register::protection};
use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::{
    address, contact, correction, customer,
    id::{CustomerId, PersonId},
    item,
    kind::{AddressKind, ContactRole, CustomerKind},
    person,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// A field of one record; written `person:0193…:name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    pub field: Field,
    pub record: Uuid,
}

/// A field with its value now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresentField {
    /// See [`Target`].
    pub target: String,
    /// Key of the field's name in `core/locales`; read it with `lang::text`.
    pub label_key: &'static str,
    /// Code of a category of the notice.
    pub category: &'static str,
    pub value: String,
    /// Whether it is part of a protected address, which is shown to nobody who does not open it for a reason (law.md
    /// R4.9), or not yet shown to a fresh address. The value is there for what compares with it.
    pub hidden: bool,
}

/// So long an address must have stood in the register before it counts as the one on file, and is trusted with what the
/// register holds (security.md A-22).
pub(crate) const SETTLED: Days = Days::new(7);

/// What stands for a value that is not shown.
pub const MASK: &str = "•••";

impl PresentField {
    /// The value, or the mask of one that is hidden.
    pub fn shown(&self) -> &str {
        if self.hidden { MASK } else { &self.value }
    }
}

/// Whom an address belongs to in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    Nobody,
    /// Exactly one person.
    One(Box<person::Model>),
    /// Several share it: only staff can establish who asks.
    Several,
}

macro_rules! fields {
    ($($variant:ident = $table:literal $column:literal, $label:literal, $category:literal;)+) => {
        /// The fields that may be corrected: the only list of them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field { $($variant),+ }

        impl Field {
            /// Every field, in the order a form shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name of the table.
            pub const fn table(self) -> &'static str {
                match self { $(Self::$variant => $table),+ }
            }

            /// Name of the column.
            pub const fn column(self) -> &'static str {
                match self { $(Self::$variant => $column),+ }
            }

            /// Key of its name in `core/locales`.
            pub const fn label_key(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// Code of its category in the notice.
            pub const fn category(self) -> &'static str {
                match self { $(Self::$variant => $category),+ }
            }
        }
    };
}

fields! {
    PersonName = "person" "name", "field-person-name", "contact";
    PersonEmail = "person" "email", "field-person-email", "contact";
    PersonLanguage = "person" "language", "field-person-language", "contact";
    CustomerName = "customer" "name", "field-customer-name", "customer";
    CustomerBusinessId = "customer" "business_id", "field-customer-business-id", "customer";
    AddressStreet = "address" "street", "field-address-street", "contact";
    AddressPostalCode = "address" "postal_code", "field-address-postal-code", "contact";
    AddressCity = "address" "city", "field-address-city", "contact";
    AddressCountry = "address" "country", "field-address-country", "contact";
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.field.table(), self.record, self.field.column())
    }
}

/// Reads a target; nothing when it names no field that may be corrected.
pub fn parse_target(text: &str) -> Option<Target> {
    let mut parts = text.splitn(3, ':');
    let (table, record, column) = (parts.next()?, parts.next()?, parts.next()?);
    let field =
        Field::ALL.iter().copied().find(|field| field.table() == table && field.column() == column)?;
    let target = Target { field, record: Uuid::parse_str(record).ok()? };
    // One spelling only, so that two texts never name one field.
    (target.to_string() == text).then_some(target)
}

/// Names that are to stay as they are though they equal one that is to be corrected: a private customer's name stands on
/// invoices, the person's in letters, and who corrects one mostly means both (Art. 5(1)(d)).
pub fn left_behind(fields: &[PresentField], items: &[item::Model]) -> Vec<PresentField> {
    let is_name = |field: &PresentField| {
        parse_target(&field.target)
            .is_some_and(|target| matches!(target.field, Field::PersonName | Field::CustomerName))
    };
    let is_asked = |field: &PresentField| items.iter().any(|item| item.target == field.target);
    let names = || fields.iter().filter(|field| is_name(field));
    let corrected = |value: &str| names().any(|field| is_asked(field) && field.value == value);
    names().filter(|field| !is_asked(field) && corrected(&field.value)).cloned().collect()
}

/// Whom an address belongs to.
///
/// # Errors
/// A fault when the database is away.
pub async fn owner(db: &impl ConnectionTrait, email_key: &str) -> Result<Owner> {
    let matching = person::Entity::find().filter(person::Column::EmailKey.eq(email_key));
    let mut persons = matching.limit(2).all(db).await?;
    Ok(match (persons.pop(), persons.pop()) {
        (None, _) => Owner::Nobody,
        (Some(person), None) => Owner::One(Box::new(person)),
        (Some(_), Some(_)) => Owner::Several,
    })
}

/// The fields the one person of an address may ask to have corrected; none when it matches nobody or several.
///
/// # Errors
/// A fault when the database is away.
pub async fn present(
    db: &impl ConnectionTrait,
    email_key: &str,
    now: DateTime<Utc>,
) -> Result<Vec<PresentField>> {
    let Owner::One(person) = owner(db, email_key).await? else { return Ok(Vec::new()) };
    let fresh = is_fresh(db, &person, now).await?;
    let fields = fields_of(db, &person).await?.into_iter();
    // Whoever reads the address knows it.
    let known = |field: &PresentField| field.label_key == Field::PersonEmail.label_key();
    Ok(fields
        .map(|field| PresentField { hidden: field.hidden || (fresh && !known(&field)), ..field })
        .collect())
}

/// Whether a decision gave the person their address less than a week ago: one letter wrong in it, and a stranger would
/// read what the register holds (security.md A-22).
async fn is_fresh(db: &impl ConnectionTrait, person: &person::Model, now: DateTime<Utc>) -> Result<bool> {
    let moved = correction::Entity::find()
        .filter(correction::Column::RecordId.eq(person.id.0))
        .filter(correction::Column::TableName.eq("person"))
        .filter(correction::Column::ColumnName.eq("email"))
        .filter(correction::Column::CorrectedAt.gt(now - SETTLED));
    Ok(moved.one(db).await?.is_some())
}

/// The fields of a person to whom staff have linked a request.
///
/// # Errors
/// A fault when the database is away.
pub async fn of(db: &impl ConnectionTrait, id: PersonId) -> Result<Vec<PresentField>> {
    match person::Entity::find_by_id(id).one(db).await? {
        Some(person) => fields_of(db, &person).await,
        None => Ok(Vec::new()),
    }
}

/// A postal address on file, and since when it has stood there as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalAddress {
    pub street: String,
    pub postal_code: String,
    pub city: String,
    pub since: NaiveDate,
}

/// The postal addresses of a person's own accounts.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn postal_of(db: &impl ConnectionTrait, id: PersonId) -> Result<Vec<PostalAddress>> {
    let Some(person) = person::Entity::find_by_id(id).one(db).await? else { return Ok(Vec::new()) };
    let customers = customers_of(db, &person).await?;
    let ids: Vec<CustomerId> = customers.iter().map(|customer| customer.id).collect();
    let held = address::Entity::find().filter(address::Column::CustomerId.is_in(ids)).all(db).await?;
    let records = held.iter().map(|address| address.id.0);
    let corrected = correction::Entity::find()
        .filter(correction::Column::TableName.eq("address"))
        .filter(correction::Column::RecordId.is_in(records))
        .all(db)
        .await?;
    let since = |address: &address::Model| {
        let own = corrected.iter().filter(|row| row.record_id == address.id.0);
        own.map(|row| row.corrected_at).chain([address.recorded_at]).max().unwrap_or(address.recorded_at)
    };
    let on_file = |address: &address::Model| PostalAddress {
        street: address.street.clone(),
        postal_code: address.postal_code.clone(),
        city: address.city.clone(),
        since: helsinki_date(since(address)),
    };
    Ok(held.iter().map(on_file).collect())
}

async fn fields_of(db: &impl ConnectionTrait, person: &person::Model) -> Result<Vec<PresentField>> {
    let mut fields = of_person(person);
    let customers = customers_of(db, person).await?;
    fields.extend(customers.iter().flat_map(of_customer));
    let ids: Vec<CustomerId> = customers.iter().map(|customer| customer.id).collect();
    let addresses = address::Entity::find()
        .filter(address::Column::CustomerId.is_in(ids))
        .order_by_asc(address::Column::Id)
        .all(db)
        .await?;
    let keys: Vec<Uuid> = customers.iter().map(|customer| customer.id.0).collect();
    let hidden = person.protected_on.is_some() || protection::is_on_any(db, &keys).await?;
    let of_addresses = addresses.iter().flat_map(of_address);
    fields.extend(of_addresses.map(|field| PresentField { hidden, ..field }));
    Ok(fields)
}

/// The accounts whose data are the person's own: private, or a sole trader's, and held by the person.
/// A company's data are not its contact person's.
async fn customers_of(db: &impl ConnectionTrait, person: &person::Model) -> Result<Vec<customer::Model>> {
    let held = contact::Entity::find()
        .filter(contact::Column::PersonId.eq(person.id))
        .filter(contact::Column::Role.eq(ContactRole::Holder))
        .all(db)
        .await?;
    let customers = customer::Entity::find()
        .filter(customer::Column::Id.is_in(held.into_iter().map(|contact| contact.customer_id)))
        .filter(customer::Column::Kind.is_in([CustomerKind::Private, CustomerKind::SoleTrader]))
        .order_by_asc(customer::Column::Id);
    Ok(customers.all(db).await?)
}

fn of_person(person: &person::Model) -> Vec<PresentField> {
    let id = person.id.0;
    let mut fields = vec![field(Field::PersonName, id, &person.name)];
    fields.extend(person.email.as_deref().map(|email| field(Field::PersonEmail, id, email)));
    fields.push(field(Field::PersonLanguage, id, person.language.code()));
    fields
}

fn of_customer(customer: &customer::Model) -> Vec<PresentField> {
    let id = customer.id.0;
    let mut fields = vec![field(Field::CustomerName, id, &customer.name)];
    fields.extend(customer.business_id.as_deref().map(|number| field(Field::CustomerBusinessId, id, number)));
    fields
}

fn of_address(address: &address::Model) -> Vec<PresentField> {
    let values = [
        (Field::AddressStreet, &address.street),
        (Field::AddressPostalCode, &address.postal_code),
        (Field::AddressCity, &address.city),
        (Field::AddressCountry, &address.country),
    ];
    let labelled = |(name, value): (Field, &String)| PresentField {
        label_key: address_label(name, address.kind),
        ..field(name, address.id.0, value)
    };
    values.into_iter().map(labelled).collect()
}

/// A form may show two addresses, so a billing address says that it is one.
const fn address_label(field: Field, kind: AddressKind) -> &'static str {
    match (kind, field) {
        (AddressKind::Billing, Field::AddressStreet) => "field-billing-street",
        (AddressKind::Billing, Field::AddressPostalCode) => "field-billing-postal-code",
        (AddressKind::Billing, Field::AddressCity) => "field-billing-city",
        (AddressKind::Billing, Field::AddressCountry) => "field-billing-country",
        (_, field) => field.label_key(),
    }
}

fn field(field: Field, record: Uuid, value: &str) -> PresentField {
    PresentField {
        target: Target { field, record }.to_string(),
        label_key: field.label_key(),
        category: field.category(),
        value: value.into(),
        hidden: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::{
        id::{ItemId, RequestId},
        kind::ItemKind,
    };

    fn asks(target: &str) -> item::Model {
        item::Model {
            id: ItemId(Uuid::nil()),
            request_id: RequestId(Uuid::nil()),
            position: 1,
            kind: ItemKind::Field,
            target: target.into(),
            present: None,
            asked: Some("Ada Ek".into()),
            verdict: None,
            ground: None,
            facts: None,
            evidence: None,
            keep_until: None,
        }
    }

    #[test]
    fn a_name_that_equals_a_corrected_one_and_is_not_asked_for_is_pointed_out() {
        let id = Uuid::from_u128(1);
        let person = field(Field::PersonName, id, "Ada Asiakas");
        let customer = field(Field::CustomerName, id, "Ada Asiakas");
        let other = field(Field::CustomerName, Uuid::from_u128(2), "Toiminimi Asiakas");
        let town = field(Field::AddressCity, id, "Ada Asiakas");
        let fields = [person.clone(), customer.clone(), other.clone(), town.clone()];
        let left = |asked: &[&PresentField]| -> Vec<String> {
            let items: Vec<_> = asked.iter().map(|field| asks(&field.target)).collect();
            left_behind(&fields, &items).into_iter().map(|field| field.target).collect()
        };
        assert_eq!(left(&[&person]), [customer.target.as_str()]);
        assert_eq!(left(&[&customer]), [person.target.as_str()]);
        assert!(left(&[&person, &customer]).is_empty());
        assert!(left(&[&other]).is_empty());
        assert!(left(&[&town]).is_empty(), "only names go together");
    }
}
