//! "Something else": free text that staff classify (R1.0.1: no form is mandatory).

use super::{
    draft::{Sheet, sheet},
    field::Fields,
    layout::{Shell, page},
    parts::{inset, lead},
};
use crate::say::{say, say_with};
use maud::{Markup, html};
use portal_core::{notice::profile::Profile, request::answers::Answers};

/// The question.
pub fn form(shell: &Shell<'_>, paper: &Sheet<'_>, answers: &Answers, notice: &Profile) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let question = html! {
        (fields.textarea("text", say(language, "other-text")).value(answers.text.clone().unwrap_or_default())
            .hint(say(language, "other-hint")).rows(8))
    };
    // Art. 22(3): who may ask for a person must hear where. Nobody is offered what the controller does not do.
    let listed: Vec<&str> =
        notice.automated.iter().map(|decision| decision.label.in_language(language)).collect();
    let body = html! {
        (lead(&say(language, "other-lead")))
        @if !listed.is_empty() {
            (inset(&html! { p { (say_with(language, "other-automated", &[("decisions", listed.join(", ").into())])) } }))
        }
        (sheet(shell, paper, &question, "draft-continue"))
    };
    page(shell, &body)
}
