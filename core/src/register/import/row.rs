//! A header, and a row under it: pure functions from texts to what is staged, or to what is wrong.

use super::{
    form::{Form, Now, Target},
    report::Finding,
    table::{Column, Need, Table},
};
use std::collections::BTreeMap;

/// Canonical texts by heading; none is an empty cell. A column that is missing, or may stay as it is, is not in it.
pub(crate) type Cells = BTreeMap<String, Option<String>>;

/// Parts of a heading that betray a password or what is made from one.
const SECRETS: &[&str] =
    &["password", "passwd", "passphrase", "pwd", "hash", "secret", "salasana", "tiiviste", "lösen", "losen"];

/// The columns of a file, in the order they stand.
pub(crate) type Header = Vec<&'static Column>;

/// A row as it waits in staging.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Staged {
    pub line: i64,
    /// Tells the row from others of its table and source.
    pub key: String,
    /// The value that no other row may have.
    pub number: Option<String>,
    pub cells: Cells,
}

impl Staged {
    /// The key of the row it refers to.
    pub fn link(&self, table: &Table, target: Target) -> Option<&str> {
        let points = |column: &&Column| matches!(column.form, Form::Reference(to) if to == target);
        self.text(table.columns().find(points)?.name)
    }

    /// A cell that is there and not empty.
    pub fn text(&self, column: &str) -> Option<&str> {
        self.cells.get(column)?.as_deref()
    }
}

/// Reads the first line of a file.
pub(crate) fn header(table: &Table, line: i64, fields: &[String]) -> Result<Header, Vec<Finding>> {
    let mut columns = Header::new();
    let mut problems = Vec::new();
    for (place, heading) in fields.iter().enumerate() {
        let heading = heading.to_lowercase();
        match table.column(&heading) {
            Some(column) if columns.iter().any(|seen| seen.name == column.name) => {
                problems.push(Finding::on_line(
                    table.name,
                    line,
                    Some(column.name),
                    "The column stands twice: remove one.",
                ));
            }
            Some(column) => columns.push(column),
            None => problems.push(Finding::on_line(table.name, line, None, stranger(table, place, &heading))),
        }
    }
    for column in table.columns().filter(|column| column.need == Need::Required) {
        if !columns.iter().any(|seen| seen.name == column.name) {
            problems.push(Finding::on_line(
                table.name,
                line,
                Some(column.name),
                "The column is missing: add it.",
            ));
        }
    }
    if problems.is_empty() { Ok(columns) } else { Err(problems) }
}

/// What to do about a heading the register does not know. It is named by its place: a file without a header
/// has personal data there.
fn stranger(table: &Table, place: usize, heading: &str) -> String {
    let place = place + 1;
    if SECRETS.iter().any(|secret| heading.contains(secret)) {
        return format!(
            "Column {place} holds passwords or what is made from them, which the register never keeps: remove it. \
             Only the date a password was set may come, as password_set_on."
        );
    }
    let known: Vec<&str> = table.columns().map(|column| column.name).collect();
    format!(
        "Column {place} is not one the register keeps: remove it, or name it one of {}.",
        known.join(", ")
    )
}

/// Reads a row. When something is wrong with it, its key is staged all the same, so that rows which refer to
/// it do not look wrong too.
pub(crate) fn row(
    table: &Table,
    header: &Header,
    (line, fields): (i64, &[String]),
    now: &Now,
) -> (Option<Staged>, Vec<Finding>) {
    if fields.len() != header.len() {
        let sentence = format!(
            "The line has {} fields and the header has {}: check the separators and quotation marks.",
            fields.len(),
            header.len()
        );
        return (None, vec![Finding::on_line(table.name, line, None, sentence)]);
    }
    let mut cells = Cells::new();
    let mut problems = Vec::new();
    for (column, field) in header.iter().zip(fields) {
        match cell(column, field, now) {
            Ok(Some(text)) => _ = cells.insert(column.name.into(), Some(text)),
            Ok(None) if column.need == Need::Kept => {}
            Ok(None) => _ = cells.insert(column.name.into(), None),
            Err(sentence) => problems.push(Finding::on_line(table.name, line, Some(column.name), sentence)),
        }
    }
    problems.extend(backwards(table, &cells, line));
    let text = |name: &str| cells.get(name).cloned().flatten();
    let number = table.number.and_then(text);
    let staged = key(table, &cells).map(|key| Staged { line, key, number, cells });
    (staged, problems)
}

fn cell(column: &Column, field: &str, now: &Now) -> Result<Option<String>, String> {
    if field.is_empty() {
        return if column.need == Need::Required {
            Err("The field is empty: fill it in.".into())
        } else {
            Ok(None)
        };
    }
    if field.chars().any(char::is_control) {
        return Err("The field holds a control character: remove it.".into());
    }
    column.form.read(field, now).map(Some)
}

/// The row's key, or for a row without one (suppression) its address and purpose.
fn key(table: &Table, cells: &Cells) -> Option<String> {
    let text = |name: &str| cells.get(name)?.clone();
    if table.has_key() { text("key") } else { Some(format!("{}/{}", text("email")?, text("purpose")?)) }
}

fn backwards(table: &Table, cells: &Cells, line: i64) -> Option<Finding> {
    let (first, second) = table.span?;
    let text = |name: &str| cells.get(name)?.as_deref();
    // Canonical dates and instants sort as texts.
    (text(second)? < text(first)?).then(|| {
        Finding::on_line(
            table.name,
            line,
            Some(second),
            format!("It lies before {first}: correct one of the two."),
        )
    })
}
