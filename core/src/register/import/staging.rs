//! The staging tables: one import at a time, its rows in batches, cleared when it ends.

use super::{
    form::{Now, Target},
    row::Staged,
    table::{TABLES, Table},
};
use crate::{
    ctx::Ctx,
    database::Write,
    error::{Context, Fault, Result},
};
use chrono::TimeDelta;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, OnConflict, Order, Query},
};
use uuid::Uuid;

/// Rows per transaction: long enough to be fast, short enough that the portal goes on answering.
pub(crate) const BATCH: u64 = 500;
/// Rows cleared per transaction.
const CLEARED: i64 = 10_000;
/// After so long without a sign of life another import may take over.
pub(crate) const LEASE: TimeDelta = TimeDelta::minutes(2);

/// The import that runs.
pub(crate) struct Run<'a> {
    pub ctx: &'a Ctx,
    pub source: String,
    pub now: Now,
    id: Uuid,
}

impl<'a> Run<'a> {
    /// Becomes the one import that runs; none when another does.
    pub async fn claim(ctx: &'a Ctx, source: String, now: Now) -> Result<Option<Self>> {
        let id = ctx.mint()?;
        let tx = ctx.write().await?;
        let mut take_over = Query::update();
        take_over.table("import_run").value("run", id).value("beat_at", now.instant);
        take_over.and_where(Expr::col("beat_at").lt(now.instant - LEASE));
        let mut claimed = tx.db().execute(&take_over).await?.rows_affected();
        if claimed == 0 {
            let mut first = Query::insert();
            first.into_table("import_run").columns(["id", "run", "beat_at"]);
            first
                .values([1.into(), Expr::value(id), Expr::value(now.instant)])
                .context("claiming the import")?;
            first.on_conflict(OnConflict::column("id").do_nothing().to_owned());
            claimed = tx.db().execute(&first).await?.rows_affected();
        }
        tx.commit().await?;
        Ok((claimed == 1).then_some(Self { ctx, source, now, id }))
    }

    /// A transaction of this import; refused with a fault when another has taken over.
    pub async fn write(&self) -> Result<Write> {
        let tx = self.ctx.write().await?;
        let mut beat = Query::update();
        beat.table("import_run").value("beat_at", self.ctx.now()).and_where(Expr::col("run").eq(self.id));
        if tx.db().execute(&beat).await?.rows_affected() == 1 {
            Ok(tx)
        } else {
            Err(Fault::new("importing", "another import has taken over").into())
        }
    }

    /// Lets the next import run.
    pub async fn release(&self) -> Result<()> {
        let tx = self.write().await?;
        let mut delete = Query::delete();
        delete.from_table("import_run").and_where(Expr::col("run").eq(self.id));
        tx.db().execute(&delete).await?;
        tx.commit().await
    }

    /// Removes all that is staged: personal data do not lie about twice.
    pub async fn clear(&self) -> Result<()> {
        for table in TABLES {
            while let Some(first) = self.first_line(table).await? {
                let tx = self.write().await?;
                let mut delete = Query::delete();
                delete.from_table("staged_row").and_where(Expr::col("table_name").eq(table.name));
                delete.and_where(Expr::col("line").lt(first + CLEARED));
                tx.db().execute(&delete).await?;
                tx.commit().await?;
            }
        }
        Ok(())
    }

    async fn first_line(&self, table: &Table) -> Result<Option<i64>> {
        let mut select = Query::select();
        select.column("line").from("staged_row").and_where(Expr::col("table_name").eq(table.name));
        select.order_by("line", Order::Asc).limit(1);
        let row = self.ctx.read().query_one(&select).await?;
        Ok(row.map(|row| row.try_get("", "line")).transpose()?)
    }

    /// Puts a batch of rows into staging.
    pub async fn stage(&self, table: &Table, rows: &[Staged]) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut insert = Query::insert();
        insert.into_table("staged_row").columns([
            "table_name",
            "line",
            "source_key",
            "number",
            "customer_key",
            "person_key",
            "contract_key",
            "cells",
        ]);
        for row in rows {
            let link = |target| row.link(table, target).map(str::to_owned);
            let cells = serde_json::to_string(&row.cells).context("staging a row")?;
            let texts = [link(Target::Customer), link(Target::Person), link(Target::Contract), Some(cells)];
            let first = [Expr::value(table.name), Expr::value(row.line)];
            let keys = [Some(row.key.clone()), row.number.clone()];
            insert
                .values(first.into_iter().chain(keys.into_iter().chain(texts).map(Expr::value)))
                .context("staging a row")?;
        }
        let tx = self.write().await?;
        tx.db().execute(&insert).await?;
        tx.commit().await
    }

    /// Tells PostgreSQL what it now holds, so that the checks are planned for it.
    pub async fn settle(&self) -> Result<()> {
        let tx = self.write().await?;
        if !self.ctx.database.is_sqlite() {
            tx.db().execute_unprepared("ANALYZE staged_row").await?;
        }
        tx.commit().await
    }
}

/// The next rows of a table after a line.
pub(crate) async fn batch(db: &impl ConnectionTrait, table: &Table, after: i64) -> Result<Vec<Staged>> {
    let mut select = Query::select();
    select.columns(["line", "source_key", "number", "cells"]).from("staged_row");
    select.and_where(Expr::col("table_name").eq(table.name)).and_where(Expr::col("line").gt(after));
    select.order_by("line", Order::Asc).limit(BATCH);
    let mut rows = Vec::new();
    for row in db.query_all(&select).await? {
        let cells: String = row.try_get("", "cells")?;
        rows.push(Staged {
            line: row.try_get("", "line")?,
            key: row.try_get("", "source_key")?,
            number: row.try_get("", "number")?,
            cells: serde_json::from_str(&cells).context("reading a staged row")?,
        });
    }
    Ok(rows)
}
