//! The legal bases of Art. 6(1), and which right exists on which (law.md 1.12).

use entity::kind::Right;
use serde::{Deserialize, Serialize};

/// What makes a processing lawful, Art. 6(1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Art. 6(1)(a)
    Consent,
    /// Art. 6(1)(b)
    Contract,
    /// Art. 6(1)(c)
    LegalObligation,
    /// Art. 6(1)(d)
    VitalInterests,
    /// Art. 6(1)(e)
    PublicTask,
    /// Art. 6(1)(f)
    LegitimateInterest,
}

/// Whether a right exists on a basis; its own conditions come on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Available {
    Yes,
    /// Only as far as the data are no longer needed for the duty or task: Art. 17(3)(b).
    OnceUnneeded,
    No,
}

impl Basis {
    /// Every basis, in the order of Art. 6(1).
    pub const ALL: &'static [Self] = &[
        Self::Consent,
        Self::Contract,
        Self::LegalObligation,
        Self::VitalInterests,
        Self::PublicTask,
        Self::LegitimateInterest,
    ];

    /// Every basis as the notice profile writes it.
    pub const CODES: &'static [&'static str] = &[
        Self::Consent.code(),
        Self::Contract.code(),
        Self::LegalObligation.code(),
        Self::VitalInterests.code(),
        Self::PublicTask.code(),
        Self::LegitimateInterest.code(),
    ];

    /// The text used in the notice profile.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Contract => "contract",
            Self::LegalObligation => "legal_obligation",
            Self::VitalInterests => "vital_interests",
            Self::PublicTask => "public_task",
            Self::LegitimateInterest => "legitimate_interest",
        }
    }

    /// The value of a text, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|basis| basis.code() == code)
    }

    /// The point of Art. 6(1), from `a` to `f`.
    pub const fn point(self) -> char {
        match self {
            Self::Consent => 'a',
            Self::Contract => 'b',
            Self::LegalObligation => 'c',
            Self::VitalInterests => 'd',
            Self::PublicTask => 'e',
            Self::LegitimateInterest => 'f',
        }
    }
}

/// Whether a right exists for data processed on a basis.
pub const fn available(right: Right, basis: Basis) -> Available {
    use Basis::{Consent, Contract, LegalObligation, LegitimateInterest, PublicTask, VitalInterests};
    match (right, basis) {
        // Arts. 15, 16, 18 and 22 ask for no particular basis.
        (Right::Access | Right::Rectification | Right::Restriction | Right::Automated, _)
        // Art. 17(1)
        | (Right::Erasure, Consent | Contract | VitalInterests | LegitimateInterest)
        // Art. 20(1)(a)
        | (Right::Portability, Consent | Contract)
        // Art. 21(1)
        | (Right::Objection, PublicTask | LegitimateInterest)
        // Art. 21(2): marketing stands on these or on nothing
        | (Right::Marketing, Consent | Contract | LegitimateInterest)
        // Art. 7(3)
        | (Right::Consent, Consent) => Available::Yes,
        // Art. 17(3)(b)
        (Right::Erasure, LegalObligation | PublicTask) => Available::OnceUnneeded,
        (Right::Portability, LegalObligation | VitalInterests | PublicTask | LegitimateInterest)
        | (Right::Objection, Consent | Contract | LegalObligation | VitalInterests)
        | (Right::Marketing, LegalObligation | VitalInterests | PublicTask)
        | (Right::Consent, Contract | LegalObligation | VitalInterests | PublicTask | LegitimateInterest) => {
            Available::No
        }
    }
}
