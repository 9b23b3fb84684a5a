//! The sentences that explain a date, and that every text of the law stands in all three languages.

use super::calendar::{DayOff, Eve, Holiday};
use super::deadline::{self, Milestone, Pause, Reason};
use super::demand::Demand;
use super::explain;
use super::ground::Ground;
use crate::{lang, request::lifecycle::Why};
use chrono::NaiveDate;
use entity::kind::Language;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn reasons() -> Vec<Reason> {
    let mut all: Vec<_> =
        Holiday::ALL.iter().map(|holiday| Reason::DayOff(DayOff::Holiday(*holiday))).collect();
    all.extend([Reason::DayOff(DayOff::Saturday), Reason::DayOff(DayOff::Sunday), Reason::MonthClamp]);
    all.extend([Reason::Eve(Eve::Midsummer), Reason::Eve(Eve::Christmas), Reason::PausedDays(1)]);
    all
}

#[test]
fn easter_is_explained_step_by_step() {
    let deadline = deadline::deadline(day("2026-03-05"), &[]).unwrap();
    assert_eq!(
        explain::explain_one(Language::En, &deadline, Milestone::Due),
        [
            "The request came in on 5 March 2026. One month from then ends on 5 April 2026.",
            "5 April 2026 is Easter Sunday, so the date moves to the next day: 6 April 2026.",
            "6 April 2026 is Easter Monday, so the date moves to the next day: 7 April 2026.",
            "Reply by 7 April 2026.",
        ]
    );
    let finnish = explain::explain_one(Language::Fi, &deadline, Milestone::Due);
    assert_eq!(
        finnish.get(1).unwrap(),
        "5.4.2026 on pääsiäispäivä, joten määräaika siirtyy seuraavaan päivään: 6.4.2026."
    );
}

#[test]
fn a_pause_of_one_day_reads_as_one_day() {
    let sentences = |to: &str| {
        let pause = Pause { from: day("2026-03-03"), to: day(to) };
        let deadline = deadline::deadline(day("2026-03-02"), &[pause]).unwrap();
        explain::explain(Language::En, &deadline).join(" ")
    };
    assert!(sentences("2026-03-04").contains("stood still for one day,"), "{}", sentences("2026-03-04"));
    assert!(sentences("2026-03-10").contains("stood still for 7 days,"), "{}", sentences("2026-03-10"));
}

#[test]
fn all_dates_are_explained_in_every_language() {
    let pause = Pause { from: day("2026-02-02"), to: day("2026-02-04") };
    let deadline = deadline::deadline(day("2026-01-31"), &[pause]).unwrap();
    for language in Language::ALL {
        let sentences = explain::explain(*language, &deadline);
        // Three beginnings, three results, six shifts, one day back from Saturday 28 February.
        assert_eq!(sentences.len(), 13, "{sentences:?}");
        for sentence in &sentences {
            assert!(!sentence.contains(['⟦', '{', '$']), "{sentence}");
        }
        assert!(sentences.iter().any(|sentence| sentence.contains("31")), "{sentences:?}");
    }
}

#[test]
fn every_text_of_the_law_stands_in_every_language() {
    for language in Language::ALL.iter().copied() {
        let mut texts: Vec<String> =
            reasons().into_iter().map(|reason| explain::reason(language, reason)).collect();
        for ground in Ground::ALL {
            texts.extend([ground.title(language), ground.plain(language), ground.citation(language)]);
        }
        texts.extend(Demand::ALL.iter().map(|demand| lang::text(language, &demand.key())));
        texts.extend(Why::ALL.iter().map(|why| why.sentence(language)));
        assert_eq!(texts.len(), 19 + 3 * 27 + 27 + 13);
        for text in texts {
            assert!(!text.is_empty() && !text.contains(['⟦', '{', '$']), "{language:?}: {text}");
        }
    }
}

#[test]
fn no_language_borrows_a_text_from_another() {
    let keys = |catalogue: &'static str| -> Vec<&'static str> {
        catalogue.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key).collect()
    };
    let english = keys(include_str!("../../locales/en/law.ftl"));
    assert!(english.contains(&"ground-rg-id-plain"));
    assert_eq!(keys(include_str!("../../locales/fi/law.ftl")), english);
    assert_eq!(keys(include_str!("../../locales/sv/law.ftl")), english);
    for ground in Ground::ALL {
        let (fi, sv, en) =
            (ground.plain(Language::Fi), ground.plain(Language::Sv), ground.plain(Language::En));
        assert!(fi != sv && sv != en && fi != en, "{}", ground.code());
    }
}
