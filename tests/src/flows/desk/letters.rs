//! A letter that no mail server takes: the desk says what to do, and does it.

use super::{WORKER, ada_corrects_her_name, desk};
use crate::harness::{actors::Colleague, on_both_engines, page::Page, portal::TestPortal};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    kind::{LetterKind, MailKind, MailState},
    letter, note, outbox, person, request, task,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

on_both_engines!(
    a_letter_that_came_back_is_sent_again_to_an_address_that_is_right,
    a_letter_that_came_back_is_posted_and_the_request_answered_on_that_day,
    a_letter_that_arrived_is_not_sent_again,
    a_letter_to_somebody_in_hiding_goes_again_only_where_they_proved_to_read_it,
);

/// Granted, and the letter that says so comes back; gives the page of the letter.
async fn comes_back(portal: &TestPortal, sam: &Colleague) -> (String, Page) {
    let (reference, _) = ada_corrects_her_name(portal, "Ada Ek").await;
    portal.inbox().await;
    sam.takes(&reference).await;
    sam.grants(&reference).await;
    let mails = outbox::Entity::find().all(portal.ctx().read()).await.unwrap();
    let queued = |mail: &outbox::Model| mail.state == MailState::Queued && mail.kind == MailKind::Letter;
    let mut mail = mails.into_iter().find(queued).unwrap().into_active_model();
    // No mail server takes a local part outside ASCII without SMTPUTF8.
    mail.recipient = Set("ädä@asiakas.example".into());
    let tx = portal.ctx().write().await.unwrap();
    mail.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    portal.inbox().await;
    let page = sam.opens(&reference).await;
    let to_letter = page.attribute(".inset a[href*='/letters/']", "href").unwrap();
    portal.clock.advance(TimeDelta::minutes(1));
    (reference, sam.browser.get(&to_letter).await)
}

async fn answered_at(portal: &TestPortal, reference: &str) -> Option<DateTime<Utc>> {
    let requests = request::Entity::find().all(portal.ctx().read()).await.unwrap();
    requests.into_iter().find(|row| row.reference == reference).unwrap().answered_at
}

async fn open_tasks(portal: &TestPortal) -> usize {
    let tasks = task::Entity::find().all(portal.ctx().read()).await.unwrap();
    tasks.iter().filter(|task| task.done_at.is_none() && task.letter_id.is_some()).count()
}

async fn a_letter_that_came_back_is_sent_again_to_an_address_that_is_right(portal: TestPortal) {
    let sam = portal.staff("Sam", WORKER).await;
    let (reference, page) = comes_back(&portal, &sam).await;
    assert_eq!((answered_at(&portal, &reference).await, open_tasks(&portal).await), (None, 1));
    let form = page.fill("how", "She said so on the phone.");
    for (email, how) in [("ada", "She said so."), ("ada@uusi.example", "")] {
        let refused = form.clone().fill("email", email).fill("how", how).submit().await;
        assert_eq!(refused.status, 422, "{email} {how}");
        assert!(refused.has(".error-summary a"), "{}", refused.text());
    }
    let sent = form.fill("email", "ada@uusi.example").submit().await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let text = page.texts(".pre").concat();
    let arrived = portal.inbox().await.latest_to("ada@uusi.example").0;
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(squeezed(&arrived.text), squeezed(&text), "the same letter");
    assert!(answered_at(&portal, &reference).await.is_some());
    assert_eq!(open_tasks(&portal).await, 0);
    let notes = note::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(notes[0].body, "She said so on the phone.");
    let own = portal.ada().browser.get("/requests").await;
    assert_eq!(own.status, 303, "another browser proves nothing by the new address");
}

async fn a_letter_that_came_back_is_posted_and_the_request_answered_on_that_day(portal: TestPortal) {
    let sam = portal.staff("Sam", WORKER).await;
    let (reference, page) = comes_back(&portal, &sam).await;
    let written = portal.ctx().now().date_naive();
    portal.clock.advance(TimeDelta::days(3));
    sam.signs_in().await;
    let page = sam.browser.get(&page.path).await;
    for wrong in [written - TimeDelta::days(1), written + TimeDelta::days(4)] {
        let refused = page.fill("posted_on", wrong.to_string()).submit().await;
        assert_eq!(refused.status, 422, "{wrong}");
    }
    let on = written + TimeDelta::days(2);
    assert_eq!(page.fill("posted_on", on.to_string()).submit().await.status, 303);
    assert_eq!(answered_at(&portal, &reference).await.map(|at| at.date_naive()), Some(on));
    assert_eq!(open_tasks(&portal).await, 0);
    let again = page.fill("posted_on", on.to_string()).submit().await;
    assert_eq!(again.status, 409, "it is posted once");
    let told = sam.opens(&reference).await.text();
    assert!(told.contains("A letter was posted on paper"), "{told}");
}

async fn a_letter_that_arrived_is_not_sent_again(portal: TestPortal) {
    let (reference, _) = ada_corrects_her_name(&portal, "Ada Ek").await;
    portal.inbox().await;
    let sam = portal.staff("Sam", WORKER).await;
    let letters = letter::Entity::find().all(portal.ctx().read()).await.unwrap();
    let receipt = letters.iter().find(|letter| letter.kind == LetterKind::Acknowledgement).unwrap();
    let path = format!("{}/letters/{}", desk(&reference), receipt.id);
    let page = sam.browser.get(&path).await;
    assert!(page.status == 200 && !page.has("[name=email]") && !page.has("[name=posted_on]"));
    let version = sam.opens(&reference).await.value("version").unwrap();
    let fields = [
        ("csrf".to_owned(), sam.token(&format!("{path}/send")).await),
        ("version".to_owned(), version),
        ("email".to_owned(), "ada@uusi.example".to_owned()),
        ("how".to_owned(), "x".to_owned()),
    ];
    let forced = crate::harness::client::Ask::post(format!("{path}/send"), &fields);
    assert_eq!(sam.browser.send(forced).await.at_its_step().await.status, 409);
    let other = path.replace(&receipt.id.to_string(), "0198c0de-0000-7000-8000-000000000001");
    assert_eq!(sam.browser.get(&other).await.status, 404);
}

/// law.md R4.9: an address that anybody may have told on the phone is no place for it.
async fn a_letter_to_somebody_in_hiding_goes_again_only_where_they_proved_to_read_it(portal: TestPortal) {
    let sam = portal.staff("Sam", WORKER).await;
    let (_, page) = comes_back(&portal, &sam).await;
    let ada = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    let mut ada = ada.into_active_model();
    ada.protected_on = Set(Some(portal.ctx().now().date_naive()));
    let tx = portal.ctx().write().await.unwrap();
    ada.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let form = page.fill("how", "She said so on the phone.");
    let refused = form.clone().fill("email", "ada@uusi.example").submit().await;
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("proved by signing in"), "{}", refused.text());
    assert!(portal.inbox().await.to("ada@uusi.example").is_empty());
    let sent = form.fill("email", "ada@asiakas.example").submit().await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    portal.inbox().await;
}
