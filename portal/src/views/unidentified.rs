//! Closes a request as not identified: what the ground demands and the words of the letter, then the exact letter.

use super::{
    decision::{carried, demanded, exact, lacking},
    desk::{act, act_typed, seen},
    field::Fields,
    form::{Weight, button_value},
    layout::{Shell, page as document},
    parts::{inset, lead, sent_text},
};
use crate::{form::Form, paths, say::say};
use entity::request;
use maud::{Markup, html};
use portal_core::{
    lang::text,
    law::{demand::Demand, ground::Ground},
    request::unidentified::Preview,
};

/// The first page; `late` when the letter must say why it comes after its date.
pub fn reasons(shell: &Shell<'_>, request: &request::Model, late: bool, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let ground = Ground::NotIdentified;
    let told = html! {
        @for demand in told_demands() { (demanded(&fields, *demand, "fact-", typed)) }
        (fields.textarea("suffices", say(language, "decide-suffices")).hint(say(language, "decide-suffices-hint"))
            .value(typed.get("suffices")).rows(3))
        @if late {
            (fields.textarea("late_reason", say(language, "decide-late")).hint(say(language, "decide-late-hint"))
                .value(typed.get("late_reason")).rows(3))
        }
        (fields.textarea("free_part", say(language, "decide-free")).hint(say(language, "decide-free-hint"))
            .value(typed.get("free_part")).optional())
    };
    let body = html! {
        (lead(&say(language, "unidentified-lead")))
        (inset(&html! { p { strong { (ground.title(language)) } " (" (ground.citation(language)) ")" } p { (ground.plain(language)) } }))
        (act_typed(shell, &paths::unidentified(&request.reference), seen(request, typed), &html! {
            (sent_text(language, &told))
            h2 { (say(language, "decide-recorded")) }
            @for demand in recorded_demands() { (demanded(&fields, *demand, "fact-", typed)) }
            (button_value(Weight::First, "to", "letter", &say(language, "decide-see-letter")))
        }))
    };
    document(shell, &body)
}

/// The exact letter, what it still lacks, and the way on, to a second person where one must approve it, or back.
pub fn letter(shell: &Shell<'_>, request: &request::Model, preview: &Preview, typed: &Form) -> Markup {
    let language = shell.language;
    let all = carried(typed, |_| true);
    let (shown, send) = match &request.requester_email {
        _ if preview.second => ("unidentified-letter-propose", "decide-propose"),
        Some(_) => ("unidentified-letter", "unidentified-send"),
        None => ("unidentified-letter-paper", "unidentified-write"),
    };
    let body = html! {
        (lead(&say(language, shown)))
        @if preview.late { (inset(&html! { p { (say(language, "decide-is-late")) } })) }
        (lacking(language, &preview.lacks))
        (exact(language, request.language, &preview.letter))
        (kept(shell, typed))
        @if preview.lacks.is_empty() {
            (act(shell, &paths::send_unidentified(&request.reference), seen(request, typed), &html! {
                (all) (button_value(Weight::Grave, "send", "yes", &say(language, send)))
            }))
        }
        (act_typed(shell, &paths::unidentified(&request.reference), seen(request, typed), &html! {
            (all) (button_value(Weight::Second, "to", "reasons", &say(language, "decide-change-text")))
        }))
    };
    document(shell, &body)
}

/// What stays with the request and is not in the letter.
fn kept(shell: &Shell<'_>, typed: &Form) -> Markup {
    let language = shell.language;
    html! {
        h2 { (say(language, "decide-recorded")) }
        dl.facts {
            @for demand in recorded_demands() {
                dt { (text(language, &demand.key())) } dd { (typed.get(&format!("fact-{}", demand.code()))) }
            }
        }
    }
}

/// What the person reads in the letter.
fn told_demands() -> impl Iterator<Item = &'static Demand> {
    Ground::NotIdentified.demands().iter().filter(|demand| demand.is_told())
}

/// What stays on record.
fn recorded_demands() -> impl Iterator<Item = &'static Demand> {
    Ground::NotIdentified.demands().iter().filter(|demand| !demand.is_told())
}
