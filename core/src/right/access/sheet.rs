//! One category as CSV, a line per value.

use crate::{
    error::Result,
    lang,
    register::scope::{Record, Section},
    right::package::{
        kept_back,
        sheet::{self, plain},
    },
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
    let lines = records.flat_map(|(place, record)| lines(place + 1, record, language));
    sheet::write(std::iter::once(heads).chain(lines))
}

/// A line per value; a record that is kept back as a whole is one line that says so.
fn lines(number: usize, record: &Record, language: Language) -> impl Iterator<Item = [String; 9]> {
    let whole = record.kept_back.iter();
    let whole = whole.map(move |why| [String::new(), kept_back::words(language, why), String::new()]);
    let fields = record.fields.iter();
    let fields = fields.map(|field| [field.label.clone(), field.value.clone(), plain(&field.raw)]);
    whole.chain(fields).map(move |[label, value, raw]| {
        [
            number.to_string(),
            record.title.clone(),
            record.relation.clone().unwrap_or_default(),
            record.source.clone().unwrap_or_default(),
            record.recorded_at.clone().unwrap_or_default(),
            record.keep_until.map(|day| lang::date(language, day)).unwrap_or_default(),
            label,
            value,
            raw,
        ]
    })
}
