//! Beside the main path of an entered request: withdrawn in words, entered after its date, an opt-out of somebody no
//! record is known of.

use super::{ago, all, letter_of_maija, letters, reference_of, row, words_of};
use crate::harness::{
    actors::{ADA, Colleague},
    on_both_engines,
    page::Page,
    portal::TestPortal,
};
use entity::{
    kind::{Language, LetterKind, Outcome, Role, State},
    note, step, suppression,
};
use portal_core::{email::Email, lang::date};
use sea_orm::EntityTrait;

on_both_engines!(
    a_withdrawal_on_the_phone_is_noted_and_has_the_effect_of_the_customers_own,
    what_a_withdrawal_lacks_is_told_with_its_range_and_nothing_is_lost,
    withdrawing_an_objection_warns_that_its_restriction_ends,
    a_request_entered_after_its_date_does_not_promise_a_day_that_is_past,
    an_opt_out_on_paper_acts_on_the_address_the_letter_names_without_a_record,
    an_opt_out_of_somebody_with_no_address_is_answered_as_such,
);

/// Maija's letter that asks for her data, entered.
async fn entered(portal: &TestPortal, sam: &Colleague) -> String {
    let form = letter_of_maija(sam, &ago(portal, 2)).await.fill("rights", "access");
    reference_of(&form.submit().await)
}

async fn withdrawal(sam: &Colleague, reference: &str) -> Page {
    sam.browser.get(&format!("/staff/requests/{reference}/withdraw")).await
}

async fn a_withdrawal_on_the_phone_is_noted_and_has_the_effect_of_the_customers_own(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = entered(&portal, &sam).await;
    let form = withdrawal(&sam, &reference).await.fill("channel", "phone").fill("on", ago(&portal, 1));
    let form = form.fill("how", "Sam called back at the number in the contract.");
    assert_eq!(form.submit().await.status, 303);
    let after = row(&portal, &reference).await;
    assert_eq!((after.state, after.outcome), (State::Closed, Some(Outcome::Withdrawn)));
    assert!(after.closed_at.is_some());
    let told = words_of(&portal, LetterKind::Withdrawn).await;
    assert!(told.contains("You have withdrawn your request"), "{told}");
    let notes = note::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(notes[0].body, "Sam called back at the number in the contract.");
    let page = sam.browser.get(&format!("/staff/requests/{reference}")).await.text();
    assert!(page.contains("Withdrawn by the requester"), "{page}");
    assert_eq!(form.submit().await.status, 409, "it is withdrawn once");
    assert_eq!(letters(&portal, LetterKind::Withdrawn).await.len(), 1);
    portal.inbox().await;
}

async fn what_a_withdrawal_lacks_is_told_with_its_range_and_nothing_is_lost(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = entered(&portal, &sam).await;
    let page = withdrawal(&sam, &reference).await;
    let early = page.fill("on", ago(&portal, 3)).fill("how", "By her voice.").submit().await;
    assert_eq!(early.status, 422);
    let told = early.texts(".error-summary a");
    let received = date(Language::En, row(&portal, &reference).await.received_on);
    assert_eq!(told.len(), 2, "the way and the day: {told:?}");
    assert!(told.iter().any(|problem| problem.contains(&received)), "the range is named: {told:?}");
    assert_eq!(early.texts("[name=how]"), ["By her voice."]);
    assert_eq!(row(&portal, &reference).await.state, State::Received);
    portal.inbox().await;
}

/// Ada objects; until it is decided her data are restricted (Art. 18(1)(d)).
async fn withdrawing_an_objection_warns_that_its_restriction_ends(portal: TestPortal) {
    crate::flows::desk::knows_ada(&portal).await;
    let ada = portal.ada();
    let reference = crate::flows::objection::objects(&ada, &["customer_care"]).await;
    let own = ada.browser.get(&format!("/requests/{reference}/withdraw")).await.text();
    assert!(own.contains("rajoitus päättyy aikaisintaan"), "{own}");
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let desk = withdrawal(&sam, &reference).await.text();
    assert!(desk.contains("the restriction that stood meanwhile ends too"), "{desk}");
    let access = ada.files("access").await;
    let other = ada.browser.get(&format!("/requests/{access}/withdraw")).await.text();
    assert!(!other.contains("rajoitus"), "nothing is restricted for it: {other}");
    portal.inbox().await;
}

async fn a_request_entered_after_its_date_does_not_promise_a_day_that_is_past(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = letter_of_maija(&sam, &ago(&portal, 40)).await.fill("rights", "access");
    let sure = form.submit().await.form("/staff/requests/new").submit().await;
    let due_on = date(Language::En, row(&portal, &reference_of(&sure)).await.due_on);
    let told = words_of(&portal, LetterKind::Acknowledgement).await;
    assert!(!told.contains("We will reply by"), "{told}");
    assert!(told.contains(&format!("should have had our answer by {due_on}")), "{told}");
    assert!(told.contains("without delay") && told.contains("Data Protection Ombudsman"), "{told}");
    portal.inbox().await;
}

/// Names an opt-out on paper; the page after the last look.
async fn names(sam: &Colleague, reference: &str, fields: &[(&str, &str)]) -> Page {
    let path = format!("/staff/requests/{reference}/classify");
    let sure = sam.browser.get(&path).await.fill("right", "marketing").submit().await;
    let form = sure.form(&path).fill("sure", "yes");
    fields.iter().fold(form, |form, (name, value)| form.fill(name, *value)).submit().await
}

async fn an_opt_out_on_paper_acts_on_the_address_the_letter_names_without_a_record(portal: TestPortal) {
    super::is_on_the_list(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = reference_of(&letter_of_maija(&sam, &ago(&portal, 2)).await.submit().await);
    for fields in [&[][..], &[("concerned", "maija")]] {
        let lacking = names(&sam, &reference, fields).await;
        assert_eq!((lacking.status, portal.count("suppression").await), (422, 0), "{}", lacking.text());
        assert!(lacking.has(".error-summary a[href='#concerned']"));
    }
    assert_eq!(names(&sam, &reference, &[("concerned", ADA)]).await.status, 303);
    let key = portal.ctx().keys.email_key(&Email::parse(ADA).unwrap());
    let stopped = suppression::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert!(!stopped.is_empty() && stopped.iter().all(|row| row.email_key == key));
    let steps = step::Entity::find().all(portal.ctx().read()).await.unwrap();
    let keys = steps.iter().filter_map(|step| step.subject_keys.as_deref()).collect::<String>();
    assert!(keys.contains(ADA), "the newsletter tool learns which address: {keys}");
    let after = row(&portal, &reference).await;
    assert_eq!((after.outcome, after.requester_email), (Some(Outcome::Granted), None));
    assert!(words_of(&portal, LetterKind::MarketingStopped).await.contains("that you gave us"));
    portal.inbox().await;
}

async fn an_opt_out_of_somebody_with_no_address_is_answered_as_such(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = reference_of(&letter_of_maija(&sam, &ago(&portal, 2)).await.submit().await);
    assert_eq!(names(&sam, &reference, &[("searched", "yes")]).await.status, 303);
    assert_eq!(all(&portal).await[0].outcome, Some(Outcome::Granted));
    assert_eq!(portal.count("suppression").await + portal.count("step").await, 0);
    let told = words_of(&portal, LetterKind::MarketingStopped).await;
    assert!(told.contains("found no e-mail address of yours"), "{told}");
    assert!(!told.contains("suppression list"), "nothing is kept of it: {told}");
    portal.inbox().await;
}
