//! The fields that narrow a tab of the queue.

use super::{Shown, address, urgency_code};
use crate::{
    paths,
    say::{say, word},
    views::{
        field::{Choice, Fields},
        table::filters,
    },
};
use entity::kind::{Language, State};
use maud::{Markup, html};
use portal_core::{
    request::queue::{AssignedTo, Concerns, Filter, Urgency, tab::Tab},
    right::CARRIED_OUT,
};

/// The form. From the first tab it looks in everything that is open, and so names no tab.
pub(super) fn form(language: Language, shown: &Shown<'_>) -> Markup {
    let (filter, fields) = (shown.filter, Fields::new(language, &[]));
    let tab = filter.tab;
    let clear = filter.narrows().then(|| address(&Filter::of(tab), None));
    let by_state = !matches!(tab, Tab::Customer | Tab::Approval | Tab::Closed | Tab::Left);
    let by_person = !matches!(tab, Tab::Mine | Tab::Unassigned);
    let by_date = !matches!(tab, Tab::Soon | Tab::Overdue | Tab::Closed | Tab::Left);
    let body = html! {
        @if tab != Tab::Next { input type="hidden" name="tab" value=(tab.code()); }
        (fields.text("search", say(language, "queue-search")).hint(say(language, "queue-search-hint"))
            .value(filter.search.clone().unwrap_or_default()))
        @if by_state { (fields.select("state", say(language, "queue-state"), states(language, filter))) }
        (fields.select("right", say(language, "queue-right"), rights(language, filter)))
        @if by_person { (fields.select("assignee", say(language, "queue-assignee"), people(language, shown))) }
        @if by_date { (fields.select("due", say(language, "queue-time"), times(language, filter))) }
    };
    filters(language, paths::QUEUE, clear.as_deref(), &body)
}

fn times(language: Language, filter: &Filter) -> Vec<Choice> {
    let choice = |urgency| {
        let code = urgency_code(urgency);
        Choice::new(code, say(language, &format!("queue-{code}"))).chosen_if(filter.urgency == Some(urgency))
    };
    vec![all(language), choice(Urgency::Overdue), choice(Urgency::Soon)]
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
