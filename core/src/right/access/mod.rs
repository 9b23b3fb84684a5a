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

use crate::{
    error::Result,
    notice::profile::Profile,
    register::inventory::word::Category,
    request::decision::{Decision, Flaw},
    right::package::Package,
};
use entity::{
    item,
    kind::{ItemKind, Verdict},
};
use std::collections::BTreeSet;

/// Recipients of what would be given that have no name in the notice: the copy is to tell the actual recipients (Art.
/// 15(1)(c), C-154/21), so it waits until the names are filled in (law.md R1.1.2).
pub(crate) fn unnamed(notice: &Profile, items: &[item::Model], decision: &Decision) -> Option<Flaw> {
    let given = |item: &&item::Model| {
        !decision.nothing_held && decision.on(item.id).is_some_and(|on| on.verdict != Verdict::Refused)
    };
    let categories = items.iter().filter(given).flat_map(|item| match item.kind {
        ItemKind::Category => vec![item.target.as_str()],
        _ => Category::ALL.iter().map(|category| category.code()).collect(),
    });
    let nameless = categories.flat_map(|code| notice.recipients_of(code)).filter(|of| of.lacks_name());
    let recipients: BTreeSet<String> = nameless.map(|recipient| recipient.code.clone()).collect();
    let recipients: Vec<String> = recipients.into_iter().collect();
    (!recipients.is_empty()).then_some(Flaw::RecipientUnnamed { recipients })
}

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
