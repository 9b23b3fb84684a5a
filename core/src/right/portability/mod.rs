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
        scope::{self, Field, Record, Section, Whom},
    },
    right::package::Package,
};
use entity::{kind::Right, request};
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

/// Whether the register holds something that a portability request can give; no other right asks.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_held(ctx: &Ctx, request: &request::Model) -> Result<bool> {
    if request.right != Some(Right::Portability) {
        return Ok(false);
    }
    let about = scope::about(ctx, Whom::of(request), request.language).await?;
    Ok(about.sections.iter().any(|section| !section.portable().records.is_empty()))
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
    let name = table.name;
    sections.iter().flat_map(|section| &section.records).filter(move |record| record.table.name == name)
}

/// What a column is called in the files: a key is told as what it leads to.
fn name(column: &Column) -> &'static str {
    match column.form {
        Form::Key => column.name.trim_end_matches("_id"),
        _ => column.name,
    }
}

/// A value in the files: as stored, and a key as the words it stands for.
fn value(field: &Field) -> Value {
    match field.column.form {
        Form::Key => Value::String(field.value.clone()),
        _ => field.raw.clone(),
    }
}

/// The value of a column, null where nothing is held.
fn value_of(record: &Record, column: &Column) -> Value {
    let field = record.fields.iter().find(|field| field.column.name == column.name);
    field.map_or(Value::Null, value)
}
