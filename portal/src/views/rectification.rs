//! "Correct something": the present value beside the right one, any number of fields.

use super::{
    draft::{Sheet, sheet},
    field::Fields,
    layout::{Shell, page},
    parts::{inset, lead},
};
use crate::say::{say, say_with};
use maud::{Markup, html};
use portal_core::{lang::text, request::draft::Answers, right::rectification::fields::PresentField};

/// The question. Nothing is listed for an address that matches nobody, or several.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, answers: &Answers, present: &[PresentField]) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let question = html! {
        @for field in present {
            @let label = text(language, field.label_key);
            @let typed = answers.fields.iter().find(|typed| typed.target == field.target);
            (fields.text(&name_of(&field.target), label)
                .value(typed.map_or("", |typed| typed.right_value.as_str()))
                .hint(say_with(language, "rectification-now", &[("value", shown(language, &field.value).into())]))
                .max(300))
        }
        (fields.textarea("other", say(language, "rectification-other"))
            .value(answers.other.clone().unwrap_or_default())
            .hint(say(language, "rectification-other-hint")).optional().rows(4))
    };
    let body = html! {
        (lead(&say(language, "rectification-lead")))
        @if present.is_empty() { (inset(&html! { p { (say(language, "rectification-none")) } })) }
        (sheet(shell, paper, &question, "draft-continue"))
    };
    page(shell, &body)
}

/// Name of the input of a field.
pub fn name_of(target: &str) -> String {
    format!("field-{}", target.replace(':', "-"))
}

fn shown(language: entity::kind::Language, value: &str) -> String {
    if value.is_empty() { say(language, "part-nothing") } else { value.to_owned() }
}
