//! What is kept of a mail: its files, until when, and what staff make of it.

use super::{Ended, WORDS, caseworker, hand, kept, path, requests, staff_of, to_ada, written};
use crate::harness::{client::Ask, on_both_engines, page::Page, portal::TestPortal};
use chrono::TimeDelta;
use entity::kind::State;
use portal_core::{
    mail::incoming::desk,
    register::retention::run::{self, Aim},
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, IntoActiveModel, Set};

on_both_engines!(
    what_hangs_on_a_mail_is_handed_out_as_a_file_and_nothing_else,
    staff_make_a_request_of_what_was_taken_for_something_else,
    what_belongs_to_nothing_goes_thirty_days_after_it_was_dealt_with,
    the_mail_goes_with_the_file_of_its_request,
    while_the_database_is_gone_the_mail_server_keeps_the_mail,
);

async fn what_hangs_on_a_mail_is_handed_out_as_a_file_and_nothing_else(portal: TestPortal) {
    let part = |name: &str, body: &str| {
        format!(
            "--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{body}\r\n"
        )
    };
    let body = format!(
        "--b\r\nContent-Type: text/html\r\n\r\n<p>{WORDS}</p><script>x</script>\r\n{}{}--b--\r\n",
        part("id.txt", "words"),
        part("x.html", "<script>")
    );
    hand(&portal, written("Content-Type: multipart/mixed; boundary=b", &body)).await;
    let mail = kept(&portal).await.remove(0);
    assert!(mail.body.contains(WORDS) && !mail.body.contains("script"), "{}", mail.body);
    let kim = caseworker(&portal).await;
    let page = kim.browser.get(&path(&mail)).await;
    assert!(!page.has(&format!("a[href='{}/attachments/1']", path(&mail))), "{}", page.text());
    for (end, name) in [("original", "original.eml"), ("attachments/0", "attachment-1.txt")] {
        let file = kim.browser.get(&format!("{}/{end}", path(&mail))).await;
        assert_eq!(file.status, 200);
        assert_eq!(file.header("content-type"), Some("application/octet-stream"));
        assert_eq!(
            file.header("content-disposition"),
            Some(format!("attachment; filename=\"{name}\"").as_str())
        );
        assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
        assert!(file.header("content-security-policy").unwrap().contains("sandbox"));
    }
    assert_eq!(kim.browser.get(&format!("{}/attachments/1", path(&mail))).await.status, 404);
    let framed = Ask::get(format!("{}/original", path(&mail))).with("sec-fetch-dest", "iframe");
    assert_eq!(kim.browser.send(framed).await.status, 404, "no page of another's can draw it");
    let stored = portal.ctx().storage.files().unwrap();
    assert_eq!(stored.len(), 1);
    portal.inbox().await;
}

async fn staff_make_a_request_of_what_was_taken_for_something_else(portal: TestPortal) {
    let before = portal.ctx().now();
    hand(&portal, written("List-Id: <info.wprod.example>", WORDS)).await;
    portal.clock.advance(TimeDelta::days(3));
    let kim = caseworker(&portal).await;
    let mail = kept(&portal).await.remove(0);
    let action = format!("{}/request", path(&mail));
    let form = kim.browser.get(&path(&mail)).await.form(&action);
    let first: Page = form.submit().await;
    assert_eq!(form.submit().await.location(), first.location(), "twice is once");
    let made = requests(&portal).await;
    assert_eq!((made.len(), made[0].received_at), (1, before));
    assert_eq!((to_ada(&portal).await, desk::count(portal.ctx()).await.unwrap()), (1, 0));
}

async fn what_belongs_to_nothing_goes_thirty_days_after_it_was_dealt_with(portal: TestPortal) {
    hand(&portal, "nothing to read").await;
    hand(&portal, "nor here").await;
    let kim = caseworker(&portal).await;
    let staff = staff_of(&portal, &kim).await;
    desk::settle(portal.ctx(), &staff, kept(&portal).await[0].id).await.unwrap();
    portal.clock.advance(TimeDelta::days(29));
    desk::sweep(portal.ctx()).await.unwrap();
    assert_eq!(kept(&portal).await.len(), 2);
    portal.clock.advance(TimeDelta::days(2));
    desk::sweep(portal.ctx()).await.unwrap();
    assert_eq!(
        (kept(&portal).await.len(), portal.ctx().storage.files().unwrap().len()),
        (1, 1),
        "what nobody read stays"
    );
}

async fn the_mail_goes_with_the_file_of_its_request(portal: TestPortal) {
    hand(&portal, written("Message-ID: <1@asiakas.example>", WORDS)).await;
    portal.inbox().await;
    close(&portal).await;
    portal.clock.advance(TimeDelta::days(4 * 366));
    run::ask(portal.ctx(), Aim::Destroy).await.unwrap();
    while run::step(portal.ctx()).await.unwrap() {}
    assert_eq!((requests(&portal).await.len(), kept(&portal).await.len()), (0, 0));
    assert!(portal.ctx().storage.files().unwrap().is_empty(), "the original goes too");
}

async fn close(portal: &TestPortal) {
    let tx = portal.ctx().write().await.unwrap();
    let mut row = requests(portal).await.remove(0).into_active_model();
    (row.state, row.closed_at) = (Set(State::Closed), Set(Some(portal.ctx().now())));
    row.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn while_the_database_is_gone_the_mail_server_keeps_the_mail(portal: TestPortal) {
    let tx = portal.ctx().write().await.unwrap();
    tx.db().execute_unprepared("ALTER TABLE incoming RENAME TO away").await.unwrap();
    tx.commit().await.unwrap();
    let raw = written("Message-ID: <1@asiakas.example>", WORDS);
    let ended = hand(&portal, raw.clone()).await;
    assert_eq!(ended.code(), 75, "{ended:?}");
    assert!(portal.ctx().storage.files().unwrap().is_empty() && requests(&portal).await.is_empty());
    let tx = portal.ctx().write().await.unwrap();
    tx.db().execute_unprepared("ALTER TABLE away RENAME TO incoming").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(hand(&portal, raw).await, Ended::Kept);
    assert_eq!(requests(&portal).await.len(), 1);
    portal.inbox().await;
}
