//! What is put on record of a breach (Art. 33(3) and (5), law.md R6.3.5): the fields, in the order of their pages.

use crate::law::calendar::helsinki_date;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;
use std::collections::BTreeMap;

/// Longest line, in characters.
pub const LONGEST_LINE: usize = 300;
/// Longest text, in characters.
pub const LONGEST_TEXT: usize = 4000;
/// Highest number of people or records.
const HIGHEST: u64 = 1_000_000_000;

/// The pages of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What happened, when, and when we knew.
    Facts,
    /// Whose data, and how many (Art. 33(3)(a)).
    Extent,
    /// Consequences and measures (Art. 33(3)(c) and (d)).
    Effects,
    /// How likely harm is: whether the authority is told follows from it (Art. 33(1)).
    Risk,
    /// Whether and how the persons were told (Art. 34).
    Persons,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Line,
    Text,
    /// A whole number, approximate.
    Number,
    /// A minute on the clock in Helsinki, typed as `2026-11-26 09:00`; stored as an instant in UTC.
    Moment,
    /// One of these codes.
    One(&'static [&'static str]),
    /// Some of these codes, with commas between.
    Several(&'static [&'static str]),
}

/// Whether a record can be closed without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Always,
    Never,
    /// The data are a customer's, and we process them (Art. 33(2)).
    Processor,
    /// The risk is high (Art. 34(1)).
    High,
}

/// A field of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Also part of the keys of its words.
    pub code: &'static str,
    pub part: Part,
    pub kind: Kind,
    pub need: Need,
}

const fn field(part: Part, code: &'static str, kind: Kind, need: Need) -> Field {
    Field { code, part, kind, need }
}

/// The code of the field that starts the clock.
pub const AWARE: &str = "aware_at";
/// The code of the field that says when it was found.
pub const DETECTED: &str = "detected_at";
/// The code of the field that names what happened.
pub const NATURE: &str = "nature";
/// The codes of the fields on which what must follow depends.
pub const ROLE: &str = "role";
pub const RISK: &str = "risk";
/// Why the risk is judged so; a judgement without reasons is none.
pub const RISK_REASON: &str = "risk_reason";
pub const TELLING: &str = "telling";

/// Every field.
pub const FIELDS: &[Field] = &[
    field(Part::Facts, NATURE, Kind::Text, Need::Always),
    field(Part::Facts, AWARE, Kind::Moment, Need::Always),
    field(Part::Facts, "aware_how", Kind::Text, Need::Always),
    field(Part::Facts, DETECTED, Kind::Moment, Need::Always),
    field(Part::Facts, "occurred", Kind::Line, Need::Always),
    field(Part::Facts, "source", Kind::One(SOURCES), Need::Always),
    field(Part::Facts, ROLE, Kind::One(&["controller", "processor"]), Need::Always),
    field(
        Part::Facts,
        "kinds",
        Kind::Several(&["confidentiality", "integrity", "availability"]),
        Need::Always,
    ),
    field(Part::Facts, "systems", Kind::Text, Need::Always),
    field(Part::Facts, "owner", Kind::Line, Need::Always),
    field(Part::Extent, "subjects", Kind::Text, Need::Always),
    field(Part::Extent, "subject_count", Kind::Number, Need::Always),
    field(Part::Extent, "records", Kind::Text, Need::Always),
    field(Part::Extent, "record_count", Kind::Number, Need::Always),
    field(Part::Extent, "sensitivity", Kind::Text, Need::Always),
    field(Part::Effects, "consequences", Kind::Text, Need::Always),
    field(Part::Effects, "measures", Kind::Text, Need::Always),
    field(Part::Effects, "prevention", Kind::Text, Need::Always),
    field(Part::Effects, "informed", Kind::Text, Need::Processor),
    field(Part::Risk, RISK, Kind::One(&["unlikely", "risk", "high"]), Need::Always),
    field(Part::Risk, RISK_REASON, Kind::Text, Need::Always),
    field(Part::Persons, TELLING, Kind::One(&["told", "encrypted", "averted", "public"]), Need::High),
    field(Part::Persons, "telling_reason", Kind::Text, Need::High),
    field(Part::Persons, "told_at", Kind::Moment, Need::Never),
    field(Part::Persons, "told_text", Kind::Text, Need::Never),
];

const SOURCES: &[&str] = &["monitoring", "staff", "customer", "processor", "authority", "other"];

impl Part {
    /// Every part, in order.
    pub const ALL: &'static [Self] = &[Self::Facts, Self::Extent, Self::Effects, Self::Risk, Self::Persons];

    /// Part of its path and of the keys of its words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Extent => "extent",
            Self::Effects => "effects",
            Self::Risk => "risk",
            Self::Persons => "persons",
        }
    }

    /// The part of a code, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.code() == code)
    }

    /// Its fields, in order.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        FIELDS.iter().filter(move |field| field.part == self)
    }
}

/// What is wrong with a field, by the end of the key of its words.
pub type Wrong = (&'static Field, &'static str);

impl Part {
    /// What is stored of what was typed, by field.
    ///
    /// # Errors
    /// Everything that is wrong; `needed` where the record would lose what it began with, `order` for a discovery
    /// after we became aware.
    pub fn read(
        self,
        typed: impl Fn(&Field) -> String,
        now: DateTime<Utc>,
    ) -> Result<BTreeMap<&'static str, String>, Vec<Wrong>> {
        let (mut read, mut wrong) = (BTreeMap::new(), Vec::new());
        for field in self.fields() {
            match field.read(&typed(field), now) {
                Ok(value) if value.is_empty() && [AWARE, NATURE].contains(&field.code) => {
                    wrong.push((field, "needed"));
                }
                Ok(value) => _ = read.insert(field.code, value),
                Err(key) => wrong.push((field, key)),
            }
        }
        // Both are in UTC and in one form, so the texts are in order as the instants are.
        let (detected, aware) = (read.get(DETECTED), read.get(AWARE));
        if detected.zip(aware).is_some_and(|(detected, aware)| detected > aware) {
            wrong.extend(Field::of(DETECTED).map(|field| (field, "order")));
        }
        if wrong.is_empty() { Ok(read) } else { Err(wrong) }
    }
}

impl Field {
    /// The field of a code, or nothing.
    pub fn of(code: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.code == code)
    }

    /// What is stored of what was typed: nothing where nothing was typed.
    ///
    /// # Errors
    /// The end of the key of what is wrong: `long`, `number`, `moment`, `gap`, `future`, `early`, `choice`.
    pub fn read(&self, typed: &str, now: DateTime<Utc>) -> Result<String, &'static str> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(String::new());
        }
        match self.kind {
            Kind::Line => short(typed, LONGEST_LINE),
            Kind::Text => short(typed, LONGEST_TEXT),
            Kind::Number => number(typed),
            Kind::Moment => moment(typed).and_then(|at| between(at, now)),
            Kind::One(codes) => codes.contains(&typed).then(|| typed.into()).ok_or("choice"),
            Kind::Several(codes) => {
                let known = typed.split(',').all(|code| codes.contains(&code));
                known.then(|| typed.into()).ok_or("choice")
            }
        }
    }
}

/// A moment that has come, and not before the Regulation applied (Art. 99(2)).
fn between(at: DateTime<Utc>, now: DateTime<Utc>) -> Result<String, &'static str> {
    match at {
        at if at > now => Err("future"),
        at if Some(helsinki_date(at)) < NaiveDate::from_ymd_opt(2018, 5, 25) => Err("early"),
        at => Ok(at.to_rfc3339()),
    }
}

fn short(typed: &str, longest: usize) -> Result<String, &'static str> {
    if typed.chars().count() <= longest { Ok(typed.into()) } else { Err("long") }
}

/// Spaces, also those that do not break, stand between thousands.
fn number(typed: &str) -> Result<String, &'static str> {
    let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let number = digits.parse::<u64>().ok().filter(|number| *number <= HIGHEST);
    number.map(|number| number.to_string()).ok_or("number")
}

/// A minute of Helsinki as an instant. Of the hour that comes twice the first is meant: the clock then starts, and
/// ends, earlier; the hour that is left out does not exist.
///
/// # Errors
/// `moment` for no date and time, `gap` for one that never was.
pub fn moment(typed: &str) -> Result<DateTime<Utc>, &'static str> {
    let typed = typed.trim().replace('.', ":");
    let local = NaiveDateTime::parse_from_str(&typed, "%Y-%m-%d %H:%M").map_err(|_| "moment")?;
    let at = Helsinki.from_local_datetime(&local).earliest().ok_or("gap")?;
    Ok(at.with_timezone(&Utc))
}

/// The instant of a stored moment; nothing of what is none.
pub fn stored(value: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value).ok().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn now() -> DateTime<Utc> {
        "2026-11-26T12:00:00Z".parse().unwrap()
    }

    fn read(code: &str, typed: &str) -> Result<String, &'static str> {
        Field::of(code).unwrap().read(typed, now())
    }

    #[test]
    fn every_field_has_a_code_of_its_own_and_every_part_has_fields() {
        let codes: BTreeSet<_> = FIELDS.iter().map(|field| field.code).collect();
        assert_eq!(codes.len(), FIELDS.len());
        assert!(Part::ALL.iter().all(|part| part.fields().count() > 1));
        assert!(Part::ALL.iter().all(|part| Part::from_code(part.code()) == Some(*part)));
    }

    #[test]
    fn a_minute_of_helsinki_is_stored_in_utc() {
        assert_eq!(read(AWARE, "2026-11-26 09:05"), Ok("2026-11-26T07:05:00+00:00".into()));
        assert_eq!(read(AWARE, "2026-07-01 9.05"), Ok("2026-07-01T06:05:00+00:00".into()));
    }

    #[test]
    fn of_the_hour_that_comes_twice_the_first_is_meant_and_the_one_left_out_is_refused() {
        assert_eq!(read(AWARE, "2026-10-25 03:30"), Ok("2026-10-25T00:30:00+00:00".into()));
        assert_eq!(read(AWARE, "2026-03-29 03:30"), Err("gap"));
    }

    #[test]
    fn a_part_keeps_what_it_began_with_and_its_order() {
        let read = |aware: &'static str, detected: &'static str| {
            let typed = move |field: &Field| match field.code {
                AWARE => aware.to_owned(),
                DETECTED => detected.to_owned(),
                NATURE => "A letter went astray.".to_owned(),
                _ => String::new(),
            };
            Part::Facts
                .read(typed, now())
                .map_err(|wrong| wrong.into_iter().map(|(field, key)| (field.code, key)).collect::<Vec<_>>())
        };
        assert_eq!(read("", "2026-11-20 10:00"), Err(vec![(AWARE, "needed")]));
        assert_eq!(read("2026-11-20 09:59", "2026-11-20 10:00"), Err(vec![(DETECTED, "order")]));
        assert!(read("2026-11-20 10:00", "2026-11-20 10:00").is_ok());
        assert!(read("2026-11-20 10:00", "").is_ok(), "it may not be known yet");
    }

    #[test]
    fn what_does_not_fit_is_named() {
        assert_eq!(read(AWARE, "yesterday"), Err("moment"));
        assert_eq!(read(AWARE, "2026-11-26 14:01"), Err("future"));
        assert_eq!(read(AWARE, "2018-05-24 23:59"), Err("early"));
        assert_eq!(read(AWARE, "2026-11-26 14:00"), Ok("2026-11-26T12:00:00+00:00".into()));
        assert_eq!(read("subject_count", "about ten"), Err("number"));
        assert_eq!(read("subject_count", "-3"), Err("number"));
        assert_eq!(read("subject_count", "12\u{a0}000"), Ok("12000".into()));
        assert_eq!(read("subject_count", "1000000001"), Err("number"));
        assert_eq!(read("risk", "none"), Err("choice"));
        assert_eq!(read("kinds", "integrity,secrecy"), Err("choice"));
        assert_eq!(read("kinds", "integrity,availability"), Ok("integrity,availability".into()));
        assert_eq!(read("owner", &"x".repeat(LONGEST_LINE + 1)), Err("long"));
        assert_eq!(read("owner", "  "), Ok(String::new()));
    }
}
