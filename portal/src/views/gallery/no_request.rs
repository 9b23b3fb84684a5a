//! The closing of a message in which no right is asked for, step by step, and its proposal.

use super::{
    desk::{notice, preview, shell},
    matter::{case, item, proposal, request},
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::say,
    views::{
        decision::proposal::{self as waiting, Waiting},
        form::Problem,
        layout::Shell,
        no_request as views,
    },
};
use entity::kind::{ItemKind, Language, State};
use portal_core::request::{case::Proposed, decision::Decision, no_request::NoRequest};

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let (identity, notice) = (identity(), notice());
    let plain = |title| shell(language, &identity, title);
    let wrong = ["reason", "whom", "late_reason"];
    let wrong = wrong.map(|field| Problem::new(field, say(language, "decide-late-problem")));
    let refused = Shell { problems: &wrong, ..plain("act-no-request") };
    let case = case(request(None, State::InProgress, HOSTILE), vec![item(1, ItemKind::Text, Some(HOSTILE))]);
    let typed = ["reason", "whom", "free_part"].map(|name| (name.to_owned(), HOSTILE.to_owned()));
    let (blank, typed) = (Form::default(), Form::of(typed.to_vec()));
    let told = NoRequest { reason: HOSTILE.into(), whom: "Laskutus\nlaskutus@wprod.example".into() };
    let decision = Decision { no_request: Some(told), ..Decision::default() };
    let (open, whole) = (Proposed { decision, ..proposal(HOSTILE) }, preview(&[]));
    let waits = Waiting {
        case: &case,
        notice: &notice,
        open: &open,
        preview: &whole,
        approves: true,
        may_send_back: true,
        typed: &blank,
        plan: None,
        copy: None,
    };
    let request = &case.request;
    vec![
        Sample { name: "no-request", markup: views::reasons(&plain("act-no-request"), &case, false, &blank) },
        Sample { name: "hostile-no-request-problem", markup: views::reasons(&refused, &case, true, &typed) },
        Sample {
            name: "hostile-no-request-letter",
            markup: views::letter(&plain("decide-letter"), request, &whole, &typed),
        },
        Sample {
            name: "hostile-no-request-lacking",
            markup: views::letter(&plain("decide-letter"), request, &preview(&["L3"]), &typed),
        },
        Sample {
            name: "hostile-no-request-proposal",
            markup: waiting::page(&plain("proposal-title"), &waits),
        },
    ]
}
