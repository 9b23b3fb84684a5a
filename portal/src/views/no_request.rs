//! Closes a message in which no right is asked for: what its writer is told, then the exact letter.

use super::{
    classification::words,
    decision::{carried, exact, lacking, told},
    desk::{act, act_typed, seen},
    destination::destination,
    field::Fields,
    form::{Weight, button_value},
    layout::{Shell, page as document},
    parts::{SummaryRow, inset, lead, sent_text},
};
use crate::{form::Form, paths, say::say};
use entity::{kind::Language, request};
use maud::{Markup, html};
use portal_core::request::{case::Case, no_request::NoRequest, propose::Preview};

/// The first page; `late` when the letter must say why it comes after its date.
pub fn reasons(shell: &Shell<'_>, case: &Case, late: bool, typed: &Form) -> Markup {
    let (language, request) = (shell.language, &case.request);
    let fields = Fields::new(language, shell.problems);
    let area = |name: &str, key: &str| {
        let hint = say(language, &format!("{key}-hint"));
        fields.textarea(name, say(language, key)).hint(hint).value(typed.get(name)).rows(3)
    };
    let told = html! {
        (area("reason", "no-request-reason"))
        (area("whom", "no-request-whom"))
        @if late { (area("late_reason", "decide-late")) }
        (area("free_part", "decide-free").optional())
    };
    let body = html! {
        (lead(&say(language, "no-request-lead")))
        (words(language, case))
        (act_typed(shell, &paths::no_request(&request.reference), seen(request, typed), &html! {
            (sent_text(language, &told))
            (button_value(Weight::First, "to", "letter", &say(language, "decide-see-letter")))
        }))
    };
    document(shell, &body)
}

/// The exact letter, and the way on, to a second person where one must approve it, or back.
pub fn letter(shell: &Shell<'_>, request: &request::Model, preview: &Preview, typed: &Form) -> Markup {
    let language = shell.language;
    let all = carried(typed, |_| true);
    let (shown, send) = if preview.second.is_some() {
        ("no-request-letter-propose", "decide-propose")
    } else if preview.destination.is_on_paper() {
        ("no-request-letter-paper", "unidentified-write")
    } else {
        ("no-request-letter", "unidentified-send")
    };
    let body = html! {
        (lead(&say(language, shown)))
        @if preview.late { (inset(&html! { p { (say(language, "decide-is-late")) } })) }
        (lacking(language, &preview.lacks))
        (told::doubts(language, &preview.concerns))
        (destination(language, &preview.destination))
        (exact(language, request.language, &preview.letter))
        @if preview.lacks.is_empty() {
            (act(shell, &paths::send_no_request(&request.reference), seen(request, typed), &html! {
                (all) (button_value(Weight::Grave, "send", "yes", &say(language, send)))
            }))
        }
        (act_typed(shell, &paths::no_request(&request.reference), seen(request, typed), &html! {
            (all) (button_value(Weight::Second, "to", "reasons", &say(language, "decide-change-text")))
        }))
    };
    document(shell, &body)
}

/// What was decided instead of verdicts.
pub fn decided(language: Language, told: &NoRequest) -> Vec<SummaryRow> {
    let row = |key: &str, text: &str| {
        SummaryRow::new(say(language, key), &html! { @for line in text.lines() { p { (line) } } })
    };
    vec![row("no-request-reason", &told.reason), row("no-request-whom", &told.whom)]
}
