//! Data leave on their day, with proof (law.md R5.6 to R5.8): what is due, what holds it, and the daily run.

pub mod carry_out;
pub mod cover;
pub mod customers;
pub mod files;
pub mod hold;
pub mod persons;
pub mod run;
pub mod tally;
#[cfg(test)]
pub(crate) mod tests;
pub mod traces;

use crate::{
    error::Result,
    law::calendar::helsinki_date,
    notice::profile::Profile,
    register::{
        inventory::{Table, tables},
        keep::{Calendar, Keep, Kept, Undated},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use hold::Why;
use sea_orm::ConnectionTrait;
use std::collections::BTreeSet;
use uuid::Uuid;

/// So many rows, or customers with their rows, are looked at and changed in one transaction.
pub const BATCH: u64 = 200;

/// What becomes of a row today.
#[derive(Clone, Debug)]
pub struct Fate {
    pub table: &'static Table,
    pub id: Uuid,
    /// Nothing where no rule of the notice but a fixed number of days says when.
    pub kept: Option<Kept>,
    pub what: What,
}

/// What is done, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The row goes.
    Destroy,
    /// The row stays for what points at it; a part of it goes.
    Empty(Part),
    /// It is due, but something stops its destruction.
    Held(BTreeSet<Why>),
    /// It lies in no financial year: it is shown and stays.
    Undated,
}

/// What of a row goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The e-mail address, or the mail that carried a letter.
    Address,
    /// All that says who it was.
    Whole,
}

/// What one look at a part of the register found, and where to go on.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub fates: Vec<Fate>,
    /// Nothing when the end is reached.
    pub next: Option<Uuid>,
}

/// The parts of a run, in order: what points comes before what is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Customers,
    Subscriptions,
    Files,
    Looks,
    Disclosures,
    Persons,
    Addresses,
    Mails,
}

/// What every look needs: the rules and the day.
#[derive(Clone, Debug)]
pub struct Day<'a> {
    pub calendar: Calendar<'a>,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

impl<'a> Day<'a> {
    /// The day of an instant in Finland, by a notice's rules.
    pub fn of(notice: &'a Profile, now: DateTime<Utc>) -> Self {
        Self { calendar: Calendar::of(notice), now, today: helsinki_date(now) }
    }

    /// What becomes of a row, by its dates and what holds it; nothing while it is not due.
    fn fate(&self, table: &'static Table, id: Uuid, keep: Keep, why: BTreeSet<Why>) -> Option<Fate> {
        let what = match keep {
            Keep::Undated(Undated::NoFinancialYear) => What::Undated,
            _ if !keep.is_due(self.today) => return None,
            _ if why.is_empty() => What::Destroy,
            _ => What::Held(why),
        };
        Some(Fate { table, id, kept: keep.kept(), what })
    }
}

impl Phase {
    /// Every part.
    pub const ALL: &'static [Self] = &[
        Self::Customers,
        Self::Subscriptions,
        Self::Files,
        Self::Looks,
        Self::Disclosures,
        Self::Persons,
        Self::Addresses,
        Self::Mails,
    ];

    /// The stored text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Subscriptions => "subscriptions",
            Self::Files => "files",
            Self::Looks => "looks",
            Self::Disclosures => "disclosures",
            Self::Persons => "persons",
            Self::Addresses => "addresses",
            Self::Mails => "mails",
        }
    }

    /// The part of a stored text, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|phase| phase.code() == code)
    }

    /// The part after this one.
    pub fn next(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|phase| *phase == self)?;
        Self::ALL.get(place + 1).copied()
    }

    /// Looks at the next rows after a key.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn look(self, db: &impl ConnectionTrait, day: &Day<'_>, after: Uuid) -> Result<Found> {
        match self {
            Self::Customers => customers::look(db, day, after).await,
            Self::Subscriptions => traces::subscriptions(db, day, after).await,
            Self::Files => files::look(db, day, after).await,
            Self::Looks => traces::logged(db, day, ("look", "looked_at"), after).await,
            Self::Disclosures => traces::logged(db, day, ("disclosure", "recorded_at"), after).await,
            Self::Persons => persons::look(db, day, after).await,
            Self::Addresses => traces::addresses(db, day, after).await,
            Self::Mails => traces::mails(db, day, after).await,
        }
    }
}

/// The tables and columns that point at another table by a column of these names.
fn pointers(names: &'static [&'static str]) -> impl Iterator<Item = (&'static str, &'static str)> {
    tables().flat_map(move |table| {
        let pointing = table.columns.iter().filter(|column| names.contains(&column.name));
        pointing.map(|column| (table.name, column.name))
    })
}

/// SQL that is true while any of these rows point at a row of a table.
fn pointed_at(table: &str, from: impl Iterator<Item = (&'static str, &'static str)>) -> String {
    let never = std::iter::once("1 = 0".to_owned());
    let each =
        from.map(|(name, column)| format!("EXISTS (SELECT 1 FROM {name} x WHERE x.{column} = {table}.id)"));
    format!("({})", never.chain(each).collect::<Vec<_>>().join(" OR "))
}
