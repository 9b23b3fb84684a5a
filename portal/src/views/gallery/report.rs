//! The reports: of nothing, of a year with everything, of a month; the yearly report, and the dossier of a request.

use super::{
    matter::{case, full, item, noon, request},
    samples::{HOSTILE, Sample, identity},
};
use crate::{
    form::Form,
    say::say,
    views::{
        desk::{Shown as Desk, dossier as unfolded},
        layout::Shell,
        report::{Shown, accountability as yearly, page},
    },
};
use chrono::{Days, NaiveDate, TimeDelta};
use entity::{
    forwarding,
    id::{EventId, ForwardingId, LetterId, MessageId, PauseId, QuestionId, RequestId, ReviewId, StaffId},
    kind::{Channel, ItemKind, Language, Outcome, QuestionKind, Right, Role, State},
    pause, question, review,
};
use maud::Markup;
use portal_core::{
    audit::verify::RequestProof,
    law::ground::Ground,
    notice::{check::check, profile::Profile},
    register::{inventory, review::Standing},
    report::{
        Period, Refused, Report,
        accountability::{Accountability, Breaches, Holder, Looks, Runs},
        dossier::{Asked, Dossier, Looked},
        tally::{Figures, Line, by_year},
    },
    request::case::Case,
};
use uuid::Uuid;

/// Every page in a language.
pub fn all(language: Language) -> Vec<Sample> {
    let identity = identity();
    let notice = check(include_str!("../../../../deploy/demo/notice.toml")).profile.unwrap();
    let shell = |key: &str, path| Shell {
        csrf: Some("token"),
        wide: true,
        ..Shell::new(language, say(language, key), path, &identity)
    };
    let figures = |report: &Report| {
        page(
            &shell("report-title", "/staff/reports"),
            &Shown { report, years: &[2026, 2025], today: today() },
        )
    };
    let month = Report { period: Period { year: 2026, month: Some(3) }, ..report(&lines()) };
    let pages = [
        ("reports-none", figures(&report(&[]))),
        ("reports", figures(&report(&lines()))),
        ("reports-month", figures(&month)),
        ("accountability-none", year(&shell("report-title", "/"), &made(&[]), &notice)),
        ("accountability", year(&shell("report-title", "/"), &made(&lines()), &notice)),
        ("dossier-fresh", dossier(&shell("dossier-title", "/"), &fresh(), &notice)),
        ("hostile-dossier", dossier(&shell("dossier-title", "/"), &everything(), &notice)),
    ];
    pages.map(|(name, markup)| Sample { name, markup }).into()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

/// One of every right, outcome, channel and standing.
fn lines() -> Vec<Line> {
    let received = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
    let line = |number: usize| Line {
        right: Right::ALL.get(number % 10).copied(),
        outcome: Outcome::ALL.get(number % 7).copied(),
        channel: Channel::ALL[number % 5],
        received_on: received + Days::new(number as u64 * 20),
        due_on: received + Days::new(number as u64 * 20 + 31),
        counts_on: received + Days::new(number as u64 * 20 + if number.is_multiple_of(2) { 31 } else { 92 }),
        answered_at: (!number.is_multiple_of(5))
            .then(|| noon() + TimeDelta::days(30 * i64::try_from(number).unwrap())),
    };
    (0..14).map(line).collect()
}

fn report(lines: &[Line]) -> Report {
    let grounds = Ground::ALL.iter().map(|ground| (*ground, Refused { requests: 1, items: 2 }));
    let now = noon() + TimeDelta::days(266);
    Report {
        period: Period { year: 2026, month: None },
        figures: Figures::of(lines, now),
        grounds: grounds.filter(|_| !lines.is_empty()).collect(),
        years: by_year(lines, now),
        none_held: lines.len() as u64,
        whole_from: lines.first().map(|_| today()),
    }
}

fn year(shell: &Shell<'_>, made: &Accountability, notice: &Profile) -> Markup {
    yearly::page(shell, (made, "Sam Käsittelijä"), notice)
}

fn made(lines: &[Line]) -> Accountability {
    let any = !lines.is_empty();
    let telling = ["", "told", "encrypted", "averted", "public"].map(|code| (code.to_owned(), 1));
    let breaches = Breaches { all: 5, in_time: 1, late: 1, over: 1, unlikely: 2, ..Breaches::default() };
    let review = review::Model {
        id: ReviewId(Uuid::nil()),
        due_on: today(),
        opened_at: noon(),
        closed_at: Some(noon()),
        closed_by: None,
    };
    let holder = Holder { asked: 9, answered: 3, cannot: 1, given_up: 1, ended: 1, waiting: 2, silent: 2 };
    Accountability {
        report: report(lines),
        breaches: if any { Breaches { telling: telling.into(), ..breaches } } else { Breaches::default() },
        reviews: any.then_some(review).into_iter().collect(),
        review: Standing { due_on: today(), open: None, overdue: any },
        holders: any.then(|| ("panel".to_owned(), holder)).into_iter().collect(),
        runs: Runs {
            finished: 300,
            unfinished: 1,
            gone: inventory::tables()
                .filter(|table| any && table.category.is_some())
                .map(|table| (table, 7))
                .collect(),
        },
        looks: any
            .then_some((Role::Caseworker, Looks { on_request: 12, otherwise: 3 }))
            .into_iter()
            .collect(),
        disclosures: 2,
        made_at: noon(),
    }
}

fn dossier(shell: &Shell<'_>, dossier: &Dossier, notice: &Profile) -> Markup {
    let shown = Desk {
        case: &dossier.case,
        notice,
        colleagues: &[],
        today: today(),
        works: false,
        approves: false,
        typed: &Form::default(),
    };
    unfolded::page(&Shell { wide: false, ..shell.clone() }, &shown, (dossier, "Sam Käsittelijä"))
}

fn fresh() -> Dossier {
    let items = vec![item(1, ItemKind::Everything, None)];
    let proof = RequestProof { entries: 4, sealed: 0, seals: None, broken: None };
    let request = request(Some(Right::Access), State::Received, "Ada");
    Dossier {
        case: case(request, items),
        questions: Vec::new(),
        holds: Vec::new(),
        looks: Vec::new(),
        proof,
        made_at: noon(),
    }
}

fn everything() -> Dossier {
    let pauses = vec![
        pause::Model {
            id: PauseId(Uuid::nil()),
            request_id: RequestId(Uuid::nil()),
            from_on: today(),
            to_on: Some(today()),
        },
        pause::Model {
            id: PauseId(Uuid::nil()),
            request_id: RequestId(Uuid::nil()),
            from_on: today(),
            to_on: None,
        },
    ];
    let forwarded = forwarding::Model {
        id: ForwardingId(Uuid::nil()),
        request_id: RequestId(Uuid::nil()),
        customer_number: "1001".into(),
        site: String::new(),
        subject: HOSTILE.into(),
        text: HOSTILE.into(),
        mail_id: None,
        forwarded_by: StaffId(Uuid::nil()),
        forwarded_at: noon(),
    };
    let looked = Looked { at: noon(), by: HOSTILE.into(), role: Role::Caseworker, purpose: HOSTILE.into() };
    let proof =
        RequestProof { entries: 9, sealed: 5, seals: Some((3, 7)), broken: Some(EventId(Uuid::nil())) };
    let case = Case { pauses, forwarded: Some((forwarded, None)), ..full(HOSTILE) };
    Dossier {
        case,
        questions: vec![asked()],
        holds: vec![super::retention::hold_to_review()],
        looks: vec![looked],
        proof,
        made_at: noon(),
    }
}

fn asked() -> Asked {
    let row = question::Model {
        id: QuestionId(Uuid::nil()),
        request_id: RequestId(Uuid::nil()),
        kind: QuestionKind::Identity,
        message_id: MessageId(Uuid::nil()),
        letter_id: LetterId(Uuid::nil()),
        reason: Some(HOSTILE.into()),
        lesser_means: Some(HOSTILE.into()),
        cannot_identify: Some(HOSTILE.into()),
        asked_again: Some(HOSTILE.into()),
        answer_by: today(),
        limit_on: None,
        asked_by: StaffId(Uuid::nil()),
        asked_at: noon(),
        ended_at: Some(noon()),
    };
    Asked { row, text: HOSTILE.into(), by: HOSTILE.into() }
}

#[test]
fn a_dossier_folds_nothing_away_for_paper_unfolds_nothing() {
    let pages = all(Language::Fi).into_iter().filter(|sample| sample.name.ends_with("dossier"));
    let pages: Vec<String> = pages.map(|sample| sample.markup.into_string()).collect();
    assert_eq!(pages.len(), 1);
    for page in pages {
        assert!(
            !page.contains("<details") && !page.contains("<form method=\"post\" action=\"/staff/requests")
        );
        assert!(page.contains(&say(Language::Fi, "extend-why")), "why the time was extended stands there");
    }
}

#[test]
fn a_yearly_report_shows_no_name_but_that_of_its_maker() {
    for language in Language::ALL {
        let made = all(*language).into_iter().find(|sample| sample.name == "accountability").unwrap();
        let page = made.markup.into_string();
        assert_eq!(page.matches("Sam Käsittelijä").count(), 1, "{}", language.code());
    }
}
