//! The requester's own pages: the list, one request, its withdrawal, the proof before a download.

mod holders;
mod messages;

use super::{
    draft::unfinished,
    erasure,
    field::Fields,
    form::{Weight, button, button_value, link_button, post, post_files},
    layout::{Shell, page},
    parts::{self, Due, Tone, answer_by, badge, details, inset, lead, own_state_badge},
    progress::{Entry, Step, stepper, timeline},
    table::{Table, data_table},
};
use crate::{
    paths,
    say::{say, say_with, word},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::kind::{Language, LetterKind, Outcome, PackageState, QuestionKind, Right, State, Verdict};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment},
    law::{calendar::helsinki_date, deadline::Milestone, explain::explain_one},
    request::{
        draft::Unsent,
        own::{LONGEST_MESSAGE, OwnCase, OwnQuestion, OwnRequest, OwnRestriction},
        reclassify::acts_at_once,
    },
};

/// Every request of the address, after those not sent yet.
pub fn list(shell: &Shell<'_>, (requests, unsent): (&[OwnRequest], &[Unsent]), today: NaiveDate) -> Markup {
    let language = shell.language;
    let columns =
        ["requests-what", "requests-reference", "requests-received", "requests-state", "requests-due"];
    let rows = requests.iter().map(|request| row(language, request, today)).collect();
    let body = html! {
        (unfinished(shell, unsent))
        (data_table(&Table {
            caption: say(language, "requests-title"),
            columns: columns.map(|key| say(language, key)).to_vec(),
            rows,
            empty: say(language, "requests-none"),
        }))
        (link_button(paths::NEW, &say(language, "shell-nav-new")))
    };
    page(shell, &body)
}

fn row(language: Language, request: &OwnRequest, today: NaiveDate) -> Vec<Markup> {
    let reference = request.reference.as_str();
    let due = Due { received_on: request.received_on, due_on: request.due_on, today };
    vec![
        html! { a href=(paths::request(reference)) { (named(language, request.right)) } },
        html! { (reference) },
        html! { (date(language, request.received_on)) },
        standing(language, request),
        html! {
            @if let Some(on) = request.answered_on { (say_with(language, "requests-answered", &[("date", date(language, on).into())])) }
            @else if let Some(on) = request.closed_on { (closed(language, on)) }
            @else { (parts::due_badge(language, due)) }
        },
    ]
}

/// That a request ended, where how is not shown.
fn closed(language: Language, on: NaiveDate) -> String {
    say_with(language, "requests-closed", &[("date", date(language, on).into())])
}

fn standing(language: Language, request: &OwnRequest) -> Markup {
    match (request.outcome, request.state) {
        // Nothing is called done while holders or systems of our own are still at it.
        (_, Some(state @ State::Fulfilling)) | (None, Some(state)) => own_state_badge(language, state),
        (Some(outcome), _) => parts::outcome_badge(language, outcome),
        (None, None) => badge(Tone::Plain, &say(language, "requests-shared")),
    }
}

fn named(language: Language, right: Option<Right>) -> String {
    right.map_or_else(|| say(language, "choice-other-title"), |right| word(language, "right", right.code()))
}

/// What the page of one request shows.
pub struct Show<'a> {
    pub case: &'a OwnCase,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
    /// A message that could not be kept, as typed.
    pub typed: &'a str,
}

/// One request: where it stands, by when, what was said.
pub fn show(shell: &Shell<'_>, show: &Show<'_>) -> Markup {
    let (language, case) = (shell.language, show.case);
    let body = html! {
        (progress(language, case))
        @for standing in &case.restrictions { (inset(&html! { p { (restricted(language, *standing)) } })) }
        @if case.shared { (inset(&html! { p { (hidden(language, case)) } })) }
        @if let Some(question) = &case.question { (asked(shell, show, question)) }
        (forwarded(case))
        (dates(language, case))
        @if let Some(package) = &case.package { (download(language, case, package.state, show.now)) }
        @if !case.items.is_empty() { h2 { (say(language, "request-items")) } (items(language, case)) }
        @if let Some(told) = &case.erasure { (erasure::told(language, told)) }
        @if case.steps.iter().any(|step| !step.own) { h2 { (say(language, "request-holders")) } (holders::holders(language, case)) }
        @if case.steps.iter().any(|step| step.own) { h2 { (say(language, "request-own-systems")) } (holders::own(language, case)) }
        h2 { (say(language, "request-messages")) }
        (messages::messages(shell, show))
        @if !case.letters.is_empty() { h2 { (say(language, "request-letters")) } (letters(language, case)) }
        @if !case.timeline.is_empty() { h2 { (say(language, "request-timeline")) } (happened(language, case)) }
        @if case.withdrawal_refused.is_none() && !case.shared {
            p { a href=(paths::withdraw(case.request.reference.as_str())) { (say(language, "withdraw-link")) } }
        }
    };
    page(shell, &body)
}

/// Who got a request that was forwarded and how they are reached: the letter that says so, unfolded.
fn forwarded(case: &OwnCase) -> Markup {
    let told = case.letters.iter().rev().find(|letter| letter.kind == LetterKind::Forwarded);
    html! {
        @if let Some(letter) = told {
            (inset(&html! {
                p { strong { (letter.subject) } }
                div lang=(case.language.code()) { @for line in letter.text.lines() { (line) br; } }
            }))
        }
    }
}

/// Since when the data are restricted, and until when.
fn restricted(language: Language, standing: OwnRestriction) -> String {
    let since = ("date", date(language, standing.since).into());
    match standing.ends_on {
        Some(on) => {
            say_with(language, "request-restricted-until", &[since, ("until", date(language, on).into())])
        }
        None => say_with(language, "request-restricted", &[since]),
    }
}

/// Why no more is shown; of what is closed nothing more is to come.
fn hidden(language: Language, case: &OwnCase) -> String {
    say(language, if case.request.closed_on.is_some() { "request-shared-closed" } else { "request-shared" })
}

fn progress(language: Language, case: &OwnCase) -> Markup {
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
    if let Some(outcome @ (Outcome::Withdrawn | Outcome::NotIdentified | Outcome::Forwarded)) =
        case.request.outcome
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

/// What we asked, why, by when, and the place for the answer.
fn asked(shell: &Shell<'_>, show: &Show<'_>, question: &OwnQuestion) -> Markup {
    let language = shell.language;
    let identity = question.kind == QuestionKind::Identity;
    let by = [("date", date(language, question.answer_by).into())];
    let until = match question.kind {
        QuestionKind::Identity => "request-asked-by-identity",
        QuestionKind::Clarification => "request-asked-by",
        QuestionKind::Fee => "request-asked-by-fee",
    };
    let why = match question.kind {
        QuestionKind::Identity => "request-asked-doubt",
        QuestionKind::Clarification => "request-asked-quantity",
        QuestionKind::Fee => "request-asked-fee-why",
    };
    html! {
        h2 { (say(language, if question.kind == QuestionKind::Fee { "request-asked-fee" } else { "request-asked" })) }
        div.matter {
            @for line in question.text.lines() { p { strong { (line) } } }
            @if let Some(reason) = &question.reason {
                h3 { (say(language, why)) }
                @for line in reason.lines() { p { (line) } }
            }
            p { (say_with(language, until, &by)) }
            @if show.case.paused { p { (say(language, "request-asked-paused")) } }
            @if identity { p { (say(language, "request-asked-no-copies")) } }
            (answer(shell, show, "request-asked-answer", "request-asked-send"))
        }
    }
}

/// The form in which the requester writes.
fn answer(shell: &Shell<'_>, show: &Show<'_>, label: &str, send: &str) -> Markup {
    let fields = Fields::new(shell.language, shell.problems);
    let action = paths::messages(show.case.request.reference.as_str());
    post_files(
        &action,
        shell.csrf.unwrap_or_default(),
        &html! {
            (fields.textarea("body", say(shell.language, label)).value(show.typed).rows(4).max(LONGEST_MESSAGE))
            (fields.files("files", say(shell.language, "files-field")).optional().hint(say(shell.language, "files-hint")))
            (button(&say(shell.language, send)))
        },
    )
}

/// The promised date, and the rule behind it.
fn dates(language: Language, case: &OwnCase) -> Markup {
    let milestone = if case.extended_due_on.is_some() { Milestone::Extended } else { Milestone::Due };
    let rule = explain_one(language, &case.deadline, milestone);
    html! {
        @if case.paused && case.question.is_none() {
            (inset(&html! { p { (say(language, "request-paused")) } }))
        } @else if case.request.outcome.is_none() && case.request.closed_on.is_none() && !case.paused {
            (answer_by(language, case.request.due_on, &promise(language, case)))
        }
        @if let Some(extension) = case.extension.as_ref().filter(|_| case.request.outcome.is_none()) {
            (inset(&html! {
                p { (say_with(language, "request-extended-told", &[("date", date(language, extension.told_on).into())])) }
                ul { @for complexity in &extension.complexity { li { (complexity.word(language)) } } }
                @for line in extension.reasons.lines() { p { (line) } }
            }))
        }
        // An opt-out and a withdrawal of consent take effect at once: there is no date to explain.
        @if !case.request.right.is_some_and(acts_at_once) {
            (details(&say(language, "request-why-date"), &html! { ol { @for line in &rule { li { (line) } } } }))
        }
    }
}

/// What stands behind the date: the law's month, or its one extension.
fn promise(language: Language, case: &OwnCase) -> String {
    if case.extended_due_on.is_none() {
        return say(language, "request-month");
    }
    let before = date(language, case.deadline.due_on);
    say_with(language, "request-extended", &[("before", before.into())])
}

fn download(language: Language, case: &OwnCase, state: PackageState, now: DateTime<Utc>) -> Markup {
    let reference = case.request.reference.as_str();
    let until = case.package.as_ref().and_then(|package| package.expires_at).filter(|until| *until > now);
    let left = case.package.as_ref().map_or(0, |package| package.left);
    html! {
        h2 { (say(language, "package-title")) }
        @match (state, until) {
            (PackageState::Ready, Some(_)) if left == 0 => {
                p { (say(language, "package-used-up")) }
                p { a.button href=(paths::package_again(reference)) { (say(language, "package-again")) } }
            }
            (PackageState::Ready, Some(until)) => {
                p { (say_with(language, "package-until", &[("date", moment(language, until).into()), ("left", left.into())])) }
                p { a.button href=(paths::package(reference)) { (say(language, "package-download")) } }
                p { (say(language, "package-proof")) }
            }
            (PackageState::Queued, _) => p { (say(language, "package-queued")) },
            (PackageState::Failed, _) => p { (say(language, "package-failed")) },
            _ => {
                p { (say(language, "package-gone")) }
                p { a.button href=(paths::package_again(reference)) { (say(language, "package-again")) } }
            }
        }
    }
}

/// A list that was ended is not "granted": it reads as if the list were.
fn ending(language: Language, stops: bool, verdict: Verdict) -> Markup {
    match verdict {
        Verdict::Granted if stops => badge(Tone::Good, &say(language, "request-stopped")),
        verdict => parts::verdict_badge(language, verdict),
    }
}

fn items(language: Language, case: &OwnCase) -> Markup {
    let stops = matches!(case.request.right, Some(Right::Marketing | Right::Consent));
    html! {
        ul.plain {
            @for item in &case.items {
                li {
                    p { strong { (item.label) } " " @if let Some(verdict) = item.verdict { (ending(language, stops, verdict)) } }
                    @match (&item.present, &item.asked) {
                        (Some(present), Some(wanted)) if item.verdict == Some(Verdict::Granted) => (parts::changed(language, present, wanted)),
                        (Some(present), Some(wanted)) => (parts::asked(language, present, wanted)),
                        (None, Some(asked)) => p.own-words { (asked) },
                        _ => {}
                    }
                    @if item.hides_address() { p { (say(language, "request-address-hidden")) } }
                    @for found in &item.corrected {
                        p { strong { (found.label) } }
                        (parts::changed(language, &found.present, &found.new))
                    }
                    @if let Some(rest) = &item.uncorrected {
                        p { strong { (say(language, "request-uncorrected")) } " " (rest) }
                    }
                    @if let Some(reason) = &item.reason {
                        p { strong { (reason.title) } " (" (reason.citation) ")" br; (reason.plain) }
                        p.own-words { (reason.facts) }
                    }
                    @if let Some(until) = item.keep_until {
                        p { (say_with(language, "request-kept-until", &[("date", date(language, until).into())])) }
                    }
                }
            }
        }
    }
}

fn letters(language: Language, case: &OwnCase) -> Markup {
    html! {
        @for letter in &case.letters {
            // To the minute: two of one kind and day are told apart.
            @let title = format!("{}, {}", letter.subject, moment(language, letter.written_at));
            (details(&title, &html! {
                p.small { (word(language, "mail-state", letter.mail.code())) }
                div lang=(case.language.code()) { @for line in letter.text.lines() { (line) br; } }
            }))
        }
    }
}

fn happened(language: Language, case: &OwnCase) -> Markup {
    let entries: Vec<Entry> = case
        .timeline
        .iter()
        .map(|happening| Entry {
            when: date(language, helsinki_date(happening.at)),
            datetime: happening.at.to_rfc3339(),
            tag: None,
            title: say(language, &format!("event-{}", happening.what.replace('_', "-"))),
            body: None,
        })
        .collect();
    timeline(&entries)
}

/// Asks once more; `ends` is the day from which data may be used again that are restricted until the decision.
pub fn ask_withdraw(shell: &Shell<'_>, reference: &str, ends: Option<NaiveDate>) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "withdraw-lead")))
        @if let Some(on) = ends {
            (inset(&html! { p { (say_with(language, "withdraw-restriction", &[("on", date(language, on).into())])) } }))
        }
        (post(&paths::withdraw(reference), shell.csrf.unwrap_or_default(),
            &button_value(Weight::Grave, "sure", "yes", &say(language, "withdraw-send"))))
        p { a href=(paths::request(reference)) { (say(language, "withdraw-keep")) } }
    };
    page(shell, &body)
}

/// Why the address is proved anew, and the button.
pub fn prove(shell: &Shell<'_>, reference: &str) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "prove-lead")))
        (post(&paths::prove(reference), shell.csrf.unwrap_or_default(), &button(&say(language, "prove-send"))))
    };
    page(shell, &body)
}

/// Asks whether to build a package again.
pub fn ask_package(shell: &Shell<'_>, reference: &str) -> Markup {
    let language = shell.language;
    let body = html! {
        (lead(&say(language, "package-gone")))
        (post(&paths::package_again(reference), shell.csrf.unwrap_or_default(), &button(&say(language, "package-again"))))
    };
    page(shell, &body)
}
