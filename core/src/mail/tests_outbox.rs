//! What follows from a letter that no mail server takes.

use crate::{
    actor::Requester,
    ctx::Ctx,
    email::Email,
    id::mint,
    mail::outbox::{self, settle::settle},
    request::{
        answers::{Answers, Wish},
        draft,
        file::file,
    },
    testing,
};
use chrono::TimeDelta;
use entity::{
    id::SessionId,
    kind::{Language, MailKind, MailState, TaskKind},
    outbox as rows, request, task,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

async fn files(ctx: &Ctx) -> request::Model {
    let email = Email::parse("ada@example.fi").unwrap();
    let session = SessionId(mint(ctx.now(), &ctx.entropy).unwrap());
    let ada = Requester { session, email_key: ctx.keys.email_key(&email), email, proved_at: ctx.now() };
    let id = draft::start(ctx, &ada, Wish::Access).await.unwrap();
    let answers = Answers { everything: true, ..Answers::of(Wish::Access) };
    draft::save(ctx, &ada, id, &answers).await.unwrap();
    let reference = file(ctx, &ada, id, Language::En, "network").await.unwrap();
    let filed = request::Entity::find().filter(request::Column::Reference.eq(reference.as_str()));
    filed.one(ctx.read()).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_bounced_letter_makes_a_task_and_a_mail_to_the_desk() {
    let (ctx, _folder) = testing::ctx().await;
    let request = files(&ctx).await;
    // No mail server takes a local part outside ASCII without SMTPUTF8.
    let letter = rows::Entity::find().filter(rows::Column::Kind.eq(MailKind::Letter));
    let mut letter = letter.one(ctx.read()).await.unwrap().unwrap().into_active_model();
    letter.recipient = Set("ädä@example.fi".into());
    let tx = ctx.write().await.unwrap();
    let letter = letter.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();

    while outbox::deliver_next(&ctx).await.unwrap() {}

    let bounced = rows::Entity::find_by_id(letter.id).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(bounced.state, MailState::Bounced);
    let tasks = task::Entity::find().all(ctx.read()).await.unwrap();
    assert_eq!(tasks.len(), 1);
    assert_eq!((tasks[0].kind, tasks[0].request_id), (TaskKind::Bounce, Some(request.id)));
    let told = rows::Entity::find().filter(rows::Column::Kind.eq(MailKind::Staff));
    let told = told.all(ctx.read()).await.unwrap();
    assert_eq!(told.len(), 2, "of the new request, and of the bounce");
    assert!(told.iter().all(|mail| mail.state == MailState::Sent));
    let request = request::Entity::find_by_id(request.id).one(ctx.read()).await.unwrap().unwrap();
    assert_eq!(request.answered_at, None);
}

/// The letter of a request, held by a worker that has begun to send it.
async fn under_way(ctx: &Ctx) -> rows::Model {
    let letter = rows::Entity::find().filter(rows::Column::Kind.eq(MailKind::Letter));
    let mut letter = letter.one(ctx.read()).await.unwrap().unwrap().into_active_model();
    letter.state = Set(MailState::Data);
    letter.claim = Set(Some(ctx.mint().unwrap()));
    letter.claimed_until = Set(Some(ctx.now()));
    let tx = ctx.write().await.unwrap();
    let letter = letter.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    letter
}

async fn state(ctx: &Ctx, row: &rows::Model) -> MailState {
    rows::Entity::find_by_id(row.id).one(ctx.read()).await.unwrap().unwrap().state
}

#[tokio::test]
async fn a_letter_nobody_is_sure_of_is_one_task_and_goes_again_for_three_days_at_most() {
    let (ctx, _folder) = testing::ctx().await;
    files(&ctx).await;
    for _ in 0..2 {
        let held = under_way(&ctx).await;
        settle(&ctx, &held, MailState::Uncertain, None).await.unwrap();
        assert_eq!(state(&ctx, &held).await, MailState::Uncertain);
    }
    let tasks = task::Entity::find().filter(task::Column::Kind.eq(TaskKind::Uncertain));
    assert_eq!(tasks.clone().all(ctx.read()).await.unwrap().len(), 1);
    let held = under_way(&ctx).await;
    settle(&ctx, &held, MailState::Uncertain, None).await.unwrap();
    ctx.clock.advance(TimeDelta::hours(73));
    while outbox::deliver_next(&ctx).await.unwrap() {}
    assert_eq!(state(&ctx, &held).await, MailState::Uncertain, "it is staff's now");
    assert!(tasks.one(ctx.read()).await.unwrap().unwrap().done_at.is_none());
}

#[tokio::test]
async fn a_mail_that_was_sent_stays_sent_whatever_a_worker_still_holds_of_it() {
    let (ctx, _folder) = testing::ctx().await;
    files(&ctx).await;
    let held = under_way(&ctx).await;
    settle(&ctx, &held, MailState::Sent, None).await.unwrap();
    settle(&ctx, &held, MailState::Uncertain, None).await.unwrap();
    assert_eq!(state(&ctx, &held).await, MailState::Sent);
    assert!(task::Entity::find().one(ctx.read()).await.unwrap().is_none());
}
