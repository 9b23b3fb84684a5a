//! The daily self-test: through the real form to the mail server, beside every request, and heard when it fails.

use crate::harness::{on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::kind::Role;
use portal::canary::step;
use portal_core::{
    canary::{alarm, standing},
    ctx::Ctx,
    mail::postbox::{Postbox, smtp::SmtpRelay},
};
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::PoisonError,
};

on_both_engines!(
    it_asks_the_real_form_once_a_day_and_passes_when_the_mail_is_taken,
    with_a_dead_worker_the_desk_the_probe_and_one_mail_around_it_say_so,
    with_dead_pages_the_worker_says_so_and_the_form_is_asked_again,
    an_alarm_that_no_mail_server_took_goes_at_the_next_look,
);

/// The mailbox of the house, which asks.
const OWN: &str = "portal@wprod.example";
const DESK: &str = "desk@wprod.example";

async fn looks(portal: &TestPortal) {
    step(&portal.app, portal.browser().address()).await.unwrap();
}

/// The mails that have left, without the worker's help.
fn left(portal: &TestPortal, to: &str) -> usize {
    let Postbox::Memory(mails) = &portal.ctx().postbox else { panic!("tests keep mail in memory") };
    mails.lock().unwrap_or_else(PoisonError::into_inner).iter().filter(|mail| mail.to == to).count()
}

async fn probe(portal: &TestPortal, path: &str) -> (u16, String) {
    let answer = portal.browser().get(path).await;
    (answer.status, answer.body)
}

async fn passes(portal: &TestPortal) {
    looks(portal).await;
    portal.inbox().await;
    looks(portal).await;
    assert_eq!(standing(portal.ctx()).await.unwrap().unwrap().passed_at, Some(portal.ctx().now()));
}

async fn it_asks_the_real_form_once_a_day_and_passes_when_the_mail_is_taken(portal: TestPortal) {
    assert_eq!(probe(&portal, "/health/canary").await, (200, "self-test: none yet\n".into()));
    looks(&portal).await;
    looks(&portal).await;
    assert_eq!(standing(portal.ctx()).await.unwrap().unwrap().passed_at, None, "its mail has not left");
    passes(&portal).await;
    assert_eq!(left(&portal, OWN), 1, "a day has one");
    portal.clock.advance(TimeDelta::hours(3));
    looks(&portal).await;
    portal.inbox().await;
    assert_eq!(left(&portal, OWN), 1, "what has passed is not asked again that day");
    assert_eq!(probe(&portal, "/health/ready").await, (200, "ready\nself-test: passed 3 h ago\n".into()));
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let queue = sam.browser.get("/staff/queue").await;
    assert!(queue.text().contains("passed its daily self-test") && !queue.text().contains("No self-test"));
    assert_eq!((portal.count("request").await, portal.count("draft").await), (0, 0), "it makes no request");
    portal.clock.advance(TimeDelta::hours(21));
    passes(&portal).await;
    assert_eq!((left(&portal, OWN), left(&portal, DESK)), (2, 0));
}

async fn with_a_dead_worker_the_desk_the_probe_and_one_mail_around_it_say_so(portal: TestPortal) {
    passes(&portal).await;
    portal.clock.advance(TimeDelta::hours(25));
    looks(&portal).await;
    assert_eq!((probe(&portal, "/health/canary").await.0, left(&portal, DESK)), (200, 0), "not yet");
    portal.clock.advance(TimeDelta::minutes(1));
    looks(&portal).await;
    looks(&portal).await;
    assert_eq!(probe(&portal, "/health/canary").await, (503, "self-test: passed 25 h ago\n".into()));
    assert_eq!(probe(&portal, "/health/ready").await.0, 200, "visitors are still let in");
    assert_eq!(left(&portal, DESK), 1, "one alarm, and the worker did not send it");
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let queue = sam.browser.get("/staff/queue").await;
    assert!(queue.texts(".banner-bad").concat().contains("No self-test"), "{}", queue.text());
    portal.clock.advance(TimeDelta::hours(24));
    looks(&portal).await;
    assert_eq!(left(&portal, DESK), 1, "nor another the next day");
    passes(&portal).await;
    assert_eq!(probe(&portal, "/health/canary").await.0, 200);
    portal.clock.advance(TimeDelta::hours(26));
    looks(&portal).await;
    assert_eq!(left(&portal, DESK), 2, "another silence is told anew");
    portal.inbox().await;
}

/// An address where nobody listens.
async fn nowhere() -> SocketAddr {
    let closed = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    closed.local_addr().unwrap()
}

async fn with_dead_pages_the_worker_says_so_and_the_form_is_asked_again(portal: TestPortal) {
    let nowhere = nowhere().await;
    for _ in 0..2 {
        assert!(step(&portal.app, nowhere).await.is_err());
        portal.clock.advance(TimeDelta::hours(13));
    }
    assert_eq!(
        probe(&portal, "/health/canary").await,
        (503, "self-test: never passed, begun 26 h ago\n".into())
    );
    for _ in 0..2 {
        alarm(portal.ctx()).await.unwrap();
    }
    assert_eq!((left(&portal, DESK), left(&portal, OWN)), (1, 0));
    passes(&portal).await;
    assert_eq!(probe(&portal, "/health/canary").await.0, 200);
}

async fn an_alarm_that_no_mail_server_took_goes_at_the_next_look(portal: TestPortal) {
    passes(&portal).await;
    portal.clock.advance(TimeDelta::hours(26));
    let relay = SmtpRelay::parse(&format!("smtp://{}", nowhere().await)).unwrap();
    let cut_off = Ctx { postbox: Postbox::Smtp(Box::new(relay)), ..portal.ctx().clone() };
    alarm(&cut_off).await.unwrap();
    assert_eq!(left(&portal, DESK), 0);
    for _ in 0..2 {
        alarm(portal.ctx()).await.unwrap();
    }
    assert_eq!(left(&portal, DESK), 1);
}
