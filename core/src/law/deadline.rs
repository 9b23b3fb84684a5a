//! By when a request must be answered: Art. 12(3) GDPR counted as Regulation 1182/71 says (law.md 2.2).
//! Every date keeps the steps that led to it.

use super::calendar::{self, DayOff, Eve};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use entity::kind::Outcome;
use serde::{Serialize, Serializer};
use std::fmt;

/// The statutory dates of one request, and how they came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// Date of receipt in Europe/Helsinki; day 0, never counted (R1182 Art. 3(1)).
    pub received_on: NaiveDate,
    /// Last day for the answer: one month, Art. 12(3).
    pub due_on: NaiveDate,
    /// Last day when validly extended: three months from receipt, Art. 12(3).
    pub extended_due_on: NaiveDate,
    /// The target of our own, a working day not after the unpaused month (R2.13).
    pub internal_due_on: NaiveDate,
    /// What moved `due_on`, then what moved `extended_due_on`, each in order.
    pub shifts: Vec<Shift>,
}

/// One move of a statutory date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// The date before; for [`Reason::MonthClamp`] the date of receipt.
    pub date: NaiveDate,
    /// The date after.
    pub to: NaiveDate,
    /// Why it moved.
    pub reason: Reason,
    /// Which of the dates it moved.
    #[serde(skip)]
    pub of: Milestone,
}

/// Which date of a [`Deadline`] is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    Due,
    Extended,
    Internal,
}

/// Why a date moved. In JSON it is the text of [`Reason::code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The last month lacks the day of receipt: its last day counts (R1182 Art. 3(2)(c)).
    MonthClamp,
    /// So many days the clock stood still (R2.5).
    PausedDays(u64),
    /// The last day must be a working day (R1182 Art. 3(4)).
    DayOff(DayOff),
    /// Work commonly stops: moves only our own target (R2.16).
    Eve(Eve),
}

/// The clock stands still from the day more was asked of the requester to the day it came (R2.5);
/// it lasts `to - from` days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pause {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// Pauses that cannot have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// It ends before it starts.
    #[error("the pause {0} ends before it starts")]
    Backwards(Pause),
    /// It starts before the request came.
    #[error("the pause {0} starts before the request was received on {1}")]
    BeforeReceipt(Pause, NaiveDate),
    /// Two pauses share days.
    #[error("the pauses {0} and {1} overlap")]
    Overlap(Pause, Pause),
}

impl Reason {
    /// The name used in JSON and, with hyphens, in catalogue keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MonthClamp => "month_clamp",
            Self::PausedDays(_) => "paused_days",
            Self::DayOff(day_off) => day_off.code(),
            Self::Eve(eve) => eve.code(),
        }
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl Pause {
    /// How many days the clock stands still; none when it ends on the day it starts.
    pub fn days(self) -> u64 {
        u64::try_from(self.to.signed_duration_since(self.from).num_days()).unwrap_or(0)
    }
}

impl fmt::Display for Pause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.from, self.to)
    }
}

impl Milestone {
    /// Months from receipt; the extension is counted from receipt too, never chained (R2.12).
    const fn months(self) -> u32 {
        match self {
            Self::Due | Self::Internal => 1, // Art. 12(3): one month
            Self::Extended => 3,             // Art. 12(3): two further months
        }
    }
}

impl Deadline {
    /// What moved one of the dates, in order.
    pub fn shifts_of(&self, milestone: Milestone) -> Vec<Shift> {
        match milestone {
            Milestone::Due | Milestone::Extended => {
                self.shifts.iter().filter(|shift| shift.of == milestone).copied().collect()
            }
            Milestone::Internal => internal(self.received_on).1,
        }
    }

    /// One of the dates.
    pub const fn on(&self, milestone: Milestone) -> NaiveDate {
        match milestone {
            Milestone::Due => self.due_on,
            Milestone::Extended => self.extended_due_on,
            Milestone::Internal => self.internal_due_on,
        }
    }
}

/// The dates of a request received on a date, with the pauses that count. Which pauses count is for
/// [`counting_pauses`]; refused when they cannot have happened.
pub fn deadline(received_on: NaiveDate, pauses: &[Pause]) -> Result<Deadline, Impossible> {
    let still = paused_days(received_on, pauses)?;
    let (due_on, mut shifts) = statutory(received_on, Milestone::Due, still);
    let (extended_due_on, extended_shifts) = statutory(received_on, Milestone::Extended, still);
    shifts.extend(extended_shifts);
    let internal_due_on = internal(received_on).0;
    Ok(Deadline { received_on, due_on, extended_due_on, internal_due_on, shifts })
}

/// The date the bare months end on, before pauses and days off. The clamp is made from the date of
/// receipt: 31 January gives 28 February and 30 April.
pub fn nominal(received_on: NaiveDate, milestone: Milestone) -> NaiveDate {
    received_on.checked_add_months(Months::new(milestone.months())).unwrap_or(NaiveDate::MAX)
}

/// Last day on which an extension may be told: the month without any pause (Art. 12(3), conservative).
/// The same day is the last for the letter on a missing answer (R2.6).
pub fn extension_notice_deadline(received_on: NaiveDate) -> NaiveDate {
    statutory(received_on, Milestone::Due, 0).0
}

/// The last day for an answer with an outcome, of a request with its date and the extended one: no extension covers what
/// is refused (Art. 12(4)), nor a pause the letter to somebody unknown (R2.6).
pub fn answer_by(
    outcome: Outcome,
    received_on: NaiveDate,
    due_on: NaiveDate,
    extended: Option<NaiveDate>,
) -> NaiveDate {
    match outcome {
        Outcome::NotIdentified => extension_notice_deadline(received_on),
        Outcome::Refused | Outcome::PartlyGranted | Outcome::NoRequest => due_on,
        Outcome::Granted | Outcome::Withdrawn | Outcome::Forwarded => extended.unwrap_or(due_on),
    }
}

/// Whether the clock may stand still for what was asked on a date: asked without undue delay, that is
/// at most three working days after receipt (R2.5).
pub fn counts_as_pause(received_on: NaiveDate, asked_on: NaiveDate) -> bool {
    (received_on..=calendar::working_day_after(received_on, 3)).contains(&asked_on)
}

/// The pauses that count: the first asked in time, each later one re-asked by the working day after a
/// partial answer (R2.5).
pub fn counting_pauses(received_on: NaiveDate, pauses: &[Pause]) -> Vec<Pause> {
    let mut sorted = pauses.to_vec();
    sorted.sort_unstable();
    let mut last_answer = None;
    sorted.retain(|pause| {
        let counts = match last_answer {
            None => counts_as_pause(received_on, pause.from),
            Some(answered_on) => pause.from <= calendar::working_day_after(answered_on, 1),
        };
        if counts {
            last_answer = Some(pause.to);
        }
        counts
    });
    sorted
}

/// Whether the last hour of a due date has passed in Europe/Helsinki.
pub fn is_overdue(due_on: NaiveDate, now: DateTime<Utc>) -> bool {
    calendar::helsinki_date(now) > due_on
}

fn paused_days(received_on: NaiveDate, pauses: &[Pause]) -> Result<u64, Impossible> {
    let mut sorted = pauses.to_vec();
    sorted.sort_unstable();
    for pause in &sorted {
        if pause.to < pause.from {
            return Err(Impossible::Backwards(*pause));
        }
        if pause.from < received_on {
            return Err(Impossible::BeforeReceipt(*pause, received_on));
        }
    }
    if let Some((one, other)) =
        sorted.iter().zip(sorted.iter().skip(1)).find(|(one, other)| other.from < one.to)
    {
        return Err(Impossible::Overlap(*one, *other));
    }
    Ok(sorted.iter().map(|pause| pause.days()).sum())
}

/// `due = roll(addMonths(received, n) + pausedDays)`, with its steps.
fn statutory(received_on: NaiveDate, of: Milestone, paused: u64) -> (NaiveDate, Vec<Shift>) {
    let mut on = nominal(received_on, of);
    let mut shifts = Vec::new();
    if on.day() != received_on.day() {
        shifts.push(Shift { date: received_on, to: on, reason: Reason::MonthClamp, of });
    }
    if paused > 0 {
        let to = on.checked_add_days(Days::new(paused)).unwrap_or(NaiveDate::MAX);
        shifts.push(Shift { date: on, to, reason: Reason::PausedDays(paused), of });
        on = to;
    }
    // R1182 Art. 3(4): a period ends on a working day.
    while let (Some(day_off), Some(to)) = (calendar::day_off(on), on.succ_opt()) {
        shifts.push(Shift { date: on, to, reason: Reason::DayOff(day_off), of });
        on = to;
    }
    (on, shifts)
}

/// The last working day not after the unpaused month, the eves taken for days off too (R2.16).
fn internal(received_on: NaiveDate) -> (NaiveDate, Vec<Shift>) {
    let of = Milestone::Internal;
    let mut on = nominal(received_on, of);
    let mut shifts = Vec::new();
    while let (Some(reason), Some(to)) = (closed(on), on.pred_opt()) {
        shifts.push(Shift { date: on, to, reason, of });
        on = to;
    }
    (on, shifts)
}

fn closed(date: NaiveDate) -> Option<Reason> {
    calendar::day_off(date).map(Reason::DayOff).or_else(|| calendar::eve(date).map(Reason::Eve))
}
