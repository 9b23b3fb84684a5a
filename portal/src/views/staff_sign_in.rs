//! Pages of staff signing in and joining.

use super::{
    field::Fields,
    form::{button, link_button, post},
    layout::{Shell, page},
    parts::{inset, lead},
    qr::qr,
};
use crate::{
    paths,
    say::{say, say_with},
};
use maud::{Markup, html};

/// Address, password, one-time code.
pub fn form(shell: &Shell<'_>, email: &str, return_to: &str) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = post(
        paths::STAFF_SIGN_IN,
        shell.csrf.unwrap_or_default(),
        &html! {
            input type="hidden" name="to" value=(return_to);
            @if return_to.starts_with("unsaved.") { (inset(&html! { p { (say(language, "unsaved-sign-in")) } })) }
            (fields.email("email", say(language, "staff-email")).value(email).autocomplete("username"))
            (fields.password("password", say(language, "staff-password")).autocomplete("current-password"))
            (fields.code("code", say(language, "staff-code")).hint(say(language, "staff-code-hint")))
            (button(&say(language, "staff-enter")))
        },
    );
    page(shell, &body)
}

/// What the page of an invitation shows.
pub struct Join<'a> {
    pub action: &'a str,
    pub name: &'a str,
    pub email: &'a str,
    /// Base 32, for the authenticator.
    pub seed: &'a str,
    /// The address of the key for the QR code.
    pub address: Option<&'a str>,
}

/// Choose a password, add the authenticator.
pub fn join(shell: &Shell<'_>, join: &Join<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let grouped: Vec<String> =
        join.seed.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    let body = html! {
        (lead(&say_with(language, "staff-join-lead", &[("name", join.name.into()), ("email", join.email.into())])))
        (post(join.action, shell.csrf.unwrap_or_default(), &html! {
            input type="hidden" name="seed" value=(join.seed);
            (fields.password("password", say(language, "staff-password-new")).hint(say(language, "staff-password-hint")).autocomplete("new-password"))
            h2 { (say(language, "staff-join-authenticator")) }
            p { (say(language, "staff-join-add")) }
            @if let Some(address) = join.address { (qr(language, address)) }
            p { (say(language, "staff-join-type")) }
            (inset(&html! { p { code { (grouped.join(" ")) } } }))
            (fields.code("code", say(language, "staff-code")).hint(say(language, "staff-join-code-hint")))
            (button(&say(language, "staff-join")))
        }))
    };
    page(shell, &body)
}

/// The recovery codes, shown once.
pub fn joined(shell: &Shell<'_>, codes: &[String]) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "staff-joined-lead")))
        (inset(&html! { ul { @for code in codes { li { code { (code) } } } } }))
        (link_button(paths::STAFF_SIGN_IN, &say(language, "staff-joined-go")))
    };
    page(shell, &body)
}
