//! The start page: choices in the person's own words, and what happens next.

use super::{
    draft::{slug, unfinished},
    layout::{Shell, page},
    parts::{Card, cards, inset, lead},
};
use crate::{
    paths,
    say::{say, word},
};
use maud::{Markup, html};
use portal_core::request::{answers::Wish, draft::Unsent};

/// The page, with what the person signed in has not sent yet.
pub fn page_of(shell: &Shell<'_>, unsent: &[Unsent]) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "home-lead")))
        (unfinished(shell, unsent))
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
    let title = say(language, "home-title");
    page(&Shell { title, path: paths::HOME, ..shell.clone() }, &body)
}

/// The choices as cards, each leading to its form.
fn choices(shell: &Shell<'_>) -> Vec<Card> {
    let card = |wish: &Wish| Card {
        href: paths::new(*wish),
        title: say(shell.language, &format!("choice-{}-title", slug(*wish))),
        text: say(shell.language, &format!("choice-{}-text", slug(*wish))),
        name: wish.right().map(|right| word(shell.language, "right", right.code())),
    };
    Wish::ALL.iter().map(card).collect()
}

/// The choices alone, for someone signed in.
pub fn choose(shell: &Shell<'_>) -> Markup {
    page(shell, &cards(&choices(shell)))
}
