//! Until when a document must be kept and from when it may go (law.md 5, Kirjanpitolaki 2:10).

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How long a document is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Class {
    /// Vouchers and correspondence on a transaction: six years from the end of the calendar year in which
    /// the financial year ended (KPL 2:10).
    V6,
    /// Books and financial statements: ten years from the end of the financial year (KPL 2:10).
    B10,
    /// No accounting material: goes when its purpose ends (Art. 5(1)(e)).
    C0,
}

/// The ends of a controller's financial years, oldest first; long and changed years are just other dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinancialYears(Vec<NaiveDate>);

/// A list of financial years that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImpossibleYears {
    /// Without one nothing can be computed.
    #[error("no financial year is given")]
    Empty,
    /// The same end stands there twice.
    #[error("the financial year ending {0} is listed twice")]
    Twice(NaiveDate),
    /// KPL 1:4: at most 18 months.
    #[error("the financial year ending {0} is longer than 18 months")]
    TooLong(NaiveDate),
}

impl Class {
    /// Every class.
    pub const ALL: &'static [Self] = &[Self::V6, Self::B10, Self::C0];

    /// The text used in the notice profile and in the inventory.
    pub const fn code(self) -> &'static str {
        match self {
            Self::V6 => "V6",
            Self::B10 => "B10",
            Self::C0 => "C0",
        }
    }

    /// The value of a text, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.code() == code)
    }
}

/// The last day a document must be kept. `ends_on` is the end of the financial year it is booked in; for
/// [`Class::C0`] the day its purpose ended. For a continuous contract it is the year of the last transaction (R5.5).
pub fn keep_until(class: Class, ends_on: NaiveDate) -> NaiveDate {
    match class {
        Class::V6 => NaiveDate::from_ymd_opt(ends_on.year() + 6, 12, 31).unwrap_or(NaiveDate::MAX),
        // 29 February gives 28 February (R5.3).
        Class::B10 => ends_on.checked_add_months(Months::new(10 * 12)).unwrap_or(NaiveDate::MAX),
        Class::C0 => ends_on,
    }
}

/// The first day a document may be destroyed; at once when its purpose alone kept it.
pub fn deletable_from(class: Class, ends_on: NaiveDate) -> NaiveDate {
    let kept = keep_until(class, ends_on);
    match class {
        Class::V6 | Class::B10 => kept.succ_opt().unwrap_or(NaiveDate::MAX),
        Class::C0 => kept,
    }
}

/// How long destroying may take by our own policy, from the first day it is allowed (R5.7).
pub const DESTROYED_WITHIN: Days = Days::new(30);

/// The last day for destroying it by our own policy.
pub fn destroy_by(class: Class, ends_on: NaiveDate) -> NaiveDate {
    deletable_from(class, ends_on).checked_add_days(DESTROYED_WITHIN).unwrap_or(NaiveDate::MAX)
}

impl FinancialYears {
    /// The years ending on these dates, in any order; refused when they leave a year longer than the law allows.
    pub fn new(mut ends: Vec<NaiveDate>) -> Result<Self, ImpossibleYears> {
        ends.sort_unstable();
        if ends.is_empty() {
            return Err(ImpossibleYears::Empty);
        }
        for (before, end) in ends.iter().zip(ends.iter().skip(1)) {
            if before == end {
                return Err(ImpossibleYears::Twice(*end));
            }
            if longest_from(*before) < *end {
                return Err(ImpossibleYears::TooLong(*end));
            }
        }
        Ok(Self(ends))
    }

    /// The end of the financial year a transaction of a date is booked in (R5.1). Years after the last one
    /// listed are taken to be of twelve months; nothing when the date lies before the first listed year.
    pub fn end_for(&self, booked_on: NaiveDate) -> Option<NaiveDate> {
        match self.0.iter().position(|end| booked_on <= *end) {
            Some(0) => self.0.first().copied().filter(|end| longest_back(*end) < booked_on),
            Some(place) => self.0.get(place).copied(),
            None => self.0.last().and_then(|last| later_end(*last, booked_on)),
        }
    }

    /// The last day before the first listed year can have begun: a document of that day or before belongs to none.
    pub fn none_through(&self) -> Option<NaiveDate> {
        self.0.first().map(|end| longest_back(*end))
    }

    /// The end of the last financial year whose documents of a class may be destroyed on a day.
    pub fn last_due(&self, class: Class, today: NaiveDate) -> Option<NaiveDate> {
        let last = *self.0.last()?;
        let later = ends_after(last).take_while(|end| *end <= today);
        let due = |end: &NaiveDate| deletable_from(class, *end) <= today;
        self.0.iter().copied().chain(later).filter(due).last()
    }
}

/// KPL 1:4: a financial year is twelve months, at most eighteen when it begins, ends or is changed.
const LONGEST: Months = Months::new(18);

/// The last day on which the financial year after one may end (KPL 1:4).
pub(crate) fn longest_from(before: NaiveDate) -> NaiveDate {
    month_end_kept(before, before.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX))
}

fn longest_back(end: NaiveDate) -> NaiveDate {
    month_end_kept(end, end.checked_sub_months(LONGEST).unwrap_or(NaiveDate::MIN))
}

fn later_end(last: NaiveDate, booked_on: NaiveDate) -> Option<NaiveDate> {
    ends_after(last).find(|end| booked_on <= *end)
}

fn ends_after(last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (1..)
        .map_while(move |years: u32| last.checked_add_months(Months::new(years.checked_mul(12)?)))
        .map(move |end| month_end_kept(last, end))
}

/// A year that ends with a month goes on ending with it: 28 February, then 29 February.
fn month_end_kept(model: NaiveDate, date: NaiveDate) -> NaiveDate {
    let last_day = |day: NaiveDate| u32::from(day.num_days_in_month());
    if model.day() == last_day(model) { date.with_day(last_day(date)).unwrap_or(date) } else { date }
}
