//! How much may be sent at once, and what becomes of more: nothing is cut, and nothing is lost without a word.

use crate::harness::{actors::Colleague, client::Ask, on_both_engines, page::Filling, portal::TestPortal};
use chrono::TimeDelta;
use entity::kind::Role;

on_both_engines!(
    a_long_text_of_somebody_signed_in_arrives_in_any_script,
    only_a_page_of_ours_may_send_much,
    a_text_longer_than_is_kept_comes_back_whole,
    what_is_too_large_is_told_with_the_limit_in_every_language,
    a_long_text_is_kept_when_the_session_has_ended,
);

/// The longest text of a note or a message, of characters that are twelve bytes each when they are sent.
fn longest() -> String {
    "\u{1F600}".repeat(10_000)
}

/// A caseworker, and the form of a note on a request of Ada's.
async fn about_to_note(portal: &TestPortal) -> (Colleague, Filling) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{reference}");
    let form = sam.browser.get(&desk).await.form(&format!("{desk}/notes"));
    (sam, form)
}

async fn a_long_text_of_somebody_signed_in_arrives_in_any_script(portal: TestPortal) {
    let (_sam, form) = about_to_note(&portal).await;
    assert_eq!(form.fill("note", longest()).submit().await.status, 303);
    let ada = portal.ada();
    ada.signs_in().await;
    let wish = ada.browser.get("/requests/new/something_else").await;
    let kept = wish.fill("text", longest()).submit().await;
    assert!(kept.location().ends_with("/name"), "{}", kept.location());
    assert_eq!((portal.count("note").await, portal.count("draft").await), (1, 1));
}

async fn only_a_page_of_ours_may_send_much(portal: TestPortal) {
    let (sam, form) = about_to_note(&portal).await;
    let token = form.fields.iter().find(|(name, _)| name == "csrf").unwrap().1.clone();
    let text = ("note".to_owned(), longest());
    let csrf = |token: &str| ("csrf".to_owned(), token.to_owned());
    let sue = portal.staff("Sue", &[Role::Caseworker]).await;
    let elsewhere = sam.token("/staff/elsewhere").await;
    for fields in
        [vec![text.clone(), csrf(&token)], vec![csrf(""), text.clone()], vec![csrf(&elsewhere), text.clone()]]
    {
        assert_eq!(sam.browser.send(Ask::post(&form.action, &fields)).await.status, 413);
    }
    let hers = [csrf(&token), text.clone()];
    assert_eq!(sue.browser.send(Ask::post(&form.action, &hers)).await.status, 403, "whose it is, she is not");
    let nobody = portal.browser();
    nobody.get("/sign-in").await;
    let anyone = [csrf(&portal.token_of_browser(&nobody, "/sign-in")), text];
    assert_eq!(nobody.send(Ask::post("/sign-in", &anyone)).await.status, 413);
    assert_eq!(portal.count("note").await, 0);
}

async fn a_text_longer_than_is_kept_comes_back_whole(portal: TestPortal) {
    let (sam, form) = about_to_note(&portal).await;
    let long = format!("Alku {} loppu", "ä".repeat(20_000));
    let back = form.clone().fill("note", long.as_str()).submit().await;
    assert_eq!((back.status, portal.count("note").await), (422, 0));
    assert_eq!(back.texts("main textarea").concat(), long, "all of it");
    assert!(
        back.text().contains("20011") && back.has(".error-summary a[href^='#typed-']"),
        "{}",
        back.text()
    );
    assert_eq!(back.fill("note", "Lyhyt").submit().await.status, 303);
    let decide = form.action.replace("/notes", "/decide");
    let fact = [("csrf".to_owned(), sam.token(&decide).await), ("fact-0-facts".to_owned(), "x".repeat(2001))];
    let back = sam.browser.send(Ask::post(&decide, &fact)).await;
    assert_eq!((back.status, back.texts("main textarea").concat().len()), (422, 2001));
    for wish in ["something_else", "objection"] {
        let ada = portal.ada();
        ada.signs_in().await;
        let back = ada
            .browser
            .get(&format!("/requests/new/{wish}"))
            .await
            .fill("text", long.as_str())
            .submit()
            .await;
        assert_eq!((back.status, back.texts("main textarea").concat()), (422, long.clone()), "{wish}");
    }
}

async fn what_is_too_large_is_told_with_the_limit_in_every_language(portal: TestPortal) {
    let (sam, form) = about_to_note(&portal).await;
    for (code, title) in [
        ("fi", "Tekstiä on liikaa yhdellä kertaa"),
        ("sv", "För mycket text på en gång"),
        ("en", "Too much text at once"),
    ] {
        sam.browser.get(&format!("/language/{code}")).await;
        let page = form.clone().fill("note", "x".repeat(3 * 1024 * 1024)).submit().await;
        assert_eq!((page.status, page.texts("h1").concat().as_str()), (413, title));
        for limit in ["64", "256", "3072"] {
            assert!(page.text().contains(limit), "{limit}: {}", page.text());
        }
    }
}

async fn a_long_text_is_kept_when_the_session_has_ended(portal: TestPortal) {
    let (sam, form) = about_to_note(&portal).await;
    portal.clock.advance(TimeDelta::minutes(31));
    let answer = form.clone().fill("note", longest()).submit().await;
    let place = answer.location().replace("/staff/sign-in?to=unsaved.", "/staff/unsaved/");
    sam.signs_in().await;
    let page = sam.browser.get(&place).await.follow().await;
    assert_eq!(page.texts("#note").concat().trim(), longest());
    let too_much = form.fill("note", "x".repeat(3 * 1024 * 1024)).ask();
    assert_eq!(portal.browser().send(too_much).await.status, 413);
}
