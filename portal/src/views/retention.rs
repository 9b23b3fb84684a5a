//! What was destroyed, what is held and why, and the last runs with their proof. Counts; nobody is named.

use super::{
    account::code,
    field::{Choice, Fields},
    form::{Weight, button_value, post},
    hold::labels,
    layout::{Shell, page as document},
    parts::{Tone, badge, details, inset, lead},
    table::{Table, data_table},
};
use crate::{
    paths,
    say::{say, say_with, word},
};
use chrono::NaiveDate;
use entity::{hold, kind::Language, retention_run};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment, text},
    notice::profile::Profile,
    register::{
        inventory,
        retention::{
            cover,
            tally::{Line, Tally},
        },
    },
};

/// What the page shows.
pub struct Shown<'a> {
    /// The last runs, newest first.
    pub runs: &'a [(retention_run::Model, Tally)],
    pub holds: Holds<'a>,
    pub notice: &'a Profile,
    /// What a run would find now.
    pub due: &'a Tally,
    /// How the reader has it done now; nothing for who may not.
    pub order: Option<Order<'a>>,
}

/// What the form that orders a run asks for.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    pub press: &'a str,
    /// Whether the reader signed in too long ago.
    pub needs_code: bool,
}

/// The holds that stand.
pub struct Holds<'a> {
    /// The one to be reviewed first before the others.
    pub standing: &'a [hold::Model],
    pub today: NaiveDate,
    /// Whether the reader may open the record of a person.
    pub reads: bool,
}

/// The page.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let language = shell.language;
    let newest = shown.runs.iter().find(|(run, _)| run.finished_at.is_some());
    let body = html! {
        (lead(&say(language, "retention-lead")))
        @if let Some(at) = shown.runs.iter().find_map(|(run, _)| run.failed_at) {
            (inset(&html! {
                p { (badge(Tone::Bad, &say(language, "duty-failed-run"))) " " (moment(language, at)) }
                p { (say(language, "retention-failed")) }
            }))
        }
        h2 { (say(language, "retention-due")) }
        p { (say(language, "retention-due-text")) }
        (lines(language, "retention-due", (shown.due, "retention-would-go")))
        @if let Some(asked) = shown.order.filter(|_| shown.due.gone() > 0) { (order(shell, shown, asked)) }
        @match newest {
            Some((run, tally)) => (found(language, run, tally)),
            None => (inset(&html! { p { (say(language, "retention-none")) } })),
        }
        h2 { (say(language, "retention-holds")) }
        p { (say(language, "retention-holds-lead")) }
        (holds(language, shown))
        h2 { (say(language, "retention-runs")) }
        (runs(language, shown.runs))
        @for run in shown.runs.iter().filter(|(run, tally)| run.finished_at.is_some() && tally.gone() > 0) {
            (told(language, run))
        }
    };
    document(shell, &body)
}

fn found(language: Language, run: &retention_run::Model, tally: &Tally) -> Markup {
    let when = moment(language, run.finished_at.unwrap_or(run.started_at));
    let key = if run.destroys { "retention-destroyed-at" } else { "retention-counted-at" };
    let gone = if run.destroys { "retention-gone" } else { "retention-would-go" };
    html! {
        h2 { (say(language, "retention-found")) }
        p { (say_with(language, key, &[("when", when.into())])) }
        (lines(language, "retention-found", (tally, gone)))
    }
}

/// A tally, table by table.
fn lines(language: Language, caption: &str, (tally, gone): (&Tally, &str)) -> Markup {
    let columns = ["retention-what", "retention-rule", gone, "retention-held", "retention-note"];
    data_table(&Table {
        caption: say(language, caption),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: tally.lines().map(|(table, line)| row(language, table, line)).collect(),
        empty: say(language, "retention-nothing"),
    })
}

/// To have it done now; nothing to press while a run is under way.
fn order(shell: &Shell<'_>, shown: &Shown<'_>, asked: Order<'_>) -> Markup {
    let (language, fields) = (shell.language, Fields::new(shell.language, shell.problems));
    let under_way = shown.runs.iter().any(|(run, _)| run.destroys && run.finished_at.is_none());
    html! {
        @if under_way {
            p { (badge(Tone::Info, &say(language, "retention-running"))) " " (say(language, "retention-under-way")) }
        } @else {
            (post(paths::RETENTION, shell.csrf.unwrap_or_default(), &html! {
                p { (say(language, "retention-order-text")) }
                input type="hidden" name="press" value=(asked.press);
                (fields.checkboxes("sure", say(language, "retention-order-legend"),
                    vec![Choice::new("yes", say_with(language, "retention-sure", &[("count", shown.due.gone().into())]))]))
                (code(language, &fields, asked.needs_code))
                (button_value(Weight::Grave, "order", "now", &say(language, "retention-order")))
            }))
        }
    }
}

/// What each of the last runs did, to open.
fn told(language: Language, (run, tally): &(retention_run::Model, Tally)) -> Markup {
    let gone = if run.destroys { "retention-gone" } else { "retention-would-go" };
    let when = moment(language, run.started_at);
    let title =
        say_with(language, "retention-run-told", &[("when", when.into()), ("count", tally.gone().into())]);
    details(&title, &lines(language, "retention-found", (tally, gone)))
}

fn row(language: Language, table: &inventory::Table, line: &Line) -> Vec<Markup> {
    vec![
        html! { (text(language, &table.label_key())) },
        html! { (rule(language, line.class.as_deref())) },
        html! {
            (line.destroyed)
            @if line.emptied > 0 { br; (count(language, "retention-emptied", line.emptied)) }
        },
        html! {
            @if line.held.is_empty() { "–" }
            @for (why, held) in &line.held { div { (word(language, "retention-why", why)) ": " (held) } }
        },
        html! {
            @if line.overdue > 0 { (badge(Tone::Bad, &count(language, "retention-overdue", line.overdue))) " " }
            @if line.undated > 0 { (badge(Tone::Warn, &count(language, "retention-undated", line.undated))) }
            @if line.overdue == 0 && line.undated == 0 { "–" }
        },
    ]
}

fn count(language: Language, key: &str, count: u64) -> String {
    say_with(language, key, &[("count", count.into())])
}

fn rule(language: Language, class: Option<&str>) -> String {
    match class {
        Some("V6") => say(language, "retention-rule-v6"),
        Some("B10") => say(language, "retention-rule-b10"),
        Some("C0") => say(language, "retention-rule-c0"),
        Some(months) => {
            let number: u64 =
                months.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default();
            count(language, "retention-rule-months", number)
        }
        None => say(language, "retention-rule-days"),
    }
}

/// Nobody is named: whoever opens one says what for.
fn holds(language: Language, shown: &Shown<'_>) -> Markup {
    let columns = [
        "retention-kind",
        "hold-covers",
        "retention-hold-since",
        "retention-review-on",
        "retention-hold-whose",
    ];
    data_table(&Table {
        caption: say(language, "retention-holds"),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: shown.holds.standing.iter().map(|hold| held(language, shown, hold)).collect(),
        empty: say(language, "retention-no-holds"),
    })
}

fn held(language: Language, shown: &Shown<'_>, hold: &hold::Model) -> Vec<Markup> {
    let (kind, since) = (word(language, "retention-why", hold.kind.code()), moment(language, hold.set_at));
    let covers = labels(language, shown.notice, cover::read(hold.covers.as_deref()));
    vec![
        html! {
            (kind) @if let Some(authority) = &hold.authority { br; (authority) }
            @if hold.silence.is_some() { br; (badge(Tone::Warn, &say(language, "retention-hold-silent"))) }
        },
        html! { (covers) },
        html! { (since) },
        html! {
            (date(language, hold.review_on))
            @if hold.review_on <= shown.holds.today { " " (badge(Tone::Warn, &say(language, "retention-hold-late"))) }
        },
        html! {
            @if shown.holds.reads {
                a href=(paths::record_holds(&hold.person_id.to_string())) {
                    (say(language, "retention-hold-open")) span.sr { ": " (kind) ", " (since) }
                }
            } @else { "–" }
        },
    ]
}

fn runs(language: Language, runs: &[(retention_run::Model, Tally)]) -> Markup {
    let row = |(run, tally): &(retention_run::Model, Tally)| {
        let kind = if run.destroys { "retention-run-destroys" } else { "retention-run-counts" };
        vec![
            html! { (moment(language, run.started_at)) },
            html! { (say(language, kind)) },
            html! { (tally.gone()) },
            html! {
                @match run.finished_at {
                    Some(at) => (moment(language, at)),
                    None => (badge(Tone::Info, &say(language, "retention-running"))),
                }
            },
            html! { code { (run.id) } },
        ]
    };
    let columns = [
        "retention-started",
        "retention-run-kind",
        "retention-rows",
        "retention-finished",
        "retention-proof",
    ];
    data_table(&Table {
        caption: say(language, "retention-runs"),
        columns: columns.map(|key| say(language, key)).to_vec(),
        rows: runs.iter().map(row).collect(),
        empty: say(language, "retention-no-runs"),
    })
}
