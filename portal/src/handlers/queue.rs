//! The staff queue: its filters, search and place in the list all stand in the URL.

use super::{
    PageResult, ok,
    package::{SANDBOX, is_own_navigation},
};
use crate::{
    just,
    say::say,
    views::{duty::overdue, queue as views},
    visit::{Desk, Visit},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{Method, header},
    web::Bytes,
};
use entity::kind::{Right, Role, State};
use portal_core::{
    actor::Staff,
    canary,
    error::Error,
    law::calendar::helsinki_date,
    register::duty,
    request::queue::{
        self, AssignedTo, Concerns, Cursor, Filter, Urgency, export,
        tab::{self, Tab},
    },
};

/// One page of the queue.
pub async fn show(visit: Visit, desk: Desk, request: HttpRequest) -> PageResult {
    let ctx = &visit.app.ctx;
    let asked = visit.path.split_once('?').map_or("", |(_, query)| query);
    let asked: Vec<(String, String)> = serde_urlencoded::from_str(asked).unwrap_or_default();
    let (filter, from) = read(&asked, &desk.0);
    let page = queue::page(ctx, &desk.0, &filter, from).await?;
    let colleagues = queue::colleagues(ctx, &desk.0).await?;
    let counts = tab::counts(ctx, &desk.0).await?;
    let duties = duty::now(ctx).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "queue-title"), &token);
    shell.wide = true;
    let assigned = just::assigned(&visit, &request);
    shell.notice = assigned
        .map(|count| views::assigned(visit.language, count))
        .or_else(|| overdue(visit.language, &duties));
    // A task left on a closed request is seldom: its tab is drawn while there is one.
    let drawn = |tab: &Tab| *tab != Tab::Left || duties.left > 0 || filter.tab == Tab::Left;
    let tabs: Vec<Tab> = Tab::ALL.into_iter().filter(|tab| tab.is_for(&desk.0) && drawn(tab)).collect();
    let shown = views::Shown {
        page: &page,
        counts: &counts,
        filter: &filter,
        tabs: &tabs,
        colleagues: &colleagues,
        me: desk.0.id,
        today: helsinki_date(ctx.now()),
        duties,
        tested_at: canary::standing(ctx).await?.and_then(|standing| standing.passed_at),
        works: desk.0.is(Role::Caseworker),
    };
    let page = ok(views::page(&shell, &shown));
    Ok(if assigned.is_some() { just::forget(&visit, page) } else { page })
}

/// What is filtered as CSV, sent while it is read; taking it is recorded.
pub async fn export(visit: Visit, desk: Desk, request: HttpRequest) -> PageResult {
    if !is_own_navigation(&request) {
        return Err(Error::NotFound.into());
    }
    let asked = visit.path.split_once('?').map_or("", |(_, query)| query);
    let asked: Vec<(String, String)> = serde_urlencoded::from_str(asked).unwrap_or_default();
    let (filter, _) = read(&asked, &desk.0);
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"requests.csv\""))
        .insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((header::CONTENT_ENCODING, "identity"));
    // HEAD hands nothing over, so nothing is recorded as if it did.
    if request.method() == Method::HEAD {
        return Ok(answer.finish());
    }
    let file = export::begin(&visit.app.ctx, &desk.0, filter).await?;
    let (language, first) = (visit.language, true);
    let parts = futures::stream::try_unfold((file, first), move |(mut file, first)| async move {
        let rows = file.next().await.map_err(|error| broken(&error))?;
        let Some(rows) = rows else { return Ok(None) };
        let lines = views::lines(language, &rows, first);
        let bytes = export::lines(lines, first).map_err(|error| broken(&error))?;
        Ok::<_, std::io::Error>(Some((Bytes::from(bytes), (file, false))))
    });
    Ok(answer.streaming(Box::pin(parts)))
}

/// The file breaks off where it is, and the browser says so.
fn broken(error: &Error) -> std::io::Error {
    tracing::error!(cause = %error, "an export broke off");
    std::io::Error::other("broken off")
}

/// What a URL asks for; what it cannot mean is left out. Without a tab, what is narrowed is everything that is open, and
/// what is not is the reader's first tab.
fn read(asked: &[(String, String)], staff: &Staff) -> (Filter, Option<Cursor>) {
    let value = |name: &str| {
        let found = asked.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    };
    let mut filter = Filter {
        tab: Tab::Open,
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
    let untold = if filter.narrows() { Tab::Open } else { Tab::home(staff) };
    filter.tab = value("tab").and_then(Tab::from_code).filter(|tab| tab.is_for(staff)).unwrap_or(untold);
    (filter, value("from").and_then(Cursor::parse))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use entity::{
        id::{SessionId, StaffId},
        kind::Language,
    };
    use uuid::Uuid;

    fn sam(role: Role) -> Staff {
        Staff {
            session: SessionId(Uuid::nil()),
            id: StaffId(Uuid::nil()),
            name: "Sam".into(),
            language: Language::En,
            roles: [role].into(),
            proved_at: DateTime::default(),
        }
    }

    fn asked(query: &str, role: Role) -> (Filter, Option<Cursor>) {
        read(&serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap(), &sam(role))
    }

    #[test]
    fn what_the_url_cannot_mean_is_left_out() {
        let query = "state=nonsense&right=x&assignee=7&due=1&from=after.x.y&search=%20&tab=x";
        let (filter, from) = asked(query, Role::Caseworker);
        assert!(!filter.narrows() && from.is_none());
        assert_eq!(filter.tab, Tab::Next);
    }

    #[test]
    fn the_first_tab_is_what_the_reader_acts_on_and_a_filter_looks_in_all_that_is_open() {
        let tab = |query, role| asked(query, role).0.tab;
        assert_eq!(tab("", Role::Caseworker), Tab::Next);
        assert_eq!(tab("", Role::Approver), Tab::Next);
        assert_eq!(tab("", Role::Reader), Tab::Open, "a reader acts on nothing");
        assert_eq!(tab("tab=next", Role::Reader), Tab::Open);
        assert_eq!(tab("search=Ada", Role::Caseworker), Tab::Open);
        assert_eq!(tab("search=Ada&tab=mine", Role::Caseworker), Tab::Mine);
    }

    #[test]
    fn what_a_page_wrote_is_read_again() {
        for tab in Tab::ALL {
            let narrow = Filter {
                tab,
                state: Some(State::Fulfilling),
                right: Some(Concerns::Unclassified),
                assignee: Some(AssignedTo::Me),
                urgency: Some(Urgency::Soon),
                search: Some("Åsa & co".into()),
            };
            for filter in [narrow, Filter::of(tab)] {
                let written = views::address(&filter, None);
                let (path, query) = written.split_once('?').unwrap_or((&written, ""));
                let (again, _) = asked(query, Role::Caseworker);
                assert_eq!(path, crate::paths::QUEUE);
                assert_eq!(format!("{again:?}"), format!("{filter:?}"));
            }
        }
    }
}
