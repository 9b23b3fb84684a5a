//! The browser's way back at the desk: every page that answers what was typed has an address of its own, and shows it again.

use super::{WORKER, ada_asks_for_her_data, ada_corrects_her_name, desk};
use crate::{
    flows::{forward::hosts, unidentified::stays_unknown},
    harness::{actors::Colleague, on_both_engines, page::Page, portal::TestPortal},
};
use entity::kind::Role;

on_both_engines!(
    each_step_of_a_decision_is_asked_for_again_with_what_was_typed,
    each_first_page_of_a_form_of_several_stands_as_it_was_left,
    no_word_that_was_typed_comes_into_an_address,
    what_was_begun_is_its_writers_and_ends_with_the_decision,
    what_was_begun_ends_with_the_session_that_is_left,
    a_decision_begun_before_somebody_elses_sends_nothing_and_loses_nothing,
    what_was_sent_back_goes_before_what_was_begun_earlier,
    a_change_meanwhile_is_noticed_on_a_step_and_the_first_page_begins_with_what_stands,
    of_two_windows_each_sends_what_it_shows,
    a_message_that_could_not_be_sent_stands_on_its_page_again_until_it_is_sent,
    a_text_that_came_too_late_waits_on_while_it_is_refused,
    a_page_that_is_only_looked_at_keeps_nothing,
    an_approver_goes_back_to_what_was_wrong_with_their_reason,
);

const FACT: &str = "Checked on 14 April, paper A-1.";
const REFUSAL: &[(&str, &str)] = &[
    ("verdict-0", "refused"),
    ("ground-0", "RG-16-OK"),
    ("fact-0-verified_how", FACT),
    ("fact-0-facts", "The name is that of the passport."),
    ("fact-0-evidence", "Paper A-1"),
];

/// The page at an address, as a browser asks for it when somebody goes back.
async fn back(who: &Colleague, path: &str) -> Page {
    who.browser.get(path).await
}

/// Ada's request, taken by Sam.
async fn taken(portal: &TestPortal) -> (String, Colleague) {
    let reference = ada_asks_for_her_data(portal).await;
    let sam = portal.staff("Sam", WORKER).await;
    assert_eq!(sam.takes(&reference).await.status, 303);
    (reference, sam)
}

async fn each_step_of_a_decision_is_asked_for_again_with_what_was_typed(portal: TestPortal) {
    let (reference, _) = ada_corrects_her_name(&portal, "Ada Ek").await;
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    let path = format!("{}/decide", desk(&reference));
    let letter = sam.weighs(&reference, &[REFUSAL, &[("free_part", "A word.")]].concat()).await;
    assert_eq!(letter.path, format!("{path}?step=letter"));
    let shown = letter.texts(".pre");
    let again = back(&sam, &letter.path).await;
    assert_eq!((again.status, again.texts(".pre")), (200, shown), "a reload, or forward");
    let reasons = back(&sam, &format!("{path}?step=reasons")).await;
    assert_eq!(reasons.status, 200, "{}", reasons.text());
    assert!(reasons.body.contains(FACT) && reasons.texts("#free_part").concat().contains("A word."));
    for first in [path.clone(), format!("{path}?step=verdicts")] {
        let verdicts = back(&sam, &first).await;
        assert_eq!(verdicts.status, 200, "{first}");
        assert!(verdicts.has("input[name=verdict-0][value=refused][checked]"), "{first}");
    }
    let on = back(&sam, &path).await.fill("to", "letter").submit().await;
    assert!(on.text().contains(FACT), "what later pages hold is carried: {}", on.text());
    let nowhere = back(&sam, &format!("{path}?step=else")).await;
    assert_eq!(nowhere.status, 200, "a step that is none is the last");
}

async fn each_first_page_of_a_form_of_several_stands_as_it_was_left(portal: TestPortal) {
    hosts(&portal, Some("kai@kanto.example")).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = stays_unknown(&portal, &sam, &portal.ada()).await;
    assert_eq!(portal.count("unsaved").await, 0, "the question was sent");
    for (page, field, to) in [
        ("extend", "reasons", "letter"),
        ("ask/clarification", "text", "letter"),
        ("not-identified", "suffices", "letter"),
        ("forward", "search", "choice"),
    ] {
        let path = format!("{}/{page}", desk(&reference));
        let typed = sam.browser.get(&path).await.form(&path).fill(field, "Kahvila Kanto");
        let next = typed.fill("to", to).submit().await;
        assert_eq!(next.path, format!("{path}?step={to}"), "{}", next.text());
        for address in [&path, &next.path] {
            let page = back(&sam, address).await;
            let stands = page.form(&path).fields;
            let kept = stands.iter().any(|(name, value)| name == field && value.trim() == "Kahvila Kanto");
            assert!(kept, "{address}: {stands:?}");
        }
    }
    assert_eq!(portal.count("unsaved").await, 4, "one of each");
    let path = format!("{}/forward", desk(&reference));
    let short = sam.browser.get(&path).await.form(&path).fill("search", "ka").submit().await;
    assert_eq!(short.status, 422);
    let first = back(&sam, &path).await;
    assert_eq!((first.status, first.value("search").as_deref()), (200, Some("ka")), "it is not yet wrong");
}

async fn no_word_that_was_typed_comes_into_an_address(portal: TestPortal) {
    let (reference, sam) = taken(&portal).await;
    let path = format!("{}/extend", desk(&reference));
    let form = sam.browser.get(&path).await.form(&path).fill("reasons", "Ada Asiakas");
    let sent = sam.browser.send(form.clone().fill("to", "letter").ask()).await;
    assert_eq!(sent.location(), format!("{path}?step=letter"));
    let forged = sam.browser.send(form.fill("to", "Ada ä/?&#\r\n//evil.example").ask()).await;
    assert_eq!(forged.location(), format!("{path}?step=Adaevilexample"), "a step is a word of ours");
}

async fn what_was_begun_is_its_writers_and_ends_with_the_decision(portal: TestPortal) {
    let (reference, sam) = taken(&portal).await;
    let sue = portal.staff("Sue", WORKER).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("free_part", "Words of Sam.")]).await;
    let other = back(&sue, &letter.path).await;
    assert!(other.status == 200 && !other.body.contains("Words of Sam."), "{}", other.text());
    assert!(!other.has("input[name=verdict-0][checked]"), "she begins with nothing");
    let kept = portal.begun().await;
    assert!(kept.len() == 1 && !kept[0].contains("Words of Sam."), "sealed: {kept:?}");
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    assert_eq!(portal.count("unsaved").await, 0, "it was sent");
    let decided = back(&sam, &letter.path).await;
    assert_eq!(decided.status, 409, "{}", decided.text());
    assert!(portal.ada().reads_mail().await.0.text.contains("Words of Sam."));
}

async fn what_was_begun_ends_with_the_session_that_is_left(portal: TestPortal) {
    let (reference, sam) = taken(&portal).await;
    sam.weighs(&reference, &[("verdict-0", "granted"), ("free_part", "Words of Sam.")]).await;
    assert_eq!(portal.count("unsaved").await, 1);
    sam.signs_out().await;
    assert_eq!(portal.count("unsaved").await, 0);
    sam.signs_in().await;
    let anew = sam.browser.get(&format!("{}/decide", desk(&reference))).await;
    assert!(!anew.has("input[name=verdict-0][checked]"), "{}", anew.text());
}

async fn a_decision_begun_before_somebody_elses_sends_nothing_and_loses_nothing(portal: TestPortal) {
    let (reference, sam) = taken(&portal).await;
    let sue = portal.staff("Sue", WORKER).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("free_part", "Words of Sam.")]).await;
    sue.grants(&reference).await;
    let mails = portal.inbox().await.to(portal.ada().email).len();
    for address in [letter.path.clone(), format!("{}/decide", desk(&reference))] {
        let late = back(&sam, &address).await;
        assert_eq!(late.status, 409, "{address}");
        assert!(late.text().contains("Words of Sam."), "nothing typed is lost: {}", late.text());
    }
    let refused = sam.sends(&letter, &reference).await;
    assert_eq!((refused.status, refused.path), (409, format!("{}?step=again", desk(&reference))));
    assert!(back(&sam, &format!("{}?step=again", desk(&reference))).await.text().contains("Words of Sam."));
    assert_eq!(portal.inbox().await.to(portal.ada().email).len(), mails, "one decision, one letter");
}

async fn what_was_sent_back_goes_before_what_was_begun_earlier(portal: TestPortal) {
    let (reference, _) = ada_corrects_her_name(&portal, "Ada Ek").await;
    let (sam, sue) = (portal.staff("Sam", WORKER).await, portal.staff("Sue", WORKER).await);
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    sam.takes(&reference).await;
    sue.weighs(&reference, &[("verdict-0", "granted"), ("free_part", "Words of Sue.")]).await;
    portal.clock.advance(chrono::TimeDelta::minutes(1));
    let letter = sam.weighs(&reference, REFUSAL).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let proposal = format!("{}/proposal", desk(&reference));
    let form = anna.browser.get(&proposal).await.form(&format!("{proposal}/send-back"));
    assert_eq!(form.fill("reason", "Too thin.").submit().await.status, 303);
    let decide = format!("{}/decide", desk(&reference));
    let anew = sue.browser.get(&decide).await;
    assert!(anew.has("input[name=verdict-0][value=refused][checked]"), "what was proposed: {}", anew.text());
    portal.clock.advance(chrono::TimeDelta::minutes(1));
    sue.weighs(&reference, &[("verdict-0", "granted"), ("free_part", "Newer words.")]).await;
    let begun = sue.browser.get(&decide).await;
    assert!(begun.has("input[name=verdict-0][value=granted][checked]"), "what she began since");
}

async fn a_change_meanwhile_is_noticed_on_a_step_and_the_first_page_begins_with_what_stands(
    portal: TestPortal,
) {
    let (reference, sam) = taken(&portal).await;
    let sue = portal.staff("Sue", WORKER).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("free_part", "Words of Sam.")]).await;
    let assign = sue.opens(&reference).await.form(&format!("{}/assign", desk(&reference)));
    assert_eq!(assign.fill("to", sue.id(&portal).await.to_string()).submit().await.status, 303);
    let reloaded = back(&sam, &letter.path).await;
    let late = sam.sends(&reloaded, &reference).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(late.text().contains("Sue") && late.text().contains("Words of Sam."), "{}", late.text());
    let decide = format!("{}/decide", desk(&reference));
    let anew = back(&sam, &decide).await.form(&decide).fill("to", "letter").submit().await;
    assert!(anew.text().contains("Words of Sam."), "{}", anew.text());
    assert_eq!(sam.sends(&anew, &reference).await.status, 303);
    assert!(portal.ada().reads_mail().await.0.text.contains("Words of Sam."));
}

async fn of_two_windows_each_sends_what_it_shows(portal: TestPortal) {
    let (reference, sam) = taken(&portal).await;
    let answer = |words| [("verdict-0", "granted"), ("free_part", words)];
    let first = sam.weighs(&reference, &answer("Words of the first window.")).await;
    let second = sam.weighs(&reference, &answer("Words of the second.")).await;
    assert!(second.text().contains("Words of the second."), "{}", second.text());
    let reloaded = back(&sam, &first.path).await;
    assert!(reloaded.text().contains("Words of the second."), "what was sent last stands in both");
    assert_eq!(sam.sends(&first, &reference).await.status, 303);
    let mail = portal.ada().reads_mail().await.0.text;
    assert!(mail.contains("Words of the first window.") && !mail.contains("Words of the second."), "{mail}");
    let late = sam.sends(&second, &reference).await;
    assert_eq!(late.status, 409, "it was decided in the other window");
    assert!(late.text().contains("Words of the second."), "and nothing typed is lost: {}", late.text());
}

async fn a_message_that_could_not_be_sent_stands_on_its_page_again_until_it_is_sent(portal: TestPortal) {
    let (reference, sam) = taken(&portal).await;
    let page = desk(&reference);
    let (path, again) = (format!("{page}/messages"), format!("{page}?step=again"));
    let asks = "Send a copy of your passport.";
    let form = sam.opens(&reference).await.form(&path).fill("message", asks);
    let wrong = form.fill("told:why", "Words put into our mouth.").submit().await;
    assert_eq!((wrong.status, wrong.path.as_str()), (422, again.as_str()));
    // Back to the page before, and forward: it is asked for, and the browser asks nothing.
    assert!(!sam.opens(&reference).await.body.contains(asks), "the page itself is as it was");
    let forward = back(&sam, &again).await;
    assert_eq!(forward.status, 422);
    assert_eq!(forward.texts("#message").concat().trim(), asks, "the text stands");
    assert!(forward.has(".error-summary a[href='#message']"), "{}", forward.text());
    assert!(!forward.text().contains("our mouth"), "what is wrong is ours to say: {}", forward.text());
    assert_eq!(forward.form(&path).fill("message", "Your number?").submit().await.status, 303);
    let after = back(&sam, &again).await;
    assert_eq!(after.status, 200, "nothing is wrong any more: {}", after.text());
    assert_eq!(portal.count("unsaved").await, 0);
    portal.inbox().await;
}

async fn a_text_that_came_too_late_waits_on_while_it_is_refused(portal: TestPortal) {
    let (reference, sam) = taken(&portal).await;
    let notes = format!("{}/notes", desk(&reference));
    let long = "x".repeat(10_001);
    let form = sam.opens(&reference).await.form(&notes).fill("note", long.as_str());
    portal.clock.advance(chrono::TimeDelta::minutes(31));
    assert!(form.submit().await.location().contains("unsaved"));
    sam.signs_in().await;
    let waits = sam.opens(&reference).await;
    assert!(waits.texts("#note").concat().contains(&long), "it stands in its field");
    let refused = waits.form(&notes).submit().await;
    assert_eq!(refused.status, 422);
    assert_eq!((portal.count("unsaved").await, portal.begun().await.len()), (2, 1), "it waits on");
    assert_eq!(refused.form(&notes).fill("note", "Short.").submit().await.status, 303);
    assert_eq!(portal.count("unsaved").await, 0);
}

async fn a_page_that_is_only_looked_at_keeps_nothing(portal: TestPortal) {
    let (reference, sam) = taken(&portal).await;
    sam.grants(&reference).await;
    for page in ["decide", "extend", "ask/identity", "not-identified", "forward", "withdraw"] {
        for step in ["", "?step=letter", "?step=again"] {
            let looked = sam.browser.get(&format!("{}/{page}{step}", desk(&reference))).await;
            assert_eq!(looked.status, 409, "{page}{step}: {}", looked.text());
        }
    }
    assert_eq!(portal.count("unsaved").await, 0);
    portal.inbox().await;
}

async fn an_approver_goes_back_to_what_was_wrong_with_their_reason(portal: TestPortal) {
    let (reference, _) = ada_corrects_her_name(&portal, "Ada Ek").await;
    let sam = portal.staff("Sam", WORKER).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, REFUSAL).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let proposal = format!("{}/proposal", desk(&reference));
    let send_back = format!("{proposal}/send-back");
    let long = "x".repeat(10_001);
    let form = anna.browser.get(&proposal).await.form(&send_back);
    let wrong = form.fill("reason", long.as_str()).submit().await;
    let again = format!("{proposal}?step=again");
    assert_eq!((wrong.status, wrong.path.as_str()), (422, again.as_str()));
    let page = back(&anna, &again).await;
    assert!(page.status == 422 && page.texts("#reason").concat().contains(&long), "the reason stands");
    assert_eq!(page.form(&send_back).fill("reason", "Too thin.").submit().await.status, 303);
    assert_eq!(portal.count("unsaved").await, 0);
    portal.inbox().await;
}
