//! The register without a request: the search, and one record with what was disclosed of it.

use super::{
    desk::restriction::{mark, stopped},
    field::Fields,
    form::{button, link_button, post},
    layout::{Shell, page as document},
    mute::beside,
    parts::{SummaryRow, lead, summary_list},
    protection,
    records::why,
    table::{Table, data_table},
    value,
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with},
};
use chrono::NaiveDate;
use entity::{disclosure, kind::Language, stopped_purpose};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment, text},
    notice::profile::Profile,
    request::identify::Glimpse,
    right::rectification::fields::PresentField,
};

/// What the search shows.
pub struct Found<'a> {
    /// What it found, and whether there is more than is shown.
    pub hits: Option<(&'a [Glimpse], bool)>,
    /// Protections of an address that wait for a second person.
    pub ending: &'a [entity::protection::Model],
    /// Whether the reader may search.
    pub searches: bool,
    pub typed: &'a Form,
}

/// The search.
pub fn page(shell: &Shell<'_>, found: &Found<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "register-lead")))
        @if let Some((hits, more)) = found.hits {
            h2 { (say(language, "records-hits")) }
            (people(language, hits))
            @if more { p { (say(language, "records-more")) } }
        }
        (protection::waiting(language, found.ending))
        @if found.searches { (search(shell, found.typed)) }
        h2 { (say(language, "duty-title")) }
        ul {
            li { a href=(paths::STALE) { (say(language, "stale-title")) } }
            li { a href=(paths::REVIEWS) { (say(language, "review-title")) } }
            li { a href=(paths::MUTES) { (say(language, "mute-title")) } }
            li { a href=(paths::RETENTION) { (say(language, "retention-title")) } }
        }
    };
    document(shell, &body)
}

fn search(shell: &Shell<'_>, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    html! {
        h2 { (say(language, "register-search")) }
        (post(paths::REGISTER, shell.csrf.unwrap_or_default(), &html! {
            (fields.text("search", say(language, "records-search-label"))
                .hint(say(language, "records-search-hint")).value(typed.get("search")))
            (why(&fields, typed.get("reason")))
            (button(&say(language, "records-search-send")))
        }))
    }
}

fn people(language: Language, persons: &[Glimpse]) -> Markup {
    let row = |person: &Glimpse| {
        vec![
            html! { a href=(paths::record(&person.id.to_string())) { (person.name) } (mark(language, person.restricted)) },
            html! { (person.email.as_deref().unwrap_or_default()) },
            html! { (person.customers.join(", ")) },
        ]
    };
    data_table(&Table {
        caption: say(language, "records-hits"),
        columns: ["desk-name", "desk-email", "records-customers"].map(|key| say(language, key)).to_vec(),
        rows: persons.iter().map(row).collect(),
        empty: say(language, "records-no-hits"),
    })
}

/// What the page of one record shows.
pub struct Record<'a> {
    pub person: &'a Glimpse,
    pub fields: &'a [PresentField],
    /// Purposes for which the data may not be used any more.
    pub stopped: &'a [stopped_purpose::Model],
    /// Since when the postal address is protected.
    pub protected_on: Option<NaiveDate>,
    /// How many holds on destruction stand.
    pub holds: usize,
    /// Newest first.
    pub disclosures: &'a [disclosure::Model],
    pub notice: &'a Profile,
    /// Whether the reader may add to it.
    pub works: bool,
}

/// One record.
pub fn record(shell: &Shell<'_>, record: &Record<'_>) -> Markup {
    let (language, id) = (shell.language, record.person.id.to_string());
    let body = html! {
        (lead(&say(language, "person-lead")))
        (protection::told(language, record.protected_on.is_some()))
        (stopped(language, record.notice, record.stopped))
        (summary_list(language, &rows(language, record)))
        (protection::on_record(language, &id, record.protected_on))
        h2 { (say(language, "hold-on-record")) }
        p {
            @if record.holds == 0 { (say(language, "hold-on-record-none")) }
            @else { (say_with(language, "hold-on-record-some", &[("count", record.holds.into())])) }
        }
        p { (link_button(&paths::record_holds(&id), &say(language, "hold-open"))) }
        h2 { (say(language, "disclosure-title")) }
        p { (say(language, "disclosure-told")) }
        (disclosures(language, record))
        @if record.works {
            p { (link_button(&paths::disclosures(&id), &say(language, "disclosure-new"))) }
            @if let Some(email) = &record.person.email { (beside(shell, email)) }
        }
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

fn disclosures(language: Language, record: &Record<'_>) -> Markup {
    let columns = ["authority", "categories", "statute", "on", "reference", "recorded"];
    data_table(&Table {
        caption: say(language, "disclosure-title"),
        columns: columns.map(|key| say(language, &format!("disclosure-{key}"))).to_vec(),
        rows: record.disclosures.iter().map(|entry| row(language, record, entry)).collect(),
        empty: say(language, "disclosure-none"),
    })
}

fn row(language: Language, record: &Record<'_>, entry: &disclosure::Model) -> Vec<Markup> {
    let corrected = record.disclosures.iter().any(|other| other.corrects == Some(entry.id));
    let path = paths::disclosure(&record.person.id.to_string(), &entry.id.to_string());
    let category = |code: &str| {
        let known = record.notice.category(code);
        known.map_or_else(|| code.to_owned(), |known| known.label.in_language(language).to_owned())
    };
    let categories: Vec<_> = entry.categories.split(',').map(category).collect();
    vec![
        html! {
            (entry.authority)
            @if let Some(why) = &entry.correction { p.small { (say(language, "disclosure-corrects")) " " (why) } }
        },
        html! { (categories.join(", ")) },
        html! { (entry.statute) },
        html! { (date(language, entry.disclosed_on)) },
        html! { (entry.reference.as_deref().unwrap_or("–")) },
        html! {
            (moment(language, entry.recorded_at))
            @if corrected { br; (say(language, "disclosure-corrected")) }
            @else if record.works {
                br; a href=(path) { (say(language, "disclosure-correct")) span.sr { ": " (entry.authority) } }
            }
        },
    ]
}
