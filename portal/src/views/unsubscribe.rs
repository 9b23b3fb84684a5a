//! Ending a newsletter by the link in it: one button, then a confirmation, without signing in.

use super::{
    form::{button, link_button},
    layout::{Shell, page},
    parts::{inset, lead},
};
use crate::{
    paths,
    say::{say, say_with},
};
use maud::{Markup, html};
use portal_core::request::answers::Wish;

/// Which list, and the button. The form needs no token: the link itself is the proof.
pub fn ask(shell: &Shell<'_>, list: &str, action: &str) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say_with(language, "unsubscribe-list", &[("list", list.into())])))
        p { (say(language, "unsubscribe-effect")) }
        p { (say(language, "ban-lasts")) }
        form method="post" action=(action) {
            input type="hidden" name="List-Unsubscribe" value="One-Click";
            (button(&say(language, "unsubscribe-button")))
        }
    };
    page(shell, &body)
}

/// Done; said alike whether there was anything to end or not.
pub fn done(shell: &Shell<'_>, list: &str) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say_with(language, "unsubscribed-list", &[("list", list.into())])))
        p { (say(language, "unsubscribed-letter")) }
        (inset(&html! { p { (say(language, "unsubscribed-service")) } }))
        p { a href=(paths::new(Wish::Marketing)) { (say(language, "unsubscribed-all")) } }
    };
    page(shell, &body)
}

/// The link is not whole.
pub fn broken(shell: &Shell<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "unsubscribe-broken")))
        (link_button(&paths::new(Wish::Marketing), &say(language, "unsubscribed-all")))
    };
    page(shell, &body)
}
