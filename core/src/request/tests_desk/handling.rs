//! Taking up, classifying, splitting, identifying, writing: and who may not.

use super::{Desk, Filed, refusal, unknown::unidentified};
use crate::{
    actor::Staff,
    error::{Error, Refusal},
    request::{
        case::{self, Who},
        decide::decide,
        identify::{Finding, Purpose, link_person, look, look_at_matches},
        propose::propose,
        unidentified::close,
        work::{assign, classify, split, take},
        write::{write_message, write_note},
    },
    settings::ApprovalMode,
};
use chrono::TimeDelta;
use entity::{
    event,
    kind::{Assurance, ItemKind, LetterKind, Outcome, Right, Role, State},
    letter, look as look_row, note, pause, suppression,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, Set};

async fn words(desk: &Desk) -> Filed {
    desk.filed(None, None, (ItemKind::Text, "", None, Some("Please tell me what you have."))).await
}

async fn unopened(desk: &Desk, filed: &Filed) {
    let tx = desk.ctx.write().await.unwrap();
    let mut row = desk.row(filed).await.into_active_model();
    row.state = Set(State::Received);
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_reader_reads_and_does_nothing_else() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let rea = desk.staff("Rea", &[Role::Reader]).await;
    let filed = desk.access().await;
    let (ctx, seen) = (&desk.ctx, filed.seen(1));
    assert!(case::open(ctx, &rea, &filed.reference).await.is_ok());
    let person = desk.row(&filed).await.person_id.unwrap();
    let finding = Finding { person, method: Assurance::InPerson, text: "Met." };
    let decision = filed.grant();
    let why = unidentified();
    let outcomes = [
        take(ctx, &rea, &seen).await,
        assign(ctx, &rea, &seen, rea.id).await,
        classify(ctx, &rea, &seen, Right::Access, None).await,
        split(ctx, &rea, &seen, Right::Access).await.map(drop),
        link_person(ctx, &rea, &seen, finding).await,
        write_note(ctx, &rea, &filed.reference, "Note").await,
        write_message(ctx, &rea, &filed.reference, "Hello").await,
        close(ctx, &rea, &seen, &why).await,
        propose(ctx, &rea, &seen, &decision).await.map(drop),
        decide(ctx, &rea, &seen, &decision).await,
    ];
    for outcome in outcomes {
        assert_eq!(refusal(outcome), Refusal::RoleMissing { role: Role::Caseworker });
    }
    assert_eq!(desk.row(&filed).await.version, 1);
    let root = desk.staff("Root", &[Role::Admin]).await;
    assert_eq!(
        refusal(case::open(ctx, &root, &filed.reference).await),
        Refusal::RoleMissing { role: Role::Reader }
    );
    assert_eq!(event::Entity::find().count(ctx.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn who_takes_second_is_told_who_was_first() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (sam, kim) = (worker(&desk, "Sam").await, worker(&desk, "Kim").await);
    let filed = words(&desk).await;
    unopened(&desk, &filed).await;
    take(&desk.ctx, &sam, &filed.seen(1)).await.unwrap();
    let second = take(&desk.ctx, &kim, &filed.seen(1)).await;
    assert_eq!(refusal(second), Refusal::ChangedMeanwhile { by: "Sam".into(), state: State::InProgress });
    let reloaded = take(&desk.ctx, &kim, &filed.seen(2)).await;
    assert_eq!(refusal(reloaded), Refusal::NotNow { state: State::InProgress });
    assign(&desk.ctx, &sam, &filed.seen(2), kim.id).await.unwrap();
    let case = case::open(&desk.ctx, &kim, &filed.reference).await.unwrap();
    assert_eq!(case.assignee.as_deref(), Some("Kim"));
    let told: Vec<_> = case.timeline.iter().map(|moment| moment.what.as_str()).collect();
    assert_eq!(told, ["request_taken", "request_assigned"]);
    assert_eq!(case.timeline[0].who, Who::Staff("Sam".into()));
}

#[tokio::test]
async fn words_become_a_right_and_a_second_request_of_the_same_day() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = worker(&desk, "Sam").await;
    let filed = words(&desk).await;
    let other = split(&desk.ctx, &sam, &filed.seen(1), Right::Rectification).await.unwrap();
    classify(&desk.ctx, &sam, &filed.seen(2), Right::Access, None).await.unwrap();
    let first = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert_eq!(first.request.right, Some(Right::Access));
    assert_eq!(first.items[0].kind, ItemKind::Everything);
    assert_eq!(first.relatives[0].reference, other.as_str());
    let second = case::open(&desk.ctx, &sam, &other).await.unwrap();
    assert_eq!(second.request.right, Some(Right::Rectification));
    assert_eq!(second.request.received_on, first.request.received_on);
    assert_eq!(second.request.due_on, first.request.due_on);
    assert_eq!(second.items[0].asked, first.items[0].asked);
    let again = classify(&desk.ctx, &sam, &filed.seen(3), Right::Erasure, None).await;
    assert_eq!(refusal(again), Refusal::NotNow { state: State::InProgress });
}

#[tokio::test]
async fn a_part_keeps_the_extension_and_the_pauses_of_the_message_it_came_in() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = worker(&desk, "Sam").await;
    let filed = words(&desk).await;
    let (id, received) = (desk.row(&filed).await.id, desk.row(&filed).await.received_on);
    let paused = pause::Model {
        id: desk.ctx.mint().unwrap(),
        request_id: id,
        from_on: received,
        to_on: Some(received + TimeDelta::days(5)),
    };
    let mut row = desk.row(&filed).await.into_active_model();
    (row.due_on, row.extended_due_on) =
        (Set(received + TimeDelta::days(36)), Set(Some(received + TimeDelta::days(97))));
    let tx = desk.ctx.write().await.unwrap();
    paused.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let other = split(&desk.ctx, &sam, &filed.seen(1), Right::Access).await.unwrap();
    let (first, second) = (
        case::open(&desk.ctx, &sam, &filed.reference).await.unwrap(),
        case::open(&desk.ctx, &sam, &other).await.unwrap(),
    );
    assert_eq!(second.request.extended_due_on, first.request.extended_due_on);
    assert_eq!((second.request.due_on, second.pauses.len()), (first.request.due_on, 1));
    assert_eq!(second.deadline, first.deadline, "the dates explain themselves alike");
    assert_eq!(second.letters.len(), 1);
    assert_eq!(second.letters[0].letter.kind, LetterKind::SplitOff);
}

#[tokio::test]
async fn words_that_are_an_opt_out_stop_marketing_at_once() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = worker(&desk, "Sam").await;
    let filed = words(&desk).await;
    classify(&desk.ctx, &sam, &filed.seen(1), Right::Marketing, None).await.unwrap();
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::Granted)));
    let kept = suppression::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(kept[0].email_key, row.requester_key);
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(letters[0].kind, LetterKind::MarketingStopped);
    assert!(letters[0].text.contains("Kielto on voimassa heti"), "{}", letters[0].text);

    desk.ctx.clock.advance(TimeDelta::days(3));
    let again = words(&desk).await;
    classify(&desk.ctx, &sam, &again.seen(1), Right::Marketing, None).await.unwrap();
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    let told = letters.into_iter().find(|letter| letter.request_id == Some(again.id)).unwrap();
    let text = told.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("kieltosi on ollut voimassa 7.4.2026 alkaen"), "{text}");
}

#[tokio::test]
async fn every_look_is_on_record_and_a_crawl_is_stopped() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let rea = desk.staff("Rea", &[Role::Reader]).await;
    let filed = desk.access().await;
    let person = desk.row(&filed).await.person_id.unwrap();
    assert_eq!(refusal(look(&desk.ctx, &rea, person, Purpose::Stated("  ")).await), Refusal::ReasonNeeded);
    let seen = look_at_matches(&desk.ctx, &rea, &filed.reference).await.unwrap();
    assert_eq!(seen[0].name, "Ada Äijälä");
    let rows = look_row::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!((rows.len(), rows[0].request_id, rows[0].role), (1, Some(filed.id), Role::Reader));
    for _ in 0..299 {
        look(&desk.ctx, &rea, person, Purpose::Stated("Returned post")).await.unwrap();
    }
    let stopped = look(&desk.ctx, &rea, person, Purpose::Stated("Returned post")).await;
    assert!(matches!(refusal(stopped), Refusal::TooMany { .. }));
    assert_eq!(look_row::Entity::find().count(desk.ctx.read()).await.unwrap(), 300);
    let events = event::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(events.iter().filter(|entry| entry.kind == "register_read").count(), 300);
    assert_eq!(events.iter().filter(|entry| entry.kind == "register_read_alarm").count(), 1);
    desk.later(TimeDelta::minutes(1));
    assert!(look(&desk.ctx, &rea, person, Purpose::Request(&filed.reference)).await.is_ok());
}

#[tokio::test]
async fn a_look_that_cannot_be_recorded_shows_nothing() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let rea = desk.staff("Rea", &[Role::Reader]).await;
    let filed = desk.access().await;
    let tx = desk.ctx.write().await.unwrap();
    tx.db().execute_unprepared("ALTER TABLE event RENAME TO lost").await.unwrap();
    tx.commit().await.unwrap();
    let blind = look_at_matches(&desk.ctx, &rea, &filed.reference).await;
    assert!(matches!(blind, Err(Error::Fault(_))));
    assert_eq!(look_row::Entity::find().count(desk.ctx.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_message_waits_in_the_portal_and_a_note_stays_with_staff() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = worker(&desk, "Sam").await;
    let filed = desk.access().await;
    write_note(&desk.ctx, &sam, &filed.reference, "Called twice.").await.unwrap();
    write_message(&desk.ctx, &sam, &filed.reference, "Which year do you mean?").await.unwrap();
    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert_eq!(case.notes[0].body, "Called twice.");
    assert_eq!(case.messages[0].who, Who::Staff("Sam".into()));
    assert_eq!(case.letters[0].letter.kind, LetterKind::MessageWaiting);
    assert!(!case.letters[0].letter.text.contains("Which year"));
    assert!(case.letters[0].mail.is_some());
    assert_eq!(case.request.version, 1);
}

#[tokio::test]
async fn a_note_pressed_twice_is_one_and_said_again_later_another() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let (sam, kim) = (worker(&desk, "Sam").await, worker(&desk, "Kim").await);
    let filed = desk.access().await;
    let notes = async || note::Entity::find().count(desk.ctx.read()).await.unwrap();
    for (staff, body, kept) in
        [(&sam, "Called.", 1), (&sam, "Called.", 1), (&kim, "Called.", 2), (&kim, "No answer.", 3)]
    {
        write_note(&desk.ctx, staff, &filed.reference, body).await.unwrap();
        assert_eq!(notes().await, kept, "{body}");
    }
    desk.later(TimeDelta::minutes(11));
    write_note(&desk.ctx, &kim, &filed.reference, "No answer.").await.unwrap();
    assert_eq!(notes().await, 4);
}

async fn worker(desk: &Desk, name: &str) -> Staff {
    desk.staff(name, &[Role::Caseworker]).await
}
