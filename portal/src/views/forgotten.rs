//! Pages for a forgotten password at the desk.

use super::{
    field::Fields,
    form::{button, post},
    layout::{Shell, page},
    own_account::new_password,
    parts::{inset, lead},
};
use crate::{paths, say::say};
use maud::{Markup, html};

/// Asks for the address.
pub fn form(shell: &Shell<'_>, typed: &str) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say(language, "forgotten-lead")))
        (post(paths::FORGOTTEN, shell.csrf.unwrap_or_default(), &html! {
            (fields.email("email", say(language, "staff-email")).value(typed).autocomplete("username"))
            (button(&say(language, "forgotten-send")))
        }))
        (inset(&html! { p { (say(language, "forgotten-device")) } }))
    };
    page(shell, &body)
}

/// That the link was mailed, if anybody has the address.
pub fn sent(shell: &Shell<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "forgotten-sent-lead")))
        p { (say(language, "forgotten-sent-none")) }
        p { a href=(paths::STAFF_SIGN_IN) { (say(language, "forgotten-back")) } }
    };
    page(shell, &body)
}

/// The form behind the link, sent back to the same place.
pub fn reset(shell: &Shell<'_>, action: &str) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let code = fields.code("code", say(language, "staff-code"));
    let body = html! {
        (lead(&say(language, "forgotten-new-lead")))
        (post(action, shell.csrf.unwrap_or_default(), &html! {
            (new_password(language, &fields))
            (code.hint(say(language, "staff-code-hint")))
            (button(&say(language, "own-account-password-send")))
        }))
    };
    page(shell, &body)
}
