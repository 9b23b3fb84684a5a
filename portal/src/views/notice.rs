//! The privacy notice (Arts. 13 and 14), section by section in the order of the published one, from the
//! controller's profile; only what the law says to everyone stands in the catalogue.

pub(super) mod tables;

use super::{
    form::link_button,
    layout::{Shell, page},
    parts::{SummaryRow, lead, summary_list},
};
use crate::{
    paths,
    say::{say, say_with, word},
};
use chrono::NaiveDate;
use entity::kind::{Language, Right};
use maud::{Markup, html};
use portal_core::{
    notice::{
        profile::{Profile, Recipient},
        word::HolderRole,
    },
    request::answers::Wish,
};

/// The sections, named by their key after `notice-part-`; the tenth is the published notice's last.
const PARTS: [&str; 10] = [
    "controller",
    "contact",
    "register",
    "purposes",
    "content",
    "sources",
    "disclosures",
    "protection",
    "rights",
    "whom",
];

/// A notice in a language, as it reads today.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub notice: &'a Profile,
    pub language: Language,
    pub today: NaiveDate,
}

/// The whole notice.
pub fn page_of(shell: &Shell<'_>, notice: &Profile, today: NaiveDate) -> Markup {
    let reading = Reading { notice, language: shell.language, today };
    let body = html! {
        (lead(&say(shell.language, "notice-lead")))
        (marketing(reading))
        (contents(shell.language))
        @for (place, part) in (1..).zip(PARTS) {
            section aria-labelledby=(part) {
                h2 id=(part) { (place) ". " (say(shell.language, &format!("notice-part-{part}"))) }
                (section(reading, part))
                p.to-contents { a href="#contents" { (say(shell.language, "notice-to-contents")) } }
            }
        }
    };
    page(shell, &body)
}

/// Art. 21(4): clearly, and apart from any other information.
fn marketing(Reading { notice, language, .. }: Reading<'_>) -> Markup {
    let purposes = notice.marketing_purposes();
    let lists: Vec<&str> = purposes
        .iter()
        .filter_map(|purpose| notice.list_of(&purpose.code))
        .map(|list| list.label.in_language(language))
        .collect();
    html! {
        @if !purposes.is_empty() {
            section.apart aria-labelledby="marketing" {
                h2 #marketing { (say(language, "notice-marketing-title")) }
                p {
                    (say(language, "notice-marketing-text")) " "
                    (say_with(language, "notice-marketing-lists", &[("lists", lists.join(", ").into())]))
                }
                (link_button(&paths::new(Wish::Marketing), &say(language, "notice-marketing-button")))
            }
        }
    }
}

fn contents(language: Language) -> Markup {
    html! {
        nav.contents aria-labelledby="contents" {
            h2 #contents { (say(language, "notice-contents")) }
            ol {
                @for part in PARTS {
                    li { a href={ "#" (part) } { (say(language, &format!("notice-part-{part}"))) } }
                }
            }
        }
    }
}

fn section(reading: Reading<'_>, part: &str) -> Markup {
    let Reading { notice, language, .. } = reading;
    match part {
        "controller" => html! { p { (notice.controller_line(language)) } },
        "contact" => lines(&notice.contact_lines(language)),
        "register" => register(reading),
        "purposes" => tables::purposes(reading),
        "content" => content(reading),
        "sources" => sources(reading),
        "disclosures" => disclosures(reading),
        "protection" => html! {
            p { (notice.security.in_language(language)) }
            p { (notice.keeping.in_language(language)) }
            (tables::retention(reading))
        },
        "rights" => rights(reading),
        _ => html! {
            p { (say(language, "notice-whom-text")) }
            (link_button(paths::NEW, &say(language, "notice-ask")))
        },
    }
}

fn lines(lines: &[String]) -> Markup {
    html! { p { @for line in lines { (line) br; } } }
}

fn register(Reading { notice, language, .. }: Reading<'_>) -> Markup {
    let register = &notice.register;
    html! {
        p { strong { (register.name.in_language(language)) } }
        (summary_list(language, &[
            SummaryRow::new(say(language, "notice-holds"), &register.text.in_language(language)),
            SummaryRow::new(say(language, "notice-people"), &register.people.in_language(language)),
        ]))
    }
}

fn content(reading: Reading<'_>) -> Markup {
    let Reading { notice, language, .. } = reading;
    html! {
        p { (notice.collection.in_language(language)) }
        (tables::content(reading))
        @if let Some(hosting) = &notice.hosting {
            h3 { (say(language, "notice-hosting")) }
            p { (hosting.text.in_language(language)) }
        }
    }
}

fn sources(Reading { notice, language, .. }: Reading<'_>) -> Markup {
    html! {
        ul {
            @for source in &notice.sources {
                @let from = notice.categories.iter().filter(|category| category.sources.contains(&source.code));
                @let labels: Vec<&str> = from.map(|category| category.label.in_language(language)).collect();
                li {
                    (source.text.in_language(language)) " "
                    (concerns(language, &labels))
                }
            }
        }
    }
}

fn disclosures(reading: Reading<'_>) -> Markup {
    let Reading { notice, language, .. } = reading;
    html! {
        p { (notice.handling.in_language(language)) }
        ul { @for recipient in notice.outside() { li { (told(reading, recipient)) } } }
        @if notice.own_systems().next().is_some() {
            p { (say(language, "notice-own-systems")) }
            ul { @for system in notice.own_systems() { li { (told(reading, system)) } } }
        }
        p { (notice.transfers.in_language(language)) }
    }
}

/// A recipient by its name, or by what it does where the notice leaves it unnamed (Art. 13(1)(e)).
fn told(Reading { notice, language, .. }: Reading<'_>, recipient: &Recipient) -> Markup {
    let held = notice.categories.iter().filter(|category| recipient.categories.contains(&category.code));
    let labels: Vec<&str> = held.map(|category| category.label.in_language(language)).collect();
    let name = recipient.named().filter(|_| recipient.role != HolderRole::Own);
    html! {
        strong { (recipient.label.in_language(language)) @if let Some(name) = name { ": " (name) } "." } " "
        @if let Some(text) = &recipient.text { (text.in_language(language)) " " }
        @if recipient.lacks_name() { (say(language, "notice-unnamed")) " " }
        (concerns(language, &labels))
    }
}

fn concerns(language: Language, labels: &[&str]) -> String {
    say_with(language, "notice-concerns", &[("data", labels.join(", ").into())])
}

fn rights(reading: Reading<'_>) -> Markup {
    let Reading { notice, language, .. } = reading;
    let row = |right: &Right| {
        let text = say(language, &format!("notice-right-{}", right.code()));
        SummaryRow::new(word(language, "right", right.code()), &text)
    };
    let rows: Vec<SummaryRow> = Right::ALL.iter().map(row).collect();
    html! {
        (summary_list(language, &rows))
        (link_button(paths::NEW, &say(language, "notice-ask")))
        h3 { (say(language, "notice-matrix")) }
        p { (say(language, "notice-matrix-text")) }
        (tables::matrix(reading))
        h3 { (say(language, "notice-automated")) }
        p { (notice.automated_decisions.in_language(language)) }
        (automated(reading))
        h3 { (say(language, "notice-complaint")) }
        p { (say(language, "notice-complaint-text")) }
        (authority(reading))
    }
}

/// Each decision made by automated means alone, its logic and consequences, and what allows it (Art. 13(2)(f)).
fn automated(Reading { notice, language, .. }: Reading<'_>) -> Markup {
    html! {
        @if !notice.automated.is_empty() {
            ul {
                @for decision in &notice.automated {
                    li {
                        strong { (decision.label.in_language(language)) "." } " "
                        (decision.text.in_language(language)) " "
                        (say(language, &format!("notice-automated-{}", decision.exception.code())))
                    }
                }
            }
        }
    }
}

/// The authority's particulars; the last line leads to where a complaint is made.
fn authority(Reading { notice, language, .. }: Reading<'_>) -> Markup {
    let block = notice.authority_block(language);
    let address = notice.authority.complaint.in_language(language);
    html! {
        @if let Some((last, particulars)) = block.split_last() {
            (lines(particulars))
            p { a href={ "https://" (address) } { (last) } }
        }
    }
}
