//! One category of the page: why, on what basis, from where, to whom and how long, then what is held.

use super::Draw;
use crate::{
    lang,
    law::{basis::Basis, calendar::helsinki_date},
    notice::{
        profile::{Category as Described, Purpose, Recipient},
        word::HolderRole,
    },
    register::{
        inventory::word::Category,
        scope::{Record, Section},
    },
    right::package::{Withheld, kept_back},
};
use chrono::NaiveDate;
use maud::{Markup, html};

pub(super) fn draw(draw: Draw<'_>, section: &Section) -> Markup {
    let code = section.category.code();
    html! {
        section aria-labelledby=(code) {
            h2 id=(code) { (draw.package.category_label(code)) }
            @if let Some(described) = draw.package.notice.category(code) { (facts(draw, described, section)) }
            @if section.category == Category::StaffLooks { p.note { (draw.text("package-looks")) } }
            h3 { (draw.text("package-copy")) }
            @if section.records.is_empty() { p { (draw.text("package-none")) } }
            @for record in &section.records { (copy(draw, record)) }
        }
    }
}

/// A category whose copy a decision left out: why and how the data are used is told all the same, for Art. 15(4) is
/// about the copy alone.
pub(super) fn without_copy(draw: Draw<'_>, withheld: &Withheld) -> Markup {
    let Some(category) = Category::from_code(&withheld.code) else { return html! {} };
    let section = Section { category, records: Vec::new() };
    html! {
        section aria-labelledby=(withheld.code) {
            h2 id=(withheld.code) { (draw.package.category_label(&withheld.code)) }
            @if let Some(described) = draw.package.notice.category(&withheld.code) {
                (facts(draw, described, &section))
            }
            h3 { (draw.text("package-copy")) }
            p { (draw.with("package-no-copy", &[("why", withheld.why.clone().into())])) }
        }
    }
}

/// A1 to A4 and A7.
fn facts(draw: Draw<'_>, described: &Described, section: &Section) -> Markup {
    let (notice, language) = (draw.package.notice, draw.language());
    let held = section.records.iter().filter_map(|record| record.basis).collect();
    let serving = notice.serving(described, &held);
    let rests = |basis: &&Basis| serving.iter().any(|(_, bases)| bases.contains(basis));
    let recipients = notice.recipients_of(&described.code);
    let systems = notice.own_systems_of(&described.code);
    html! {
        p { (described.text.in_language(language)) }
        h3 { (draw.text("package-purposes")) }
        ul { @for (purpose, bases) in &serving { li { (self::purpose(draw, purpose, bases)) } } }
        h3 { (draw.text("package-basis")) }
        ul { @for basis in described.basis.iter().filter(rests) { li { (draw.text(&basis_key(*basis))) } } }
        h3 { (draw.text("package-sources")) }
        ul { @for source in notice.sources_of(&described.code) { li { (source.text.in_language(language)) } } }
        h3 { (draw.text("package-recipients")) }
        @if recipients.is_empty() { p { (draw.text("package-no-recipients")) } }
        ul {
            @for recipient in recipients { li { (self::recipient(draw, recipient)) } }
            @for record in disclosed(draw, &described.code) { li { (authority(draw, record)) } }
        }
        @if !systems.is_empty() {
            h3 { (draw.text("package-own-systems")) }
            ul { @for system in systems { li { (system.label.in_language(language)) } } }
        }
        h3 { (draw.text("package-retention")) }
        @if let Some(kept) = notice.retention_text(&described.code, language) { p { (kept) } }
        @if let Some(last) = last_day(draw, section) {
            p { (draw.with("package-kept-at-latest", &[("date", lang::date(language, last).into())])) }
        }
        @if is_any_overdue(draw, section) { p { (draw.text("package-kept-overdue")) } }
    }
}

/// The day by which all of it is gone, where each record has one that is still to come.
fn last_day(draw: Draw<'_>, section: &Section) -> Option<NaiveDate> {
    let dates: Option<Vec<_>> = section.records.iter().map(|record| record.keep_until).collect();
    dates?.into_iter().max().filter(|last| *last >= built_on(draw))
}

fn is_any_overdue(draw: Draw<'_>, section: &Section) -> bool {
    section.records.iter().any(|record| record.keep_until.is_some_and(|until| until < built_on(draw)))
}

fn built_on(draw: Draw<'_>) -> NaiveDate {
    helsinki_date(draw.package.built_at)
}

fn purpose(draw: Draw<'_>, purpose: &Purpose, bases: &[Basis]) -> Markup {
    let language = draw.language();
    html! {
        strong { (purpose.label.in_language(language)) } ". " (purpose.text.in_language(language))
        @if let Some(interest) = purpose.interest.as_ref().filter(|_| bases.contains(&Basis::LegitimateInterest)) {
            " " (draw.text("package-interest")) " " (interest.in_language(language))
        }
        @if let Some(on) = stopped(draw, &purpose.code) {
            " " strong { (draw.with("package-stopped", &[("date", on.into())])) }
        }
    }
}

/// The day on which a purpose was stopped for the person (Art. 21(1)).
fn stopped(draw: Draw<'_>, purpose: &str) -> Option<String> {
    let records = draw.package.about.sections.iter().flat_map(|section| &section.records);
    let mut stopped = records.filter(|record| record.table.name == "stopped_purpose");
    let row = stopped.find(|record| raw(record, "purpose") == Some(purpose))?;
    let at = row.fields.iter().find(|field| field.column.name == "stopped_at")?;
    Some(at.value.clone())
}

fn basis_key(basis: Basis) -> String {
    format!("package-basis-{}", basis.code().replace('_', "-"))
}

/// What was disclosed of a category to authorities.
fn disclosed<'a>(draw: Draw<'a>, code: &str) -> impl Iterator<Item = &'a Record> {
    let records = draw.package.about.sections.iter().flat_map(|section| &section.records);
    records.filter(move |record| {
        record.table.name == "disclosure"
            && raw(record, "categories").is_some_and(|codes| codes.split(',').any(|known| known == code))
    })
}

/// The authority by its name (C-154/21), with day and law.
fn authority(draw: Draw<'_>, record: &Record) -> Markup {
    let told = |column: &str| {
        let field = record.fields.iter().find(|field| field.column.name == column);
        field.map(|field| field.value.clone()).unwrap_or_default()
    };
    let args = [("date", told("disclosed_on").into()), ("statute", told("statute").into())];
    html! {
        strong { (told("authority")) } ": " (draw.with("package-disclosed", &args))
        @if !told("correction").is_empty() { " " (draw.text("package-corrects")) " " (told("correction")) }
    }
}

fn raw<'a>(record: &'a Record, column: &str) -> Option<&'a str> {
    record.fields.iter().find(|field| field.column.name == column)?.raw.as_str()
}

/// By name (C-154/21); an authority by what it is, until something is disclosed to one.
fn recipient(draw: Draw<'_>, recipient: &Recipient) -> Markup {
    let label = recipient.label.in_language(draw.language());
    let place = match recipient.country_code() {
        Some(country) => draw.with("package-country", &[("country", country.into())]),
        None => draw.text("package-in-eea"),
    };
    html! {
        @match recipient.named() {
            Some(name) => { strong { (name) } ": " (label) },
            None => (label),
        }
        @if !matches!(recipient.role, HolderRole::Authority | HolderRole::Public) { " (" (place) ")" }
    }
}

/// A10
fn copy(draw: Draw<'_>, record: &Record) -> Markup {
    let kept = record.keep_until.map(|date| lang::date(draw.language(), date));
    let aside = [
        ("column-source", record.source.clone()),
        ("column-recorded-at", record.recorded_at.clone()),
        ("package-kept-until", kept),
    ];
    html! {
        article {
            h4 { (record.title) }
            @if let Some(relation) = &record.relation { p.note { (relation) } }
            @if let Some(why) = &record.kept_back { p { (kept_back::words(draw.language(), why)) } }
            dl {
                @for field in &record.fields { dt { (field.label) } dd { (field.value) } }
                @for (key, value) in &aside {
                    @if let Some(value) = value { dt { (draw.text(key)) } dd { (value) } }
                }
            }
        }
    }
}
