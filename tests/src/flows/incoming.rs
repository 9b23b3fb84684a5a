//! What the mail server hands over: nothing is lost, nobody is believed, no machine is answered.

mod kept;

use crate::harness::{
    actors::{ADA, Colleague},
    on_both_engines,
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{
    incoming, item,
    kind::{Assurance, Channel, IncomingKind, Language, MailState, Role, State, TaskKind},
    letter, outbox, request, task,
};
use futures::future::join_all;
use portal::cli::intake_mail::{Ended, take};
use portal_core::{
    law::calendar::helsinki_date,
    mail::incoming::{LARGEST, desk},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    a_mail_becomes_a_request_to_classify_and_is_answered_once,
    the_day_of_receipt_is_that_of_our_own_trace_and_never_the_senders,
    what_cannot_be_read_waits_for_staff_with_its_original,
    the_same_mail_again_at_once_or_with_other_words_is_one_request,
    an_answer_to_a_letter_joins_its_request_and_acts_on_nothing,
    a_reference_in_the_subject_is_enough_and_a_forged_one_is_not,
    no_machine_is_answered,
    a_report_marks_the_letter_it_names_and_a_forged_one_none,
    nobody_is_flooded_with_receipts_in_anothers_name,
);

const SERVER: &str = "mx.wprod.example";
const WORDS: &str = "Hello, please send me all the data you have about me.";

fn written(headers: &str, body: &str) -> String {
    format!("From: Ada Aalto <{ADA}>\r\nSubject: My data\r\n{headers}\r\n\r\n{body}")
}

async fn hand(portal: &TestPortal, raw: impl Into<Vec<u8>>) -> Ended {
    take(portal.ctx(), raw.into(), &[SERVER.to_owned()]).await
}

async fn kept(portal: &TestPortal) -> Vec<incoming::Model> {
    incoming::Entity::find().all(portal.ctx().read()).await.unwrap()
}

async fn requests(portal: &TestPortal) -> Vec<request::Model> {
    request::Entity::find().all(portal.ctx().read()).await.unwrap()
}

async fn open_tasks(portal: &TestPortal, kind: TaskKind) -> usize {
    let open =
        task::Entity::find().filter(task::Column::Kind.eq(kind)).filter(task::Column::DoneAt.is_null());
    open.all(portal.ctx().read()).await.unwrap().len()
}

/// How many mails Ada has got.
async fn to_ada(portal: &TestPortal) -> usize {
    portal.inbox().await.to(ADA).len()
}

async fn caseworker(portal: &TestPortal) -> Colleague {
    portal.staff("Kim", &[Role::Caseworker]).await
}

/// The Message-ID of the newest mail to Ada.
async fn last_id(portal: &TestPortal) -> String {
    portal.inbox().await.latest_to(ADA).0.message_id
}

fn path(mail: &incoming::Model) -> String {
    format!("/staff/mails/{}", mail.id)
}

async fn a_mail_becomes_a_request_to_classify_and_is_answered_once(portal: TestPortal) {
    assert_eq!(hand(&portal, written("Message-ID: <1@asiakas.example>", WORDS)).await, Ended::Kept);
    let made = requests(&portal).await.remove(0);
    assert_eq!((made.right, made.state, made.channel), (None, State::Received, Channel::Email));
    assert_eq!((made.assurance, made.language), (Assurance::Unproven, Language::En));
    assert_eq!(made.requester_email.as_deref(), Some(ADA));
    assert_eq!(made.person_id, None, "who only claims an address is nobody's record");
    let items = item::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(items[0].asked.as_deref(), Some(format!("My data\n\n{WORDS}").as_str()));
    let letter = portal.inbox().await.latest_to(ADA).0;
    assert!(letter.text.contains(&made.reference) && to_ada(&portal).await == 1, "{}", letter.text);
    let kim = caseworker(&portal).await;
    let page = kim.browser.get(&format!("/staff/requests/{}", made.reference)).await;
    assert!(page.has(&format!("a[href='{}']", path(&kept(&portal).await[0]))), "{}", page.text());
    assert!(page.has("form[action$='/identity']"), "who asks is still to be checked");
    assert!(kim.browser.get("/staff/queue?tab=open").await.text().contains(&made.reference));
}

async fn the_day_of_receipt_is_that_of_our_own_trace_and_never_the_senders(portal: TestPortal) {
    let now = portal.ctx().now();
    let trace = |by: &str, ago: TimeDelta| {
        format!(
            "Received: from a.example by {by}; {}\r\nDate: Thu, 1 Jan 2015 00:00:00 +0000",
            (now - ago).to_rfc2822()
        )
    };
    let two = TimeDelta::days(2);
    let cases = [
        (trace(SERVER, two), now - two),
        (trace("mx.elsewhere.example", two), now),
        (trace(SERVER, TimeDelta::days(40)), now),
        (trace(SERVER, -two), now),
        ("Date: Thu, 1 Jan 2015 00:00:00 +0000".to_owned(), now),
        (format!("Received: from a.example by other.example; x\r\n{}", trace(SERVER, two)), now),
    ];
    let mut seen = Vec::new();
    for (nth, (headers, at)) in cases.iter().enumerate() {
        hand(&portal, written(&format!("{headers}\r\nMessage-ID: <{nth}@asiakas.example>"), WORDS)).await;
        let made = requests(&portal).await.into_iter().find(|row| !seen.contains(&row.id)).unwrap();
        seen.push(made.id);
        assert_eq!(made.received_on, helsinki_date(*at), "{headers}");
        assert_eq!(made.received_at, *at, "{headers}");
    }
    portal.inbox().await;
}

async fn what_cannot_be_read_waits_for_staff_with_its_original(portal: TestPortal) {
    let nasty: [&[u8]; 8] = [
        b"\0\0\0\xff\xfe",
        b"no header at all",
        b"From: \r\n\r\n",
        b"From: a@x.example\r\nFrom: b@x.example\r\n\r\nwho?",
        b"Subject: =?utf-8?B?AAAA?=\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n\0",
        b"From: =?x?y?z?= <\r\n\r\nx",
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b\r\n--b",
        b"\r\n\r\n",
    ];
    for raw in nasty {
        assert_eq!(hand(&portal, raw).await, Ended::Kept);
    }
    let all = kept(&portal).await;
    assert_eq!((all.len(), requests(&portal).await.len()), (8, 0));
    assert!(all.iter().all(|mail| mail.kind == IncomingKind::Unclear && mail.read_at.is_none()));
    let kim = caseworker(&portal).await;
    assert!(kim.browser.get("/staff/queue").await.text().contains("8 e-mails"));
    let list = kim.browser.get("/staff/mails").await;
    for (mail, raw) in all.iter().zip(nasty) {
        assert!(list.has(&format!("a[href='{}']", path(mail))));
        assert_eq!(kim.browser.get(&path(mail)).await.status, 200);
        let original = desk::original(portal.ctx(), &staff_of(&portal, &kim).await, mail.id).await.unwrap();
        assert_eq!(original, raw);
    }
    let settle = kim.browser.get(&path(&all[0])).await.form(&path(&all[0]));
    let settled = settle.submit().await;
    assert_eq!(settled.location(), "/staff/mails");
    assert!(settled.follow().await.text().contains("The mail has been marked as dealt with"));
    assert_eq!(desk::count(portal.ctx()).await.unwrap(), 7);
    assert_eq!(hand(&portal, "").await, Ended::Nothing);
    assert_eq!(hand(&portal, vec![b'x'; LARGEST + 1]).await, Ended::TooLarge);
    let large =
        [written("Message-ID: <large@asiakas.example>", WORDS).as_bytes(), &vec![b'x'; 25 * 1024 * 1024]]
            .concat();
    assert_eq!(hand(&portal, large).await, Ended::Kept);
    assert_eq!(requests(&portal).await.len(), 1);
    portal.inbox().await;
}

pub async fn staff_of(portal: &TestPortal, colleague: &Colleague) -> portal_core::actor::Staff {
    let secret = colleague.browser.cookie("__Host-s").unwrap();
    portal_core::identity::session::staff(portal.ctx(), &secret).await.unwrap().unwrap()
}

async fn the_same_mail_again_at_once_or_with_other_words_is_one_request(portal: TestPortal) {
    let raw = written("Message-ID: <1@asiakas.example>", WORDS);
    let all = join_all((0..8).map(|_| hand(&portal, raw.clone()))).await;
    assert!(all.iter().all(|ended| *ended == Ended::Kept));
    let traced = format!("Received: from b.example by {SERVER}; x\r\n{raw}");
    hand(&portal, traced).await;
    assert_eq!((requests(&portal).await.len(), kept(&portal).await.len(), to_ada(&portal).await), (1, 1, 1));
    assert_eq!(portal.ctx().storage.files().unwrap().len(), 1, "no file is left of what came again");
    hand(&portal, written("Message-ID: <1@asiakas.example>", "Other words, and delete everything.")).await;
    assert_eq!((requests(&portal).await.len(), desk::count(portal.ctx()).await.unwrap()), (1, 1));
    assert_eq!(to_ada(&portal).await, 1);
}

async fn an_answer_to_a_letter_joins_its_request_and_acts_on_nothing(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let id = last_id(&portal).await;
    let before = requests(&portal).await.remove(0);
    let sent = to_ada(&portal).await;
    let words = "I withdraw my request. My customer number is 1001.";
    let raw =
        format!("From: mallory@elsewhere.example\r\nIn-Reply-To: <{id}>\r\nSubject: Re: x\r\n\r\n{words}");
    hand(&portal, raw).await;
    assert_eq!(requests(&portal).await, [before], "nothing of the request has changed");
    let mail = kept(&portal).await.remove(0);
    assert_eq!((mail.kind, mail.read_at), (IncomingKind::Reply, None));
    let kim = caseworker(&portal).await;
    let page = kim.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(page.text().contains(words) && page.text().contains("from another address"), "{}", page.text());
    assert_eq!(to_ada(&portal).await, sent, "nobody is answered");
    assert!(
        !ada.browser.get(&format!("/requests/{reference}")).await.text().contains("customer number is 1001")
    );
}

async fn a_reference_in_the_subject_is_enough_and_a_forged_one_is_not(portal: TestPortal) {
    hand(&portal, written("Message-ID: <1@asiakas.example>", WORDS)).await;
    let reference = requests(&portal).await.remove(0).reference;
    let about = |subject: &str, id: u8| {
        format!("From: {ADA}\r\nSubject: {subject}\r\nMessage-ID: <r{id}@asiakas.example>\r\n\r\nMore words.")
    };
    hand(&portal, about(&format!("Re: {reference}"), 1)).await;
    assert_eq!(requests(&portal).await.len(), 1);
    let other = portal_core::id::Reference::random(&portal.ctx().entropy).unwrap();
    hand(&portal, about(&format!("Re: {other}"), 2)).await;
    assert_eq!(requests(&portal).await.len(), 2, "an unknown reference keeps nobody from asking");
    portal.inbox().await;
}

async fn no_machine_is_answered(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    ada.files("access").await;
    let id = last_id(&portal).await;
    let sent = portal.inbox().await.all().len();
    for (nth, mark) in [
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "List-Id: <x.example>",
        "Return-Path: <>",
        "X-Spam-Flag: YES",
    ]
    .iter()
    .enumerate()
    {
        hand(&portal, written(&format!("{mark}\r\nMessage-ID: <a{nth}@asiakas.example>"), WORDS)).await;
    }
    hand(&portal, written(&format!("Auto-Submitted: auto-replied\r\nIn-Reply-To: <{id}>"), "Out of office"))
        .await;
    let from_us = "From: portal@wprod.example\r\nSubject: x\r\n\r\nAround and around.";
    hand(&portal, from_us).await;
    hand(&portal, format!("From: x@y.example\r\nMessage-ID: <{id}>\r\n\r\nour own letter")).await;
    assert_eq!(requests(&portal).await.len(), 1);
    let all = kept(&portal).await;
    assert_eq!(all.len(), 8);
    assert!(all.iter().all(|mail| mail.kind == IncomingKind::Automatic));
    assert_eq!(desk::count(portal.ctx()).await.unwrap(), 5, "what is on a request or our own needs nobody");
    assert_eq!(portal.inbox().await.all().len(), sent, "no mail went out, neither to them nor to the desk");
}

pub(super) fn report(id: &str, action: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; \
         boundary=b\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; \
         mx.example\r\n\r\nFinal-Recipient: rfc822; {ADA}\r\nAction: {action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such \
         user\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}>\r\n--b--\r\n"
    )
}

async fn a_report_marks_the_letter_it_names_and_a_forged_one_none(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let kim = caseworker(&portal).await;
    kim.takes(&reference).await;
    let preview = kim.weighs(&reference, &[("nothing_held", "yes")]).await;
    assert_eq!(kim.sends(&preview, &reference).await.status, 303);
    let id = last_id(&portal).await;
    let answered = || async { requests(&portal).await[0].answered_at };
    assert!(answered().await.is_some());
    hand(&portal, report("0198c0de-0000-7000-8000-000000000001@wprod.example", "failed")).await;
    hand(&portal, report(&id, "delayed")).await;
    assert!(answered().await.is_some() && open_tasks(&portal, TaskKind::Bounce).await == 0);
    hand(&portal, report(&id, "failed")).await;
    hand(&portal, format!("{}again", report(&id, "failed"))).await;
    assert_eq!(answered().await, None, "what came back answers nothing");
    assert_eq!(open_tasks(&portal, TaskKind::Bounce).await, 1);
    let mail = outbox::Entity::find()
        .filter(outbox::Column::MessageId.eq(&id))
        .one(portal.ctx().read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (mail.state, mail.reply.as_deref()),
        (MailState::Bounced, Some("5.1.1 smtp; 550 no such user"))
    );
    let letter =
        letter::Entity::find_by_id(mail.letter_id.unwrap()).one(portal.ctx().read()).await.unwrap().unwrap();
    let again = format!("/staff/requests/{reference}/letters/{}/send", letter.id);
    let page = kim.browser.get(again.trim_end_matches("/send")).await;
    portal.clock.advance(TimeDelta::minutes(1));
    let form = page.form(&again).fill("email", "ada.new@asiakas.example").fill("how", "She rang.");
    assert_eq!(form.submit().await.status, 303, "staff can send it again");
    portal.inbox().await;
    assert!(answered().await.is_some());
}

async fn nobody_is_flooded_with_receipts_in_anothers_name(portal: TestPortal) {
    for nth in 0..6 {
        hand(&portal, written(&format!("Message-ID: <{nth}@x.example>"), &format!("{WORDS} {nth}"))).await;
    }
    let all = requests(&portal).await;
    assert_eq!((all.len(), to_ada(&portal).await), (6, 3), "each is a request, only three are answered");
    assert_eq!(all.iter().filter(|row| row.flooded).count(), 3);
    let kim = caseworker(&portal).await;
    kim.mutes("bea@asiakas.example", "A stranger").await;
    hand(&portal, written("Message-ID: <b@x.example>", WORDS).replace(ADA, "bea@asiakas.example")).await;
    assert!(portal.inbox().await.to("bea@asiakas.example").is_empty(), "a muted address is left in peace");
    assert_eq!(requests(&portal).await.len(), 7);
}
