//! The staff queue: tabs, filters, the table, the way to the next page.

use super::{
    duty::duties,
    field::{Choice, Fields},
    layout::{Shell, page as document},
    parts::{self, Due, Tone, badge},
    table::{Tab, Table, Tally as Tallied, data_table, filters, pager, tabs, tallies},
};
use crate::{
    paths,
    say::{say, say_with, word},
};
use chrono::NaiveDate;
use entity::{
    id::StaffId,
    kind::{Language, Right, State},
};
use maud::{Markup, html};
use portal_core::request::queue::{AssignedTo, Concerns, Cursor, Filter, QueuePage, Row, Tally, Urgency};
use portal_core::{law::extension::Complexity, register::duty::Duties, right::CARRIED_OUT};

/// What the page shows.
pub struct Shown<'a> {
    pub page: &'a QueuePage,
    pub tally: Tally,
    pub filter: &'a Filter,
    pub colleagues: &'a [(StaffId, String)],
    pub today: NaiveDate,
    pub duties: Duties,
    /// Whether the reader may enter a request.
    pub works: bool,
}

/// The queue.
pub fn page(shell: &Shell<'_>, shown: &Shown<'_>) -> Markup {
    let (language, filter) = (shell.language, shown.filter);
    let rows = shown.page.rows.iter().map(|request| row(language, request, shown.today)).collect();
    let columns = ["requester", "right", "state", "due", "assignee", "next"];
    let turn = |to: Option<Cursor>| to.map(|to| address(filter, Some(to)));
    let body = html! {
        @if shown.works { p { a href=(paths::ENTER) { (say(language, "queue-enter")) } } }
        (duties(language, shown.duties))
        (views(language, filter))
        @if !filter.closed { (pressing(language, shown.tally)) }
        (narrowing(language, shown))
        (data_table(&Table {
            caption: say(language, "queue-title"),
            columns: columns.map(|key| say(language, &format!("queue-{key}"))).to_vec(),
            rows,
            empty: say(language, if is_plain(filter) { "queue-empty" } else { "queue-nothing" }),
        }))
        (pager(language, turn(shown.page.previous).as_deref(), turn(shown.page.next).as_deref()))
    };
    document(shell, &body)
}

/// Where a view of the queue stands; a place in it only if one is given.
pub fn address(filter: &Filter, from: Option<Cursor>) -> String {
    let mut query: Vec<(&str, String)> = Vec::new();
    let mut put = |name, value: Option<String>| query.extend(value.map(|value| (name, value)));
    put("tab", tab_code(filter).map(Into::into));
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

const fn tab_code(filter: &Filter) -> Option<&'static str> {
    match (filter.left, filter.waiting, filter.closed) {
        (true, _, _) => Some("left"),
        (_, true, _) => Some("holders"),
        (_, _, true) => Some("closed"),
        _ => None,
    }
}

fn is_plain(filter: &Filter) -> bool {
    address(&Filter { closed: false, waiting: false, left: false, ..filter.clone() }, None) == paths::QUEUE
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

/// The tabs keep what was filtered, but a state belongs to one of them only.
fn views(language: Language, filter: &Filter) -> Markup {
    let tab = |of: Filter, key: &str| Tab {
        href: address(&Filter { state: None, urgency: None, ..of.clone() }, None),
        text: say(language, key),
        count: None,
        current: tab_code(&of) == tab_code(filter),
    };
    let of = |closed, waiting, left| Filter { closed, waiting, left, ..filter.clone() };
    let views = [
        tab(of(false, false, false), "queue-open"),
        tab(of(false, true, false), "queue-waiting"),
        tab(of(true, false, false), "queue-closed"),
        tab(of(false, false, true), "queue-left"),
    ];
    tabs(&say(language, "queue-views"), &views)
}

/// What presses, each number a way to the requests it counts.
fn pressing(language: Language, tally: Tally) -> Markup {
    let of = |count, key: &str, urgency, tone| Tallied {
        count,
        text: say(language, key),
        href: address(&Filter { urgency, ..Filter::default() }, None),
        tone: if count == 0 { Tone::Plain } else { tone },
    };
    tallies(&[
        of(tally.overdue, "tally-overdue", Some(Urgency::Overdue), Tone::Bad),
        of(tally.soon, "tally-soon", Some(Urgency::Soon), Tone::Warn),
        of(tally.open, "tally-open", None, Tone::Plain),
    ])
}

fn times(language: Language, filter: &Filter) -> Vec<Choice> {
    let choice = |urgency| {
        let code = urgency_code(urgency);
        Choice::new(code, say(language, &format!("queue-{code}"))).chosen_if(filter.urgency == Some(urgency))
    };
    vec![all(language), choice(Urgency::Overdue), choice(Urgency::Soon)]
}

fn narrowing(language: Language, shown: &Shown<'_>) -> Markup {
    let (filter, fields) = (shown.filter, Fields::new(language, &[]));
    let (closed, waiting, left) = (filter.closed, filter.waiting, filter.left);
    let clear = address(&Filter { closed, waiting, left, ..Filter::default() }, None);
    let open = !closed && !left;
    let body = html! {
        @if let Some(tab) = tab_code(filter) { input type="hidden" name="tab" value=(tab); }
        (fields.text("search", say(language, "queue-search")).hint(say(language, "queue-search-hint"))
            .value(filter.search.clone().unwrap_or_default()))
        @if open { (fields.select("state", say(language, "queue-state"), states(language, filter))) }
        (fields.select("right", say(language, "queue-right"), rights(language, filter)))
        (fields.select("assignee", say(language, "queue-assignee"), people(language, shown)))
        @if open { (fields.select("due", say(language, "queue-time"), times(language, filter))) }
    };
    filters(language, paths::QUEUE, (!is_plain(filter)).then_some(clear.as_str()), &body)
}

fn all(language: Language) -> Choice {
    Choice::new("", say(language, "queue-all"))
}

fn states(language: Language, filter: &Filter) -> Vec<Choice> {
    let open = State::ALL.iter().filter(|state| **state != State::Closed);
    let choice = |state: &State| {
        Choice::new(state.code(), word(language, "state", state.code()))
            .chosen_if(filter.state == Some(*state))
    };
    std::iter::once(all(language)).chain(open.map(choice)).collect()
}

fn rights(language: Language, filter: &Filter) -> Vec<Choice> {
    let known = CARRIED_OUT.iter().map(|right| {
        Choice::new(right.code(), word(language, "right", right.code()))
            .chosen_if(filter.right == Some(Concerns::Right(*right)))
    });
    let open = Choice::new("none", say(language, "queue-unclassified"))
        .chosen_if(filter.right == Some(Concerns::Unclassified));
    [all(language), open].into_iter().chain(known).collect()
}

fn people(language: Language, shown: &Shown<'_>) -> Vec<Choice> {
    let chosen = shown.filter.assignee;
    let me = Choice::new("me", say(language, "queue-mine")).chosen_if(chosen == Some(AssignedTo::Me));
    let nobody =
        Choice::new("nobody", say(language, "queue-nobody")).chosen_if(chosen == Some(AssignedTo::Nobody));
    let others = shown.colleagues.iter().map(|(id, name)| {
        Choice::new(id.to_string(), name).chosen_if(chosen == Some(AssignedTo::Staff(*id)))
    });
    [all(language), me, nobody].into_iter().chain(others).collect()
}

fn row(language: Language, request: &Row, today: NaiveDate) -> Vec<Markup> {
    let due = Due { received_on: request.received_on, due_on: request.due_on, today };
    vec![
        html! {
            a href=(paths::desk(&request.reference)) { (parts::reference(&request.reference)) }
            br; (request.requester.as_deref().unwrap_or(&say(language, "queue-cleared")))
            @if request.flooded { " " (badge(Tone::Warn, &say(language, "queue-flooded"))) }
        },
        html! { (right_name(language, request.right)) },
        html! {
            @match request.outcome {
                Some(outcome) => (parts::outcome_badge(language, outcome)),
                None => (parts::state_badge(language, request.state)),
            }
        },
        html! {
            @if request.state == State::Closed { (portal_core::lang::date(language, request.due_on)) }
            @else { (parts::due_badge(language, due)) }
            @if let Some(complexity) = &request.extended { br; span.small { (why_extended(language, complexity)) } }
        },
        html! { (request.assignee.as_deref().unwrap_or(&say(language, "queue-nobody"))) },
        html! {
            @match request.task {
                Some(kind) => (word(language, "task-kind", kind.code())),
                None => (say(language, next_step(request))),
            }
        },
    ]
}

fn why_extended(language: Language, complexity: &[Complexity]) -> String {
    let why: Vec<_> = complexity.iter().map(|it| it.word(language)).collect();
    if why.is_empty() {
        return say(language, "queue-extended");
    }
    say_with(language, "queue-extended-why", &[("why", why.join(", ").into())])
}

/// A right by its name, or that it is not known yet.
pub fn right_name(language: Language, right: Option<Right>) -> String {
    right.map_or_else(|| say(language, "queue-unclassified"), |right| word(language, "right", right.code()))
}

fn next_step(request: &Row) -> &'static str {
    match (request.state, request.right) {
        (State::Received, _) => "next-take",
        (State::InProgress, None) => "next-classify",
        (State::InProgress, Some(_)) => "next-decide",
        (State::AwaitingCustomer, _) => "next-wait",
        (State::AwaitingApproval, _) => "next-approve",
        (State::Fulfilling, _) => "next-holders",
        (State::Closed, _) => "next-nothing",
    }
}
