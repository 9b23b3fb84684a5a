//! What is put before staff on a request, and what to do about it.

use super::{Shown, act};
use crate::{
    paths,
    say::{say, word},
    views::{field::Fields, form::button_second, layout::Shell},
};
use entity::{
    kind::{Language, TaskKind},
    task,
};
use maud::{Markup, html};
use portal_core::{lang::date, law::calendar::helsinki_date, step::holder};

/// One task, with the way to what ends it.
pub(super) fn task(shell: &Shell<'_>, shown: &Shown<'_>, task: &task::Model) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    html! {
        p { strong { (word(language, "task-kind", task.kind.code())) } }
        @match (task.kind, task.letter_id) {
            (TaskKind::Bounce, Some(letter)) => {
                p { (say(language, "task-bounce-do")) }
                p { a href=(paths::letter(&request.reference, &letter.to_string())) { (say(language, "task-bounce-open")) } }
            },
            (TaskKind::PrintLetter, Some(letter)) => {
                p { a href=(paths::letter(&request.reference, &letter.to_string())) { (say(language, "task-print-open")) } }
            },
            (TaskKind::Uncertain, Some(_)) => p { (say(language, "task-uncertain-do")) },
            (TaskKind::ForwardBounced, _) => {
                p { (say(language, "task-forward-do")) }
                @if shown.works { (handed_over(shell, shown)) }
            },
            (TaskKind::HolderCannot, _) => {
                p { (say(language, "task-cannot-do")) }
                p { a href="#steps" { (say(language, "task-cannot-open")) } }
            },
            (TaskKind::StillMailed, _) => {
                p { (say(language, "task-still-do")) }
                (told(language, shown))
            },
            (TaskKind::PackageFailed, _) => {
                p { (say(language, "task-package-failed-do")) }
                @if shown.works {
                    (act(shell, &paths::retry_package(&request.reference), request.version,
                        &button_second(&say(language, "task-package-failed-again"))))
                }
            },
            (TaskKind::FollowUp, _) => p { (say(language, "task-follow-up-do")) },
            _ => {}
        }
    }
}

/// When each holder was told of the ban last, and what it answered.
fn told(language: Language, shown: &Shown<'_>) -> Markup {
    let steps: Vec<_> = shown.case.steps.iter().chain(&shown.case.earlier_steps).collect();
    html! {
        @if !steps.is_empty() {
            p { (say(language, "task-still-told")) }
            ul {
                @for step in steps {
                    li {
                        (holder::name(shown.notice, &step.holder, language)) ": "
                        (word(language, "step-state", step.state.code()))
                        @if let Some(at) = step.answered_at.or(step.told_at) { ", " (date(language, helsinki_date(at))) }
                    }
                }
            }
        }
    }
}

fn handed_over(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, request) = (shell.language, &shown.case.request);
    let fields = Fields::new(language, shell.problems);
    act(
        shell,
        &paths::handed_over(&request.reference),
        request.version,
        &html! {
            (fields.textarea("how_handed", say(language, "letter-handed")).hint(say(language, "letter-handed-hint"))
                .value(shown.typed.get("how_handed")).rows(2))
            (button_second(&say(language, "letter-handed-send")))
        },
    )
}
