//! The queue: what it shows, in which order, and how it is searched.

use super::Desk;
use crate::{
    actor::Staff,
    law::ground::Ground,
    request::{
        propose::propose,
        queue::{
            AssignedTo, Concerns, Cursor, Filter, Urgency, page,
            row::{Row, Step, Timing},
            tab::{Tab, counts},
        },
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
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
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
async fn a_request_without_a_name_is_found_by_the_person_it_is_linked_to() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", &[Role::Reader]).await;
    let eva = desk.person("Eva Östman-Mäki", "eva@example.fi").await;
    let opt_out =
        desk.filed_by("", "eva@work.example", (Some(Right::Marketing), Some(eva)), EVERYTHING).await;
    for text in ["östman", "Mäki eva", "eva@example.fi", "eva@work.example"] {
        let rows = page(&desk.ctx, &sam, &search(text), None).await.unwrap().rows;
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [opt_out.id], "{text}");
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
    assert!(names(&desk, &sam, Filter::of(Tab::Closed)).await.is_empty());
    let pressing = |urgency| Filter { urgency: Some(urgency), ..filter() };
    assert!(names(&desk, &sam, pressing(Urgency::Overdue)).await.is_empty());
    assert!(names(&desk, &sam, pressing(Urgency::Soon)).await.is_empty());
    desk.later(TimeDelta::days(3));
    assert_eq!(names(&desk, &sam, pressing(Urgency::Soon)).await, ["Mine"], "due in a week");
    desk.later(TimeDelta::days(12));
    assert_eq!(names(&desk, &sam, pressing(Urgency::Overdue)).await, ["Mine"]);
    let counted = counts(&desk.ctx, &sam).await.unwrap();
    let of = |tab| counted.of(tab).unwrap();
    assert_eq!([Tab::Overdue, Tab::Soon, Tab::Open, Tab::Mine, Tab::Unassigned].map(of), [1, 0, 2, 1, 1]);
    let rows = page(&desk.ctx, &sam, &filter(), None).await.unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.timing).collect::<Vec<_>>(), [Timing::Past, Timing::OnTime]);
    assert_eq!(rows[0].assignee.as_deref(), Some("Sam"));
}

/// What each of them must act on, by the reader: what is theirs or nobody's, and a proposal of somebody else's.
async fn the_first_tab_holds_what_the_reader_acts_on(desk: &Desk) {
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let sue = desk.staff("Sue", &[Role::Caseworker]).await;
    let pat = desk.staff("Pat", &[Role::Approver]).await;
    let kim = desk.staff("Kim", &[Role::Reader]).await;
    let file =
        async |name: &str| desk.filed_by(name, "a@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    let (mine, theirs) = (file("Mine").await, file("Theirs").await);
    file("Nobody").await;
    assign(&desk.ctx, &sam, &mine.seen(1), sam.id).await.unwrap();
    assign(&desk.ctx, &sam, &theirs.seen(1), sue.id).await.unwrap();
    let next = async |who: &Staff| {
        let mut names = names(desk, who, Filter::of(Tab::Next)).await;
        names.sort();
        names
    };
    assert_eq!(next(&sam).await, ["Mine", "Nobody"]);
    assert_eq!(next(&sue).await, ["Nobody", "Theirs"]);
    assert!(next(&pat).await.is_empty() && next(&kim).await.is_empty());
    assert_eq!([Tab::home(&sam), Tab::home(&pat), Tab::home(&kim)], [Tab::Next, Tab::Next, Tab::Open]);

    propose(&desk.ctx, &sam, &mine.seen(2), &mine.refuse(Ground::Unfounded)).await.unwrap();
    assert_eq!(next(&sam).await, ["Nobody"], "it waits for somebody else");
    assert_eq!(next(&pat).await, ["Mine"]);
    let step = async |who: &Staff| {
        page(&desk.ctx, who, &Filter::of(Tab::Approval), None).await.unwrap().rows[0].step
    };
    assert_eq!([step(&sam).await, step(&pat).await], [Step::AwaitApproval, Step::Approve]);
    let counted = counts(&desk.ctx, &pat).await.unwrap();
    let of = |tab| counted.of(tab);
    assert_eq!(
        [Tab::Next, Tab::Approval, Tab::Mine].map(of),
        [Some(1), Some(1), None],
        "nobody assigns an approver"
    );
    assert_eq!(counts(&desk.ctx, &kim).await.unwrap().of(Tab::Next), None);
}

#[tokio::test]
async fn the_queue_begins_with_what_the_reader_acts_on() {
    the_first_tab_holds_what_the_reader_acts_on(&Desk::open(ApprovalMode::TwoPersons).await).await;
}

#[tokio::test]
async fn the_queue_begins_with_what_the_reader_acts_on_on_postgresql_too() {
    the_first_tab_holds_what_the_reader_acts_on(&Desk::on_postgres("next", ApprovalMode::TwoPersons).await)
        .await;
}
