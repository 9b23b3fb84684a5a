//! The keys of a notice: what each holds, and which finding its absence or an unknown word in it is.

use super::{
    finding::Kind,
    word::{AutomatedException, CATEGORIES, HolderRole, ToldBy},
};
use crate::law::basis::Basis;

/// One key of a table.
pub(super) struct Key {
    pub name: &'static str,
    pub shape: Shape,
    /// What its absence is; nothing for a key that may be left out.
    pub missing: Option<Kind>,
}

/// What a key holds.
pub(super) enum Shape {
    /// A text that says something.
    Text,
    /// A text that may be empty.
    Blank,
    Flag,
    /// An address that mail can be sent to.
    Email,
    /// The same, or empty while nobody knows it.
    Mailbox,
    /// A code of its own: lower-case letters, digits and `_`.
    Code,
    /// The code of an EEA state; `rule` says which.
    Country,
    /// A rule of retention.
    Rule,
    /// A number of months.
    Months,
    /// A list of dates.
    Dates,
    /// `fi`, `sv` and `en`.
    Texts,
    /// One word.
    One(Words),
    /// A list of at least one word.
    Some(Words),
    /// A table.
    Table(&'static [Key]),
    /// Tables under the same name, at least one.
    Tables(&'static [Key]),
    /// A flag for every point of law.md 9.
    Points,
}

/// Which words are known, and what another word is.
pub(super) struct Words {
    pub known: Known,
    pub unknown: Kind,
}

/// Where the known words stand.
pub(super) enum Known {
    /// In the portal.
    Closed(&'static [&'static str]),
    /// In the file, as codes of the tables of this name.
    Declared(&'static str),
}

/// The keys at the top of the file.
pub(super) const NOTICE: &[Key] = &[
    needs("languages", Shape::Some(closed(&["fi", "sv", "en"], Kind::UnknownLanguage)), Kind::NoLanguage),
    key("controller", Shape::Table(CONTROLLER)),
    key("contact", Shape::Table(CONTACT)),
    key("register", Shape::Table(REGISTER)),
    key("authority", Shape::Table(AUTHORITY)),
    key("purpose", Shape::Tables(PURPOSE)),
    needs("category", Shape::Tables(CATEGORY), Kind::RequiredCategoryMissing),
    key("source", Shape::Tables(SOURCE)),
    key("recipient", Shape::Tables(RECIPIENT)),
    key("retention_class", Shape::Tables(RETENTION_CLASS)),
    key("accounting", Shape::Table(ACCOUNTING)),
    key("collection", Shape::Texts),
    key("handling", Shape::Texts),
    may("hosting", Shape::Table(HOSTING)),
    key("transfers", Shape::Texts),
    key("automated_decisions", Shape::Texts),
    may("automated", Shape::Tables(AUTOMATED)),
    key("security", Shape::Texts),
    key("keeping", Shape::Texts),
    may("checking", Shape::Table(CHECKING)),
    key("list", Shape::Tables(LIST)),
    key("settled", Shape::Points),
];

const CONTROLLER: &[Key] = &[
    key("name", Shape::Text),
    may("business_id", Shape::Text),
    key("address", Shape::Text),
    key("phone", Shape::Text),
    may("email", Shape::Email),
];

const CONTACT: &[Key] = &[
    key("name", Shape::Text),
    key("address", Shape::Text),
    key("phone", Shape::Text),
    key("email", Shape::Email),
];

const REGISTER: &[Key] = &[key("name", Shape::Texts), key("text", Shape::Texts), key("people", Shape::Texts)];

const HOSTING: &[Key] = &[key("text", Shape::Texts), key("processing", Shape::Texts)];

const AUTHORITY: &[Key] = &[
    key("name", Shape::Texts),
    key("visiting", Shape::Texts),
    key("postal", Shape::Texts),
    key("phone", Shape::Texts),
    key("registry", Shape::Texts),
    key("email", Shape::Email),
    key("website", Shape::Texts),
    key("complaint", Shape::Texts),
];

const PURPOSE: &[Key] = &[
    key("code", Shape::Code),
    needs("basis", Shape::Some(closed(Basis::CODES, Kind::UnknownBasis)), Kind::PurposeWithoutBasis),
    key("marketing", Shape::Flag),
    key("profiling", Shape::Flag),
    key("label", Shape::Texts),
    key("text", Shape::Texts),
    may("interest", Shape::Texts),
];

const CATEGORY: &[Key] = &[
    key("code", Shape::One(closed(CATEGORIES, Kind::UnknownCategory))),
    needs("basis", Shape::Some(closed(Basis::CODES, Kind::UnknownBasis)), Kind::CategoryWithoutBasis),
    needs("purposes", Shape::Some(declared("purpose", Kind::UnknownPurpose)), Kind::CategoryWithoutPurpose),
    needs("sources", Shape::Some(declared("source", Kind::UnknownSource)), Kind::CategoryWithoutSource),
    needs(
        "retention",
        Shape::One(declared("retention_class", Kind::UnknownRetention)),
        Kind::CategoryWithoutRetention,
    ),
    key("label", Shape::Texts),
    key("text", Shape::Texts),
];

const SOURCE: &[Key] = &[key("code", Shape::Code), key("text", Shape::Texts)];

const RECIPIENT: &[Key] = &[
    key("code", Shape::Code),
    may("name", Shape::Blank),
    key("role", Shape::One(closed(HolderRole::CODES, Kind::UnknownRole))),
    key("country", Shape::Country),
    key("told_by", Shape::One(closed(ToldBy::CODES, Kind::UnknownToldBy))),
    may("email", Shape::Mailbox),
    needs(
        "categories",
        Shape::Some(closed(CATEGORIES, Kind::UnknownCategory)),
        Kind::RecipientWithoutCategory,
    ),
    key("label", Shape::Texts),
    may("text", Shape::Texts),
];

const RETENTION_CLASS: &[Key] =
    &[key("code", Shape::Code), key("rule", Shape::Rule), key("text", Shape::Texts)];

const ACCOUNTING: &[Key] = &[needs("financial_years", Shape::Dates, Kind::NoFinancialYear)];

const AUTOMATED: &[Key] = &[
    key("code", Shape::Code),
    needs(
        "exception",
        Shape::One(closed(AutomatedException::CODES, Kind::UnknownException)),
        Kind::AutomatedWithoutException,
    ),
    key("label", Shape::Texts),
    key("text", Shape::Texts),
];

const CHECKING: &[Key] = &[key("every", Shape::Months), key("reason", Shape::Texts)];

const LIST: &[Key] = &[
    key("purpose", Shape::One(declared("purpose", Kind::UnknownPurpose))),
    key("label", Shape::Texts),
    needs(
        "evidence",
        Shape::Some(closed(&["consent", "soft_opt_in"], Kind::UnknownEvidence)),
        Kind::EvidenceWithoutBasis,
    ),
];

const fn key(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, missing: Some(Kind::MissingKey) }
}

const fn may(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, missing: None }
}

const fn needs(name: &'static str, shape: Shape, missing: Kind) -> Key {
    Key { name, shape, missing: Some(missing) }
}

const fn closed(words: &'static [&'static str], unknown: Kind) -> Words {
    Words { known: Known::Closed(words), unknown }
}

const fn declared(table: &'static str, unknown: Kind) -> Words {
    Words { known: Known::Declared(table), unknown }
}
