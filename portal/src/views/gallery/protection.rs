//! A protected postal address: not set, set, opened, to be ended, and ended.

use super::{
    matter::field,
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::say,
    views::{
        form::Problem,
        layout::Shell,
        protection::{Shown, page},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    id::{PersonId, ProtectionId, StaffId},
    kind::Language,
    protection,
};
use portal_core::{register::protection::Standing, right::rectification::fields::PresentField};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let mut shell = Shell::new(language, say(language, "protection-title"), "/staff/register", &identity);
    shell.csrf = Some("token");
    let draw = |(rows, since): (Vec<protection::Model>, bool), opened, problems| {
        let since = since.then(NaiveDate::default);
        let (standing, typed) = (Standing { since, rows }, Form::default());
        let shown =
            Shown { id: "1", standing: &standing, opened, works: true, approves: true, typed: &typed };
        page(&Shell { problems, ..shell.clone() }, &shown)
    };
    let wrong = |name: &str| [Problem::new(name, say(language, "protection-reason-problem"))];
    let [unset, unlifted] = ["set_reason", "lift_reason"].map(wrong);
    let ended = protection::Model { lifted_at: Some(at()), lifted_by: Some(nobody()), ..asked(HOSTILE) };
    let imported = protection::Model { reason: None, set_by: None, ..stands("") };
    let (address, none): ([PresentField; 1], [PresentField; 0]) = ([field(HOSTILE)], []);
    let sample = |name, markup| Sample { name, markup };
    vec![
        sample("protection-none", draw((vec![], false), None, &[])),
        sample("hostile-protection-none", draw((vec![ended], false), None, &unset)),
        sample("protection", draw((vec![imported], true), None, &[])),
        sample("hostile-protection", draw((vec![stands(HOSTILE)], true), Some(&address), &unlifted)),
        sample("protection-no-address", draw((vec![stands("Ote.")], true), Some(&none), &[])),
        sample("protection-ending", draw((vec![asked(HOSTILE)], true), None, &[])),
    ]
}

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_793_000_000, 0).unwrap_or_default()
}

fn nobody() -> StaffId {
    StaffId(Uuid::nil())
}

fn stands(reason: &str) -> protection::Model {
    protection::Model {
        id: ProtectionId(Uuid::nil()),
        person_id: PersonId(Uuid::nil()),
        reason: Some(reason.into()),
        set_by: Some(nobody()),
        set_at: at(),
        lift_reason: None,
        asked_by: None,
        asked_at: None,
        lifted_by: None,
        lifted_at: None,
    }
}

/// One that somebody asked to end.
pub fn asked(reason: &str) -> protection::Model {
    protection::Model {
        lift_reason: Some(reason.into()),
        asked_by: Some(nobody()),
        asked_at: Some(at()),
        ..stands(reason)
    }
}
