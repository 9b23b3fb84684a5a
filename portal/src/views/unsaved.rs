//! What is said above a form that was sent when nobody was signed in, and stands filled again.

pub(super) mod label;

use super::{
    form::{Weight, button_value, post},
    layout::{Shell, page},
    parts::{Banner, Tone, banner, details, inset},
};
use crate::{paths, refill::Left, say::say};
use entity::kind::Language;
use maud::{Markup, html};

/// What there is to say.
pub struct Said<'a> {
    /// Id of the first field that was filled.
    pub first: Option<&'a str>,
    /// Texts that stand in no field of this page, newest first.
    pub left: &'a [Left],
    /// What it is all kept under.
    pub ids: &'a [String],
    /// Files may have come along, which are never kept.
    pub files: bool,
}

/// That nothing was saved, where the text is, and the way to be rid of it.
pub fn news(language: Language, token: &str, said: &Said<'_>) -> Markup {
    let body = html! {
        p { (say(language, "unsaved-text")) }
        @if said.files { p { (say(language, "unsaved-files")) } }
        @if let Some(field) = said.first { p { a href={ "#" (field) } { (say(language, "unsaved-to-field")) } } }
        @if !said.left.is_empty() { (details(&say(language, "unsaved-left"), &texts(language, said.left))) }
        (throw_away(language, token, said.ids))
    };
    let title = say(language, "unsaved-title");
    banner(language, &Banner { tone: Tone::Warn, title, body: Some(body) })
}

/// The page is no longer there; what was typed is.
pub fn gone(shell: &Shell<'_>, said: &Said<'_>) -> Markup {
    let language = shell.language;
    let body = html! {
        p { (say(language, "unsaved-gone-text")) }
        (inset(&texts(language, said.left)))
        (throw_away(language, shell.csrf.unwrap_or_default(), said.ids))
        p { a href=(paths::QUEUE) { (say(language, "shell-nav-queue")) } }
    };
    page(&Shell { title: say(language, "unsaved-gone-title"), ..shell.clone() }, &body)
}

/// Each under the name of the field it was typed into.
fn texts(language: Language, texts: &[Left]) -> Markup {
    html! {
        @for left in texts {
            @if let Some(name) = label::of(language, &left.field) { p { strong { (name) } } }
            p.pre { (left.text) }
        }
    }
}

fn throw_away(language: Language, token: &str, ids: &[String]) -> Markup {
    let Some(first) = ids.first() else { return html! {} };
    post(
        &paths::unsaved(first),
        token,
        &html! {
            @for id in ids { input type="hidden" name="id" value=(id); }
            (button_value(Weight::Second, "away", "yes", &say(language, "unsaved-away")))
        },
    )
}
