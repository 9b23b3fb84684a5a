//! A customer asks: what was typed is never lost, what was sent is filed once, what was stopped stays stopped.

use crate::harness::{on_both_engines, portal::TestPortal};
use chrono::TimeDelta;

on_both_engines!(
    an_ended_session_loses_nothing_typed,
    an_ended_session_files_nothing_by_itself,
    a_message_typed_in_an_ended_session_waits_in_its_form,
    a_signed_out_browser_keeps_nothing,
    twenty_presses_of_one_form_file_one_request,
    twenty_presses_of_one_message_keep_it_once,
    an_opt_out_works_with_one_press_for_any_address,
);

async fn an_ended_session_loses_nothing_typed(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/something_else").await;
    portal.clock.advance(TimeDelta::minutes(21));
    let sent_away = form.fill("text", "Poistakaa vanha verkkotunnukseni").submit().await;
    let to = sent_away.location().to_owned();
    assert!(to.starts_with("/sign-in?to=edit."), "{to}");
    assert!(!ada.is_signed_in().await, "a session that ended signs nobody in");

    let ask = ada.browser.get(&to).await.fill("email", ada.email).submit().await;
    assert_eq!(ask.location(), "/sign-in/sent");
    let back = ada.opens(&ada.reads_mail().await.link()).await.press().await.follow().await;
    assert!(back.text().contains("Poistakaa vanha verkkotunnukseni"), "{}", back.path);
    assert_eq!(portal.count("request").await, 0);
}

async fn a_message_typed_in_an_ended_session_waits_in_its_form(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let path = format!("/requests/{}", ada.files("access").await);
    let form = ada.browser.get(&path).await;
    portal.clock.advance(TimeDelta::minutes(21));
    let to = form.fill("body", "Kysyn vielä laskuista").submit().await.location().to_owned();
    assert!(to.starts_with("/sign-in?to=request."), "{to}");
    assert_eq!(portal.count("message").await, 0, "an ended session sends nothing");
    ada.browser.get(&to).await.fill("email", ada.email).submit().await;
    let back = ada.opens(&ada.reads_mail().await.link()).await.press().await.follow().await;
    assert!(
        back.path == path && back.has(".banner") && back.text().contains("Kysyn vielä laskuista"),
        "{}",
        back.path
    );
    let sent = back.fill("body", "Kysyn vielä laskuista").submit().await.follow().await;
    assert_eq!((portal.count("message").await, portal.count("draft").await), (1, 0));
    assert!(!sent.has(".banner") && sent.texts("textarea").concat().is_empty());
}

async fn an_ended_session_files_nothing_by_itself(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/marketing").await;
    portal.clock.advance(TimeDelta::minutes(21));
    assert!(form.press().await.location().starts_with("/sign-in?to=edit."));
    assert_eq!((portal.count("request").await, portal.count("suppression").await), (0, 0));
}

async fn a_signed_out_browser_keeps_nothing(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/something_else").await;
    let session = ada.browser.cookie("__Host-c").unwrap();
    ada.browser.get("/requests").await.form("/sign-out").submit().await;
    let late = form.fill("text", "kept?").ask().with("cookie", format!("__Host-c={session}"));
    assert_eq!(portal.browser().send(late).await.location(), "/sign-in?to=new.something_else");
    assert_eq!(portal.count("draft").await, 0);
}

async fn twenty_presses_of_one_form_file_one_request(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let draft = ada.drafts("access").await;
    let check = ada.browser.get(&format!("/requests/draft/{draft}")).await;
    let presses = (0..20).map(|_| check.press());
    let answers = futures::future::join_all(presses).await;
    let first = answers[0].location().to_owned();
    assert!(first.starts_with("/requests/"));
    assert!(answers.iter().all(|answer| answer.location() == first), "every press leads to the same request");
    assert_eq!(portal.count("request").await, 1);
}

async fn an_opt_out_works_with_one_press_for_any_address(portal: TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    let form = bea.browser.get("/requests/new/marketing").await;
    assert!(!form.has("main textarea") && !form.has("main input[type=text]"), "no reason is asked for");
    let done = form.press().await;
    assert_eq!(form.press().await.location(), done.location(), "a second press is the same request");
    assert_eq!(portal.count("request").await, 1);
    assert!(portal.count("suppression").await > 0);
    let page = done.follow().await;
    assert!(page.has(".badge"), "it says that it took effect");
}

async fn twenty_presses_of_one_message_keep_it_once(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let page = ada.browser.get(&format!("/requests/{reference}")).await;
    let form = page.form(&format!("/requests/{reference}/messages")).fill("body", "Hello?");
    let asks = (0..20).map(|_| form.submit());
    let answers = futures::future::join_all(asks).await;
    assert!(answers.iter().all(|answer| answer.status == 303));
    assert_eq!(portal.count("message").await, 1);
}
