//! The holidays of law.md 2.3 and the dates of instants.

use super::calendar::{self, DayOff, Eve, Holiday};
use super::tests_deadline::rows;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::HashSet;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn movable_holidays_fall_where_the_table_says() {
    let table = rows(include_str!("vectors/holidays.csv"));
    assert_eq!(table.len(), 11);
    for row in table {
        let columns = [
            (1, Some(Holiday::GoodFriday)),
            (2, Some(Holiday::EasterMonday)),
            (3, Some(Holiday::Ascension)),
            (4, None),
            (5, Some(Holiday::MidsummerDay)),
            (6, Some(Holiday::AllSaints)),
        ];
        for (column, expected) in columns {
            assert_eq!(row[column].get(..4), row.get(0));
            assert_eq!(calendar::holiday(day(&row[column])), expected, "{}", &row[column]);
        }
        assert_eq!(calendar::eve(day(&row[4])), Some(Eve::Midsummer));
    }
}

#[test]
fn every_year_has_each_holiday_once_unless_two_fall_on_one_day() {
    for year in 1992..=2090 {
        let found: Vec<_> = NaiveDate::from_ymd_opt(year, 1, 1)
            .unwrap()
            .iter_days()
            .take_while(|date| date.year() == year)
            .filter_map(calendar::holiday)
            .collect();
        let distinct: HashSet<_> = found.iter().copied().collect();
        assert_eq!(found.len(), distinct.len(), "{year}");
        // Ascension can fall on May Day, as in 2008.
        let easter = calendar::easter(year).unwrap();
        let coincide = easter.checked_add_days(Days::new(39)) == NaiveDate::from_ymd_opt(year, 5, 1);
        assert_eq!(found.len(), Holiday::ALL.len() - usize::from(coincide), "{year}");
        assert_eq!(easter.weekday(), Weekday::Sun);
        assert_eq!(calendar::holiday(easter), Some(Holiday::EasterSunday));
    }
}

#[test]
fn fixed_holidays_stay_on_their_dates_and_no_substitute_follows() {
    for (date, holiday) in [
        ("2027-01-01", Holiday::NewYearsDay),
        ("2027-01-06", Holiday::Epiphany),
        ("2027-05-01", Holiday::MayDay),
        ("2026-05-24", Holiday::Pentecost),
        ("2026-12-06", Holiday::IndependenceDay),
        ("2026-12-25", Holiday::ChristmasDay),
        ("2026-12-26", Holiday::StStephensDay),
    ] {
        assert_eq!(calendar::day_off(day(date)), Some(DayOff::Holiday(holiday)));
    }
    // 6 December 2026 is a Sunday, 1 May 2027 a Saturday; then Whit Monday and Maundy Thursday.
    for working in ["2026-12-07", "2027-05-03", "2026-05-25", "2027-03-25"] {
        assert!(calendar::is_working_day(day(working)), "{working}");
    }
}

#[test]
fn eves_are_working_days_of_the_law() {
    for (date, eve) in [("2026-12-24", Eve::Christmas), ("2026-06-19", Eve::Midsummer)] {
        assert_eq!(calendar::eve(day(date)), Some(eve));
        assert!(calendar::is_working_day(day(date)));
    }
    for ordinary in ["2026-06-18", "2026-06-26", "2026-12-23", "2027-06-18"] {
        assert_eq!(calendar::eve(day(ordinary)), None, "{ordinary}");
    }
}

#[test]
fn weekends_are_named_when_no_holiday_is() {
    assert_eq!(calendar::day_off(day("2026-08-15")), Some(DayOff::Saturday));
    assert_eq!(calendar::day_off(day("2026-08-16")), Some(DayOff::Sunday));
    assert_eq!(calendar::day_off(day("2026-08-17")), None);
}

#[test]
fn working_days_are_counted_after_the_date_itself() {
    // Wednesday 1 April 2026, then Maundy Thursday, Easter, Tuesday, Wednesday.
    assert_eq!(calendar::working_day_after(day("2026-04-01"), 0), day("2026-04-01"));
    assert_eq!(calendar::working_day_after(day("2026-04-01"), 1), day("2026-04-02"));
    assert_eq!(calendar::working_day_after(day("2026-04-01"), 3), day("2026-04-08"));
}

#[test]
fn codes_of_days_differ() {
    let codes: HashSet<_> = Holiday::ALL.iter().map(|holiday| holiday.code()).collect();
    assert_eq!(codes.len(), 13);
}
