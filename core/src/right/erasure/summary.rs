//! A plan in numbers: what a proposal binds, what staff see and what the letter tells. No value of the register.

use super::beside::Beside;
use super::held::Standing;
use super::plan::{Fate, Plan, Planned, RESIDUE, Why};
use crate::register::inventory::word::Category;
use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

/// A plan in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// SHA-256 over every row and its fate, hex: another plan has another.
    pub digest: String,
    pub parts: Vec<Part>,
    /// What it touches beside the rows.
    #[serde(default)]
    pub beside: Beside,
    /// The day until which the file of the erasure stays at least.
    #[serde(default)]
    pub file_until: Option<NaiveDate>,
    /// The holds that keep anything of it.
    #[serde(default)]
    pub holds: Vec<Standing>,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Code of the notice.
    pub category: String,
    pub erased: usize,
    /// Of those erased, how many our own policy should have destroyed before.
    pub overdue: usize,
    pub emptied: usize,
    pub kept: Vec<Left>,
}

/// Rows of a category that stay for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    pub why: Why,
    pub count: usize,
    /// First and last end of a financial year, or first and last day the keeping is counted from.
    pub years: Option<(NaiveDate, NaiveDate)>,
    /// First and last day until which they stay.
    pub until: Option<(NaiveDate, NaiveDate)>,
}

impl Summary {
    /// The numbers of a plan.
    pub fn of(plan: &Plan) -> Self {
        let parts = Category::ALL.iter().filter_map(|category| part(plan, *category));
        Self {
            digest: digest(plan),
            parts: parts.collect(),
            beside: plan.beside.clone(),
            file_until: plan.file.map(|kept| kept.keep_until),
            holds: plan.holds.clone(),
        }
    }

    /// Whether the last of what stays goes while the file is there, as far as the days are known: then a letter can tell.
    pub fn tells_its_end(&self) -> bool {
        let Some(file_until) = self.file_until else { return false };
        let left: Vec<&Left> = self.parts.iter().flat_map(|part| &part.kept).collect();
        let in_time = |left: &&Left| left.until.is_some_and(|(_, last)| last <= file_until);
        !left.is_empty() && left.iter().all(in_time)
    }

    /// Whether anything irreversible happens.
    pub fn destroys(&self) -> bool {
        self.parts.iter().any(Part::destroys)
    }

    /// How many rows our own policy should have destroyed before.
    pub fn overdue(&self) -> usize {
        self.parts.iter().map(|part| part.overdue).sum()
    }
}

impl Part {
    /// Whether anything of it goes.
    pub const fn destroys(&self) -> bool {
        self.erased + self.emptied > 0
    }

    /// Whether it is among what every erasure leaves.
    pub fn is_residue(&self) -> bool {
        RESIDUE.iter().any(|category| category.code() == self.category)
    }

    /// How many rows stay.
    pub fn left(&self) -> usize {
        self.kept.iter().map(|left| left.count).sum()
    }
}

fn part(plan: &Plan, category: Category) -> Option<Part> {
    let rows: Vec<&Planned> = plan.rows.iter().filter(|row| row.table.category == Some(category)).collect();
    let count = |wanted: fn(Fate) -> bool| rows.iter().filter(|row| wanted(row.fate)).count();
    (!rows.is_empty()).then(|| Part {
        category: category.code().into(),
        erased: count(|fate| matches!(fate, Fate::Erase { .. })),
        overdue: count(|fate| fate == Fate::Erase { overdue: true }),
        emptied: count(|fate| fate == Fate::Empty),
        kept: Why::ALL.into_iter().filter_map(|why| left(&rows, why)).collect(),
    })
}

fn left(rows: &[&Planned], wanted: Why) -> Option<Left> {
    let kept: Vec<_> = rows
        .iter()
        .filter_map(|row| match row.fate {
            Fate::Keep(why, dates) if why == wanted => Some(dates),
            _ => None,
        })
        .collect();
    let dates = || kept.iter().flatten();
    let span = |first: Option<NaiveDate>, last: Option<NaiveDate>| first.zip(last);
    (!kept.is_empty()).then(|| Left {
        why: wanted,
        count: kept.len(),
        years: span(dates().map(|kept| kept.ends_on).min(), dates().map(|kept| kept.ends_on).max()),
        until: span(dates().map(|kept| kept.keep_until).min(), dates().map(|kept| kept.keep_until).max()),
    })
}

fn digest(plan: &Plan) -> String {
    let line = |row: &Planned| match row.fate {
        Fate::Erase { .. } => format!("{} {} erase\n", row.table.name, row.id),
        Fate::Empty => format!("{} {} empty\n", row.table.name, row.id),
        Fate::Keep(why, kept) => {
            let until = kept.map(|kept| kept.keep_until.to_string()).unwrap_or_default();
            format!("{} {} keep {} {until}\n", row.table.name, row.id, why.code())
        }
    };
    // What everybody's own reading adds, looks and sign-ins, is no change of what was proposed.
    let rows = plan.rows.iter().filter(|row| row.table.category.is_some_and(|of| !RESIDUE.contains(&of)));
    let holds = plan.holds.iter().map(|hold| format!("{hold:?}\n"));
    let mut lines: Vec<String> = rows.map(line).chain(plan.beside.bound()).chain(holds).collect();
    lines.sort_unstable();
    HEXLOWER.encode(ring::digest::digest(&ring::digest::SHA256, lines.concat().as_bytes()).as_ref())
}
