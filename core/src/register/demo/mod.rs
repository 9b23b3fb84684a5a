//! Invented customers, as the CSV directory that `portal import` reads: the same for the same number, at any size.
//! Every address is under .example or .test (RFC 2606), and no business id has a valid check digit.

mod account;
mod files;
mod known;
mod names;

use files::Files;
use std::{io, path::Path};

/// Number of the first customer account.
const FIRST_NUMBER: usize = 10_001;

/// Writes the files for about so many customers; the known people are always among them.
///
/// # Errors
/// When the directory cannot be made or written.
pub fn write(dir: &Path, customers: usize) -> io::Result<()> {
    std::fs::create_dir_all(dir)?;
    std::fs::write(dir.join("source.txt"), "demo\n")?;
    let mut files = Files::open(dir)?;
    let known = known::write(&mut files)?;
    for number in FIRST_NUMBER + known..FIRST_NUMBER + customers.max(known) {
        names::invent(number, &mut files)?;
    }
    files.close()
}
