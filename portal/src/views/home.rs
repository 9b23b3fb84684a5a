//! The start page: choices in the person's own words, and what happens next.

use super::{
    layout::{Shell, page},
    parts::{Card, cards, inset, lead},
};
use crate::{
    paths,
    say::{say, say_with},
};
use maud::{Markup, html};

/// What the portal offers now, in the order people ask for it: wish, and the draft form it opens.
pub const CHOICES: [&str; 5] = ["access", "rectification", "marketing", "consent", "other"];

/// The page.
pub fn page_of(shell: &Shell<'_>) -> Markup {
    let language = shell.language;
    let controller = shell.identity.controller.as_str();
    let body = html! {
        (lead(&say(language, "home-lead")))
        (cards(&choices(shell)))
        (inset(&html! { p { (say(language, "home-free")) } }))
        h2 { (say(language, "home-next-title")) }
        ol {
            li { (say(language, "home-next-address")) }
            li { (say(language, "home-next-ask")) }
            li { (say(language, "home-next-answer")) }
        }
        p { a href=(paths::LOST_MAILBOX) { (say(language, "sign-in-lost")) } }
    };
    let title = say_with(language, "home-title", &[("controller", controller.into())]);
    page(&Shell { title, path: paths::HOME, ..shell.clone() }, &body)
}

/// The choices as cards, each leading to its form.
pub fn choices(shell: &Shell<'_>) -> Vec<Card> {
    let card = |wish: &str| Card {
        href: format!("{}/{wish}", paths::NEW),
        title: say(shell.language, &format!("choice-{wish}-title")),
        text: say(shell.language, &format!("choice-{wish}-text")),
    };
    CHOICES.into_iter().map(card).collect()
}
