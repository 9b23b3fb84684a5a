//! A table of a report as a file: who took which is on record.

use super::Period;
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::Result,
    right::package::sheet,
};
use serde_json::json;

/// The tables of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Right,
    Outcome,
    Ground,
    Channel,
    Month,
    Year,
}

impl Table {
    /// Every table, in the order of the page.
    pub const ALL: &'static [Self] =
        &[Self::Right, Self::Outcome, Self::Ground, Self::Channel, Self::Month, Self::Year];

    /// Part of its path and of the keys of its words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Outcome => "outcome",
            Self::Ground => "ground",
            Self::Channel => "channel",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The table of a code, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.code() == code)
    }
}

/// The lines of a table as a sheet, the heads first; no cell can be a formula (security.md A-15). Taking it is recorded
/// before it leaves.
///
/// # Errors
/// A fault; without its entry nothing leaves.
pub async fn take(
    ctx: &Ctx,
    staff: &Staff,
    (table, period): (Table, Period),
    lines: Vec<Vec<String>>,
) -> Result<Vec<u8>> {
    let detail = json!({
        "table": table.code(),
        "year": period.year,
        "month": period.month,
        "rows": lines.len().saturating_sub(1),
    });
    let sheet = sheet::write(lines)?;
    let tx = ctx.write().await?;
    record(ctx, &tx, Entry::of(What("report_exported"), Actor::Staff(staff)).with(detail)).await?;
    tx.commit().await?;
    Ok(sheet)
}
