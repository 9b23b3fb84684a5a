//! A computed date for the reader of the notice: what would be kept until when, if it began today.

use super::{
    profile::{Profile, RetentionClass},
    word::RetentionRule,
};
use crate::{
    lang,
    law::retention::{Class, FinancialYears, keep_until},
};
use chrono::{Months, NaiveDate};
use entity::kind::Language;

/// Until when something of a class is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// A document of today, the end of the financial year it is booked in, and its last day.
    Document { ends_on: NaiveDate, until: NaiveDate },
    /// A period of months that begins today, and its last day.
    Period { until: NaiveDate },
}

impl Profile {
    /// The example of a class; none where keeping ends with the purpose, which no calendar knows.
    pub fn example(&self, class: &RetentionClass, today: NaiveDate) -> Option<Example> {
        let document = |kind| {
            let years = FinancialYears::new(self.accounting.financial_years.clone()).ok()?;
            let ends_on = years.end_for(today)?;
            Some(Example::Document { ends_on, until: keep_until(kind, ends_on) })
        };
        match class.rule {
            RetentionRule::V6 => document(Class::V6),
            RetentionRule::B10 => document(Class::B10),
            RetentionRule::Months(months) => {
                Some(Example::Period { until: today.checked_add_months(Months::new(months))? })
            }
            RetentionRule::C0 => None,
        }
    }
}

/// Where the text of a class says its number of months.
pub const PERIOD: &str = "{period}";

impl RetentionClass {
    /// How long, in words. A number of months is said from the rule itself, so that what is told is what is done.
    pub fn told(&self, language: Language) -> String {
        let text = self.text.in_language(language);
        let RetentionRule::Months(months) = self.rule else { return text.to_owned() };
        let (key, count) =
            if months % 12 == 0 { ("kept-years", months / 12) } else { ("kept-months", months) };
        let period = lang::text_with(language, key, &[("count", u64::from(count).into())]);
        match text.strip_prefix(PERIOD) {
            Some(rest) => format!("{}{rest}", capitalised(&period)),
            None => text.replace(PERIOD, &period),
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::{check::check, tests_edits::WPROD};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn of(category: &str, today: NaiveDate) -> Option<Example> {
        let profile = check(WPROD).profile.unwrap();
        profile.example(profile.retention_class_of(category).unwrap(), today)
    }

    #[test]
    fn an_invoice_is_kept_six_years_from_the_end_of_the_year_of_its_books() {
        // law.md K01
        let example = Example::Document { ends_on: day(2025, 12, 31), until: day(2031, 12, 31) };
        assert_eq!(of("invoice", day(2025, 3, 14)), Some(example));
    }

    #[test]
    fn a_number_of_months_is_said_from_its_rule_in_every_language() {
        let mut profile = check(WPROD).profile.unwrap();
        let told = |profile: &Profile, code: &str, language| profile.retention_text(code, language).unwrap();
        assert!(told(&profile, "request_file", Language::Fi).starts_with("Kolme vuotta pyynnön"));
        assert!(told(&profile, "request_file", Language::Sv).starts_with("Tre år efter"));
        assert!(told(&profile, "request_file", Language::En).starts_with("Three years from"));
        assert_eq!(told(&profile, "sign_in", Language::En), "At most one month from the sign-in.");
        for class in &mut profile.retention_classes {
            if let RetentionRule::Months(months) = &mut class.rule {
                *months = 5 * 12;
            }
        }
        assert!(told(&profile, "request_file", Language::Fi).starts_with("5 vuotta pyynnön"));
        assert!(told(&profile, "sign_in", Language::Sv).starts_with("Högst 5 år från"));
    }

    #[test]
    fn the_file_of_a_request_is_kept_its_months_and_contact_data_have_no_date() {
        let until = day(2029, 11, 26);
        assert_eq!(of("request_file", day(2026, 11, 26)), Some(Example::Period { until }));
        assert_eq!(of("contact", day(2026, 11, 26)), None);
    }
}
