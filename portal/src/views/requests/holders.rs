//! Who was told of a request, what each answered, and what was done in the controller's own systems.

use crate::{
    say::{say, word},
    views::table::{Table, data_table},
};
use chrono::{DateTime, Utc};
use entity::kind::Language;
use maud::{Markup, html};
use portal_core::{
    lang::{date, text},
    law::calendar::helsinki_date,
    request::own::{OwnCase, OwnStep},
};

/// Who was told what and when, and what each answered.
pub(super) fn holders(language: Language, case: &OwnCase) -> Markup {
    let row = |step: &OwnStep| {
        vec![
            html! { (step.holder) },
            what(language, step),
            html! { @if step.told_at.is_some() { (on(language, step.told_at)) } @else { (say(language, "request-not-told")) } },
            html! {
                (word(language, "step-state", step.state.code()))
                @if step.answered_at.is_some() { ", " (on(language, step.answered_at)) }
                @if let Some(excuse) = step.excuse { br; (word(language, "excuse", excuse.code())) }
                @if let Some(reason) = &step.reason { br; (reason) }
                (remedied(language, step))
            },
        ]
    };
    let columns = ["request-holder", "request-told-what", "request-told-on", "request-its-answer"];
    data_table(&Table {
        caption: say(language, "request-holders"),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: case.steps.iter().filter(|step| !step.own).map(row).collect(),
        empty: String::new(),
    })
}

/// What is done in each own system, and how far it is: nobody is told there, and nobody answers.
pub(super) fn own(language: Language, case: &OwnCase) -> Markup {
    let row = |step: &OwnStep| {
        vec![
            html! { (step.holder) },
            what(language, step),
            html! {
                (word(language, "own-state", step.state.code()))
                @if step.answered_at.is_some() { ", " (on(language, step.answered_at)) }
                @if let Some(reason) = &step.reason { br; (reason) }
                (remedied(language, step))
            },
        ]
    };
    let columns = ["request-own-system", "request-own-what", "request-own-state"];
    data_table(&Table {
        caption: say(language, "request-own-systems"),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: case.steps.iter().filter(|step| step.own).map(row).collect(),
        empty: String::new(),
    })
}

/// What we did ourselves about a holder that cannot.
fn remedied(language: Language, step: &OwnStep) -> Markup {
    html! {
        @if let Some((remedy, note, at)) = &step.remedy {
            br; strong { (say(language, "request-remedied")) ": " }
            (word(language, "remedy", remedy.code())) ", " (on(language, Some(*at)))
            br; (note)
        }
    }
}

fn what(language: Language, step: &OwnStep) -> Markup {
    let operation = step.operation.code().replace('_', "-");
    html! { (text(language, &format!("holder-operation-{operation}"))) ": " (step.touched.join(", ")) }
}

fn on(language: Language, at: Option<DateTime<Utc>>) -> String {
    at.map(|at| date(language, helsinki_date(at))).unwrap_or_default()
}
