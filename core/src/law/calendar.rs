//! Which calendar date an instant falls on in Finland, and which days are working days there.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Helsinki;

/// A public holiday designated in Finland (Kirkkolaki 652/2023 1:6, Kirkkojärjestys 657/2023 1:4,
/// 388/1937, 272/1944). The eves are not among them: see [`Eve`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holiday {
    NewYearsDay,
    Epiphany,
    GoodFriday,
    EasterSunday,
    EasterMonday,
    MayDay,
    Ascension,
    Pentecost,
    MidsummerDay,
    AllSaints,
    IndependenceDay,
    ChristmasDay,
    StStephensDay,
}

/// A day on which work commonly stops, though it is no public holiday; it moves no statutory date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Eve {
    Midsummer,
    Christmas,
}

/// Why a date is no working day (R1182 Art. 2(2)). A holiday is named before the weekday it falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayOff {
    Holiday(Holiday),
    Saturday,
    Sunday,
}

impl Holiday {
    /// Every holiday, in the order of the year.
    pub const ALL: &'static [Self] = &[
        Self::NewYearsDay,
        Self::Epiphany,
        Self::GoodFriday,
        Self::EasterSunday,
        Self::EasterMonday,
        Self::MayDay,
        Self::Ascension,
        Self::Pentecost,
        Self::MidsummerDay,
        Self::AllSaints,
        Self::IndependenceDay,
        Self::ChristmasDay,
        Self::StStephensDay,
    ];

    /// The name used in JSON and, with hyphens, in catalogue keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewYearsDay => "new_years_day",
            Self::Epiphany => "epiphany",
            Self::GoodFriday => "good_friday",
            Self::EasterSunday => "easter_sunday",
            Self::EasterMonday => "easter_monday",
            Self::MayDay => "may_day",
            Self::Ascension => "ascension",
            Self::Pentecost => "pentecost",
            Self::MidsummerDay => "midsummer_day",
            Self::AllSaints => "all_saints",
            Self::IndependenceDay => "independence_day",
            Self::ChristmasDay => "christmas_day",
            Self::StStephensDay => "st_stephens_day",
        }
    }
}

impl Eve {
    /// The name used in JSON and, with hyphens, in catalogue keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Midsummer => "midsummer_eve",
            Self::Christmas => "christmas_eve",
        }
    }
}

impl DayOff {
    /// The name used in JSON and, with hyphens, in catalogue keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Holiday(holiday) => holiday.code(),
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }
}

/// The calendar date of an instant in Europe/Helsinki: the day a request counts as received (R2.10).
pub fn helsinki_date(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&Helsinki).date_naive()
}

/// The first instant of a date in Europe/Helsinki, where no clock is ever moved at midnight.
pub fn midnight(date: NaiveDate) -> DateTime<Utc> {
    let local = date.and_time(NaiveTime::MIN);
    Helsinki.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// The clock on the wall in the controller's time zone.
pub fn helsinki_time(instant: DateTime<Utc>) -> NaiveDateTime {
    instant.with_timezone(&Helsinki).naive_local()
}

/// The public holiday of a date, if it is one. No substitute day follows a holiday on a weekend (R2.15).
pub fn holiday(date: NaiveDate) -> Option<Holiday> {
    fixed_holiday(date).or_else(|| easter_holiday(date)).or_else(|| saturday_holiday(date))
}

/// The eve of a date, if it is one.
pub fn eve(date: NaiveDate) -> Option<Eve> {
    match (date.month(), date.day()) {
        (12, 24) => Some(Eve::Christmas),
        // Midsummer Day is the Saturday following 19 June, so its eve is the Friday from the 19th.
        (6, 19..=25) if date.weekday() == Weekday::Fri => Some(Eve::Midsummer),
        _ => None,
    }
}

/// Why a date is no working day, or nothing when it is one.
pub fn day_off(date: NaiveDate) -> Option<DayOff> {
    match (holiday(date), date.weekday()) {
        (Some(holiday), _) => Some(DayOff::Holiday(holiday)),
        (None, Weekday::Sat) => Some(DayOff::Saturday),
        (None, Weekday::Sun) => Some(DayOff::Sunday),
        (None, _) => None,
    }
}

/// R1182 Art. 2(2): every day but public holidays, Sundays and Saturdays.
pub fn is_working_day(date: NaiveDate) -> bool {
    day_off(date).is_none()
}

/// The working day that comes `count` working days after a date; the date itself never counts.
pub fn working_day_after(date: NaiveDate, count: usize) -> NaiveDate {
    match count.checked_sub(1) {
        None => date,
        Some(skipped) => {
            date.iter_days().skip(1).filter(|day| is_working_day(*day)).nth(skipped).unwrap_or(NaiveDate::MAX)
        }
    }
}

/// Easter Sunday of a year by the Gregorian reckoning (Meeus/Jones/Butcher); nothing outside chrono's years.
#[expect(clippy::many_single_char_names, reason = "the letters are those of the published algorithm")]
pub fn easter(year: i32) -> Option<NaiveDate> {
    let y = u32::try_from(year).ok()?;
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l + 114 - 7 * m;
    NaiveDate::from_ymd_opt(year, n / 31, n % 31 + 1)
}

fn fixed_holiday(date: NaiveDate) -> Option<Holiday> {
    match (date.month(), date.day()) {
        (1, 1) => Some(Holiday::NewYearsDay),
        (1, 6) => Some(Holiday::Epiphany),
        (5, 1) => Some(Holiday::MayDay),
        (12, 6) => Some(Holiday::IndependenceDay),
        (12, 25) => Some(Holiday::ChristmasDay),
        (12, 26) => Some(Holiday::StStephensDay),
        _ => None,
    }
}

fn easter_holiday(date: NaiveDate) -> Option<Holiday> {
    match date.signed_duration_since(easter(date.year())?).num_days() {
        -2 => Some(Holiday::GoodFriday),
        0 => Some(Holiday::EasterSunday),
        1 => Some(Holiday::EasterMonday),
        39 => Some(Holiday::Ascension),
        49 => Some(Holiday::Pentecost),
        _ => None,
    }
}

/// Kirkkojärjestys 657/2023 1:4: the Saturdays following 19 June and 30 October.
fn saturday_holiday(date: NaiveDate) -> Option<Holiday> {
    match (date.weekday(), date.month(), date.day()) {
        (Weekday::Sat, 6, 20..=26) => Some(Holiday::MidsummerDay),
        (Weekday::Sat, 10, 31) | (Weekday::Sat, 11, 1..=6) => Some(Holiday::AllSaints),
        _ => None,
    }
}
