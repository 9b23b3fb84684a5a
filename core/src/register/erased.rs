//! Erased rows, known again by the pseudonym of their source and key, so that no import revives them.

use crate::{ctx::Ctx, database::Write, error::Result};
use entity::{erased_source, id::ErasedSourceId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The tables whose rows come from a source.
pub const TABLES: [&str; 9] = [
    "person",
    "customer",
    "address",
    "contact",
    "hosting_account",
    "contract",
    "purchase",
    "invoice",
    "subscription",
];

/// The pseudonym of a row of a source.
pub fn mac(ctx: &Ctx, table: &str, source: &str, key: &str) -> String {
    let framed = format!("{table}:{}:{source}:{key}", source.len());
    ctx.keys.pseudonym("erased_source", &framed)
}

/// Whether a row of the register is destroyed, or a person of it emptied.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn is_gone(db: &impl ConnectionTrait, table: &str, record: Uuid) -> Result<bool> {
    let Some(table) = TABLES.into_iter().find(|known| *known == table) else { return Ok(false) };
    let mut there = Query::select();
    there.expr(Expr::val(1)).from(table).and_where(Expr::col("id").eq(record));
    if table == "person" {
        there.and_where(Expr::col("name").ne(""));
    }
    Ok(db.query_one(&there).await?.is_none())
}

/// Remembers rows that are about to go, in the transaction that erases them, and says under which pseudonyms.
/// Whatever destroys rows of the register for good calls this first.
///
/// # Errors
/// A fault when the database is away.
pub async fn remember(ctx: &Ctx, tx: &Write, table: &'static str, ids: &[Uuid]) -> Result<Vec<String>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = Query::select();
    rows.columns(["source", "source_key"]).from(table);
    rows.and_where(Expr::col("id").is_in(ids.iter().copied()));
    let mut macs = Vec::new();
    for row in tx.db().query_all(&rows).await? {
        let (source, key): (String, String) = (row.try_get("", "source")?, row.try_get("", "source_key")?);
        macs.push(mac(ctx, table, &source, &key));
    }
    for mac in &macs {
        let row = erased_source::Model {
            id: ctx.mint::<ErasedSourceId>()?,
            mac: mac.clone(),
            erased_at: ctx.now(),
        };
        erased_source::Entity::insert(row.into_active_model().reset_all())
            .on_conflict(OnConflict::column(erased_source::Column::Mac).do_nothing().to_owned())
            .exec_without_returning(tx.db())
            .await?;
    }
    Ok(macs)
}

/// Those of some pseudonyms that were erased.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn among(db: &impl ConnectionTrait, macs: BTreeSet<String>) -> Result<BTreeSet<String>> {
    let found = erased_source::Entity::find().filter(erased_source::Column::Mac.is_in(macs));
    Ok(found.all(db).await?.into_iter().map(|row| row.mac).collect())
}
