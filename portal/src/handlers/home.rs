//! The start page: what a person may want, in their own words.

use super::{PageResult, ok};
use crate::{views::home, visit::Visit};

/// The choices as cards.
pub async fn show(visit: Visit) -> PageResult {
    let token = visit.token();
    Ok(ok(home::page_of(&visit.shell("", &token))))
}
