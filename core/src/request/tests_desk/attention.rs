//! That no request is forgotten: reminders, the second address, and the summary of the day, each once.

use super::{Desk, Filed};
use crate::{
    email::Email,
    identity::own_account,
    request::{attention, case, queue::row::counting_date, work::assign},
    settings::{ApprovalMode, Reminders, Settings},
};
use chrono::TimeDelta;
use entity::{
    kind::{ItemKind, MailKind, Right, Role, State},
    outbox, pause, request,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use std::sync::Arc;

const EVERYTHING: (ItemKind, &str, Option<&str>, Option<&str>) =
    (ItemKind::Everything, "everything", None, None);

/// What staff were mailed whose subject holds a word: to whom, and the text.
async fn mails(desk: &Desk, word: &str) -> Vec<(String, String)> {
    let staff = outbox::Entity::find().filter(outbox::Column::Kind.eq(MailKind::Staff));
    let rows = staff.order_by_asc(outbox::Column::Recipient).all(desk.ctx.read()).await.unwrap();
    let named = rows.into_iter().filter(|row| row.subject.as_deref().unwrap_or_default().contains(word));
    named.map(|row| (row.recipient, row.text.unwrap())).collect()
}

fn to(mails: &[(String, String)]) -> Vec<&str> {
    mails.iter().map(|(to, _)| to.as_str()).collect()
}

/// Two workers at once.
async fn sweep(desk: &Desk) {
    let (one, other) = tokio::join!(attention::sweep(&desk.ctx), attention::sweep(&desk.ctx));
    one.unwrap();
    other.unwrap();
}

async fn change(desk: &Desk, reference: &str, change: impl FnOnce(&mut request::ActiveModel)) {
    let found = request::Entity::find().filter(request::Column::Reference.eq(reference));
    let mut row = found.one(desk.ctx.read()).await.unwrap().unwrap().into_active_model();
    change(&mut row);
    let tx = desk.ctx.write().await.unwrap();
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// More was asked of the requester on the day of receipt.
async fn stands_still(desk: &Desk, filed: &Filed) {
    change(desk, filed.reference.as_str(), |row| row.state = Set(State::AwaitingCustomer)).await;
    let pause = pause::Model {
        id: desk.ctx.mint().unwrap(),
        request_id: filed.id,
        from_on: desk.row(filed).await.received_on,
        to_on: None,
    };
    let tx = desk.ctx.write().await.unwrap();
    pause.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn dates_are_reminded_of_once(desk: &Desk) {
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let sue = desk.staff("Sue", &[Role::Caseworker]).await;
    // Wants no summary, and is reminded of dates all the same.
    own_account::set_digest(&desk.ctx, &sue, false).await.unwrap();
    desk.staff("Kim", &[Role::Reader]).await;
    let file =
        async |name: &str| desk.filed_by(name, "a@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    let (mine, nobodys, paused, extended) =
        (file("A").await, file("B").await, file("C").await, file("D").await);
    assign(&desk.ctx, &sam, &mine.seen(1), sam.id).await.unwrap();
    stands_still(desk, &paused).await;
    let later = desk.row(&paused).await.due_on + TimeDelta::days(61);
    change(desk, extended.reference.as_str(), |row| row.extended_due_on = Set(Some(later))).await;

    // Received on 7 April 2026: target and date on Thursday 7 May, with May Day before them.
    desk.later(TimeDelta::days(21));
    sweep(desk).await;
    assert!(mails(desk, "near").await.is_empty(), "six working days are left");
    desk.later(TimeDelta::days(1));
    sweep(desk).await;
    let near = mails(desk, "near").await;
    assert_eq!(to(&near), ["sam@example.fi", "sue@example.fi"], "five are left");
    assert!(near[0].1.contains(mine.reference.as_str()) && near[0].1.contains(nobodys.reference.as_str()));
    assert!(!near[1].1.contains(mine.reference.as_str()), "it is Sam's");
    for (_, text) in &near {
        assert!(!text.contains(paused.reference.as_str()), "its clock stands still: {text}");
        assert!(!text.contains(extended.reference.as_str()), "the old date counts no more: {text}");
        assert!(text.contains("7 May 2026") && text.contains("/staff/queue"), "{text}");
    }
    desk.later(TimeDelta::days(5));
    sweep(desk).await;
    assert_eq!(mails(desk, "near").await.len(), 2, "the same date is told once");
    desk.later(TimeDelta::days(1));
    sweep(desk).await;
    assert_eq!(mails(desk, "near").await.len(), 4, "two working days before the last day, once more");
    desk.later(TimeDelta::days(4));
    sweep(desk).await;
    assert_eq!(mails(desk, "near").await.len(), 4, "nor on a weekend");
    assert_eq!(counting_date(&desk.row(&extended).await), later);
}

#[tokio::test]
async fn whoever_is_assigned_is_reminded_of_each_date_once() {
    dates_are_reminded_of_once(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn whoever_is_assigned_is_reminded_of_each_date_once_on_postgresql_too() {
    dates_are_reminded_of_once(&Desk::on_postgres("remind", ApprovalMode::OnePerson).await).await;
}

async fn what_nobody_looks_at_is_told(mut desk: Desk) {
    let boss = Email::parse("boss@example.fi").unwrap();
    let reminders = Reminders { escalate_to: Some(boss), ..Reminders::default() };
    desk.ctx.settings = Arc::new(Settings { reminders, ..(*desk.ctx.settings).clone() });
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    let file =
        async |name: &str| desk.filed_by(name, "a@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    let (seen, unseen) = (file("Ada Äijälä").await, file("Bo").await);
    // Tuesday; Friday is the third working day after.
    desk.later(TimeDelta::days(3));
    case::open(&desk.ctx, &sam, &seen.reference).await.unwrap();
    sweep(&desk).await;
    assert!(mails(&desk, "Nobody has looked").await.is_empty());
    desk.later(TimeDelta::days(1));
    sweep(&desk).await;
    assert!(mails(&desk, "Nobody has looked").await.is_empty(), "not on a Saturday");
    desk.later(TimeDelta::days(2));
    sweep(&desk).await;
    sweep(&desk).await;
    let told = mails(&desk, "Nobody has looked").await;
    assert_eq!(to(&told), ["boss@example.fi"]);
    let text = &told[0].1;
    assert!(text.contains(unseen.reference.as_str()) && !text.contains(seen.reference.as_str()), "{text}");
    assert!(!text.contains("Bo") && !text.contains("a@example.fi"), "no personal data: {text}");
    case::open(&desk.ctx, &sam, &unseen.reference).await.unwrap();
    desk.later(TimeDelta::days(3));
    sweep(&desk).await;
    let told = mails(&desk, "Nobody has looked").await;
    assert_eq!(told.len(), 2);
    assert!(told.iter().any(|(_, text)| text.contains(seen.reference.as_str())), "a look wears off");
}

#[tokio::test]
async fn a_second_address_hears_of_what_nobody_has_looked_at() {
    what_nobody_looks_at_is_told(english(Desk::open(ApprovalMode::OnePerson).await)).await;
}

#[tokio::test]
async fn a_second_address_hears_of_what_nobody_has_looked_at_on_postgresql_too() {
    what_nobody_looks_at_is_told(english(Desk::on_postgres("unseen", ApprovalMode::OnePerson).await)).await;
}

/// The address of nobody in particular is written to in the notice's first language.
fn english(mut desk: Desk) -> Desk {
    let mut notice = (*desk.ctx.notice).clone();
    notice.languages = vec![entity::kind::Language::En];
    desk.ctx.notice = Arc::new(notice);
    desk
}

async fn everybody_gets_one_summary_a_day(desk: &Desk) {
    let sam = desk.staff("Sam", &[Role::Caseworker]).await;
    desk.staff("Pat", &[Role::Approver]).await;
    desk.staff("Kim", &[Role::Reader]).await;
    sweep(desk).await;
    assert!(mails(desk, "to do").await.is_empty(), "nothing waits");
    desk.later(TimeDelta::days(1));
    let filed = desk.filed_by("Ada Äijälä", "ada@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    assign(&desk.ctx, &sam, &filed.seen(1), sam.id).await.unwrap();
    sweep(desk).await;
    sweep(desk).await;
    let told = mails(desk, "to do").await;
    assert_eq!(to(&told), ["sam@example.fi"], "an approver has nothing to approve, a reader nothing to do");
    let text = &told[0].1;
    assert!(text.contains(filed.reference.as_str()) && text.contains("8 May 2026"), "{text}");
    assert!(!text.contains("Ada") && !text.contains("ada@"), "no personal data: {text}");
    desk.later(TimeDelta::days(1));
    sweep(desk).await;
    assert_eq!(mails(desk, "to do").await.len(), 2, "one a day");
    desk.later(TimeDelta::days(2));
    sweep(desk).await;
    assert_eq!(mails(desk, "to do").await.len(), 2, "none on a Saturday");
    desk.later(TimeDelta::days(2));
    own_account::set_digest(&desk.ctx, &sam, false).await.unwrap();
    sweep(desk).await;
    assert_eq!(mails(desk, "to do").await.len(), 2, "none for who wants none");
    own_account::set_digest(&desk.ctx, &sam, true).await.unwrap();
    sweep(desk).await;
    assert_eq!(mails(desk, "to do").await.len(), 3);
}

#[tokio::test]
async fn each_gets_a_summary_on_working_days_when_there_is_something_to_say() {
    everybody_gets_one_summary_a_day(&Desk::open(ApprovalMode::OnePerson).await).await;
}

#[tokio::test]
async fn each_gets_a_summary_on_working_days_on_postgresql_too() {
    everybody_gets_one_summary_a_day(&Desk::on_postgres("summary", ApprovalMode::OnePerson).await).await;
}
