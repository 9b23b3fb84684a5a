//! Pages of proving an address.

use super::{
    field::Fields,
    form::{button, link_button, post},
    layout::{Shell, Who, page},
    parts::{details, inset, lead},
};
use crate::{
    paths,
    say::{say, say_with},
};
use maud::{Markup, html};
use portal_core::request::draft::KEPT;

/// Asks for an address.
pub fn form(shell: &Shell<'_>, email: &str, return_to: &str) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        @if paths::is_kept(return_to) {
            (inset(&html! { p { (say_with(language, "sign-in-kept", &[("days", KEPT.num_days().into())])) } }))
        }
        (lead(&say(language, "sign-in-lead")))
        (post(paths::SIGN_IN, shell.csrf.unwrap_or_default(), &html! {
            input type="hidden" name="to" value=(return_to);
            (fields.email("email", say(language, "sign-in-email")).value(email).hint(say(language, "sign-in-email-hint")).autocomplete("email").max(254))
            (button(&say(language, "sign-in-send")))
        }))
        p { a href=(paths::LOST_MAILBOX) { (say(language, "sign-in-lost")) } }
    };
    page(shell, &body)
}

/// Says that a mail is on its way, to which address as it was typed, and takes its code. Whoever is signed in typed none: their
/// address stands.
pub fn sent(shell: &Shell<'_>, to: Option<&str>) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let typed = !matches!(shell.who, Who::Requester { .. });
    let body = html! {
        (lead(&say(language, "sign-in-sent-lead")))
        p { (say(language, "sign-in-sent-full")) }
        @if let Some(to) = to {
            p { (say(language, "sign-in-sent-to")) " " strong { (to) } @if typed { br; a href=(paths::SIGN_IN) { (say(language, "sign-in-correct")) } } }
        }
        (post(paths::SIGN_IN_CODE, shell.csrf.unwrap_or_default(), &html! {
            (fields.code("code", say(language, "sign-in-code")).hint(say(language, "sign-in-code-hint")))
            (button(&say(language, "sign-in-code-send")))
        }))
        (details(&say(language, "sign-in-no-mail"), &html! {
            p { (say(language, "sign-in-limits")) }
            p { a href=(paths::SIGN_IN) { (say(language, "sign-in-again")) } }
            p { a href=(paths::LOST_MAILBOX) { (say(language, "sign-in-lost")) } }
        }))
    };
    page(shell, &body)
}

/// What an opened link shows, and for which address: the press, or elsewhere the code. The form carries the link's name.
pub fn confirm(shell: &Shell<'_>, (address, link): (&str, &str), same_browser: bool) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let lead_key = if same_browser { "sign-in-confirm-lead" } else { "sign-in-elsewhere-lead" };
    let body = html! {
        (lead(&say_with(language, lead_key, &[("address", address.into())])))
        (post(paths::SIGN_IN_CONFIRM, shell.csrf.unwrap_or_default(), &html! {
            input type="hidden" name="link" value=(link);
            @if !same_browser {
                (fields.code("code", say(language, "sign-in-code")).hint(say(language, "sign-in-code-hint")))
            }
            (button(&say(language, "sign-in-confirm")))
        }))
        (inset(&html! { p { (say(language, "sign-in-not-you")) } }))
    };
    page(shell, &body)
}

/// A used, replaced or expired link, and the way to a new one; whoever is signed in here all the same, under which
/// masked address, is led on.
pub fn spent(shell: &Shell<'_>, signed_in: Option<&str>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "sign-in-spent-lead")))
        @if let Some(address) = signed_in {
            p { (say_with(language, "sign-in-already", &[("address", address.into())])) }
            (link_button(paths::REQUESTS, &say(language, "sign-in-mine")))
            p { a href=(paths::SIGN_IN) { (say(language, "sign-in-other")) } }
        } @else {
            p { (say(language, "sign-in-spent-new")) }
            (link_button(paths::SIGN_IN, &say(language, "sign-in-again")))
            p { a href=(paths::LOST_MAILBOX) { (say(language, "sign-in-lost")) } }
        }
    };
    page(shell, &body)
}

/// No more codes are judged here; the link of the mail is as good as before.
pub fn code_spent(shell: &Shell<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "refusal-code-spent")))
        (link_button(paths::SIGN_IN, &say(language, "sign-in-again")))
        p { a href=(paths::LOST_MAILBOX) { (say(language, "sign-in-lost")) } }
    };
    page(shell, &body)
}

/// Another link was opened in this browser after the page that was sent.
pub fn overtaken(shell: &Shell<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "sign-in-overtaken-lead")))
        (link_button(paths::SIGN_IN, &say(language, "sign-in-again")))
    };
    page(shell, &body)
}

/// Whom to turn to without that mailbox.
pub fn lost_mailbox(shell: &Shell<'_>) -> Markup {
    let language = shell.language;
    let contact = &shell.identity.contact;
    let body = html! {
        (lead(&say(language, "lost-mailbox-lead")))
        (inset(&html! {
            p {
                strong { (contact.name) } br; (contact.postal) br;
                (say(language, "shell-phone")) " " (contact.phone) br; (contact.email)
            }
        }))
        p { (say(language, "lost-mailbox-check")) }
        p { (say(language, "lost-mailbox-clock")) }
    };
    page(shell, &body)
}
