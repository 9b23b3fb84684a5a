//! What the requester and staff wrote to each other, and where the requester writes.

use super::{Show, answer};
use crate::{
    paths,
    say::{say, word},
    views::{
        attachment::{Listed, list},
        layout::Shell,
        parts::inset,
    },
};
use entity::kind::{Author, Language, Outcome, State};
use maud::{Markup, html};
use portal_core::{
    lang::date,
    law::calendar::helsinki_date,
    request::own::{OwnFile, OwnMessage},
};

/// The messages, oldest first, and the form for one more where it can still be sent.
pub(super) fn messages(shell: &Shell<'_>, show: &Show<'_>) -> Markup {
    let (language, case) = (shell.language, show.case);
    html! {
        @for message in &case.messages {
            article.message {
                p.small { (word(language, "own-author", message.author.code())) " · " (date(language, helsinki_date(message.sent_at))) }
                @for line in message.body.lines() { p { (line) } }
                (files(language, case.request.reference.as_str(), message))
            }
        }
        @match case.message_refused {
            Some(why) => {
                p { (why.sentence(language)) }
                @if !show.typed.is_empty() { (unsent(language, show.typed)) }
            },
            None => {
                @if matches!(case.request.outcome, Some(Outcome::Granted | Outcome::PartlyGranted | Outcome::Refused)) && case.request.state == Some(State::Closed) {
                    p { (say(language, "message-closed")) }
                }
                // What was asked is answered where it stands.
                @if case.question.is_none() { (answer(shell, show, "message-body", "message-send")) }
            },
        }
    }
}

/// The files that go with a message; those of ours behind a fresh proof of the address.
fn files(language: Language, reference: &str, message: &OwnMessage) -> Markup {
    let ours = message.author == Author::Staff;
    let listed = |file: &OwnFile| Listed {
        name: file.name.clone(),
        bytes: file.bytes,
        href: paths::attachment(reference, &file.id.to_string()),
        behind_proof: ours,
        note: None,
    };
    let files: Vec<_> = message.files.iter().map(listed).collect();
    html! {
        (list(language, &files))
        @if ours && !files.is_empty() { p.small { (say(language, "package-proof")) } }
    }
}

/// What was typed and can no longer be sent, for its writer to take along.
fn unsent(language: Language, typed: &str) -> Markup {
    html! {
        h3 #body tabindex="-1" { (say(language, "message-not-sent")) }
        (inset(&html! { @for line in typed.lines() { (line) br; } }))
    }
}
