//! What is counted: each request once, late by the rule of the law, and the median as it is defined.

use super::{
    Period,
    tally::{Figures, HalfDays, Line, Standing, by_year},
};
use crate::law::{
    calendar::midnight,
    deadline::{Pause, answer_by, deadline},
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use entity::kind::{Channel, Outcome, Right};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Received on a day, with its date by the law.
fn line(received_on: &str, answered_at: Option<&str>) -> Line {
    let received_on = day(received_on);
    let due_on = deadline(received_on, &[]).unwrap().due_on;
    Line {
        right: Some(Right::Access),
        outcome: answered_at.map(|_| Outcome::Granted),
        channel: Channel::Portal,
        received_on,
        due_on,
        counts_on: due_on,
        answered_at: answered_at.map(at),
    }
}

#[test]
fn late_begins_with_midnight_in_helsinki_after_the_date_that_counts() {
    // D26: received 3 March 2026, due on Tuesday 7 April after Easter; Helsinki is three hours ahead.
    let now = at("2026-12-01T12:00:00Z");
    let standing = |answered: &str| line("2026-03-03", Some(answered)).standing(now);
    assert_eq!(standing("2026-04-07T20:59:59Z"), Standing::OnTime);
    assert_eq!(standing("2026-04-07T21:00:00Z"), Standing::Late);
    let extended = |answered: &str| {
        let line = line("2026-03-03", Some(answered));
        Line { counts_on: deadline(line.received_on, &[]).unwrap().extended_due_on, ..line }.standing(now)
    };
    assert_eq!(
        extended("2026-04-07T20:59:59Z"),
        Standing::OnTime,
        "extended, and answered before it mattered"
    );
    assert_eq!(extended("2026-04-07T21:00:00Z"), Standing::Extended);
    assert_eq!(extended("2026-06-03T20:59:59Z"), Standing::Extended);
    assert_eq!(extended("2026-06-03T21:00:00Z"), Standing::Late);
}

#[test]
fn no_extension_covers_a_refusal_and_no_pause_a_letter_to_somebody_unknown() {
    let (received_on, now) = (day("2026-03-03"), at("2026-12-01T12:00:00Z"));
    let paused = [Pause { from: day("2026-03-04"), to: day("2026-03-18") }];
    let dates = deadline(received_on, &[]).unwrap();
    let moved = deadline(received_on, &paused).unwrap().due_on;
    let after = |days| midnight(dates.due_on + Days::new(days)) + TimeDelta::hours(12);
    let standing = |outcome, due_on, extended, answered| {
        let counts_on = answer_by(outcome, received_on, due_on, extended);
        let line = line("2026-03-03", None);
        Line { outcome: Some(outcome), due_on, counts_on, answered_at: Some(answered), ..line }.standing(now)
    };
    let extended = Some(dates.extended_due_on);
    assert_eq!(standing(Outcome::Granted, dates.due_on, extended, after(1)), Standing::Extended);
    for refuses in [Outcome::Refused, Outcome::PartlyGranted] {
        assert_eq!(standing(refuses, dates.due_on, extended, after(0)), Standing::OnTime);
        assert_eq!(standing(refuses, dates.due_on, extended, after(1)), Standing::Late);
    }
    assert!(moved > dates.due_on + Days::new(1), "the pause moves the date: {moved}");
    assert_eq!(standing(Outcome::Refused, moved, None, after(1)), Standing::OnTime);
    assert_eq!(standing(Outcome::NotIdentified, moved, None, after(0)), Standing::OnTime);
    assert_eq!(standing(Outcome::NotIdentified, moved, None, after(1)), Standing::Late);
}

#[test]
fn what_has_no_answer_is_open_until_its_date_has_passed_and_withdrawn_never_late() {
    let open = line("2026-03-03", None);
    assert_eq!(open.standing(at("2026-04-07T20:59:59Z")), Standing::Open);
    assert_eq!(open.standing(at("2026-04-07T21:00:00Z")), Standing::Overdue);
    let withdrawn = Line { outcome: Some(Outcome::Withdrawn), ..open };
    assert_eq!(withdrawn.standing(at("2027-01-01T00:00:00Z")), Standing::Withdrawn);
}

fn median(days: &[u64]) -> Option<HalfDays> {
    let answered = |days: &u64| {
        let received_on = day("2026-03-03");
        let at = midnight(received_on + Days::new(*days)) + TimeDelta::hours(12);
        Line { answered_at: Some(at), ..line("2026-03-03", None) }
    };
    let mut lines: Vec<_> = days.iter().map(answered).collect();
    lines.push(line("2026-03-03", None));
    Figures::of(&lines, at("2026-12-01T12:00:00Z")).total.median()
}

#[test]
fn the_median_is_the_middle_answer_or_the_mean_of_two() {
    assert_eq!(median(&[]), None, "what is not answered has no time");
    assert_eq!(median(&[7]), Some(HalfDays(14)));
    assert_eq!(median(&[30, 0, 4]), Some(HalfDays(8)));
    assert_eq!(median(&[30, 0, 5, 4]), Some(HalfDays(9)), "four and a half");
    assert_eq!(median(&[3, 3]), Some(HalfDays(6)));
}

#[test]
fn a_day_is_a_day_in_helsinki_also_where_the_clock_was_moved() {
    // Summer time begins on 29 March 2026: from noon to one in the morning is less than a day and a night.
    let lines = [line("2026-03-28", Some("2026-03-29T21:30:00Z"))];
    let figures = Figures::of(&lines, at("2026-12-01T12:00:00Z"));
    assert_eq!((figures.total.median(), figures.total.longest()), (Some(HalfDays(4)), Some(2)));
}

#[test]
fn a_month_and_a_year_begin_and_end_where_the_calendar_says() {
    let days = |year, month| Period { year, month }.days();
    assert_eq!(days(2026, None), (day("2026-01-01"), day("2026-12-31")));
    assert_eq!(days(2028, Some(2)), (day("2028-02-01"), day("2028-02-29")));
    assert_eq!(days(2026, Some(12)), (day("2026-12-01"), day("2026-12-31")));
}

fn any_line() -> impl Strategy<Value = Line> {
    let right = proptest::option::of(proptest::sample::select(Right::ALL));
    let outcome = proptest::option::of(proptest::sample::select(Outcome::ALL));
    let channel = proptest::sample::select(Channel::ALL);
    (right, outcome, channel, 0_u64..2000, proptest::option::of(0_u64..150), any::<bool>()).prop_map(
        |(right, outcome, channel, after, took, extended)| {
            let received_on = day("2022-01-01") + Days::new(after);
            let dates = deadline(received_on, &[]).unwrap();
            let counts_on = if extended { dates.extended_due_on } else { dates.due_on };
            let answered_at = took.map(|took| midnight(received_on + Days::new(took)));
            Line { right, outcome, channel, received_on, due_on: dates.due_on, counts_on, answered_at }
        },
    )
}

proptest! {
    #[test]
    fn every_request_counts_exactly_once_in_every_table(lines in proptest::collection::vec(any_line(), 0..40)) {
        let now = at("2026-06-01T12:00:00Z");
        let figures = Figures::of(&lines, now);
        let all = lines.len() as u64;
        prop_assert_eq!(figures.total.received(), all);
        prop_assert_eq!(figures.by_right.iter().map(|(_, tally)| tally.received()).sum::<u64>(), all);
        prop_assert_eq!(figures.by_outcome.iter().map(|(_, tally)| tally.received()).sum::<u64>(), all);
        prop_assert_eq!(figures.by_channel.iter().map(|(_, tally)| tally.received()).sum::<u64>(), all);
        prop_assert_eq!(figures.by_month.iter().map(|(_, tally)| tally.received()).sum::<u64>(), all);
        prop_assert_eq!(by_year(&lines, now).iter().map(|(_, tally)| tally.received()).sum::<u64>(), all);
        for standing in Standing::ALL {
            let parts = figures.by_right.iter().map(|(_, tally)| tally.of(*standing)).sum::<u64>();
            prop_assert_eq!(parts, figures.total.of(*standing));
        }
        let answered = lines.iter().filter(|line| line.answered_at.is_some()).count() as u64;
        prop_assert_eq!(figures.total.answered(), answered);
    }

    #[test]
    fn as_many_answers_take_less_than_the_median_as_more(days in proptest::collection::vec(0_u64..120, 1..30)) {
        let HalfDays(median) = median(&days).unwrap();
        let halves = |days: &&u64| i64::try_from(**days).unwrap() * 2;
        let less = days.iter().filter(|days| halves(days) < median).count();
        let more = days.iter().filter(|days| halves(days) > median).count();
        prop_assert!(less * 2 <= days.len() && more * 2 <= days.len());
    }
}
