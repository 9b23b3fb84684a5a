//! The forms of a breach's record: drawn, and filled, from what `portal_core::breach::field` declares.

use super::{choice_word, label};
use crate::{
    form::Form,
    paths,
    say::{say, word},
    views::{
        field::{Choice, Field, Fields},
        form::{button, post},
        layout::{Shell, page as document},
        parts::lead,
    },
};
use chrono::{DateTime, Utc};
use entity::{id::BreachId, kind::Language};
use maud::{Markup, html};
use portal_core::{
    breach::{
        Breach,
        field::{AWARE, Field as Asked, Kind, NATURE, Part, stored},
        lacks::Lack,
    },
    law::calendar::helsinki_time,
};

/// What is asked at first: as little as may be known.
pub fn begin(shell: &Shell<'_>, typed: &Form) -> Markup {
    let fields = Fields::new(shell.language, shell.problems);
    let first = Part::Facts.fields().filter(|field| [AWARE, NATURE].contains(&field.code));
    let body = html! {
        (lead(&say(shell.language, "breach-new-lead")))
        (post(paths::NEW_BREACH, shell.csrf.unwrap_or_default(), &html! {
            input type="hidden" name="press" value=(typed.get("press"));
            @for asked in first { (question(shell.language, &fields, asked, typed)) }
            (button(&say(shell.language, "breach-begin")))
        }))
    };
    document(shell, &body)
}

/// Since when we are aware.
pub fn aware(shell: &Shell<'_>, typed: &Form) -> Markup {
    let fields = Fields::new(shell.language, shell.problems);
    let aware = Part::Facts.fields().filter(|field| field.code == AWARE);
    html! { @for asked in aware { (question(shell.language, &fields, asked, typed)) } }
}

/// The questions of a part.
pub fn form(shell: &Shell<'_>, (breach, part): (&Breach, Part), typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let body = html! {
        (lead(&say(language, &format!("breach-part-{}-lead", part.code()))))
        (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
            input type="hidden" name="version" value=(breach.row.version);
            @for asked in part.fields() { (question(language, &fields, asked, typed)) }
            (button(&say(language, "breach-keep")))
        }))
    };
    document(shell, &body)
}

/// The id of the first input of a field.
pub fn input(field: &Asked) -> String {
    if field.kind == Kind::Moment { format!("{}_on", field.code) } else { field.code.into() }
}

fn question(language: Language, fields: &Fields<'_>, asked: &Asked, typed: &Form) -> Markup {
    let (code, label) = (asked.code, label(language, asked));
    let choices = |codes: &[&'static str]| {
        let choice = |code: &&'static str| {
            let chosen = typed.all(asked.code).any(|chosen| chosen == *code);
            Choice::new(*code, choice_word(language, asked, code)).chosen_if(chosen)
        };
        codes.iter().map(choice).collect()
    };
    let field = match asked.kind {
        Kind::Line => fields.text(code, label),
        Kind::Text => fields.textarea(code, label).rows(3),
        Kind::Number => fields.text(code, label).short(),
        Kind::One(codes) => fields.radios(code, label, choices(codes)),
        Kind::Several(codes) => fields.checkboxes(code, label, choices(codes)),
        Kind::Moment => return moment(language, fields, (code, label), typed),
    };
    let field = match asked.kind {
        Kind::Line | Kind::Text | Kind::Number => field.value(typed.get(code)),
        _ => field,
    };
    hinted(language, code, field)
}

/// Help under a field that has some.
fn hinted(language: Language, code: &str, field: Field<'_>) -> Markup {
    const WITH: &[&str] = &[
        NATURE,
        AWARE,
        "aware_how",
        "occurred",
        "role",
        "subjects",
        "subject_count",
        "record_count",
        "sensitivity",
        "informed",
        "risk",
        "risk_reason",
        "telling",
        "telling_reason",
        "told_text",
    ];
    let help = WITH.contains(&code).then(|| word(language, "breach-hint", code));
    html! { (help.into_iter().fold(field, Field::hint)) }
}

/// A day and a time of day.
fn moment(language: Language, fields: &Fields<'_>, (code, label): (&str, String), typed: &Form) -> Markup {
    let [on, at] = ["on", "at"].map(|end| format!("{code}_{end}"));
    let time = format!("{label}, {}", say(language, "breach-time"));
    html! {
        (hinted(language, code, fields.date(&on, label).value(typed.get(&on))))
        (fields.text(&at, time).hint(say(language, "breach-time-hint")).short().value(typed.get(&at)))
    }
}

/// The form of a part as the record fills it.
pub fn filled(breach: &Breach, part: Part) -> Form {
    let mut fields = Vec::new();
    for field in part.fields() {
        let (code, value) = (field.code.to_owned(), breach.known.get(field.code));
        match field.kind {
            Kind::Moment => fields.extend(stored(value).into_iter().flat_map(|at| clocked(&code, at))),
            Kind::Several(_) => {
                fields.extend(value.split(',').map(|chosen| (code.clone(), chosen.to_owned())));
            }
            _ => fields.push((code, value.to_owned())),
        }
    }
    Form::of(fields)
}

/// The first form, with the key of what its press opens.
pub fn fresh(press: BreachId, now: DateTime<Utc>) -> Form {
    Form::of([vec![("press".to_owned(), press.to_string())], clocked(AWARE, now)].concat())
}

/// A form whose moment is now.
pub fn at_once(now: DateTime<Utc>) -> Form {
    Form::of(clocked("sent", now))
}

fn clocked(code: &str, at: DateTime<Utc>) -> Vec<(String, String)> {
    let local = helsinki_time(at);
    vec![
        (format!("{code}_on"), local.format("%Y-%m-%d").to_string()),
        (format!("{code}_at"), local.format("%H:%M").to_string()),
    ]
}

/// The form of what was sent to the authority.
pub fn report(shell: &Shell<'_>, breach: &Breach, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let label = |key: &str| say(language, &format!("breach-{key}"));
    let last = Choice::new("yes", label("is-last-choice")).chosen_if(typed.get("is_last") == "yes");
    let excuses = breach.reports.is_empty() || breach.lacks().contains(&Lack::LateReason);
    let body = html! {
        (lead(&label("report-lead")))
        (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
            input type="hidden" name="version" value=(breach.row.version);
            (moment(language, &fields, ("sent", label("sent")), typed))
            (fields.textarea("content", label("content")).hint(label("content-hint")).rows(4).value(typed.get("content")))
            (fields.text("reference", label("reference")).hint(label("reference-hint")).optional()
                .value(typed.get("reference")))
            (fields.checkboxes("is_last", label("phase"), vec![last]).hint(label("is-last-hint")))
            @if excuses {
                (fields.textarea("late_reason", label("late-reason")).hint(label("late-reason-hint")).optional().rows(3)
                    .value(typed.get("late_reason")))
            }
            (button(&label("keep")))
        }))
    };
    document(shell, &body)
}
