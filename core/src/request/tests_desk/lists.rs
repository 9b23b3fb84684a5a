//! The queue: what it shows, in which order, and how it is searched.

use super::Desk;
use crate::{
    actor::Staff,
    request::{
        queue::{AssignedTo, Concerns, Cursor, Filter, Tally, Urgency, page, tally},
        work::assign,
    },
    settings::ApprovalMode,
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    contact, customer,
    id::PersonId,
    kind::{ContactRole, CustomerKind, ItemKind, Right, Role},
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

const EVERYTHING: (ItemKind, &str, Option<&str>, Option<&str>) =
    (ItemKind::Everything, "everything", None, None);

async fn names(desk: &Desk, staff: &Staff, filter: Filter) -> Vec<String> {
    let rows = page(&desk.ctx, staff, &filter, None).await.unwrap().rows;
    rows.into_iter().map(|row| row.requester.unwrap()).collect()
}

fn search(text: &str) -> Filter {
    Filter { search: Some(text.into()), ..Filter::default() }
}

#[tokio::test]
async fn pages_go_on_and_back_without_gap_or_repeat() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", &[Role::Reader]).await;
    for number in 0..120 {
        if number % 7 == 0 {
            desk.later(TimeDelta::days(1));
        }
        let name = format!("Person {number:03}");
        desk.filed_by(&name, "x@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    }
    let everything = Filter::default();
    let mut seen = Vec::new();
    let mut from = None;
    let mut pages = Vec::new();
    loop {
        let shown = page(&desk.ctx, &sam, &everything, from).await.unwrap();
        assert_eq!(shown.previous.is_some(), from.is_some());
        seen.extend(shown.rows.iter().map(|row| (row.due_on, row.id.0)));
        let next = shown.next;
        pages.push(shown);
        from = next.map(|cursor| Cursor::parse(&cursor.to_string()).unwrap());
        if from.is_none() {
            break;
        }
    }
    assert_eq!(pages.len(), 3);
    assert_eq!(seen.len(), 120);
    assert!(seen.is_sorted_by(|one, other| one < other));
    let back = page(&desk.ctx, &sam, &everything, pages[2].previous).await.unwrap();
    let ids = |rows: &[crate::request::queue::Row]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(&back.rows), ids(&pages[1].rows));
    let first = page(&desk.ctx, &sam, &everything, back.previous).await.unwrap();
    assert_eq!(ids(&first.rows), ids(&pages[0].rows));
    assert!(first.previous.is_none());
    for forged in ["", "after", "after.2026-01-01", "up.2026-01-01.x", "after.x.y", "after.2026-13-01.0"] {
        assert_eq!(Cursor::parse(forged), None, "{forged}");
    }
}

async fn customer_of(desk: &Desk, person: PersonId, number: &str) {
    let ctx = &desk.ctx;
    let tx = ctx.write().await.unwrap();
    let account = customer::Model {
        id: ctx.mint().unwrap(),
        number: number.into(),
        kind: CustomerKind::Private,
        name: "Account".into(),
        business_id: None,
        started_on: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
        ended_on: None,
        source: "test".into(),
        source_key: number.into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let account = account.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    let place = contact::Model {
        id: ctx.mint().unwrap(),
        customer_id: account.id,
        person_id: person,
        role: ContactRole::Holder,
        source: "test".into(),
        source_key: number.into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    place.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_request_is_found_by_reference_name_address_and_customer_number() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", &[Role::Reader]).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    customer_of(&desk, ada, "10042").await;
    let of = |right| (Some(right), None);
    let first = desk.filed_by("Äijälä Ada", "ada@example.fi", of(Right::Access), EVERYTHING).await;
    desk.filed_by("ÖHMAN 100%", "bo@example.fi", of(Right::Erasure), EVERYTHING).await;
    let typed = first.reference.as_str().to_lowercase().replace('-', "");
    assert_eq!(names(&desk, &sam, search(&typed)).await, ["Äijälä Ada"]);
    for text in ["äijälä", "Äijä", "ADA", " ADA@example.FI ", "10042"] {
        assert_eq!(names(&desk, &sam, search(text)).await, ["Äijälä Ada"], "{text}");
    }
    for text in ["öhman", "100%", "ÖHMAN"] {
        assert_eq!(names(&desk, &sam, search(text)).await, ["ÖHMAN 100%"], "{text}");
    }
    for text in ["_d_", "%a%", "1004", "eve@example.fi", "\\", "' OR 1=1 --"] {
        assert!(names(&desk, &sam, search(text)).await.is_empty(), "{text}");
    }
}

#[tokio::test]
async fn filters_narrow_the_queue() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let mine = desk.filed_by("Mine", "a@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    assign(&desk.ctx, &sam, &mine.seen(1), sam.id).await.unwrap();
    desk.later(TimeDelta::days(20));
    desk.filed_by("Words", "b@example.fi", (None, None), (ItemKind::Text, "", None, Some("Hi"))).await;
    let filter = Filter::default;
    let shown = |assignee| Filter { assignee: Some(assignee), ..filter() };
    assert_eq!(names(&desk, &sam, filter()).await, ["Mine", "Words"]);
    assert_eq!(names(&desk, &sam, shown(AssignedTo::Me)).await, ["Mine"]);
    assert_eq!(names(&desk, &sam, shown(AssignedTo::Staff(sam.id))).await, ["Mine"]);
    assert_eq!(names(&desk, &sam, shown(AssignedTo::Nobody)).await, ["Words"]);
    let unclassified = Filter { right: Some(Concerns::Unclassified), ..filter() };
    assert_eq!(names(&desk, &sam, unclassified).await, ["Words"]);
    let access = Filter { right: Some(Concerns::Right(Right::Access)), ..filter() };
    assert_eq!(names(&desk, &sam, access).await, ["Mine"]);
    assert!(names(&desk, &sam, Filter { closed: true, ..filter() }).await.is_empty());
    let pressing = |urgency| Filter { urgency: Some(urgency), ..filter() };
    assert!(names(&desk, &sam, pressing(Urgency::Overdue)).await.is_empty());
    assert!(names(&desk, &sam, pressing(Urgency::Soon)).await.is_empty());
    desk.later(TimeDelta::days(3));
    assert_eq!(names(&desk, &sam, pressing(Urgency::Soon)).await, ["Mine"], "due in a week");
    desk.later(TimeDelta::days(12));
    assert_eq!(names(&desk, &sam, pressing(Urgency::Overdue)).await, ["Mine"]);
    assert_eq!(tally(&desk.ctx, &sam).await.unwrap(), Tally { overdue: 1, soon: 0, open: 2 });
    let rows = page(&desk.ctx, &sam, &filter(), None).await.unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.overdue).collect::<Vec<_>>(), [true, false]);
    assert_eq!(rows[0].assignee.as_deref(), Some("Sam"));
}
