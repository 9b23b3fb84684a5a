//! The records of processing of Art. 30(1) and (2), field by field from the profile that the notice is drawn from.

use super::{
    layout::{Shell, page},
    notice::tables::{bases, listed},
    parts::{SummaryRow, lead, summary_list},
    table::{Table, data_table},
    value,
};
use crate::say::{say, say_with, word};
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::notice::{
    open::Open,
    profile::{Category, Hosting, Profile, Purpose, Recipient},
    word::{HolderRole, SOMEWHERE_IN_EEA},
};

/// Both records, and what they still lack.
pub fn page_of(shell: &Shell<'_>, notice: &Profile) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "record-lead")))
        h2 { (say(language, "record-controller-title")) }
        (controller(language, notice))
        h2 { (say(language, "record-processor-title")) }
        @match &notice.hosting {
            Some(hosting) => (processor(language, notice, hosting)),
            None => p { (say(language, "record-processor-none")) },
        }
        h2 { (say(language, "record-open-title")) }
        (open(language, notice))
    };
    page(shell, &body)
}

/// Art. 30(1)(a) to (g), with the bases and sources beside them.
fn controller(language: Language, notice: &Profile) -> Markup {
    let row = |key: &str, value: &Markup| SummaryRow::new(say(language, key), value);
    let sources = notice.sources.iter().map(|source| source.text.in_language(language));
    html! {
        (summary_list(language, &[
            row("record-a", &who(language, notice)),
            row("record-b", &html! { (say(language, "record-see-table")) }),
            row("record-c", &html! { (notice.register.people.in_language(language)) " " (say(language, "record-see-table")) }),
            row("record-d", &listed(notice.outside().map(|recipient| said(language, recipient)))),
            row("record-systems", &listed(notice.own_systems().map(|system| system.label.in_language(language)))),
            row("record-e", &html! { (notice.transfers.in_language(language)) }),
            row("record-f", &html! { (notice.keeping.in_language(language)) " " (say(language, "record-see-table")) }),
            row("record-g", &html! { (notice.security.in_language(language)) }),
            row("record-sources", &listed(sources)),
        ]))
        (activities(language, notice))
    }
}

fn who(language: Language, notice: &Profile) -> Markup {
    html! {
        (notice.controller_line(language))
        p.cell-text { (say(language, "record-contact")) ": " (notice.contact_lines(language).join(", ")) }
        p.cell-note { (say(language, "record-officer")) }
    }
}

/// One row a purpose: (b) to (d) and (f).
fn activities(language: Language, notice: &Profile) -> Markup {
    let row = |purpose: &Purpose| {
        let served = |category: &&Category| category.purposes.contains(&purpose.code);
        let categories: Vec<&Category> = notice.categories.iter().filter(served).collect();
        let receives = |recipient: &&Recipient| {
            categories.iter().any(|category| recipient.categories.contains(&category.code))
        };
        let kept = |category: &&Category| {
            let text = notice.retention_text(&category.code, language).unwrap_or_default();
            format!("{}: {text}", category.label.in_language(language))
        };
        vec![
            html! { (purpose.label.in_language(language)) },
            bases(language, &purpose.basis),
            listed(categories.iter().map(|category| described(language, category))),
            listed(
                notice
                    .recipients
                    .iter()
                    .filter(receives)
                    .map(|recipient| recipient.label.in_language(language)),
            ),
            listed(categories.iter().map(kept)),
        ]
    };
    let columns = ["record-purpose", "notice-basis", "record-data", "record-recipients", "record-erasure"];
    data_table(&Table {
        caption: say(language, "record-activities"),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: notice.purposes.iter().map(row).collect(),
        empty: String::new(),
    })
}

fn described(language: Language, category: &Category) -> String {
    format!("{}: {}", category.label.in_language(language), category.text.in_language(language))
}

/// Name or work, what it is to us, and where.
fn said(language: Language, recipient: &Recipient) -> String {
    let name = recipient.named().map(|name| format!(" ({name})")).unwrap_or_default();
    let role = word(language, "holder", recipient.role.code());
    let country = if recipient.country == SOMEWHERE_IN_EEA {
        say(language, "record-eea")
    } else {
        value::country(language, &recipient.country)
    };
    format!("{}{name}: {role}, {country}", recipient.label.in_language(language))
}

/// Art. 30(2)(a) to (d). Its customers stand in the register, not in the profile.
fn processor(language: Language, notice: &Profile, hosting: &Hosting) -> Markup {
    let row = |key: &str, value: &Markup| SummaryRow::new(say(language, key), value);
    let ours = |recipient: &&Recipient| {
        recipient.role == HolderRole::Processor && recipient.categories.iter().any(|code| code == "hosting")
    };
    let others = notice.recipients.iter().filter(ours).map(|recipient| said(language, recipient));
    summary_list(
        language,
        &[
            row("record-2a", &who(language, notice)),
            row("record-2a-controllers", &html! { (say(language, "record-2a-register")) }),
            row("record-2a-others", &listed(others)),
            row("record-2b", &html! { (hosting.processing.in_language(language)) }),
            row("record-2c", &html! { (notice.transfers.in_language(language)) }),
            row("record-2d", &html! { (notice.security.in_language(language)) }),
        ],
    )
}

fn open(language: Language, notice: &Profile) -> Markup {
    let about = |key: &str, recipient: &Recipient| {
        let recipient = recipient.label.in_language(language);
        say_with(language, key, &[("recipient", recipient.into())])
    };
    let said = |open: &Open<'_>| match open {
        Open::Name(recipient) => about("gap-name", recipient),
        Open::Country(recipient) => about("gap-country", recipient),
        Open::Email(recipient) => about("gap-email", recipient),
        Open::Point(point) => word(language, "gap", point.code()),
    };
    let all = notice.open();
    html! {
        @if all.is_empty() {
            p { (say(language, "record-open-none")) }
        } @else {
            p { (say(language, "record-open-lead")) }
            ul { @for point in &all { li { (said(point)) } } }
        }
    }
}
