//! Which elements of law.md 3.2 a letter lacks. It reads the finished letter, so nothing counts that does not show.

use super::{Facts, Item, Reason, Sender, Transfer, compose, erasure::Left, page::one_line};
use crate::lang;
use chrono::NaiveDate;
use entity::kind::{Language, LetterKind, Verdict};

/// The ids (`L1` to `L10`) of what the verdicts and grounds demand and the letter does not show.
pub fn lacks(kind: LetterKind, language: Language, sender: &Sender, facts: &Facts) -> Vec<&'static str> {
    let letter = compose(kind, language, sender, facts);
    let reading = Reading { words: one_line(&letter.text), language, sender, facts };
    let decides = matches!(
        kind,
        LetterKind::Granted | LetterKind::PartlyGranted | LetterKind::Refused | LetterKind::NotIdentified
    );
    let refuses = matches!(kind, LetterKind::PartlyGranted | LetterKind::Refused);
    let extends = kind == LetterKind::Extended;
    let proposes_fee = kind == LetterKind::Question && super::proposes_fee(facts);
    let complains = decides
        || proposes_fee
        || matches!(kind, LetterKind::Late | LetterKind::Extended | LetterKind::RestrictionEnds)
        || matches!(facts.transfer, Some(Transfer::Failed(_)));
    let identifies = kind == LetterKind::NotIdentified || reading.on_ground(&["RG-ID"]);
    let checks = [
        ("L1", !(reading.names_sender() && (!decides || reading.dates()))),
        ("L2", decides && kind != LetterKind::NotIdentified && !reading.decides_each_item()),
        ("L3", refuses && !reading.gives_reasons() || extends && !reading.explains_extension()),
        ("L4", refuses && !reading.says_what_stays(kind)),
        ("L5", complains && !reading.names_authority()),
        ("L6", complains && !reading.shows_text("letter-remedy")),
        ("L7", reading.on_ground(&TSL_34) && !reading.shows_text("letter-to-ombudsman")),
        (
            "L8",
            reading.on_ground(&ART_12_5) && !reading.proves_excess()
                || proposes_fee && !reading.explains_fee(),
        ),
        ("L9", identifies && !reading.says_what_suffices()),
        ("L10", (decides || kind == LetterKind::Late) && !reading.in_time()),
    ];
    checks.into_iter().filter(|(_, lacking)| *lacking).map(|(id, _)| id).collect()
}

/// TSL 34 § 1 mom.
const TSL_34: [&str; 3] = ["RG-15-SEC", "RG-15-DANGER", "RG-15-SUPERV"];
/// Art. 12(5)
const ART_12_5: [&str; 2] = ["RG-UNF", "RG-EXC"];

struct Reading<'a> {
    words: String,
    language: Language,
    sender: &'a Sender,
    facts: &'a Facts,
}

impl Reading<'_> {
    /// Whether the letter shows these words; an empty text is never shown.
    fn shows(&self, words: &str) -> bool {
        let words = one_line(words);
        !words.is_empty() && self.words.contains(&words)
    }

    fn shows_lines(&self, text: &str) -> bool {
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        !lines.is_empty() && lines.into_iter().all(|line| self.shows(line))
    }

    fn shows_text(&self, key: &str) -> bool {
        self.shows(&lang::text(self.language, key))
    }

    fn shows_date(&self, date: Option<NaiveDate>) -> bool {
        date.is_some_and(|date| self.shows(&lang::date(self.language, date)))
    }

    fn names_sender(&self) -> bool {
        let contact = &self.sender.contact;
        self.shows(&self.sender.controller.name)
            && self.shows(&contact.name)
            && self.shows(&contact.postal)
            && self.shows(&contact.phone)
            && self.shows(&self.facts.reference)
    }

    fn dates(&self) -> bool {
        self.shows_date(Some(self.facts.received_on)) && self.shows_date(self.facts.decided_on)
    }

    fn decides_each_item(&self) -> bool {
        if self.facts.no_request.is_some() {
            return self.shows_text("letter-no-request");
        }
        let shown =
            |item: &Item| item.verdict.is_some() && (self.facts.nothing_held || self.shows(&item.asked));
        !self.facts.items.is_empty() && self.facts.items.iter().all(shown)
    }

    fn refused(&self) -> impl Iterator<Item = &Item> {
        let not_done = [Some(Verdict::Refused), Some(Verdict::Partly)];
        self.facts.items.iter().filter(move |item| not_done.contains(&item.verdict))
    }

    fn reasons(&self) -> impl Iterator<Item = &Reason> {
        self.refused()
            .filter_map(|item| item.reason.as_ref())
            .chain(self.left().iter().map(|left| &left.reason))
    }

    /// What an erasure left by its plan.
    fn left(&self) -> &[Left] {
        self.facts.erasure.as_ref().map_or(&[], |erasure| &erasure.left)
    }

    fn on_ground(&self, codes: &[&str]) -> bool {
        self.reasons().any(|reason| codes.contains(&reason.code.as_str()))
    }

    fn gives_reasons(&self) -> bool {
        if let Some(told) = &self.facts.no_request {
            return self.shows_lines(&told.reason) && self.shows_lines(&told.whom);
        }
        let full = |reason: &Reason| {
            let parts = [&reason.facts, &reason.plain, &reason.citation];
            parts.into_iter().all(|part| self.shows_lines(part))
        };
        let planned = !self.left().is_empty();
        self.refused().count() > 0
            && self.refused().all(|item| item.reason.as_ref().map_or(planned, full))
            && self.reasons().all(full)
    }

    /// Art. 12(3): together with the reasons for the delay, and with the new date.
    fn explains_extension(&self) -> bool {
        self.facts.extension.as_ref().is_some_and(|it| {
            let complex = it.complexity.iter().all(|complexity| self.shows(&complexity.word(self.language)));
            let reasoned = self.shows_lines(&it.reasons) && !it.complexity.is_empty() && complex;
            reasoned && self.shows_date(Some(it.until))
        })
    }

    /// Partial: something done and something not; and the date of everything the law makes us keep.
    fn says_what_stays(&self, kind: LetterKind) -> bool {
        let partly = |item: &Item| matches!(item.verdict, Some(Verdict::Granted | Verdict::Partly));
        let granted = self.facts.items.iter().any(partly);
        let by_law = self.left().iter().filter(|left| left.reason.code == "RG-17-LEGAL");
        let dated = by_law
            .into_iter()
            .all(|left| !left.until.is_empty() && left.until.iter().all(|until| self.shows(until)));
        let mixed = kind != LetterKind::PartlyGranted || (granted && self.refused().count() > 0);
        let kept = |item: &Item| item.reason.as_ref().is_some_and(|r| r.code == "RG-17-LEGAL");
        mixed
            && dated
            && self.refused().filter(|item| kept(item)).all(|item| self.shows_date(item.keep_until))
    }

    fn names_authority(&self) -> bool {
        self.shows(&self.sender.authority) && self.shows_text("letter-complaint")
    }

    fn proves_excess(&self) -> bool {
        let fee = |reason: &Reason| reason.fee.as_deref().is_none_or(|fee| self.shows(fee));
        let mut on_it = self.reasons().filter(|reason| ART_12_5.contains(&reason.code.as_str()));
        self.shows_text("letter-burden") && on_it.all(|reason| self.shows(&reason.facts) && fee(reason))
    }

    /// Before charging: the facts, the amount, and that the request can be narrowed or withdrawn.
    fn explains_fee(&self) -> bool {
        let told = self.facts.question.as_ref().is_some_and(|it| {
            it.reason.as_deref().is_some_and(|facts| self.shows_lines(facts)) && self.shows_lines(&it.text)
        });
        told && ["letter-burden", "letter-fee-narrow", "letter-fee-withdraw"]
            .iter()
            .all(|key| self.shows_text(key))
    }

    fn says_what_suffices(&self) -> bool {
        self.facts.suffices.as_deref().is_some_and(|text| self.shows(text))
            && self.shows_text("letter-reopens")
    }

    /// Art. 12(4): within the time limit, or with the apology and the reason; never dated before receipt.
    fn in_time(&self) -> bool {
        let told = self.facts.lateness.as_ref().is_some_and(|late| self.shows(&late.reason));
        let decided = self.facts.decided_on;
        decided.is_none_or(|on| on >= self.facts.received_on)
            && (told || decided.is_some_and(|on| on <= self.facts.due_on))
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Item, Language, LetterKind, lacks};
    use crate::mail::letter::samples::{bare, day, facts, late, refused, sender};

    fn lacking(kind: LetterKind, change: impl Fn(&mut Facts)) -> Vec<&'static str> {
        let mut facts = facts(kind);
        change(&mut facts);
        lacks(kind, Language::Fi, &sender(), &facts)
    }

    fn on(code: &str) -> Item {
        refused("Invoices", code)
    }

    #[test]
    fn each_element_is_missed_when_it_is_taken_away() {
        let mut nameless = sender();
        nameless.contact.phone.clear();
        assert_eq!(lacks(LetterKind::MessageWaiting, Language::Sv, &nameless, &bare()), ["L1"]);
        let mut lawless = sender();
        lawless.authority.clear();
        assert_eq!(lacks(LetterKind::Refused, Language::Sv, &lawless, &facts(LetterKind::Refused)), ["L5"]);
        assert_eq!(lacking(LetterKind::Refused, |f| f.decided_on = None), ["L1", "L10"]);
        assert_eq!(lacking(LetterKind::Granted, |f| f.items[0].verdict = None), ["L2"]);
        assert_eq!(lacking(LetterKind::Granted, |f| f.items.clear()), ["L2"]);
        assert_eq!(
            lacking(LetterKind::Refused, |f| f.items[0].reason.as_mut().unwrap().facts.clear()),
            ["L3"]
        );
        assert_eq!(lacking(LetterKind::Refused, |f| f.items[0].reason = None), ["L3"]);
        assert_eq!(lacking(LetterKind::PartlyGranted, |f| f.items[1].keep_until = None), ["L4"]);
        assert_eq!(lacking(LetterKind::Refused, |f| f.items[0].keep_until = None), ["L4"]);
        assert_eq!(lacking(LetterKind::PartlyGranted, |f| drop(f.items.remove(0))), ["L4"]);
        assert_eq!(lacking(LetterKind::Late, |f| f.lateness = None), ["L10"]);
        assert_eq!(lacking(LetterKind::Extended, |f| f.extension = None), ["L3", "L5", "L6"]);
        let unreasoned = |f: &mut Facts| f.extension.as_mut().unwrap().reasons.clear();
        assert_eq!(lacking(LetterKind::Extended, unreasoned), ["L3"]);
        let simple = |f: &mut Facts| f.extension.as_mut().unwrap().complexity.clear();
        assert_eq!(lacking(LetterKind::Extended, simple), ["L3"]);
    }

    #[test]
    fn grounds_demand_their_own_elements() {
        assert_eq!(lacking(LetterKind::Refused, |f| f.items = vec![on("RG-ID")]), ["L9"]);
        assert_eq!(lacking(LetterKind::NotIdentified, |f| f.suffices = Some("  ".into())), ["L9"]);
        for code in ["RG-15-SEC", "RG-15-DANGER", "RG-15-SUPERV"] {
            let facts = Facts { items: vec![on(code)], ..facts(LetterKind::Refused) };
            assert!(lacks(LetterKind::Refused, Language::Fi, &sender(), &facts).is_empty());
        }
        for code in ["RG-UNF", "RG-EXC"] {
            let mut facts = Facts { items: vec![on(code)], ..facts(LetterKind::Refused) };
            facts.items[0].reason.as_mut().unwrap().fee = Some("20 €".into());
            facts.items[0].reason.as_mut().unwrap().facts.clear();
            assert_eq!(lacks(LetterKind::Refused, Language::Fi, &sender(), &facts), ["L3", "L8"]);
        }
    }

    #[test]
    fn a_decision_after_the_date_needs_its_apology_and_none_is_dated_before_receipt() {
        assert_eq!(lacking(LetterKind::Refused, |f| f.decided_on = Some(day(5, 8))), ["L10"]);
        assert!(lacking(LetterKind::Refused, |f| f.decided_on = Some(day(5, 7))).is_empty());
        assert_eq!(lacking(LetterKind::Refused, |f| f.decided_on = Some(day(4, 6))), ["L10"]);
        let excused = |f: &mut Facts| (f.decided_on, f.lateness) = (Some(day(5, 8)), Some(late()));
        assert!(lacking(LetterKind::Refused, excused).is_empty());
    }
}
