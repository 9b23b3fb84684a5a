//! The page of retention: before the first run, and after runs that found everything there is to find.

use super::{
    desk::notice,
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::say,
    views::{
        self,
        form::Problem,
        layout::Shell,
        retention::{Holds, Order, Shown, page},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    hold,
    id::{HoldId, PersonId, RetentionRunId, StaffId},
    kind::{HoldKind, Language},
    retention_run,
};
use maud::Markup;
use portal_core::{
    notice::profile::Profile,
    register::retention::tally::{Line, Tally},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let shell = || {
        let mut shell = Shell::new(language, say(language, "retention-title"), "/staff/retention", &identity);
        (shell.csrf, shell.wide) = (Some("token"), true);
        shell
    };
    let notice = notice();
    let holds = [hold_to_review()];
    let hostile = hold::Model {
        reason: HOSTILE.into(),
        authority: Some(HOSTILE.into()),
        silence: Some(HOSTILE.into()),
        covers: None,
        lifted_at: Some(at()),
        ..hold_to_review()
    };
    let wrong = ["kind", "reason", "authority", "statute", "reference", "silence", "review"]
        .map(|field| Problem::new(field, say(language, &format!("hold-{field}-problem"))));
    let (none, due) = (Tally::default(), tally());
    let failed = [(retention_run::Model { failed_at: Some(at()), ..run(true, None) }, Tally::default())];
    let runs = [
        (run(true, None), Tally::default()),
        (run(true, Some(at())), tally()),
        (run(false, Some(at())), tally()),
    ];
    vec![
        Sample { name: "retention-none", markup: page(&shell(), &shown(&[], &[], (&none, &notice))) },
        Sample { name: "retention-failed", markup: page(&shell(), &shown(&failed, &[], (&due, &notice))) },
        Sample { name: "hold-none", markup: holds_of(&shell(), &[], &[]) },
        Sample { name: "hold", markup: holds_of(&shell(), &holds, &[]) },
        Sample { name: "hostile-hold", markup: holds_of(&shell(), &[hostile], &wrong) },
        Sample { name: "retention", markup: page(&shell(), &shown(&runs, &holds, (&due, &notice))) },
        Sample {
            name: "retention-counted",
            markup: page(&shell(), &shown(&runs[2..], &[], (&due, &notice))),
        },
    ]
}

fn shown<'a>(
    runs: &'a [(retention_run::Model, Tally)],
    standing: &'a [hold::Model],
    (due, notice): (&'a Tally, &'a Profile),
) -> Shown<'a> {
    let holds = Holds { standing, today: NaiveDate::MAX, reads: true };
    Shown { runs, holds, notice, due, order: Some(Order { press: "press", needs_code: true }) }
}

fn holds_of(shell: &Shell<'_>, holds: &[hold::Model], problems: &[Problem]) -> Markup {
    let shown = views::hold::Shown { holds, may_change: true, notice: &notice(), typed: &Form::default() };
    views::hold::page(&Shell { problems, ..shell.clone() }, &shown)
}

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_793_000_000, 0).unwrap_or_default()
}

fn run(destroys: bool, finished_at: Option<DateTime<Utc>>) -> retention_run::Model {
    let id = RetentionRunId(Uuid::nil());
    let (key, phase, tally) = ("2026-10-26".into(), "mails".into(), "{}".into());
    retention_run::Model {
        id,
        key,
        destroys,
        phase,
        cursor: None,
        tally,
        started_at: at(),
        finished_at,
        failed_at: None,
    }
}

fn tally() -> Tally {
    let held = BTreeMap::from([
        ("claim".into(), 2),
        ("authority".into(), 1),
        ("restriction".into(), 1),
        ("open_request".into(), 3),
    ]);
    let line = |class: Option<&str>| Line { class: class.map(Into::into), destroyed: 12, ..Line::default() };
    Tally(BTreeMap::from([
        ("invoice".into(), Line { held, undated: 1, overdue: 4, ..line(Some("V6")) }),
        ("address".into(), line(Some("C0"))),
        ("look".into(), line(Some("36 months"))),
        ("request".into(), Line { destroyed: 0, emptied: 7, ..line(None) }),
        ("person".into(), Line { emptied: 1, ..line(Some("B10")) }),
    ]))
}

pub(super) fn hold_to_review() -> hold::Model {
    hold::Model {
        id: HoldId(Uuid::nil()),
        person_id: PersonId(Uuid::nil()),
        kind: HoldKind::Claim,
        reason: String::new(),
        covers: Some("contact,customer,invoice".into()),
        authority: None,
        statute: None,
        reference: None,
        silence: None,
        review_on: NaiveDate::default(),
        set_by: StaffId(Uuid::nil()),
        set_at: at(),
        lifted_by: None,
        lifted_at: None,
    }
}
