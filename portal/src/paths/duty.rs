//! URLs of the controller's own duties: stale records, the yearly review, breaches.

use super::{BREACHES, REVIEWS, STALE};
use entity::kind::Staleness;

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

/// A page of the record of a breach: one of its parts, `report` or `notification`.
pub fn breach_page(id: &str, page: &str) -> String {
    format!("{}/{page}", breach(id))
}
