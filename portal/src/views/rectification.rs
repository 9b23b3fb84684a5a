//! "Correct something": the present value beside the right one, any number of fields.

use super::{
    draft::{Sheet, sheet},
    field::{Choice, Field, Fields},
    layout::{Shell, page},
    parts::{inset, lead},
    value,
};
use crate::say::{say, say_with};
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::{
    lang::text,
    request::answers::Answers,
    right::rectification::fields::{self, PresentField, parse_target},
};

/// So many fields one overlooks; from more on a link leads to what is none of them.
const FEW: usize = 3;

/// The question. Nothing is listed for an address that matches nobody, or several.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, answers: &Answers, present: &[PresentField]) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let named_twice = present.iter().any(|field| used_for(field) == Some("rectification-name-of-customer"));
    let question = html! {
        @for field in present {
            @let typed = answers.fields.iter().find(|typed| typed.target == field.target);
            @let typed = typed.map_or("", |typed| typed.right_value.as_str());
            @let input = value(&fields, field, &name_of(&field.target), typed);
            @match used_for(field).filter(|_| named_twice) {
                Some(key) => (input.hint(format!("{}. {}", now(language, field), say(language, key)))),
                None => (input),
            }
        }
        (fields.textarea("other", say(language, "rectification-other"))
            .value(answers.other.clone().unwrap_or_default())
            .hint(say(language, "rectification-other-hint")).optional().rows(4))
        // law.md R1.2.3
        (fields.checkboxes("restrict", say(language, "rectification-restrict"), vec![
            Choice::new("yes", say(language, "rectification-restrict-choice")).chosen_if(answers.restrict),
        ]).hint(say(language, "rectification-restrict-hint")).optional())
    };
    let body = html! {
        (lead(&say(language, "rectification-lead")))
        @if present.iter().any(|field| field.hidden) { (inset(&html! { p { (say(language, "rectification-hidden")) } })) }
        @if present.len() > FEW {
            p { a href="#other" { (say(language, "rectification-other-jump")) } }
        }
        @if present.is_empty() { (inset(&html! { p { (say(language, "rectification-none")) } })) }
        (sheet(shell, paper, &question, "draft-continue"))
    };
    page(shell, &body)
}

/// The input for the right value of a field, with the present one as its hint.
pub fn value<'a>(fields: &Fields<'a>, field: &PresentField, name: &str, typed: &str) -> Field<'a> {
    let language = fields.language;
    let label = text(language, field.label_key);
    let hint = now(language, field);
    match parse_target(&field.target).map(|target| target.field) {
        Some(fields::Field::PersonLanguage) => {
            fields.select(name, label, languages(language, typed)).hint(hint)
        }
        Some(fields::Field::AddressCountry) => {
            fields.select(name, label, countries(language, typed)).hint(hint)
        }
        _ => fields.text(name, label).value(typed).hint(hint).max(300),
    }
}

/// What is on file.
fn now(language: Language, field: &PresentField) -> String {
    say_with(language, "rectification-now", &[("value", shown(language, field).into())])
}

/// Where a name is used, for whoever has one as a person and one as a customer.
fn used_for(field: &PresentField) -> Option<&'static str> {
    match parse_target(&field.target)?.field {
        fields::Field::PersonName => Some("rectification-name-of-person"),
        fields::Field::CustomerName => Some("rectification-name-of-customer"),
        _ => None,
    }
}

/// Name of the input of a field.
pub fn name_of(target: &str) -> String {
    format!("field-{}", target.replace(':', "-"))
}

fn languages(language: Language, typed: &str) -> Vec<Choice> {
    let unchanged = Choice::new("", say(language, "rectification-keep"));
    let known = Language::ALL.iter().map(|known| {
        Choice::new(known.code(), say(*known, "shell-language")).chosen_if(known.code() == typed)
    });
    std::iter::once(unchanged).chain(known).collect()
}

fn countries(language: Language, typed: &str) -> Vec<Choice> {
    let unchanged = Choice::new("", say(language, "rectification-keep"));
    let known = value::countries(language).into_iter();
    let known = known.map(|(code, name)| Choice::new(code, name).chosen_if(code == typed));
    std::iter::once(unchanged).chain(known).collect()
}

/// A value as people read it; an empty field as such.
fn shown(language: Language, field: &PresentField) -> String {
    if field.value.is_empty() { say(language, "part-nothing") } else { value::of_field(language, field) }
}
