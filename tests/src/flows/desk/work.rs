//! Taking up, giving to a colleague, making two requests of one message.

use super::{WORKER, desk};
use crate::harness::{on_both_engines, portal::TestPortal};
use entity::kind::Role;

on_both_engines!(
    a_colleague_who_is_second_sees_who_was_first,
    a_request_given_to_a_colleague_is_theirs,
    a_second_request_of_a_message_has_its_own_reference_and_the_same_day,
);

async fn a_colleague_who_is_second_sees_who_was_first(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", WORKER).await;
    let sue = portal.staff("Sue", WORKER).await;
    let page = sue.opens(&reference).await;
    assert_eq!(sam.takes(&reference).await.status, 303);
    let second = page.form(&format!("{}/take", desk(&reference))).submit().await;
    assert_eq!(second.status, 409);
    let told = second.text();
    assert!(told.contains("Sam") && told.contains("In progress"), "{told}");
}

async fn a_request_given_to_a_colleague_is_theirs(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", WORKER).await;
    let sue = portal.staff("Sue", WORKER).await;
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    let give = |page: &crate::harness::page::Page, to: String| {
        page.form(&format!("{}/assign", desk(&reference))).fill("to", to)
    };
    let page = sam.opens(&reference).await;
    let reader = rea.id(&portal).await.to_string();
    assert!(!page.has(&format!("[name=to] option[value='{reader}']")), "a reader works on none");
    assert_eq!(give(&page, reader).submit().await.status, 403);
    assert_eq!(give(&page, sue.id(&portal).await.to_string()).submit().await.status, 303);
    assert!(sue.browser.get("/staff/queue?assignee=me").await.text().contains(&reference));
    assert!(!sam.browser.get("/staff/queue?assignee=me").await.text().contains(&reference));
    assert!(!sue.opens(&reference).await.has("form[action$='/take']"), "it is taken up with that");
    assert!(!rea.opens(&reference).await.has("form[action$='/assign']"), "a reader gives nothing away");
}

async fn a_second_request_of_a_message_has_its_own_reference_and_the_same_day(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let question = ada.browser.get("/requests/new/something_else").await;
    let words =
        question.fill("text", "Tell me what you have, and then delete it.").submit().await.follow().await;
    let sent = words.press().await.follow().await.press().await;
    let first = sent.location().strip_prefix("/requests/").unwrap().to_owned();
    portal.clock.advance(chrono::TimeDelta::days(3));
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&first).await;
    let page = sam.browser.get(&format!("{}/classify", desk(&first))).await;
    assert_eq!(
        page.form(&format!("{}/classify", desk(&first))).fill("right", "access").submit().await.status,
        303
    );
    let page = sam.opens(&first).await;
    let split = page.form(&format!("{}/split", desk(&first))).fill("right", "rectification").submit().await;
    let second = split.location().strip_prefix("/staff/requests/").unwrap().to_owned();
    assert_ne!(first, second);
    let made = split.follow().await;
    assert!(made.has(&format!("a[href='{}']", desk(&first))), "each names the other");
    assert!(sam.opens(&first).await.has(&format!("a[href='{}']", desk(&second))), "each names the other");
    assert!(made.text().contains("and then delete it"), "the words came along: {}", made.text());
    let dates = |page: &crate::harness::page::Page| page.texts("time.due-date");
    assert_eq!(dates(&made), dates(&sam.opens(&first).await), "received with the same message");
    let letter = ada.reads_mail().await.0;
    for told in [first.as_str(), second.as_str(), "Olemme vastaanottaneet", "muutakin"] {
        assert!(letter.text.contains(told), "the person is told of the part: {told}: {}", letter.text);
    }
    ada.signs_in().await;
    let own = ada.browser.get("/requests").await.text();
    assert!(own.contains(&first) && own.contains(&second), "{own}");
}
