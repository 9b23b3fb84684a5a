//! The form that closes a request as not identified: what the ground demands, and the words of the letter.

use super::{
    decision::demanded,
    desk::stamp,
    field::Fields,
    form::{Weight, button_value},
    layout::{Shell, page as document},
    parts::{inset, lead, sent_text},
};
use crate::{form::Form, paths, say::say};
use entity::request;
use maud::{Markup, html};
use portal_core::law::ground::Ground;

/// The form; `late` when the letter must say why it comes after its date.
pub fn page(shell: &Shell<'_>, request: &request::Model, late: bool, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let ground = Ground::NotIdentified;
    let letter = html! {
        (fields.textarea("fact-facts", portal_core::lang::text(language, "demand-facts")).value(typed.get("fact-facts")))
        (fields.textarea("suffices", say(language, "decide-suffices")).hint(say(language, "decide-suffices-hint"))
            .value(typed.get("suffices")).rows(3))
        @if late {
            (fields.textarea("late_reason", say(language, "decide-late")).hint(say(language, "decide-late-hint"))
                .value(typed.get("late_reason")).rows(3))
        }
        (fields.textarea("free_part", say(language, "decide-free")).value(typed.get("free_part")).optional())
    };
    let body = html! {
        (lead(&say(language, "unidentified-lead")))
        (inset(&html! { p { strong { (ground.title(language)) } " (" (ground.citation(language)) ")" } p { (ground.plain(language)) } }))
        form method="post" action=(paths::unidentified(&request.reference)) novalidate {
            (stamp(shell, typed.get("version").parse().unwrap_or(request.version)))
            (sent_text(language, &letter))
            h2 { (say(language, "decide-recorded")) }
            @for demand in &ground.demands()[1..] { (demanded(&fields, *demand, "fact-", typed)) }
            (button_value(Weight::Grave, "send", "yes", &say(language, "unidentified-send")))
        }
    };
    document(shell, &body)
}
