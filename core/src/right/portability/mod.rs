//! Art. 20: what a person gave on consent or contract, as files another service can read, and on request handed
//! over to it directly.

mod json;
mod page;
mod sheet;
#[cfg(test)]
mod tests;
pub mod transfer;
pub mod verdict;

use crate::{
    ctx::Ctx,
    error::Result,
    law::basis::{Available, Basis, available},
    notice::profile::{Category as Described, Profile},
    register::{
        inventory::{self, Column, Form, Table, word::Category},
        scope::{Field, Record, Section},
    },
    right::package::Package,
};
use entity::kind::Right;
use serde_json::Value;

pub use json::SCHEMA;

/// The format of `data.json`; another format is another file beside this one.
pub const FORMAT: &str = "portability-1";

/// The target of an item that asks for everything portable; that is less than everything held.
pub const EVERYTHING_PORTABLE: &str = "portable";

/// Where the schema of the format stands for everyone.
pub fn schema_url(ctx: &Ctx) -> String {
    format!("{}/schema/{FORMAT}.json", ctx.settings.base_url)
}

/// The categories of the notice in which something can be portable: on consent or contract, and given by the person.
pub fn offered(notice: &Profile) -> Vec<&Described> {
    notice.categories.iter().filter(|category| is_offered(category)).collect()
}

/// The other categories: access tells what is in them (law.md R1.6.4).
pub fn not_offered(notice: &Profile) -> Vec<&Described> {
    notice.categories.iter().filter(|category| !is_offered(category)).collect()
}

/// The files of a portability package, in order.
///
/// # Errors
/// A fault when a value cannot be written.
pub(super) fn files(package: &Package<'_>, schema_url: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let sections: Vec<Section> = package.sections().map(Section::portable).collect();
    let mut files = vec![
        ("index.html".to_owned(), page::draw(package, &sections, schema_url).into_string().into_bytes()),
        ("data.json".to_owned(), json::write(package, &sections, schema_url)?),
        (format!("{FORMAT}.json"), SCHEMA.as_bytes().to_vec()),
    ];
    for table in sections.iter().flat_map(|section| tables(section.category)) {
        let records: Vec<&Record> = of(&sections, table).collect();
        if !records.is_empty() {
            files.push((format!("csv/{}.csv", table.name), sheet::write(table, &records)?));
        }
    }
    let kept_back = kept_back(&sections);
    if !kept_back.is_empty() {
        files.push(("csv/kept_back.csv".to_owned(), sheet::write_kept_back(&kept_back)?));
    }
    Ok(files)
}

fn is_offered(described: &Described) -> bool {
    let reached = described.basis.iter().filter_map(|basis| Basis::from_code(basis.code()));
    let mut reached = reached.filter(|basis| available(Right::Portability, *basis) == Available::Yes);
    let category = Category::from_code(&described.code);
    reached.next().is_some() && category.is_some_and(|category| tables(category).next().is_some())
}

/// The tables of a category that have something portable.
fn tables(category: Category) -> impl Iterator<Item = &'static Table> {
    inventory::tables_of(category).filter(|table| columns(table).next().is_some())
}

/// The portable columns of a table.
fn columns(table: &'static Table) -> impl Iterator<Item = &'static Column> {
    table.personal().filter(|(_, class)| class.portability).map(|(column, _)| column)
}

fn of<'a>(sections: &'a [Section], table: &Table) -> impl Iterator<Item = &'a Record> {
    of_kind(sections, table.name).filter(|record| record.kept_back.is_none())
}

fn of_kind<'a>(sections: &'a [Section], name: &str) -> impl Iterator<Item = &'a Record> {
    sections.iter().flat_map(|section| &section.records).filter(move |record| record.table.name == name)
}

/// Something a decision keeps back (Art. 20(4)), where a reader of the files looks for it.
struct KeptBack<'a> {
    kind: &'static str,
    /// The place of its record in the list of its kind, from nought; nothing when the record is not there at all.
    row: Option<usize>,
    /// Nothing for a whole record.
    field: Option<&'static str>,
    reason: &'a str,
}

fn kept_back(sections: &[Section]) -> Vec<KeptBack<'_>> {
    let mut told = Vec::new();
    for table in sections.iter().flat_map(|section| tables(section.category)) {
        let kind = table.name;
        let whole = of_kind(sections, kind).filter_map(|record| record.kept_back.as_deref());
        told.extend(whole.map(|reason| KeptBack { kind, row: None, field: None, reason }));
        for (row, record) in of(sections, table).enumerate() {
            let fields = record.fields.iter().filter_map(|field| {
                let reason = field.kept_back.as_deref()?;
                Some(KeptBack { kind, row: Some(row), field: Some(name(field.column)), reason })
            });
            told.extend(fields);
        }
    }
    told
}

/// What a column is called in the files: a key is told as what it leads to.
fn name(column: &Column) -> &'static str {
    match column.form {
        Form::Key => column.name.trim_end_matches("_id"),
        _ => column.name,
    }
}

/// A value in the files: as stored, and a key as the words it stands for; null where it is kept back.
fn value(field: &Field) -> Value {
    match field.column.form {
        _ if field.kept_back.is_some() => Value::Null,
        Form::Key => Value::String(field.value.clone()),
        _ => field.raw.clone(),
    }
}

/// The value of a column, null where nothing is held.
fn value_of(record: &Record, column: &Column) -> Value {
    let field = record.fields.iter().find(|field| field.column.name == column.name);
    field.map_or(Value::Null, value)
}
