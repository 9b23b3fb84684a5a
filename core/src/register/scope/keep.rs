//! Until when a row is kept, where the notice's rule gives a date (Art. 15(1)(d)).

use super::row::Found;
use crate::{
    law::retention::{Class, FinancialYears, keep_until},
    notice::{profile::Profile, word::RetentionRule},
};
use chrono::{Months, NaiveDate};
use entity::kind::PurchaseState;
use std::collections::HashMap;
use uuid::Uuid;

/// What the dates are computed from.
pub(super) struct Calendar<'a> {
    notice: &'a Profile,
    years: Option<FinancialYears>,
    /// The last invoice under each contract (law.md R5.5).
    last_invoice: HashMap<Uuid, NaiveDate>,
}

impl<'a> Calendar<'a> {
    pub fn new(notice: &'a Profile, rows: &[Found]) -> Self {
        let mut last_invoice: HashMap<Uuid, NaiveDate> = HashMap::new();
        for row in rows.iter().filter(|row| row.table.name == "invoice") {
            if let (Some(contract), Some(issued_on)) = (row.key("contract_id"), row.date("issued_on")) {
                let last = last_invoice.entry(contract).or_insert(issued_on);
                *last = issued_on.max(*last);
            }
        }
        let years = FinancialYears::new(notice.accounting.financial_years.clone()).ok();
        Self { notice, years, last_invoice }
    }

    /// The last day, or nothing when it depends on what has not happened yet.
    pub fn until(&self, row: &Found) -> Option<NaiveDate> {
        let rule = self.notice.retention_class_of(row.table.category?.code())?.rule;
        match rule {
            RetentionRule::V6 => self.booked(row, Class::V6),
            RetentionRule::B10 => self.booked(row, Class::B10),
            RetentionRule::Months(months) => closed_on(row)?.checked_add_months(Months::new(months)),
            RetentionRule::C0 => None,
        }
    }

    fn booked(&self, row: &Found, class: Class) -> Option<NaiveDate> {
        let booked_on = match row.table.name {
            "invoice" => row.date("issued_on"),
            // An order in force is booked on until it ends.
            "purchase" if row.text("state") == Some(PurchaseState::Active.code()) => None,
            "purchase" => row.date("ordered_on"),
            "contract" => {
                let ended_on = row.date("ended_on")?;
                let last = row.key("id").and_then(|id| self.last_invoice.get(&id)).copied();
                Some(last.unwrap_or(ended_on))
            }
            _ => None,
        };
        Some(keep_until(class, self.years.as_ref()?.end_for(booked_on?)?))
    }
}

/// From when the months count.
fn closed_on(row: &Found) -> Option<NaiveDate> {
    match row.table.name {
        "request" => row.date("closed_at"),
        "look" => row.date("looked_at"),
        "session" | "challenge" => row.date("created_at"),
        _ => None,
    }
}
