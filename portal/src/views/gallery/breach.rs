//! The register of breaches: empty, running, late, closed, its forms, and what the authority is told.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    form::Form,
    say::say,
    views::{
        astray,
        breach::{
            asked::{self, at_once, filled, input},
            clock, list, notification, one,
        },
        form::Problem,
        layout::Shell,
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    breach, breach_fact, breach_report,
    id::{BreachFactId, BreachId, BreachReportId, StaffId},
    kind::Language,
};
use maud::Markup;
use portal_core::{
    breach::{
        Breach, Known,
        astray::Sent,
        end::MISTAKE,
        field::{FIELDS, Field, Kind, Part},
    },
    notice::check::check,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let notice = check(include_str!("../../../../deploy/demo/notice.toml")).profile.unwrap();
    let shell = Shell {
        csrf: Some("token"),
        ..Shell::new(language, say(language, "breach-title"), "/staff/breaches", &identity)
    };
    let (now, long_after) = (DateTime::<Utc>::default(), DateTime::<Utc>::default() + TimeDelta::days(9));
    let (fresh, whole, closed) = (sample(&[], false), sample(FIELDS, false), sample(FIELDS, true));
    let draw = |breach: &Breach, at| {
        one(&Shell { notice: clock(language, breach, at), ..shell.clone() }, breach, true, &Form::default())
    };
    let everything = [sample(&[], false), sample(FIELDS, false), sample(FIELDS, true)];
    let wrong = all_too_long(language);
    let late = [Problem::new("late_reason", say(language, "breach-problem-late"))];
    let unreasoned = [Problem::new("why", say(language, "breach-problem-why"))];
    let mistaken = mistaken();
    let bad = |problems| Shell { problems, ..shell.clone() };
    let mut pages = went_astray(&shell);
    pages.extend([
        ("breaches-none", list(&shell, (&[], now), true)),
        ("hostile-breaches", list(&shell, (&everything, long_after), false)),
        ("breach-new", asked::begin(&shell, &asked::fresh(BreachId(Uuid::nil()), now))),
        ("breach-fresh", draw(&fresh, now)),
        ("breach-late", draw(&fresh, long_after)),
        ("hostile-breach", draw(&whole, now)),
        ("hostile-breach-closed", draw(&closed, now)),
        ("hostile-breach-mistake", draw(&mistaken, now)),
        ("breach-reopen-problem", one(&bad(&unreasoned), &closed, true, &Form::default())),
        ("breach-mistake-problem", one(&bad(&unreasoned), &fresh, true, &Form::default())),
        ("hostile-breach-notification", notification(&shell, &whole, &notice)),
        ("breach-notification-fresh", notification(&shell, &fresh, &notice)),
        ("breach-part-problem", asked::form(&bad(&wrong), (&fresh, Part::Facts), &Form::default())),
        ("breach-report", asked::report(&shell, &fresh, &at_once(now))),
        ("breach-report-late", asked::report(&bad(&late), &fresh, &Form::default())),
    ]);
    pages.extend(Part::ALL.iter().map(|part| {
        let name = if *part == Part::Risk { "breach-part-risk" } else { "hostile-breach-part" };
        (name, asked::form(&shell, (&whole, *part), &filled(&whole, *part)))
    }));
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

fn all_too_long(language: Language) -> Vec<Problem> {
    let long = |field| Problem::new(input(field), say(language, "breach-problem-long"));
    Part::Facts.fields().map(long).collect()
}

/// A record that was made by mistake, which the history tells.
fn mistaken() -> Breach {
    let whole = sample(FIELDS, true);
    let first = whole.facts[0].clone();
    let end = breach_fact::Model { field: MISTAKE.into(), value: HOSTILE.into(), ..first };
    let facts = whole.facts.iter().cloned().chain([end]).collect();
    Breach { facts, reports: Vec::new(), ..whole }
}

/// A record in which these fields are filled as badly as they can be.
fn sample(fields: &[Field], closed: bool) -> Breach {
    let (at, staff, id) = (DateTime::<Utc>::default(), StaffId(Uuid::nil()), BreachId(Uuid::nil()));
    let value = |field: &Field| match field.kind {
        Kind::Line | Kind::Text => HOSTILE.to_owned(),
        Kind::Number => "1000000".to_owned(),
        Kind::Moment => at.to_rfc3339(),
        Kind::One(codes) => codes.last().copied().unwrap_or_default().to_owned(),
        Kind::Several(codes) => codes.join(","),
    };
    let fact = |field: &Field| breach_fact::Model {
        id: BreachFactId(Uuid::nil()),
        breach_id: id,
        version: 1,
        field: field.code.into(),
        value: value(field),
        recorded_by: staff,
        recorded_at: at,
    };
    Breach {
        row: breach::Model {
            id,
            number: 3,
            aware_at: at,
            version: 1,
            alarms: 0,
            opened_by: staff,
            opened_at: at,
            closed_by: closed.then_some(staff),
            closed_at: closed.then_some(at),
            request_id: None,
        },
        request: closed.then(|| "2B4D-6F8H-J".to_owned()),
        known: fields.iter().map(|field| (field.code, value(field))).collect::<Known>(),
        facts: fields.iter().map(fact).collect(),
        reports: fields.first().map(|_| told(closed)).into_iter().collect(),
        names: HashMap::from([(staff, HOSTILE.to_owned())]),
    }
}

fn went_astray(shell: &Shell<'_>) -> Vec<(&'static str, Markup)> {
    let typed = Form::of(vec![("how".into(), HOSTILE.into())]);
    vec![
        ("astray-none", astray::page(shell, &[], &Form::default())),
        ("hostile-astray", astray::page(shell, &[letter_sent()], &typed)),
    ]
}

fn letter_sent() -> Sent {
    Sent { id: Uuid::nil(), label: HOSTILE.into(), at: DateTime::default(), package: false }
}

fn told(is_last: bool) -> breach_report::Model {
    let at = DateTime::<Utc>::default();
    breach_report::Model {
        id: BreachReportId(Uuid::nil()),
        breach_id: BreachId(Uuid::nil()),
        sent_at: at,
        reference: Some(HOSTILE.into()),
        content: HOSTILE.into(),
        is_last,
        late_reason: Some(HOSTILE.into()),
        recorded_by: StaffId(Uuid::nil()),
        recorded_at: at,
    }
}
