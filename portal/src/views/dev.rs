//! The demo's own pages.

use super::{
    layout::{Shell, page},
    parts::details,
    table::{Table, data_table},
};
use maud::{Markup, html};
use serde_json::Value;

/// The mail viewer.
pub fn mail(shell: &Shell<'_>, mails: &[Value]) -> Markup {
    let field = |mail: &Value, name: &str| mail[name].as_str().unwrap_or_default().to_owned();
    let body = html! {
        @for mail in mails {
            article {
                h2 { (field(mail, "subject")) }
                p { (field(mail, "to")) " · " (field(mail, "at")) " · " (field(mail, "state")) }
                (details("Text", &html! { @for line in field(mail, "text").lines() { (linked(line)) br; } }))
            }
        }
        @if mails.is_empty() { p { "No mail yet." } }
    };
    page(shell, &body)
}

/// A line of a mail, its link made clickable.
fn linked(line: &str) -> Markup {
    html! { @if line.starts_with("http") { a href=(line) { (line) } } @else { (line) } }
}

/// The staff of the demo with their codes of now.
pub fn staff(shell: &Shell<'_>, rows: &[Value]) -> Markup {
    let columns = ["email", "name", "role", "password", "code"];
    let cells = |row: &Value| {
        columns.iter().map(|column| html! { (row[*column].as_str().unwrap_or_default()) }).collect()
    };
    let body = html! {
        p { "A code works once; reload the page for the next." }
        (data_table(&Table {
            caption: "Staff".into(),
            columns: columns.map(str::to_owned).to_vec(),
            rows: rows.iter().map(cells).collect(),
            empty: String::new(),
        }))
    };
    page(shell, &body)
}
