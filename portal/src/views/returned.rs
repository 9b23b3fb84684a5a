//! A form that comes back because of what was typed into it, a personal identity code or too long a text: what was
//! typed is there to be mended.

use super::{
    attachment::FIELD,
    field::Fields,
    form::{Problem, button},
    layout::{Shell, page as document},
    parts::lead,
};
use crate::{
    form::{Returned, Unfit},
    say::{say, say_with},
};
use maud::{Markup, html};

/// A line longer than this gets an area.
const LINE: usize = 60;

/// What is typed unseen, or good once.
fn is_secret(name: &str) -> bool {
    name.starts_with("password") || name == "code"
}

/// The fields to change, and everything else of the form unseen beside them. There is no way to send it on as it was.
pub fn page(shell: &Shell<'_>, returned: &Returned) -> Markup {
    let language = shell.language;
    let id = |place: usize| format!("typed-{place}");
    let length =
        |place: usize| returned.form.exact_fields().nth(place).map_or(0, |(_, value)| value.chars().count());
    let told = |(place, longest): &(usize, usize)| {
        let message = match returned.why {
            Unfit::IdentityCode => say(language, "error-identity-code-problem"),
            Unfit::AsksTooMuch => say(language, "error-asks-problem"),
            Unfit::TooLong => {
                let facts = [("longest", (*longest).into()), ("length", length(*place).into())];
                say_with(language, "error-too-long-problem", &facts)
            }
        };
        Problem::new(id(*place), message)
    };
    let problems: Vec<Problem> = returned.found.iter().map(told).collect();
    let fields = Fields::new(language, &problems);
    let key = returned.why.key();
    let found = |place: usize| returned.found.iter().any(|(known, _)| *known == place);
    let body = html! {
        (lead(&say(language, &format!("{key}-text"))))
        form method="post" action=(returned.action) enctype=[returned.files.then_some("multipart/form-data")] novalidate {
            @for (place, (name, value)) in returned.form.exact_fields().enumerate() {
                @if is_secret(name) && !found(place) {
                    // Never shown again: it is asked for once more where the form belongs.
                } @else if !found(place) {
                    input type="hidden" name=(name) value=(value);
                } @else if value.contains('\n') || value.chars().count() > LINE {
                    (fields.textarea(name, say(language, "error-identity-code-label")).id(id(place)).value(value))
                } @else {
                    (fields.text(name, say(language, "error-identity-code-label")).id(id(place)).value(value))
                }
            }
            @if returned.files {
                (fields.files(FIELD, say(language, "files-field")).optional().hint(say(language, "files-again"))) }
            (button(&say(language, "draft-continue")))
        }
    };
    let title = say(language, &format!("{key}-title"));
    document(&Shell { title, problems: &problems, ..shell.clone() }, &body)
}
