//! Pages of staff signing in and joining.

use super::{
    field::Fields,
    form::{button, link_button, post},
    layout::{Shell, page},
    parts::{Banner, Tone, inset, lead},
    qr::qr,
};
use crate::{
    paths,
    say::{say, say_with},
};
use entity::kind::Language;
use maud::{Markup, html};

/// What the form holds, and where it leads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Door<'a> {
    pub email: &'a str,
    /// The code of the page to come to.
    pub to: &'a str,
    /// The page itself, for whoever may be signed in already without our seeing it.
    pub onward: Option<&'a str>,
}

/// Address, password, one-time code.
pub fn form(shell: &Shell<'_>, door: &Door<'_>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let form = post(
        paths::STAFF_SIGN_IN,
        shell.csrf.unwrap_or_default(),
        &html! {
            input type="hidden" name="to" value=(door.to);
            @if door.to.starts_with("unsaved.") { (inset(&html! { p { (say(language, "unsaved-sign-in")) } })) }
            (fields.email("email", say(language, "staff-email")).value(door.email).autocomplete("username"))
            (fields.password("password", say(language, "staff-password")).autocomplete("current-password"))
            (fields.code("code", say(language, "staff-code")).hint(say(language, "staff-code-hint")))
            (button(&say(language, "staff-enter")))
            p { a href=(paths::FORGOTTEN) { (say(language, "forgotten-link")) } }
        },
    );
    let onward = door.onward.map(|onward| {
        inset(&html! {
            p { (say(language, "staff-continue-text")) }
            (link_button(onward, &say(language, "staff-continue")))
        })
    });
    page(shell, &html! { @if let Some(onward) = onward { (onward) } (form) })
}

/// Why every session of an account has just ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Password,
    Authenticator,
}

impl Ended {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::Password, Self::Authenticator];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Authenticator => "authenticator",
        }
    }
}

/// That it was done, and what to sign in with now.
pub fn ended(language: Language, ended: Ended) -> Banner {
    let body = html! { p { (say(language, "staff-ended-text")) } };
    let title = say(language, &format!("staff-ended-{}", ended.code()));
    Banner { body: Some(body), ..Banner::new(Tone::Good, title) }
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
    let body = html! {
        (lead(&say_with(language, "staff-join-lead", &[("name", join.name.into()), ("email", join.email.into())])))
        (post(join.action, shell.csrf.unwrap_or_default(), &html! {
            (fields.password("password", say(language, "staff-password-new")).hint(say(language, "staff-password-hint")).autocomplete("new-password"))
            h2 { (say(language, "staff-join-authenticator")) }
            (key(language, join.seed, join.address))
            (fields.code("code", say(language, "staff-code")).hint(say(language, "staff-join-code-hint")))
            (button(&say(language, "staff-join")))
        }))
    };
    page(shell, &body)
}

/// The key of a new authenticator: to be read by a telephone, or typed; it comes back with the form.
pub fn key(language: Language, seed: &str, address: Option<&str>) -> Markup {
    let grouped: Vec<String> =
        seed.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    html! {
        input type="hidden" name="seed" value=(seed);
        p { (say(language, "staff-join-add")) }
        @if let Some(address) = address { (qr(language, address)) }
        p { (say(language, "staff-join-type")) }
        (inset(&html! { p { code { (grouped.join(" ")) } } }))
    }
}

/// The recovery codes, shown once.
pub fn joined(shell: &Shell<'_>, codes: &[String]) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "staff-joined-lead")))
        (recovery_codes(codes))
        (link_button(paths::STAFF_SIGN_IN, &say(language, "staff-joined-go")))
    };
    page(shell, &body)
}

/// Codes that stand in for an authenticator.
pub fn recovery_codes(codes: &[String]) -> Markup {
    inset(&html! { ul { @for code in codes { li { code { (code) } } } } })
}
