//! What is filtered, as CSV for a spreadsheet: who takes it and how many rows is recorded before the first row leaves.

use super::{Cursor, Filter, batch, row::Row, wanted};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::Result,
    law::calendar,
    request::change,
    right::package::sheet,
};
use entity::request;
use sea_orm::{EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

/// Rows read in one go.
const BATCH: u64 = 500;

/// A file on its way out; it holds one batch of rows at a time.
pub struct Export {
    ctx: Ctx,
    staff: Staff,
    filter: Filter,
    from: Option<Cursor>,
    ended: bool,
}

/// Opens the file. The entry names the tab and which fields narrow it, not what was searched for.
///
/// # Errors
/// Refused without a role that reads cases; without its entry nothing leaves.
pub async fn begin(ctx: &Ctx, staff: &Staff, filter: Filter) -> Result<Export> {
    change::require_reading(staff)?;
    let today = calendar::helsinki_date(ctx.now());
    let rows =
        request::Entity::find().filter(wanted(ctx, staff.into(), &filter, today)).count(ctx.read()).await?;
    let detail = json!({
        "tab": filter.tab.code(),
        "state": filter.state.map(entity::kind::State::code),
        "by_right": filter.right.is_some(),
        "by_assignee": filter.assignee.is_some(),
        "by_date": filter.urgency.is_some(),
        "searched": filter.search.is_some(),
        "rows": rows,
    });
    let tx = ctx.write().await?;
    record(ctx, &tx, Entry::of(What("queue_exported"), Actor::Staff(staff)).with(detail)).await?;
    tx.commit().await?;
    Ok(Export { ctx: ctx.clone(), staff: staff.clone(), filter, from: None, ended: false })
}

impl Export {
    /// The next rows; nothing behind the last.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn next(&mut self) -> Result<Option<Vec<Row>>> {
        if self.ended {
            return Ok(None);
        }
        let page = batch(&self.ctx, &self.staff, (&self.filter, BATCH), self.from).await?;
        (self.from, self.ended) = (page.next, page.next.is_none());
        Ok(Some(page.rows))
    }
}

/// Lines of the file as bytes; no cell can be a formula (security.md A-15). The first begins with the mark by which
/// a spreadsheet knows UTF-8.
///
/// # Errors
/// A fault when a line cannot be written.
pub fn lines(lines: Vec<Vec<String>>, first: bool) -> Result<Vec<u8>> {
    if first { sheet::write(lines) } else { sheet::lines(lines) }
}
