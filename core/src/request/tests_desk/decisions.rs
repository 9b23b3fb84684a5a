//! What a decision may be, and what it leaves behind.

use super::{Desk, Filed, refusal, unknown::answered};
use crate::{
    error::{Error, Refusal},
    law::{demand::Demand, ground::Ground},
    notice::check,
    request::{
        case,
        decide::decide,
        decision::{Decision, Flaw},
        decision_letter::post_decision_letter,
        propose::preview,
    },
    settings::ApprovalMode,
    step::{
        answer::{self, Answer},
        tell,
    },
};
use chrono::TimeDelta;
use entity::{
    correction,
    id::PersonId,
    job,
    kind::{Assurance, Channel, ItemKind, JobKind, LetterKind, Outcome, PackageState, Right, Role, State},
    letter, outbox, package, person, proposal, request,
};
use futures::future::join_all;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use std::sync::Arc;

const WORKER: &[Role] = &[Role::Caseworker];

fn lacking(elements: &[&'static str]) -> Refusal {
    Refusal::LetterLacks { elements: elements.to_vec() }
}

#[tokio::test]
async fn of_twenty_parallel_decisions_one_stands_and_the_others_are_told_whose() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let filed = desk.access().await;
    let mut team = Vec::new();
    for number in 0..20 {
        team.push(desk.staff(&format!("Worker{number}"), WORKER).await);
    }
    desk.later(TimeDelta::seconds(1));
    let granted = filed.grant();
    let seen = filed.seen(1);
    let outcomes = join_all(team.iter().map(|staff| decide(&desk.ctx, staff, &seen, &granted))).await;
    let winners: Vec<_> = team.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_ok()).collect();
    assert_eq!(winners.len(), 1);
    let by = winners[0].0.name.clone();
    let told = Refusal::ChangedMeanwhile { by, state: State::Closed };
    for outcome in outcomes.into_iter().filter(Result::is_err) {
        assert_eq!(refusal(outcome), told);
    }
    assert_eq!(proposal::Entity::find().all(desk.ctx.read()).await.unwrap().len(), 1);
    assert_eq!(package::Entity::find().all(desk.ctx.read()).await.unwrap().len(), 1);
    assert_eq!(desk.row(&filed).await.version, 2);
}

#[tokio::test]
async fn a_ground_must_fit_the_right_and_carry_its_facts() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let filed = desk.access().await;
    let item = filed.item;
    let wrong = filed.refuse(Ground::ErasureLegal);
    let shown = preview(&desk.ctx, &sam, &filed.reference, &wrong).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::GroundDoesNotFit { item, ground: Ground::ErasureLegal }]);
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(1), &wrong).await), lacking(&["L3"]));

    let mut bare = filed.refuse(Ground::Excessive);
    bare.verdicts[0].recorded.write(Demand::PreviousRequests, "  ");
    let shown = preview(&desk.ctx, &sam, &filed.reference, &bare).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::FactsMissing { item, demands: vec![Demand::PreviousRequests] }]);
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(1), &bare).await), lacking(&["L3"]));

    let mut groundless = filed.refuse(Ground::Excessive);
    groundless.verdicts[0].ground = None;
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(1), &groundless).await), lacking(&["L3"]));
    let partial_only = filed.refuse(Ground::AccessOthers);
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(1), &partial_only).await), lacking(&["L3"]));
    assert_eq!(
        refusal(decide(&desk.ctx, &sam, &filed.seen(1), &Decision::default()).await),
        lacking(&["L2"])
    );
    assert_eq!(desk.row(&filed).await.version, 1);
}

#[tokio::test]
async fn a_refusing_letter_without_its_elements_cannot_go() {
    let mut desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let filed = answered(&desk, &sam).await;
    let unknown = filed.refuse(Ground::NotIdentified);
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(3), &unknown).await), lacking(&["L9"]));

    let whole = (*desk.ctx.notice).clone();
    let mut nameless = whole.clone();
    nameless.contact.phone.clear();
    desk.ctx.notice = std::sync::Arc::new(nameless);
    let refused = filed.refuse(Ground::Excessive);
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(3), &refused).await), lacking(&["L1"]));
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    let kinds: Vec<_> = letters.iter().map(|letter| letter.kind).collect();
    assert_eq!(kinds, [LetterKind::Question], "nothing went but the question");

    desk.ctx.notice = std::sync::Arc::new(whole);
    let suffices = Some("Asiakasnumero ja viimeisen laskun päivä.".into());
    decide(&desk.ctx, &sam, &filed.seen(3), &Decision { suffices, ..unknown }).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::NotIdentified));
}

#[tokio::test]
async fn a_late_answer_says_why_and_goes() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let filed = desk.filed(Some(Right::Access), None, (ItemKind::Everything, "everything", None, None)).await;
    desk.later(TimeDelta::days(40));
    let mut answer = Decision { nothing_held: true, ..filed.grant() };
    let shown = preview(&desk.ctx, &sam, &filed.reference, &answer).await.unwrap();
    assert!(shown.late);
    assert_eq!(shown.flaws, [Flaw::LateReasonMissing]);
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(1), &answer).await), lacking(&["L10"]));
    answer.late_reason = Some("Postilaatikko oli rikki.".into());
    let promised = preview(&desk.ctx, &sam, &filed.reference, &answer).await.unwrap().letter;
    decide(&desk.ctx, &sam, &filed.seen(1), &answer).await.unwrap();
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(letters[0].text, promised.text);
    assert!(letters[0].text.contains("Postilaatikko oli rikki."));
    assert_eq!(outbox::Entity::find().all(desk.ctx.read()).await.unwrap()[0].recipient, "ada@example.fi");
}

#[tokio::test]
async fn nothing_held_is_granted_only_when_nobody_has_the_address() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", WORKER).await;
    let filed = desk.filed(Some(Right::Access), None, (ItemKind::Everything, "everything", None, None)).await;
    let nothing = Decision { nothing_held: true, ..filed.grant() };
    desk.person("Ada Äijälä", "ada@example.fi").await;
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await), lacking(&["L4"]));
    assert_eq!(refusal(decide(&desk.ctx, &sam, &filed.seen(1), &nothing).await), lacking(&["L4"]));
    let stranger = (ItemKind::Everything, "everything", None, None);
    let other = desk.filed_by("Bo", "bo@example.fi", (Some(Right::Access), None), stranger).await;
    let nothing = Decision { nothing_held: true, ..other.grant() };
    decide(&desk.ctx, &sam, &other.seen(1), &nothing).await.unwrap();
    let row = desk.row(&other).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::Granted)));
    assert!(package::Entity::find().all(desk.ctx.read()).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_access_queues_its_package_and_the_letter_waits_for_it() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", WORKER).await;
    let filed = desk.access().await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await.unwrap();
    let work = job::Entity::find().all(desk.ctx.read()).await.unwrap();
    let queued = package::Entity::find().one(desk.ctx.read()).await.unwrap().unwrap();
    assert_eq!((queued.request_id, queued.state), (filed.id, PackageState::Queued));
    assert_eq!((work[0].kind, work[0].payload.clone()), (JobKind::BuildPackage, queued.id.to_string()));
    assert!(letter::Entity::find().all(desk.ctx.read()).await.unwrap().is_empty());

    let tx = desk.ctx.write().await.unwrap();
    assert!(matches!(post_decision_letter(&desk.ctx, &tx, filed.id).await, Err(Error::Fault(_))));
    let queued = package::Entity::find().one(tx.db()).await.unwrap().unwrap();
    let mut built = queued.into_active_model();
    built.state = Set(PackageState::Ready);
    built.expires_at = Set(Some(desk.ctx.now() + TimeDelta::days(7)));
    built.update(tx.db()).await.unwrap();
    desk.later(TimeDelta::days(40));
    post_decision_letter(&desk.ctx, &tx, filed.id).await.unwrap();
    tx.commit().await.unwrap();
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(letters[0].kind, LetterKind::Granted);
    let excuse = crate::lang::text(letters[0].language, "desk-late-package");
    assert!(letters[0].text.contains(&excuse), "{}", letters[0].text);
}

async fn rename(desk: &Desk, asked: &str) -> (PersonId, Filed, String) {
    let ada = desk.person("Ada Äijälä", "ada@example.fi").await;
    let target = format!("person:{ada}:name");
    let item = (ItemKind::Field, target.as_str(), Some("Ada Äijälä"), Some(asked));
    let filed = desk.filed(Some(Right::Rectification), Some(ada), item).await;
    (ada, filed, target)
}

#[tokio::test]
async fn a_rectification_changes_the_register_and_closes_when_every_holder_answered() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", WORKER).await;
    let (ada, filed, target) = rename(&desk, "Ada Virta").await;
    let granted = filed.correct(&target, "Ada Äijälä", "Ada Virta");
    decide(&desk.ctx, &sam, &filed.seen(1), &granted).await.unwrap();
    let row = person::Entity::find_by_id(ada).one(desk.ctx.read()).await.unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.name_key.as_str()), ("Ada Virta", "ada virta"));
    let kept = correction::Entity::find().one(desk.ctx.read()).await.unwrap().unwrap();
    assert_eq!((kept.old_value.as_deref(), kept.new_value.as_str()), (Some("Ada Äijälä"), "Ada Virta"));
    assert_eq!((kept.table_name.as_str(), kept.column_name.as_str()), ("person", "name"));

    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert_eq!(case.request.state, State::Fulfilling);
    assert_eq!(case.steps.iter().map(|step| step.holder.as_str()).collect::<Vec<_>>(), ["invoicing"]);
    let letter = &case.letters[0].letter;
    assert!(letter.text.contains("Mallilasku") && !letter.text.contains("Ada Virta"), "{}", letter.text);
    let id = case.steps[0].id;
    tell::tell(&desk.ctx, &sam, &filed.seen(2), id).await.unwrap();
    let stale = answer::answer(&desk.ctx, &sam, &filed.seen(2), id, Answer::Done).await;
    assert_eq!(refusal(stale), Refusal::DoneByYourself { state: State::Fulfilling }, "nobody else was first");
    answer::answer(&desk.ctx, &sam, &filed.seen(3), id, Answer::Done).await.unwrap();
    let row = desk.row(&filed).await;
    assert_eq!(row.state, State::Closed);
    assert!(row.closed_at.is_some());
    let again = answer::answer(&desk.ctx, &sam, &filed.seen(4), id, Answer::Done).await;
    assert_eq!(refusal(again), Refusal::NotNow { state: State::Closed });
}

#[tokio::test]
async fn a_new_address_changes_its_key_with_it() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let target = format!("person:{ada}:email");
    let item = (ItemKind::Field, target.as_str(), Some("ada@example.fi"), Some("Ada.Uusi@Example.FI"));
    let filed = desk.filed(Some(Right::Rectification), Some(ada), item).await;
    let granted = filed.correct(&target, "ada@example.fi", "Ada.Uusi@Example.FI");
    decide(&desk.ctx, &sam, &filed.seen(1), &granted).await.unwrap();
    let row = person::Entity::find_by_id(ada).one(desk.ctx.read()).await.unwrap().unwrap();
    let email = crate::email::Email::parse("ada.uusi@example.fi").unwrap();
    assert_eq!(row.email.as_deref(), Some(email.as_str()));
    assert_eq!(row.email_key, Some(desk.ctx.keys.email_key(&email)));
    assert!(row.email_since.is_some());
}

#[tokio::test]
async fn a_value_changed_since_it_was_shown_stops_the_correction() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", WORKER).await;
    let (ada, filed, target) = rename(&desk, "Ada Virta").await;
    let tx = desk.ctx.write().await.unwrap();
    let moved = person::ActiveModel { id: Set(ada), name: Set("Ada Muu".into()), ..Default::default() };
    moved.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let granted = filed.correct(&target, "Ada Äijälä", "Ada Virta");
    let shown = preview(&desk.ctx, &sam, &filed.reference, &granted).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::ValueChanged { item: filed.item, target }]);
    let stopped = refusal(decide(&desk.ctx, &sam, &filed.seen(1), &granted).await);
    assert!(matches!(stopped, Refusal::ChangedMeanwhile { .. }));
    assert!(correction::Entity::find().all(desk.ctx.read()).await.unwrap().is_empty());
}

#[tokio::test]
async fn only_what_was_asked_and_only_the_persons_own_field_is_corrected() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", WORKER).await;
    let (_, filed, target) = rename(&desk, "Ada Virta").await;
    let item = filed.item;
    let other = filed.correct(&target, "Ada Äijälä", "Eve");
    let shown = preview(&desk.ctx, &sam, &filed.reference, &other).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::CorrectionUnconfirmed { item }]);
    let bo = desk.person("Bo", "bo@example.fi").await;
    let ada = desk.row(&filed).await.person_id;
    let words =
        desk.filed(Some(Right::Rectification), ada, (ItemKind::Text, "", None, Some("My name"))).await;
    let target_of_bo = format!("person:{bo}:name");
    let foreign = words.correct(&target_of_bo, "Bo", "Ada");
    let shown = preview(&desk.ctx, &sam, &words.reference, &foreign).await.unwrap();
    assert_eq!(shown.flaws, [Flaw::FieldUnknown { item: words.item, target: target_of_bo }]);
    let own = words.correct(&target, "Ada Äijälä", "Ada Ä");
    assert!(preview(&desk.ctx, &sam, &words.reference, &own).await.unwrap().lacks.is_empty());
}

#[tokio::test]
async fn an_erasure_that_staff_refuse_themselves_erases_nothing_and_says_until_when() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", WORKER).await;
    let ada = desk.person("Ada", "ada@example.fi").await;
    let everything = (ItemKind::Everything, "everything", None, None);
    let filed = desk.filed(Some(Right::Erasure), Some(ada), everything).await;
    let kept = filed.refuse(Ground::ErasureLegal);
    decide(&desk.ctx, &sam, &filed.seen(1), &kept).await.unwrap();
    let case = case::open(&desk.ctx, &sam, &filed.reference).await.unwrap();
    assert!(case.items[0].keep_until.is_some());
    assert!(case.letters[0].letter.text.contains("31.12.2032"));
}

/// Art. 12(4): a refusal says what is refused. A mail leads to the words (R7.0); a letter on paper repeats them, but not
/// where the person's address is protected, which may stand in them (R4.9).
#[tokio::test]
async fn the_refusal_of_own_words_repeats_them_on_paper_and_leads_to_them_by_mail() {
    for (by_mail, protected) in [(true, false), (false, false), (false, true)] {
        let desk = Desk::open(ApprovalMode::OnePerson).await;
        let sam = desk.staff("Sam", WORKER).await;
        let ada = desk.person("Ada", "ada@example.fi").await;
        if protected {
            desk.protects(ada).await;
        }
        let words = (ItemKind::Text, "", None, Some("Nimeni on laskulla väärin."));
        let filed = desk.filed(Some(Right::Rectification), Some(ada), words).await;
        if !by_mail {
            let tx = desk.ctx.write().await.unwrap();
            let row = request::Model {
                channel: Channel::Letter,
                assurance: Assurance::KnownFacts,
                requester_key: format!("none:{}", filed.id),
                requester_email: None,
                ..desk.row(&filed).await
            };
            row.into_active_model().reset_all().update(tx.db()).await.unwrap();
            tx.commit().await.unwrap();
        }
        decide(&desk.ctx, &sam, &filed.seen(1), &filed.refuse(Ground::Accurate)).await.unwrap();
        let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
        let refusal = letters.iter().find(|letter| letter.kind == LetterKind::Refused).unwrap();
        let repeats = !by_mail && !protected;
        assert_eq!(refusal.text.contains("Nimeni on laskulla väärin."), repeats, "{}", refusal.text);
        assert_eq!(refusal.text.contains("Kirjoitit tämän omin sanoin."), !repeats, "{}", refusal.text);
        assert_eq!(
            refusal.text.contains("näet sen pyyntösi sivulla"),
            by_mail,
            "paper has none: {}",
            refusal.text
        );
    }
}

/// Art. 15(1)(c), C-154/21: the notice as WProd published it names two of its processors by their work alone.
#[tokio::test]
async fn a_copy_waits_until_every_recipient_of_what_it_holds_has_a_name() {
    let mut desk = Desk::open(ApprovalMode::TwoPersons).await;
    let published = include_str!("../../../../deploy/wprod/notice.toml");
    desk.ctx.notice = Arc::new(check::check(published).profile.unwrap());
    let sam = desk.staff("Sam", WORKER).await;
    let filed = desk.access().await;
    let shown = preview(&desk.ctx, &sam, &filed.reference, &filed.grant()).await.unwrap();
    let recipients = vec!["invoicing".to_owned(), "server_monitoring".to_owned()];
    assert_eq!(shown.flaws, [Flaw::RecipientUnnamed { recipients }]);
    let decided = decide(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await;
    assert_eq!(refusal(decided), lacking(&["L4"]));

    let ada = desk.person_of(filed.id).await;
    let newsletter = (ItemKind::Category, "newsletter", None, None);
    let part = desk.filed(Some(Right::Access), ada, newsletter).await;
    decide(&desk.ctx, &sam, &part.seen(1), &part.grant()).await.unwrap();
    let refused = preview(&desk.ctx, &sam, &filed.reference, &filed.refuse(Ground::Excessive)).await.unwrap();
    assert_eq!(refused.flaws, [], "a refusal names nobody");
    let everything = (ItemKind::Everything, "everything", None, None);
    let unknown = desk.filed_by("Bo", "bo@example.fi", (Some(Right::Access), None), everything).await;
    let nothing = Decision { nothing_held: true, ..unknown.grant() };
    let shown = preview(&desk.ctx, &sam, &unknown.reference, &nothing).await.unwrap();
    assert_eq!(shown.flaws, [], "what is not held has gone to nobody");
}
