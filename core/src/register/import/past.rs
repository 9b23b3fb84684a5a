//! Rows of an age that the register has destroyed already: an import does not bring them back.

use super::{form::instant, report::Finding, row::Staged};
use crate::{
    ctx::Ctx,
    error::Result,
    law::calendar::helsinki_date,
    register::{
        inventory::word::Category,
        keep::{Calendar, anchor::Anchor},
    },
};
use chrono::NaiveDate;
use entity::{kind::PurchaseState, retention_run};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// What of a table was destroyed already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Past {
    category: Category,
    /// The column that a row's keeping is counted from.
    column: &'static str,
    /// A row counted from a later day was not due yet.
    through: NaiveDate,
    /// The day of the last destruction.
    last: NaiveDate,
}

/// What of a table was destroyed already; before the first destruction nothing was, and a register that is taken over
/// comes in whole. A contract and a customer stay as long as what hangs on them, which comes after them in the files;
/// the daily destruction takes those (law.md R5.5, R5.6).
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn of(ctx: &Ctx, db: &impl ConnectionTrait, table: &str) -> Result<Option<Past>> {
    let (category, column) = match table {
        "invoice" => (Category::Invoice, "issued_on"),
        "purchase" => (Category::Order, "ordered_on"),
        "subscription" => (Category::Newsletter, "ended_at"),
        _ => return Ok(None),
    };
    let done = retention_run::Entity::find()
        .filter(retention_run::Column::Destroys.eq(true))
        .filter(retention_run::Column::FinishedAt.is_not_null())
        .order_by_desc(retention_run::Column::StartedAt);
    let Some(run) = done.one(db).await? else { return Ok(None) };
    let last = helsinki_date(run.started_at);
    let through = Calendar::of(&ctx.notice).due_through(category, last);
    Ok(through.map(|through| Past { category, column, through, last }))
}

impl Past {
    /// Why a row that the register does not know is not brought in.
    pub fn finding(self, ctx: &Ctx, table: &str, row: &Staged) -> Option<Finding> {
        let text = row.text(self.column)?;
        let on = text.parse().ok().or_else(|| instant(text).map(helsinki_date))?;
        let runs = row.text("state") == Some(PurchaseState::Active.code());
        if runs || on > self.through {
            return None;
        }
        let keep = Calendar::of(&ctx.notice).counted(self.category, Anchor::On(on));
        let sentence = "Not imported: the time for which the record may be kept is over, and the register has destroyed \
                        what is as old. Destroy it in the system the file comes from too.";
        keep.is_due(self.last).then(|| Finding::on_line(table, row.line, Some(self.column), sentence))
    }
}
