//! The data for machines, and the schema that describes them.

use super::{FORMAT, KeptBack, columns, kept_back, name, of, tables, value_of};
use crate::{
    error::{Context, Result},
    register::scope::{Record, Section},
    right::package::Package,
};
use serde_json::{Map, Value, json};

/// JSON Schema 2020-12 of `data.json`, the same in the package and at its public address.
pub const SCHEMA: &str = include_str!("schema.json");

/// Every kind of record asked for, also those without one.
pub(super) fn write(package: &Package<'_>, sections: &[Section], schema_url: &str) -> Result<Vec<u8>> {
    let tables = sections.iter().flat_map(|section| tables(section.category));
    let records: Map<String, Value> = tables
        .map(|table| (table.name.to_owned(), of(sections, table).map(record).collect::<Vec<_>>().into()))
        .collect();
    let data = json!({
        "format": FORMAT,
        "schema": schema_url,
        "reference": package.reference,
        "language": package.language.code(),
        "built_at": package.built_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "controller": package.notice.controller.name,
        "records": records,
        "kept_back": kept_back(sections).iter().map(told).collect::<Vec<_>>(),
    });
    serde_json::to_vec_pretty(&data).context("writing JSON")
}

fn told(kept: &KeptBack<'_>) -> Value {
    json!({ "kind": kept.kind, "row": kept.row, "field": kept.field, "reason": kept.reason })
}

fn record(record: &Record) -> Value {
    let values = columns(record.table).map(|column| (name(column).to_owned(), value_of(record, column)));
    Value::Object(values.collect())
}
