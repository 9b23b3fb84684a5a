//! Records that may be out of date: none, some, a page with a next one, and the decision.

use super::samples::{Sample, identity};
use crate::{
    form::Form,
    say::say,
    views::{
        form::Problem,
        layout::Shell,
        stale::{List, form, list},
    },
};
use chrono::{DateTime, NaiveDate};
use entity::{
    id::PersonId,
    kind::{Language, Staleness},
};
use portal_core::{
    notice::check::check,
    register::stale::{Place, Stale, StalePage},
};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let shell = Shell {
        csrf: Some("token"),
        ..Shell::new(language, say(language, "stale-title"), "/staff/stale", &identity)
    };
    let stale = |person| Stale {
        record: Uuid::nil(),
        person: Some(PersonId(Uuid::nil())).filter(|_| person),
        checked_at: DateTime::default(),
        number: Some("10024".into()).filter(|_| person),
        ended_on: Some(NaiveDate::default()).filter(|_| person),
    };
    let tally: Vec<_> = Staleness::ALL.iter().map(|why| (*why, 14)).collect();
    let notice = check(include_str!("../../../../deploy/demo/notice.toml")).profile.unwrap();
    let many = StalePage {
        rows: vec![stale(true), stale(false)],
        next: Some(Place::After(Uuid::nil())),
        previous: Some(Place::Before(Uuid::nil())),
    };
    let draw = |why, tally: &[_], page: &StalePage, works| {
        list(&shell, &List { why, tally, page, notice: &notice, works })
    };
    let wrong = [Problem::new("decision", say(language, "stale-decision-problem"))];
    let pages = vec![
        ("stale-none", draw(Staleness::Unverified, &[], &StalePage::default(), true)),
        ("stale", draw(Staleness::EndedAccount, &tally, &many, true)),
        ("stale-reader", draw(Staleness::Bounced, &tally[..2], &many, false)),
        ("stale-decision", form(&shell, &stale(true), &Form::default())),
        (
            "stale-problem",
            form(&Shell { problems: &wrong, ..shell.clone() }, &stale(false), &Form::default()),
        ),
    ];
    pages.into_iter().map(|(name, markup)| Sample { name, markup }).collect()
}
