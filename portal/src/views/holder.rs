//! Pages of a holder of the data: what is asked of it, its receipt, a link that works no more.

use super::{
    field::{Choice, Fields},
    form::{button, post},
    layout::{Shell, page},
    parts::{SummaryRow, inset, lead, summary_list},
};
use crate::{
    form::Form,
    say::{say, say_with, word},
};
use entity::kind::{ItemKind, Language, StepState};
use maud::{Markup, html};
use portal_core::{
    lang::{date, text},
    law::calendar::helsinki_date,
    mail::post,
    notice::profile::Profile,
    step::{
        answer::LONGEST_REASON,
        instruct,
        link::{Asked, Receipt},
    },
};

/// What the page of an instruction shows.
pub struct Shown<'a> {
    pub asked: &'a Asked,
    pub notice: &'a Profile,
    /// What was typed into a form that went nowhere.
    pub typed: &'a Form,
}

/// What is asked, in a word.
pub fn title(language: Language, asked: &Asked) -> String {
    let operation = text(language, &format!("holder-operation-{}", code(asked.step.operation.code())));
    let mut letters = operation.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What is asked, of whose data, by when, and the form that answers.
pub fn asked(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, asked) = (shell.language, shown.asked);
    let body = html! {
        (lead(&say_with(language, "holder-lead", &[("controller", shown.notice.controller.name.as_str().into())])))
        h2 { (say(language, "holder-what")) }
        (touched(language, shown))
        h2 { (say(language, "holder-whom")) }
        (whom(language, asked))
        p.small { (say(language, "holder-whom-care")) }
        h2 { (say(language, "holder-answering")) }
        p { (text(language, "holder-confirm")) }
        (summary_list(language, &[
            SummaryRow::new(text(language, "holder-answer-by"), &date(language, asked.answer_by)),
            SummaryRow::new(say(language, "holder-until"), &date(language, helsinki_date(asked.expires_at))),
            SummaryRow::new(text(language, "holder-instruction"), &asked.step.id.to_string()),
        ]))
        (form(shell, shown))
    };
    page(shell, &body)
}

fn form(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, typed) = (shell.language, shown.typed);
    let fields = Fields::new(language, shell.problems);
    let choice =
        |code: &str, key: &str| Choice::new(code, say(language, key)).chosen_if(typed.get("answer") == code);
    let choices = vec![
        choice("done", "holder-answer-done").hint(say(language, "holder-answer-done-hint")),
        choice("not_held", "holder-answer-not-held"),
        choice("cannot", "holder-answer-cannot"),
    ];
    post(
        shell.path,
        shell.csrf.unwrap_or_default(),
        &html! {
            (fields.radios("answer", say(language, "holder-answer"), choices))
            (fields.textarea("why", say(language, "holder-why")).hint(say(language, "holder-why-hint"))
                .value(typed.get("why")).rows(4).max(LONGEST_REASON))
            (button(&say(language, "holder-send")))
        },
    )
}

/// The data by name; of a rectification also what is right.
fn touched(language: Language, shown: &Shown<'_>) -> Markup {
    let withheld =
        html! { @if shown.asked.withheld { (inset(&html! { p { (say(language, "holder-withheld")) } })) } };
    if shown.asked.corrected.is_empty() && shown.asked.elsewhere.is_empty() {
        let labels = instruct::labels(shown.notice, language, &shown.asked.step);
        return html! {
            p { (text(language, &format!("holder-do-{}", code(shown.asked.step.operation.code())))) }
            ul { @for label in labels { li { (label) } } }
            @if instruct::replaces_restriction(&shown.asked.step) { p { (say(language, "holder-over")) } }
            (withheld)
        };
    }
    let row = |(field, value): &(portal_core::right::rectification::fields::Field, String)| {
        SummaryRow::new(text(language, field.label_key()), value)
    };
    let other = |(category, what): &(String, String)| {
        SummaryRow::new(post::label(shown.notice, language, ItemKind::Category, category), what)
    };
    let rows = shown.asked.corrected.iter().map(row).chain(shown.asked.elsewhere.iter().map(other));
    html! {
        p { (say(language, "holder-right-value")) }
        (summary_list(language, &rows.collect::<Vec<_>>()))
        (withheld)
        @if instruct::restriction_goes_on(&shown.asked.step) { p { (say(language, "holder-under")) } }
    }
}

fn whom(language: Language, asked: &Asked) -> Markup {
    let row = |(key, value): &(portal_core::step::subject::Key, String)| {
        SummaryRow::new(word(language, "subject-key", key.code()), value)
    };
    let rows: Vec<SummaryRow> = asked.keys.iter().map(row).collect();
    html! {
        @if rows.is_empty() { (inset(&html! { p { (say(language, "holder-whom-unknown")) } })) }
        @else { (summary_list(language, &rows)) }
    }
}

/// What was answered, for the holder's own records.
pub fn receipt(shell: &Shell<'_>, receipt: &Receipt) -> Markup {
    let (language, step) = (shell.language, &receipt.step);
    let on = step.answered_at.map(|at| date(language, helsinki_date(at))).unwrap_or_default();
    let body = html! {
        (lead(&say(language, "holder-receipt-lead")))
        (summary_list(language, &[
            SummaryRow::new(say(language, "holder-what"), &text(language, &format!("holder-operation-{}", code(step.operation.code())))),
            SummaryRow::new(say(language, "holder-answer"), &say(language, answered(step.state))),
            SummaryRow::new(say(language, "holder-answered-on"), &on),
            SummaryRow::new(text(language, "holder-instruction"), &step.id.to_string()),
        ]))
        @if let Some(reason) = &step.answer { h2 { (say(language, "holder-why")) } (inset(&html! { @for line in reason.lines() { p { (line) } } })) }
        p { (say(language, "holder-receipt-close")) }
    };
    page(shell, &body)
}

/// What the holder answered, in the words of its own form.
const fn answered(state: StepState) -> &'static str {
    match state {
        StepState::NotHeld => "holder-answer-not-held",
        StepState::Cannot => "holder-answer-cannot",
        StepState::Open | StepState::Told | StepState::Done | StepState::GivenUp => "holder-answer-done",
    }
}

/// A link that works no more, and whom to ask for a new one.
pub fn spent(shell: &Shell<'_>, typed: &str) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "holder-spent-lead")))
        (kept(language, typed))
        p { (say(language, "holder-spent-new")) }
        (contact(shell))
    };
    page(shell, &body)
}

/// A form that came without its link: what to do, and what was typed.
pub fn not_held(shell: &Shell<'_>, typed: &str) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "holder-not-held-lead")))
        (kept(language, typed))
        p { (say(language, "holder-spent-new")) }
        (contact(shell))
    };
    page(shell, &body)
}

/// What was typed into a form that answered nothing.
fn kept(language: Language, typed: &str) -> Markup {
    html! {
        @if !typed.is_empty() {
            h2 { (say(language, "holder-kept")) }
            blockquote { @for line in typed.lines() { p { (line) } } }
        }
    }
}

fn contact(shell: &Shell<'_>) -> Markup {
    let (language, contact) = (shell.language, &shell.identity.contact);
    html! {
        (inset(&html! {
            p {
                strong { (contact.name) } br;
                (say(language, "shell-phone")) " " (contact.phone) br; (contact.email)
            }
        }))
    }
}

fn code(operation: &str) -> String {
    operation.replace('_', "-")
}
