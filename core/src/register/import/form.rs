//! What a cell may hold. Each form reads a cell into one canonical text, which alone is staged, compared and stored.

use crate::{email, law::calendar::helsinki_date};
use chrono::{DateTime, NaiveDate, SecondsFormat, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;

/// Longest text of a cell, in characters: longer ones are columns that slipped, not names.
const LONGEST: usize = 2_000;

/// The form of a column.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// The row's own key in its source.
    Key,
    Text,
    Date,
    /// A date not after today.
    PastDate,
    /// An instant not after now; a plain date means its midnight in Helsinki.
    Instant,
    /// `123.45`, kept in cents.
    Amount,
    /// A code of so many capital letters (ISO 3166-1, ISO 4217).
    Capitals(usize),
    Email,
    /// One word of a closed list.
    Word(fn() -> Vec<&'static str>),
    /// The purpose of a mailing list of the notice.
    List,
    /// The key of another row.
    Reference(Target),
}

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Customer,
    Person,
    Contract,
}

/// What a cell is judged by, besides itself.
#[derive(Clone, Debug)]
pub(crate) struct Now {
    pub instant: DateTime<Utc>,
    /// Purposes of the notice's mailing lists.
    pub lists: Vec<String>,
}

impl Now {
    /// The date in Finland.
    pub fn today(&self) -> NaiveDate {
        helsinki_date(self.instant)
    }
}

impl Target {
    /// The file and table it points at.
    pub const fn table(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Person => "person",
            Self::Contract => "contract",
        }
    }
}

impl Form {
    /// The canonical text of a cell that is not empty; refused with a sentence that says what to write.
    pub fn read(self, cell: &str, now: &Now) -> Result<String, String> {
        let canonical = match self {
            Self::Key | Self::Text | Self::Reference(_) => Some(cell.to_owned()),
            Self::Date => date(cell).map(|date| date.to_string()),
            Self::PastDate => date(cell).filter(|date| *date <= now.today()).map(|date| date.to_string()),
            Self::Instant => instant(cell).filter(|instant| *instant <= now.instant).map(canonical_instant),
            Self::Amount => cents(cell).map(|cents| cents.to_string()),
            Self::Capitals(count) => capitals(cell, count).then(|| cell.to_owned()),
            Self::Email => email::Email::parse(cell).ok().map(|email| email.as_str().to_owned()),
            Self::Word(words) => words().contains(&cell).then(|| cell.to_owned()),
            Self::List => now.lists.iter().any(|list| list == cell).then(|| cell.to_owned()),
        };
        match canonical {
            Some(text) if text.chars().count() <= LONGEST => Ok(text),
            Some(_) => Err(format!("Write at most {LONGEST} characters.")),
            None => Err(self.expected(now)),
        }
    }

    /// What to write.
    fn expected(self, now: &Now) -> String {
        match self {
            Self::Key | Self::Text | Self::Reference(_) => "Write a text.".into(),
            Self::Date => "Write a date as YYYY-MM-DD, for instance 2026-03-05.".into(),
            Self::PastDate => "Write a date as YYYY-MM-DD that is not after today.".into(),
            Self::Instant => {
                "Write a time that has passed, as 2026-03-05T12:30:00Z, or a date as 2026-03-05.".into()
            }
            Self::Amount => "Write the amount with a point and two decimals, for instance 123.45.".into(),
            Self::Capitals(2) => {
                "Write the country's two capital letters (ISO 3166-1), for instance FI.".into()
            }
            Self::Capitals(_) => {
                "Write the currency's three capital letters (ISO 4217), for instance EUR.".into()
            }
            Self::Email => "Write an address that mail can be sent to, as name@company.example.".into(),
            Self::Word(words) => format!("Write one of: {}.", words().join(", ")),
            Self::List => {
                format!("Write the purpose of a mailing list in the notice: {}.", now.lists.join(", "))
            }
        }
    }
}

/// Four digits, two, two: chrono alone would take `2026-3-5` too.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let date: NaiveDate = text.parse().ok()?;
    (text.len() == "YYYY-MM-DD".len() && date.to_string() == text).then_some(date)
}

/// RFC 3339, or a date.
pub(crate) fn instant(text: &str) -> Option<DateTime<Utc>> {
    match date(text) {
        Some(date) => {
            let midnight = Helsinki.from_local_datetime(&date.and_hms_opt(0, 0, 0)?).earliest()?;
            Some(midnight.to_utc())
        }
        None => DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.to_utc()),
    }
}

/// RFC 3339 in UTC with microseconds, which is what both databases keep.
pub(crate) fn canonical_instant(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn cents(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.')?;
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=12).contains(&digits.len()) && fraction.len() == 2;
    (fits && plain(digits) && plain(fraction)).then(|| format!("{whole}{fraction}").parse().ok())?
}

fn capitals(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_exactly() {
        assert_eq!(cents("123.45"), Some(12_345));
        assert_eq!(cents("-0.05"), Some(-5));
        for bad in ["123,45", "123", "123.4", "1e3.00", ".50", "+1.00", "1 000.00", "--1.00", "1.-1", ""] {
            assert_eq!(cents(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_plain_date_means_its_midnight_in_helsinki() {
        assert_eq!(canonical_instant(instant("2026-07-01").unwrap()), "2026-06-30T21:00:00.000000Z");
        assert_eq!(
            canonical_instant(instant("2026-07-01T02:00:00+03:00").unwrap()),
            "2026-06-30T23:00:00.000000Z"
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_a_form_panic_and_reading_twice_gives_the_same(text: String) {
            let now = Now { instant: DateTime::from_timestamp(1_790_000_000, 0).unwrap(), lists: vec!["news".into()] };
            let forms = [Form::Text, Form::Date, Form::PastDate, Form::Instant, Form::Capitals(2), Form::Email, Form::List];
            for form in forms {
                if let Ok(read) = form.read(&text, &now) {
                    prop_assert_eq!(form.read(&read, &now), Ok(read.clone()));
                }
            }
        }
    }
}
