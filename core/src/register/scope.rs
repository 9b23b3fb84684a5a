//! What the portal holds about one person: every row that the inventory's paths lead to, in words.

mod basis;
pub mod explain;
pub mod row;
mod subject;

use crate::{
    ctx::Ctx,
    error::Result,
    lang,
    law::basis::{Available, Basis, available},
    notice::profile::Profile,
    register::{
        inventory::{Access, Column, Personal, Reason, Table, Whose, tables_of, word::Category},
        keep::{Calendar, Keep},
        protection,
    },
};
use chrono::NaiveDate;
use entity::{
    id::{PersonId, RequestId},
    kind::{Language, Right},
    request,
};
use explain::Explainer;
use row::{Found, Value};
use sea_orm::ConnectionTrait;
use std::collections::{BTreeSet, HashMap};
use subject::Subject;
use uuid::Uuid;

/// About whom is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whom {
    /// Nothing when the requester is nobody in the register.
    pub person: Option<PersonId>,
    /// The request in which it is asked; the person's own.
    pub request: Option<RequestId>,
}

/// All that is held.
#[derive(Clone, Debug)]
pub struct About {
    /// Every category in order, also those without a record.
    pub sections: Vec<Section>,
    /// What is not told, and why; category, table, column, reason.
    pub left_out: BTreeSet<LeftOut>,
    /// Whether rows that hang on an address were left out because the address is also another person's.
    pub shared_address: bool,
}

/// A column that is not told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    pub category: Option<Category>,
    pub table: String,
    pub column: String,
    pub reason: Reason,
}

/// What is held in one category.
#[derive(Clone, Debug)]
pub struct Section {
    pub category: Category,
    pub records: Vec<Record>,
}

/// One row, told.
#[derive(Clone, Debug)]
pub struct Record {
    pub table: &'static Table,
    /// Its key; nothing for a row that has none.
    pub id: Option<Uuid>,
    /// Why a decision keeps it back as a whole (Art. 15(4)); its fields are empty then.
    pub kept_back: Option<String>,
    /// On what it is held about this person, where the right to portability asks for it.
    pub basis: Option<Basis>,
    pub title: String,
    /// Why a row of another customer is here.
    pub relation: Option<String>,
    /// Where it came from (Art. 15(1)(g)).
    pub source: Option<String>,
    pub recorded_at: Option<String>,
    /// The last day it must be kept, where it can be computed.
    pub keep_until: Option<NaiveDate>,
    pub fields: Vec<Field>,
}

/// One value, told.
#[derive(Clone, Debug)]
pub struct Field {
    pub column: &'static Column,
    pub label: String,
    /// As people read it.
    pub value: String,
    /// As machines read it; null where only the words may be told.
    pub raw: serde_json::Value,
    /// Why a decision keeps it back (Art. 15(4)); the value says so then, and `raw` is null.
    pub kept_back: Option<String>,
}

impl Whom {
    /// Whom a request is about.
    pub fn of(request: &request::Model) -> Self {
        Self { person: request.person_id, request: Some(request.id) }
    }
}

impl Section {
    /// What portability gives (Art. 20(1)): of the records held on consent or contract, the fields the person provided.
    #[must_use]
    pub fn portable(&self) -> Self {
        let reached = |record: &&Record| {
            record.basis.is_some_and(|basis| available(Right::Portability, basis) == Available::Yes)
        };
        let records = self.records.iter().filter(reached).cloned().map(|mut record| {
            record.fields.retain(|field| field.column.personal().is_some_and(|class| class.portability));
            record
        });
        let records =
            records.filter(|record| !record.fields.is_empty() || record.kept_back.is_some()).collect();
        Self { category: self.category, records }
    }
}

impl About {
    /// Whether anything is held beyond requests and signing in.
    pub fn holds_register_data(&self) -> bool {
        let aside = [Category::RequestFile, Category::SignIn];
        self.sections.iter().any(|section| !aside.contains(&section.category) && !section.records.is_empty())
    }
}

/// The rows of a person as they lie, and their dates.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub subject: Subject,
    pub rows: Vec<Found>,
    pub dates: Dates,
}

impl Gathered {
    /// On what a row is held about the person, where contract and legitimate interest are to be told apart.
    pub(crate) fn basis(&self, row: &Found) -> Option<Basis> {
        basis::of(row, &self.subject)
    }
}

/// Reads every row of a person and of the addresses that are theirs alone.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn gather(db: &impl ConnectionTrait, notice: &Profile, whom: Whom) -> Result<Gathered> {
    let subject = subject::find(db, whom).await?;
    let mut rows = Vec::new();
    for category in Category::ALL {
        for table in tables_of(*category) {
            rows.extend(row::read(db, table, &subject).await?);
        }
    }
    let dates = dates(db, notice, &rows).await?;
    Ok(Gathered { subject, rows, dates })
}

/// The categories in which rows are held of a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    /// With rows of their own, or of a customer they alone are.
    pub own: BTreeSet<Category>,
    /// With rows of another customer that they signed, ordered or use.
    pub of_others: BTreeSet<Category>,
}

impl Held {
    /// Whether any row of a category is held.
    pub fn any(&self, category: Category) -> bool {
        self.own.contains(&category) || self.of_others.contains(&category)
    }
}

/// In which categories any row is held of a person and of the addresses that are theirs alone.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn held(db: &impl ConnectionTrait, whom: Whom) -> Result<Held> {
    let subject = subject::find(db, whom).await?;
    let mut held = Held::default();
    for category in Category::ALL {
        for table in tables_of(*category) {
            for row in row::read(db, table, &subject).await? {
                let among = if row.related { &mut held.of_others } else { &mut held.own };
                among.insert(*category);
            }
        }
    }
    Ok(held)
}

/// Gathers everything about a person and the addresses that are theirs alone.
///
/// # Errors
/// A fault when the database is away.
pub async fn about(ctx: &Ctx, whom: Whom, language: Language) -> Result<About> {
    about_in(ctx, ctx.read(), whom, language).await
}

/// The same, with the rows as a transaction sees them.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn about_in(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    whom: Whom,
    language: Language,
) -> Result<About> {
    let Gathered { subject, rows: mut found, dates: kept } = gather(db, &ctx.notice, whom).await?;
    found.extend(row::entries(db, &subject).await?);
    let silent = found.iter().any(is_silent);
    let explainer = Explainer::new(ctx, language, &subject, &found).await?;
    let mut about = About { sections: Vec::new(), left_out: BTreeSet::new(), shared_address: subject.shared };
    for category in Category::ALL {
        let of = |row: &&Found| {
            row.table.category == Some(*category) && !is_silent(row) && !(silent && speaks_of_hold(row))
        };
        let rows = found.iter().filter(of);
        let records = rows.map(|row| tell(row, &explainer, &kept, &mut about.left_out)).collect();
        about.sections.push(Section { category: *category, records });
    }
    Ok(about)
}

/// An order of which an authority forbids telling: that there is one is left out too (Art. 23, TSL 34 §).
fn is_silent(row: &Found) -> bool {
    row.table.name == "hold" && row.text("silence").is_some_and(|law| !law.is_empty())
}

/// Whether an entry says that a hold was set or lifted.
fn speaks_of_hold(row: &Found) -> bool {
    row.table.name == "event" && row.text("kind").is_some_and(|kind| kind.starts_with("retention_hold_"))
}

/// The date of each row, by table and key.
pub(crate) type Dates = HashMap<(&'static str, Uuid), Keep>;

async fn dates(db: &impl ConnectionTrait, notice: &Profile, found: &[Found]) -> Result<Dates> {
    let calendar = Calendar::of(notice);
    let mut dates = Dates::new();
    for table in Category::ALL.iter().flat_map(|category| tables_of(*category)) {
        let rows = found.iter().filter(|row| row.table.name == table.name);
        let ids: Vec<Uuid> = rows.filter_map(|row| row.key("id")).collect();
        let rows = calendar.rows(db, table, &ids).await?;
        dates.extend(rows.into_iter().map(|(id, keep)| ((table.name, id), keep)));
    }
    Ok(dates)
}

fn tell(row: &Found, explainer: &Explainer<'_>, kept: &Dates, left_out: &mut BTreeSet<LeftOut>) -> Record {
    let language = explainer.language;
    let mut record = Record {
        table: row.table,
        id: row.key("id"),
        kept_back: None,
        basis: basis::of(row, explainer.subject),
        title: title(row, language),
        relation: explainer.relation(row),
        source: None,
        recorded_at: None,
        keep_until: row
            .key("id")
            .and_then(|id| kept.get(&(row.table.name, id)))
            .and_then(|keep| Some(keep.kept()?.keep_until)),
        fields: Vec::new(),
    };
    for (column, class) in row.table.personal() {
        let value = row.value(column.name);
        if *value == Value::Nothing || (row.related && class.whose == Whose::Customer) {
            continue;
        }
        let label = lang::text(language, &row.table.column_label_key(column.name));
        match hidden(row, (column, *class), explainer.subject) {
            Some(reason) => {
                let table = lang::text(language, &row.table.label_key());
                left_out.insert(LeftOut { category: row.table.category, table, column: label, reason });
            }
            None => place(&mut record, Field { column, label, ..explainer.field(row, column, class.access) }),
        }
    }
    record
}

/// Source and time of recording stand above the fields.
fn place(record: &mut Record, field: Field) {
    match field.column.name {
        "source" => record.source = Some(field.value),
        "recorded_at" => record.recorded_at = Some(field.value),
        _ => record.fields.push(field),
    }
}

fn hidden(row: &Found, (column, class): (&Column, Personal), subject: &Subject) -> Option<Reason> {
    match class.access {
        _ if subject.protected && protection::says_where(row, column.name) => Some(Reason::Protected),
        Access::LeftOut(reason) => Some(reason),
        Access::Shown | Access::Explained(_) => {
            let doer = row.table.doer.map(|column| row.value(column));
            let other = doer.is_some_and(|doer| match doer {
                Value::Key(key) => Some(*key) != subject.person,
                _ => false,
            });
            // Art. 15(4): the user name of somebody else's account is theirs.
            (class.whose == Whose::Doer && other).then_some(Reason::SomeoneElse)
        }
    }
}

/// Columns whose value stands in the title of a record too.
pub(crate) const IN_TITLE: [&str; 2] = ["number", "reference"];

fn title(row: &Found, language: Language) -> String {
    let label = lang::text(language, &row.table.label_key());
    let number = IN_TITLE.iter().find_map(|column| row.text(column));
    number.map_or(label.clone(), |number| format!("{label} {number}"))
}
