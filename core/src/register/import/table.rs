//! Which files an import may hold, which columns each has, and where each column is stored.
//! `deploy/import.md` tells the same to people; a test holds the two together.

use super::form::{Form, Target};
use entity::kind::{AddressKind, ContactRole, CustomerKind, Evidence, HostingState, Language, PurchaseState};

/// One file, and the register table of the same name.
#[derive(Debug)]
pub(crate) struct Table {
    pub name: &'static str,
    own: &'static [Column],
    common: &'static [Column],
    /// The column whose values are unique over all sources.
    pub number: Option<&'static str>,
    /// Columns of which the second may not be before the first.
    pub span: Option<(&'static str, &'static str)>,
}

/// One column of a file.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its heading.
    pub name: &'static str,
    /// The column of the register.
    pub stored: &'static str,
    pub form: Form,
    pub need: Need,
}

/// What an empty cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// It is refused.
    Required,
    /// The register's field becomes empty.
    Optional,
    /// The register's field stays as it is.
    Kept,
}

use Form::{Amount, Capitals, Date, Email, Instant, Key, List, PastDate, Reference, Text, Word};
use Need::{Kept, Optional, Required};

impl Table {
    /// The columns in the order of the documentation.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.common.iter().take(1).chain(self.own).chain(self.common.iter().skip(1))
    }

    /// The column of a heading.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns().find(|column| column.name == name)
    }

    /// Whether rows are told apart by source and key.
    pub const fn has_key(&self) -> bool {
        !self.common.is_empty()
    }
}

/// The table of a name.
pub(crate) fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

const fn column(name: &'static str, form: Form, need: Need) -> Column {
    Column { name, stored: name, form, need }
}

const fn stored_as(name: &'static str, stored: &'static str, form: Form, need: Need) -> Column {
    Column { name, stored, form, need }
}

const fn file(name: &'static str, own: &'static [Column]) -> Table {
    Table { name, own, common: COMMON, number: None, span: None }
}

const COMMON: &[Column] = &[
    stored_as("key", "source_key", Key, Required),
    column("recorded_at", Instant, Kept),
    column("verified_at", Instant, Kept),
];

/// Every file, in the order of references: what is referred to comes first.
pub(crate) const TABLES: &[Table] = &[
    Table { number: Some("number"), span: Some(("started_on", "ended_on")), ..file("customer", CUSTOMER) },
    file("person", PERSON),
    file("address", ADDRESS),
    file("contact", CONTACT),
    Table { number: Some("number"), span: Some(("started_on", "ended_on")), ..file("contract", CONTRACT) },
    Table { number: Some("username"), ..file("hosting_account", HOSTING_ACCOUNT) },
    Table { number: Some("number"), ..file("purchase", PURCHASE) },
    Table { number: Some("number"), ..file("invoice", INVOICE) },
    // Before subscriptions, so that none of them slips in ahead of a suppression in the same directory.
    Table { common: &[], ..file("suppression", SUPPRESSION) },
    Table { span: Some(("since", "ended_at")), ..file("subscription", SUBSCRIPTION) },
];

const CUSTOMER: &[Column] = &[
    column("number", Text, Required),
    column("kind", Word(|| CustomerKind::ALL.iter().map(|kind| kind.code()).collect()), Required),
    column("name", Text, Required),
    column("business_id", Text, Optional),
    column("started_on", Date, Required),
    column("ended_on", Date, Optional),
];

const PERSON: &[Column] = &[
    column("name", Text, Required),
    column("email", Email, Optional),
    column("email_since", PastDate, Kept),
    column("protected_on", PastDate, Kept),
    column("language", Word(|| Language::ALL.iter().map(|kind| kind.code()).collect()), Required),
];

const ADDRESS: &[Column] = &[
    stored_as("customer", "customer_id", Reference(Target::Customer), Required),
    column("kind", Word(|| AddressKind::ALL.iter().map(|kind| kind.code()).collect()), Required),
    column("street", Text, Required),
    column("postal_code", Text, Required),
    column("city", Text, Required),
    column("country", Capitals(2), Required),
];

const CONTACT: &[Column] = &[
    stored_as("customer", "customer_id", Reference(Target::Customer), Required),
    stored_as("person", "person_id", Reference(Target::Person), Required),
    column("role", Word(|| ContactRole::ALL.iter().map(|kind| kind.code()).collect()), Required),
];

const CONTRACT: &[Column] = &[
    stored_as("customer", "customer_id", Reference(Target::Customer), Required),
    column("number", Text, Required),
    column("signed_by", Reference(Target::Person), Optional),
    column("started_on", Date, Required),
    column("ended_on", Date, Optional),
];

const HOSTING_ACCOUNT: &[Column] = &[
    stored_as("customer", "customer_id", Reference(Target::Customer), Required),
    stored_as("person", "person_id", Reference(Target::Person), Optional),
    column("username", Text, Required),
    column("password_set_on", PastDate, Optional),
    column("domain", Text, Required),
    column("plan", Text, Required),
    column("state", Word(|| HostingState::ALL.iter().map(|kind| kind.code()).collect()), Required),
];

const PURCHASE: &[Column] = &[
    stored_as("customer", "customer_id", Reference(Target::Customer), Required),
    stored_as("contract", "contract_id", Reference(Target::Contract), Optional),
    column("ordered_by", Reference(Target::Person), Optional),
    column("number", Text, Required),
    column("product", Text, Required),
    column("ordered_on", Date, Required),
    column("state", Word(|| PurchaseState::ALL.iter().map(|kind| kind.code()).collect()), Required),
];

const INVOICE: &[Column] = &[
    stored_as("customer", "customer_id", Reference(Target::Customer), Required),
    stored_as("contract", "contract_id", Reference(Target::Contract), Optional),
    column("number", Text, Required),
    column("issued_on", Date, Required),
    stored_as("amount", "cents", Amount, Required),
    column("currency", Capitals(3), Required),
    column("paid_on", Date, Optional),
];

const SUPPRESSION: &[Column] = &[
    column("email", Email, Required),
    column("purpose", List, Required),
    column("since", Instant, Required),
];

const SUBSCRIPTION: &[Column] = &[
    column("email", Email, Required),
    stored_as("person", "person_id", Reference(Target::Person), Optional),
    column("purpose", List, Required),
    column("evidence", Word(|| Evidence::ALL.iter().map(|kind| kind.code()).collect()), Required),
    column("wording", Text, Required),
    column("since", Instant, Required),
    column("ended_at", Instant, Optional),
];

#[cfg(test)]
mod tests {
    use super::*;

    const GUIDE: &str = include_str!("../../../../deploy/import.md");

    #[test]
    fn the_guide_tells_every_file_and_column_and_no_other() {
        for table in TABLES {
            let (_, section) = GUIDE.split_once(&format!("### {}.csv\n", table.name)).unwrap();
            let section = section.split("\n#").next().unwrap();
            let told: Vec<&str> =
                section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
            let own: Vec<&str> = table.own.iter().map(|column| column.name).collect();
            assert_eq!(told, own, "{}", table.name);
            for column in table.own {
                if let Form::Word(words) = column.form {
                    let listed =
                        words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
                    assert!(
                        section.contains(&format!("| `{}` | {listed} |", column.name)),
                        "{}",
                        column.name
                    );
                }
            }
        }
        for column in COMMON {
            assert!(GUIDE.contains(&format!("| `{}` |", column.name)), "{}", column.name);
        }
    }
}
