//! Asking back: the exact letter first, the clock that stands still from when it left, and the date that moves with the
//! answer (law.md R2.4 to R2.6).

use crate::harness::{actors::Colleague, on_both_engines, page::Page, portal::TestPortal};
use chrono::{Days, NaiveDate, TimeDelta};
use entity::{
    kind::{Language, Outcome, QuestionKind, Role, State},
    pause, request,
};
use portal_core::{law::calendar::helsinki_date, request::silence};
use sea_orm::EntityTrait;

on_both_engines!(
    the_question_is_seen_before_it_goes_and_its_answer_moves_the_date,
    what_a_question_lacks_is_told_at_the_field_and_nothing_is_lost,
    who_does_not_say_who_they_are_gets_the_letter_and_an_answer_opens_the_request_again,
);

const WHO: &[(&str, &str)] = &[
    ("text", "Which customer number is on your invoices?"),
    ("reason", "Two persons have this address."),
    ("lesser_means", "The address fits both."),
    ("cannot_identify", "Nothing else is known."),
    ("pause", "yes"),
];

async fn row(portal: &TestPortal) -> request::Model {
    request::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap()
}

/// Ada's request, taken; the first page of the question.
async fn begins(portal: &TestPortal, sam: &Colleague, kind: QuestionKind) -> (String, Page) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    sam.takes(&reference).await;
    portal.inbox().await;
    let path = format!("/staff/requests/{reference}/ask/{}", kind.code());
    let page = sam.browser.get(&path).await;
    (path, page)
}

async fn asks(portal: &TestPortal, sam: &Colleague) -> (String, String) {
    let (path, page) = begins(portal, sam, QuestionKind::Identity).await;
    let form = WHO.iter().fold(page.form(&path), |form, (name, text)| form.fill(name, *text));
    let letter = form.fill("to", "letter").submit().await;
    assert_eq!(letter.status, 200, "{}", letter.text());
    let text = letter.texts(".pre").concat();
    let sent = letter.form(&format!("{path}/send")).submit().await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    (path.trim_end_matches("/ask/identity").to_owned(), text)
}

async fn the_question_is_seen_before_it_goes_and_its_answer_moves_the_date(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let (desk, text) = asks(&portal, &sam).await;
    assert!(text.contains("Which customer number"), "{text}");
    let mail = portal.ada().reads_mail().await.0;
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(squeezed(&mail.text), squeezed(&text), "the letter that went is the letter that was shown");
    let (before, ada) = (row(&portal).await, portal.ada());
    assert_eq!(before.state, State::AwaitingCustomer);
    let waits = sam.browser.get(&desk).await.text();
    assert!(waits.contains("wait for the answer") && waits.contains("Which customer number"), "{waits}");
    portal.clock.advance(TimeDelta::days(7));
    sam.signs_in().await;
    let told = |on| portal_core::lang::date(Language::En, on);
    let (since, moved) = (told(before.received_on), told(before.due_on + Days::new(7)));
    let waits = sam.browser.get(&desk).await.text();
    assert!(waits.contains(&format!("Since {since}: we asked who is asking.")), "{waits}");
    assert!(waits.contains(&format!("would be due on {moved}")), "{waits}");
    let queue = sam.browser.get("/staff/queue?tab=customer").await.text();
    assert!(queue.contains(&format!("Paused since {since}")), "{queue}");
    ada.signs_in().await;
    let own = format!("/requests/{}", before.reference);
    let page = ada.browser.get(&own).await;
    assert!(page.text().contains("Two persons have this address."), "why we ask is told: {}", page.text());
    assert_eq!(page.fill("body", "10001").submit().await.status, 303);
    let after = row(&portal).await;
    assert_eq!(after.state, State::InProgress, "the answer is enough");
    let pauses = pause::Entity::find().all(portal.ctx().read()).await.unwrap();
    let lasted: Vec<_> = pauses.iter().map(|row| row.to_on.unwrap() - row.from_on).collect();
    assert_eq!(lasted, [TimeDelta::days(7)]);
    assert!(after.due_on >= before.due_on + Days::new(7), "{} {}", before.due_on, after.due_on);
    portal.inbox().await;
}

async fn what_a_question_lacks_is_told_at_the_field_and_nothing_is_lost(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let (path, page) = begins(&portal, &sam, QuestionKind::Identity).await;
    let state = portal.everything().await;
    let refused = page.form(&path).fill("text", "Your number?").fill("to", "letter").submit().await;
    assert_eq!(refused.status, 422);
    for field in ["reason", "lesser_means", "cannot_identify"] {
        assert!(refused.has(&format!(".error-summary a[href='#{field}']")), "{field}");
    }
    assert_eq!(refused.texts("#text"), ["Your number?"]);
    let filled = || WHO.iter().fold(page.form(&path), |form, (name, text)| form.fill(name, *text));
    let copy = "Please send a copy of your passport.";
    let invites = filled().fill("text", copy).fill("to", "letter").submit().await;
    assert_eq!(invites.status, 422, "nobody is to send one");
    assert!(invites.has(".error-summary a[href='#text']") && invites.texts("#text") == [copy]);
    let posted = sam.forces(filled().fill("text", copy), &format!("{path}/send")).await;
    assert_eq!(posted.status, 422, "nor past the preview");
    assert_eq!(portal.everything().await, state, "seeing it keeps nothing");
    assert_eq!(sam.browser.get(&path.replace("identity", "passport")).await.status, 404);
}

async fn who_does_not_say_who_they_are_gets_the_letter_and_an_answer_opens_the_request_again(
    portal: TestPortal,
) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    asks(&portal, &sam).await;
    portal.inbox().await;
    let unpaused: NaiveDate = row(&portal).await.due_on;
    let days = unpaused - helsinki_date(portal.ctx().now());
    portal.clock.advance(days - TimeDelta::days(1));
    assert!(!silence::next(portal.ctx()).await.unwrap(), "the day before is the last for the answer");
    portal.clock.advance(TimeDelta::days(1));
    assert!(silence::next(portal.ctx()).await.unwrap());
    assert!(!silence::next(portal.ctx()).await.unwrap(), "once");
    let closed = row(&portal).await;
    assert_eq!((closed.state, closed.outcome), (State::Closed, Some(Outcome::NotIdentified)));
    let told = portal.inbox().await.latest_to(crate::harness::actors::ADA).0.text;
    assert!(
        told.contains("Which customer number") && told.to_lowercase().contains("tietosuojavaltuutet"),
        "{told}"
    );
    let ada = portal.ada();
    ada.signs_in().await;
    let page = ada.browser.get(&format!("/requests/{}", closed.reference)).await;
    assert_eq!(page.fill("body", "10001").submit().await.status, 303);
    assert_eq!(row(&portal).await.state, State::InProgress, "free of charge, under the same reference");
    portal.inbox().await;
}
