//! Suppressions have no key of their source: the address's pseudonym and the purpose are the row.
//! The address itself is not stored.

use super::{
    form::instant,
    known::{email_key, suppressed},
    row::Staged,
    staging::Run,
};
use crate::{
    database::Write,
    error::{Context, Result},
    register::change::MayChange,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ConnectionTrait, Value,
    sea_query::{Expr, ExprTrait, Query},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A suppression that the register does not have yet.
#[derive(Debug)]
pub(crate) struct Missing {
    email_key: String,
    purpose: String,
    since: Option<DateTime<Utc>>,
}

/// The rows of a batch that the register does not have yet.
pub(crate) async fn missing(
    db: &impl ConnectionTrait,
    run: &Run<'_>,
    batch: &[Staged],
) -> Result<Vec<Missing>> {
    let rows: Vec<Missing> = batch.iter().filter_map(|row| read(run, row)).collect();
    let stored =
        suppressed(db, rows.iter().map(|row| row.email_key.clone()).collect::<BTreeSet<_>>()).await?;
    let new = |row: &Missing| !stored.contains(&(row.email_key.clone(), row.purpose.clone()));
    Ok(rows.into_iter().filter(new).collect())
}

fn read(run: &Run<'_>, row: &Staged) -> Option<Missing> {
    let email_key = email_key(run.ctx, row.text("email")?)?;
    Some(Missing {
        email_key,
        purpose: row.text("purpose")?.into(),
        since: row.text("since").and_then(instant),
    })
}

/// Writes them, and ends the subscriptions they forbid.
pub(crate) async fn write(run: &Run<'_>, (tx, _): (&Write, &MayChange), rows: &[Missing]) -> Result<()> {
    let mut insert = Query::insert();
    insert.into_table("suppression").columns(["id", "email_key", "purpose", "since"]);
    for Missing { email_key, purpose, since } in rows {
        let id: Uuid = run.ctx.mint()?;
        let texts: [Value; 4] = [id.into(), email_key.into(), purpose.into(), (*since).into()];
        insert.values(texts.map(Expr::value)).context("importing a suppression")?;
        let mut end = Query::update();
        end.table("subscription")
            .value("ended_at", run.now.instant)
            .and_where(Expr::col("ended_at").is_null());
        end.and_where(Expr::col("email_key").eq(email_key)).and_where(Expr::col("purpose").eq(purpose));
        tx.db().execute(&end).await?;
    }
    if !rows.is_empty() {
        tx.db().execute(&insert).await?;
    }
    Ok(())
}
