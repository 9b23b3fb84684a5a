//! A customer with everything that hangs on it: documents go one by one, the customer with its last voucher (R5.6).

use super::{BATCH, Day, Fate, Found, What, cover::Held, hold, hold::Why};
use crate::{
    error::Result,
    register::{
        inventory::{Table, table, word::Category},
        keep::Keep,
        left,
    },
};
use entity::id::PersonId;
use sea_orm::{
    Condition, ConnectionTrait, DbErr, ExprTrait, Order, QueryResult,
    sea_query::{Expr, Query, SelectStatement},
};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// What hangs on a customer, children first.
const HANGING: &[&str] = &["invoice", "purchase", "contract", "hosting_account", "address", "contact"];

/// The documents that make a customer worth a look, and the column their date is counted from.
const DATED: &[(&str, &str, Category)] = &[
    ("invoice", "issued_on", Category::Invoice),
    ("purchase", "ordered_on", Category::Order),
    ("contract", "ended_on", Category::Contract),
];

/// A row that hangs on a customer.
struct Row {
    table: &'static Table,
    id: Uuid,
    customer: Uuid,
    contract: Option<Uuid>,
    person: Option<PersonId>,
    holder: bool,
}

/// Customers and the rows that hang on them.
struct Batch {
    customers: Vec<(Uuid, bool)>,
    rows: Vec<Row>,
    keeps: HashMap<Uuid, Keep>,
    held: Held,
    /// Who signed each contract.
    signers: HashMap<Uuid, Option<PersonId>>,
    /// The holders of private customers and sole traders: all rows of the customer are their own data.
    holders: HashMap<Uuid, BTreeSet<PersonId>>,
}

/// Looks at the next customers.
pub(super) async fn look(db: &impl ConnectionTrait, day: &Day<'_>, after: Uuid) -> Result<Found> {
    let found = db.query_all(&candidates(day, after)).await?;
    let customers = found
        .iter()
        .map(|row| Ok((row.try_get_by("id")?, row.try_get_by::<String, _>("kind")? != "company")))
        .collect::<Result<Vec<(Uuid, bool)>, DbErr>>()?;
    let next = (customers.len() as u64 == BATCH).then(|| customers.last().map(|last| last.0)).flatten();
    if customers.is_empty() {
        return Ok(Found::default());
    }
    let batch = read(db, day, customers).await?;
    Ok(Found { fates: batch.fates(day), next })
}

fn candidates(day: &Day<'_>, after: Uuid) -> SelectStatement {
    let mut due = Condition::any().add(Expr::col("ended_on").lte(day.today));
    for (table, column, category) in DATED {
        let Some(last) = day.calendar.due_through(*category, day.today) else { continue };
        let document = Query::select()
            .expr(Expr::val(1))
            .from(*table)
            .and_where(Expr::col((*table, "customer_id")).equals(("customer", "id")))
            .and_where(Expr::col((*table, *column)).lte(last))
            .to_owned();
        due = due.add(Expr::exists(document));
    }
    Query::select()
        .columns(["id", "kind"])
        .from("customer")
        .and_where(Expr::col(("customer", "id")).gt(after))
        .cond_where(due)
        .order_by(("customer", "id"), Order::Asc)
        .limit(BATCH)
        .to_owned()
}

async fn read(db: &impl ConnectionTrait, day: &Day<'_>, customers: Vec<(Uuid, bool)>) -> Result<Batch> {
    let ids: Vec<Uuid> = customers.iter().map(|(id, _)| *id).collect();
    let (mut rows, mut keeps) = (Vec::new(), HashMap::new());
    for name in HANGING {
        let Some(hanging) = table(name) else { continue };
        let found = db.query_all(&hanging_on(hanging, &ids)).await?;
        let found = found.iter().map(|row| Row::of(hanging, row)).collect::<Result<Vec<_>, DbErr>>()?;
        let keys: Vec<Uuid> = found.iter().map(|row| row.id).collect();
        keeps.extend(day.calendar.rows(db, hanging, &keys).await?);
        rows.extend(found);
    }
    if let Some(customer) = table("customer") {
        keeps.extend(day.calendar.rows(db, customer, &ids).await?);
    }
    let former = left::holders(db, &ids).await?;
    let mut persons: BTreeSet<PersonId> = rows.iter().filter_map(|row| row.person).collect();
    persons.extend(former.iter().map(|(_, person)| *person));
    let held = hold::held(db, &persons.into_iter().collect::<Vec<_>>()).await?;
    let contracts = rows.iter().filter(|row| row.table.name == "contract");
    let signers = contracts.map(|row| (row.id, row.person)).collect();
    let mut batch = Batch { customers, rows, keeps, held, signers, holders: HashMap::new() };
    batch.holders = batch.holders(&former);
    Ok(batch)
}

fn hanging_on(table: &'static Table, customers: &[Uuid]) -> SelectStatement {
    let wanted = ["id", "customer_id", "contract_id", "role"].into_iter().chain(person_column(table));
    Query::select()
        .columns(wanted.filter(|name| table.column(name).is_some()))
        .from(table.name)
        .and_where(Expr::col("customer_id").is_in(customers.iter().copied()))
        .to_owned()
}

/// The column that says whose the row is beside the customer.
fn person_column(table: &'static Table) -> Option<&'static str> {
    table.doer.or_else(|| table.column("person_id").map(|column| column.name))
}

impl Row {
    fn of(table: &'static Table, row: &QueryResult) -> Result<Self, DbErr> {
        let contract = match table.column("contract_id") {
            Some(column) => row.try_get_by(column.name)?,
            None => None,
        };
        let person: Option<Uuid> = match person_column(table) {
            Some(column) => row.try_get_by(column)?,
            None => None,
        };
        let holder = table.name == "contact" && row.try_get_by::<String, _>("role")? == "holder";
        Ok(Self {
            table,
            id: row.try_get_by("id")?,
            customer: row.try_get_by("customer_id")?,
            contract,
            person: person.map(PersonId),
            holder,
        })
    }
}

impl Batch {
    fn fates(&self, day: &Day<'_>) -> Vec<Fate> {
        let mut fates = Vec::new();
        let mut staying: HashSet<Uuid> = HashSet::new();
        for row in &self.rows {
            // What stands under a contract is looked at before it: a contract waits for the last of it.
            let waits = row.table.name == "contract" && staying.contains(&row.id);
            let fate = self.fate(day, row).filter(|fate| !waits || fate.what != What::Destroy);
            if !fate.as_ref().is_some_and(|fate| fate.what == What::Destroy) {
                staying.extend([Some(row.customer), row.contract].into_iter().flatten());
            }
            fates.extend(fate);
        }
        for (id, _) in &self.customers {
            let (Some(customer), Some(keep)) = (table("customer"), self.keeps.get(id)) else { continue };
            let fate = day.fate(customer, *id, *keep, self.on_customer(*id, customer));
            fates.extend(fate.filter(|fate| !staying.contains(id) || fate.what != What::Destroy));
        }
        fates
    }

    fn fate(&self, day: &Day<'_>, row: &Row) -> Option<Fate> {
        let mut why = self.on_customer(row.customer, row.table);
        why.extend(self.on(row.person, row.table));
        // A document is kept with its contract: the contract's own date is counted from it.
        let signer = row.contract.and_then(|contract| *self.signers.get(&contract)?);
        why.extend(self.on(signer, row.table));
        day.fate(row.table, row.id, *self.keeps.get(&row.id)?, why)
    }

    fn on(&self, person: Option<PersonId>, table: &Table) -> BTreeSet<Why> {
        person.map(|person| self.held.on(person, table.category)).unwrap_or_default()
    }

    fn on_customer(&self, id: Uuid, table: &Table) -> BTreeSet<Why> {
        let holders = self.holders.get(&id).into_iter().flatten();
        holders.flat_map(|person| self.held.on(*person, table.category)).collect()
    }

    fn holders(&self, former: &[(Uuid, PersonId)]) -> HashMap<Uuid, BTreeSet<PersonId>> {
        let natural: HashSet<Uuid> =
            self.customers.iter().filter(|(_, natural)| *natural).map(|(id, _)| *id).collect();
        let named = self.rows.iter().filter(|row| row.holder);
        let named = named.filter_map(|row| Some((row.customer, row.person?)));
        let mut holders: HashMap<Uuid, BTreeSet<PersonId>> = HashMap::new();
        // An erasure took the contact away; its ledger says whose the customer is.
        for (customer, person) in named.chain(former.iter().copied()) {
            if natural.contains(&customer) {
                holders.entry(customer).or_default().insert(person);
            }
        }
        holders
    }
}
