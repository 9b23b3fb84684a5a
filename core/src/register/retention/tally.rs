//! What a run found and did, by table: counts and dates, no personal data.

use super::{Fate, What};
use crate::{notice::word::RetentionRule, register::inventory};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Lines by table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally(pub BTreeMap<String, Line>);

/// What was found in one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The rule of the notice, `V6`, `C0` or `36 months`; nothing for what goes some days after closing.
    pub class: Option<String>,
    /// Rows destroyed; in a count, rows that would be.
    pub destroyed: u64,
    /// Rows of which a part went.
    pub emptied: u64,
    /// Due, but held, by reason. A row with two reasons counts under both.
    pub held: BTreeMap<String, u64>,
    /// Outside every financial year: held and shown.
    pub undated: u64,
    /// Gone, or still there and not held, later than our own policy (R5.7).
    pub overdue: u64,
    /// The first and the last day on which what is due became so.
    pub due_first: Option<NaiveDate>,
    pub due_last: Option<NaiveDate>,
}

impl Tally {
    /// Adds what was found. How many rows went is added by [`Tally::done`], so that no row counts twice.
    pub fn note(&mut self, fates: &[Fate], today: NaiveDate) {
        for fate in fates {
            let line = self.0.entry(fate.table.name.into()).or_default();
            line.note(fate, today);
        }
    }

    /// Adds rows that went.
    pub fn done(&mut self, table: &str, destroyed: u64, emptied: u64) {
        let line = self.0.entry(table.into()).or_default();
        line.destroyed += destroyed;
        line.emptied += emptied;
    }

    /// Adds what would go, for a count.
    pub fn suppose(&mut self, fates: &[Fate]) {
        for fate in fates {
            match fate.what {
                What::Destroy => self.done(fate.table.name, 1, 0),
                What::Empty(_) => self.done(fate.table.name, 0, 1),
                What::Held(_) | What::Undated => {}
            }
        }
    }

    /// How many rows went, or would.
    pub fn gone(&self) -> u64 {
        self.0.values().map(|line| line.destroyed + line.emptied).sum()
    }

    /// Lines in the order of the inventory.
    pub fn lines(&self) -> impl Iterator<Item = (&'static inventory::Table, &Line)> {
        inventory::tables().filter_map(|table| Some((table, self.0.get(table.name)?)))
    }
}

impl Line {
    fn note(&mut self, fate: &Fate, today: NaiveDate) {
        if let Some(kept) = fate.kept {
            self.class = Some(rule(kept.rule));
            self.due_first =
                Some(self.due_first.map_or(kept.deletable_from, |day| day.min(kept.deletable_from)));
            self.due_last =
                Some(self.due_last.map_or(kept.deletable_from, |day| day.max(kept.deletable_from)));
        }
        match &fate.what {
            What::Held(why) => {
                for why in why {
                    *self.held.entry(why.code().into()).or_default() += 1;
                }
            }
            What::Undated => self.undated += 1,
            What::Destroy | What::Empty(_) => {
                self.overdue += u64::from(fate.kept.is_some_and(|kept| kept.is_overdue(today)));
            }
        }
    }

    /// Rows held, each once for every reason.
    pub fn held_rows(&self) -> u64 {
        self.held.values().sum()
    }
}

/// The text of a rule, as the notice writes it.
pub fn rule(rule: RetentionRule) -> String {
    match rule {
        RetentionRule::V6 => "V6".into(),
        RetentionRule::B10 => "B10".into(),
        RetentionRule::C0 => "C0".into(),
        RetentionRule::Months(1) => "1 month".into(),
        RetentionRule::Months(months) => format!("{months} months"),
    }
}
