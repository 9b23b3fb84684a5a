//! What whoever decides must know besides the decision itself: whose an address may be, and what came in since.

use super::proposal::Waiting;
use crate::{
    paths,
    say::say,
    views::{
        desk::moment,
        parts::{Tone, badge, inset},
    },
};
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::request::{
    case::{Who, Written},
    concern::Concern,
};

/// A warning for each doubt about an address.
pub(super) fn doubts(language: Language, concerns: &[Concern]) -> Markup {
    html! {
        @for concern in concerns {
            (inset(&html! {
                p {
                    (badge(Tone::Warn, &say(language, "destination-warning"))) " "
                    (say(language, &format!("doubt-{}", concern.code())))
                }
            }))
        }
    }
}

/// What the requester has written since it was proposed, which the proposer did not know.
pub(super) fn written_since(language: Language, waiting: &Waiting<'_>) -> Markup {
    let is_new = |it: &&Written| it.who == Who::Requester && it.at >= waiting.open.at;
    let new: Vec<&Written> = waiting.case.messages.iter().filter(is_new).collect();
    let messages = format!("{}#messages", paths::desk(&waiting.case.request.reference));
    html! {
        @if !new.is_empty() {
            h2 { (say(language, "proposal-written-since")) }
            @for message in new {
                article.message {
                    p.small { (moment(language, message.at)) }
                    @for line in message.body.lines() { p { (line) } }
                }
            }
            p { a href=(messages) { (say(language, "proposal-all-messages")) } }
        }
    }
}
