//! The proposal that waits for approval: what was decided, what it does, and its letter.

use super::{exact, lacking, told};
use crate::{
    form::Form,
    paths,
    say::{say, say_with},
    views::{
        copy,
        desk::{act, items, verdicts},
        destination::destination,
        erasure::dry_run,
        field::Fields,
        form::{Weight, button, button_value},
        layout::{Shell, page as document},
        parts::{lead, summary_list},
    },
};
use maud::{Markup, html};
use portal_core::{
    notice::profile::Profile,
    request::{
        case::{Case, Proposed, Who},
        propose::Preview,
    },
    right::{erasure::show::Shown, package::copy::Copy},
};

/// A proposal that waits for approval.
pub struct Waiting<'a> {
    pub case: &'a Case,
    pub notice: &'a Profile,
    pub open: &'a Proposed,
    pub preview: &'a Preview,
    /// What an erasure would do.
    pub plan: Option<&'a Shown>,
    /// The copy it gives.
    pub copy: Option<&'a Copy>,
    pub approves: bool,
    pub may_send_back: bool,
    pub typed: &'a Form,
}

/// What was proposed and the letter it sends; to approve, or to send back with a reason.
pub fn page(shell: &Shell<'_>, waiting: &Waiting<'_>) -> Markup {
    let (language, request) = (shell.language, &waiting.case.request);
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say_with(language, "desk-waits", &[("by", waiting.open.by.as_str().into())])))
        h2 { (say(language, "desk-items")) }
        (items(language, waiting.notice, waiting.case))
        h2 { (say(language, "desk-decision")) }
        (summary_list(language, &verdicts(language, waiting.notice, waiting.case, waiting.open)))
        @if let Some(plan) = waiting.plan { (dry_run(language, waiting.notice, plan)) }
        @if let Some(copy) = waiting.copy { (copy::review(language, &request.reference, &waiting.open.decision, copy)) }
        (lacking(language, &waiting.preview.lacks))
        (told::written_since(language, waiting))
        (told::doubts(language, &waiting.preview.concerns))
        (destination(language, &waiting.preview.destination))
        (exact(language, request.language, &waiting.preview.letter))
        (approval(shell, waiting))
        @if waiting.may_send_back {
            h2 { (say(language, "send-back-title")) }
            (act(shell, &paths::send_back(&request.reference), request.version, &html! {
                (fields.textarea("reason", say(language, "send-back-reason")).hint(say(language, "desk-note-hint"))
                    .value(waiting.typed.get("reason")).rows(3))
                (button_value(Weight::Second, "send", "yes", &say(language, "send-back-send")))
            }))
        }
    };
    document(shell, &body)
}

fn approval(shell: &Shell<'_>, waiting: &Waiting<'_>) -> Markup {
    let (language, request) = (shell.language, &waiting.case.request);
    html! {
        @if waiting.open.own && waiting.case.two_persons { p { (say(language, "refusal-same-person")) } }
        @else if waiting.approves && waiting.preview.lacks.is_empty() {
            (act(shell, &paths::proposal(&request.reference), request.version, &html! {
                input type="hidden" name="hash" value=(waiting.open.hash);
                input type="hidden" name="heard" value=(waiting.case.messages.iter().filter(|it| it.who == Who::Requester).count());
                @let paper = waiting.preview.destination.is_on_paper();
                (button(&say(language, if paper { "proposal-approve-paper" } else { "proposal-approve" })))
            }))
        }
    }
}
