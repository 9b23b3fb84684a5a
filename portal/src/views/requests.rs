//! The requester's own pages: the list, one request, its withdrawal.

mod holders;
mod items;
mod messages;
pub mod package;
mod way;

use super::{
    draft::unfinished,
    erasure,
    field::Fields,
    form::{Weight, button, button_value, link_button, post, post_files},
    layout::{Shell, page},
    parts::{self, Due, Tone, answer_by, badge, details, inset, lead, letter_text, own_state_badge},
    table::{Table, data_table},
};
use crate::{
    paths,
    say::{say, say_with, word},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::kind::{Language, LetterKind, QuestionKind, Right, State};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment_told},
    law::{deadline::Milestone, explain::explain_one},
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
        // Nothing was granted where there was nothing to withdraw.
        (Some(_), _) if request.withdrew_nothing => badge(Tone::Plain, &say(language, "request-no-consent")),
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
        (way::progress(language, case))
        @for standing in &case.restrictions { (inset(&html! { p { (restricted(language, *standing)) } })) }
        @if case.shared { (inset(&html! { p { (hidden(language, case)) } })) }
        @if let Some(question) = &case.question { (asked(shell, show, question)) }
        (forwarded(case))
        (dates(language, case))
        @if let Some(package) = &case.package { (package::download(language, case, package.state, show.now)) }
        @if !case.items.is_empty() { h2 { (say(language, "request-items")) } (items::items(language, case)) }
        @if let Some(told) = &case.erasure { (erasure::told(language, told)) }
        (holders::all(language, case))
        h2 { (say(language, "request-messages")) }
        (messages::messages(shell, show))
        @if !case.letters.is_empty() { h2 { (say(language, "request-letters")) } (letters(language, case)) }
        @if !case.timeline.is_empty() { h2 { (say(language, "request-timeline")) } (way::happened(language, case)) }
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
                div lang=(case.language.code()) { (letter_text(&letter.text)) }
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
        // An opt-out and a withdrawal of consent take effect at once, and what is answered waits for no day.
        @if !case.request.right.is_some_and(acts_at_once) && case.request.outcome.is_none() {
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

fn letters(language: Language, case: &OwnCase) -> Markup {
    html! {
        @for letter in &case.letters {
            // To the minute: two of one kind and day are told apart.
            @let title = format!("{}, {}", letter.subject, moment_told(language, letter.written_at));
            (details(&title, &html! {
                p.small { (word(language, "mail-state", letter.mail.code())) }
                div lang=(case.language.code()) { (letter_text(&letter.text)) }
            }))
        }
    }
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
