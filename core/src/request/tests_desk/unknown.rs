//! Closing as not identified: never who is known, never before they were asked, never by one person alone.

use super::{Desk, Filed, approve, doubting, refusal};
use crate::{
    actor::Staff,
    error::Refusal,
    law::{demand::Recorded, ground::Ground},
    mail::outbox,
    request::{
        ask, case,
        decide::decide,
        decision::Decision,
        lifecycle::{Action, Why},
        message,
        propose::propose,
        unidentified::{NoClosing, Unidentified, close, preview},
    },
    settings::ApprovalMode,
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    kind::{ItemKind, LetterKind, Outcome, Right, Role, State},
    letter,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, Set,
};

const BOTH: &[Role] = &[Role::Caseworker, Role::Approver];
const EVERYTHING: (ItemKind, &str, Option<&str>, Option<&str>) =
    (ItemKind::Everything, "everything", None, None);

pub(super) fn unidentified() -> Unidentified {
    let mut recorded = Recorded::default();
    for demand in Ground::NotIdentified.demands() {
        recorded.write(*demand, "Kysyimme asiakasnumeroa.");
    }
    let suffices = "Asiakasnumero ja viimeisen laskun päivä.".into();
    Unidentified { recorded, suffices, free_part: None, late_reason: None }
}

/// Somebody of no record is asked who they are, and the question has left.
async fn asked(desk: &Desk, sam: &Staff) -> Filed {
    let filed = desk.filed(Some(Right::Access), None, EVERYTHING).await;
    ask::ask(&desk.ctx, sam, &filed.seen(1), &doubting("Mikä on asiakasnumerosi?")).await.unwrap();
    while outbox::deliver_next(&desk.ctx).await.unwrap() {}
    filed
}

/// The requester answers what does not help, and work goes on: version 3.
pub(super) async fn answered(desk: &Desk, sam: &Staff) -> Filed {
    let filed = asked(desk, sam).await;
    desk.later(TimeDelta::hours(1));
    let tx = desk.ctx.write().await.unwrap();
    message::keep(&desk.ctx, &tx, filed.id, None, "En muista.").await.unwrap();
    tx.commit().await.unwrap();
    ask::resume(&desk.ctx, sam, &filed.seen(2)).await.unwrap();
    filed
}

async fn told(desk: &Desk) -> Vec<letter::Model> {
    let kind = letter::Column::Kind.ne(LetterKind::Question);
    letter::Entity::find().filter(kind).all(desk.ctx.read()).await.unwrap()
}

#[tokio::test]
async fn who_stays_unknown_gets_a_letter_that_two_persons_sent() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let filed = answered(&desk, &sam).await;
    let bare = Unidentified { suffices: " ".into(), ..unidentified() };
    let lacking = close(&desk.ctx, &sam, &filed.seen(3), &bare).await;
    assert_eq!(refusal(lacking), Refusal::LetterLacks { elements: vec!["L9"] });
    let free_part = Some("Vastaamme mielellämme kysymyksiin.".to_owned());
    let full = Unidentified { free_part, ..unidentified() };
    let shown = preview(&desk.ctx, &sam, &filed.reference, &full).await.unwrap();
    assert_eq!((shown.lacks.len(), shown.unwritten.len(), shown.late), (0, 0, false));
    assert!(shown.second, "a refusal needs a second person");

    close(&desk.ctx, &sam, &filed.seen(3), &full).await.unwrap();
    assert_eq!(desk.row(&filed).await.state, State::AwaitingApproval);
    assert!(told(&desk).await.is_empty(), "one person alone sends nothing");
    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    let hash = case.proposals[0].hash.clone();
    assert_eq!(refusal(approve(&desk.ctx, &sam, &filed.reference, &hash).await), Refusal::SamePerson);
    approve(&desk.ctx, &kim, &filed.reference, &hash).await.unwrap();
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::NotIdentified)));
    let letters = told(&desk).await;
    assert_eq!(letters[0].kind, LetterKind::NotIdentified);
    assert_eq!((&letters[0].text, &letters[0].html), (&shown.letter.text, &shown.letter.html));
    for words in ["viimeisen laskun päivä", "Vastaamme mielellämme", "77", "79", "maksutonta"] {
        assert!(letters[0].text.contains(words), "{words}: {}", letters[0].text);
    }
}

#[tokio::test]
async fn who_is_known_or_was_not_asked_is_not_refused_as_unknown() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", BOTH).await;
    let known = desk.access().await;
    let unasked = desk.filed_by("Bo", "bo@example.fi", (Some(Right::Access), None), EVERYTHING).await;
    for (filed, why) in [(&known, NoClosing::Known), (&unasked, NoClosing::NotAsked)] {
        let barred = Refusal::NoClosing(why);
        let shown = preview(&desk.ctx, &sam, &filed.reference, &unidentified()).await;
        assert_eq!(refusal(shown), barred);
        assert_eq!(refusal(close(&desk.ctx, &sam, &filed.seen(1), &unidentified()).await), barred);
        assert_eq!(case::open(&desk.ctx, &sam, &filed.reference).await.unwrap().no_closing, Some(why));
        assert_eq!(desk.row(filed).await.version, 1);
    }
    // The same is said of the ground on the page of decisions.
    for filed in [&known, &unasked] {
        let mut refused = filed.refuse(Ground::NotIdentified);
        refused.suffices = Some("Asiakasnumero.".into());
        let proposed = propose(&desk.ctx, &sam, &filed.seen(1), &refused).await;
        assert_eq!(refusal(proposed), Refusal::LetterLacks { elements: vec!["L3"] });
    }
    assert_eq!(letter::Entity::find().count(desk.ctx.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn no_letter_asks_for_a_copy_of_an_identity_paper() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let filed = answered(&desk, &sam).await;
    let copy = "Lähetä kopio passistasi.";
    let asking = Unidentified { suffices: copy.into(), ..unidentified() };
    let shown = preview(&desk.ctx, &sam, &filed.reference, &asking).await.unwrap();
    assert!(shown.asks_copy);
    let lacking = Refusal::LetterLacks { elements: vec!["L9"] };
    assert_eq!(refusal(close(&desk.ctx, &sam, &filed.seen(3), &asking).await), lacking);
    let free = Decision { free_part: Some(copy.into()), ..filed.refuse(Ground::Unfounded) };
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(3), &free).await), lacking);
    assert!(told(&desk).await.is_empty());
}

#[tokio::test]
async fn nobody_is_closed_as_unknown_while_there_is_time_to_answer() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let filed = asked(&desk, &sam).await;
    let until = NaiveDate::from_ymd_opt(2026, 5, 6).unwrap();
    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    let offer = case.offers.iter().find(|offer| offer.action == Action::CloseNotIdentified).unwrap();
    assert_eq!(offer.refused, Some(Why::WaitsForCustomer));
    // Going on at once gives nobody time.
    ask::resume(&desk.ctx, &sam, &filed.seen(2)).await.unwrap();
    let early = close(&desk.ctx, &sam, &filed.seen(3), &unidentified()).await;
    assert_eq!(refusal(early), Refusal::NoClosing(NoClosing::TimeLeft(until)));
    desk.later(TimeDelta::days(30));
    close(&desk.ctx, &sam, &filed.seen(3), &unidentified()).await.unwrap();
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::NotIdentified)));
}

#[tokio::test]
async fn no_pause_or_extension_covers_a_closing_without_identification() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", BOTH).await;
    let filed = answered(&desk, &sam).await;
    let tx = desk.ctx.write().await.unwrap();
    let mut row = desk.row(&filed).await.into_active_model();
    let later = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    (row.due_on, row.extended_due_on) = (Set(later), Set(Some(later)));
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    desk.later(TimeDelta::days(40));
    let shown = preview(&desk.ctx, &sam, &filed.reference, &unidentified()).await.unwrap();
    assert_eq!((shown.lacks, shown.late), (vec!["L10"], true));
    let late_reason = Some("Odotimme vastaustasi liian kauan.".to_owned());
    let excused = Unidentified { late_reason, ..unidentified() };
    let shown = preview(&desk.ctx, &sam, &filed.reference, &excused).await.unwrap();
    assert!(shown.lacks.is_empty() && shown.letter.text.contains("Odotimme vastaustasi"));
    let unrecorded = Unidentified { recorded: Recorded::default(), ..excused };
    let lacking = close(&desk.ctx, &sam, &filed.seen(3), &unrecorded).await;
    assert_eq!(refusal(lacking), Refusal::LetterLacks { elements: vec!["L3"] });
}

#[tokio::test]
async fn a_refusal_for_want_of_identification_opens_again_however_it_was_decided() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let filed = answered(&desk, &sam).await;
    let mut refused = filed.refuse(Ground::NotIdentified);
    refused.suffices = Some("Asiakasnumero.".into());
    decide(&desk.ctx, &sam, &filed.seen(3), &refused).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::NotIdentified));
    assert_eq!(told(&desk).await[0].kind, LetterKind::NotIdentified);
}
