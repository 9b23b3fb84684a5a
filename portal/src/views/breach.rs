//! The register of personal data breaches: the list, a record with its clock, the forms of its parts, and what the
//! authority is to be told.

pub mod asked;
mod end;

use super::{
    form::link_button,
    layout::{Shell, page as document},
    parts::{Banner, SummaryRow, Tone, badge, details, inset, lead, summary_list},
    table::{Table, data_table},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with, word},
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{breach_fact, breach_report, kind::Language};
use maud::{Markup, html};
use portal_core::{
    breach::{
        Breach,
        field::{AWARE, Field as Asked, Kind, NATURE, Part, stored},
        lacks::{are_persons_to_be_told, is_to_be_reported},
    },
    lang::moment,
    notice::profile::Profile,
};

/// So long before its end the clock turns red.
const SOON: TimeDelta = TimeDelta::hours(24);
/// So much of the nature stands in the list, in characters.
const GLIMPSE: usize = 120;

/// Every record; who works may begin one.
pub fn list(shell: &Shell<'_>, (breaches, now): (&[Breach], DateTime<Utc>), works: bool) -> Markup {
    let language = shell.language;
    let row = |breach: &Breach| {
        let nature: String = breach.known.get(NATURE).chars().take(GLIMPSE).collect();
        vec![
            html! { a href=(paths::breach(&breach.row.id.to_string())) { (name(language, breach)) } },
            html! { (nature) },
            html! { (moment(language, breach.row.aware_at)) },
            standing(language, breach, now),
        ]
    };
    let columns = ["breach-record", "breach-field-nature", "breach-field-aware-at", "breach-standing"];
    let body = html! {
        (lead(&say(language, "breach-lead")))
        @if works { p { (link_button(paths::NEW_BREACH, &say(language, "breach-new"))) } }
        (data_table(&Table {
            caption: say(language, "breach-title"),
            columns: columns.map(|key| say(language, key)).to_vec(),
            rows: breaches.iter().map(row).collect(),
            empty: say(language, "breach-none"),
        }))
    };
    document(shell, &body)
}

/// What a record is called.
pub fn name(language: Language, breach: &Breach) -> String {
    say_with(language, "breach-name", &[("number", breach.row.number.into())])
}

fn standing_lead(breach: &Breach) -> &'static str {
    match (breach.row.closed_at, breach.mistake()) {
        (None, _) => "breach-open-lead",
        (Some(_), None) => "breach-closed-lead",
        (Some(_), Some(_)) => "breach-mistake-lead",
    }
}

/// How a record stands, in a word.
fn standing(language: Language, breach: &Breach, now: DateTime<Utc>) -> Markup {
    if let Some(by) = breach.notify_by() {
        let tone = if by - now < SOON { Tone::Bad } else { Tone::Warn };
        let key = if by < now { "breach-overdue" } else { "breach-notify-by" };
        return badge(tone, &say_with(language, key, &[("by", moment(language, by).into())]));
    }
    if breach.row.closed_at.is_none() && are_persons_to_be_told(&breach.known) {
        return badge(Tone::Bad, &say(language, "breach-untold"));
    }
    let (tone, key) = match (breach.row.closed_at, breach.reports.is_empty()) {
        (Some(_), _) if breach.mistake().is_some() => (Tone::Info, "breach-mistake"),
        (Some(_), _) => (Tone::Good, "breach-closed"),
        (None, false) => (Tone::Info, "breach-reported"),
        (None, true) => (Tone::Info, "breach-not-reported"),
    };
    badge(tone, &say(language, key))
}

/// The clock above an open record the authority waits for.
pub fn clock(language: Language, breach: &Breach, now: DateTime<Utc>) -> Option<Banner> {
    let by = breach.notify_by()?;
    let at = [("by", moment(language, by).into()), ("hours", (by - now).num_hours().max(0).into())];
    let (tone, key) = match by {
        by if by < now => (Tone::Bad, "breach-clock-over"),
        by if by - now < SOON => (Tone::Bad, "breach-clock"),
        _ => (Tone::Warn, "breach-clock"),
    };
    let body = html! { p { (say(language, "breach-clock-text")) } };
    Some(Banner { body: Some(body), ..Banner::new(tone, say_with(language, key, &at)) })
}

/// A record: its parts with what is known, what the authority was told, and what it lacks before it can be closed.
pub fn one(shell: &Shell<'_>, breach: &Breach, may_work: bool, typed: &Form) -> Markup {
    let language = shell.language;
    let works = may_work && breach.row.closed_at.is_none();
    let page = |page: &str| paths::breach_page(&breach.row.id.to_string(), page);
    let body = html! {
        (lead(&say(language, standing_lead(breach))))
        @if breach.row.closed_at.is_none() && are_persons_to_be_told(&breach.known) {
            (inset(&html! { p { strong { (say(language, "breach-untold")) } } p { (say(language, "breach-untold-text")) } }))
        }
        @if let Some(why) = breach.mistake() {
            (inset(&html! { p { strong { (say(language, "breach-mistake-why")) } } div.pre { (why) } }))
        }
        @if let Some(request) = &breach.request {
            p { (say(language, "breach-request")) " " a href=(paths::desk(request)) { (request) } }
        }
        p { a href=(page("notification")) { (say(language, "breach-notification-title")) } }
        @for part in Part::ALL {
            @let title = say(language, &format!("breach-part-{}", part.code()));
            section.matter {
                h2 { (title) }
                (summary_list(language, &known(language, breach, *part)))
                @if works {
                    p { a href=(page(part.code())) { (say(language, "breach-change")) span.sr { ": " (title) } } }
                }
            }
        }
        section.matter {
            h2 { (say(language, "breach-reports")) }
            (reports(language, breach))
            @if works { p { a href=(page("report")) { (say(language, "breach-report-title")) } } }
        }
        (end::closing(shell, breach, works))
        @if may_work { (end::other(shell, breach, typed)) }
        (details(&say(language, "breach-history"), &history(language, breach)))
    };
    document(shell, &body)
}

fn known(language: Language, breach: &Breach, part: Part) -> Vec<SummaryRow> {
    let nothing = if breach.row.closed_at.is_some() { "breach-unrecorded" } else { "breach-unknown" };
    let row = |field: &'static Asked| {
        let value = breach.known.get(field.code);
        let shown = if value.is_empty() {
            html! { span.nothing { (say(language, nothing)) } }
        } else {
            html! { (told(language, field, value)) }
        };
        SummaryRow::new(label(language, field), &shown)
    };
    part.fields().map(row).collect()
}

/// A stored value in words.
fn told(language: Language, field: &Asked, value: &str) -> String {
    let choice = |code: &str| choice_word(language, field, code);
    match field.kind {
        Kind::Line | Kind::Text | Kind::Number => value.into(),
        Kind::Moment => stored(value).map(|at| moment(language, at)).unwrap_or_default(),
        Kind::One(_) => choice(value),
        Kind::Several(_) => value.split(',').map(choice).collect::<Vec<_>>().join(", "),
    }
}

fn choice_word(language: Language, field: &Asked, code: &str) -> String {
    word(language, &format!("breach-{}", field.code.replace('_', "-")), code)
}

fn label(language: Language, field: &Asked) -> String {
    word(language, "breach-field", field.code)
}

fn reports(language: Language, breach: &Breach) -> Markup {
    let row = |report: &breach_report::Model| {
        let by = breach.names.get(&report.recorded_by).cloned().unwrap_or_default();
        vec![
            html! { (moment(language, report.sent_at)) },
            html! {
                div.pre { (report.content) }
                @if let Some(reason) = &report.late_reason {
                    p.cell-note { (say(language, "breach-late-reason")) ": " (reason) }
                }
            },
            html! { (report.reference.as_deref().unwrap_or("–")) },
            html! { (say(language, if report.is_last { "breach-is-last" } else { "breach-is-phase" })) },
            html! { (by) },
        ]
    };
    let columns = ["breach-sent", "breach-content", "breach-reference", "breach-phase", "breach-recorded-by"];
    let needed = is_to_be_reported(&breach.known);
    data_table(&Table {
        caption: say(language, "breach-reports"),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: breach.reports.iter().map(row).collect(),
        empty: say(language, if needed { "breach-reports-none" } else { "breach-reports-unneeded" }),
    })
}

/// Every value that was put down, newest first: what was known when.
fn history(language: Language, breach: &Breach) -> Markup {
    let row = |fact: &breach_fact::Model| {
        let (label, value) = match Asked::of(&fact.field) {
            Some(field) if !fact.value.is_empty() => {
                (label(language, field), told(language, field, &fact.value))
            }
            Some(field) => (label(language, field), say(language, "breach-taken-back")),
            None => (word(language, "breach-event", &fact.field), fact.value.clone()),
        };
        let by = breach.names.get(&fact.recorded_by).cloned().unwrap_or_default();
        vec![
            html! { (moment(language, fact.recorded_at)) },
            html! { (label) },
            html! { div.pre { (value) } },
            html! { (by) },
        ]
    };
    let columns = ["breach-recorded-at", "breach-fact", "breach-value", "breach-recorded-by"];
    data_table(&Table {
        caption: say(language, "breach-history"),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: breach.facts.iter().rev().map(row).collect(),
        empty: String::new(),
    })
}

/// Art. 33(3), letter by letter, from what is known now.
pub fn notification(shell: &Shell<'_>, breach: &Breach, notice: &Profile) -> Markup {
    let language = shell.language;
    let all = |codes: &[&str]| {
        let rows = codes.iter().filter_map(|code| Asked::of(code)).map(|field| {
            let value = breach.known.get(field.code);
            let value =
                if value.is_empty() { say(language, "breach-follows") } else { told(language, field, value) };
            SummaryRow::new(label(language, field), &html! { div.pre { (value) } })
        });
        summary_list(language, &rows.collect::<Vec<_>>())
    };
    let title = |letter: &str| say(language, &format!("breach-article-{letter}"));
    let body = html! {
        (lead(&say(language, "breach-notification-lead")))
        h2 { (title("who")) }
        p { (notice.controller_line(language)) }
        h2 { (title("a")) }
        (all(&[NATURE, "kinds", "occurred", "detected_at", AWARE, "systems", "subjects", "subject_count", "records", "record_count"]))
        h2 { (title("b")) }
        p { (notice.contact_lines(language).join(", ")) }
        h2 { (title("c")) }
        (all(&["consequences", "sensitivity", "risk", "risk_reason"]))
        h2 { (title("d")) }
        (all(&["measures", "prevention"]))
        h2 { (title("persons")) }
        (all(&["telling", "telling_reason", "told_at"]))
        p { (say_with(language, "breach-authority", &[("name", notice.authority.name.in_language(language).into())])) }
    };
    document(shell, &body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal_core::breach::field::FIELDS;

    #[test]
    fn what_ends_a_record_has_its_words() {
        for &language in Language::ALL {
            for code in portal_core::breach::end::CODES {
                assert!(!word(language, "breach-event", code).contains('⟦'), "{code}");
            }
        }
    }

    #[test]
    fn every_field_and_every_choice_has_its_words() {
        for &language in Language::ALL {
            for field in FIELDS {
                let choices = match field.kind {
                    Kind::One(codes) | Kind::Several(codes) => codes,
                    _ => &[],
                };
                let words = choices.iter().map(|code| choice_word(language, field, code));
                let words = words.chain([label(language, field)]).collect::<Vec<_>>().concat();
                assert!(!words.contains('⟦'), "{words}");
            }
        }
    }
}
