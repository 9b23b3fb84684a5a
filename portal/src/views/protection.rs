//! A protected postal address: how it stands on a person, who sees it, and how it ends.

use super::{
    desk::act,
    field::Fields,
    form::{Weight, button_second, button_value, post},
    layout::{Shell, page as document},
    parts::{SummaryRow, Tone, badge, details, inset, lead, summary_list},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with},
};
use entity::{kind::Language, protection, request};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment, text},
    register::protection::Standing,
    right::rectification::fields::PresentField,
};

/// What the page shows.
pub struct Shown<'a> {
    pub id: &'a str,
    pub standing: &'a Standing,
    /// The address, once it was opened for a reason.
    pub opened: Option<&'a [PresentField]>,
    /// Whether the reader may set it, open the address and ask that it ends.
    pub works: bool,
    /// Whether the reader may let it end.
    pub approves: bool,
    pub typed: &'a Form,
}

/// That an address is protected, at the head of a page.
pub fn told(language: Language, protected: bool) -> Markup {
    html! {
        @if protected {
            (inset(&html! {
                p { (badge(Tone::Warn, &say(language, "protection-badge"))) " " (say(language, "protection-told")) }
            }))
        }
    }
}

/// The way to mark a request of somebody whom the register may not know; folded, for it is rare.
pub fn mark(shell: &Shell<'_>, typed: &Form, request: &request::Model) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let form = act(
        shell,
        &paths::protect_request(&request.reference),
        request.version,
        &html! {
            p { (say(language, "protection-mark-lead")) }
            (fields.textarea("protect_reason", say(language, "protection-reason")).rows(2)
                .hint(say(language, "protection-mark-hint")).value(typed.get("protect_reason")))
            (button_second(&say(language, "protection-mark-send")))
        },
    );
    if shell.problems.iter().any(|problem| problem.field == "protect_reason") {
        form
    } else {
        details(&say(language, "protection-mark"), &form)
    }
}

/// The page.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, standing) = (shell.language, shown.standing);
    let body = html! {
        (lead(&say(language, "protection-lead")))
        @if let Some(since) = standing.since {
            (inset(&html! {
                p { (badge(Tone::Warn, &say(language, "protection-badge"))) " "
                    (say_with(language, "protection-since", &[("on", date(language, since).into())])) }
            }))
            @if let Some(waiting) = standing.waiting() { (ending(shell, shown, waiting)) }
            @if shown.works { (address(shell, shown)) }
            @if shown.works && standing.waiting().is_none() {
                (reasoned(shell, shown, "lift"))
            }
        } @else {
            p { (say(language, "protection-none")) }
            @if shown.works { (reasoned(shell, shown, "set")) }
        }
        @if !standing.rows.is_empty() {
            h2 { (say(language, "protection-history")) }
            @for row in &standing.rows { (summary_list(language, &rows(language, row))) }
        }
    };
    document(shell, &body)
}

/// The address itself, or the reason that opens it.
fn address(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let row = |field: &PresentField| SummaryRow::new(text(language, field.label_key), &field.value);
    html! {
        @match shown.opened {
            Some([]) => { h2 { (say(language, "protection-address")) } p { (say(language, "protection-no-address")) } },
            Some(fields) => {
                h2 { (say(language, "protection-address")) }
                (summary_list(language, &fields.iter().map(row).collect::<Vec<_>>()))
            },
            None => (reasoned(shell, shown, "address")),
        }
    }
}

/// A deed with its reason.
fn reasoned(shell: &Shell<'_>, shown: &Shown<'_>, deed: &str) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let name = format!("{deed}_reason");
    html! {
        h2 { (say(language, &format!("protection-{deed}"))) }
        (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
            (fields.textarea(&name, say(language, "protection-reason"))
                .hint(say(language, &format!("protection-{deed}-hint"))).value(shown.typed.get(&name)).rows(3))
            (button_value(Weight::First, "deed", deed, &say(language, &format!("protection-{deed}-send"))))
        }))
    }
}

/// That somebody asked for its end; another person agrees, or lets it stand.
fn ending(shell: &Shell<'_>, shown: &Shown<'_>, row: &protection::Model) -> Markup {
    let language = shell.language;
    html! {
        h2 { (say(language, "protection-waits")) }
        p { (say(language, "protection-waits-why")) }
        blockquote { p { (row.lift_reason.as_deref().unwrap_or_default()) } }
        @if shown.approves {
            (post(&paths::protection_end(shown.id), shell.csrf.unwrap_or_default(), &html! {
                (button_value(Weight::First, "agreed", "yes", &say(language, "protection-agree")))
                " "
                (button_value(Weight::Second, "agreed", "no", &say(language, "protection-decline")))
            }))
        }
    }
}

fn rows(language: Language, row: &protection::Model) -> Vec<SummaryRow> {
    let imported = say(language, "protection-imported");
    let reason = row.reason.as_deref().unwrap_or(&imported);
    let mut rows = vec![
        SummaryRow::new(say(language, "protection-set-at"), &moment(language, row.set_at)),
        SummaryRow::new(say(language, "protection-reason"), &reason),
    ];
    if let Some(at) = row.lifted_at {
        rows.push(SummaryRow::new(say(language, "protection-lifted-at"), &moment(language, at)));
        let why = row.lift_reason.as_deref().unwrap_or_default();
        rows.push(SummaryRow::new(say(language, "protection-lift-reason"), &why));
    }
    rows
}

/// The protections that are to end, for a second person; whose they are is a look.
pub fn waiting(language: Language, rows: &[protection::Model]) -> Markup {
    let asked = |row: &protection::Model| {
        let at = row.asked_at.map(|at| moment(language, at)).unwrap_or_default();
        say_with(language, "protection-asked", &[("at", at.into())])
    };
    html! {
        @if !rows.is_empty() {
            h2 { (say(language, "protection-waits")) }
            ul {
                @for row in rows { li { a href=(paths::protection(&row.person_id.to_string())) { (asked(row)) } } }
            }
        }
    }
}

/// How it stands, on the page of a record.
pub fn on_record(language: Language, id: &str, since: Option<chrono::NaiveDate>) -> Markup {
    html! {
        h2 { (say(language, "protection-title")) }
        p {
            @if let Some(on) = since { (say_with(language, "protection-since", &[("on", date(language, on).into())])) }
            @else { (say(language, "protection-none")) }
        }
        p { (super::form::link_button(&paths::protection(id), &say(language, "protection-open"))) }
    }
}
