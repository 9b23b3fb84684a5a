//! What keeps a decision from standing, told at the field that can put it right.

use super::Draft;
use crate::{
    error::why::no_closing,
    say::{say, say_with, word},
    views::{decision::words, desk::item_name, form::Problem},
};
use entity::{
    id::ItemId,
    kind::{ItemKind, Language, Right, Verdict},
};
use portal_core::{
    lang::text,
    law::{
        demand::{Demand, Shape},
        ground::{Extent, Ground},
    },
    notice::profile::Profile,
    request::{
        case::Case,
        decision::{Decision, Flaw},
        propose::Preview,
    },
    right::rectification::fields::PresentField,
};

/// The problems of each page of a decision.
#[derive(Default)]
pub struct Told {
    pub verdicts: Vec<Problem>,
    pub reasons: Vec<Problem>,
    /// Those of the pages on which is marked what is kept back, with the place of the item.
    pub marks: Vec<(usize, Problem)>,
}

/// Tells every flaw of a preview.
pub fn tell(language: Language, notice: &Profile, draft: &Draft, preview: &Preview) -> Told {
    let (case, decision) = (&draft.case, &draft.decision);
    let mut told = Told::default();
    let teller = Teller { language, notice, case, decision, fields: &draft.fields };
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
    notice: &'a Profile,
    case: &'a Case,
    decision: &'a Decision,
    fields: &'a [PresentField],
}

impl Teller<'_> {
    fn tell(&self, flaw: &Flaw, told: &mut Told) {
        match flaw {
            Flaw::FactsMissing { item, demands } => {
                told.reasons.extend(demands.iter().map(|demand| self.fact(*item, *demand)));
            }
            Flaw::LateReasonMissing => {
                told.reasons.push(Problem::new("late_reason", say(self.language, "decide-late-problem")));
            }
            Flaw::FindingMissing => {
                told.reasons.push(Problem::new("free_part", say(self.language, "decide-no-finding")));
            }
            Flaw::CopyAsked => {
                let field = if self.decision.suffices.is_some() { "suffices" } else { "free_part" };
                told.reasons.push(Problem::new(field, say(self.language, "decide-copy-asked")));
            }
            Flaw::CorrectionUnconfirmed { item } => {
                let first = self.fields.first().map_or("", |field| field.target.as_str());
                self.correct(*item, first, "decide-no-correction", told);
            }
            Flaw::FieldUnknown { item, target } => self.correct(*item, target, "decide-field-unknown", told),
            Flaw::ValueUnfit { item, target } => self.correct(*item, target, "decide-value-unfit", told),
            Flaw::ValueChanged { item, target } => self.correct(*item, target, "decide-value-changed", told),
            Flaw::ElsewhereUnfit { item } => {
                told.reasons.push(self.at("elsewhere", *item, "decide-elsewhere-unfit"));
            }
            Flaw::RestMissing { item } => told.reasons.push(self.at("rest", *item, "decide-no-rest")),
            Flaw::GroundMissing { item } | Flaw::GroundDoesNotFit { item, .. } if self.is_in_part(*item) => {
                self.mark(*item, "part", "copy-no-ground", told);
            }
            Flaw::NothingKeptBack { item } => self.mark(*item, "keep", "copy-nothing-marked", told),
            Flaw::AllKeptBack { item, category } => {
                let field = format!("keep-{}-{category}", self.place(*item));
                told.marks
                    .push((self.place(*item), Problem::new(field, say(self.language, "copy-all-marked"))));
            }
            _ => told.verdicts.push(self.on_verdict(flaw)),
        }
    }

    fn mark(&self, item: ItemId, field: &str, key: &str, told: &mut Told) {
        told.marks.push((self.place(item), self.at(field, item, key)));
    }

    fn is_in_part(&self, item: ItemId) -> bool {
        let copied = self.case.request.right != Some(Right::Rectification);
        copied && self.decision.on(item).is_some_and(|verdict| verdict.verdict == Verdict::Partly)
    }

    /// What is put right on the page of verdicts.
    fn on_verdict(&self, flaw: &Flaw) -> Problem {
        match flaw {
            Flaw::VerdictMissing { item } => self.named("verdict", *item, "decide-no-verdict"),
            Flaw::GroundMissing { item } => self.named("ground", *item, "decide-no-ground"),
            Flaw::GroundDoesNotFit { item, .. } => self.at("ground", *item, "decide-ground-unfit"),
            Flaw::ExtentDoesNotFit { item, ground } if ground.extent() == Extent::Part => {
                self.at("ground", *item, "decide-ground-part")
            }
            Flaw::ExtentDoesNotFit { item, .. } => self.at("ground", *item, "decide-ground-whole"),
            Flaw::TransferAlone { item } => self.at("verdict", *item, "decide-transfer-alone"),
            Flaw::ScopeMissing { item } => self.at("scope", *item, "decide-no-scope"),
            Flaw::MeaningMissing { item } => self.at("meant", *item, "decide-meaning-missing"),
            Flaw::AskFirst { item } => self.at("ground", *item, "decide-ask-first"),
            Flaw::KnownOrUnasked { item, why } => {
                Problem::new(format!("ground-{}", self.place(*item)), no_closing(self.language, *why))
            }
            Flaw::CannotBeCarriedOut { right } => self.undoable(*right),
            Flaw::RecipientUnnamed { recipients } => self.unnamed(recipients),
            _ => self.on_first(of_whole(flaw)),
        }
    }

    fn on_first(&self, key: &str) -> Problem {
        Problem::new("verdict-0", say(self.language, key))
    }

    fn at(&self, field: &str, item: ItemId, key: &str) -> Problem {
        Problem::new(format!("{field}-{}", self.place(item)), say(self.language, key))
    }

    /// With the name of the item: of several that lack the same, each is told apart.
    fn named(&self, field: &str, item: ItemId, key: &str) -> Problem {
        let place = self.place(item);
        let name = self.case.items.get(place).map(|item| item_name(self.language, self.notice, item));
        let item = [("item", name.unwrap_or_default().into())];
        Problem::new(format!("{field}-{place}"), say_with(self.language, key, &item))
    }

    fn undoable(&self, right: Right) -> Problem {
        let right = [("right", word(self.language, "right", right.code()).into())];
        Problem::new("verdict-0", say_with(self.language, "decide-not-carried-out", &right))
    }

    /// By what each does for the controller, and by its code in the notice, where its name is to be filled in.
    fn unnamed(&self, codes: &[String]) -> Problem {
        let named = |code: &String| {
            let of = self.notice.recipients.iter().find(|recipient| recipient.code == *code);
            let label = of.map(|recipient| recipient.label.in_language(self.language)).unwrap_or_default();
            format!("{label} ({code})")
        };
        let recipients = codes.iter().map(named).collect::<Vec<_>>().join(", ");
        let said = [("recipients", recipients.into())];
        Problem::new("verdict-0", say_with(self.language, "decide-recipient-unnamed", &said))
    }

    fn place(&self, item: ItemId) -> usize {
        self.case.items.iter().position(|other| other.id == item).unwrap_or_default()
    }

    /// What is wrong with a field, by its name: of several on one page each is told apart.
    fn in_field(&self, target: &str, key: &str) -> String {
        let field = self.fields.iter().find(|field| field.target == target);
        let name = field.map(|field| text(self.language, field.label_key)).unwrap_or_default();
        say_with(self.language, key, &[("field", name.into())])
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
    fn correct(&self, item: ItemId, target: &str, key: &str, told: &mut Told) {
        let place = self.place(item);
        if self.case.items.get(place).is_some_and(|item| item.kind == ItemKind::Field) {
            told.verdicts.push(self.at("verdict", item, key));
        } else {
            told.reasons.push(Problem::new(words::name_of(place, target), self.in_field(target, key)));
        }
    }
}

/// What is said of a flaw of the whole decision, at its first verdict.
const fn of_whole(flaw: &Flaw) -> &'static str {
    match flaw {
        Flaw::SomethingHeld => "decide-something-held",
        Flaw::OwnFileHeld { right: Right::Erasure } => "decide-own-file-held-erasure",
        Flaw::OwnFileHeld { .. } => "decide-own-file-held",
        Flaw::NothingPortable => "decide-nothing-portable",
        Flaw::IdentityOpen => "decide-identity-open",
        Flaw::PersonMissing => "decide-person-missing",
        Flaw::AccessFirst => "decide-access-first",
        Flaw::Unclassified
        | Flaw::RightNamed
        | Flaw::NoRequestUntold
        | Flaw::NotAsked { .. }
        | Flaw::GroundWithoutRefusal { .. }
        // Told of their items, or on other pages, above.
        | Flaw::VerdictMissing { .. }
        | Flaw::GroundMissing { .. }
        | Flaw::GroundDoesNotFit { .. }
        | Flaw::ExtentDoesNotFit { .. }
        | Flaw::TransferAlone { .. }
        | Flaw::ScopeMissing { .. }
        | Flaw::MeaningMissing { .. }
        | Flaw::AskFirst { .. }
        | Flaw::KnownOrUnasked { .. }
        | Flaw::CannotBeCarriedOut { .. }
        | Flaw::RecipientUnnamed { .. }
        | Flaw::NothingKeptBack { .. }
        | Flaw::AllKeptBack { .. }
        | Flaw::FactsMissing { .. }
        | Flaw::CopyAsked
        | Flaw::FindingMissing
        | Flaw::LateReasonMissing
        | Flaw::ElsewhereUnfit { .. }
        | Flaw::RestMissing { .. }
        | Flaw::CorrectionUnconfirmed { .. }
        | Flaw::FieldUnknown { .. }
        | Flaw::ValueUnfit { .. }
        | Flaw::ValueChanged { .. } => "act-classify-first",
    }
}
