//! Art. 15: what tells a person what is held about them: a page for people, JSON and CSV for machines, a note on
//! what is what.

mod json;
mod looks;
mod page;
mod readme;
pub(crate) mod sheet;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_part;

use crate::{error::Result, right::package::Package};

/// The files of an access package, in order.
///
/// # Errors
/// A fault when a value cannot be written.
pub(super) fn files(package: &Package<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    let mut files = vec![
        ("index.html".to_owned(), page::draw(package).into_string().into_bytes()),
        ("README.txt".to_owned(), readme::write(package).into_bytes()),
        ("data.json".to_owned(), json::write(package)?),
        ("schema.json".to_owned(), json::SCHEMA.as_bytes().to_vec()),
    ];
    for section in package.held() {
        let name = format!("csv/{}.csv", section.category.code());
        files.push((name, sheet::write(package.language, &looks::by_day(package.language, section))?));
    }
    Ok(files)
}
