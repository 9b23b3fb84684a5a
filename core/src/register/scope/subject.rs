//! Whose rows are meant: the person, the addresses and customers that are theirs alone, and their requests.

use super::Whom;
use crate::{
    error::Result,
    register::{inventory::Path, left, protection},
};
use entity::{
    contact, customer,
    id::{CustomerId, PersonId},
    kind::{ContactRole, CustomerKind},
    person, request,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, Query, SelectStatement},
};
use uuid::Uuid;

/// What leads to a person's rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subject {
    pub person: Option<Uuid>,
    /// Whom the addresses were, before an erasure emptied the record and left something.
    pub former: Vec<PersonId>,
    /// Pseudonyms of addresses that no other person of the register has.
    pub addresses: Vec<String>,
    /// Private customers and sole traders whose holder the person is.
    pub customers: Vec<Uuid>,
    /// Those of them that another person holds too.
    pub joint: Vec<Uuid>,
    pub requests: Vec<Uuid>,
    /// Whether an address was left aside because it is also another person's.
    pub shared: bool,
    /// Whether their postal address is protected (law.md R4.9).
    pub protected: bool,
}

pub(super) async fn find(db: &impl ConnectionTrait, whom: Whom) -> Result<Subject> {
    let mut subject = Subject { person: whom.person.map(|id| id.0), ..Subject::default() };
    let asked = match whom.request {
        Some(id) => request::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    // A request that staff linked to somebody else is not this person's.
    let asked = asked.filter(|request| request.person_id == whom.person || request.person_id.is_none());
    let known = match whom.person {
        Some(id) => person::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    subject.protected = known.as_ref().is_some_and(|person| person.protected_on.is_some());
    if let Some(request) = &asked {
        subject.protected |= protection::covers(db, request).await?;
    }
    let registered = known.and_then(|person| person.email_key);
    for address in registered.into_iter().chain(asked.iter().map(|request| request.requester_key.clone())) {
        if is_shared(db, &address, whom).await? {
            subject.shared = true;
        } else if !subject.addresses.contains(&address) {
            subject.addresses.push(address);
        }
    }
    find_former(db, whom, &mut subject).await?;
    let persons = subject.persons();
    subject.customers = own_customers(db, &persons).await?;
    subject.protected |= protection::is_on_any(db, &subject.customers).await?;
    subject.joint = joint(db, &persons, &subject.customers).await?;
    subject.requests = requests(db, &persons, &subject.addresses).await?;
    let asked = asked.map(|request| request.id.0).filter(|id| !subject.requests.contains(id));
    subject.requests.extend(asked);
    Ok(subject)
}

/// Whose address it was. Where another record has it now, whether that is the same human is for staff to find out.
async fn find_former(db: &impl ConnectionTrait, whom: Whom, subject: &mut Subject) -> Result<()> {
    for person in left::persons(db, &subject.addresses).await? {
        match whom.person {
            Some(other) if other != person => subject.shared = true,
            _ => subject.former.push(person),
        }
    }
    Ok(())
}

/// Whether another person of the register has the address too.
async fn is_shared(db: &impl ConnectionTrait, address: &str, whom: Whom) -> Result<bool> {
    let mut others = person::Entity::find().filter(person::Column::EmailKey.eq(address));
    if let Some(id) = whom.person {
        others = others.filter(person::Column::Id.ne(id));
    }
    Ok(others.count(db).await? > 0)
}

async fn own_customers(db: &impl ConnectionTrait, persons: &[PersonId]) -> Result<Vec<Uuid>> {
    let held = contact::Entity::find()
        .filter(contact::Column::PersonId.is_in(persons.iter().copied()))
        .filter(contact::Column::Role.eq(ContactRole::Holder))
        .all(db)
        .await?;
    let left = left::customers(db, persons).await?.into_iter().map(CustomerId);
    let held = held.into_iter().map(|contact| contact.customer_id).chain(left);
    let natural = customer::Entity::find()
        .filter(customer::Column::Id.is_in(held))
        .filter(customer::Column::Kind.is_in([CustomerKind::Private, CustomerKind::SoleTrader]))
        .all(db)
        .await?;
    Ok(natural.into_iter().map(|customer| customer.id.0).collect())
}

async fn joint(db: &impl ConnectionTrait, persons: &[PersonId], customers: &[Uuid]) -> Result<Vec<Uuid>> {
    let others = contact::Entity::find()
        .filter(contact::Column::CustomerId.is_in(customers.iter().copied()))
        .filter(contact::Column::PersonId.is_not_in(persons.iter().copied()))
        .filter(contact::Column::Role.eq(ContactRole::Holder));
    Ok(others.all(db).await?.into_iter().map(|contact| contact.customer_id.0).collect())
}

/// The person's requests, and those that nobody else is linked to and that came from an address of theirs alone.
async fn requests(
    db: &impl ConnectionTrait,
    persons: &[PersonId],
    addresses: &[String],
) -> Result<Vec<Uuid>> {
    let unlinked = Condition::all()
        .add(request::Column::PersonId.is_null())
        .add(request::Column::RequesterKey.is_in(addresses));
    let linked = request::Column::PersonId.is_in(persons.iter().copied());
    let theirs = Condition::any().add(unlinked).add(linked);
    let rows = request::Entity::find().filter(theirs).all(db).await?;
    Ok(rows.into_iter().map(|request| request.id.0).collect())
}

impl Subject {
    /// The person, and whom the addresses were before.
    pub(super) fn persons(&self) -> Vec<PersonId> {
        let mut persons: Vec<_> = self.person.map(PersonId).into_iter().chain(self.former.clone()).collect();
        persons.dedup();
        persons
    }

    /// The rows of a table that a path leads to.
    pub fn condition(&self, path: Path) -> Condition {
        let keys = |column: &'static str, keys: &[Uuid]| Expr::col(column).is_in(keys.iter().copied());
        match path {
            Path::Person(column) => {
                let persons: Vec<Uuid> = self.persons().into_iter().map(|person| person.0).collect();
                Condition::all().add(keys(column, &persons))
            }
            Path::OwnCustomer(column) => Condition::all().add(keys(column, &self.customers)),
            Path::Doer(column) => Condition::all()
                .add(keys(column, self.person.as_slice()))
                .add(keys("customer_id", &self.customers).not()),
            Path::Address(column, owner) => Condition::all()
                .add(Expr::col(column).is_in(&self.addresses))
                .add_option(owner.map(|owner| Expr::col(owner).is_null())),
            Path::Request(column) => Condition::all().add(keys(column, &self.requests)),
            Path::Letter(column) => Condition::all()
                .add(Expr::col(column).in_subquery(self.ids("letter", Path::Request("request_id")))),
            Path::Challenge(column) => Condition::all()
                .add(Expr::col(column).in_subquery(self.ids("challenge", Path::Address("email_key", None)))),
        }
    }

    fn ids(&self, table: &'static str, path: Path) -> SelectStatement {
        Query::select().column("id").from(table).cond_where(self.condition(path)).to_owned()
    }
}
