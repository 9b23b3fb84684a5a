//! The pages of another holder of the data, with every operation, problems and hostile text.

use super::samples::{HOSTILE, Sample, identity};
use crate::{
    form::Form,
    say::say,
    views::{form::Problem, holder, layout::Shell},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entity::{
    id::{RequestId, StepId},
    kind::{Language, Operation, StepState},
    step,
};
use portal_core::{
    notice::check::check,
    right::rectification::fields::Field,
    step::{
        link::{Asked, Receipt},
        subject::Key,
    },
};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let shell = |title: String| Shell {
        csrf: Some("token"),
        caption: Some("7K3M-Q9TX-4".into()),
        ..Shell::new(language, title, "/holder/0123456789abcdef", &identity)
    };
    let notice = check(include_str!("../../../../deploy/demo/notice.toml")).profile.unwrap();
    let page = |asked: &Asked, problems: &[Problem]| {
        let shown = holder::Shown { asked, notice: &notice, typed: &Form::default() };
        holder::asked(&Shell { problems, ..shell(holder::title(language, asked)) }, &shown)
    };
    let wrong = [Problem::new("why", say(language, "holder-why-problem"))];
    let receipt = |reason: Option<&str>| {
        let receipt = Receipt { step: answered(reason), reference: "7K3M-Q9TX-4".into() };
        holder::receipt(&shell(say(language, "holder-receipt-title")), &receipt)
    };
    let pages = [
        ("holder-erase", page(&asked(Operation::Erase, "10023"), &[])),
        ("holder-stop-marketing", page(&asked(Operation::StopMarketing, "10023"), &[])),
        ("holder-problem", page(&asked(Operation::Restrict, "10023"), &wrong)),
        ("holder-unknown", page(&Asked { keys: Vec::new(), ..asked(Operation::Erase, "") }, &[])),
        ("hostile-holder", page(&asked(Operation::Rectify, HOSTILE), &[])),
        ("holder-receipt", receipt(None)),
        ("hostile-holder-receipt", receipt(Some(HOSTILE))),
        ("holder-spent", holder::spent(&shell(say(language, "holder-spent-title")), "")),
        (
            "hostile-holder-not-held",
            holder::not_held(&shell(say(language, "holder-not-held-title")), HOSTILE),
        ),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}

fn asked(operation: Operation, text: &str) -> Asked {
    let corrected = (operation == Operation::Rectify).then(|| (Field::PersonName, text.to_owned()));
    let now = DateTime::<Utc>::UNIX_EPOCH;
    Asked {
        step: step(operation, now),
        reference: "7K3M-Q9TX-4".into(),
        keys: vec![(Key::CustomerNumber, text.into()), (Key::Email, "a@b.example".into())],
        elsewhere: vec![("invoice".into(), HOSTILE.into())],
        corrected: corrected.into_iter().collect(),
        withheld: operation == Operation::Rectify,
        answer_by: NaiveDate::default(),
        expires_at: now + TimeDelta::days(30),
    }
}

fn answered(reason: Option<&str>) -> step::Model {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    let state = if reason.is_some() { StepState::Cannot } else { StepState::Done };
    let answer = reason.map(str::to_owned);
    step::Model { state, answer, answered_at: Some(now), ..step(Operation::Erase, now) }
}

fn step(operation: Operation, now: DateTime<Utc>) -> step::Model {
    step::Model {
        id: StepId(Uuid::nil()),
        request_id: RequestId(Uuid::nil()),
        holder: "invoicing".into(),
        instruction: String::new(),
        state: StepState::Told,
        answer: None,
        opened_at: now,
        told_at: Some(now),
        answered_at: None,
        answered_by: None,
        operation,
        touched: r#"["category:contact","field:person.name","purpose:newsletter"]"#.into(),
        subject_keys: None,
        due_on: None,
        next_on: None,
        reminders: 0,
        escalated_at: None,
        excuse: None,
        remedy: None,
        remedy_note: None,
        remedied_at: None,
        remedied_by: None,
    }
}
