//! The CSV files of the demo, one a table.

use std::{collections::BTreeMap, fs::File, io, path::Path};

/// The columns of each file.
const HEADERS: &[(&str, &[&str])] = &[
    ("customer", &["key", "number", "kind", "name", "business_id", "started_on", "ended_on"]),
    ("person", &["key", "name", "email", "email_since", "language"]),
    ("address", &["key", "customer", "kind", "street", "postal_code", "city", "country"]),
    ("contact", &["key", "customer", "person", "role"]),
    ("contract", &["key", "customer", "number", "signed_by", "started_on", "ended_on"]),
    (
        "hosting_account",
        &["key", "customer", "person", "username", "password_set_on", "domain", "plan", "state"],
    ),
    ("purchase", &["key", "customer", "contract", "ordered_by", "number", "product", "ordered_on", "state"]),
    ("invoice", &["key", "customer", "contract", "number", "issued_on", "amount", "currency", "paid_on"]),
    ("subscription", &["key", "email", "person", "purpose", "evidence", "wording", "since", "ended_at"]),
    ("suppression", &["email", "purpose", "since"]),
];

/// The open files.
pub(super) struct Files {
    files: BTreeMap<&'static str, csv::Writer<File>>,
}

impl Files {
    /// Makes the files with their headers.
    pub fn open(dir: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for (table, header) in HEADERS {
            let path = dir.join(format!("{table}.csv"));
            let mut file = csv::WriterBuilder::new().delimiter(b';').from_path(path)?;
            file.write_record(*header)?;
            files.insert(*table, file);
        }
        Ok(Self { files })
    }

    /// Adds a row to a table's file.
    pub fn put(&mut self, table: &'static str, cells: &[&str]) -> io::Result<()> {
        let file = self.files.get_mut(table).ok_or(io::ErrorKind::NotFound)?;
        Ok(file.write_record(cells)?)
    }

    /// Writes out what is still held.
    pub fn close(self) -> io::Result<()> {
        self.files.into_values().try_for_each(|mut file| file.flush())
    }
}
