//! The closed vocabularies of the inventory: categories of data, the codes that stand in columns, and why one is left out.

use super::Reason;
use entity::kind;

/// A category of personal data, as the notice knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    Contact,
    Customer,
    Hosting,
    Contract,
    Order,
    Invoice,
    Newsletter,
    RequestFile,
    StaffLooks,
    SignIn,
}

impl Category {
    /// Every category, in the order of a package.
    pub const ALL: &'static [Self] = &[
        Self::Contact,
        Self::Customer,
        Self::Hosting,
        Self::Contract,
        Self::Order,
        Self::Invoice,
        Self::Newsletter,
        Self::RequestFile,
        Self::StaffLooks,
        Self::SignIn,
    ];

    /// The code of the notice.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Customer => "customer",
            Self::Hosting => "hosting",
            Self::Contract => "contract",
            Self::Order => "order",
            Self::Invoice => "invoice",
            Self::Newsletter => "newsletter",
            Self::RequestFile => "request_file",
            Self::StaffLooks => "staff_looks",
            Self::SignIn => "sign_in",
        }
    }

    /// The category of a code, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|category| category.code() == code)
    }
}

macro_rules! vocabularies {
    ($($name:ident = $code:literal),+ $(,)?) => {
        /// A closed vocabulary of `entity::kind`; its words are `value-VOCABULARY-CODE` in `inventory.ftl`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Vocabulary { $($name),+ }

        impl Vocabulary {
            /// Every vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Part of the key of its words.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// Every stored code.
            pub fn codes(self) -> Vec<&'static str> {
                match self { $(Self::$name => kind::$name::ALL.iter().map(|value| value.code()).collect()),+ }
            }
        }
    };
}

vocabularies! {
    Language = "language", Right = "right", State = "state", Outcome = "outcome", Verdict = "verdict",
    Assurance = "assurance", Channel = "channel", ItemKind = "item", CustomerKind = "customer",
    AddressKind = "address", ContactRole = "contact", HostingState = "hosting", PurchaseState = "purchase",
    Evidence = "evidence", Role = "role", SessionKind = "session", ChallengePurpose = "challenge",
    Author = "author", AttachmentKind = "attachment", LetterKind = "letter", MailState = "mail", MailKind = "mail-kind", JobKind = "job",
    PackageState = "package", TaskKind = "task", StepState = "step",
    RestrictionGround = "restriction", HoldKind = "hold",
    Operation = "operation", Excuse = "excuse", Remedy = "remedy",
    TransferState = "transfer", QuestionKind = "question",
    AttentionKind = "attention", IncomingKind = "incoming",
}

impl Vocabulary {
    /// The key of a code's words.
    pub fn key(self, code: &str) -> String {
        format!("value-{}-{}", self.code(), code.replace('_', "-"))
    }
}

impl Reason {
    /// The key of its sentence in `package.ftl`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Same => "reason-same",
            Self::StaffName => "reason-staff-name",
            Self::Drawn => "reason-drawn",
            Self::SomeoneElse => "reason-someone-else",
            Self::Recorded => "reason-recorded",
            Self::Protected => "reason-protected",
        }
    }
}
