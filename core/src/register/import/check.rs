//! What can only be seen over all files and the register together: keys and numbers used twice, and
//! references to nothing. Each check is one set-based query, and its findings are streamed.

use super::{
    form::{Form, Target},
    report::{Finding, Findings},
    staging::Run,
    table::Table,
};
use crate::error::Result;
use futures::TryStreamExt;
use sea_orm::{
    QueryResult, StreamTrait,
    sea_query::{Alias, Expr, ExprTrait, IntoIden, JoinType, Query, SelectStatement},
};

/// Adds what is wrong with a staged table; references to unclear tables are left for the next try.
pub(crate) async fn check(
    run: &Run<'_>,
    table: &Table,
    unclear: &[&str],
    problems: &mut Findings,
) -> Result<()> {
    // A row without a key of its own is named by what makes it, here the address.
    let key = if table.has_key() { "key" } else { "email" };
    find(run, &repeated(table, "source_key"), problems, |line, first| {
        Finding::on_line(table.name, line, Some(key), format!("Line {first} is the same: keep one."))
    })
    .await?;
    if let Some(number) = table.number {
        find(run, &repeated(table, "number"), problems, |line, first| {
            let sentence = format!("Line {first} has the same: give each row its own.");
            Finding::on_line(table.name, line, Some(number), sentence)
        })
        .await?;
        find(run, &taken(run, table, number), problems, |line, _| {
            let sentence = "Another row of the register has it already: give this row its own.";
            Finding::on_line(table.name, line, Some(number), sentence)
        })
        .await?;
    }
    references(run, table, unclear, problems).await
}

async fn references(run: &Run<'_>, table: &Table, unclear: &[&str], problems: &mut Findings) -> Result<()> {
    for column in table.columns() {
        let Form::Reference(target) = column.form else { continue };
        let name = target.table();
        if unclear.contains(&name) {
            continue;
        }
        find(run, &dangling(run, table, target), problems, |line, _| {
            let sentence =
                format!("No row has this key, in {name}.csv or in the register: add it, or correct the key.");
            Finding::on_line(table.name, line, Some(column.name), sentence)
        })
        .await?;
    }
    Ok(())
}

async fn find(
    run: &Run<'_>,
    select: &SelectStatement,
    problems: &mut Findings,
    finding: impl Fn(i64, i64) -> Finding,
) -> Result<()> {
    let mut rows = run.ctx.read().stream(select).await?;
    while let Some(row) = rows.try_next().await? {
        let line = |row: &QueryResult, column: &str| row.try_get::<i64>("", column);
        problems.add(finding(line(&row, "line")?, line(&row, "first")?));
    }
    Ok(())
}

/// Lines whose value stood on an earlier line already.
fn repeated(table: &Table, column: &'static str) -> SelectStatement {
    let mut earliest = Query::select();
    earliest.column(column).expr_as(Expr::col("line").min(), "first").from("staged_row");
    earliest.and_where(Expr::col("table_name").eq(table.name)).and_where(Expr::col(column).is_not_null());
    earliest.group_by_col(column).and_having(Expr::col("line").count().gt(1));
    let mut select = staged(table);
    select.column(("e", "first")).join_subquery(
        JoinType::InnerJoin,
        earliest,
        "e",
        Expr::col(("s", column)).equals(("e", column)),
    );
    select.and_where(Expr::col(("s", "line")).gt(Expr::col(("e", "first"))));
    select
}

/// Lines whose number another row of the register has.
fn taken(run: &Run<'_>, table: &Table, number: &'static str) -> SelectStatement {
    let mut select = staged(table);
    select.expr_as(Expr::col(("s", "line")), "first");
    select.join_as(JoinType::InnerJoin, table.name, "r", Expr::col(("r", number)).equals(("s", "number")));
    let other_key = Expr::col(("r", "source_key")).ne(Expr::col(("s", "source_key")));
    select.and_where(Expr::col(("r", "source")).ne(run.source.as_str()).or(other_key));
    select
}

/// Lines that refer to a row which is neither staged nor in the register.
fn dangling(run: &Run<'_>, table: &Table, target: Target) -> SelectStatement {
    let link = Alias::new(format!("{}_key", target.table())).into_iden();
    let reference = || Expr::col(("s", link.clone()));
    let mut beside = Query::select();
    beside.expr(Expr::val(1)).from_as("staged_row", "b");
    beside.and_where(Expr::col(("b", "table_name")).eq(target.table()));
    beside.and_where(Expr::col(("b", "source_key")).eq(reference()));
    let mut stored = Query::select();
    stored.expr(Expr::val(1)).from_as(target.table(), "r");
    stored.and_where(Expr::col(("r", "source")).eq(run.source.as_str()));
    stored.and_where(Expr::col(("r", "source_key")).eq(reference()));
    let mut select = staged(table);
    select.expr_as(Expr::col(("s", "line")), "first").and_where(reference().is_not_null());
    select.and_where(Expr::not_exists(beside)).and_where(Expr::not_exists(stored));
    select
}

fn staged(table: &Table) -> SelectStatement {
    let mut select = Query::select();
    select.column(("s", "line")).from_as("staged_row", "s");
    select.and_where(Expr::col(("s", "table_name")).eq(table.name));
    select
}
