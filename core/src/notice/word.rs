//! The closed vocabularies of a notice: which words its keys may hold.

use chrono::NaiveDate;
use serde::Deserialize;
use std::str::FromStr;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Every word as it stands in the file.
            pub const CODES: &'static [&'static str] = &[$($text),+];

            /// The word in the file.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    )+};
}

words! {
    /// What somebody who holds the data is to the controller.
    HolderRole {
        /// Another system of the controller itself; not a recipient.
        Own = "own",
        /// Art. 28; a recipient under Art. 4(9).
        Processor = "processor",
        /// An authority to which mandatory law may oblige a disclosure.
        Authority = "authority",
        /// Other controllers that process what this one has made public: told of an erasure alone (Art. 17(2)).
        Public = "public",
    }

    /// How a holder is told what to do (Art. 19).
    ToldBy { Staff = "staff", Email = "email", Phone = "phone", Letter = "letter" }

    /// What allows a decision by automated means alone (Art. 22(2)).
    AutomatedException {
        /// Art. 22(2)(a)
        Contract = "contract",
        /// Art. 22(2)(b)
        Law = "law",
        /// Art. 22(2)(c)
        Consent = "consent",
    }

    /// Points the company must settle (law.md 9); each is a gap while it is not.
    Point {
        /// law.md 9.1
        AccountingBasis = "accounting_basis",
        /// law.md 9.2
        NewsletterEvidence = "newsletter_evidence",
        /// law.md 9.3
        RetentionPeriods = "retention_periods",
        /// law.md 9.4
        RequestChannels = "request_channels",
        /// law.md 9.6
        SubProcessors = "sub_processors",
        /// law.md 9.7
        HostingAgreements = "hosting_agreements",
        /// law.md 9.8
        RequestFileRetention = "request_file_retention",
        /// law.md 9.8
        InternalTimes = "internal_times",
        /// law.md 9.8
        FinancialYears = "financial_years",
        /// law.md 9.9
        DomainRegistrants = "domain_registrants",
    }
}

/// The categories of the register inventory; a notice describes every one of them.
pub const CATEGORIES: &[&str] = &[
    "contact",
    "customer",
    "hosting",
    "contract",
    "order",
    "invoice",
    "newsletter",
    "request_file",
    "staff_looks",
    "sign_in",
];

/// The states of the European Economic Area by their ISO 3166-1 codes: the EU's 27, Iceland, Liechtenstein
/// and Norway.
pub const EEA: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Stands for a country while only "in the EU or EEA" is known; a gap.
pub const SOMEWHERE_IN_EEA: &str = "EEA";

/// How the last day of keeping is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum RetentionRule {
    /// Vouchers: six years from the end of the year in which the financial year ended (KPL 2:10).
    V6,
    /// Books: ten years from the end of the financial year (KPL 2:10).
    B10,
    /// Not accounting material: until its purpose ends.
    C0,
    /// So many months after closing.
    Months(u32),
}

/// The text names no rule of retention.
#[derive(Debug, thiserror::Error)]
#[error("expected V6, B10, C0 or a number of months, as in \"36 months\"")]
pub struct UnknownRule;

impl FromStr for RetentionRule {
    type Err = UnknownRule;

    fn from_str(text: &str) -> Result<Self, UnknownRule> {
        match text {
            "V6" => Ok(Self::V6),
            "B10" => Ok(Self::B10),
            "C0" => Ok(Self::C0),
            _ => months(text).map(Self::Months).ok_or(UnknownRule),
        }
    }
}

impl TryFrom<String> for RetentionRule {
    type Error = UnknownRule;

    fn try_from(text: String) -> Result<Self, UnknownRule> {
        text.parse()
    }
}

impl RetentionRule {
    /// Whether the rule rests on the Accounting Act.
    pub const fn is_accounting(self) -> bool {
        matches!(self, Self::V6 | Self::B10)
    }
}

/// How often something is done, in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Every(pub u32);

/// The text is no number of months.
#[derive(Debug, thiserror::Error)]
#[error("expected a number of months, as in \"24 months\"")]
pub struct UnknownInterval;

impl FromStr for Every {
    type Err = UnknownInterval;

    fn from_str(text: &str) -> Result<Self, UnknownInterval> {
        months(text).map(Self).ok_or(UnknownInterval)
    }
}

impl TryFrom<String> for Every {
    type Error = UnknownInterval;

    fn try_from(text: String) -> Result<Self, UnknownInterval> {
        text.parse()
    }
}

/// `36 months` or `1 month`; a century at most, so that a slip of the finger is seen.
fn months(text: &str) -> Option<u32> {
    let count = text.strip_suffix(" months").or_else(|| text.strip_suffix(" month"))?;
    count.parse().ok().filter(|months| (1..=1200).contains(months))
}

/// A date as the notice writes it: `2026-12-31`.
pub fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}
