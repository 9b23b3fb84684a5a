//! How a record of a breach is closed, ended as made by mistake, or opened again.

use super::label;
use crate::{
    form::Form,
    paths,
    say::{say, say_with},
    views::{
        field::Fields,
        form::{button, button_second, post},
        layout::Shell,
        parts::details,
    },
};
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::{
    breach::{Breach, field::LONGEST_TEXT, lacks::Lack},
    lang::moment,
};

pub(super) fn closing(shell: &Shell<'_>, breach: &Breach, works: bool) -> Markup {
    let (language, missing) = (shell.language, breach.lacks());
    html! {
        @if let Some(at) = breach.row.closed_at {
            @let by = breach.row.closed_by.and_then(|id| breach.names.get(&id)).cloned().unwrap_or_default();
            p { (say_with(language, "breach-closed-by", &[("at", moment(language, at).into()), ("by", by.into())])) }
        } @else if works {
            h2 { (say(language, "breach-close-title")) }
            @if missing.is_empty() {
                (post(&paths::breach(&breach.row.id.to_string()), shell.csrf.unwrap_or_default(), &html! {
                    input type="hidden" name="version" value=(breach.row.version);
                    p { (say(language, "breach-close-text")) }
                    (button(&say(language, "breach-close")))
                }))
            } @else {
                p { (say(language, "breach-missing")) }
                ul { @for lack in &missing { li { (lacking(language, lack)) } } }
            }
        }
    }
}

fn lacking(language: Language, lack: &Lack) -> String {
    match lack {
        Lack::Field(field) => label(language, field),
        Lack::Report => say(language, "breach-lack-report"),
        Lack::LateReason => say(language, "breach-lack-late-reason"),
        Lack::LastReport => say(language, "breach-lack-last-report"),
        Lack::Telling => say(language, "breach-lack-telling"),
    }
}

/// The other way out, or back: a record made by mistake ends with its reason, a closed one is opened again with one.
pub(super) fn other(shell: &Shell<'_>, breach: &Breach, typed: &Form) -> Markup {
    let way = match breach.row.closed_at {
        Some(_) => "reopen",
        // Once the authority was told, the record is closed like any other.
        None if breach.reports.is_empty() => "mistake",
        None => return html! {},
    };
    let (language, fields) = (shell.language, Fields::new(shell.language, shell.problems));
    let text = |end: &str| say(language, &format!("breach-{way}-{end}"));
    let form = post(
        &paths::breach_page(&breach.row.id.to_string(), way),
        shell.csrf.unwrap_or_default(),
        &html! {
            input type="hidden" name="version" value=(breach.row.version);
            p { (text("text")) }
            (fields.textarea("why", text("reason")).value(typed.get("why")).rows(3).max(LONGEST_TEXT))
            (button_second(&text("send")))
        },
    );
    html! {
        @if shell.problems.is_empty() { (details(&text("title"), &form)) } @else { h2 { (text("title")) } (form) }
    }
}
