//! How far a request has come: its steps, and what happened when.

use super::standing;
use crate::{
    paths,
    say::say,
    say::word,
    views::progress::{Entry, Step, stepper, timeline},
};
use chrono::NaiveDate;
use entity::kind::{Language, Outcome, Right, State};
use maud::{Markup, html};
use portal_core::{lang::date, law::calendar::helsinki_date, request::own::OwnCase};

pub(super) fn progress(language: Language, case: &OwnCase) -> Markup {
    let (steps, current) = way(language, case);
    html! {
        (stepper(language, &steps, current))
        @if !case.shared || case.request.outcome.is_some() || case.request.state.is_some() { p { (standing(language, &case.request)) } }
    }
}

/// The steps of a request, and how many are behind it. One that was never decided does not look as if it were.
fn way(language: Language, case: &OwnCase) -> (Vec<Step>, usize) {
    let on = |at: Option<NaiveDate>| at.map(|on| date(language, on));
    let step = |key: &str, when| Step { label: say(language, key), when, broken_off: false };
    let received = step("step-received", on(Some(case.request.received_on)));
    let closed_on = on(case.request.closed_on);
    if let Some(
        outcome @ (Outcome::Withdrawn | Outcome::NotIdentified | Outcome::Forwarded | Outcome::NoRequest),
    ) = case.request.outcome
    {
        let end = Step { label: word(language, "step", outcome.code()), ..step("step-done", closed_on) };
        return (vec![received, Step { broken_off: outcome != Outcome::Forwarded, ..end }], 2);
    }
    let at_once = matches!(case.request.right, Some(Right::Marketing | Right::Consent));
    if at_once || case.shared && case.request.closed_on.is_some() {
        return (vec![received, step("step-done", closed_on)], 2);
    }
    let steps = vec![
        received,
        step("step-working", None),
        step("step-decided", on(case.answered_at.map(helsinki_date))),
        step(
            if case.request.state == Some(State::Fulfilling) { "step-fulfilling" } else { "step-done" },
            closed_on,
        ),
    ];
    let current = match case.request.state {
        Some(State::Received) | None => 0,
        Some(State::InProgress | State::AwaitingCustomer | State::AwaitingApproval) => 1,
        Some(State::Fulfilling) => 3,
        Some(State::Closed) => 4,
    };
    (steps, current)
}

pub(super) fn happened(language: Language, case: &OwnCase) -> Markup {
    let entries: Vec<Entry> = case
        .timeline
        .iter()
        .map(|happening| Entry {
            when: date(language, helsinki_date(happening.at)),
            datetime: happening.at.to_rfc3339(),
            tag: None,
            title: say(language, &format!("event-{}", happening.what.replace('_', "-"))),
            body: happening.other.as_deref().map(other),
        })
        .collect();
    timeline(&entries)
}

/// The way to another request.
fn other(reference: &str) -> Markup {
    html! { a href=(paths::request(reference)) { (reference) } }
}
