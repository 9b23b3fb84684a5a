//! What keeps a decision from standing, told at the field that can put it right.

use crate::{
    say::{say, say_with, word},
    views::form::Problem,
};
use entity::{
    id::ItemId,
    kind::{ItemKind, Language, Right},
};
use portal_core::{
    lang::text,
    law::{
        demand::{Demand, Shape},
        ground::{Extent, Ground},
    },
    request::{
        case::Case,
        decision::{Decision, Flaw},
        propose::Preview,
    },
};

/// The problems of each page of a decision.
#[derive(Default)]
pub struct Told {
    pub verdicts: Vec<Problem>,
    pub reasons: Vec<Problem>,
}

/// Tells every flaw of a preview.
pub fn tell(language: Language, case: &Case, decision: &Decision, preview: &Preview) -> Told {
    let mut told = Told::default();
    let teller = Teller { language, case };
    for flaw in &preview.flaws {
        teller.tell(flaw, &mut told);
    }
    let identifies = decision.verdicts.iter().any(|verdict| verdict.ground == Some(Ground::NotIdentified));
    if identifies && decision.suffices.is_none() {
        told.reasons.push(teller.fill("suffices", say(language, "decide-suffices")));
    }
    told
}

struct Teller<'a> {
    language: Language,
    case: &'a Case,
}

impl Teller<'_> {
    fn tell(&self, flaw: &Flaw, told: &mut Told) {
        let language = self.language;
        match flaw {
            Flaw::VerdictMissing { item } => {
                told.verdicts.push(self.at("verdict", *item, "decide-no-verdict"));
            }
            Flaw::GroundMissing { item } => told.verdicts.push(self.at("ground", *item, "decide-no-ground")),
            Flaw::GroundDoesNotFit { item, .. } => {
                told.verdicts.push(self.at("ground", *item, "decide-ground-unfit"));
            }
            Flaw::ExtentDoesNotFit { item, ground } => {
                let part = ground.extent() == Extent::Part;
                let key = if part { "decide-ground-part" } else { "decide-ground-whole" };
                told.verdicts.push(self.at("ground", *item, key));
            }
            Flaw::FactsMissing { item, demands } => {
                told.reasons.extend(demands.iter().map(|demand| self.fact(*item, *demand)));
            }
            Flaw::CannotBeCarriedOut { right } => told.verdicts.push(self.undoable(*right)),
            Flaw::SomethingHeld => {
                told.verdicts.push(Problem::new("verdict-0", say(language, "decide-something-held")));
            }
            Flaw::NothingPortable => {
                told.verdicts.push(Problem::new("verdict-0", say(language, "decide-nothing-portable")));
            }
            Flaw::TransferAlone { item } => {
                told.verdicts.push(self.at("verdict", *item, "decide-transfer-alone"));
            }
            Flaw::PersonMissing => {
                told.verdicts.push(Problem::new("verdict-0", say(language, "decide-person-missing")));
            }
            Flaw::Unclassified | Flaw::NotAsked { .. } | Flaw::GroundWithoutRefusal { .. } => {
                told.verdicts.push(Problem::new("verdict-0", say(language, "act-classify-first")));
            }
            Flaw::ScopeMissing { item } => told.verdicts.push(self.at("scope", *item, "decide-no-scope")),
            Flaw::AccessFirst => {
                told.verdicts.push(Problem::new("verdict-0", say(language, "decide-access-first")));
            }
            Flaw::LateReasonMissing => {
                told.reasons.push(Problem::new("late_reason", say(language, "decide-late-problem")));
            }
            Flaw::MeaningMissing { item } => {
                told.verdicts.push(self.at("meant", *item, "decide-meaning-missing"));
            }
            Flaw::AskFirst { item } => told.verdicts.push(self.at("ground", *item, "decide-ask-first")),
            Flaw::CorrectionUnconfirmed { item } => self.correct(*item, "new", "decide-no-correction", told),
            Flaw::FieldUnknown { item } => self.correct(*item, "target", "decide-field-unknown", told),
            Flaw::ValueUnfit { item } => self.correct(*item, "new", "decide-value-unfit", told),
            Flaw::ValueChanged { item, .. } => self.correct(*item, "target", "decide-value-changed", told),
        }
    }

    fn at(&self, field: &str, item: ItemId, key: &str) -> Problem {
        Problem::new(format!("{field}-{}", self.place(item)), say(self.language, key))
    }

    fn undoable(&self, right: Right) -> Problem {
        let right = [("right", word(self.language, "right", right.code()).into())];
        Problem::new("verdict-0", say_with(self.language, "decide-not-carried-out", &right))
    }

    fn place(&self, item: ItemId) -> usize {
        self.case.items.iter().position(|other| other.id == item).unwrap_or_default()
    }

    fn fill(&self, field: &str, label: String) -> Problem {
        Problem::new(field, say_with(self.language, "decide-fill", &[("label", label.into())]))
    }

    fn fact(&self, item: ItemId, demand: Demand) -> Problem {
        let field = format!("fact-{}-{}", self.place(item), demand.code());
        let label = text(self.language, &demand.key());
        match demand.shape() {
            Shape::Date => {
                Problem::new(field, say_with(self.language, "decide-fill-date", &[("label", label.into())]))
            }
            Shape::Text | Shape::Reference => self.fill(&field, label),
        }
    }

    /// A named field has nothing to type: the verdict on it is what can change.
    fn correct(&self, item: ItemId, field: &str, key: &str, told: &mut Told) {
        let place = self.place(item);
        if self.case.items.get(place).is_some_and(|item| item.kind == ItemKind::Field) {
            told.verdicts.push(self.at("verdict", item, key));
        } else {
            told.reasons.push(self.at(field, item, key));
        }
    }
}
