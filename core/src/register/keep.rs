//! Until when any row is kept: the one place where packages, erasures and the daily destruction get their dates
//! (law.md 5, Art. 15(1)(d)).

pub mod anchor;
#[cfg(test)]
mod tests;

use crate::{
    error::Result,
    law::retention::{Class, DESTROYED_WITHIN, FinancialYears, deletable_from, keep_until},
    notice::{profile::Profile, word::RetentionRule},
    register::inventory::{Table, word::Category},
};
use anchor::{Anchor, Anchors};
use chrono::{Months, NaiveDate};
use sea_orm::ConnectionTrait;
use std::collections::HashMap;
use uuid::Uuid;

/// What can be said of a row's last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Until(Kept),
    /// No date can be said; the row is held and shown, never destroyed by default.
    Undated(Undated),
}

/// The dates of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The rule of the notice.
    pub rule: RetentionRule,
    /// The end of the financial year it is booked in, or the day its purpose ended or its file was closed.
    pub ends_on: NaiveDate,
    /// The last day it is kept.
    pub keep_until: NaiveDate,
    /// The first day it may be destroyed.
    pub deletable_from: NaiveDate,
    /// The last day for destroying it by our own policy (R5.7).
    pub destroy_by: NaiveDate,
}

/// Why no date can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Undated {
    /// The relationship, contract, order, subscription or request goes on.
    Runs,
    /// Its date lies in no financial year of the notice.
    NoFinancialYear,
    /// It stays as long as another record points at it.
    Linked,
    /// As long as the ban on marketing holds (law.md R1.3.5).
    Ban,
    /// The notice has no rule for its category, or the record is of none.
    NoRule,
}

/// What dates are computed from: the notice's rules and its financial years.
#[derive(Clone, Debug)]
pub struct Calendar<'a> {
    notice: &'a Profile,
    years: Option<FinancialYears>,
}

impl Keep {
    /// The dates, where they can be said.
    pub const fn kept(self) -> Option<Kept> {
        match self {
            Self::Until(kept) => Some(kept),
            Self::Undated(_) => None,
        }
    }

    /// Whether the row may be destroyed on a day.
    pub fn is_due(self, today: NaiveDate) -> bool {
        self.kept().is_some_and(|kept| kept.deletable_from <= today)
    }

    /// The later of two; without a date when either is.
    #[must_use]
    pub fn or_later(self, other: Self) -> Self {
        match (self, other) {
            (Self::Until(one), Self::Until(two)) if two.deletable_from > one.deletable_from => other,
            (Self::Until(_), Self::Until(_)) | (Self::Undated(_), _) => self,
            (Self::Until(_), Self::Undated(_)) => other,
        }
    }
}

impl<'a> Calendar<'a> {
    /// The calendar of a notice.
    pub fn of(notice: &'a Profile) -> Self {
        Self { notice, years: FinancialYears::new(notice.accounting.financial_years.clone()).ok() }
    }

    /// The dates of rows of a table, by key; a key that no row has is missing. One query per 500 rows.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn rows(
        &self,
        db: &impl ConnectionTrait,
        table: &'static Table,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Keep>> {
        let mut dated = HashMap::new();
        for (id, anchors) in anchor::of(db, table, ids).await? {
            dated.insert(id, self.latest(table.category, &anchors));
        }
        Ok(dated)
    }

    /// The date of one row of a table; nothing when there is no such row.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn row(
        &self,
        db: &impl ConnectionTrait,
        table: &'static Table,
        id: Uuid,
    ) -> Result<Option<Keep>> {
        Ok(self.rows(db, table, &[id]).await?.remove(&id))
    }

    /// The latest of what a row is counted from: its own end, and what hangs on it.
    fn latest(&self, category: Option<Category>, anchors: &Anchors) -> Keep {
        let Some(category) = category else { return Keep::Undated(Undated::NoRule) };
        let own = self.counted(category, anchors.own);
        anchors.others.iter().fold(own, |keep, (other, anchor)| keep.or_later(self.counted(*other, *anchor)))
    }

    /// The dates of something of a category.
    pub fn counted(&self, category: Category, anchor: Anchor) -> Keep {
        let on = match anchor {
            Anchor::On(on) => on,
            Anchor::Without(why) => return Keep::Undated(why),
        };
        let Some(class) = self.notice.retention_class_of(category.code()) else {
            return Keep::Undated(Undated::NoRule);
        };
        self.by_rule(class.rule, on).map_or(Keep::Undated(Undated::NoFinancialYear), Keep::Until)
    }

    fn by_rule(&self, rule: RetentionRule, on: NaiveDate) -> Option<Kept> {
        let booked = || self.years.as_ref()?.end_for(on);
        match rule {
            RetentionRule::V6 => Some(Kept::by_class(rule, Class::V6, booked()?)),
            RetentionRule::B10 => Some(Kept::by_class(rule, Class::B10, booked()?)),
            RetentionRule::C0 => Some(Kept::by_class(rule, Class::C0, on)),
            RetentionRule::Months(months) => {
                let last = on.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
                Some(Kept::of(rule, on, last, last.succ_opt().unwrap_or(last)))
            }
        }
    }

    /// The last day whose documents belong to no financial year of the notice.
    pub fn undated_through(&self) -> Option<NaiveDate> {
        self.years.as_ref()?.none_through()
    }

    /// The last day on which something of a category can be counted from and yet be destroyed today; nothing when
    /// there is no such day. A query may leave out what is later.
    pub fn due_through(&self, category: Category, today: NaiveDate) -> Option<NaiveDate> {
        let rule = self.notice.retention_class_of(category.code())?.rule;
        match rule {
            RetentionRule::V6 => self.years.as_ref()?.last_due(Class::V6, today),
            RetentionRule::B10 => self.years.as_ref()?.last_due(Class::B10, today),
            RetentionRule::C0 => Some(today),
            RetentionRule::Months(months) => today.checked_sub_months(Months::new(months)),
        }
    }
}

impl Kept {
    fn by_class(rule: RetentionRule, class: Class, ends_on: NaiveDate) -> Self {
        Self::of(rule, ends_on, keep_until(class, ends_on), deletable_from(class, ends_on))
    }

    fn of(rule: RetentionRule, ends_on: NaiveDate, keep_until: NaiveDate, deletable_from: NaiveDate) -> Self {
        let destroy_by = deletable_from.checked_add_days(DESTROYED_WITHIN).unwrap_or(NaiveDate::MAX);
        Self { rule, ends_on, keep_until, deletable_from, destroy_by }
    }

    /// Whether our own policy has been broken: it should have been gone (R5.7).
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.destroy_by < today
    }
}
