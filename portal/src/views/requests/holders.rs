//! Who was told of a request, what each answered, and what was done about what was made public and in own systems.

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
    step::holder::Whose,
};

/// Each kind of holder under its heading, as far as there are any.
pub(super) fn all(language: Language, case: &OwnCase) -> Markup {
    let any = |whose| case.steps.iter().any(|step| step.whose == whose);
    html! {
        @if any(Whose::Holder) { h2 { (say(language, "request-holders")) } (holders(language, case)) }
        @if any(Whose::Public) {
            h2 { (say(language, "request-public")) }
            p { (text(language, "letter-public-steps")) }
            (ours(language, case, Whose::Public))
        }
        @if any(Whose::Own) { h2 { (say(language, "request-own-systems")) } (ours(language, case, Whose::Own)) }
    }
}

/// Who was told what and when, and what each answered.
fn holders(language: Language, case: &OwnCase) -> Markup {
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
        rows: case.steps.iter().filter(|step| step.whose == Whose::Holder).map(row).collect(),
        empty: String::new(),
    })
}

/// What is done in each own system or about what was made public, and how far it is: nobody answers there.
fn ours(language: Language, case: &OwnCase, whose: Whose) -> Markup {
    let (caption, columns) = match whose {
        Whose::Public => {
            ("request-public", ["request-public-what", "request-told-what", "request-own-state"])
        }
        Whose::Own | Whose::Holder => {
            ("request-own-systems", ["request-own-system", "request-own-what", "request-own-state"])
        }
    };
    let row = |step: &OwnStep| {
        vec![
            html! { (step.holder) },
            what(language, step),
            html! {
                (word(language, &format!("{}-state", whose.code()), step.state.code()))
                @if step.answered_at.is_some() { ", " (on(language, step.answered_at)) }
                @if let Some(excuse) = step.excuse.filter(|_| whose == Whose::Public) {
                    br; (word(language, "excuse", excuse.code()))
                }
                @if let Some(reason) = &step.reason { br; (reason) }
                (remedied(language, step))
            },
        ]
    };
    data_table(&Table {
        caption: say(language, caption),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: case.steps.iter().filter(|step| step.whose == whose).map(row).collect(),
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
