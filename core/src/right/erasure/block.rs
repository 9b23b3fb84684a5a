//! The reasons of the law for which an erasure leaves something, each told once with all that it keeps.

use super::{
    held::{self, Standing},
    plan::Why,
    summary::{Left, Part, Summary},
};
use crate::{lang, law::ground::Ground};
use entity::kind::Language;

/// What is kept for one reason, in the order it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A law, by name: the vouchers of KPL 2:10 (Art. 17(3)(b)).
    Law,
    /// The order of an authority (Art. 17(3)(b)).
    Order,
    /// The same, of which an authority forbids telling: the law obliges us, and more is not said (Art. 23, TSL 34 §).
    Silent,
    /// A legal claim (Art. 17(3)(e)).
    Claim,
    /// No condition for erasure is met (Art. 17(1)).
    Need,
}

impl Block {
    pub const ALL: [Self; 5] = [Self::Law, Self::Order, Self::Silent, Self::Claim, Self::Need];

    /// Where a reason belongs.
    pub const fn of(why: Why) -> Self {
        match why {
            Why::Vouchers => Self::Law,
            Why::Authority => Self::Order,
            Why::Silent => Self::Silent,
            Why::Claim => Self::Claim,
            Why::Undated | Why::Runs | Why::File | Why::Open | Why::OtherBasis | Why::Linked => Self::Need,
        }
    }

    /// The ground of law.md 3.1.
    pub const fn ground(self) -> Ground {
        match self {
            Self::Law | Self::Order | Self::Silent => Ground::ErasureLegal,
            Self::Claim => Ground::ErasureClaim,
            Self::Need => Ground::ErasureNoCondition,
        }
    }

    /// Its short name.
    pub fn title(self, language: Language) -> String {
        match self {
            Self::Order => lang::text(language, "erasure-order-title"),
            Self::Silent => lang::text(language, "erasure-silent-title"),
            _ => self.ground().title(language),
        }
    }

    /// What it says, in plain words to the person.
    pub fn plain(self, language: Language) -> String {
        match self {
            Self::Order => lang::text(language, "erasure-order-plain"),
            Self::Silent => lang::text(language, "erasure-silent-plain"),
            _ => self.ground().plain(language),
        }
    }

    /// Where it stands; the law by name, for Art. 17(3)(b) alone tells nobody which.
    pub fn citation(self, language: Language, holds: &[Standing]) -> String {
        let laws: Vec<String> = match self {
            Self::Law => vec![lang::text(language, "erasure-statute")],
            Self::Order => self.holds(holds).filter_map(|hold| hold.statute.clone()).collect(),
            Self::Silent => vec![lang::text(language, "erasure-silent-statute")],
            Self::Claim | Self::Need => Vec::new(),
        };
        std::iter::once(self.ground().citation(language)).chain(laws).collect::<Vec<_>>().join("; ")
    }

    /// The holds that are this reason.
    pub fn holds(self, holds: &[Standing]) -> impl Iterator<Item = &Standing> {
        holds.iter().filter(move |hold| Self::of(hold.why) == self)
    }

    /// What it keeps, with the category it is of.
    pub fn kept(self, summary: &Summary) -> impl Iterator<Item = (&Part, &Left)> {
        let lefts = summary.parts.iter().flat_map(|part| part.kept.iter().map(move |left| (part, left)));
        lefts.filter(move |(_, left)| Self::of(left.why) == self)
    }

    /// Which claims or orders they are, and what becomes of what they keep.
    pub fn told(self, language: Language, holds: &[Standing]) -> Vec<String> {
        held::told(language, self.holds(holds))
    }
}
