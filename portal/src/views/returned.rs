//! A form that comes back because a personal identity code was typed into it: what was typed is there to be mended.

use super::{
    field::Fields,
    form::{Problem, button},
    layout::{Shell, page as document},
    parts::lead,
};
use crate::{form::Returned, say::say};
use maud::{Markup, html};

/// A line longer than this gets an area.
const LINE: usize = 60;

/// The fields with a code to change, and everything else of the form unseen beside them. There is no way to send it on
/// with the code.
pub fn page(shell: &Shell<'_>, returned: &Returned) -> Markup {
    let language = shell.language;
    let id = |place: usize| format!("typed-{place}");
    let told = |place: &usize| Problem::new(id(*place), say(language, "error-identity-code-problem"));
    let problems: Vec<Problem> = returned.found.iter().map(told).collect();
    let fields = Fields::new(language, &problems);
    let body = html! {
        (lead(&say(language, "error-identity-code-text")))
        form method="post" action=(returned.action) novalidate {
            @for (place, (name, value)) in returned.form.exact_fields().enumerate() {
                @if !returned.found.contains(&place) {
                    input type="hidden" name=(name) value=(value);
                } @else if value.contains('\n') || value.chars().count() > LINE {
                    (fields.textarea(name, say(language, "error-identity-code-label")).id(id(place)).value(value))
                } @else {
                    (fields.text(name, say(language, "error-identity-code-label")).id(id(place)).value(value))
                }
            }
            (button(&say(language, "draft-continue")))
        }
    };
    let title = say(language, "error-identity-code-title");
    document(&Shell { title, problems: &problems, ..shell.clone() }, &body)
}
