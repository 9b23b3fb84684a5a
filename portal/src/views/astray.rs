//! Which letter or package went to a wrong recipient, since when we know, and how it came about.

use super::{
    breach::asked,
    field::{Choice, Fields},
    form::{button, post_typed},
    layout::{Shell, page as document},
    parts::{inset, lead},
};
use crate::{form::Form, say::say};
use maud::{Markup, html};
use portal_core::{breach::astray::Sent, lang::moment};

/// The form; nothing is asked where nothing has left.
pub fn page(shell: &Shell<'_>, sent: &[Sent], typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let choice = |it: &Sent| {
        let id = it.id.to_string();
        let label = format!("{}, {}", it.label, moment(language, it.at));
        Choice::new(id.as_str(), label).chosen_if(typed.get("sent") == id)
    };
    let body = html! {
        (lead(&say(language, "astray-lead")))
        @if sent.is_empty() { (inset(&html! { p { (say(language, "astray-none")) } })) } @else {
            (post_typed(shell.path, shell.csrf.unwrap_or_default(), &html! {
                input type="hidden" name="press" value=(typed.get("press"));
                (fields.radios("sent", say(language, "astray-sent"), sent.iter().map(choice).collect()))
                (fields.textarea("how", say(language, "astray-how")).hint(say(language, "astray-how-hint")).rows(3)
                    .value(typed.get("how")))
                (asked::aware(shell, typed))
                (button(&say(language, "astray-begin")))
            }))
        }
    };
    document(shell, &body)
}
