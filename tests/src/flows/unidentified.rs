//! A request is closed as not identified: only of who is unknown and was asked, its letter is seen first, it goes only
//! when it is whole, and two persons send it.

use super::{desk::knows_ada, objection::approves};
use crate::harness::{
    actors::{Colleague, Customer},
    on_both_engines,
    portal::TestPortal,
};
use entity::kind::Role;

on_both_engines!(
    who_is_known_cannot_be_closed_as_unknown,
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

const QUESTION: &[(&str, &str)] = &[
    ("text", "Which customer number is on your invoices?"),
    ("reason", "Two persons have this address."),
    ("lesser_means", "The address fits both."),
    ("cannot_identify", "Nothing else is known."),
];

/// Ada, of whom the register knows nothing, asks, and her answer to who she is does not help; gives the reference.
pub async fn stays_unknown(portal: &TestPortal, sam: &Colleague, ada: &Customer) -> String {
    ada.signs_in().await;
    let reference = ada.files("access").await;
    sam.takes(&reference).await;
    let path = format!("/staff/requests/{reference}/ask/identity");
    let form = QUESTION
        .iter()
        .fold(sam.browser.get(&path).await.form(&path), |form, (name, text)| form.fill(name, *text));
    let letter = form.fill("to", "letter").submit().await;
    assert_eq!(letter.form(&format!("{path}/send")).submit().await.status, 303, "{}", letter.text());
    portal.inbox().await;
    let own = format!("/requests/{reference}");
    assert_eq!(ada.browser.get(&own).await.fill("body", "I do not know.").submit().await.status, 303);
    portal.inbox().await;
    reference
}

/// What an attacker at the desk did: one letter in every field, and a lawful request was refused.
async fn who_is_known_cannot_be_closed_as_unknown(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    knows_ada(&portal).await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let desk = format!("/staff/requests/{reference}");
    let path = format!("{desk}/not-identified");
    let page = sam.browser.get(&desk).await;
    assert!(!page.has(&format!("a[href='{path}']")), "it is not offered");
    assert!(page.text().contains("has proved their e-mail address"), "and why: {}", page.text());
    let state = portal.everything().await;
    let refused = sam.browser.get(&path).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    let note = page.form(&format!("{desk}/notes"));
    let typed = TYPED.iter().fold(note, |form, (name, _)| form.fill(name, "x"));
    let forced = sam.forces(typed, &format!("{path}/send")).await;
    assert_eq!(forced.status, 409, "{}", forced.text());
    assert!(forced.text().contains("has proved their e-mail address"));
    assert_eq!(portal.everything().await, state, "nothing is done");
}

async fn the_letter_is_seen_before_it_closes_a_request_as_not_identified(portal: TestPortal) {
    let ada = portal.ada();
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = stays_unknown(&portal, &sam, &portal.ada()).await;
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
    assert_eq!(sent.submit().await.status, 409, "a second press proposes nothing twice");
    assert!(
        !portal.inbox().await.latest_to(ada.email).0.text.contains("Call us: +358"),
        "one alone sends nothing"
    );
    approves(&portal, &reference).await;
    let mail = ada.reads_mail().await.0;
    let text = again.texts(".pre").concat();
    assert!(text.contains("Call us: +358") && mail.text.contains("Call us: +358"));
    assert_eq!(squeezed(&mail.text), squeezed(&text), "the letter that went is the letter that was shown");
}

async fn a_letter_that_lacks_something_does_not_go(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = stays_unknown(&portal, &sam, &portal.ada()).await;
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
