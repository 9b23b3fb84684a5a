//! What must be written down before a ground for refusal may be used (law.md 3.1, "Conditions that must be recorded").

use crate::lang;
use chrono::NaiveDate;
use entity::kind::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest fact, in characters: a letter tells several of each thing refused.
pub const LONGEST: usize = 2000;

/// How a demanded fact is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Words of one's own.
    Text,
    /// Where a document or record is found.
    Reference,
    /// A date as YYYY-MM-DD.
    Date,
}

macro_rules! demands {
    ($($(#[$doc:meta])* $variant:ident = $code:literal: $shape:ident),+ $(,)?) => {
        /// One fact that a ground demands.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Demand { $($(#[$doc])* #[serde(rename = $code)] $variant),+ }

        impl Demand {
            /// Every demand.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name of the field in forms and in the record.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// How it is written.
            pub const fn shape(self) -> Shape {
                match self { $(Self::$variant => Shape::$shape),+ }
            }
        }
    };
}

demands! {
    /// The facts of this case, demanded by every ground.
    Facts = "facts": Text,
    /// Where the proof is, demanded by every ground.
    Evidence = "evidence": Reference,
    /// Why there is reasonable doubt about who asks, Art. 12(6).
    DoubtReason = "doubt_reason": Text,
    /// What the requester was asked for.
    Asked = "asked": Text,
    /// Why a milder way of identifying does not suffice.
    LesserMeans = "lesser_means": Text,
    /// How the controller shows that it cannot identify the person, Art. 12(2).
    CannotIdentify = "cannot_identify": Text,
    /// Why a fee was not chosen instead, Art. 12(5)(a).
    FeeConsidered = "fee_considered": Text,
    /// Dates and scope of earlier requests, or the proof of abuse (C-526/24).
    PreviousRequests = "previous_requests": Text,
    /// Whose rights or freedoms stand against it.
    WhoseRight = "whose_right": Text,
    /// Why covering the others' data does not suffice, recital 63.
    RedactionInsufficient = "redaction_insufficient": Text,
    /// Which danger or interest the national section protects, and how.
    Interest = "interest": Text,
    /// What the person is told of the reasons: those, or that telling them would endanger what the section protects
    /// (TSL 34 § 3 mom.).
    ReasonsTold = "reasons_told": Text,
    /// How the data were found to be accurate.
    VerifiedHow = "verified_how": Text,
    /// Why the purpose needs no completion.
    WhyUnneeded = "why_unneeded": Text,
    /// Why the processing is still necessary, or why none of the conditions of the right is met.
    WhyNoCondition = "why_no_condition": Text,
    /// The law that obliges, by name and section.
    Statute = "statute": Text,
    /// What kind of document it is.
    DocumentClass = "document_class": Text,
    /// The last day of the financial year the document belongs to.
    FinancialYear = "financial_year": Date,
    /// The day until which the data are kept.
    KeepUntil = "keep_until": Date,
    /// The legal claim, and when it lapses.
    Claim = "claim": Text,
    /// The day on which the ground is looked at again.
    ReviewOn = "review_on": Date,
    /// The basis the processing stands on.
    BasisUsed = "basis_used": Text,
    /// Where the data came from, when not from the person.
    Origin = "origin": Text,
    /// Why a direct transfer is not technically feasible.
    WhyNotFeasible = "why_not_feasible": Text,
    /// The person's interests weighed against the controller's.
    Balancing = "balancing": Text,
    /// The exception of Art. 22(2).
    Exception = "exception": Text,
    /// The safeguards of Art. 22(3) that were offered.
    Safeguards = "safeguards": Text,
}

impl Demand {
    /// The demand of a field name, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|demand| demand.code() == code)
    }

    /// The key of its label in the catalogue.
    pub fn key(self) -> String {
        format!("demand-{}", self.code().replace('_', "-"))
    }

    /// Whether the person reads it in the letter: the reasons of Art. 12(4), and the balancing of R1.7.2. What could
    /// harm others, or only shows that staff did their part, stays on record.
    pub const fn is_told(self) -> bool {
        match self {
            Self::Facts
            | Self::Asked
            | Self::PreviousRequests
            | Self::ReasonsTold
            | Self::VerifiedHow
            | Self::WhyUnneeded
            | Self::WhyNoCondition
            | Self::Statute
            | Self::DocumentClass
            | Self::FinancialYear
            | Self::KeepUntil
            | Self::Claim
            | Self::ReviewOn
            | Self::BasisUsed
            | Self::Origin
            | Self::WhyNotFeasible
            | Self::Balancing
            | Self::Exception
            | Self::Safeguards => true,
            Self::Evidence
            | Self::DoubtReason
            | Self::LesserMeans
            | Self::CannotIdentify
            | Self::FeeConsidered
            | Self::WhoseRight
            | Self::RedactionInsufficient
            | Self::Interest => false,
        }
    }

    /// Whether what was written meets it.
    pub fn is_met_by(self, written: &str) -> bool {
        match self.shape() {
            Shape::Text | Shape::Reference => !written.trim().is_empty(),
            Shape::Date => written.trim().parse::<NaiveDate>().is_ok(),
        }
    }
}

/// The facts recorded for one use of a ground.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Recorded(BTreeMap<Demand, String>);

impl Recorded {
    /// Writes down one fact; a later one replaces it.
    pub fn write(&mut self, demand: Demand, text: impl Into<String>) {
        self.0.insert(demand, text.into());
    }

    /// What was written, if it meets the demand.
    pub fn read(&self, demand: Demand) -> Option<&str> {
        self.0.get(&demand).map(|text| text.trim()).filter(|text| demand.is_met_by(text))
    }

    /// The date written, for a demand that asks for one.
    pub fn date(&self, demand: Demand) -> Option<NaiveDate> {
        self.read(demand).and_then(|text| text.parse().ok())
    }

    /// What was written as people read it: a date as dates are written in the language.
    pub fn shown(&self, demand: Demand, language: Language) -> Option<String> {
        let written = self.read(demand)?;
        let date = self.date(demand).filter(|_| demand.shape() == Shape::Date);
        Some(date.map_or_else(|| written.to_owned(), |date| lang::date(language, date)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_on_record_is_read_as_dates_are_written_and_words_as_they_stand() {
        let mut recorded = Recorded::default();
        recorded.write(Demand::KeepUntil, "2032-12-31");
        recorded.write(Demand::Facts, "2032-12-31");
        let shown = |demand, language| recorded.shown(demand, language);
        assert_eq!(shown(Demand::KeepUntil, Language::Fi).as_deref(), Some("31.12.2032"));
        assert_eq!(shown(Demand::KeepUntil, Language::En).as_deref(), Some("31 December 2032"));
        assert_eq!(shown(Demand::Facts, Language::Fi).as_deref(), Some("2032-12-31"));
        assert_eq!(shown(Demand::Statute, Language::Fi), None);
    }
}
