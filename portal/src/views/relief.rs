//! The form that gives a customer the sign-in mails of the day again.

use super::{
    field::{Choice, Fields},
    form::{button, post},
    layout::{Shell, page as document},
    parts::lead,
};
use crate::{form::Form, paths, say::say};
use maud::{Markup, html};
use portal_core::identity::relief::Why;

/// The page.
pub fn page(shell: &Shell<'_>, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let whys = Why::ALL.map(|why| {
        let label = say(language, &format!("relief-why-{}", why.code()));
        Choice::new(why.code(), label).chosen_if(why.code() == typed.get("why"))
    });
    let body = html! {
        (lead(&say(language, "relief-lead")))
        (post(paths::SIGN_IN_MAILS, shell.csrf.unwrap_or_default(), &html! {
            // The address is somebody else's: the browser must not offer that of the reader.
            (fields.email("email", say(language, "relief-email")).value(typed.get("email")).autocomplete("off"))
            (fields.radios("why", say(language, "relief-why"), whys.to_vec()))
            (button(&say(language, "relief-send")))
        }))
    };
    document(shell, &body)
}
