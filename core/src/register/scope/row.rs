//! Reads the rows of a table by the inventory, so that no column can be forgotten.

use super::subject::Subject;
use crate::{
    error::Result,
    register::inventory::{Column, Form, Path, Table, table},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, QueryResult,
    sea_query::{Expr, Order, Query},
};
use uuid::Uuid;

/// A stored value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Nothing,
    Text(String),
    Date(NaiveDate),
    Instant(DateTime<Utc>),
    Number(i64),
    Flag(bool),
    Key(Uuid),
}

/// A row of the person.
#[derive(Clone, Debug)]
pub struct Found {
    pub table: &'static Table,
    /// Whether the row is another customer's, and the person only signed, ordered or uses.
    pub related: bool,
    values: Vec<Value>,
}

impl Found {
    /// The value of a column.
    pub fn value(&self, column: &str) -> &Value {
        let place = self.table.columns.iter().position(|known| known.name == column);
        place.and_then(|place| self.values.get(place)).unwrap_or(&Value::Nothing)
    }

    /// The value of a column that holds text.
    pub fn text(&self, column: &str) -> Option<&str> {
        if let Value::Text(text) = self.value(column) { Some(text) } else { None }
    }

    /// The value of a column that holds a key.
    pub fn key(&self, column: &str) -> Option<Uuid> {
        if let Value::Key(key) = self.value(column) { Some(*key) } else { None }
    }

    /// The calendar date of a column, in Europe/Helsinki.
    pub fn date(&self, column: &str) -> Option<NaiveDate> {
        match self.value(column) {
            Value::Date(date) => Some(*date),
            Value::Instant(at) => Some(crate::law::calendar::helsinki_date(*at)),
            _ => None,
        }
    }
}

/// The rows of a table that belong to the subject, oldest first.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    table: &'static Table,
    subject: &Subject,
) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for path in table.paths {
        let select = Query::select()
            .columns(table.columns.iter().map(|column| column.name))
            .from(table.name)
            .cond_where(subject.condition(*path))
            .order_by("id", Order::Asc)
            .to_owned();
        let related = matches!(path, Path::Doer(_));
        for row in db.query_all(&select).await? {
            let values = table.columns.iter().map(|column| decode(&row, column));
            found.push(Found { table, related, values: values.collect::<Result<_, _>>()? });
        }
    }
    // Imported rows come in the order of their files: what has a day of its own is told by it.
    if let Some(day) = table.columns.iter().find(|column| matches!(column.form, Form::Date)) {
        found.sort_by_key(|row: &Found| row.date(day.name));
    }
    Ok(found)
}

/// The entries about the person that no request and no address leads to. Looks are told with what they were for.
pub(super) async fn entries(db: &impl ConnectionTrait, subject: &Subject) -> Result<Vec<Found>> {
    let Some(table) = table("event") else { return Ok(Vec::new()) };
    let persons = subject.persons().into_iter().map(|person| person.to_string());
    let select = Query::select()
        .columns(table.columns.iter().map(|column| column.name))
        .from(table.name)
        .and_where(Expr::col("request_id").is_null())
        .and_where(Expr::col("subject").is_in(persons))
        .and_where(Expr::col("kind").ne("register_read"))
        .order_by("id", Order::Asc)
        .to_owned();
    let mut found = Vec::new();
    for row in db.query_all(&select).await? {
        let values = table.columns.iter().map(|column| decode(&row, column));
        found.push(Found { table, related: false, values: values.collect::<Result<_, _>>()? });
    }
    Ok(found)
}

fn decode(row: &QueryResult, column: &Column) -> Result<Value, DbErr> {
    let name = column.name;
    let value = match column.form {
        Form::Text | Form::Code(_) => row.try_get_by::<Option<String>, _>(name)?.map(Value::Text),
        Form::Date => row.try_get_by::<Option<NaiveDate>, _>(name)?.map(Value::Date),
        Form::Instant => row.try_get_by::<Option<DateTime<Utc>>, _>(name)?.map(Value::Instant),
        Form::Count => row.try_get_by::<Option<i32>, _>(name)?.map(|number| Value::Number(number.into())),
        Form::Large | Form::Cents => row.try_get_by::<Option<i64>, _>(name)?.map(Value::Number),
        Form::Flag => row.try_get_by::<Option<bool>, _>(name)?.map(Value::Flag),
        Form::Key => row.try_get_by::<Option<Uuid>, _>(name)?.map(Value::Key),
        Form::Bytes => None,
    };
    Ok(value.unwrap_or(Value::Nothing))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::{
        register::{
            inventory::table,
            scope::{Whom, subject},
            tests_rows::{self as rows, day},
        },
        testing,
    };

    #[tokio::test]
    async fn rows_with_a_day_of_their_own_are_told_by_it_however_they_were_imported() {
        let (ctx, _folder) = testing::ctx().await;
        let ada = rows::person(&ctx, "Ada").await;
        let customer = rows::customer(&ctx, ada, None).await;
        let days = ["2023-03-01", "2025-01-31", "2021-12-24", "2024-02-29"];
        for issued in days {
            rows::invoice(&ctx, customer, None, issued).await;
        }
        let whom = Whom { person: Some(ada), request: None };
        let subject = subject::find(ctx.read(), whom).await.unwrap();
        let found = read(ctx.read(), table("invoice").unwrap(), &subject).await.unwrap();
        let told: Vec<_> = found.iter().map(|row| row.date("issued_on").unwrap()).collect();
        assert_eq!(told, [days[2], days[0], days[3], days[1]].map(day));
    }
}
