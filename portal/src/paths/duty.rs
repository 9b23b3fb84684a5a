//! URLs of the controller's own duties: stale records, the yearly review, breaches, reports,
//! the dossier of a request.

use super::{BREACHES, REPORTS, REVIEWS, STALE, desk};
use entity::kind::Staleness;
use portal_core::report::{Period, export::Table};

/// Decide about a record that may be out of date.
pub fn stale(why: Staleness, record: &str) -> String {
    format!("{STALE}/{}/{record}", why.code())
}

/// A yearly review.
pub fn review(id: &str) -> String {
    format!("{REVIEWS}/{id}")
}

/// What a review found about a category.
pub fn finding(id: &str, category: &str) -> String {
    format!("{}/{category}", review(id))
}

/// The record of a breach.
pub fn breach(id: &str) -> String {
    format!("{BREACHES}/{id}")
}

/// Where what went to a wrong recipient is marked.
pub fn astray(reference: &str) -> String {
    format!("/staff/requests/{reference}/astray")
}

/// Where a request is marked as of somebody whose address is protected.
pub fn protect_request(reference: &str) -> String {
    format!("/staff/requests/{reference}/protected")
}

/// A page of the record of a breach: one of its parts, `report` or `notification`.
pub fn breach_page(id: &str, page: &str) -> String {
    format!("{}/{page}", breach(id))
}

/// A table of a report as a file.
pub fn report_file(period: Period, table: Table) -> String {
    let file = format!("{REPORTS}/{}/{}.csv", period.year, table.code());
    period.month.map_or_else(|| file.clone(), |month| format!("{file}?month={month}"))
}

/// The report of accountability of a year.
pub fn accountability(year: i32) -> String {
    format!("{REPORTS}/{year}/accountability")
}

/// Everything about a request, to print.
pub fn dossier(reference: &str) -> String {
    format!("{}/dossier", desk(reference))
}
