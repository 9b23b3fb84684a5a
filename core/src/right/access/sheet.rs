//! One category as CSV, a line per value.

use crate::{
    error::Result,
    lang,
    register::scope::{Record, Section},
    right::package::sheet::{self, plain},
};
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
    let heads = HEADS.map(|key| lang::text(language, key));
    let records = section.records.iter().enumerate();
    sheet::write(std::iter::once(heads).chain(records.flat_map(|(place, record)| lines(place + 1, record))))
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
