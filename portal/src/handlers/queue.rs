//! The staff queue: its filters, search and place in the list all stand in the URL.

use super::{PageResult, ok};
use crate::{
    say::say,
    views::{duty::overdue, queue as views},
    visit::{Desk, Visit},
};
use entity::kind::{Right, Role, State};
use portal_core::{
    law::calendar::helsinki_date,
    register::duty,
    request::queue::{self, AssignedTo, Concerns, Cursor, Filter, Urgency},
};

/// One page of the queue.
pub async fn show(visit: Visit, desk: Desk) -> PageResult {
    let ctx = &visit.app.ctx;
    let asked = visit.path.split_once('?').map_or("", |(_, query)| query);
    let asked: Vec<(String, String)> = serde_urlencoded::from_str(asked).unwrap_or_default();
    let (filter, from) = read(&asked);
    let page = queue::page(ctx, &desk.0, &filter, from).await?;
    let colleagues = queue::colleagues(ctx, &desk.0).await?;
    let tally = queue::tally(ctx, &desk.0).await?;
    let duties = duty::now(ctx).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "queue-title"), &token);
    shell.wide = true;
    shell.notice = overdue(visit.language, &duties);
    let shown = views::Shown {
        page: &page,
        tally,
        filter: &filter,
        colleagues: &colleagues,
        today: helsinki_date(ctx.now()),
        duties,
        works: desk.0.is(Role::Caseworker),
    };
    Ok(ok(views::page(&shell, &shown)))
}

/// What a URL asks for; what it cannot mean is left out.
fn read(asked: &[(String, String)]) -> (Filter, Option<Cursor>) {
    let value = |name: &str| {
        let found = asked.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    };
    let filter = Filter {
        closed: value("tab") == Some("closed"),
        waiting: value("tab") == Some("holders"),
        left: value("tab") == Some("left"),
        state: value("state").and_then(State::from_code),
        right: value("right").and_then(|code| match code {
            "none" => Some(Concerns::Unclassified),
            code => Right::from_code(code).map(Concerns::Right),
        }),
        assignee: value("assignee").and_then(|code| match code {
            "me" => Some(AssignedTo::Me),
            "nobody" => Some(AssignedTo::Nobody),
            id => id.parse().ok().map(AssignedTo::Staff),
        }),
        urgency: value("due").and_then(|code| match code {
            "overdue" => Some(Urgency::Overdue),
            "soon" => Some(Urgency::Soon),
            _ => None,
        }),
        // PostgreSQL refuses a NUL in any text.
        search: value("search").map(|text| text.chars().filter(|c| !c.is_control()).take(200).collect()),
    };
    (filter, value("from").and_then(Cursor::parse))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> (Filter, Option<Cursor>) {
        read(&serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap())
    }

    #[test]
    fn what_the_url_cannot_mean_is_left_out() {
        let (filter, from) = asked("state=nonsense&right=x&assignee=7&due=1&from=after.x.y&search=%20");
        assert!(filter.state.is_none() && filter.right.is_none() && filter.assignee.is_none());
        assert!(filter.urgency.is_none() && filter.search.is_none() && from.is_none());
    }

    #[test]
    fn what_a_page_wrote_is_read_again() {
        let filter = Filter {
            closed: true,
            waiting: false,
            left: false,
            state: Some(State::Fulfilling),
            right: Some(Concerns::Unclassified),
            assignee: Some(AssignedTo::Me),
            urgency: Some(Urgency::Soon),
            search: Some("Åsa & co".into()),
        };
        let (path, query) =
            views::address(&filter, None).split_once('?').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let (again, _) = asked(&query);
        assert_eq!(path, crate::paths::QUEUE);
        assert_eq!(format!("{again:?}"), format!("{filter:?}"));
    }
}
