//! What whoever decides must know besides the decision itself: whose an address may be, and what came in since.

use super::{Bench, proposal::Waiting};
use crate::{
    paths,
    say::{say, say_with},
    views::{
        parts::{Tone, badge, inset},
        value,
    },
};
use entity::kind::{Language, Right};
use maud::{Markup, html};
use portal_core::{
    lang::{moment, text},
    request::{
        case::{Who, Written},
        concern::Concern,
    },
    right::rectification::fields::PresentField,
};

/// A warning for each doubt about an address.
pub fn doubts(language: Language, concerns: &[Concern]) -> Markup {
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

/// That a name stands elsewhere too as it was, and nobody asked for it there.
pub(super) fn still_old(language: Language, left: &PresentField) -> Markup {
    let value = ("value", value::of_field(language, left).into());
    let told = [("field", text(language, left.label_key).into()), value];
    inset(&html! { p { (say_with(language, "decide-still-old", &told)) } })
}

/// Of a request about an automated decision: what the notice says of them, which the answer must agree with.
pub(super) fn automated(language: Language, bench: &Bench<'_>) -> Markup {
    let none = bench.notice.automates_nothing(language);
    html! {
        @if bench.case.request.right == Some(Right::Automated) {
            (inset(&html! {
                p { (say(language, "decide-automated")) }
                blockquote { p { (bench.notice.automated_decisions.in_language(language)) } }
                p { (say(language, if none.is_some() { "decide-automated-none" } else { "decide-automated-some" })) }
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
