//! The package of a request: where it is fetched, and the proof before it.

use crate::{
    paths,
    say::{say, say_with},
    views::{
        form::{button, post},
        layout::{Shell, page},
        parts::lead,
    },
};
use chrono::{DateTime, Utc};
use entity::kind::{Language, PackageState};
use maud::{Markup, html};
use portal_core::{lang::moment_told, request::own::OwnCase};

pub(super) fn download(
    language: Language,
    case: &OwnCase,
    state: PackageState,
    now: DateTime<Utc>,
) -> Markup {
    let reference = case.request.reference.as_str();
    let until = case.package.as_ref().and_then(|package| package.expires_at).filter(|until| *until > now);
    let left = case.package.as_ref().map_or(0, |package| package.left);
    html! {
        h2 { (say(language, "package-title")) }
        @match (state, until) {
            (PackageState::Ready, Some(_)) if left == 0 => {
                p { (say(language, "package-used-up")) }
                p { a.button href=(paths::package_again(reference)) { (say(language, "package-again")) } }
            }
            (PackageState::Ready, Some(until)) => {
                p { (say_with(language, "package-until", &[("date", moment_told(language, until).into()), ("left", left.into())])) }
                p { a.button href=(paths::package(reference)) { (say(language, "package-download")) } }
                p { (say(language, "package-proof")) }
            }
            (PackageState::Queued, _) => p { (say(language, "package-queued")) },
            (PackageState::Failed, _) => p { (say(language, "package-failed")) },
            _ => {
                p { (say(language, "package-gone")) }
                p { a.button href=(paths::package_again(reference)) { (say(language, "package-again")) } }
            }
        }
    }
}

/// Why the address is proved anew, and the button.
pub fn prove(shell: &Shell<'_>, reference: &str) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "prove-lead")))
        (post(&paths::prove(reference), shell.csrf.unwrap_or_default(), &button(&say(language, "prove-send"))))
    };
    page(shell, &body)
}

/// Asks whether to build a package again.
pub fn ask_package(shell: &Shell<'_>, reference: &str) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "package-gone")))
        (post(&paths::package_again(reference), shell.csrf.unwrap_or_default(), &button(&say(language, "package-again"))))
    };
    page(shell, &body)
}
