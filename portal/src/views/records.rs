//! The records that may be the requester's: those with the address, what a search finds, one of them.

use super::{
    desk::{
        act, methods,
        restriction::{mark, stopped},
    },
    field::{Field, Fields},
    form::{button, link_button, post},
    layout::{Shell, page as document},
    parts::{SummaryRow, inset, lead, summary_list},
    protection,
    table::{Table, data_table},
    value,
};
use crate::{form::Form, paths, say::say};
use entity::{kind::Language, request, stopped_purpose};
use maud::{Markup, html};
use portal_core::{
    lang::text, notice::profile::Profile, request::identify::Glimpse,
    right::rectification::fields::PresentField,
};

/// What the list shows.
pub struct Found<'a> {
    pub reference: &'a str,
    pub matches: &'a [Glimpse],
    /// What a search found, and whether there is more than is shown.
    pub hits: Option<(&'a [Glimpse], bool)>,
    /// Whether the reader may search.
    pub searches: bool,
    pub typed: &'a Form,
}

/// The matching records and the search.
pub fn found(shell: &Shell<'_>, found: &Found<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "records-lead")))
        @if let Some((hits, more)) = found.hits {
            h2 { (say(language, "records-hits")) }
            (people(language, found.reference, hits, "records-no-hits"))
            @if more { p { (say(language, "records-more")) } }
        }
        h2 { (say(language, "records-matching")) }
        (people(language, found.reference, found.matches, "records-none"))
        @if found.searches { (search(shell, found)) }
    };
    document(shell, &body)
}

fn search(shell: &Shell<'_>, found: &Found<'_>) -> Markup {
    let (language, typed) = (shell.language, found.typed);
    let fields = Fields::new(language, shell.problems);
    html! {
        h2 { (say(language, "records-search")) }
        (post(&paths::records(found.reference), shell.csrf.unwrap_or_default(), &html! {
            (fields.text("search", say(language, "records-search-label"))
                .hint(say(language, "records-search-hint")).value(typed.get("search")))
            (why(&fields, typed.get("reason")))
            (button(&say(language, "records-search-send")))
        }))
    }
}

/// Why somebody's data must be seen who is not known to be the requester; that person may read it.
pub(super) fn why<'a>(fields: &Fields<'a>, typed: &str) -> Field<'a> {
    let language = fields.language;
    fields
        .textarea("reason", say(language, "look-reason"))
        .hint(say(language, "look-reason-hint"))
        .value(typed)
        .rows(3)
}

/// Asks for the reason before the record of somebody else is opened.
pub fn reason(shell: &Shell<'_>, lead_key: &str, (action, typed): (&str, &str)) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say(language, lead_key)))
        (post(action, shell.csrf.unwrap_or_default(), &html! {
            (why(&fields, typed))
            (button(&say(language, "look-send")))
        }))
    };
    document(shell, &body)
}

fn people(language: Language, reference: &str, persons: &[Glimpse], empty: &str) -> Markup {
    let row = |person: &Glimpse| {
        vec![
            html! { a href=(paths::person(reference, &person.id.to_string())) { (person.name) } (mark(language, person.restricted)) },
            html! { (person.email.as_deref().unwrap_or_default()) },
            html! { (person.customers.join(", ")) },
        ]
    };
    data_table(&Table {
        caption: say(language, "records-title"),
        columns: ["desk-name", "desk-email", "records-customers"].map(|key| say(language, key)).to_vec(),
        rows: persons.iter().map(row).collect(),
        empty: say(language, empty),
    })
}

/// What the page of one record shows.
pub struct Record<'a> {
    pub request: &'a request::Model,
    pub person: &'a Glimpse,
    pub fields: &'a [PresentField],
    /// Purposes for which the data may not be used any more.
    pub stopped: &'a [stopped_purpose::Model],
    pub notice: &'a Profile,
    pub may_link: bool,
    pub typed: &'a Form,
}

/// One record, and the form that links the request to it.
pub fn person(shell: &Shell<'_>, record: &Record<'_>) -> Markup {
    let (language, request) = (shell.language, record.request);
    let linked = request.person_id == Some(record.person.id);
    let body = html! {
        (lead(&say(language, "person-lead")))
        (protection::told(language, record.fields.iter().any(|field| field.hidden)))
        (stopped(language, record.notice, record.stopped))
        @if linked { (inset(&html! { p { (say(language, "person-linked")) } })) }
        (summary_list(language, &rows(language, record)))
        p { a href=(paths::holds(&request.reference, &record.person.id.to_string())) { (say(language, "hold-title")) } }
        p { a href=(paths::protection(&record.person.id.to_string())) { (say(language, "protection-title")) } }
        p { a href=(paths::record(&record.person.id.to_string())) { (say(language, "disclosure-title")) } }
        @if record.may_link { (link(shell, record)) }
        @else { (link_button(&paths::desk(&request.reference), &say(language, "person-return"))) }
    };
    document(shell, &body)
}

fn rows(language: Language, record: &Record<'_>) -> Vec<SummaryRow> {
    let row = |field: &PresentField| {
        SummaryRow::new(text(language, field.label_key), &value::of_field(language, field))
    };
    let shown = record.fields.iter().map(row);
    let customers = record.person.customers.join(", ");
    shown.chain([SummaryRow::new(say(language, "records-customers"), &customers)]).collect()
}

fn link(shell: &Shell<'_>, record: &Record<'_>) -> Markup {
    let (language, request) = (shell.language, record.request);
    let fields = Fields::new(language, shell.problems);
    let method =
        if record.typed.get("method").is_empty() { "known_facts" } else { record.typed.get("method") };
    let path = paths::person(&request.reference, &record.person.id.to_string());
    html! {
        h2 { (say(language, "link-title")) }
        (act(shell, &path, request.version, &html! {
            (fields.radios("method", say(language, "link-method"), methods(language, method)))
            (fields.textarea("finding", say(language, "link-finding")).hint(say(language, "link-finding-hint"))
                .value(record.typed.get("finding")).rows(4))
            (button(&say(language, "link-send")))
        }))
    }
}
