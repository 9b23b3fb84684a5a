//! Whether the time for an answer may be extended, and whether the notice of it came in time (Art. 12(3), R2.2).

use super::{calendar, deadline};
use crate::lang;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entity::kind::Language;

/// What makes a request complex enough (EDPB Guidelines 01/2022, 162 to 164); effort alone does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Complexity {
    /// Very much data.
    Volume,
    /// The data lie in many separate systems.
    DispersedSystems,
    /// Others' data must be covered first.
    Redaction,
    /// The person has made many requests.
    ManyRequests,
}

/// An extension as staff want to give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension<'a> {
    /// When the notice goes to the requester.
    pub told_at: DateTime<Utc>,
    pub complexity: &'a [Complexity],
    /// The reasons in the words of the notice.
    pub reasons: &'a str,
    /// Whether the time has been extended before.
    pub extended_before: bool,
}

/// Why the time cannot be extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoExtension {
    /// Art. 12(3) gives two further months once.
    #[error("the time has been extended already")]
    Again,
    /// None of the allowed reasons is chosen.
    #[error("no reason that makes the request complex is chosen")]
    NotComplex,
    /// Art. 12(3): together with the reasons for the delay.
    #[error("the reasons are not written down")]
    NoReasons,
    /// Art. 12(3): within one month of receipt; carries the last day.
    #[error("the notice had to be sent by {0}")]
    TooLate(NaiveDate),
    /// The notice is written and has not left; carries the last day.
    #[error("the notice is written and must leave by {0}")]
    Written(NaiveDate),
}

impl Complexity {
    /// Every allowed reason.
    pub const ALL: &'static [Self] =
        &[Self::Volume, Self::DispersedSystems, Self::Redaction, Self::ManyRequests];

    /// The stored text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::DispersedSystems => "dispersed_systems",
            Self::Redaction => "redaction",
            Self::ManyRequests => "many_requests",
        }
    }

    /// In words, to end "because …".
    pub fn word(self, language: Language) -> String {
        lang::text(language, &format!("complexity-{}", self.code().replace('_', "-")))
    }

    /// The value of a stored text, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|complexity| complexity.code() == code)
    }
}

/// Whether the time may still be extended on a day: once, and told within the unpaused month (Art. 12(3)).
pub fn may_extend(received_on: NaiveDate, today: NaiveDate, before: bool) -> Result<(), NoExtension> {
    let last_day = deadline::extension_notice_deadline(received_on);
    if before {
        Err(NoExtension::Again)
    } else if today > last_day {
        Err(NoExtension::TooLate(last_day))
    } else {
        Ok(())
    }
}

impl Extension<'_> {
    /// The date the answer is then due; refused when the extension is not lawful.
    pub fn due_on(&self, unextended: &deadline::Deadline) -> Result<NaiveDate, NoExtension> {
        may_extend(unextended.received_on, calendar::helsinki_date(self.told_at), self.extended_before)?;
        if self.complexity.is_empty() {
            Err(NoExtension::NotComplex)
        } else if self.reasons.trim().is_empty() {
            Err(NoExtension::NoReasons)
        } else {
            Ok(unextended.extended_due_on)
        }
    }
}

/// Whether word of it that leaves on a day extends the time; what stands written extends nothing (Art. 12(3): the person
/// is informed within one month of receipt).
pub fn told_in_time(received_on: NaiveDate, told_on: NaiveDate) -> Result<(), NoExtension> {
    may_extend(received_on, told_on, false)
}

/// Whether a mail that no server takes is given up, so that the letter can still be posted: tried for an hour, and no
/// more than a working day is left after today.
pub fn is_pressing(received_on: NaiveDate, tried_since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let left = calendar::working_day_after(calendar::helsinki_date(now), 1);
    now - tried_since >= TimeDelta::hours(1) && deadline::extension_notice_deadline(received_on) <= left
}

/// What stored codes, with commas between, say in words; an unknown code stands as it is.
pub fn words(language: Language, codes: &str) -> Vec<String> {
    let word = |code: &str| Complexity::from_code(code).map(|complexity| complexity.word(language));
    codes.split(',').map(|code| word(code).unwrap_or_else(|| code.into())).collect()
}
