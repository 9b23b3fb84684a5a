//! "Something else": free text that staff classify (R1.0.1: no form is mandatory).

use super::{
    draft::{Sheet, sheet},
    field::Fields,
    layout::{Shell, page},
    parts::lead,
};
use crate::say::say;
use maud::{Markup, html};
use portal_core::request::answers::Answers;

/// The question.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, answers: &Answers) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let question = html! {
        (fields.textarea("text", say(language, "other-text")).value(answers.text.clone().unwrap_or_default())
            .hint(say(language, "other-hint")).rows(8))
    };
    let body =
        html! { (lead(&say(language, "other-lead"))) (sheet(shell, paper, &question, "draft-continue")) };
    page(shell, &body)
}
