//! The end of an erasure: when the last record it left is destroyed, the person hears of it where an address remains.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
    mail::post::{self, Case},
    register::{erased::TABLES, left},
    request::enter,
    right::restriction::lift,
};
use chrono::{DateTime, Utc};
use entity::{id::RequestId, kept, kind::LetterKind, person, request};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};

/// Every record the erasure left is destroyed.
const NOTHING_LEFT: &str =
    "NOT EXISTS (SELECT 1 FROM kept k WHERE k.request_id = kept.request_id AND k.destroyed_at IS NULL)";
/// It has not been said yet.
const NOT_TOLD: &str = "NOT EXISTS (SELECT 1 FROM event e WHERE e.request_id = kept.request_id AND e.kind = 'erasure_completed')";

/// Notes what the daily destruction has taken of what erasures left, and writes to those whose last record went. What
/// hangs on a person of whom nothing is left ends.
///
/// # Errors
/// A fault when the database is away; what is left is done next time.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let now = ctx.now();
    let tx = ctx.write().await?;
    for table in TABLES {
        note_gone(&tx, table, now).await?;
    }
    let over: Vec<RequestId> = kept::Entity::find()
        .select_only()
        .column(kept::Column::RequestId)
        .distinct()
        .filter(kept::Column::DestroyedAt.is_not_null())
        // Its file may be gone: nobody is left to write to then.
        .filter(kept::Column::RequestId.is_not_null())
        .filter(Expr::cust(NOTHING_LEFT))
        .filter(Expr::cust(NOT_TOLD))
        .into_tuple()
        .all(tx.db())
        .await?;
    for request in over {
        end(ctx, &tx, request).await?;
    }
    lift::end_of_nobody(ctx, &tx).await?;
    left::forget(ctx, &tx).await?;
    tx.commit().await
}

/// A row that is there no longer, or that of a person without a name: that one was emptied.
async fn note_gone(tx: &Write, table: &'static str, now: DateTime<Utc>) -> Result<()> {
    let mut there = Query::select();
    there.expr(Expr::val(1)).from(table);
    there.and_where(Expr::col((table, "id")).equals(("kept", "record_id")));
    if table == "person" {
        // An erasure empties it, and so does the daily destruction.
        there.and_where(Expr::col((table, "name")).ne(""));
    }
    let mut gone = Query::update();
    gone.table("kept").value("destroyed_at", now);
    gone.and_where(Expr::col("destroyed_at").is_null()).and_where(Expr::col("table_name").eq(table));
    gone.and_where(Expr::not_exists(there));
    tx.db().execute(&gone).await?;
    Ok(())
}

async fn end(ctx: &Ctx, tx: &Write, id: RequestId) -> Result<()> {
    let Some(mut request) = request::Entity::find_by_id(id).one(tx.db()).await? else { return Ok(()) };
    record(ctx, tx, Entry::on(id, What("erasure_completed"), Actor::System)).await?;
    if request.requester_email.is_none()
        && let Some(person) = request.person_id
    {
        request.requester_email =
            person::Entity::find_by_id(person).one(tx.db()).await?.and_then(|person| person.email);
    }
    let on_paper = enter::of(tx.db(), id).await?.is_some_and(|entered| entered.postal.is_some());
    if request.requester_email.is_some() || on_paper {
        let case = Case { request: &request, items: &[] };
        post::post(ctx, tx, case, LetterKind::ErasureComplete, |_| ()).await?;
    }
    Ok(())
}
