//! A request as a row of the queue.

use super::right_name;
use crate::{
    paths,
    say::{say, say_with, word},
    views::{
        desk::restriction::mark,
        parts::{self, Tone, badge},
    },
};
use chrono::NaiveDate;
use entity::kind::{Language, State};
use maud::{Markup, html};
use portal_core::{
    lang::date,
    law::extension::Complexity,
    request::queue::row::{Row, Step, Timing},
};

/// The keys of the columns: what to do, and by when, before how it stands.
pub(super) const COLUMNS: [&str; 6] = ["requester", "right", "next", "due", "state", "assignee"];

/// The cells.
pub(super) fn cells(language: Language, request: &Row, (today, pick): (NaiveDate, bool)) -> Vec<Markup> {
    vec![
        html! {
            @if pick { (picker(language, request)) }
            a href=(paths::desk(&request.reference)) { (parts::reference(&request.reference)) }
            br; (request.requester.as_deref().unwrap_or(&say(language, "queue-cleared")))
            (mark(language, request.restricted))
            @if request.flooded { " " (badge(Tone::Warn, &say(language, "queue-flooded"))) }
        },
        html! { (right_name(language, request.right)) },
        html! { (step(language, request.step)) },
        due(language, request, today),
        html! {
            @match request.outcome {
                Some(outcome) => (parts::outcome_badge(language, outcome)),
                None => (parts::state_badge(language, request.state)),
            }
        },
        html! { (request.assignee.as_deref().unwrap_or(&say(language, "queue-nobody"))) },
    ]
}

/// Chooses the request; its field is named after the reference without the check character, which no name may hold.
fn picker(language: Language, request: &Row) -> Markup {
    let label = say_with(language, "queue-pick", &[("reference", request.reference.as_str().into())]);
    let id = format!("pick-{}", request.reference.trim_end_matches(|c| c != '-').trim_end_matches('-'));
    html! {
        input.pick id=(id) type="checkbox" name="pick" value=(picked(request));
        label.sr for=(id) { (label) }
        " "
    }
}

/// The request in the version the page shows, as a field carries it.
pub(super) fn picked(request: &Row) -> String {
    format!("{}.{}", request.reference, request.version)
}

/// The heads of the file: what the page shows, and the day of receipt.
pub(super) fn heads(language: Language) -> Vec<String> {
    let keys = [
        "reference",
        "requester",
        "right",
        "next",
        "received",
        "due",
        "timing",
        "state",
        "outcome",
        "assignee",
    ];
    keys.into_iter().map(|key| say(language, &format!("queue-file-{key}"))).collect()
}

/// A request as a line of the file.
pub(super) fn line(language: Language, request: &Row) -> Vec<String> {
    let outcome = request.outcome.map(|outcome| word(language, "outcome", outcome.code()));
    let timing =
        if request.state == State::Closed { String::new() } else { timing(language, request.timing).1 };
    vec![
        request.reference.clone(),
        request.requester.clone().unwrap_or_default(),
        right_name(language, request.right),
        step(language, request.step),
        date(language, request.received_on),
        date(language, request.due_on),
        timing,
        word(language, "state", request.state.code()),
        outcome.unwrap_or_default(),
        request.assignee.clone().unwrap_or_default(),
    ]
}

/// What is to be done next.
pub(super) fn step(language: Language, step: Step) -> String {
    let key = match step {
        Step::Task(kind) => return word(language, "task-kind", kind.code()),
        Step::Take => "next-take",
        Step::Read => "next-read",
        Step::Classify => "next-classify",
        Step::Decide => "next-decide",
        Step::Wait => "next-wait",
        Step::Approve => "next-approve",
        Step::AwaitApproval => "next-await-approval",
        Step::Holders => "next-holders",
        Step::Nothing => "next-nothing",
    };
    say(language, key)
}

/// How an open request stands against its date, in a word.
pub(super) fn timing(language: Language, timing: Timing) -> (Tone, String) {
    let (tone, key) = match timing {
        Timing::Answered => (Tone::Good, "timing-answered"),
        Timing::OnTime => (Tone::Plain, "timing-on-time"),
        Timing::Soon => (Tone::Warn, "timing-soon"),
        Timing::Past => (Tone::Bad, "timing-past"),
    };
    (tone, say(language, key))
}

fn due(language: Language, request: &Row, today: NaiveDate) -> Markup {
    let (tone, word) = timing(language, request.timing);
    // What is on time says so by its days; what is answered has no date any more.
    let marked = request.state != State::Closed && request.timing != Timing::OnTime;
    html! {
        @if marked { (badge(tone, &word)) br; }
        @if request.timing == Timing::Answered {
            @if request.state == State::Closed { (date(language, request.due_on)) }
        } @else {
            time.due-date datetime=(request.due_on) { (date(language, request.due_on)) }
            br; span.small { (left(language, (request.due_on - today).num_days())) }
        }
        @if let Some(since) = request.paused_since { br; span.small { (paused(language, since)) } }
        @if let Some(complexity) = &request.extended { br; span.small { (why_extended(language, complexity)) } }
    }
}

fn left(language: Language, days: i64) -> String {
    match days {
        0 => say(language, "part-due-today"),
        1.. => say_with(language, "part-due-left", &[("days", days.into())]),
        _ => say_with(language, "part-due-late", &[("days", (-days).into())]),
    }
}

fn paused(language: Language, since: NaiveDate) -> String {
    say_with(language, "queue-paused", &[("date", date(language, since).into())])
}

fn why_extended(language: Language, complexity: &[Complexity]) -> String {
    let why: Vec<_> = complexity.iter().map(|it| it.word(language)).collect();
    if why.is_empty() {
        return say(language, "queue-extended");
    }
    say_with(language, "queue-extended-why", &[("why", why.join(", ").into())])
}
