//! Lines as CSV: UTF-8 with BOM, semicolons, RFC 4180 quotes, and no cell that a spreadsheet would run as a formula
//! (security.md A-15).

use crate::error::{Context, Result};
use csv::{QuoteStyle, Terminator, WriterBuilder};

/// A sheet of lines, the heads first.
///
/// # Errors
/// A fault when a line cannot be written.
pub(in crate::right) fn write<L>(lines: impl IntoIterator<Item = L>) -> Result<Vec<u8>>
where
    L: IntoIterator<Item = String>,
{
    let mut sheet = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for line in lines {
        sheet.write_record(line.into_iter().map(|cell| harmless(&cell))).context("writing CSV")?;
    }
    sheet.into_inner().map_err(csv::IntoInnerError::into_error).context("writing CSV")
}

/// A value as a cell; nothing is an empty cell.
pub(in crate::right) fn plain(raw: &serde_json::Value) -> String {
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
