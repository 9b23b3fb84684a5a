//! The note that says what each file is.

use crate::{
    lang::{self, Args},
    right::package::Package,
};

pub(super) fn write(package: &Package<'_>) -> String {
    let say = |key: &str, args: Args<'_>| lang::text_with(package.language, key, args);
    let line = |file: &str, key: &str| format!("{file}\r\n  {}", say(key, &[]));
    let mut parts = vec![
        say("package-title", &[]),
        say("readme-what", &[("reference", package.reference.into())]),
        line("index.html", "readme-index"),
        line("data.json", "readme-data"),
        line("schema.json", "readme-schema"),
    ];
    let sheets: Vec<_> = package
        .held()
        .map(|section| section.category.code())
        .map(|code| format!("csv/{code}.csv\r\n  {}", package.category_label(code)))
        .collect();
    if !sheets.is_empty() {
        parts.push(say("readme-csv", &[]));
        parts.extend(sheets);
    }
    let attached = package.held().flat_map(|section| &section.records);
    if attached.into_iter().any(|record| record.table.name == "attachment" && record.kept_back.is_none()) {
        parts.push(line("attachments/", "readme-attachments"));
    }
    parts.push(say("readme-care", &[]));
    parts.push(package.notice.controller_line(package.language));
    parts.push(package.notice.contact_lines(package.language).join("\r\n"));
    parts.join("\r\n\r\n") + "\r\n"
}
