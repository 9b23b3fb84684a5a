//! What a record of a breach still lacks before it can be closed (Arts. 33 and 34). Pure.

use super::{
    Known,
    field::{DETECTED, FIELDS, Field, Need, RISK, RISK_REASON, ROLE, TELLING, Wrong},
};
use crate::law::breach::notify_by;
use chrono::{DateTime, Utc};
use entity::breach_report;
use std::collections::BTreeMap;

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A field nothing stands in.
    Field(&'static Field),
    /// The authority has not been told, though harm is not unlikely (Art. 33(1)).
    Report,
    /// The authority was told in phases, and no report says that it is the last (Art. 33(4)).
    LastReport,
    /// The first report was late, and no report says why (Art. 33(1)).
    LateReason,
    /// The persons were told, but not when (after it was found) or in which words (Art. 34(1) and (2)).
    Telling,
}

/// Whether the supervisory authority is to be told: by the controller, unless harm is unlikely (Art. 33(1)). While
/// nobody has judged the risk, or given the reasons (Art. 33(5)), it is.
pub fn is_to_be_reported(known: &Known) -> bool {
    let unlikely = known.get(RISK) == "unlikely" && !known.get(RISK_REASON).is_empty();
    known.get(ROLE) != "processor" && !unlikely
}

/// Whether the persons are still to be told: by the controller, without undue delay, where the risk is high (Art. 34(1)),
/// until they are or it stands on record why they need not be (Art. 34(3)).
pub fn are_persons_to_be_told(known: &Known) -> bool {
    is_high(known) && (known.get(TELLING).is_empty() || are_told(known) && known.get("told_at").is_empty())
}

/// Whether the controller has persons to think of whose risk is high.
fn is_high(known: &Known) -> bool {
    known.get(ROLE) != "processor" && known.get(RISK) == "high"
}

fn are_told(known: &Known) -> bool {
    ["told", "public"].contains(&known.get(TELLING))
}

/// What is out of order with what stands on record: nobody is told of a breach before it is found (Art. 34(1)).
pub fn out_of_order(known: &Known, read: &BTreeMap<&'static str, String>) -> Vec<Wrong> {
    let (told, found) = (read.get("told_at").map_or("", String::as_str), known.get(DETECTED));
    // Both are in UTC and in one form, so the texts are in order as the instants are.
    let early = !told.is_empty() && told < found;
    Field::of("told_at").filter(|_| early).map(|field| (field, "before")).into_iter().collect()
}

/// Everything that is missing, in the order of the pages; `aware` are the moments that ever stood as the beginning of the
/// clock.
pub fn lacks(known: &Known, aware: &[DateTime<Utc>], reports: &[breach_report::Model]) -> Vec<Lack> {
    let needed = |field: &&Field| match field.need {
        Need::Always => true,
        Need::Never => false,
        Need::Processor => known.get(ROLE) == "processor",
        Need::High => is_high(known),
    };
    let empty = |field: &&Field| known.get(field.code).is_empty();
    let mut found: Vec<_> = FIELDS.iter().filter(needed).filter(empty).map(Lack::Field).collect();
    // Both are in UTC and in one form, so the texts are in order as the instants are.
    let early = known.get("told_at") < known.get(DETECTED);
    if are_told(known) && (early || known.get("told_at").is_empty() || known.get("told_text").is_empty()) {
        found.push(Lack::Telling);
    }
    if is_to_be_reported(known) {
        match reports {
            [] => found.push(Lack::Report),
            reports if !reports.iter().any(|report| report.is_last) => found.push(Lack::LastReport),
            _ => {}
        }
    }
    found.extend(lacks_reason(aware, reports).then_some(Lack::LateReason));
    found
}

/// Whether a report was late by what was on record at any time, and does not say why: a clock that is set again excuses
/// nothing.
fn lacks_reason(known: &[DateTime<Utc>], reports: &[breach_report::Model]) -> bool {
    let Some(first) = reports.iter().min_by_key(|report| report.sent_at) else { return false };
    let earliest = known.iter().min();
    let silent = reports.iter().all(|report| report.late_reason.is_none());
    silent && earliest.is_some_and(|aware| first.sent_at > notify_by(*aware))
}

/// Whether a report is the first and comes after the 72 hours: it then says why (Art. 33(1)).
pub fn is_late(notify_by: DateTime<Utc>, reports: &[breach_report::Model], sent_at: DateTime<Utc>) -> bool {
    sent_at > notify_by && reports.iter().all(|report| report.sent_at >= sent_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use entity::id::{BreachId, BreachReportId, StaffId};
    use uuid::Uuid;

    fn aware() -> DateTime<Utc> {
        "2026-11-23T07:00:00Z".parse().unwrap()
    }

    fn report(hours: i64, is_last: bool) -> breach_report::Model {
        breach_report::Model {
            id: BreachReportId(Uuid::nil()),
            breach_id: BreachId(Uuid::nil()),
            sent_at: aware() + TimeDelta::hours(hours),
            reference: None,
            content: String::new(),
            is_last,
            late_reason: None,
            recorded_by: StaffId(Uuid::nil()),
            recorded_at: aware(),
        }
    }

    /// Every field that is always needed, and what is given.
    fn known(given: &[(&'static str, &str)]) -> Known {
        let always = FIELDS.iter().filter(|field| field.need == Need::Always);
        let all = always.map(|field| (field.code, "x"));
        all.chain(given.iter().copied()).map(|(code, value)| (code, value.to_owned())).collect()
    }

    fn missing(given: &[(&'static str, &str)], reports: &[breach_report::Model]) -> Vec<&'static str> {
        let name = |lack: Lack| match lack {
            Lack::Field(field) => field.code,
            Lack::Report => "report",
            Lack::LastReport => "last",
            Lack::Telling => "telling",
            Lack::LateReason => "late",
        };
        lacks(&known(given), &[aware()], reports).into_iter().map(name).collect()
    }

    #[test]
    fn the_persons_of_a_high_risk_wait_until_they_are_told_or_it_says_why_not() {
        let waits = |given: &[(&'static str, &str)]| are_persons_to_be_told(&known(given));
        let high = ("risk", "high");
        assert!(waits(&[high, ("role", "controller"), ("telling", "")]));
        assert!(waits(&[high, ("telling", "told"), ("told_at", "")]), "told, but nobody says when");
        assert!(!waits(&[high, ("telling", "told"), ("told_at", "2026-11-24T07:00:00Z")]));
        assert!(!waits(&[high, ("telling", "encrypted")]), "Art. 34(3)(a)");
        assert!(
            !waits(&[("risk", "risk"), ("telling", "")])
                && !waits(&[high, ("role", "processor"), ("telling", "")])
        );
    }

    #[test]
    fn an_empty_record_lacks_what_every_record_needs_and_the_report() {
        let all = lacks(&Known::default(), &[aware()], &[]);
        let always = FIELDS.iter().filter(|field| field.need == Need::Always).count();
        assert_eq!(all.len(), always + 1);
        assert_eq!(all.last(), Some(&Lack::Report), "nobody has judged the risk yet");
    }

    #[test]
    fn without_a_likely_harm_the_reasons_are_enough() {
        assert_eq!(missing(&[("risk", "unlikely"), ("role", "controller")], &[]), [""; 0]);
    }

    #[test]
    fn a_judgement_without_reasons_is_none() {
        let bare = [("risk", "unlikely"), ("role", "controller"), ("risk_reason", "")];
        assert_eq!(missing(&bare, &[]), ["risk_reason", "report"]);
    }

    #[test]
    fn a_clock_that_was_set_again_excuses_no_late_report() {
        let later = aware() + TimeDelta::days(3);
        let told = |reports: &[breach_report::Model], aware: &[DateTime<Utc>]| {
            lacks(&known(&[("risk", "risk")]), aware, reports).contains(&Lack::LateReason)
        };
        let late = report(80, true);
        assert!(
            told(std::slice::from_ref(&late), &[aware(), later])
                && !told(std::slice::from_ref(&late), &[later])
        );
        let excused = breach_report::Model { late_reason: Some("Nobody was at work.".into()), ..late };
        assert!(!told(&[excused], &[aware(), later]));
    }

    #[test]
    fn a_risk_is_reported_to_the_last_phase() {
        let risk = [("risk", "risk"), ("role", "controller")];
        assert_eq!(missing(&risk, &[]), ["report"]);
        assert_eq!(missing(&risk, &[report(10, false)]), ["last"]);
        assert_eq!(missing(&risk, &[report(10, false), report(30, true)]), [""; 0]);
    }

    #[test]
    fn of_a_high_risk_the_persons_are_told_or_the_exception_has_its_reason() {
        let high = [("risk", "high"), ("role", "controller")];
        let reported = [report(10, true)];
        assert_eq!(missing(&high, &reported), ["telling", "telling_reason"]);
        let exempt =
            [high[0], high[1], ("telling", "encrypted"), ("telling_reason", "The disk was encrypted.")];
        assert_eq!(missing(&exempt, &reported), [""; 0]);
        let told = [high[0], high[1], ("telling", "told"), ("telling_reason", "By letter.")];
        assert_eq!(missing(&told, &reported), ["telling"]);
    }

    #[test]
    fn a_processor_informs_the_customer_and_nobody_else() {
        assert_eq!(missing(&[("risk", "high"), ("role", "processor")], &[]), ["informed"]);
    }

    #[test]
    fn only_the_first_report_is_late_and_only_after_the_hours() {
        let by = crate::law::breach::notify_by(aware());
        assert!(!is_late(by, &[], by));
        assert!(is_late(by, &[], by + TimeDelta::seconds(1)));
        assert!(!is_late(by, &[report(10, false)], by + TimeDelta::hours(9)));
        assert!(is_late(by, &[report(90, false)], by + TimeDelta::hours(9)), "the other came later");
    }
}
