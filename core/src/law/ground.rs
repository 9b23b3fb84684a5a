//! The closed list of grounds for refusal (law.md 3.1): what each rests on, which right it fits, what it demands.
//! Marketing opt-out and withdrawal of consent have none: Art. 21(3), Art. 7(3).

use super::demand::{Demand, Recorded};
use crate::lang::{self, Args};
use entity::kind::{Language, Right};
use serde::{Deserialize, Serialize};

/// How much of a request a ground may refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The request as a whole, never a part.
    Whole,
    /// The whole or a part; the rest is given.
    WholeOrPart,
    /// A part only; something is always given.
    Part,
}

/// Where a ground stands in the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An article of the GDPR.
    Article(u32),
    /// A paragraph of an article.
    Paragraph(u32, u32),
    /// A point of a paragraph.
    Point(u32, u32, char),
    /// A recital of the GDPR.
    Recital(u32),
    /// A point of tietosuojalaki (1050/2018) 34 § 1 mom.
    Act34(u32),
}

use Right::{Access, Automated, Erasure, Objection, Portability, Rectification, Restriction};
use Source::{Act34, Article, Paragraph, Point, Recital};

/// The rights that Art. 12(2) and 12(5) reach, of those the portal takes up.
const SEVEN: &[Right] = &[Access, Rectification, Erasure, Restriction, Portability, Objection, Automated];

macro_rules! grounds {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,
        $sources:expr, $rights:expr, $extent:ident, [$($demand:ident),*];)+) => {
        /// A ground for refusing a request or a part of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Ground { $($(#[$doc])* #[serde(rename = $code)] $variant),+ }

        impl Ground {
            /// Every ground, in the order of law.md 3.1.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code under which it is recorded.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Where it stands in the law.
            pub const fn sources(self) -> &'static [Source] {
                match self { $(Self::$variant => $sources),+ }
            }

            /// The rights it can be used against.
            pub const fn rights(self) -> &'static [Right] {
                match self { $(Self::$variant => $rights),+ }
            }

            /// How much it may refuse.
            pub const fn extent(self) -> Extent {
                match self { $(Self::$variant => Extent::$extent),+ }
            }

            /// What must be recorded before it may be used.
            pub const fn demands(self) -> &'static [Demand] {
                match self { $(Self::$variant => &[Demand::Facts, Demand::Evidence, $(Demand::$demand),*]),+ }
            }
        }
    };
}

grounds! {
    /// Reasonable doubt about who asks remains.
    NotIdentified = "RG-ID", &[Paragraph(12, 2), Paragraph(11, 2), Paragraph(12, 6)], SEVEN, Whole,
        [DoubtReason, Asked, LesserMeans, CannotIdentify];
    /// Manifestly unfounded.
    Unfounded = "RG-UNF", &[Point(12, 5, 'b')], SEVEN, WholeOrPart, [FeeConsidered];
    /// Excessive.
    Excessive = "RG-EXC", &[Point(12, 5, 'b')], SEVEN, WholeOrPart, [PreviousRequests];
    /// The copy would harm others.
    AccessOthers = "RG-15-OTH", &[Paragraph(15, 4), Recital(63)], &[Access], Part,
        [WhoseRight, RedactionInsufficient];
    /// Security, defence, public order, crime.
    AccessSecurity = "RG-15-SEC", &[Act34(1)], &[Access], WholeOrPart, [Interest, ReasonsTold];
    /// Serious danger to a person.
    AccessDanger = "RG-15-DANGER", &[Act34(2)], &[Access], WholeOrPart, [Interest, ReasonsTold];
    /// Supervision or a public financial interest.
    AccessSupervision = "RG-15-SUPERV", &[Act34(3)], &[Access], WholeOrPart, [Interest, ReasonsTold];
    /// The data are accurate.
    Accurate = "RG-16-OK", &[Article(16)], &[Rectification], WholeOrPart, [VerifiedHow];
    /// The purpose needs no completion.
    CompletionUnneeded = "RG-16-PURP", &[Article(16)], &[Rectification], WholeOrPart, [WhyUnneeded];
    /// No condition for erasure is met.
    ErasureNoCondition = "RG-17-NOG", &[Paragraph(17, 1)], &[Erasure], WholeOrPart, [WhyNoCondition];
    /// Freedom of expression and information.
    ErasureExpression = "RG-17-EXPR", &[Point(17, 3, 'a')], &[Erasure], WholeOrPart, [];
    /// A law obliges to keep the data; for vouchers KPL 2:10.
    ErasureLegal = "RG-17-LEGAL", &[Point(17, 3, 'b')], &[Erasure], WholeOrPart,
        [Statute, DocumentClass, FinancialYear, KeepUntil];
    /// Public health.
    ErasureHealth = "RG-17-HEALTH", &[Point(17, 3, 'c')], &[Erasure], WholeOrPart, [];
    /// Archiving, research, statistics.
    ErasureArchive = "RG-17-ARCH", &[Point(17, 3, 'd')], &[Erasure], WholeOrPart, [];
    /// A legal claim needs the data.
    ErasureClaim = "RG-17-CLAIM", &[Point(17, 3, 'e')], &[Erasure], WholeOrPart, [Claim, ReviewOn];
    /// No condition for restriction is met.
    RestrictionNoCondition = "RG-18-NOG", &[Paragraph(18, 1)], &[Restriction], WholeOrPart, [WhyNoCondition];
    /// Neither consent nor contract.
    PortabilityBasis = "RG-20-BASIS", &[Point(20, 1, 'a')], &[Portability], WholeOrPart, [BasisUsed];
    /// Not processed by automated means.
    PortabilityManual = "RG-20-MAN", &[Point(20, 1, 'b')], &[Portability], WholeOrPart, [];
    /// Not provided by the person.
    PortabilityNotProvided = "RG-20-PROV", &[Paragraph(20, 1)], &[Portability], WholeOrPart, [Origin];
    /// It would harm others.
    PortabilityOthers = "RG-20-OTH", &[Paragraph(20, 4)], &[Portability], WholeOrPart, [WhoseRight];
    /// The transfer to another controller is not feasible; the person gets the data instead.
    TransferNotFeasible = "RG-20-TECH", &[Paragraph(20, 2)], &[Portability], WholeOrPart, [WhyNotFeasible];
    /// Neither public task nor legitimate interest.
    ObjectionBasis = "RG-21-BASIS", &[Paragraph(21, 1)], &[Objection], WholeOrPart, [BasisUsed];
    /// No particular situation was given though asked for.
    ObjectionNoSituation = "RG-21-SIT", &[Paragraph(21, 1)], &[Objection], Whole, [Asked];
    /// Compelling legitimate grounds override.
    ObjectionCompelling = "RG-21-COMP", &[Paragraph(21, 1)], &[Objection], WholeOrPart, [Balancing];
    /// A legal claim needs the processing.
    ObjectionClaim = "RG-21-CLAIM", &[Paragraph(21, 1)], &[Objection], WholeOrPart, [Claim];
    /// No decision was made by automated means alone, or none with legal or similarly significant effects.
    NoAutomatedDecision = "RG-22-NONE", &[Paragraph(22, 1)], &[Automated], Whole, [];
    /// An exception of Art. 22(2) holds.
    AutomatedDecisionAllowed = "RG-22-EXC", &[Paragraph(22, 2)], &[Automated], WholeOrPart, [Exception, Safeguards];
}

impl Ground {
    /// The ground of a recorded code, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|ground| ground.code() == code)
    }

    /// Whether it can be used against a right.
    pub fn fits(self, right: Right) -> bool {
        self.rights().contains(&right)
    }

    /// The grounds a page may offer for a right; none for marketing and consent.
    pub fn fitting(right: Right) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |ground| ground.fits(right))
    }

    /// Whether single records or fields of a copy may be kept back on it: one that speaks of the data themselves and
    /// may refuse a part. Art. 12(5) speaks of the request, Art. 20(2) of the way it is sent.
    pub fn keeps_back(self, right: Right) -> bool {
        let of_request = matches!(self, Self::Unfounded | Self::Excessive | Self::TransferNotFeasible);
        self.fits(right) && self.extent() != Extent::Whole && !of_request
    }

    /// What is still to be recorded before it may be used.
    pub fn lacks(self, recorded: &Recorded) -> Vec<Demand> {
        // What an authority orders to be kept has a day of review instead of a financial year and a last day.
        let ordered = self == Self::ErasureLegal && recorded.read(Demand::ReviewOn).is_some();
        let dated = [Demand::FinancialYear, Demand::KeepUntil];
        let lacks = |demand: &Demand| recorded.read(*demand).is_none();
        self.demands()
            .iter()
            .copied()
            .filter(lacks)
            .filter(|demand| !(ordered && dated.contains(demand)))
            .collect()
    }

    /// The element of the letter that this ground adds to those of every refusal (law.md 3.2).
    pub const fn letter_element(self) -> Option<&'static str> {
        match self {
            // TSL 34 § 4 mom.: the data are given to the Ombudsman when the person asks.
            Self::AccessSecurity | Self::AccessDanger | Self::AccessSupervision => Some("L7"),
            // Art. 12(5): the controller bears the burden of proof.
            Self::Unfounded | Self::Excessive => Some("L8"),
            // Art. 12(2): what would suffice, and that the case opens again free of charge.
            Self::NotIdentified => Some("L9"),
            _ => None,
        }
    }

    /// Whether the person reads a fact of it in the letter. What TSL 34 § protects may be endangered by the facts: there staff
    /// say apart what is told of them (3 mom.).
    pub fn tells(self, demand: Demand) -> bool {
        demand.is_told() && !(demand == Demand::Facts && self.letter_element() == Some("L7"))
    }

    /// Its short name.
    pub fn title(self, language: Language) -> String {
        lang::text(language, &format!("ground-{}-title", self.code().to_lowercase()))
    }

    /// What it says, in plain words to the person.
    pub fn plain(self, language: Language) -> String {
        lang::text(language, &format!("ground-{}-plain", self.code().to_lowercase()))
    }

    /// Where it stands in the law, written out.
    pub fn citation(self, language: Language) -> String {
        self.sources().iter().map(|source| source.cite(language)).collect::<Vec<_>>().join(", ")
    }
}

impl Source {
    /// The place in the law as it is cited in a language.
    pub fn cite(self, language: Language) -> String {
        let say = |key: &str, args: Args<'_>| lang::text_with(language, key, args);
        match self {
            Self::Article(article) => say("cite-article", &[("article", article.into())]),
            Self::Paragraph(article, paragraph) => {
                say("cite-paragraph", &[("article", article.into()), ("paragraph", paragraph.into())])
            }
            Self::Point(article, paragraph, point) => {
                let point = point.to_string().into();
                say(
                    "cite-point",
                    &[("article", article.into()), ("paragraph", paragraph.into()), ("point", point)],
                )
            }
            Self::Recital(recital) => say("cite-recital", &[("recital", recital.into())]),
            Self::Act34(point) => say("cite-act-34", &[("point", point.into())]),
        }
    }
}
