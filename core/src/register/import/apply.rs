//! Writes a weighed batch into the register, in the transaction it was weighed in.

use super::{
    form::{Form, instant},
    known::email_key,
    row::Staged,
    staging::Run,
    table::{Column, Table},
    weigh::{Fate, Field, Weighed},
};
use crate::{
    database::Write,
    error::{Context, Result},
    register::{change::Restricted, person::name_key},
};
use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, Value,
    sea_query::{Expr, ExprTrait, Query},
};
use std::{collections::BTreeMap, str::FromStr};
use uuid::Uuid;

/// Values by the register's columns.
type Values = BTreeMap<&'static str, Value>;

/// Inserts what is new in one statement, and updates what changed row by row. The set of restricted records is the
/// proof that the rows were weighed against it.
pub(crate) async fn write(
    run: &Run<'_>,
    (tx, _): (&Write, &Restricted),
    table: &'static Table,
    batch: &[Staged],
    weighed: &[Weighed],
) -> Result<()> {
    let mut new = Vec::new();
    for (row, weighed) in batch.iter().zip(weighed) {
        match &weighed.fate {
            Fate::New(fields) => new.push(inserted(run, table, &row.key, fields)?),
            Fate::Changed(id, fields) => {
                let mut update = Query::update();
                let values = updated(run, table, fields)?.into_iter();
                update.table(table.name).values(values.map(|(column, value)| (column, Expr::value(value))));
                update.and_where(Expr::col("id").eq(*id));
                tx.db().execute(&update).await?;
            }
            Fate::Unchanged | Fate::Skipped => {}
        }
    }
    let Some(first) = new.first() else { return Ok(()) };
    let mut insert = Query::insert();
    insert.into_table(table.name).columns(first.keys().copied());
    for values in new {
        insert.values(values.into_values().map(Expr::value)).context("importing a row")?;
    }
    tx.db().execute(&insert).await?;
    Ok(())
}

/// All columns of a new row.
fn inserted(run: &Run<'_>, table: &'static Table, key: &str, fields: &[Field]) -> Result<Values> {
    let mut values = Values::new();
    for column in table.columns().filter(|column| !matches!(column.form, Form::Key)) {
        let text =
            fields.iter().find(|(given, _)| given.name == column.name).and_then(|(_, text)| text.as_deref());
        insert(run, table, &mut values, (column, text))?;
    }
    values.insert("id", run.ctx.mint::<Uuid>()?.into());
    values.insert("source", run.source.as_str().into());
    values.insert("source_key", key.into());
    stamp(run, table, &mut values, fields);
    Ok(values)
}

/// The columns of a row that change.
fn updated(run: &Run<'_>, table: &'static Table, fields: &[Field]) -> Result<Values> {
    let mut values = Values::new();
    for (column, text) in fields {
        insert(run, table, &mut values, (column, text.as_deref()))?;
    }
    stamp(run, table, &mut values, fields);
    Ok(values)
}

/// Adds a column, and what is derived from it.
fn insert(
    run: &Run<'_>,
    table: &Table,
    values: &mut Values,
    (column, text): (&Column, Option<&str>),
) -> Result<()> {
    match (table.name, column.name) {
        ("person", "name") => _ = values.insert("name_key", text.map(name_key).into()),
        ("person" | "subscription", "email") => {
            values.insert("email_key", text.and_then(|address| email_key(run.ctx, address)).into());
        }
        _ => {}
    }
    values.insert(column.stored, value(column, text)?);
    Ok(())
}

/// What the file leaves open about a row that is new or changed: when it was recorded, and since when the
/// address of a person is held.
fn stamp(run: &Run<'_>, table: &Table, values: &mut Values, fields: &[Field]) {
    let given = |name: &str| fields.iter().any(|(column, text)| column.name == name && text.is_some());
    if !given("recorded_at") {
        values.insert("recorded_at", run.now.instant.into());
    }
    let moves = fields.iter().find(|(column, _)| table.name == "person" && column.name == "email");
    match moves {
        Some((_, None)) => _ = values.insert("email_since", None::<NaiveDate>.into()),
        Some(_) if !given("email_since") => _ = values.insert("email_since", run.now.today().into()),
        _ => {}
    }
}

fn value(column: &Column, text: Option<&str>) -> Result<Value> {
    Ok(match column.form {
        Form::Date | Form::PastDate => parsed::<NaiveDate>(text)?.into(),
        Form::Instant => text.and_then(instant).into(),
        Form::Amount => parsed::<i64>(text)?.into(),
        Form::Reference(_) => parsed::<Uuid>(text)?.into(),
        Form::Key | Form::Text | Form::Capitals(_) | Form::Email | Form::Word(_) | Form::List => {
            text.map(str::to_owned).into()
        }
    })
}

/// A canonical text as its value; it was checked when it was staged, so anything else is a fault.
fn parsed<T>(text: Option<&str>) -> Result<Option<T>>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    text.map(str::parse).transpose().context("importing a staged value")
}
