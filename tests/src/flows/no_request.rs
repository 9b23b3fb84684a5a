//! A message in which no right is asked for: its writer sees the letter that two persons sent, and what they write opens it again.

use super::objection::approves;
use crate::harness::{actors::Customer, on_both_engines, portal::TestPortal};
use entity::{
    kind::{Outcome, Role, State},
    request,
};
use sea_orm::EntityTrait;

on_both_engines!(
    the_letter_says_why_and_whom_to_ask_and_the_matter_can_be_taken_up_again,
    what_lacks_is_asked_for_and_what_came_back_stands_there_again,
    a_request_for_a_right_has_no_such_page,
);

const REASON: &str = "Kysyt, miksi laskusi on suurempi kuin ennen.";
const WHOM: &str = "Laskutus: laskutus@wprod.example";

async fn writes(ada: &Customer) -> String {
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/something_else").await;
    let name = form.fill("text", "Miksi laskuni on niin suuri?").submit().await.follow().await;
    let check = name.fill("name", "Ada Asiakas").submit().await.follow().await;
    check.press().await.location().strip_prefix("/requests/").unwrap().to_owned()
}

async fn only(portal: &TestPortal) -> request::Model {
    request::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap()
}

async fn the_letter_says_why_and_whom_to_ask_and_the_matter_can_be_taken_up_again(portal: TestPortal) {
    let ada = portal.ada();
    let reference = writes(&ada).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let desk = format!("/staff/requests/{reference}");
    let path = format!("{desk}/no-request");
    assert!(sam.browser.get(&desk).await.has(&format!("a[href='{path}']")), "it is offered");
    assert!(sam.browser.get(&format!("{desk}/classify")).await.has(&format!("main a[href='{path}']")));
    let first = sam.browser.get(&path).await;
    assert!(first.text().contains("Miksi laskuni on niin suuri?"), "what they wrote is read first");
    let typed = first.form(&path).fill("reason", REASON).fill("whom", WHOM).fill("to", "letter");
    let letter = typed.submit().await;
    assert_eq!(portal.count("proposal").await, 0, "seeing it keeps nothing");
    let sent = letter.form(&format!("{path}/send")).submit().await;
    assert_eq!((sent.status, sent.location()), (303, desk.as_str()), "{}", sent.text());
    let waits = sam.browser.get(&desk).await.text();
    assert!(waits.contains(REASON) && waits.contains(WHOM), "what was proposed: {waits}");
    approves(&portal, &reference).await;
    let mail = ada.reads_mail().await.0;
    let all = mail.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [REASON, WHOM, "tietosuojavaltuutetun", "Ymmärsimmekö väärin?"] {
        assert!(all.contains(told), "{told}: {all}");
    }
    assert!(mail.subject.starts_with("Viestisi ei ole tietosuojapyyntö"), "{}", mail.subject);
    assert_eq!(only(&portal).await.outcome, Some(Outcome::NoRequest));
    ada.signs_in().await;
    let own = format!("/requests/{reference}");
    let page = ada.browser.get(&own).await;
    assert!(page.text().contains("viestisi ei ollut tietosuojapyyntö"), "{}", page.text());
    let meant = page.fill("body", "I want to see what you hold about my invoices.").submit().await;
    assert_eq!(meant.status, 303, "{}", meant.text());
    let row = only(&portal).await;
    assert_eq!((row.state, row.outcome), (State::InProgress, None));
    portal.inbox().await;
}

async fn what_lacks_is_asked_for_and_what_came_back_stands_there_again(portal: TestPortal) {
    let ada = portal.ada();
    let reference = writes(&ada).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/no-request");
    let fresh = sam.browser.get(&path).await;
    assert_eq!(fresh.status, 409, "somebody takes it first");
    sam.takes(&reference).await;
    let page = sam.browser.get(&path).await;
    let state = portal.everything().await;
    for missing in ["reason", "whom"] {
        let typed = page.form(&path).fill("reason", REASON).fill("whom", WHOM).fill(missing, " ");
        let refused = typed.clone().fill("to", "letter").submit().await;
        assert_eq!(refused.status, 422, "{missing}");
        assert!(refused.has(&format!(".error-summary a[href='#{missing}']")), "{missing}");
        let forced = sam.forces(typed, &format!("{path}/send")).await;
        assert_eq!(forced.status, 422, "{missing} is demanded by the sending too: {}", forced.text());
    }
    assert_eq!(portal.everything().await, state);
    let typed = page.form(&path).fill("reason", REASON).fill("whom", WHOM).fill("to", "letter");
    let letter = typed.submit().await;
    assert_eq!(letter.form(&format!("{path}/send")).submit().await.status, 303);
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let proposal = format!("/staff/requests/{reference}/proposal");
    let waiting = anna.browser.get(&proposal).await;
    assert!(waiting.text().contains(REASON), "{}", waiting.text());
    let back = waiting.form(&format!("{proposal}/send-back")).fill("reason", "It asks for a copy too.");
    assert_eq!(back.submit().await.status, 303);
    let again = sam.browser.get(&path).await;
    assert_eq!(again.texts("#reason").concat().trim(), REASON);
    assert_eq!(again.texts("#whom").concat().trim(), WHOM);
    portal.inbox().await;
}

async fn a_request_for_a_right_has_no_such_page(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let path = format!("/staff/requests/{reference}/no-request");
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(!desk.has(&format!("a[href='{path}']")));
    assert_eq!(sam.browser.get(&path).await.status, 409);
    let note = desk.form(&format!("/staff/requests/{reference}/notes"));
    let typed = note.fill("reason", REASON).fill("whom", WHOM);
    assert_eq!(sam.forces(typed, &format!("{path}/send")).await.status, 409);
    assert_eq!(only(&portal).await.state, State::InProgress);
    portal.inbox().await;
}
