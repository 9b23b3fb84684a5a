//! What the check of a notice may find, each with its law; a fault stops the portal, a gap does not.

use super::profile::Profile;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $weight:ident, $law:literal;)+) => {
        /// What is wrong with a notice or still open in it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind { $($(#[$doc])* $variant),+ }

        impl Kind {
            /// Every kind, faults first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Whether it stops the portal.
            pub const fn weight(self) -> Weight {
                match self { $(Self::$variant => Weight::$weight),+ }
            }

            /// The article or clause that asks for it.
            pub const fn law(self) -> &'static str {
                match self { $(Self::$variant => $law),+ }
            }
        }
    };
}

/// How heavily a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The portal refuses to start.
    Fault,
    /// Staff see it, and what needs it waits.
    Gap,
}

kinds! {
    /// The file is not TOML.
    Syntax = Fault, "form of the file";
    /// A key the notice does not have.
    UnknownKey = Fault, "form of the file";
    /// A key the notice must have.
    MissingKey = Fault, "Art. 13(1)";
    /// A number where a text belongs, and the like.
    WrongType = Fault, "form of the file";
    /// A text lacks a language.
    MissingLanguage = Fault, "Art. 12(1)";
    /// A text is empty.
    EmptyText = Fault, "Art. 12(1)";
    /// A name, an address or a number of more characters than a line of a letter or the name of a sender takes.
    LineTooLong = Fault, "form of the file";
    /// No language is offered.
    NoLanguage = Fault, "Art. 12(1)";
    /// A language the portal does not speak.
    UnknownLanguage = Fault, "Art. 12(1)";
    /// An e-mail address nothing can be sent to.
    BadEmail = Fault, "Arts. 12(2) and 13(1)(a)";
    /// A code that cannot stand in a link or a column.
    BadCode = Fault, "form of the file";
    /// Two entries share a code.
    DuplicateCode = Fault, "form of the file";
    /// The same word stands twice in a list.
    Repeated = Fault, "form of the file";
    /// A category the register has is not described.
    RequiredCategoryMissing = Fault, "Arts. 13, 14(1)(d) and 15(1)(b)";
    /// A category the register does not have, or a reference to one.
    UnknownCategory = Fault, "Art. 15(1)(b)";
    /// Nothing says what makes the category lawful.
    CategoryWithoutBasis = Fault, "Arts. 6(1) and 13(1)(c)";
    /// Nothing says why the category is processed.
    CategoryWithoutPurpose = Fault, "Arts. 5(1)(b) and 13(1)(c)";
    /// Nothing says where the category comes from.
    CategoryWithoutSource = Fault, "Arts. 14(2)(f) and 15(1)(g)";
    /// Nothing says how long the category is kept.
    CategoryWithoutRetention = Fault, "Arts. 5(1)(e) and 13(2)(a)";
    /// Nothing says what makes the purpose lawful.
    PurposeWithoutBasis = Fault, "Arts. 6(1) and 13(1)(c)";
    /// Not one of the six bases.
    UnknownBasis = Fault, "Art. 6(1)";
    /// A reference to a purpose that is not described.
    UnknownPurpose = Fault, "Arts. 5(1)(b) and 13(1)(c)";
    /// A reference to a source that is not described.
    UnknownSource = Fault, "Art. 15(1)(g)";
    /// A reference to a retention class that is not described.
    UnknownRetention = Fault, "Arts. 5(1)(e) and 13(2)(a)";
    /// A rule of retention the portal cannot compute.
    UnknownRule = Fault, "Art. 5(1)(e), KPL 2:10";
    /// A number of months that the text of its class does not say, or a place for one where there is none.
    PeriodUnsaid = Fault, "Arts. 5(1)(e) and 13(2)(a)";
    /// An interval of checking the portal cannot count.
    UnknownInterval = Fault, "Art. 5(1)(d)";
    /// A basis of a category on which none of its purposes rests.
    BasisServesNoPurpose = Fault, "Arts. 5(1)(b) and 6(1)";
    /// A purpose of a category that rests on none of the category's bases.
    PurposeHasNoBasis = Fault, "Arts. 5(1)(b) and 6(1)";
    /// Kept under the Accounting Act without resting on a legal obligation.
    AccountingWithoutObligation = Fault, "Arts. 6(1)(c) and 17(3)(b), KPL 2:10";
    /// Legitimate interest without saying which.
    InterestUnsaid = Fault, "Art. 13(1)(d)";
    /// Marketing on a basis that does not carry it.
    MarketingBasis = Fault, "Arts. 6(1) and 21(2), SVPL 200 §";
    /// Marketing without the list it is mailed to.
    MarketingWithoutList = Fault, "Art. 21(2)";
    /// A mailing list of a purpose that is not marketing.
    ListNotMarketing = Fault, "Art. 21(2)";
    /// Evidence whose basis the purpose does not have.
    EvidenceWithoutBasis = Fault, "Art. 7(1), SVPL 200 §";
    /// Not evidence of a permission to mail.
    UnknownEvidence = Fault, "Art. 7(1), SVPL 200 §";
    /// Not own, processor or authority.
    UnknownRole = Fault, "Arts. 4(7) to 4(9)";
    /// Not a way of telling a holder.
    UnknownToldBy = Fault, "Art. 19";
    /// A recipient that receives nothing.
    RecipientWithoutCategory = Fault, "Art. 15(1)(c)";
    /// A recipient outside the European Economic Area.
    RecipientOutsideEea = Fault, "Arts. 44 and 15(2), clause C7c";
    /// A decision by automated means alone of which nothing says what allows it.
    AutomatedWithoutException = Fault, "Arts. 13(2)(f) and 22(2)";
    /// None of the exceptions that allow such a decision.
    UnknownException = Fault, "Art. 22(2)";
    /// Data made public without saying which and where.
    PublicationUnsaid = Fault, "Arts. 13(1)(e) and 17(2)";
    /// Nothing to count retention from.
    NoFinancialYear = Fault, "KPL 2:10";
    /// An end of a financial year that is no date.
    BadDate = Fault, "KPL 2:10";
    /// An end of a financial year that is not after the one before it.
    FinancialYearsOverlap = Fault, "KPL 1:4";
    /// A financial year of more than 18 months.
    FinancialYearTooLong = Fault, "KPL 1:4";
    /// A word in `settled` that is no point.
    UnknownPoint = Fault, "law.md 9";

    /// A recipient without a name.
    UnnamedRecipient = Gap, "Art. 15(1)(c), C-154/21, law.md 9.6";
    /// A recipient of which only the EEA is known.
    CountryUnstated = Gap, "Art. 44, clause C7c, law.md 9.6";
    /// A holder told by e-mail without an address to write to.
    HolderWithoutEmail = Gap, "Art. 19";
    /// The published notice does not say that accounting rests on law.
    AccountingBasisUnstated = Gap, "Arts. 6(1)(c) and 13(1)(c), law.md 9.1";
    /// How a permission to mail is proved.
    NewsletterEvidenceUnconfirmed = Gap, "Art. 7(1), SVPL 200 §, law.md 9.2";
    /// Periods for what is not accounting material.
    RetentionUnconfirmed = Gap, "Arts. 5(1)(e) and 13(2)(a), law.md 9.3";
    /// The published notice asks for a request in writing or in person.
    RequestChannelsNarrow = Gap, "Art. 12(2), clause C10, law.md 9.4";
    /// Whether the processors' own processors stay in the EEA.
    SubProcessorsUnchecked = Gap, "Arts. 28(2) and 44, law.md 9.6";
    /// The agreement with hosting customers.
    HostingAgreementsUnconfirmed = Gap, "Art. 28(3), law.md 9.7";
    /// How long the file of a request is kept.
    RequestFileRetentionUndecided = Gap, "Art. 5(1)(e), law.md 9.8";
    /// Times the company sets for itself.
    InternalTimesUndecided = Gap, "Arts. 12(6) and 18(3), law.md 9.8";
    /// Whether the financial years are the company's own.
    FinancialYearsUnconfirmed = Gap, "KPL 1:4 and 2:10, law.md 9.8";
    /// Duties about the registrants of domain names.
    DomainRegistrantsOpen = Gap, "SVPL ch. 21, NIS2 Art. 28, law.md 9.9";
}

/// One thing found, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    /// Line of the file, from 1.
    pub line: usize,
    /// Path of the key, as in `category.invoice.basis`.
    pub key: String,
    /// What to do, in plain English.
    pub advice: String,
}

/// All that a check found; the profile stands only where there is no fault.
#[derive(Clone, Debug)]
pub struct Report {
    pub profile: Option<Profile>,
    pub faults: Vec<Finding>,
    pub gaps: Vec<Finding>,
}

/// Collects findings while the file is read.
pub(super) struct Findings<'a> {
    source: &'a str,
    found: Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, found: Vec::new() }
    }

    /// Notes a finding at a byte of the file.
    pub(super) fn note(&mut self, kind: Kind, at: usize, key: &str, advice: impl Into<String>) {
        let before = self.source.bytes().take(at);
        let line = 1 + before.filter(|byte| *byte == b'\n').count();
        self.found.push(Finding { kind, line, key: key.to_owned(), advice: advice.into() });
    }

    pub(super) fn has_fault(&self) -> bool {
        self.found.iter().any(|finding| finding.kind.weight() == Weight::Fault)
    }

    /// Faults and gaps apart, each in the order of the file.
    pub(super) fn into_report(mut self, profile: Option<Profile>) -> Report {
        self.found.sort_by_key(|finding| (finding.line, finding.kind));
        let (faults, gaps) =
            self.found.into_iter().partition(|finding| finding.kind.weight() == Weight::Fault);
        Report { profile, faults, gaps }
    }
}
