//! The staff queue: tabs by need, filters, the table, the way to the next page.

mod narrow;
mod row;

use super::{
    duty::duties,
    field::{Choice, Fields},
    form::button_second,
    layout::{Shell, page as document},
    parts::{Banner, Tone},
    table::{Tab as Way, Table, data_table, pager, tabs},
};
use crate::{
    paths,
    say::{say, say_with, word},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    id::StaffId,
    kind::{Language, Right},
};
use maud::{Markup, html};
use portal_core::{
    lang::moment,
    register::duty::Duties,
    request::queue::{
        AssignedTo, Concerns, Cursor, Filter, QueuePage, Urgency,
        row::Row,
        tab::{Counts, Tab},
    },
};

/// What the page shows.
pub struct Shown<'a> {
    pub page: &'a QueuePage,
    pub counts: &'a Counts,
    pub filter: &'a Filter,
    /// The tabs of the reader.
    pub tabs: &'a [Tab],
    pub colleagues: &'a [(StaffId, String)],
    /// The reader.
    pub me: StaffId,
    pub today: NaiveDate,
    pub duties: Duties,
    /// When the portal passed its last self-test.
    pub tested_at: Option<DateTime<Utc>>,
    /// Whether the reader may enter a request.
    pub works: bool,
}

/// The queue.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, filter) = (shell.language, shown.filter);
    let turn = |to: Option<Cursor>| to.map(|to| address(filter, Some(to)));
    let body = html! {
        @if shown.works { p { a href=(paths::ENTER) { (say(language, "queue-enter")) } } }
        (duties(language, shown.duties))
        (ways(language, shown))
        (narrow::form(language, shown))
        @if shown.page.rows.is_empty() { (nothing(language, shown)) } @else {
            (listed(language, shown))
        }
        @if filter.search.is_some() { (elsewhere(language, filter)) }
        @if !shown.page.rows.is_empty() {
            p { a href=(file(filter)) download { (say(language, "queue-export")) } }
        }
        @if let Some(at) = shown.tested_at { p.small { (say_with(language, "queue-tested", &[("when", moment(language, at).into())])) } }
        (pager(language, turn(shown.page.previous).as_deref(), turn(shown.page.next).as_deref()))
    };
    document(shell, &body)
}

/// The table; a caseworker may choose open requests in it and give them to somebody.
fn listed(language: Language, shown: &Shown<'_>) -> Markup {
    let gives = shown.works && shown.filter.tab.is_open();
    let rows = &shown.page.rows;
    let table = data_table(&Table {
        caption: say(language, &format!("queue-tab-{}", shown.filter.tab.code())),
        columns: row::COLUMNS.map(|key| say(language, &format!("queue-{key}"))).to_vec(),
        rows: rows.iter().map(|request| row::cells(language, request, (shown.today, gives))).collect(),
        empty: String::new(),
    });
    html! { @if gives { (give(language, shown, &table)) } @else { (table) } }
}

/// Chooses by checkboxes, without script: one by one, or all that the page shows.
fn give(language: Language, shown: &Shown<'_>, table: &Markup) -> Markup {
    let fields = Fields::new(language, &[]);
    let colleague =
        |(id, name): &(StaffId, String)| Choice::new(id.to_string(), name).chosen_if(*id == shown.me);
    let all =
        Choice::new("yes", say_with(language, "queue-pick-all", &[("count", shown.page.rows.len().into())]));
    html! {
        form method="get" action=(paths::QUEUE_ASSIGN) {
            (table)
            div.give {
                @for request in &shown.page.rows { input type="hidden" name="shown" value=(row::picked(request)); }
                (fields.checkboxes("all", say(language, "queue-pick-many"), vec![all]))
                (fields.select("to", say(language, "queue-give-to"), shown.colleagues.iter().map(colleague).collect()))
                (button_second(&say(language, "queue-give")))
            }
        }
    }
}

/// Tells how many requests were just assigned.
pub fn assigned(language: Language, count: usize) -> Banner {
    Banner::new(Tone::Good, say_with(language, "bulk-done", &[("count", count.into())]))
}

/// The lines of the file, the heads first.
pub fn lines(language: Language, rows: &[Row], first: bool) -> Vec<Vec<String>> {
    let heads = first.then(|| row::heads(language));
    heads.into_iter().chain(rows.iter().map(|request| row::line(language, request))).collect()
}

/// Where the file of a view is.
fn file(filter: &Filter) -> String {
    address(filter, None).replacen(paths::QUEUE, paths::QUEUE_FILE, 1)
}

/// Where a view of the queue stands; a place in it only if one is given. Without a tab, what is narrowed is the open
/// requests and what is not is the reader's first tab.
pub fn address(filter: &Filter, from: Option<Cursor>) -> String {
    let mut query: Vec<(&str, String)> = Vec::new();
    let mut put = |name, value: Option<String>| query.extend(value.map(|value| (name, value)));
    let told = if filter.narrows() { Tab::Open } else { Tab::Next };
    put("tab", (filter.tab != told).then(|| filter.tab.code().into()));
    put("search", filter.search.clone());
    put("state", filter.state.map(|state| state.code().into()));
    put("right", filter.right.map(|right| right_code(right).into()));
    put("assignee", filter.assignee.map(assignee_code));
    put("due", filter.urgency.map(|urgency| urgency_code(urgency).into()));
    put("from", from.map(|from| from.to_string()));
    match serde_urlencoded::to_string(&query) {
        Ok(query) if !query.is_empty() => format!("{}?{query}", paths::QUEUE),
        _ => paths::QUEUE.into(),
    }
}

/// The tabs, each whole, so that it shows as many as it counts.
fn ways(language: Language, shown: &Shown<'_>) -> Markup {
    let way = |tab: &Tab| Way {
        href: address(&Filter::of(*tab), None),
        text: say(language, &format!("queue-tab-{}", tab.code())),
        count: shown.counts.of(*tab),
        current: *tab == shown.filter.tab,
    };
    let ways: Vec<Way> = shown.tabs.iter().map(way).collect();
    tabs(&say(language, "queue-views"), &ways)
}

/// What an empty list says, and where to go on.
fn nothing(language: Language, shown: &Shown<'_>) -> Markup {
    let filter = shown.filter;
    if filter.narrows() {
        let everywhere = Filter { tab: Tab::Open, ..filter.clone() };
        return html! {
            p.empty { (say(language, "queue-nothing")) }
            p {
                a href=(address(&Filter::of(filter.tab), None)) { (say(language, "part-filter-clear")) }
                @if filter.tab != Tab::Open {
                    br; a href=(address(&everywhere, None)) { (say(language, "queue-search-open")) }
                }
            }
        };
    }
    let on = match filter.tab {
        Tab::Mine => Some(Tab::Unassigned),
        Tab::Open => None,
        _ => Some(Tab::Open),
    };
    html! {
        p.empty { (say(language, &format!("queue-empty-{}", filter.tab.code()))) }
        @if let Some(on) = on {
            p {
                a href=(address(&Filter::of(on), None)) { (say(language, &format!("queue-tab-{}", on.code()))) }
                @if let Some(count) = shown.counts.of(on) { " (" (count) ")" }
            }
        }
    }
}

/// A search looks in one tab; what it wants may be closed.
fn elsewhere(language: Language, filter: &Filter) -> Markup {
    let closed = Filter { search: filter.search.clone(), ..Filter::of(Tab::Closed) };
    html! {
        @if filter.tab != Tab::Closed {
            p { a href=(address(&closed, None)) { (say(language, "queue-search-closed")) } }
        }
    }
}

fn right_code(right: Concerns) -> &'static str {
    match right {
        Concerns::Unclassified => "none",
        Concerns::Right(right) => right.code(),
    }
}

const fn urgency_code(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Overdue => "overdue",
        Urgency::Soon => "soon",
    }
}

fn assignee_code(assignee: AssignedTo) -> String {
    match assignee {
        AssignedTo::Me => "me".into(),
        AssignedTo::Nobody => "nobody".into(),
        AssignedTo::Staff(id) => id.to_string(),
    }
}

/// A right by its name, or that it is not known yet.
pub fn right_name(language: Language, right: Option<Right>) -> String {
    right.map_or_else(|| say(language, "queue-unclassified"), |right| word(language, "right", right.code()))
}
