//! A message in which no right is asked for: told why, by two persons, never once a right is named, and opened again.

use super::{Desk, Filed, approve, refusal};
use crate::{
    actor::{Requester, Staff},
    email::Email,
    error::Refusal,
    id::Reference,
    report::{self, Period, tally::Asked},
    request::{
        case,
        decide::decide,
        decision::{Decision, Flaw},
        no_request::{NoRequest, close, preview},
        own,
        work::classify,
    },
    settings::ApprovalMode,
};
use chrono::TimeDelta;
use entity::{
    kind::{Assurance, ItemKind, LetterKind, Outcome, Right, Role, State},
    letter, request,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

const BOTH: &[Role] = &[Role::Caseworker, Role::Approver];
const WORDS: (ItemKind, &str, Option<&str>, Option<&str>) =
    (ItemKind::Text, "", None, Some("Miksi laskuni on 20 euroa suurempi kuin ennen?"));

fn told() -> Decision {
    let told = NoRequest {
        reason: "Kysyt laskustasi.\nSe ei koske henkilötietojasi.".into(),
        whom: "Laskutus: laskutus@wprod.example".into(),
    };
    Decision { no_request: Some(told), ..Decision::default() }
}

async fn words(desk: &Desk) -> Filed {
    desk.filed_by("Bo", "bo@example.fi", (None, None), WORDS).await
}

async fn letters(desk: &Desk) -> Vec<letter::Model> {
    letter::Entity::find().all(desk.ctx.read()).await.unwrap()
}

async fn its_writer_is_told_why_by_two_persons(desk: Desk) {
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let filed = words(&desk).await;
    let shown = preview(&desk.ctx, &sam, &filed.reference, &told()).await.unwrap();
    assert_eq!((shown.flaws.as_slice(), shown.lacks.len(), shown.late), (&[][..], 0, false));
    assert!(shown.second.is_some(), "to do nothing is a refusal in effect");
    let alone = decide(&desk.ctx, &sam, &filed.seen(1), &told()).await;
    assert_eq!(refusal(alone), Refusal::NotNow { state: State::InProgress });
    close(&desk.ctx, &sam, &filed.seen(1), &told()).await.unwrap();
    assert_eq!((desk.row(&filed).await.state, letters(&desk).await.len()), (State::AwaitingApproval, 0));
    let hash = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap().proposals[0].hash.clone();
    assert_eq!(refusal(approve(&desk.ctx, &sam, &filed.reference, &hash).await), Refusal::SamePerson);
    approve(&desk.ctx, &kim, &filed.reference, &hash).await.unwrap();
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.outcome, row.right), (State::Closed, Some(Outcome::NoRequest), None));
    let sent = letters(&desk).await;
    assert_eq!((sent[0].kind, &sent[0].text), (LetterKind::Refused, &shown.letter.text));
    let all = sent[0].text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "Se ei koske henkilötietojasi.",
        "laskutus@wprod.example",
        "77 artikla",
        "79",
        "Ymmärsimmekö väärin?",
    ] {
        assert!(all.contains(told), "{told}: {all}");
    }
    what_they_write_opens_it_again(&desk, &filed).await;
}

async fn what_they_write_opens_it_again(desk: &Desk, filed: &Filed) {
    desk.later(TimeDelta::days(3));
    let closed = desk.row(filed).await;
    let email = Email::parse("bo@example.fi").unwrap();
    let (session, email_key) = (desk.ctx.mint().unwrap(), closed.requester_key.clone());
    let bo = Requester { session, email, email_key, proved_at: desk.ctx.now() };
    let asks = "Tarkoitin, että haluan nähdä laskutustietoni.";
    own::write(&desk.ctx, &bo, &filed.reference, asks).await.unwrap();
    let row = desk.row(filed).await;
    assert_eq!((row.state, row.outcome, row.answered_at), (State::InProgress, None, None));
    assert!(row.received_on > closed.received_on, "the month of what they mean now starts anew");
}

#[tokio::test]
async fn its_writer_is_told_why_by_two_persons_on_sqlite() {
    its_writer_is_told_why_by_two_persons(Desk::open(ApprovalMode::TwoPersons).await).await;
}

#[tokio::test]
async fn its_writer_is_told_why_by_two_persons_on_postgres() {
    let desk = Desk::on_postgres("no_request", ApprovalMode::TwoPersons).await;
    its_writer_is_told_why_by_two_persons(desk).await;
}

/// What keeps it from going, and by which element of the letter.
async fn barred(desk: &Desk, sam: &Staff, (filed, version): (&Filed, i32), decision: &Decision) -> Vec<Flaw> {
    let shown = preview(&desk.ctx, sam, &filed.reference, decision).await.unwrap();
    let sent = close(&desk.ctx, sam, &filed.seen(version), decision).await;
    assert!(matches!(refusal(sent), Refusal::LetterLacks { .. }), "{decision:?}");
    assert!(letters(desk).await.is_empty());
    shown.flaws
}

#[tokio::test]
async fn nothing_goes_without_why_and_whom_nor_late_without_a_reason() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let filed = words(&desk).await;
    let with = |reason: &str, whom: &str| {
        let told = NoRequest { reason: reason.into(), whom: whom.into() };
        Decision { no_request: Some(told), ..Decision::default() }
    };
    for lacking in [with(" ", "Laskutus"), with("Kysyt laskustasi.", "")] {
        assert_eq!(barred(&desk, &sam, (&filed, 1), &lacking).await, [Flaw::NoRequestUntold]);
    }
    let asking = with("Lähetä kopio passistasi.", "Laskutus");
    assert_eq!(barred(&desk, &sam, (&filed, 1), &asking).await, [Flaw::CopyAsked]);
    desk.later(TimeDelta::days(40));
    assert_eq!(barred(&desk, &sam, (&filed, 1), &told()).await, [Flaw::LateReasonMissing]);
    let excused = Decision { late_reason: Some("Viesti jäi lukematta.".into()), ..told() };
    close(&desk.ctx, &sam, &filed.seen(1), &excused).await.unwrap();
    assert!(letters(&desk).await[0].text.contains("Viesti jäi lukematta."));
}

#[tokio::test]
async fn what_asks_for_a_right_is_a_request() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let filed = words(&desk).await;
    classify(&desk.ctx, &sam, &filed.seen(1), Right::Access, None).await.unwrap();
    let state = State::InProgress;
    let shown = preview(&desk.ctx, &sam, &filed.reference, &told()).await;
    assert_eq!(refusal(shown), Refusal::NotNow { state });
    let sent = close(&desk.ctx, &sam, &filed.seen(2), &told()).await;
    assert_eq!(refusal(sent), Refusal::LetterLacks { elements: vec!["L2"] });
    assert!(letters(&desk).await.is_empty());
}

#[tokio::test]
async fn nobody_is_asked_who_they_are_before_they_hear_that_they_asked_for_nothing() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let filed = words(&desk).await;
    let tx = desk.ctx.write().await.unwrap();
    let unproven = request::ActiveModel {
        assurance: Set(Assurance::Unproven),
        ..desk.row(&filed).await.into_active_model()
    };
    unproven.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    close(&desk.ctx, &sam, &filed.seen(1), &told()).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::NoRequest));
}

#[tokio::test]
async fn it_is_counted_apart_from_the_rights() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let (filed, _open) = (words(&desk).await, words(&desk).await);
    let everything = (ItemKind::Everything, "everything", None, None);
    desk.filed(Some(Right::Access), None, everything).await;
    close(&desk.ctx, &sam, &filed.seen(1), &told()).await.unwrap();
    let report = report::read(&desk.ctx, Period { year: 2026, month: None }).await.unwrap();
    let rights = report.figures.by_right.iter().map(|(asked, tally)| (*asked, tally.received()));
    let expected = [(Asked::Right(Right::Access), 1), (Asked::Unclassified, 1), (Asked::NoRequest, 1)];
    assert_eq!(rights.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn no_other_request_has_its_page() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let unknown = Reference::parse("0000-0000-0").unwrap();
    assert!(preview(&desk.ctx, &sam, &unknown, &told()).await.is_err());
    let rea = desk.staff("Rea", &[Role::Reader]).await;
    let filed = words(&desk).await;
    let read = preview(&desk.ctx, &rea, &filed.reference, &told()).await;
    assert_eq!(refusal(read), Refusal::RoleMissing { role: Role::Caseworker });
}
