//! Records that may be out of date: the list by reason, without names, and the decision about one.

use super::{
    field::{Choice, Fields},
    form::{button, post},
    layout::{Shell, page as document},
    parts::lead,
    table::{Tab, Table, data_table, pager, tabs},
};
use crate::{
    form::Form,
    paths,
    say::{say, say_with, word},
};
use entity::kind::{Language, StaleVerdict, Staleness};
use maud::{Markup, html};
use portal_core::{
    lang::{date, moment},
    notice::profile::Profile,
    register::stale::{Place, Stale, StalePage},
};

/// What the list shows.
pub struct List<'a> {
    pub why: Staleness,
    /// How many wait for each reason, as counted last.
    pub tally: &'a [(Staleness, u64)],
    pub page: &'a StalePage,
    pub notice: &'a Profile,
    pub works: bool,
}

/// Where the list of a reason stands.
pub fn address(why: Staleness, place: Option<Place>) -> String {
    let place = match place {
        Some(Place::After(id)) => format!("&after={id}"),
        Some(Place::Before(id)) => format!("&before={id}"),
        None => String::new(),
    };
    format!("{}?why={}{place}", paths::STALE, why.code())
}

/// The list.
pub fn list(shell: &Shell<'_>, list: &List<'_>) -> Markup {
    let language = shell.language;
    let [previous, next] =
        [list.page.previous, list.page.next].map(|place| place.map(|place| address(list.why, Some(place))));
    let columns = ["stale-customer", "stale-record", "stale-checked", "stale-next"];
    let rows = list.page.rows.iter().enumerate();
    let body = html! {
        (lead(&say(language, "stale-lead")))
        @if list.why == Staleness::Unverified { (every(language, list.notice)) }
        @if !list.tally.is_empty() { (reasons(language, list)) }
        @if list.page.rows.is_empty() {
            p { (say(language, "stale-nothing")) }
        } @else {
            h2 { (word(language, "staleness", list.why.code())) }
            (data_table(&Table {
                caption: word(language, "staleness", list.why.code()),
                columns: columns.map(|key| say(language, key)).to_vec(),
                rows: rows.map(|(at, stale)| row(language, list, (at, stale))).collect(),
                empty: String::new(),
            }))
            (pager(language, previous.as_deref(), next.as_deref()))
        }
    };
    document(shell, &body)
}

/// After how long nobody's look, and why the notice has chosen that.
fn every(language: Language, notice: &Profile) -> Markup {
    let months = notice.checked_every().as_u32();
    html! {
        p {
            (say_with(language, "stale-every", &[("months", months.into())]))
            @if let Some(checking) = &notice.checking { " " (checking.reason.in_language(language)) }
        }
    }
}

fn reasons(language: Language, list: &List<'_>) -> Markup {
    let tab = |(why, count): &(Staleness, u64)| Tab {
        href: address(*why, None),
        text: word(language, "staleness", why.code()),
        count: Some(*count),
        current: *why == list.why,
    };
    tabs(&say(language, "stale-reasons"), &list.tally.iter().map(tab).collect::<Vec<_>>())
}

fn row(language: Language, list: &List<'_>, (at, stale): (usize, &Stale)) -> Vec<Markup> {
    let record = stale.record.to_string();
    let which = which(language, &list.page.rows, (at, stale));
    vec![
        html! {
            (stale.number.as_deref().unwrap_or("–"))
            @if let Some(on) = stale.ended_on {
                div.small { (say_with(language, "stale-ended", &[("on", date(language, on).into())])) }
            }
        },
        html! { (open(language, stale, Some(&which))) },
        html! { (moment(language, stale.checked_at)) },
        html! {
            @if list.works {
                a href=(paths::stale(list.why, &record)) { (say(language, "stale-decide")) span.sr { ": " (which) } }
            } @else { "–" }
        },
    ]
}

/// What tells a row from the others when only its links are read (WCAG 2.4.4): its customer number, and its place where
/// another row has the same or it has none.
fn which(language: Language, rows: &[Stale], (at, stale): (usize, &Stale)) -> String {
    let place = say_with(language, "stale-place", &[("place", (at + 1).into())]);
    let alone = rows.iter().filter(|other| other.number == stale.number).count() == 1;
    match &stale.number {
        Some(number) if alone => number.clone(),
        Some(number) => format!("{number}, {place}"),
        None => place,
    }
}

fn open(language: Language, stale: &Stale, which: Option<&str>) -> Markup {
    html! {
        @match stale.person {
            Some(person) => a href=(paths::record(&person.to_string())) {
                (say(language, "stale-open"))
                @if let Some(which) = which { span.sr { ": " (which) } }
            },
            None => (say(language, "stale-nobody")),
        }
    }
}

/// The decision about one.
pub fn form(shell: &Shell<'_>, stale: &Stale, typed: &Form) -> Markup {
    let language = shell.language;
    let fields = Fields::new(language, shell.problems);
    let choice = |verdict: &StaleVerdict| {
        let name = word(language, "stale-verdict", verdict.code());
        let hint = say(language, &format!("stale-verdict-{}-hint", verdict.code()));
        Choice::new(verdict.code(), name).hint(hint).chosen_if(typed.get("decision") == verdict.code())
    };
    let choices = StaleVerdict::ALL.iter().map(choice).collect();
    let body = html! {
        (lead(&say(language, "stale-form-lead")))
        p { (say(language, "stale-checked")) ": " (moment(language, stale.checked_at)) }
        @if let Some(number) = &stale.number { p { (say(language, "stale-customer")) ": " (number) } }
        p { (open(language, stale, None)) }
        (post(shell.path, shell.csrf.unwrap_or_default(), &html! {
            (fields.radios("decision", say(language, "stale-decision"), choices))
            (button(&say(language, "stale-send")))
        }))
    };
    document(shell, &body)
}
