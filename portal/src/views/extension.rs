//! Extends the time for an answer (Art. 12(3)): what makes the request complex, then the exact letter.

use super::{
    decision::{carried, exact, lacking},
    desk::{act, act_typed, seen},
    field::{Choice, Fields},
    form::{Weight, button_value},
    layout::{Shell, page as document},
    parts::{SummaryRow, details, inset, lead, sent_text, summary_list},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with},
};
use entity::{extension, kind::Language};
use maud::{Markup, html};
use portal_core::{
    lang::date,
    law::{deadline::Milestone, explain::explain_one, extension::Complexity},
    request::extend::{Outlook, Preview, complexity},
};

/// The first page: the dates, the reasons, what the person has got already.
pub fn reasons(shell: &Shell<'_>, outlook: &Outlook, typed: &Form) -> Markup {
    let (language, request) = (shell.language, &outlook.request);
    let fields = Fields::new(language, shell.problems);
    let told = html! {
        (fields.checkboxes("complexity", say(language, "extend-complexity"), choices(language, typed)))
        (fields.textarea("reasons", say(language, "extend-reasons")).hint(say(language, "extend-reasons-hint"))
            .value(typed.get("reasons")).rows(4))
        (fields.textarea("delivered", say(language, "extend-delivered")).hint(say(language, "extend-delivered-hint"))
            .value(typed.get("delivered")).optional().rows(2))
    };
    let body = html! {
        (lead(&say(language, "extend-lead")))
        (dates(language, outlook))
        (act_typed(shell, &paths::extend(&request.reference), seen(request, typed), &html! {
            (sent_text(language, &told))
            (button_value(Weight::First, "to", "letter", &say(language, "decide-see-letter")))
        }))
    };
    document(shell, &body)
}

/// The exact letter, the new date with its rule, and the way on or back.
pub fn letter(shell: &Shell<'_>, preview: &Preview, typed: &Form) -> Markup {
    let (language, request) = (shell.language, &preview.outlook.request);
    let all = carried(typed, |_| true);
    let body = html! {
        (lead(&say(language, if request.requester_email.is_some() { "extend-letter" } else { "extend-letter-paper" })))
        (dates(language, &preview.outlook))
        (lacking(language, &preview.lacks))
        (exact(language, request.language, &preview.letter))
        @if preview.lacks.is_empty() {
            (act(shell, &paths::send_extension(&request.reference), seen(request, typed), &html! {
                @let send = if request.requester_email.is_some() { "extend-send" } else { "extend-write" };
                (all) (button_value(Weight::First, "send", "yes", &say(language, send)))
            }))
        }
        (act_typed(shell, &paths::extend(&request.reference), seen(request, typed), &html! {
            (all) (button_value(Weight::Second, "to", "reasons", &say(language, "decide-change-text")))
        }))
    };
    document(shell, &body)
}

/// Why a request was extended, beside its dates.
pub(super) fn extended(language: Language, extension: &extension::Model) -> Markup {
    details(&say(language, "extend-why"), &why(language, extension))
}

/// What makes it complex, and the reasons as the person was told them.
pub(super) fn why(language: Language, extension: &extension::Model) -> Markup {
    html! {
        ul { @for it in complexity(Some(extension)) { li { (it.word(language)) } } }
        @for line in extension.reasons.lines() { p { (line) } }
    }
}

fn choices(language: Language, typed: &Form) -> Vec<Choice> {
    let chosen: Vec<&str> = typed.all("complexity").collect();
    let choice =
        |it: &Complexity| Choice::new(it.code(), it.word(language)).chosen_if(chosen.contains(&it.code()));
    Complexity::ALL.iter().map(choice).collect()
}

/// The date that holds now, the new one with the rule, and by when the person must have been told.
fn dates(language: Language, outlook: &Outlook) -> Markup {
    let row = |key: &str, on| SummaryRow::new(say(language, key), &date(language, on));
    let (request, deadline) = (&outlook.request, &outlook.deadline);
    let rows = [
        row("desk-received", request.received_on),
        row("extend-now", deadline.due_on),
        row("extend-new", deadline.extended_due_on),
        row("extend-tell-by", outlook.tell_by),
    ];
    html! {
        (summary_list(language, &rows))
        (details(&say(language, "request-why-date"), &html! {
            ol { @for line in explain_one(language, deadline, Milestone::Extended) { li { (line) } } }
        }))
        @if request.requester_email.is_none() {
            (inset(&html! { p { (say_with(language, "extend-print", &[("date", date(language, outlook.tell_by).into())])) } }))
        }
    }
}
