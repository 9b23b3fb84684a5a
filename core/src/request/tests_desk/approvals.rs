//! Four eyes on every refusal.

use super::{Desk, approve, refusal};
use crate::{
    error::Refusal,
    law::ground::Ground,
    request::{
        case,
        decide::{self, Approval, decide},
        identify::{Finding, link_person},
        own,
        propose::{preview, propose, send_back},
        tests_world::requester,
        work::assign,
    },
    settings::ApprovalMode,
};
use chrono::TimeDelta;
use entity::{
    kind::{Assurance, LetterKind, Outcome, Role, State, Verdict},
    letter,
};
use sea_orm::EntityTrait;

const BOTH: &[Role] = &[Role::Caseworker, Role::Approver];

#[tokio::test]
async fn a_refusal_is_approved_by_another_person_and_never_by_its_proposer() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let filed = desk.access().await;
    let refused = filed.refuse(Ground::Excessive);
    let direct = decide(&desk.ctx, &sam, &filed.seen(1), &refused).await;
    assert_eq!(refusal(direct), Refusal::NotNow { state: State::InProgress });

    let hash = propose(&desk.ctx, &sam, &filed.seen(1), &refused).await.unwrap();
    assert_eq!(desk.row(&filed).await.state, State::AwaitingApproval);
    assert_eq!(refusal(approve(&desk.ctx, &sam, &filed.reference, &hash).await), Refusal::SamePerson);
    let around = decide(&desk.ctx, &sam, &filed.seen(2), &refused).await;
    assert_eq!(refusal(around), Refusal::NotNow { state: State::AwaitingApproval });
    assert!(letter::Entity::find().all(desk.ctx.read()).await.unwrap().is_empty());

    approve(&desk.ctx, &kim, &filed.reference, &hash).await.unwrap();
    let row = desk.row(&filed).await;
    assert_eq!((row.state, row.outcome), (State::Closed, Some(Outcome::Refused)));
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert_eq!(letters.iter().map(|letter| letter.kind).collect::<Vec<_>>(), [LetterKind::Refused]);
    let case = case::open(&desk.ctx, &kim, &filed.reference).await.unwrap();
    assert_eq!(case.items[0].verdict, Some(Verdict::Refused));
    assert_eq!(case.items[0].ground.as_deref(), Some("RG-EXC"));
    assert_eq!(case.proposals[0].by, "Sam");
    assert_eq!(case.proposals[0].approved.as_ref().map(|(by, _)| by.as_str()), Some("Kim"));
}

#[tokio::test]
async fn a_company_of_one_person_may_refuse_alone() {
    let desk = Desk::open(ApprovalMode::OnePerson).await;
    let sam = desk.staff("Sam", BOTH).await;
    let filed = desk.access().await;
    decide(&desk.ctx, &sam, &filed.seen(1), &filed.refuse(Ground::Excessive)).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::Refused));
}

#[tokio::test]
async fn linking_another_person_voids_what_was_proposed() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let filed = desk.access().await;
    let other = desk.person("Ada Virtanen", "ada2@example.fi").await;
    let hash = propose(&desk.ctx, &sam, &filed.seen(1), &filed.refuse(Ground::Excessive)).await.unwrap();
    let moved = assign(&desk.ctx, &sam, &filed.seen(2), kim.id).await;
    assert_eq!(refusal(moved), Refusal::NotNow { state: State::AwaitingApproval });
    desk.later(TimeDelta::minutes(1));
    let finding =
        Finding { person: other, method: Assurance::KnownFacts, text: "Customer number and street." };
    link_person(&desk.ctx, &sam, &filed.seen(2), finding).await.unwrap();
    assert_eq!(desk.row(&filed).await.state, State::InProgress);
    let late = approve(&desk.ctx, &kim, &filed.reference, &hash).await;
    assert_eq!(refusal(late), Refusal::ChangedMeanwhile { by: "Sam".into(), state: State::InProgress });
    assert!(letter::Entity::find().all(desk.ctx.read()).await.unwrap().is_empty());
    let case = case::open(&desk.ctx, &kim, &filed.reference).await.unwrap();
    assert!(case.proposals[0].voided_at.is_some() && !case.proposals[0].open);
    assert_eq!(case.checks[0].by, "Sam");
}

#[tokio::test]
async fn an_edited_proposal_has_another_hash_and_the_old_approval_is_worth_nothing() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let filed = desk.access().await;
    let mut refused = filed.refuse(Ground::Excessive);
    let first = propose(&desk.ctx, &sam, &filed.seen(1), &refused).await.unwrap();
    send_back(&desk.ctx, &kim, &filed.seen(2), "Say it more kindly.").await.unwrap();
    refused.free_part = Some("Kiitos kärsivällisyydestäsi.".into());
    let second = propose(&desk.ctx, &sam, &filed.seen(3), &refused).await.unwrap();
    assert_ne!(first, second);
    let old = approve(&desk.ctx, &kim, &filed.reference, &first).await;
    assert_eq!(refusal(old), Refusal::ProposalChanged { by: "Sam".into() }, "what changed is told");
    approve(&desk.ctx, &kim, &filed.reference, &second).await.unwrap();
    let letters = letter::Entity::find().all(desk.ctx.read()).await.unwrap();
    assert!(letters[0].text.contains("Kiitos kärsivällisyydestäsi."));
    let case = case::open(&desk.ctx, &kim, &filed.reference).await.unwrap();
    assert_eq!(case.notes[0].body, "Say it more kindly.");
}

#[tokio::test]
async fn a_request_changed_behind_the_proposal_goes_back_to_work() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let filed = desk.access().await;
    let hash = propose(&desk.ctx, &sam, &filed.seen(1), &filed.refuse(Ground::Excessive)).await.unwrap();
    let tx = desk.ctx.write().await.unwrap();
    let mut row = sea_orm::IntoActiveModel::into_active_model(desk.row(&filed).await);
    row.version = sea_orm::Set(9);
    sea_orm::ActiveModelTrait::update(row, tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let approved = approve(&desk.ctx, &kim, &filed.reference, &hash).await;
    assert!(matches!(refusal(approved), Refusal::ChangedMeanwhile { .. }));
    assert_eq!(desk.row(&filed).await.state, State::InProgress);
    let again = approve(&desk.ctx, &kim, &filed.reference, &hash).await;
    assert!(matches!(refusal(again), Refusal::ChangedMeanwhile { .. }));
}

#[tokio::test]
async fn what_the_requester_writes_after_the_page_was_drawn_is_read_before_it_is_approved() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let (sam, kim) = (desk.staff("Sam", BOTH).await, desk.staff("Kim", BOTH).await);
    let filed = desk.access().await;
    let hash = propose(&desk.ctx, &sam, &filed.seen(1), &filed.refuse(Ground::Excessive)).await.unwrap();
    let drawn = Approval { seen: filed.seen(2), hash: &hash, heard: 0 };
    let ada = requester(&desk.ctx, "ada@example.fi");
    own::write(&desk.ctx, &ada, &filed.reference, "Stop: I need only the invoices.").await.unwrap();
    let stale = decide::approve(&desk.ctx, &kim, &drawn).await;
    assert_eq!(refusal(stale), Refusal::MessageMeanwhile);
    assert_eq!(desk.row(&filed).await.state, State::AwaitingApproval, "it still waits");
    assert!(letter::Entity::find().all(desk.ctx.read()).await.unwrap().is_empty());
    let older = Approval { seen: filed.seen(1), heard: 1, ..drawn };
    let older = decide::approve(&desk.ctx, &kim, &older).await;
    assert!(matches!(refusal(older), Refusal::ChangedMeanwhile { .. }), "the page's version counts");
    decide::approve(&desk.ctx, &kim, &Approval { heard: 1, ..drawn }).await.unwrap();
    assert_eq!(desk.row(&filed).await.outcome, Some(Outcome::Refused));
}

#[tokio::test]
async fn only_an_approver_approves_and_only_what_refuses_is_proposed() {
    let desk = Desk::open(ApprovalMode::TwoPersons).await;
    let sam = desk.staff("Sam", BOTH).await;
    let kim = desk.staff("Kim", &[Role::Caseworker]).await;
    let filed = desk.access().await;
    let granted = propose(&desk.ctx, &sam, &filed.seen(1), &filed.grant()).await;
    assert_eq!(refusal(granted), Refusal::NotNow { state: State::InProgress });
    assert_eq!(preview(&desk.ctx, &sam, &filed.reference, &filed.grant()).await.unwrap().second, None);
    let refused = filed.refuse(Ground::Excessive);
    assert!(preview(&desk.ctx, &sam, &filed.reference, &refused).await.unwrap().second.is_some());
    let hash = propose(&desk.ctx, &sam, &filed.seen(1), &refused).await.unwrap();
    let approver = Refusal::RoleMissing { role: Role::Approver };
    assert_eq!(refusal(approve(&desk.ctx, &kim, &filed.reference, &hash).await), approver);
    assert_eq!(refusal(send_back(&desk.ctx, &kim, &filed.seen(2), "No").await), approver);
}
