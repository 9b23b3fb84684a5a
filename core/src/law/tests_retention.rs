//! The vectors of law.md 5, every one, and the financial years behind them.

use super::retention::{self, Class, FinancialYears, ImpossibleYears};
use super::tests_deadline::rows;
use chrono::{Datelike, NaiveDate};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn years(ends: &[&str]) -> FinancialYears {
    FinancialYears::new(ends.iter().map(|end| day(end)).collect()).unwrap()
}

#[test]
fn every_retention_vector_holds() {
    let mut ids = Vec::new();
    for row in rows(include_str!("vectors/retention.csv")) {
        let class = Class::from_code(&row[2]).unwrap();
        // Without a financial year the purpose decides: the opt-out of K17 stands in its text.
        let ends_on = if row[3].is_empty() {
            assert_eq!(class, Class::C0, "{row:?}");
            day(row[1].split_whitespace().last().unwrap())
        } else {
            day(&row[3])
        };
        assert_eq!(retention::keep_until(class, ends_on), day(&row[4]), "{row:?}");
        assert_eq!(retention::deletable_from(class, ends_on), day(&row[5]), "{row:?}");
        ids.push(row[0].to_owned());
    }
    assert_eq!(ids, (1..=18).map(|number| format!("K{number:02}")).collect::<Vec<_>>());
}

#[test]
fn the_documents_of_the_vectors_find_their_financial_years() {
    let calendar_years = years(&["2019-12-31"]);
    let split_years = years(&["2026-06-30"]);
    let long_first_year = years(&["2025-12-31", "2026-12-31"]);
    for (years, booked_on, end) in [
        (&calendar_years, "2025-03-14", "2025-12-31"),  // K01
        (&calendar_years, "2024-12-31", "2024-12-31"),  // K02
        (&calendar_years, "2025-01-01", "2025-12-31"),  // K03
        (&split_years, "2026-02-10", "2026-06-30"),     // K08
        (&split_years, "2026-07-01", "2027-06-30"),     // K09
        (&long_first_year, "2024-09-02", "2025-12-31"), // K14
        (&long_first_year, "2024-08-01", "2025-12-31"),
    ] {
        assert_eq!(years.end_for(day(booked_on)), Some(day(end)), "{booked_on}");
    }
}

#[test]
fn a_changed_financial_year_is_followed_from_then_on() {
    let changed = years(&["2024-12-31", "2026-03-31"]);
    assert_eq!(changed.end_for(day("2025-01-01")), Some(day("2026-03-31")));
    assert_eq!(changed.end_for(day("2026-04-01")), Some(day("2027-03-31")));
    assert_eq!(changed.end_for(day("2030-03-31")), Some(day("2030-03-31")));
}

#[test]
fn a_year_that_ends_with_february_goes_on_doing_so() {
    let february = years(&["2023-02-28"]);
    assert_eq!(february.end_for(day("2024-02-29")), Some(day("2024-02-29")));
    assert_eq!(february.end_for(day("2024-03-01")), Some(day("2025-02-28")));
}

#[test]
fn a_date_before_the_first_year_belongs_to_none() {
    let first = years(&["2025-12-31"]);
    assert_eq!(first.end_for(day("2024-07-01")), Some(day("2025-12-31")));
    assert_eq!(first.end_for(day("2024-06-30")), None);
}

#[test]
fn financial_years_that_cannot_be_are_refused() {
    let refused = |ends: &[&str]| FinancialYears::new(ends.iter().map(|end| day(end)).collect()).unwrap_err();
    assert_eq!(refused(&[]), ImpossibleYears::Empty);
    assert_eq!(refused(&["2025-12-31", "2025-12-31"]), ImpossibleYears::Twice(day("2025-12-31")));
    assert_eq!(refused(&["2023-12-31", "2025-12-31"]), ImpossibleYears::TooLong(day("2025-12-31")));
    assert!(FinancialYears::new(vec![day("2026-06-30"), day("2024-12-31")]).is_ok());
}

#[test]
fn an_erasure_on_22_november_2026_frees_2019_and_keeps_2020_to_2024() {
    let today = day("2026-11-22");
    let calendar_years = years(&["2019-12-31"]);
    for year in 2019..=2024 {
        let end = calendar_years.end_for(NaiveDate::from_ymd_opt(year, 5, 5).unwrap()).unwrap();
        assert_eq!(retention::deletable_from(Class::V6, end) <= today, year == 2019, "{year}");
        assert_eq!(retention::keep_until(Class::V6, end), NaiveDate::from_ymd_opt(year + 6, 12, 31).unwrap());
        assert_eq!(end.year(), year);
    }
    // Free since 1 January 2026, so our own policy of 30 days is broken.
    assert_eq!(retention::destroy_by(Class::V6, day("2019-12-31")), day("2026-01-31"));
}

#[test]
fn classes_come_back_from_their_codes() {
    for class in Class::ALL {
        assert_eq!(Class::from_code(class.code()), Some(*class));
        assert_eq!(serde_json::to_value(class).unwrap(), class.code());
    }
}
