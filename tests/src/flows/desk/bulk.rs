//! Many at once: what is filtered as a file, and several requests given to one colleague.

use super::{
    WORKER,
    queue::{day, keep, on_file},
};
use crate::harness::{actors::Colleague, client::Ask, on_both_engines, page::Page, portal::TestPortal};
use chrono::TimeDelta;
use entity::{
    event,
    kind::{Right, State},
    request,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    the_file_holds_what_is_filtered_and_no_formula,
    the_file_speaks_and_writes_dates_as_its_page_does,
    of_several_those_that_qualify_are_assigned_together,
    nothing_is_assigned_when_one_of_them_has_changed_meanwhile,
);

async fn entries(portal: &TestPortal, kind: &str) -> Vec<event::Model> {
    let found = event::Entity::find().filter(event::Column::Kind.eq(kind));
    found.all(portal.ctx().read()).await.unwrap()
}

async fn row(portal: &TestPortal, reference: &str) -> request::Model {
    let found = request::Entity::find().filter(request::Column::Reference.eq(reference));
    found.one(portal.ctx().read()).await.unwrap().unwrap()
}

async fn the_file_holds_what_is_filtered_and_no_formula(portal: TestPortal) {
    let mut rows: Vec<_> =
        (0..510).map(|number| on_file(&portal, "Ada", day() + TimeDelta::days(number % 9))).collect();
    let formula = request::Model {
        requester_name: Some("=HYPERLINK(\"http://evil.example\";\"Ada\")".into()),
        right: Some(Right::Erasure),
        ..on_file(&portal, "Eve", day())
    };
    let reference = formula.reference.clone();
    rows.push(formula);
    keep(&portal, rows).await;
    let sam = portal.staff("Sam", WORKER).await;
    let queue = sam.browser.get("/staff/queue").await;
    let whole = sam.browser.get(&queue.attribute("a[download]", "href").unwrap()).await;
    assert_eq!(whole.status, 200);
    assert_eq!(whole.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(whole.header("content-disposition").unwrap().starts_with("attachment"));
    assert_eq!(whole.whole().matches("\"Access to data\"").count(), 510, "batch after batch, none twice");

    let narrow = sam.browser.get("/staff/queue?right=erasure&search=HYPERLINK").await;
    let file = sam.browser.get(&narrow.attribute("a[download]", "href").unwrap()).await.whole();
    assert!(file.contains(&reference) && !file.contains("Access to data"), "{file}");
    assert!(file.contains("\"'=HYPERLINK"), "{file}");
    let taken = entries(&portal, "queue_exported").await;
    let told: Vec<serde_json::Value> =
        taken.iter().map(|entry| serde_json::from_str(&entry.detail).unwrap()).collect();
    let mut counts: Vec<_> = told.iter().map(|detail| detail["rows"].as_u64().unwrap()).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 511]);
    assert!(
        taken.iter().all(|entry| !entry.detail.contains("HYPERLINK")),
        "what was searched for is not kept"
    );
    let by = format!("staff:{}", sam.id(&portal).await);
    assert!(taken.iter().all(|entry| entry.actor == by));
    let head = sam.browser.send(Ask::new("HEAD", "/staff/queue.csv")).await;
    assert_eq!(head.status, 200);
    assert_eq!(entries(&portal, "queue_exported").await.len(), 2, "HEAD takes nothing");
}

async fn the_file_speaks_and_writes_dates_as_its_page_does(portal: TestPortal) {
    keep(&portal, vec![on_file(&portal, "Ada", day())]).await;
    let sam = portal.staff("Sam", WORKER).await;
    let file = sam.browser.get("/staff/queue.csv").await.body;
    let written = portal_core::lang::date(entity::kind::Language::En, day());
    assert!(file.contains(&written) && !file.contains(&format!("\"{}\"", day())), "{file}");
    assert!(file.contains("\"Case number\""), "{file}");
}

/// Ticks requests on the queue and goes on.
async fn chooses(
    queue: &Page,
    browser: &crate::harness::client::Browser,
    references: &[&str],
    to: &str,
) -> Page {
    let value = |reference: &&str| {
        queue.attribute(&format!("input[name=pick][value^='{reference}']"), "value").unwrap()
    };
    let mut fields: Vec<(String, String)> =
        references.iter().map(|reference| ("pick".to_owned(), value(reference))).collect();
    fields.push(("to".into(), to.into()));
    browser.get(&format!("/staff/queue/assign?{}", serde_urlencoded::to_string(fields).unwrap())).await
}

async fn of_several_those_that_qualify_are_assigned_together(portal: TestPortal) {
    let sam = portal.staff("Sam", WORKER).await;
    let sue = portal.staff("Sue", WORKER).await;
    let hers = sue.id(&portal).await;
    let fresh = on_file(&portal, "Ada", day());
    let other = request::Model { state: State::InProgress, ..on_file(&portal, "Bea", day()) };
    let theirs = request::Model {
        state: State::InProgress,
        assignee_id: Some(hers),
        ..on_file(&portal, "Cia", day())
    };
    let waits = request::Model { state: State::AwaitingApproval, ..on_file(&portal, "Dan", day()) };
    let references = [&fresh, &other, &theirs, &waits].map(|row| row.reference.clone());
    let [one, two, three, four] = references.each_ref().map(String::as_str);
    keep(&portal, vec![fresh, other, theirs, waits]).await;

    let queue = sam.browser.get("/staff/queue?tab=open").await;
    let page = chooses(&queue, &sam.browser, &[one, two, three, four], &hers.to_string()).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let told = page.text();
    for words in
        ["2 of 4 qualify to be assigned to Sue", "it is theirs already", "its proposal waits for approval"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    let done = page.form("/staff/queue/assign").submit().await;
    assert_eq!((done.status, done.location()), (303, "/staff/queue"));
    assert!(done.follow().await.text().contains("2 requests have been assigned"));
    assert!(!sam.browser.get("/staff/queue").await.text().contains("have been assigned"), "told once");
    for reference in [one, two] {
        let row = row(&portal, reference).await;
        assert_eq!((row.state, row.assignee_id, row.version), (State::InProgress, Some(hers), 2));
    }
    assert_eq!(row(&portal, four).await.version, 1);
    assert_eq!(entries(&portal, "request_assigned").await.len(), 2, "an entry for each");

    nothing_chosen_and_nothing_that_qualifies_are_told(&sam, &hers.to_string()).await;
}

async fn nothing_chosen_and_nothing_that_qualifies_are_told(sam: &Colleague, hers: &str) {
    let queue = sam.browser.get("/staff/queue?tab=unassigned").await;
    let none = chooses(&queue, &sam.browser, &[], hers).await;
    assert!(none.text().contains("No request was chosen"), "{}", none.text());
    let shown = queue.attribute("input[name=shown]", "value").unwrap();
    let all = sam.browser.get(&format!("/staff/queue/assign?all=yes&shown={shown}&to={hers}")).await;
    assert!(all.text().contains("0 of 1 qualify"), "{}", all.text());
    assert_eq!(sam.browser.get("/staff/queue/assign").await.location(), "/staff/queue");
}

async fn nothing_is_assigned_when_one_of_them_has_changed_meanwhile(portal: TestPortal) {
    let sam = portal.staff("Sam", WORKER).await;
    let sue = portal.staff("Sue", WORKER).await;
    let mine = sam.id(&portal).await;
    let (first, second) = (on_file(&portal, "Ada", day()), on_file(&portal, "Bea", day()));
    let (one, two) = (first.reference.clone(), second.reference.clone());
    keep(&portal, vec![first, second]).await;
    let queue = sam.browser.get("/staff/queue").await;
    let page = chooses(&queue, &sam.browser, &[&one, &two], &mine.to_string()).await;
    assert_eq!(sue.takes(&one).await.status, 303);
    let late = page.form("/staff/queue/assign").submit().await;
    assert_eq!(late.status, 409, "{}", late.text());
    let told = late.text();
    for words in ["Nothing was assigned", "1 of 2 qualify", "somebody has changed it since you looked"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(row(&portal, &two).await.version, 1, "neither the other");
    assert_eq!(late.form("/staff/queue/assign").submit().await.status, 303);
    assert_eq!(row(&portal, &two).await.assignee_id, Some(mine));
    assert_eq!(row(&portal, &one).await.assignee_id, Some(sue.id(&portal).await));
    assert_eq!(sue.browser.get(&format!("/staff/queue/assign?to={mine}&pick=x")).await.status, 400);
}
