//! The demo's own pages.

use super::{
    form::button_second,
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
                @if let Some(url) = mail["one_click"].as_str() { (one_click(mail, url)) }
            }
        }
        @if mails.is_empty() { p { "No mail yet." } }
    };
    page(shell, &body)
}

/// The headers of RFC 8058, and the button that a mail program draws from them: it posts without cookie or token.
fn one_click(mail: &Value, url: &str) -> Markup {
    html! {
        ul {
            @for line in mail["headers"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                li { code { (line) } }
            }
        }
        form method="post" action=(url) {
            input type="hidden" name="List-Unsubscribe" value="One-Click";
            (button_second("Unsubscribe, as the mail program's button does"))
        }
    }
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
