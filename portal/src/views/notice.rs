//! The privacy notice, from the controller's profile.

use super::{
    layout::{Shell, page},
    parts::{SummaryRow, lead, summary_list},
    table::{Table, data_table},
};
use crate::say::say;
use maud::{Markup, html};
use portal_core::notice::profile::{Category, Profile};

/// The whole notice (Arts. 13 and 14).
pub fn page_of(shell: &Shell<'_>, notice: &Profile) -> Markup {
    let language = shell.language;
    let heading = |key: &str| html! { h2 { (say(language, key)) } };
    let body = html! {
        (lead(notice.register.text.in_language(language)))
        (heading("notice-who")) (who(shell, notice))
        (heading("notice-purposes")) (purposes(shell, notice))
        (heading("notice-data")) (data(shell, notice))
        (heading("notice-sources"))
        ul { @for source in &notice.sources { li { (source.text.in_language(language)) } } }
        (heading("notice-recipients"))
        ul {
            @for recipient in &notice.recipients {
                li { (recipient.label.in_language(language)) @if let Some(name) = recipient.named() { ": " (name) } }
            }
        }
        p { (notice.transfers.in_language(language)) }
        (heading("notice-automated")) p { (notice.automated_decisions.in_language(language)) }
        (heading("notice-security")) p { (notice.security.in_language(language)) }
        (heading("notice-rights")) p { (say(language, "notice-rights-text")) }
        (heading("notice-complaint")) p { (say(language, "notice-complaint-text")) }
        p { @for line in notice.authority_block(language) { (line) br; } }
    };
    page(shell, &body)
}

fn who(shell: &Shell<'_>, notice: &Profile) -> Markup {
    let language = shell.language;
    let rows = [
        SummaryRow::new(say(language, "notice-controller"), &notice.controller_line(language)),
        SummaryRow::new(say(language, "notice-contact"), &notice.contact_lines(language).join(", ")),
        SummaryRow::new(say(language, "notice-register"), &notice.register.name.in_language(language)),
    ];
    summary_list(language, &rows)
}

fn purposes(shell: &Shell<'_>, notice: &Profile) -> Markup {
    let language = shell.language;
    html! {
        ul {
            @for purpose in &notice.purposes {
                li {
                    strong { (purpose.label.in_language(language)) } ": " (purpose.text.in_language(language))
                    @if let Some(interest) = &purpose.interest { " " (interest.in_language(language)) }
                }
            }
        }
    }
}

/// What is held, why, and how long: the retention table.
fn data(shell: &Shell<'_>, notice: &Profile) -> Markup {
    let language = shell.language;
    let columns = ["notice-category", "notice-why", "notice-how-long"].map(|key| say(language, key)).to_vec();
    let rows = notice.categories.iter().map(|category| row(shell, notice, category)).collect();
    data_table(&Table { caption: say(language, "notice-data"), columns, rows, empty: String::new() })
}

fn row(shell: &Shell<'_>, notice: &Profile, category: &Category) -> Vec<Markup> {
    let language = shell.language;
    let why: Vec<&str> = notice
        .purposes_of(&category.code)
        .iter()
        .map(|purpose| purpose.label.in_language(language))
        .collect();
    vec![
        html! { strong { (category.label.in_language(language)) } br; (category.text.in_language(language)) },
        html! { (why.join(", ")) },
        html! { (notice.retention_text(&category.code, language).unwrap_or_default()) },
    ]
}
