//! The yearly review at the desk: missed, begun, answered, closed, read.

use crate::harness::{on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::kind::Role;
use portal::worker;
use portal_core::register::inventory::word::Category;

on_both_engines!(a_missed_review_is_announced_done_and_kept_to_be_read);

async fn a_missed_review_is_announced_done_and_kept_to_be_read(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    worker::tidy(portal.ctx()).await.unwrap();
    let queue = sam.browser.get("/staff/queue").await;
    assert!(!queue.text().contains("Yearly review"), "nothing waits on the first day: {}", queue.text());
    portal.clock.advance(TimeDelta::days(366));
    sam.signs_in().await;
    worker::tidy(portal.ctx()).await.unwrap();
    let queue = sam.browser.get("/staff/queue").await;
    assert!(queue.has(".banner-bad") && queue.text().contains("The yearly review was to be done"));
    let path = queue.attribute("main .inset li a", "href").unwrap();

    let begun = sam.browser.get(&path).await;
    assert!(begun.text().contains("10 categories have no findings yet"), "{}", begun.text());
    let early = [("csrf".to_owned(), sam.token(&path).await)];
    let early = sam.browser.send(crate::harness::client::Ask::post(&path, &early)).await;
    assert_eq!(early.status, 409, "a category without a finding blocks closing");

    let first = sam.browser.get(&format!("{path}/contact")).await;
    let silent = first.fill("needed", "fine").fill("accurate", "change").fill("basis", "fine").submit().await;
    assert_eq!((silent.status, silent.texts(".error-summary li").len()), (422, 1), "{}", silent.text());
    let silent = silent.fill("accurate", "change").fill("needed", "fine").fill("basis", "fine");
    let silent = silent.fill("retention", "fine").submit().await;
    assert_eq!(silent.texts(".error-summary li"), ["Say what is to be changed, in at most 2000 characters"]);
    let answers = [("needed", "fine"), ("accurate", "change"), ("basis", "fine"), ("retention", "fine")];
    for category in Category::ALL {
        let form = sam.browser.get(&format!("{path}/{}", category.code())).await;
        let form = answers
            .iter()
            .fold(form.fill("note", "Ask customers yearly"), |form, (name, value)| form.fill(name, *value));
        assert_eq!(form.submit().await.location(), path);
    }
    let closed = sam.browser.get(&path).await.press().await.follow().await;
    assert!(closed.text().contains("The review is done") && closed.text().contains("Closed by Sam"));
    let late = sam.browser.get(&format!("{path}/contact")).await;
    assert_eq!(late.location(), path, "what was found stays as it is");
    assert!(!sam.browser.get("/staff/queue").await.text().contains("Yearly review"));
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    let past = rea.browser.get("/staff/reviews").await;
    assert!(past.has(&format!("main table a[href='{path}']")), "{}", past.text());
    assert!(rea.browser.get(&path).await.text().contains("Ask customers yearly"));
}
