//! The staff queue: tabs by need, filters, the table, the way to the next page.

mod narrow;
mod row;

use super::{
    duty::duties,
    layout::{Shell, page as document},
    table::{Tab as Way, Table, data_table, pager, tabs},
};
use crate::{
    paths,
    say::{say, word},
};
use chrono::NaiveDate;
use entity::{
    id::StaffId,
    kind::{Language, Right},
};
use maud::{Markup, html};
use portal_core::{
    register::duty::Duties,
    request::queue::{
        AssignedTo, Concerns, Cursor, Filter, QueuePage, Urgency,
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
    pub today: NaiveDate,
    pub duties: Duties,
    /// Whether the reader may enter a request.
    pub works: bool,
}

/// The queue.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, filter) = (shell.language, shown.filter);
    let rows = shown.page.rows.iter().map(|request| row::cells(language, request, shown.today)).collect();
    let turn = |to: Option<Cursor>| to.map(|to| address(filter, Some(to)));
    let body = html! {
        @if shown.works { p { a href=(paths::ENTER) { (say(language, "queue-enter")) } } }
        (duties(language, shown.duties))
        (ways(language, shown))
        (narrow::form(language, shown))
        @if shown.page.rows.is_empty() { (nothing(language, shown)) } @else {
            (data_table(&Table {
                caption: say(language, &format!("queue-tab-{}", filter.tab.code())),
                columns: row::COLUMNS.map(|key| say(language, &format!("queue-{key}"))).to_vec(),
                rows,
                empty: String::new(),
            }))
        }
        @if filter.search.is_some() { (elsewhere(language, filter)) }
        (pager(language, turn(shown.page.previous).as_deref(), turn(shown.page.next).as_deref()))
    };
    document(shell, &body)
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
