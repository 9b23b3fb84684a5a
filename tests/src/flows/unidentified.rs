//! A request is closed as not identified: its letter is seen first, and it goes only when it is whole.

use crate::harness::{on_both_engines, portal::TestPortal};
use entity::kind::Role;

on_both_engines!(
    the_letter_is_seen_before_it_closes_a_request_as_not_identified,
    a_letter_that_lacks_something_does_not_go,
);

const TYPED: &[(&str, &str)] = &[
    ("fact-facts", "Two persons in our register have this address."),
    ("fact-evidence", "Search of 13 April"),
    ("fact-doubt_reason", "The address belongs to two persons."),
    ("fact-asked", "We asked for the customer number on 13 April."),
    ("fact-lesser_means", "The answer named no fact that one of them alone knows."),
    ("fact-cannot_identify", "The register holds nothing else to compare with."),
    ("suffices", "The customer number and the date of the last invoice."),
    ("free_part", "Call us if writing is difficult."),
];

async fn the_letter_is_seen_before_it_closes_a_request_as_not_identified(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/not-identified");
    let form = sam.browser.get(&path).await.form(&path);
    let typed = TYPED.iter().fold(form, |form, (name, value)| form.fill(name, *value));
    let state = portal.everything().await;
    let letter = typed.fill("to", "letter").submit().await;
    assert_eq!(letter.status, 200, "{}", letter.text());
    let text = letter.texts(".pre").concat();
    for told in
        ["Two persons in our register", "the last invoice", "Call us if", "77", "79", reference.as_str()]
    {
        assert!(text.contains(told), "{told}: {text}");
    }
    let back = letter.form(&path).fill("to", "reasons").submit().await;
    assert_eq!(
        back.texts("#free_part"),
        ["Call us if writing is difficult."],
        "the free part is edited again"
    );
    assert_eq!(portal.everything().await, state, "seeing it keeps nothing");
    let again = back.fill("free_part", "Call us: +358 50 000 0000.").fill("to", "letter").submit().await;
    let sent = again.form(&format!("{path}/send"));
    assert_eq!(sent.submit().await.status, 303);
    assert_eq!(sent.submit().await.status, 409, "a second press closes nothing twice");
    let mail = ada.reads_mail().await.0;
    let text = again.texts(".pre").concat();
    assert!(text.contains("Call us: +358") && mail.text.contains("Call us: +358"));
    assert_eq!(squeezed(&mail.text), squeezed(&text), "the letter that went is the letter that was shown");
}

async fn a_letter_that_lacks_something_does_not_go(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/not-identified");
    let page = sam.browser.get(&path).await;
    let state = portal.everything().await;
    for missing in TYPED.iter().map(|(name, _)| *name).filter(|name| *name != "free_part") {
        let kept = TYPED.iter().filter(|(name, _)| *name != missing);
        let typed = kept.fold(page.form(&path), |form, (name, value)| form.fill(name, *value));
        let refused = typed.clone().fill("to", "letter").submit().await;
        assert_eq!(refused.status, 422, "{missing}");
        assert!(refused.has(&format!(".error-summary a[href='#{missing}']")), "{missing}");
        let forced = sam.forces(typed, &format!("{path}/send")).await;
        assert_eq!(forced.status, 422, "{missing} is demanded by the sending too");
        assert!(forced.has(&format!(".error-summary a[href='#{missing}']")), "{missing}");
    }
    assert_eq!(portal.everything().await, state);
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
