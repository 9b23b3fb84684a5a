//! Which files a directory holds, and the name of the system they come from.

use super::{
    report::{Finding, Findings},
    table::{self, TABLES, Table},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The source when `source.txt` names none.
const DEFAULT_SOURCE: &str = "import";
const SOURCE_FILE: &str = "source.txt";

/// What is to be imported.
#[derive(Debug)]
pub(crate) struct Folder {
    pub source: String,
    /// In the order of import.
    pub files: Vec<(&'static Table, PathBuf)>,
}

/// Looks into a directory; what is wrong with it is added to the problems.
pub(crate) fn open(dir: &Path, problems: &mut Findings) -> Folder {
    let names = match names(dir) {
        Ok(names) => names,
        Err(error) => {
            problems.add(Finding::on_file(".", format!("The directory cannot be read: {}.", error.kind())));
            return Folder { source: DEFAULT_SOURCE.into(), files: Vec::new() };
        }
    };
    for name in names.iter().filter(|name| stem(name).is_some_and(|stem| table::table(stem).is_none())) {
        let known: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        let sentence = format!("No table has this name: rename the file to one of {}.", known.join(", "));
        problems.add(Finding::on_file(name.as_str(), sentence));
    }
    let present = |table: &&Table| names.iter().any(|name| stem(name) == Some(table.name));
    let files: Vec<_> =
        TABLES.iter().filter(present).map(|table| (table, dir.join(format!("{}.csv", table.name)))).collect();
    if files.is_empty() {
        problems.add(Finding::on_file(".", "The directory holds no file to import, such as customer.csv."));
    }
    Folder { source: source(dir, problems), files }
}

fn names(dir: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn stem(name: &str) -> Option<&str> {
    name.strip_suffix(".csv")
}

/// The first line of `source.txt`: lower-case letters, digits, hyphens.
fn source(dir: &Path, problems: &mut Findings) -> String {
    let path = dir.join(SOURCE_FILE);
    if !path.exists() {
        return DEFAULT_SOURCE.into();
    }
    let name = fs::read_to_string(path).unwrap_or_default();
    let name = name.trim_start_matches('\u{feff}').trim();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !(1..=40).contains(&name.len()) || !name.bytes().all(plain) {
        problems.add(Finding::on_file(
            SOURCE_FILE,
            "Write the short name of the system the files come from: at most 40 lower-case letters, digits and hyphens.",
        ));
    }
    name.to_owned()
}
