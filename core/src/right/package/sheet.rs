//! Lines as CSV: UTF-8 with BOM, semicolons, RFC 4180 quotes, and no cell that a spreadsheet would run as a formula
//! (security.md A-15).

use crate::error::{Context, Result};
use csv::{QuoteStyle, Terminator, WriterBuilder};

/// A sheet of lines, the heads first.
///
/// # Errors
/// A fault when a line cannot be written.
pub(crate) fn write<L>(lines: impl IntoIterator<Item = L>) -> Result<Vec<u8>>
where
    L: IntoIterator<Item = String>,
{
    append("\u{feff}", lines)
}

/// More lines of a sheet.
///
/// # Errors
/// A fault when a line cannot be written.
pub(crate) fn lines<L>(lines: impl IntoIterator<Item = L>) -> Result<Vec<u8>>
where
    L: IntoIterator<Item = String>,
{
    append("", lines)
}

fn append<L>(begun: &str, lines: impl IntoIterator<Item = L>) -> Result<Vec<u8>>
where
    L: IntoIterator<Item = String>,
{
    let mut sheet = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(begun.as_bytes().to_vec());
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

/// The cell, with an apostrophe before what a spreadsheet might take for a formula, also where one that splits at
/// another mark than ours would see a cell begin.
pub(crate) fn harmless(cell: &str) -> String {
    let mut written = String::with_capacity(cell.len() + 1);
    let (mut opens, mut first) = (true, true);
    for c in cell.chars() {
        if opens && (is_sign(c) || first && is_trigger(c)) {
            written.push('\'');
        }
        written.push(c);
        // A quote at its beginning does not belong to a cell.
        opens = matches!(c, ',' | ';' | '\t' | '\r' | '\n') || opens && c == '"';
        first = false;
    }
    written
}

/// What begins a formula, also in full-width form, or hides one behind a control character.
pub(crate) fn is_trigger(first: char) -> bool {
    is_sign(first) || matches!(first, '\t' | '\r' | '\n')
}

fn is_sign(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::{is_sign, write};
    use csv::ReaderBuilder;
    use proptest::prelude::*;

    /// The cells as a program shows them that splits lines at a mark of its own.
    fn cells(sheet: &[u8], mark: u8) -> Vec<String> {
        let text = sheet.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut reader =
            ReaderBuilder::new().delimiter(mark).has_headers(false).flexible(true).from_reader(text);
        let records = reader.records().map(Result::unwrap);
        records.flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn no_program_finds_a_formula_behind_a_mark_inside_a_cell() {
        let sheet = write([["\"a".into(), "'@SUM(1),=1+1;=2+2\t-3\n+4".into(), ";\"=5".into()]]).unwrap();
        for mark in *b",;\t" {
            let cells = cells(&sheet, mark);
            assert!(cells.iter().all(|cell| !cell.starts_with(is_sign)), "{cells:?}");
        }
        assert_eq!(cells(&sheet, b';')[1], "'@SUM(1),'=1+1;'=2+2\t'-3\n'+4");
    }

    #[test]
    fn what_is_no_formula_stays_as_it_is() {
        for text in ["040 123-4567, ma–pe", "a=b; c+d", "eka\n\ntoka", "\"sitaatti\", sanoi hän"] {
            assert_eq!(super::harmless(text), text);
        }
    }

    proptest! {
        #[test]
        fn whichever_mark_a_program_splits_at_no_cell_begins_with_a_sign(
            texts in prop::collection::vec("[=+@＝;,\t\r\n\"a-]{0,8}", 3),
        ) {
            let sheet = write([texts]).unwrap();
            for mark in *b",;\t" {
                let cells = cells(&sheet, mark);
                prop_assert!(cells.iter().all(|cell| !cell.starts_with(is_sign)), "{cells:?}");
            }
        }
    }
}
