//! One category as CSV: UTF-8 with BOM, semicolons, RFC 4180 quotes, a line per value, and no cell that a
//! spreadsheet would run as a formula (security.md A-15).

use crate::{
    error::{Context, Result},
    lang,
    register::scope::{Record, Section},
};
use csv::{QuoteStyle, Terminator, WriterBuilder};
use entity::kind::Language;

/// The columns; keys of `package.ftl`.
const HEADS: [&str; 9] = [
    "sheet-record",
    "sheet-title",
    "sheet-relation",
    "sheet-source",
    "sheet-recorded",
    "sheet-keep-until",
    "sheet-field",
    "sheet-value",
    "sheet-raw",
];

pub(super) fn write(language: Language, section: &Section) -> Result<Vec<u8>> {
    let mut sheet = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer("\u{feff}".as_bytes().to_vec());
    sheet.write_record(HEADS.map(|key| lang::text(language, key))).context("writing CSV")?;
    for (place, record) in section.records.iter().enumerate() {
        for line in lines(place + 1, record) {
            sheet.write_record(line.iter().map(|cell| harmless(cell))).context("writing CSV")?;
        }
    }
    sheet.into_inner().map_err(csv::IntoInnerError::into_error).context("writing CSV")
}

fn lines(number: usize, record: &Record) -> impl Iterator<Item = [String; 9]> {
    record.fields.iter().map(move |field| {
        [
            number.to_string(),
            record.title.clone(),
            record.relation.clone().unwrap_or_default(),
            record.source.clone().unwrap_or_default(),
            record.recorded_at.clone().unwrap_or_default(),
            record.keep_until.map(|date| date.to_string()).unwrap_or_default(),
            field.label.clone(),
            field.value.clone(),
            plain(&field.raw),
        ]
    })
}

fn plain(raw: &serde_json::Value) -> String {
    match raw {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The cell, with an apostrophe before what a spreadsheet might take for a formula.
pub(crate) fn harmless(cell: &str) -> String {
    if cell.starts_with(is_trigger) { format!("'{cell}") } else { cell.to_owned() }
}

/// What begins a formula, also in full-width form, or hides one behind a control character.
pub(crate) fn is_trigger(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}
