//! One table in code of every column of the schema: whose data it is, what access and portability give,
//! and what erasure does. The notice, the packages and the erasures all read it, so they cannot drift apart.

mod clock;
mod duty;
mod entered;
mod file;
mod register;
mod sent_on;
mod system;
#[cfg(test)]
mod tests;
pub mod word;

use word::{Category, Vocabulary};

/// Every table of the schema.
pub const TABLES: &[&[Table]] = &[
    register::TABLES,
    file::TABLES,
    clock::TABLES,
    entered::TABLES,
    sent_on::TABLES,
    duty::TABLES,
    system::TABLES,
];

/// A table, the category of its personal data, and how its rows belong to a person.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    /// Nothing for a table without personal data of those whom the notice addresses.
    pub category: Option<Category>,
    pub paths: &'static [Path],
    /// The column that names who signed, ordered or uses: of another person, only that there is one is told.
    pub doer: Option<&'static str>,
    pub columns: &'static [Column],
}

/// How a row belongs to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// The column holds the person.
    Person(&'static str),
    /// A private customer or sole trader whose holder the person is; a company's rows are nobody's personal data.
    OwnCustomer(&'static str),
    /// The column holds the person, the row is another customer's: only columns that are not `Whose::Customer` are theirs.
    Doer(&'static str),
    /// The column holds the pseudonym of an address that is the person's alone. The second column, where there
    /// is one, says whose the row is and goes before the address.
    Address(&'static str, Option<&'static str>),
    /// The column holds a request of the person.
    Request(&'static str),
    /// The column holds a letter on a request of the person.
    Letter(&'static str),
    /// The column holds a sign-in mail to an address that is the person's alone.
    Challenge(&'static str),
}

/// A column, its form and its class.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub name: &'static str,
    pub form: Form,
    pub class: Class,
}

/// How a value is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    /// A word of a closed vocabulary.
    Code(Vocabulary),
    Date,
    Instant,
    /// 32 bits.
    Count,
    /// 64 bits.
    Large,
    /// 64 bits, cents of the row's currency.
    Cents,
    Flag,
    /// A key of this or another table.
    Key,
    Bytes,
}

/// Whether a column holds personal data.
#[derive(Clone, Copy, Debug)]
pub enum Class {
    Personal(Personal),
    Technical(Why),
}

/// What becomes of a personal datum.
#[derive(Clone, Copy, Debug)]
pub struct Personal {
    /// Given by the person, or observed while the person used the service (Art. 20(1)).
    pub provided: bool,
    pub access: Access,
    /// Whether portability gives it: provided, and kept on contract or consent (Art. 20(1)).
    pub portability: bool,
    pub erasure: Erasure,
    pub whose: Whose,
}

/// Whom a datum of a customer's row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Customer,
    /// Also whoever signed, ordered or uses; told to them when the customer is another.
    Both,
    /// Whoever signed, ordered or uses alone.
    Doer,
}

/// What an access package does with it (Art. 15(3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Shown,
    /// In words instead of a code or key.
    Explained(How),
    LeftOut(Reason),
}

/// How a raw value is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The word of the vocabulary.
    Words,
    /// Name and number of the customer.
    Customer,
    /// Number of the contract.
    Contract,
    /// "You", or that it is someone else.
    Doer,
    /// Label of a purpose of the notice.
    Purpose,
    /// Name of a recipient of the notice.
    Holder,
    /// Text of a source of the notice.
    Source,
    /// Title of a ground for refusal.
    Ground,
    /// What makes a request complex, codes with commas between.
    Complexity,
    /// What the table, column or category is called here.
    Name,
    /// What happened.
    Event,
    /// The person, staff or the portal.
    Actor,
    /// The texts within JSON.
    Json,
    /// The answers of a form that was not sent, as the person gave them.
    Answers,
    /// Why staff opened the register: the case, or the words they gave.
    Look,
}

/// Why a personal datum is not in the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A folded or keyed form of what is shown.
    Same,
    /// Names of staff (C-579/21); the role is told where it matters.
    StaffName,
    /// The same letter, drawn as HTML.
    Drawn,
    /// Another person's (Art. 15(4)).
    SomeoneElse,
    /// Recorded under a ground: the letter has what is owed, the rest it may protect (Art. 15(4), Tietosuojalaki 34 §).
    Recorded,
    /// Where somebody lives whose address is protected: it is given in person (law.md R4.9).
    Protected,
}

/// Why a column holds no personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Key of this row.
    Key,
    /// Key of another row, whose content is classed there.
    Link,
    /// A digest, MAC or wrapped key that says nothing about anyone.
    Digest,
    /// Bookkeeping of the portal: versions, leases, counters.
    Machinery,
    /// On its way, and then gone or classed where it stands: rows of an import for minutes, what staff typed for a day.
    Staged,
    /// About employees: the register of staff, not the customer register.
    Staff,
    /// Facts of an entry that by the rule of `audit::record` hold no personal data.
    NoPersonalData,
}

/// What erasure does (Art. 17).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    Delete,
    /// The row must stay for what points at it; the value goes.
    Anonymise,
    Keep(Until),
}

/// Until when erasure leaves something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// The last voucher of the customer may go (KPL 2:10, Art. 17(3)(b)); deleted when there is none.
    Vouchers,
    /// The file of the request may go (law.md R6.1.4).
    CaseFile,
    /// 30 days after the request was closed.
    Closed,
    /// As long as the ban on marketing holds (law.md R1.3.5).
    Ban,
}

/// Every table.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().copied().flatten()
}

/// A table of the schema.
pub fn table(name: &str) -> Option<&'static Table> {
    tables().find(|table| table.name == name)
}

/// The tables that hold a category.
pub fn tables_of(category: Category) -> impl Iterator<Item = &'static Table> {
    tables().filter(move |table| table.category == Some(category))
}

impl Table {
    /// A column of this table.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// What the table is called: a key of `inventory.ftl`.
    pub fn label_key(&self) -> String {
        format!("table-{}", self.name.replace('_', "-"))
    }

    /// What a column is called: a key of `inventory.ftl`. Columns that mean the same everywhere share one.
    pub fn column_label_key(&self, column: &str) -> String {
        let column = column.replace('_', "-");
        match column.as_str() {
            "source" | "source-key" | "recorded-at" | "verified-at" | "language" => {
                format!("column-{column}")
            }
            _ => format!("column-{}-{column}", self.name.replace('_', "-")),
        }
    }

    /// The columns with personal data.
    pub fn personal(&self) -> impl Iterator<Item = (&'static Column, &'static Personal)> {
        self.columns.iter().filter_map(|column| Some((column, column.personal()?)))
    }
}

impl Column {
    /// Its class, when it holds personal data.
    pub const fn personal(&self) -> Option<&Personal> {
        match &self.class {
            Class::Personal(personal) => Some(personal),
            Class::Technical(_) => None,
        }
    }
}

/// What differs between two schemas, pairs from `pragma table_info` or `information_schema.columns`: each line names
/// `table.column`.
pub fn differences(schema: &[(String, String)]) -> Vec<String> {
    let classed = |table_name: &str, column: &str| {
        table(table_name).is_some_and(|table| table.column(column).is_some())
    };
    let unclassed = schema.iter().filter(|(table, column)| !classed(table, column));
    let unclassed =
        unclassed.map(|(table, column)| format!("{table}.{column} has no class in the inventory"));
    let exists = |table: &str, column: &str| schema.iter().any(|known| known.0 == table && known.1 == column);
    let missing = tables().flat_map(|table| table.columns.iter().map(|column| (table.name, column.name)));
    let missing = missing.filter(|(table, column)| !exists(table, column));
    let missing = missing.map(|(table, column)| format!("{table}.{column} is classed but not in the schema"));
    unclassed.chain(missing).collect()
}

/// A personal datum that is shown as it stands, and goes when erased.
const fn shown(name: &'static str, form: Form) -> Column {
    personal(name, form, Access::Shown)
}

const fn text(name: &'static str) -> Column {
    shown(name, Form::Text)
}

const fn date(name: &'static str) -> Column {
    shown(name, Form::Date)
}

const fn instant(name: &'static str) -> Column {
    shown(name, Form::Instant)
}

/// A word of a closed vocabulary, told in words.
const fn code(name: &'static str, vocabulary: Vocabulary) -> Column {
    personal(name, Form::Code(vocabulary), Access::Explained(How::Words))
}

/// A text or key that is told in words.
const fn explained(name: &'static str, form: Form, how: How) -> Column {
    personal(name, form, Access::Explained(how))
}

const fn left_out(name: &'static str, form: Form, reason: Reason) -> Column {
    personal(name, form, Access::LeftOut(reason))
}

const fn personal(name: &'static str, form: Form, access: Access) -> Column {
    let erasure = Erasure::Delete;
    let (provided, portability, whose) = (false, false, Whose::Customer);
    let class = Class::Personal(Personal { provided, access, portability, erasure, whose });
    Column { name, form, class }
}

const fn technical(name: &'static str, form: Form, why: Why) -> Column {
    Column { name, form, class: Class::Technical(why) }
}

const ID: Column = technical("id", Form::Key, Why::Key);

const fn link(name: &'static str) -> Column {
    technical(name, Form::Key, Why::Link)
}

impl Column {
    const fn with(mut self, personal: Personal) -> Self {
        self.class = Class::Personal(personal);
        self
    }

    /// Given by the person.
    const fn provided(self) -> Self {
        match self.class {
            Class::Personal(class) => self.with(Personal { provided: true, ..class }),
            Class::Technical(_) => self,
        }
    }

    /// Given by the person on contract or consent, so portable.
    const fn portable(self) -> Self {
        match self.class {
            Class::Personal(class) => self.with(Personal { provided: true, portability: true, ..class }),
            Class::Technical(_) => self,
        }
    }

    /// Erasure leaves it for a while.
    const fn kept(self, until: Until) -> Self {
        match self.class {
            Class::Personal(class) => self.with(Personal { erasure: Erasure::Keep(until), ..class }),
            Class::Technical(_) => self,
        }
    }

    /// Erasure empties it and leaves the row.
    const fn anonymised(self) -> Self {
        match self.class {
            Class::Personal(class) => self.with(Personal { erasure: Erasure::Anonymise, ..class }),
            Class::Technical(_) => self,
        }
    }

    /// Told also to whoever signed, ordered or uses.
    const fn related(self) -> Self {
        match self.class {
            Class::Personal(class) => self.with(Personal { whose: Whose::Both, ..class }),
            Class::Technical(_) => self,
        }
    }

    /// About the doer alone.
    const fn of_doer(self) -> Self {
        match self.class {
            Class::Personal(class) => self.with(Personal { whose: Whose::Doer, ..class }),
            Class::Technical(_) => self,
        }
    }
}
