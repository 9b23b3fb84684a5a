//! A date that passes: the queue shows it, and the answer goes with its reason (E13).

use super::{WORKER, ada_asks_for_her_data, ada_corrects_her_name};
use crate::harness::{on_both_engines, portal::TestPortal};
use chrono::TimeDelta;

on_both_engines!(
    a_late_answer_goes_with_its_reason_and_not_without,
    a_decision_in_time_whose_package_comes_late_says_so,
);

/// A mail without its line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn a_late_answer_goes_with_its_reason_and_not_without(portal: TestPortal) {
    let (reference, _) = ada_corrects_her_name(&portal, "Ada Ek").await;
    portal.clock.advance(TimeDelta::days(32));
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    let queue = sam.browser.get("/staff/queue?due=overdue").await;
    assert!(queue.text().contains(&reference) && queue.text().contains("2 days late"), "{}", queue.text());
    let silent = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(silent.status, 422, "{}", silent.text());
    assert!(silent.has(".error-summary a[href='#late_reason']"), "{}", silent.text());
    let reason = "The person in charge fell ill.";
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("late_reason", reason)]).await;
    assert_eq!(letter.status, 200, "{}", letter.text());
    assert!(letter.text().contains("The date has passed") && letter.text().contains(reason));
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let mail = one_line(&portal.ada().reads_mail().await.0.text);
    let apology = "pitänyt saada vastauksemme viimeistään 13.5.2026";
    for words in [reference.as_str(), apology, reason] {
        assert!(mail.contains(words), "{words}: {mail}");
    }
    let queue = sam.browser.get("/staff/queue?due=overdue").await;
    assert!(!queue.text().contains(&reference), "it is answered: {}", queue.text());
}

async fn a_decision_in_time_whose_package_comes_late_says_so(portal: TestPortal) {
    let reference = ada_asks_for_her_data(&portal).await;
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    portal.clock.advance(TimeDelta::days(29));
    sam.signs_in().await;
    sam.grants(&reference).await;
    portal.clock.advance(TimeDelta::days(3));
    let mail = one_line(&portal.ada().reads_mail().await.0.text);
    for words in ["pitänyt saada vastauksemme viimeistään", "kokoaminen kesti pidempään"] {
        assert!(mail.contains(words), "{words}: {mail}");
    }
}
