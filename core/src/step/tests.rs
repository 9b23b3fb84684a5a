//! Steps over a fresh database: mail that comes back, whom a holder knows, which excuse may stand.

use super::{
    answer::excuses,
    ban::{self, Ban},
    holder,
    instruct::{self, Touched},
    subject::{self, Key},
    tell,
};
use crate::{
    ctx::Ctx,
    email::Email,
    id::Reference,
    law::{calendar, deadline},
    notice::{
        profile::Recipient,
        word::{HolderRole, ToldBy},
    },
    request::change::Seen,
    testing,
};
use entity::{
    contact, customer,
    id::{CustomerId, PersonId},
    kind::{
        Assurance, Channel, ContactRole, CustomerKind, Evidence, Excuse, Language, MailKind, MailState,
        Operation, Right, Role, State, StepState, TaskKind,
    },
    outbox, person, request, step, step_link, subscription, task,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

async fn person(ctx: &Ctx) -> PersonId {
    let tx = ctx.write().await.unwrap();
    let row = person::Model {
        id: ctx.mint().unwrap(),
        name: "Ada".into(),
        name_key: "ada".into(),
        email: Some("ada@example.fi".into()),
        email_key: None,
        email_since: None,
        protected_on: None,
        language: Language::Fi,
        source: "test".into(),
        source_key: "ada".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

/// An account the person has a place in.
async fn place(ctx: &Ctx, person_id: PersonId, number: &str, role: ContactRole) {
    let tx = ctx.write().await.unwrap();
    let id: CustomerId = ctx.mint().unwrap();
    let row = customer::Model {
        id,
        number: number.into(),
        kind: if role == ContactRole::Holder { CustomerKind::Private } else { CustomerKind::Company },
        name: "Ada".into(),
        business_id: None,
        started_on: ctx.now().date_naive(),
        ended_on: None,
        source: "test".into(),
        source_key: number.into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    let row = contact::Model {
        id: ctx.mint().unwrap(),
        customer_id: id,
        person_id,
        role,
        source: "test".into(),
        source_key: number.into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// A decided erasure of some categories, its steps open.
async fn opened(ctx: &Ctx, person_id: Option<PersonId>, categories: &[&str]) -> Vec<step::Model> {
    let received_on = calendar::helsinki_date(ctx.now());
    let dates = deadline::deadline(received_on, &[]).unwrap();
    let row = request::Model {
        id: ctx.mint().unwrap(),
        reference: Reference::random(&ctx.entropy).unwrap().as_str().into(),
        draft_id: None,
        right: Some(Right::Erasure),
        split_from: None,
        state: State::Fulfilling,
        outcome: None,
        requester_key: ctx.keys.email_key(&Email::parse("ada@example.fi").unwrap()),
        requester_name: Some("Ada".into()),
        requester_email: Some("ada@example.fi".into()),
        person_id,
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
    };
    let tx = ctx.write().await.unwrap();
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    let touched: Vec<Touched> = categories.iter().map(|code| Touched::Category((*code).into())).collect();
    let told = instruct::instructions(ctx, Operation::Erase, &touched);
    instruct::open(ctx, &tx, &row, told).await.unwrap();
    tx.commit().await.unwrap();
    super::of(ctx.read(), row.id).await.unwrap()
}

#[tokio::test]
async fn a_mail_that_comes_back_leaves_the_step_open_before_staff_until_one_arrives() {
    let (ctx, _folder) = testing::ctx().await;
    let id = opened(&ctx, None, &["invoice"]).await[0].id;
    let link = step_link::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    let ends = async |state| {
        let tx = ctx.write().await.unwrap();
        tell::follow_up(&ctx, &tx, link.id, state).await.unwrap();
        tx.commit().await.unwrap();
        step::Entity::find_by_id(id).one(ctx.read()).await.unwrap().unwrap()
    };
    assert_eq!(ends(MailState::Bounced).await.state, StepState::Open);
    let tasks = async || task::Entity::find().all(ctx.read()).await.unwrap();
    let open: Vec<TaskKind> = tasks().await.into_iter().map(|task| task.kind).collect();
    assert_eq!(open, [TaskKind::HolderBounced]);
    let to_desk = outbox::Entity::find().filter(outbox::Column::Kind.eq(MailKind::Staff));
    assert_eq!(to_desk.all(ctx.read()).await.unwrap().len(), 1, "the desk is told at once");
    let told = ends(MailState::Sent).await;
    assert!(told.state == StepState::Told && told.told_at.is_some());
    assert!(tasks().await.iter().all(|task| task.done_at.is_some()));
    let untold = ends(MailState::Bounced).await;
    assert_eq!((untold.state, untold.told_at), (StepState::Open, None), "accepted, and returned after all");
    let sam = testing::staff(&ctx, "Sam", &[Role::Caseworker]).await;
    let request = request::Entity::find_by_id(untold.request_id).one(ctx.read()).await.unwrap().unwrap();
    let reference = Reference::parse(&request.reference).unwrap();
    let seen = Seen { reference: &reference, version: request.version };
    tell::tell(&ctx, &sam, &seen, id).await.unwrap();
    assert_eq!(ends(MailState::Bounced).await.state, StepState::Told, "staff have told it by other means");
}

#[tokio::test]
async fn a_holder_is_given_no_more_keys_than_it_knows_the_person_by() {
    let (ctx, _folder) = testing::ctx().await;
    let ada = person(&ctx).await;
    place(&ctx, ada, "10023", ContactRole::Holder).await;
    let keys = async |categories: &[&str]| subject::read(&opened(&ctx, Some(ada), categories).await[0]);
    assert_eq!(keys(&["invoice"]).await, [(Key::CustomerNumber, "10023".to_owned())]);
    assert_eq!(keys(&["hosting"]).await, [], "no account, no user name");
    place(&ctx, ada, "20001", ContactRole::Billing).await;
    let of_company = keys(&["invoice"]).await;
    assert!(of_company.contains(&(Key::Email, "ada@example.fi".to_owned())), "which of its contacts");
    assert!(of_company.iter().any(|(key, _)| *key == Key::Name));
    assert_eq!(of_company.len(), 4);
}

#[tokio::test]
async fn only_the_excuses_that_the_law_knows_stand_for_a_holder() {
    let (ctx, _folder) = testing::ctx().await;
    let steps = opened(&ctx, None, &["hosting", "invoice"]).await;
    let of = |holder: &str| steps.iter().find(|step| step.holder == holder).unwrap().clone();
    assert_eq!(excuses(&ctx.notice, &of("hosting_servers")), []);
    assert_eq!(excuses(&ctx.notice, &of("invoicing")), [Excuse::Impossible, Excuse::Disproportionate]);
    let marketing = step::Model { operation: Operation::StopMarketing, ..of("invoicing") };
    assert_eq!(excuses(&ctx.notice, &marketing), [Excuse::Impossible]);
}

/// Art. 17(2) speaks of an erasure; Art. 19 of recipients, who are told of a correction and a restriction too.
#[tokio::test]
async fn whoever_has_what_was_made_public_is_told_of_an_erasure_alone() {
    let (mut ctx, _folder) = testing::ctx().await;
    let mut notice = testing::notice();
    let invoicing = holder::find(&notice, "invoicing").unwrap().clone();
    notice.recipients.push(Recipient { code: "references".into(), role: HolderRole::Public, ..invoicing });
    ctx.notice = std::sync::Arc::new(notice);
    let touched = [Touched::Category("customer".into())];
    for operation in Operation::ALL {
        let told = instruct::instructions(&ctx, *operation, &touched);
        let public = told.iter().any(|instruction| instruction.holder == "references");
        assert_eq!(public, *operation == Operation::Erase, "{operation:?}");
    }
}

async fn subscribed(ctx: &Ctx, email_key: &str) {
    let tx = ctx.write().await.unwrap();
    let row = subscription::Model {
        id: ctx.mint().unwrap(),
        email: "ada@example.fi".into(),
        email_key: email_key.into(),
        person_id: None,
        purpose: "newsletter".into(),
        evidence: Evidence::Consent,
        wording: "Yes, please.".into(),
        since: ctx.now(),
        ended_at: Some(ctx.now()),
        source: "test".into(),
        source_key: "ada".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Who keeps the list gets no address of somebody who was never on it (Art. 5(1)(c)); where mail comes all the same the
/// register is not all there is.
#[tokio::test]
async fn the_holder_of_a_list_is_told_of_an_address_that_was_on_it_or_is_mailed_all_the_same() {
    for (on_list, still, told) in [(false, false, 0), (true, false, 1), (false, true, 1)] {
        let (ctx, _folder) = testing::ctx().await;
        opened(&ctx, None, &["invoice"]).await;
        let request = request::Entity::find().one(ctx.read()).await.unwrap().unwrap();
        if on_list {
            subscribed(&ctx, &request.requester_key).await;
        }
        let tx = ctx.write().await.unwrap();
        let ban = Ban { keys: &[&request.requester_key], purposes: &["newsletter"], still };
        ban::tell_lists(&ctx, &tx, &request, ban).await.unwrap();
        tx.commit().await.unwrap();
        let asked = step::Entity::find().filter(step::Column::Operation.eq(Operation::StopMarketing));
        assert_eq!(
            asked.all(ctx.read()).await.unwrap().len(),
            told,
            "on the list: {on_list}, still: {still}"
        );
    }
}

/// No mail can remind a holder that staff told by hand: where marketing still comes, they tell it again on a step of the
/// new request, once a day.
#[tokio::test]
async fn a_holder_told_by_hand_is_told_again_by_hand_on_another_day_alone() {
    let (mut ctx, _folder) = testing::ctx().await;
    let mut notice = testing::notice();
    notice.recipients.iter_mut().for_each(|holder| holder.told_by = ToldBy::Phone);
    ctx.notice = std::sync::Arc::new(notice);
    opened(&ctx, None, &["invoice"]).await;
    let request = request::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    subscribed(&ctx, &request.requester_key).await;
    let stops = async |still| {
        let tx = ctx.write().await.unwrap();
        let ban = Ban { keys: &[&request.requester_key], purposes: &["newsletter"], still };
        ban::tell_lists(&ctx, &tx, &request, ban).await.unwrap();
        tx.commit().await.unwrap();
        let asked = step::Entity::find().filter(step::Column::Operation.eq(Operation::StopMarketing));
        asked.all(ctx.read()).await.unwrap()
    };
    let first = stops(false).await.pop().unwrap();
    assert_eq!(stops(true).await.len(), 1, "who has not been told yet has nothing to be reminded of");
    let told = step::Model { state: StepState::Told, told_at: Some(ctx.now()), ..first };
    let tx = ctx.write().await.unwrap();
    told.into_active_model().reset_all().update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stops(true).await.len(), 1, "once a day");
    ctx.clock.advance(chrono::TimeDelta::days(1));
    assert_eq!(stops(false).await.len(), 1, "the ban that stands is asked for once");
    let again = stops(true).await;
    assert_eq!(again.len(), 2);
    let tasks = task::Entity::find().filter(task::Column::Kind.eq(TaskKind::TellHolder));
    let tasks = tasks.all(ctx.read()).await.unwrap();
    assert!(tasks.iter().any(|task| task.step_id == Some(again[1].id)), "staff have it to do");
}
