//! "I object to how you use my data": which purpose, and the person's own situation (Art. 21(1)).

use super::{
    draft::{Sheet, sheet},
    field::{Choice, Fields},
    layout::{Shell, page},
    parts::{inset, lead},
};
use crate::{paths, say::say};
use maud::{Markup, html};
use portal_core::{
    notice::profile::{Profile, Purpose},
    request::answers::{Answers, Wish},
};
use std::collections::BTreeSet;

/// The question. Only what rests on legitimate interest for this person is offered. Marketing is not weighed: whoever wants it stopped is led to where one press does it.
pub fn form(
    shell: &Shell<'_>,
    paper: &Sheet<'_>,
    answers: &Answers,
    (notice, offered): (&Profile, &BTreeSet<String>),
) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let hint = |purpose: &Purpose| {
        let text = purpose.text.in_language(language);
        if purpose.profiling {
            format!("{text} {}", say(language, "objection-profiling"))
        } else {
            text.to_owned()
        }
    };
    let purposes =
        notice.objection_purposes().into_iter().filter(|it| offered.contains(&it.code)).map(|purpose| {
            Choice::new(purpose.code.as_str(), purpose.label.in_language(language))
                .hint(hint(purpose))
                .chosen_if(answers.purposes.contains(&purpose.code))
        });
    let question = html! {
        (fields.checkboxes("purposes", say(language, "objection-which"), purposes.collect()))
        (fields.textarea("text", say(language, "objection-situation")).hint(say(language, "objection-situation-hint"))
            .value(answers.text.clone().unwrap_or_default()).rows(6))
    };
    let body = html! {
        (lead(&say(language, "objection-lead")))
        @if !notice.marketing_purposes().is_empty() {
            (inset(&html! {
                p { (say(language, "objection-marketing")) }
                p { a href=(paths::new(Wish::Marketing)) { (say(language, "choice-marketing-title")) } }
            }))
        }
        (sheet(shell, paper, &question, "draft-continue"))
    };
    page(shell, &body)
}
