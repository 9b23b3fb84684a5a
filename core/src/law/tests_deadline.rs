//! The vectors of law.md 2.5 and 2.6, every one, and the assertions beside them.

use super::calendar::{self, DayOff, Eve, Holiday};
use super::deadline::{self, Deadline, Impossible, Milestone, Pause, Reason};
use super::extension::{Complexity, Extension, NoExtension};
use chrono::{DateTime, NaiveDate, Utc};

/// The rows of a vector file, without its header.
pub fn rows(text: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn pause(from: &str, to: &str) -> Pause {
    Pause { from: day(from), to: day(to) }
}

/// `2026-04-05(Sun)`: the date, once its weekday is found true.
fn dated(text: &str) -> NaiveDate {
    let (date, weekday) = text.strip_suffix(')').unwrap().split_once('(').unwrap();
    assert_eq!(day(date).format("%a").to_string(), weekday, "{text}");
    day(date)
}

fn unpaused(received_on: &str) -> Deadline {
    deadline::deadline(day(received_on), &[]).unwrap()
}

/// The rule of 150/1930 5 §, under which the eves move a date too.
fn rolled_by_act_150(mut date: NaiveDate) -> NaiveDate {
    while !calendar::is_working_day(date) || calendar::eve(date).is_some() {
        date = date.succ_opt().unwrap();
    }
    date
}

#[test]
fn every_deadline_vector_holds() {
    let mut ids = Vec::new();
    for row in rows(include_str!("vectors/deadlines.csv")) {
        let received_on = day(&row[1]);
        let found = unpaused(&row[1]);
        assert_eq!(deadline::nominal(received_on, Milestone::Due), dated(&row[2]), "{row:?}");
        assert_eq!(found.due_on, dated(&row[3]), "{row:?}");
        assert_eq!(deadline::nominal(received_on, Milestone::Extended), dated(&row[4]), "{row:?}");
        assert_eq!(found.extended_due_on, dated(&row[5]), "{row:?}");
        let by_act_150 = if &row[6] == "same" { found.due_on } else { day(&row[6]) };
        assert_eq!(rolled_by_act_150(dated(&row[2])), by_act_150, "{row:?}");
        ids.push(row[0].to_owned());
    }
    assert_eq!(ids, (1..=48).map(|number| format!("D{number:02}")).collect::<Vec<_>>());
}

#[test]
fn every_instant_vector_holds() {
    let mut ids = Vec::new();
    for row in rows(include_str!("vectors/instants.csv")) {
        let received_on = calendar::helsinki_date(at(&row[1]));
        assert_eq!(received_on, day(&row[2]), "{row:?}");
        assert_eq!(deadline::deadline(received_on, &[]).unwrap().due_on, day(&row[3]), "{row:?}");
        ids.push(row[0].to_owned());
    }
    assert_eq!(ids, ["Z01", "Z02", "Z03", "Z04"]);
}

#[test]
fn every_pause_vector_holds() {
    let mut ids = Vec::new();
    for row in rows(include_str!("vectors/pauses.csv")) {
        let received_on = day(&row[1]);
        let milestone = if &row[2] == "3" { Milestone::Extended } else { Milestone::Due };
        let pauses: Vec<_> = row[3]
            .split(';')
            .filter_map(|text| text.split_once(".."))
            .map(|(from, to)| pause(from, to))
            .collect();
        assert_eq!(deadline::nominal(received_on, milestone), day(&row[4]), "{row:?}");
        let days: u64 = pauses.iter().map(|pause| pause.days()).sum();
        assert_eq!(days, row[5].parse::<u64>().unwrap(), "{row:?}");
        assert_eq!(deadline::counting_pauses(received_on, &pauses), pauses, "{row:?}");
        let found = deadline::deadline(received_on, &pauses).unwrap();
        assert_eq!(found.on(milestone), day(&row[6]), "{row:?}");
        ids.push(row[0].to_owned());
    }
    assert_eq!(ids, ["P01", "P02", "P03", "P04", "P05", "P06", "P07"]);
}

#[test]
fn asking_for_identity_after_eight_working_days_stops_no_clock() {
    let received_on = day("2026-03-02");
    let asked_on = calendar::working_day_after(received_on, 8);
    let late = Pause { from: asked_on, to: day("2026-03-20") };
    assert!(!deadline::counts_as_pause(received_on, asked_on));
    assert_eq!(deadline::counting_pauses(received_on, &[late]), []);
}

#[test]
fn asking_within_three_working_days_stops_the_clock() {
    // Received on Friday 27 March 2026: Monday, Tuesday, Wednesday.
    let received_on = day("2026-03-27");
    for (asked_on, counts) in [
        ("2026-03-26", false),
        ("2026-03-27", true),
        ("2026-03-29", true),
        ("2026-04-01", true),
        ("2026-04-02", false),
    ] {
        assert_eq!(deadline::counts_as_pause(received_on, day(asked_on)), counts, "{asked_on}");
    }
}

#[test]
fn a_partial_answer_keeps_the_pause_only_when_asked_again_by_the_next_working_day() {
    let received_on = day("2026-06-01");
    let first = pause("2026-06-02", "2026-06-05");
    let next_day = pause("2026-06-08", "2026-06-18");
    let too_late = pause("2026-06-09", "2026-06-18");
    assert_eq!(deadline::counting_pauses(received_on, &[next_day, first]), [first, next_day]);
    assert_eq!(deadline::counting_pauses(received_on, &[first, too_late]), [first]);
}

#[test]
fn extension_is_told_by_the_last_hour_of_the_unpaused_month() {
    let deadline = unpaused("2026-03-03");
    let extension = |told_at: &str| Extension {
        told_at: at(told_at),
        complexity: &[Complexity::Volume],
        reasons: "Kuusi vuotta lokitietoja.",
        extended_before: false,
    };
    // 23:59 and 24:00 in Helsinki, summer time.
    assert_eq!(extension("2026-04-07T20:59:00Z").due_on(&deadline), Ok(day("2026-06-03")));
    let last_day = day("2026-04-07");
    assert_eq!(extension("2026-04-07T21:00:00Z").due_on(&deadline), Err(NoExtension::TooLate(last_day)));
    assert_eq!(deadline.internal_due_on, day("2026-04-02"));

    let unreasoned = Extension { reasons: " \n", ..extension("2026-04-07T20:59:00Z") };
    assert_eq!(unreasoned.due_on(&deadline), Err(NoExtension::NoReasons));
    let simple = Extension { complexity: &[], ..extension("2026-04-07T20:59:00Z") };
    assert_eq!(simple.due_on(&deadline), Err(NoExtension::NotComplex));
    let second = Extension { extended_before: true, ..extension("2026-04-07T20:59:00Z") };
    assert_eq!(second.due_on(&deadline), Err(NoExtension::Again));
}

#[test]
fn a_pause_does_not_lengthen_the_time_for_telling_an_extension() {
    let pauses = [pause("2026-03-03", "2026-03-10")];
    let found = deadline::deadline(day("2026-03-02"), &pauses).unwrap();
    assert_eq!(deadline::extension_notice_deadline(found.received_on), day("2026-04-02"));
    assert_eq!(found.due_on, day("2026-04-09"));
    assert_eq!(found.internal_due_on, day("2026-04-02"));
}

#[test]
fn the_last_day_counts_to_its_last_hour_in_helsinki() {
    let due_on = unpaused("2026-03-03").due_on;
    assert!(!deadline::is_overdue(due_on, at("2026-04-07T20:59:59.999Z")));
    assert!(deadline::is_overdue(due_on, at("2026-04-07T21:00:00Z")));
}

#[test]
fn our_own_target_avoids_the_eves_that_the_law_does_not() {
    let christmas = unpaused("2026-11-24");
    assert_eq!((christmas.due_on, christmas.internal_due_on), (day("2026-12-24"), day("2026-12-23")));
    assert_eq!(christmas.shifts, []);
    let steps: Vec<_> = christmas.shifts_of(Milestone::Internal).iter().map(|shift| shift.reason).collect();
    assert_eq!(steps, [Reason::Eve(Eve::Christmas)]);
    let midsummer = unpaused("2026-05-20");
    assert_eq!((midsummer.due_on, midsummer.internal_due_on), (day("2026-06-22"), day("2026-06-18")));
}

#[test]
fn every_step_of_a_date_is_kept_in_order() {
    let pauses = [pause("2026-02-02", "2026-02-04")];
    let found = deadline::deadline(day("2026-01-31"), &pauses).unwrap();
    let reasons = |milestone| -> Vec<_> {
        found.shifts_of(milestone).iter().map(|shift| (shift.date, shift.to, shift.reason)).collect()
    };
    assert_eq!(
        reasons(Milestone::Due),
        [
            (day("2026-01-31"), day("2026-02-28"), Reason::MonthClamp),
            (day("2026-02-28"), day("2026-03-02"), Reason::PausedDays(2)),
        ]
    );
    assert_eq!(
        reasons(Milestone::Extended),
        [
            (day("2026-01-31"), day("2026-04-30"), Reason::MonthClamp),
            (day("2026-04-30"), day("2026-05-02"), Reason::PausedDays(2)),
            (day("2026-05-02"), day("2026-05-03"), Reason::DayOff(DayOff::Saturday)),
            (day("2026-05-03"), day("2026-05-04"), Reason::DayOff(DayOff::Sunday)),
        ]
    );
    assert_eq!(found.shifts.len(), 6);
}

#[test]
fn a_holiday_is_named_before_the_sunday_it_falls_on() {
    let found = unpaused("2026-11-06");
    let steps: Vec<_> = found.shifts_of(Milestone::Due).iter().map(|shift| shift.reason).collect();
    assert_eq!(steps, [Reason::DayOff(DayOff::Holiday(Holiday::IndependenceDay))]);
}

#[test]
fn pauses_that_cannot_have_happened_are_refused() {
    let received_on = day("2026-03-02");
    let asked = |pauses: &[Pause]| deadline::deadline(received_on, pauses).unwrap_err();
    let backwards = pause("2026-03-10", "2026-03-09");
    assert_eq!(asked(&[backwards]), Impossible::Backwards(backwards));
    let early = pause("2026-03-01", "2026-03-05");
    assert_eq!(asked(&[early]), Impossible::BeforeReceipt(early, received_on));
    let (first, second) = (pause("2026-03-03", "2026-03-10"), pause("2026-03-09", "2026-03-12"));
    assert_eq!(asked(&[second, first]), Impossible::Overlap(first, second));
    assert_eq!(asked(&[first, first]), Impossible::Overlap(first, first));
}

#[test]
fn a_pause_may_start_on_the_day_another_ends() {
    let pauses = [pause("2026-03-03", "2026-03-10"), pause("2026-03-10", "2026-03-12")];
    assert_eq!(deadline::deadline(day("2026-03-02"), &pauses).unwrap().due_on, day("2026-04-13"));
}
