//! Destroys what is due in the transaction of a batch, children before what they hang on, and says what went.

use super::{Fate, Part, What, files, files::LET_GO, pointed_at, pointers};
use crate::{ctx::Ctx, database::Write, error::Result, register::erased};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Expr, Query},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many rows of a table went, whole or in part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    pub destroyed: u64,
    pub emptied: u64,
}

/// The order in which rows go.
const ORDER: &[&str] = &[
    "invoice",
    "purchase",
    "contract",
    "hosting_account",
    "address",
    "contact",
    "customer",
    "subscription",
    "look",
    "disclosure",
    "outbox",
    "request",
    "person",
];

/// Does what the fates say, and gives what went by table. A row that something has come to point at meanwhile stays.
///
/// # Errors
/// A fault; nothing of the batch has happened then.
pub(super) async fn carry_out(ctx: &Ctx, tx: &Write, fates: &[Fate]) -> Result<BTreeMap<&'static str, Gone>> {
    let mut gone = BTreeMap::new();
    for name in ORDER {
        let of = |what: &What| -> Vec<Uuid> {
            let same = fates.iter().filter(|fate| fate.table.name == *name && fate.what == *what);
            same.map(|fate| fate.id).collect()
        };
        let mut done = Gone::default();
        for part in [Part::Address, Part::Whole] {
            done.emptied += empty(tx, name, &of(&What::Empty(part)), part).await?;
        }
        done.destroyed = destroy(ctx, tx, name, &of(&What::Destroy)).await?;
        if done != Gone::default() {
            gone.insert(*name, done);
        }
    }
    Ok(gone)
}

async fn destroy(ctx: &Ctx, tx: &Write, name: &'static str, ids: &[Uuid]) -> Result<u64> {
    if ids.is_empty() {
        return Ok(0);
    }
    if name == "request" {
        destroy_parts(ctx, tx, ids).await?;
    }
    let corrected = if name == "person" { "person_id" } else { "record_id" };
    let mut corrections = Expr::col(corrected).is_in(ids.iter().copied());
    if name != "person" {
        corrections = corrections.and(Expr::col("table_name").eq(name));
    }
    delete(tx, "correction", corrections).await?;
    remember_kept(ctx, tx, name, ids).await?;
    let free = format!("NOT {}", pointed_at(name, standing_on(name).into_iter()));
    let gone = delete(tx, name, Expr::col("id").is_in(ids.iter().copied()).and(Expr::cust(free))).await?;
    mark_kept(ctx, tx, name, ids).await?;
    Ok(gone)
}

/// What an erasure had to keep was asked away: once gone, no import brings it back.
async fn remember_kept(ctx: &Ctx, tx: &Write, name: &'static str, ids: &[Uuid]) -> Result<()> {
    if !erased::TABLES.contains(&name) {
        return Ok(());
    }
    let asked = Query::select()
        .column("record_id")
        .from("kept")
        .and_where(Expr::col("table_name").eq(name))
        .and_where(Expr::col("record_id").is_in(ids.iter().copied()))
        .to_owned();
    let rows = tx.db().query_all(&asked).await?;
    let asked = rows.iter().map(|row| row.try_get_by("record_id")).collect::<Result<Vec<Uuid>, _>>()?;
    erased::remember(ctx, tx, name, &asked).await?;
    Ok(())
}

/// Tells the erasures that had to keep a record that it is gone now (Art. 17(3)).
async fn mark_kept(ctx: &Ctx, tx: &Write, name: &'static str, ids: &[Uuid]) -> Result<()> {
    let mark = Query::update()
        .table("kept")
        .value("destroyed_at", ctx.now())
        .and_where(Expr::col("table_name").eq(name))
        .and_where(Expr::col("record_id").is_in(ids.iter().copied()))
        .and_where(Expr::col("destroyed_at").is_null())
        .and_where(Expr::cust(format!("NOT EXISTS (SELECT 1 FROM {name} x WHERE x.id = kept.record_id)")))
        .to_owned();
    tx.db().execute(&mark).await?;
    Ok(())
}

/// What must have gone before a row may.
fn standing_on(name: &str) -> Vec<(&'static str, &'static str)> {
    match name {
        "contract" => pointers(&["contract_id"]).collect(),
        "customer" => pointers(&["customer_id"]).collect(),
        "person" => pointers(&["person_id", "signed_by", "ordered_by"]).collect(),
        "request" => pointers(&["request_id"]).filter(|pointer| pointer.0 != "event").collect(),
        _ => Vec::new(),
    }
}

/// The parts of files, and what points at a file without being part of it.
async fn destroy_parts(ctx: &Ctx, tx: &Write, requests: &[Uuid]) -> Result<()> {
    let of_requests = |column: &'static str| Expr::col(column).is_in(requests.iter().copied());
    for with_files in ["package", "incoming", "attachment"] {
        let files =
            Query::select().column("file").from(with_files).and_where(of_requests("request_id")).to_owned();
        for row in tx.db().query_all(&files).await? {
            if let Some(file) = row.try_get_by::<Option<String>, _>("file")? {
                ctx.storage.remove(&file)?;
            }
        }
    }
    let letters = Query::select().column("id").from("letter").and_where(of_requests("request_id")).to_owned();
    for (table, column) in pointers(&["letter_id"]) {
        delete(tx, table, Expr::col(column).in_subquery(letters.clone())).await?;
    }
    destroy_links(tx, of_requests("request_id")).await?;
    for (table, column) in files::parts() {
        delete(tx, table, of_requests(column)).await?;
    }
    for (table, column) in LET_GO.iter().copied().chain([("request", "split_from")]) {
        set_null(tx, table, &[column], of_requests(column)).await?;
    }
    Ok(())
}

/// The links by which holders answered, with the mails that carried them.
async fn destroy_links(tx: &Write, of_requests: Expr) -> Result<()> {
    let steps = Query::select().column("id").from("step").and_where(of_requests).to_owned();
    let of_steps = Expr::col("step_id").in_subquery(steps);
    let links = Query::select().column("id").from("step_link").and_where(of_steps.clone()).to_owned();
    for (table, column) in pointers(&["step_link_id"]) {
        delete(tx, table, Expr::col(column).in_subquery(links.clone())).await?;
    }
    for (table, _) in pointers(&["step_id"]) {
        delete(tx, table, of_steps.clone()).await?;
    }
    Ok(())
}

async fn empty(tx: &Write, name: &'static str, ids: &[Uuid], part: Part) -> Result<u64> {
    if ids.is_empty() {
        return Ok(0);
    }
    let these = Expr::col("id").is_in(ids.iter().copied());
    match (name, part) {
        ("person", Part::Address) => {
            let corrections = Expr::col("person_id").is_in(ids.iter().copied());
            delete(tx, "correction", corrections.and(Expr::col("column_name").eq("email"))).await?;
            // Its pseudonym stays with the vouchers that name the person: an access finds them by it (Art. 15).
            set_null(tx, name, &["email", "email_since"], these).await
        }
        ("person", Part::Whole) => {
            delete(tx, "correction", Expr::col("person_id").is_in(ids.iter().copied())).await?;
            set_null(tx, name, &["email", "email_key", "email_since", "verified_at"], these.clone()).await?;
            empty_person(tx, ids).await
        }
        ("request", _) => {
            let entered = Expr::col("request_id").is_in(ids.iter().copied());
            set_null(tx, "entry", &["postal"], entered).await?;
            set_null(tx, name, &["requester_email"], these).await
        }
        ("outbox", _) => {
            let blank =
                Query::update().table(name).value("recipient", "").and_where(these.clone()).to_owned();
            tx.db().execute(&blank).await?;
            set_null(tx, name, &["subject", "text", "html", "reply"], these).await
        }
        _ => Ok(0),
    }
}

/// The row stays for what points at it and says nothing more; its key of the source is given up.
async fn empty_person(tx: &Write, ids: &[Uuid]) -> Result<u64> {
    let mut emptied = 0;
    for id in ids {
        let update = Query::update()
            .table("person")
            .value("name", "")
            .value("name_key", "")
            .value("source", "")
            .value("source_key", id.to_string())
            .and_where(Expr::col("id").eq(*id))
            .to_owned();
        emptied += tx.db().execute(&update).await?.rows_affected();
    }
    Ok(emptied)
}

async fn set_null(tx: &Write, table: &'static str, columns: &[&'static str], which: Expr) -> Result<u64> {
    let mut update = Query::update();
    update.table(table).and_where(which);
    for column in columns {
        update.value(*column, Expr::cust("NULL"));
    }
    Ok(tx.db().execute(&update).await?.rows_affected())
}

async fn delete(tx: &Write, name: &'static str, which: Expr) -> Result<u64> {
    let delete = Query::delete().from_table(name).and_where(which).to_owned();
    Ok(tx.db().execute(&delete).await?.rows_affected())
}
