//! The package for machines, and the schema that describes it.

use crate::{
    error::{Context, Result},
    lang,
    register::scope::{Field, Record, Section},
    right::package::{Package, kept_back},
};
use serde_json::{Value, json};

/// JSON Schema 2020-12 of `data.json`.
pub(super) const SCHEMA: &str = include_str!("schema.json");

pub(super) fn write(package: &Package<'_>) -> Result<Vec<u8>> {
    let categories: Vec<_> = package.sections().map(|section| category(package, section)).collect();
    let reason = |key: &str| lang::text(package.language, key);
    let left_out: Vec<_> = package
        .left_out()
        .map(
            |left| json!({ "record": left.table, "field": left.column, "reason": reason(left.reason.key()) }),
        )
        .chain(package.withheld.iter().map(|withheld| {
            let label = package.category_label(&withheld.code);
            json!({ "record": label, "field": "*", "reason": withheld.why })
        }))
        .chain(kept_back::told(package.sections()).map(
            |kept| json!({ "record": kept.record, "field": kept.field.unwrap_or("*"), "reason": kept.why }),
        ))
        .collect();
    let data = json!({
        "$schema": "schema.json",
        "reference": package.reference,
        "language": package.language.code(),
        "built_at": package.built_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "controller": package.notice.controller.name,
        "holds_register_data": package.about.holds_register_data(),
        "categories": categories,
        "left_out": left_out,
    });
    serde_json::to_vec_pretty(&data).context("writing JSON")
}

fn category(package: &Package<'_>, section: &Section) -> Value {
    let code = section.category.code();
    let records: Vec<_> = section.records.iter().map(record).collect();
    json!({ "code": code, "label": package.category_label(code), "records": records })
}

fn record(record: &Record) -> Value {
    let fields: Vec<_> = record.fields.iter().map(field).collect();
    json!({
        "table": record.table.name,
        "title": record.title,
        "relation": record.relation,
        "source": record.source,
        "recorded_at": record.recorded_at,
        "keep_until": record.keep_until,
        "kept_back": record.kept_back,
        "fields": fields,
    })
}

fn field(field: &Field) -> Value {
    json!({
        "name": field.column.name,
        "label": field.label,
        "text": field.value,
        "value": field.raw,
        "kept_back": field.kept_back,
    })
}
