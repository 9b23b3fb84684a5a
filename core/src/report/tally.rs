//! How requests stand against their dates, counted: each once, in whatever way they are set apart. Pure.

use crate::law::{calendar::helsinki_date, deadline::is_overdue};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entity::kind::{Channel, Outcome, Right};
use std::collections::BTreeMap;

/// What is counted of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub right: Option<Right>,
    pub outcome: Option<Outcome>,
    pub channel: Channel,
    pub received_on: NaiveDate,
    /// The last day of the month, moved by the pauses there were (Art. 12(3)).
    pub due_on: NaiveDate,
    /// The date that counts: the extended one, where the time was extended and covers the answer
    /// ([`answer_by`](crate::law::deadline::answer_by)).
    pub counts_on: NaiveDate,
    pub answered_at: Option<DateTime<Utc>>,
}

/// How a request stands against its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Answered within the month (Art. 12(3)).
    OnTime,
    /// Answered after the month and within the extended time.
    Extended,
    /// Answered after the date that counts.
    Late,
    /// Withdrawn before an answer.
    Withdrawn,
    /// Not answered yet, and its date has not passed.
    Open,
    /// Not answered, though its date has passed.
    Overdue,
}

/// What was asked for, as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    Right(Right),
    /// Nobody has said yet which right.
    Unclassified,
    /// No right at all, so that nothing was done on it (Art. 12(4)): apart from those that are exercised.
    NoRequest,
}

/// A number of days in halves, since the median of two neighbours may lie between two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfDays(pub i64);

/// Requests counted by how they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    standings: BTreeMap<Standing, u64>,
    /// Calendar days from receipt to the answer, of those answered.
    days: Vec<i64>,
}

/// Requests set apart in one way, each group with its count; groups of nothing are left out.
pub type Groups<K> = Vec<(K, Tally)>;

/// The requests of a time, whole and set apart in each way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub total: Tally,
    /// Those that nobody has classified after the rights, and what was no request last.
    pub by_right: Groups<Asked>,
    /// Those not decided last.
    pub by_outcome: Groups<Option<Outcome>>,
    pub by_channel: Groups<Channel>,
    /// Months from 1.
    pub by_month: Groups<u32>,
}

impl Line {
    /// How it stands now. Late is what [`is_overdue`] calls so, at the moment the answer left.
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        match self.answered_at {
            Some(at) if !is_overdue(self.due_on.min(self.counts_on), at) => Standing::OnTime,
            Some(at) if !is_overdue(self.counts_on, at) => Standing::Extended,
            Some(_) => Standing::Late,
            None if self.outcome == Some(Outcome::Withdrawn) => Standing::Withdrawn,
            None if is_overdue(self.counts_on, now) => Standing::Overdue,
            None => Standing::Open,
        }
    }

    /// What was asked for.
    pub fn asked(&self) -> Asked {
        match (self.right, self.outcome) {
            (_, Some(Outcome::NoRequest)) => Asked::NoRequest,
            (Some(right), _) => Asked::Right(right),
            (None, _) => Asked::Unclassified,
        }
    }

    fn days(&self) -> Option<i64> {
        Some(helsinki_date(self.answered_at?).signed_duration_since(self.received_on).num_days())
    }
}

impl Standing {
    /// Every standing, in the order of the columns.
    pub const ALL: &'static [Self] =
        &[Self::OnTime, Self::Extended, Self::Late, Self::Withdrawn, Self::Open, Self::Overdue];

    /// Part of the keys of its words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnTime => "on-time",
            Self::Extended => "extended",
            Self::Late => "late",
            Self::Withdrawn => "withdrawn",
            Self::Open => "open",
            Self::Overdue => "overdue",
        }
    }
}

impl Tally {
    fn add(&mut self, line: &Line, now: DateTime<Utc>) {
        *self.standings.entry(line.standing(now)).or_default() += 1;
        self.days.extend(line.days());
    }

    /// How many stand so.
    pub fn of(&self, standing: Standing) -> u64 {
        self.standings.get(&standing).copied().unwrap_or_default()
    }

    /// How many came in.
    pub fn received(&self) -> u64 {
        self.standings.values().sum()
    }

    /// How many were answered, in time or not.
    pub fn answered(&self) -> u64 {
        [Standing::OnTime, Standing::Extended, Standing::Late].map(|standing| self.of(standing)).iter().sum()
    }

    /// The number of days in the middle: as many answers took longer as took less. Of an even number of answers the
    /// mean of the two in the middle; nothing without answers.
    pub fn median(&self) -> Option<HalfDays> {
        let mut days = self.days.clone();
        days.sort_unstable();
        let upper = days.get(days.len() / 2)?;
        let lower = days.get((days.len() - 1) / 2)?;
        Some(HalfDays(lower + upper))
    }

    /// The longest an answer took, in days.
    pub fn longest(&self) -> Option<i64> {
        self.days.iter().max().copied()
    }
}

impl Figures {
    /// Counts requests as they stand now.
    pub fn of(lines: &[Line], now: DateTime<Utc>) -> Self {
        let mut total = Tally::default();
        for line in lines {
            total.add(line, now);
        }
        Self {
            total,
            by_right: groups(lines, now, Line::asked).collect(),
            by_outcome: groups(lines, now, |line| (line.outcome.is_none(), line.outcome))
                .map(second)
                .collect(),
            by_channel: groups(lines, now, |line| line.channel).collect(),
            by_month: groups(lines, now, |line| line.received_on.month()).collect(),
        }
    }
}

/// By year of receipt, newest first.
pub fn by_year(lines: &[Line], now: DateTime<Utc>) -> Groups<i32> {
    let mut years: Vec<_> = groups(lines, now, |line| line.received_on.year()).collect();
    years.reverse();
    years
}

fn groups<K: Ord>(
    lines: &[Line],
    now: DateTime<Utc>,
    key: impl Fn(&Line) -> K,
) -> impl Iterator<Item = (K, Tally)> {
    let mut found: BTreeMap<K, Tally> = BTreeMap::new();
    for line in lines {
        found.entry(key(line)).or_default().add(line, now);
    }
    found.into_iter()
}

/// What stands last by its first mark loses the mark.
fn second<K>(((_, key), tally): ((bool, K), Tally)) -> (K, Tally) {
    (key, tally)
}
