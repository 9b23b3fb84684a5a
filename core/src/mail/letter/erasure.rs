//! What the letter of an erasure tells of it.

use super::Reason;
use crate::law::ground::Ground;
use chrono::NaiveDate;

/// What an erasure did and left, a line per category.
#[derive(Clone, Debug, Default)]
pub struct Erasure {
    /// What went.
    pub gone: Vec<String>,
    /// Whether nothing went, neither a record nor anything of earlier case files.
    pub nothing: bool,
    /// Categories that were asked for by name and of which nothing is held.
    pub none: Vec<String>,
    /// How many of them our own policy should have destroyed before.
    pub overdue: usize,
    pub left: Vec<Left>,
    /// What became of data packages and of earlier case files, a sentence each.
    pub beside: Vec<String>,
    /// Until when the file of the case stays at least, where nothing else says it.
    pub file_until: Option<NaiveDate>,
    /// Whether a letter will tell when the last of what is left is gone.
    pub tells_its_end: bool,
    /// Whether something is left because a contract, order or account is in force.
    pub running: bool,
}

/// What an erasure left for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its facts are a line each, with the days.
    pub reason: Reason,
    /// The days its facts name: until when it stays, or is looked at again; none while that depends on what is to come.
    pub until: Vec<String>,
}

impl Left {
    /// Whether a law by name keeps it until a day: then it is used for nothing else, and goes by itself.
    pub fn ends_by_law(&self) -> bool {
        self.reason.code == Ground::ErasureLegal.code() && !self.until.is_empty()
    }
}
