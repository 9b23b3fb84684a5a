//! Several workers at one outbox, and one that stalls with a mail in its hand: each mail leaves once.

use super::{Ctx, LEASE, MailState, body, claim, cross_fence, deliver, deliver_next, outbox, recover};
use crate::{
    database::Database,
    email::Email,
    identity::challenge::{self, Ask},
    mail::{letter::Letter, postbox::Postbox},
    testing,
};
use chrono::TimeDelta;
use entity::kind::Language;
use futures::future::join_all;
use sea_orm::EntityTrait;
use std::collections::BTreeMap;

/// Makes two tests of each story, which gets two workers of one portal.
macro_rules! on_both_engines {
    ($($story:ident),+ $(,)?) => {$(
        mod $story {
            use super::*;

            #[tokio::test]
            async fn on_sqlite() {
                let (ctx, folder) = testing::ctx().await;
                let file = format!("sqlite://{}", folder.path().join("test.db").display());
                // Another process has a connection of its own to the file.
                let other = Ctx { database: Database::connect(&file).await.unwrap(), ..ctx.clone() };
                super::$story(&ctx, &other).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                let (ctx, _folder) = testing::postgres_ctx(stringify!($story)).await;
                super::$story(&ctx, &ctx.clone()).await;
            }
        }
    )+};
}

on_both_engines!(
    who_wakes_after_another_sent_the_mail_sends_nothing,
    who_wakes_with_a_lease_that_is_over_sends_nothing,
    who_wakes_while_another_holds_the_mail_sends_nothing,
    the_fence_is_crossed_once,
    a_link_replaced_meanwhile_is_not_sent,
    of_many_at_once_one_takes_each_mail,
);

async fn who_wakes_after_another_sent_the_mail_sends_nothing(stalled: &Ctx, other: &Ctx) {
    let held = holds_a_mail(stalled).await;
    assert!(!deliver_next(other).await.unwrap(), "nobody takes what another holds");
    stalled.clock.advance(LEASE + TimeDelta::seconds(1));
    assert!(deliver_next(other).await.unwrap());
    let sent = mails(stalled).await;
    deliver(stalled, &held).await.unwrap();
    assert_eq!(mails(stalled).await, sent, "whoever wakes changes nothing");
    assert_eq!((sent[0].state, sent[0].attempts, left(stalled)), (MailState::Sent, 2, once(&sent)));
}

async fn who_wakes_with_a_lease_that_is_over_sends_nothing(stalled: &Ctx, other: &Ctx) {
    let held = holds_a_mail(stalled).await;
    stalled.clock.advance(LEASE);
    deliver(stalled, &held).await.unwrap();
    assert!(left(stalled).is_empty(), "another may have it by now");
    assert_eq!(mails(stalled).await[0].state, MailState::Claimed);
    stalled.clock.advance(TimeDelta::seconds(1));
    assert!(deliver_next(other).await.unwrap());
    assert_eq!(left(stalled), once(&mails(stalled).await));
}

async fn who_wakes_while_another_holds_the_mail_sends_nothing(stalled: &Ctx, other: &Ctx) {
    let held = holds_a_mail(stalled).await;
    stalled.clock.advance(LEASE + TimeDelta::seconds(1));
    recover(other).await.unwrap();
    let taken = claim(other).await.unwrap().unwrap();
    assert_eq!((taken.id, taken.claim == held.claim), (held.id, false));
    deliver(stalled, &held).await.unwrap();
    assert!(left(stalled).is_empty(), "it is another's now, and within their lease");
    assert_eq!(mails(stalled).await, std::slice::from_ref(&taken));
    deliver(other, &taken).await.unwrap();
    assert_eq!(left(stalled), once(&mails(stalled).await));
}

async fn the_fence_is_crossed_once(worker: &Ctx, _: &Ctx) {
    let held = holds_a_mail(worker).await;
    assert!(cross_fence(worker, &held).await.unwrap());
    assert!(!cross_fence(worker, &held).await.unwrap(), "the body is on its way already");
}

async fn a_link_replaced_meanwhile_is_not_sent(worker: &Ctx, _: &Ctx) {
    asks_for_a_link(worker).await;
    let held = claim(worker).await.unwrap().unwrap();
    assert!(body::compose(worker, &held).await.unwrap().is_some(), "it was good when its sending began");
    asks_for_a_link(worker).await;
    assert!(!cross_fence(worker, &held).await.unwrap(), "it would prove nothing");
}

/// From one browser, whose newest link alone is good.
async fn asks_for_a_link(ctx: &Ctx) {
    let email = Email::parse("ada@example.fi").unwrap();
    let (language, network, binding) = (Language::Fi, "network", "binding");
    let (return_to, step_up) = ("", None);
    let ask = Ask { email: &email, language, binding, network, return_to, step_up };
    challenge::ask(ctx, &ask).await.unwrap();
}

async fn of_many_at_once_one_takes_each_mail(one: &Ctx, other: &Ctx) {
    for _ in 0..3 {
        queue(one).await;
    }
    let steps = (0..12).map(|step| deliver_next(if step % 2 == 0 { one } else { other }));
    let taken = join_all(steps).await.into_iter().filter(|step| *step.as_ref().unwrap()).count();
    // A worker that finds the first row held goes on to the next, or comes again.
    assert!((1..=3).contains(&taken), "{taken} steps had a mail");
    while deliver_next(one).await.unwrap() {}
    let mails = mails(one).await;
    assert_eq!((mails.len(), left(one)), (3, once(&mails)));
    for mail in mails {
        assert_eq!((mail.state, mail.attempts), (MailState::Sent, 1), "claimed once");
    }
}

async fn holds_a_mail(ctx: &Ctx) -> outbox::Model {
    queue(ctx).await;
    claim(ctx).await.unwrap().unwrap()
}

async fn queue(ctx: &Ctx) {
    let word = || "A request waits".to_owned();
    let tx = ctx.write().await.unwrap();
    let mail = Letter { subject: word(), text: word(), html: word() };
    super::enqueue_staff(ctx, &tx, &mail).await.unwrap();
    tx.commit().await.unwrap();
}

async fn mails(ctx: &Ctx) -> Vec<outbox::Model> {
    outbox::Entity::find().all(ctx.read()).await.unwrap()
}

/// How often each mail has left, by its Message-ID.
fn left(ctx: &Ctx) -> BTreeMap<String, usize> {
    let Postbox::Memory(mails) = &ctx.postbox else { panic!("tests keep mail in memory") };
    let mut left = BTreeMap::new();
    for mail in mails.lock().unwrap().iter() {
        *left.entry(mail.message_id.clone()).or_default() += 1;
    }
    left
}

fn once(mails: &[outbox::Model]) -> BTreeMap<String, usize> {
    mails.iter().map(|mail| (mail.message_id.clone(), 1)).collect()
}
