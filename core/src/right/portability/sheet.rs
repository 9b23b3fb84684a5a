//! One kind of record as CSV: a line per record, the columns named as in `data.json`.

use super::{columns, name, value_of};
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
