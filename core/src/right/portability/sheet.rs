//! One kind of record as CSV: a line per record, the columns named as in `data.json`.

use super::{KeptBack, columns, name, value_of};
use crate::{
    error::Result,
    register::{inventory::Table, scope::Record},
    right::package::sheet::{self, plain},
};

pub(super) fn write(table: &'static Table, records: &[&Record]) -> Result<Vec<u8>> {
    let heads: Vec<String> = columns(table).map(|column| name(column).to_owned()).collect();
    let line = |record: &&Record| -> Vec<String> {
        columns(table).map(|column| plain(&value_of(record, column))).collect()
    };
    sheet::write(std::iter::once(heads).chain(records.iter().map(line)))
}

/// What was kept back, a line each, with the names of `data.json`: a word in a column of dates would break what reads it.
pub(super) fn write_kept_back(kept: &[KeptBack<'_>]) -> Result<Vec<u8>> {
    let heads = ["kind", "row", "field", "reason"].map(str::to_owned);
    let line = |kept: &KeptBack<'_>| {
        let row = kept.row.map(|row| row.to_string()).unwrap_or_default();
        [kept.kind.to_owned(), row, kept.field.unwrap_or_default().to_owned(), kept.reason.to_owned()]
    };
    sheet::write(std::iter::once(heads).chain(kept.iter().map(line)))
}
