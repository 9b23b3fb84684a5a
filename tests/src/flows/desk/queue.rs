//! The queue: the nearest date first, filters and search and the place in the list all in the URL.

use super::{WORKER, knows_ada};
use crate::harness::{actors::ADA, on_both_engines, page::Page, portal::TestPortal};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    contact, customer,
    id::{PersonId, StaffId},
    kind::{Assurance, Channel, ContactRole, CustomerKind, Language, Right, State},
    request,
};
use portal_core::{email::Email, id::Reference, law::deadline::deadline};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

on_both_engines!(
    the_nearest_date_comes_first_and_pages_go_on_and_back,
    filters_narrow_the_queue_and_stand_in_the_url,
    a_request_is_found_by_reference_name_address_and_customer_number,
);

/// The day the first request came; the portal's clock begins four days later.
pub(super) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 9).unwrap()
}

/// A request on file, as none of the pages would make it: of any day and in any state.
pub(super) fn on_file(portal: &TestPortal, name: &str, received_on: NaiveDate) -> request::Model {
    let ctx = portal.ctx();
    let dates = deadline(received_on, &[]).unwrap();
    let email = Email::parse(&format!("{}@asiakas.example", name.to_lowercase().replace(' ', "."))).unwrap();
    request::Model {
        id: ctx.mint().unwrap(),
        reference: Reference::random(&ctx.entropy).unwrap().as_str().into(),
        draft_id: None,
        right: Some(Right::Access),
        split_from: None,
        state: State::Received,
        outcome: None,
        requester_key: ctx.keys.email_key(&email),
        requester_name: Some(name.into()),
        requester_email: Some(email.as_str().into()),
        person_id: None,
        assurance: Assurance::Email,
        channel: Channel::Portal,
        language: Language::Fi,
        received_at: ctx.now(),
        received_on,
        due_on: dates.due_on,
        internal_due_on: dates.internal_due_on,
        extended_due_on: None,
        answered_at: None,
        closed_at: None,
        assignee_id: None,
        flooded: false,
        version: 1,
    }
}

pub(super) async fn keep(portal: &TestPortal, rows: Vec<request::Model>) {
    let tx = portal.ctx().write().await.unwrap();
    for row in rows {
        row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

fn references(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.text());
    page.texts("main tbody th a").into_iter().map(|text| text.trim().to_owned()).collect()
}

async fn the_nearest_date_comes_first_and_pages_go_on_and_back(portal: TestPortal) {
    let mut rows = Vec::new();
    for number in 0..110 {
        let row = on_file(&portal, "Ada Asiakas", day() + TimeDelta::days(number * 7 % 20));
        let right = if number % 10 == 0 { Right::Erasure } else { Right::Access };
        // An extended request waits until its second date.
        let extended_due_on = (number % 13 == 0).then(|| row.due_on + TimeDelta::days(61));
        rows.push(request::Model { right: Some(right), extended_due_on, ..row });
    }
    keep(&portal, rows.clone()).await;
    rows.retain(|row| row.right == Some(Right::Access));
    rows.sort_by_key(|row| (row.extended_due_on.unwrap_or(row.due_on), row.id));
    let expected: Vec<String> = rows.into_iter().map(|row| row.reference).collect();
    let sam = portal.staff("Sam", WORKER).await;
    let mut page = sam.browser.get("/staff/queue?right=access").await;
    let mut seen = vec![references(&page)];
    while let Some(next) = page.attribute("a.pager-next", "href") {
        assert!(next.contains("right=access"), "the filter goes along: {next}");
        page = sam.browser.get(&next).await;
        seen.push(references(&page));
    }
    assert_eq!(seen.len(), 2, "99 requests on pages of 50");
    assert_eq!(seen.concat(), expected, "no gap, no repeat, nearest date first");
    let back = page.attribute("a.pager-previous", "href").unwrap();
    let first = sam.browser.get(&back).await;
    assert_eq!(references(&first), seen[0]);
    assert!(!first.has("a.pager-previous"), "there is nothing before the first page");
    assert_eq!(sam.browser.get("/staff/queue?from=after.x.y").await.status, 200, "a place that is none");
}

async fn filters_narrow_the_queue_and_stand_in_the_url(portal: TestPortal) {
    let sam = portal.staff("Sam", WORKER).await;
    let me: StaffId = sam.id(&portal).await;
    let late = on_file(&portal, "Late", day() - TimeDelta::days(60));
    let mine = request::Model {
        assignee_id: Some(me),
        state: State::InProgress,
        right: Some(Right::Rectification),
        ..on_file(&portal, "Mine", day())
    };
    let unknown = request::Model { right: None, ..on_file(&portal, "Unknown", day() + TimeDelta::days(4)) };
    let closed = request::Model { state: State::Closed, ..on_file(&portal, "Closed", day()) };
    let of = |row: &request::Model| row.reference.clone();
    let [late_one, mine_one, unknown_one, closed_one] = [&late, &mine, &unknown, &closed].map(of);
    keep(&portal, vec![late, mine, unknown, closed]).await;
    let all = vec![late_one.clone(), mine_one.clone(), unknown_one.clone()];
    let cases = [
        (String::new(), all.clone()),
        ("?state=in_progress".into(), vec![mine_one.clone()]),
        ("?right=rectification".into(), vec![mine_one.clone()]),
        ("?right=none".into(), vec![unknown_one.clone()]),
        ("?assignee=me".into(), vec![mine_one.clone()]),
        (format!("?assignee={me}"), vec![mine_one.clone()]),
        ("?assignee=nobody".into(), vec![late_one.clone(), unknown_one]),
        ("?due=overdue".into(), vec![late_one]),
        ("?assignee=me&due=overdue".into(), Vec::new()),
        ("?tab=closed".into(), vec![closed_one]),
        ("?state=nonsense&right=x&assignee=7".into(), all.clone()),
    ];
    for (query, expected) in cases {
        let page = sam.browser.get(&format!("/staff/queue{query}")).await;
        assert_eq!(references(&page), expected, "{query}");
    }
    let narrow = sam.browser.get("/staff/queue?state=in_progress&assignee=me&search=Mine").await;
    assert!(narrow.has("option[value=in_progress][selected]") && narrow.has("option[value=me][selected]"));
    assert_eq!(narrow.value("search").as_deref(), Some("Mine"));
    let clear = narrow.attribute(".filters a", "href").unwrap();
    assert_eq!(references(&sam.browser.get(&clear).await), all, "one press clears every filter");
    assert!(sam.browser.get(&clear).await.text().contains("days late"));
}

async fn customer_of(portal: &TestPortal, person_id: PersonId, number: &str) {
    let ctx = portal.ctx();
    let account = customer::Model {
        id: ctx.mint().unwrap(),
        number: number.into(),
        kind: CustomerKind::Private,
        name: "Account".into(),
        business_id: None,
        started_on: day(),
        ended_on: None,
        source: "test".into(),
        source_key: number.into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let place = contact::Model {
        id: ctx.mint().unwrap(),
        customer_id: account.id,
        person_id,
        role: ContactRole::Holder,
        source: "test".into(),
        source_key: number.into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    account.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    place.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn a_request_is_found_by_reference_name_address_and_customer_number(portal: TestPortal) {
    let ada = on_file(&portal, "Ada", day());
    let ada = request::Model { requester_name: Some("Äijälä Ada".into()), ..ada };
    let bo = request::Model { requester_name: Some("Öhman 100%".into()), ..on_file(&portal, "Bo", day()) };
    let (ada_one, bo_one) = (ada.reference.clone(), bo.reference.clone());
    keep(&portal, vec![ada, bo]).await;
    customer_of(&portal, knows_ada(&portal).await, "10042").await;
    let sam = portal.staff("Sam", WORKER).await;
    let finds = async |text: &str| {
        let query = serde_urlencoded::to_string([("search", text)]).unwrap();
        references(&sam.browser.get(&format!("/staff/queue?{query}")).await)
    };
    let typed = ada_one.to_lowercase().replace('-', "");
    for text in [typed.as_str(), "äijälä", "ADA", &ADA.to_uppercase(), "10042"] {
        assert_eq!(finds(text).await, [ada_one.as_str()], "{text}");
    }
    for text in ["öhman", "100%", "ÖHMAN"] {
        assert_eq!(finds(text).await, [bo_one.as_str()], "{text}");
    }
    for text in ["_d_", "%a%", "1004", "eve@example.fi", "\\", "' OR 1=1 --"] {
        assert!(finds(text).await.is_empty(), "{text}");
    }
}
