//! Whatever staff do with a request is confirmed once, in words of ours, on the page it leads to.

use super::{WORKER, ada_asks_for_her_data, desk, knows_ada};
use crate::harness::{actors::Colleague, client::Ask, on_both_engines, page::Page, portal::TestPortal};
use entity::kind::Role;

on_both_engines!(
    each_deed_at_the_desk_is_confirmed_once,
    what_is_put_on_record_beside_requests_is_confirmed_once,
    nobody_puts_words_into_the_confirmation,
);

const GOOD: &str = ".banner-good .banner-title";

/// The confirmation on the page that the answer leads to; a second look does not have it.
async fn told(answer: &Page) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let said = answer.follow().await.texts(GOOD);
    assert_eq!(said.len(), 1, "one confirmation: {said:?}");
    assert!(!answer.follow().await.has(GOOD), "told once: {said:?}");
    said[0].clone()
}

async fn each_deed_at_the_desk_is_confirmed_once(portal: TestPortal) {
    let reference = ada_asks_for_her_data(&portal).await;
    let sam = portal.staff("Sam", WORKER).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let page = desk(&reference);
    assert_eq!(told(&sam.takes(&reference).await).await, "The request is now yours");
    let open = sam.opens(&reference).await;
    let note = open.form(&format!("{page}/notes")).fill("note", "Ask Bo.").submit().await;
    assert_eq!(told(&note).await, "The note has been saved");
    let message = open.form(&format!("{page}/messages")).fill("message", "Hello.").submit().await;
    assert_eq!(told(&message).await, "The message has been sent");
    let proposed = sam.proposes_a_refusal(&reference).await;
    assert_eq!(told(&proposed).await, "The proposal waits for another person’s approval");
    let proposal = format!("{page}/proposal");
    let waiting = anna.browser.get(&proposal).await;
    let back = waiting.form(&format!("{proposal}/send-back")).fill("reason", "Too thin.").submit().await;
    assert_eq!(told(&back).await, "The proposal has been sent back to work");
    sam.proposes_a_refusal(&reference).await;
    let approved = anna.browser.get(&proposal).await.form(&proposal).submit().await;
    let shown = approved.follow().await;
    assert_eq!(shown.texts(GOOD), ["You approved the proposal, and the request is decided"]);
    assert!(shown.texts(".banner-good").concat().contains("ada@asiakas.example"), "where the letter goes");
    portal.inbox().await;
}

async fn what_is_put_on_record_beside_requests_is_confirmed_once(portal: TestPortal) {
    let record = format!("/staff/register/{}", knows_ada(&portal).await);
    let sam = portal.staff("Sam", WORKER).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    for who in [&sam, &anna] {
        let opened = who.browser.get(&record).await.fill("reason", "To check the record.").submit().await;
        assert_eq!(opened.status, 200, "{}", opened.text());
    }
    let form = sam.browser.get(&format!("{record}/disclosures")).await;
    let form = form.fill("authority", "Police").fill("categories", "contact").fill("on", sam.today());
    let kept = form.fill("statute", "Poliisilaki 4:3").submit().await;
    assert_eq!(told(&kept).await, "The disclosure has been put on record");
    let entry = kept.follow().await.attribute("a[href*='/disclosures/']", "href").unwrap();
    let corrected = sam.browser.get(&entry).await.fill("correction", "Another law.").submit().await;
    assert_eq!(told(&corrected).await, "The correction has been put on record");
    holds_are_confirmed(&sam, &format!("{record}/holds")).await;
    protection_is_confirmed((&sam, &anna), &format!("{record}/protection")).await;
    a_review_is_confirmed(&sam).await;
    let muted = sam.mutes("mallory@asiakas.example", "A stranger").await;
    assert_eq!(told(&muted).await, "Sign-in mail to the address has been muted");
}

async fn holds_are_confirmed(sam: &Colleague, holds: &str) {
    let form = sam.browser.get(holds).await.form(holds).fill("kind", "claim");
    let set = form.fill("reason", "A claim.").fill("review", "2027-01-04").submit().await;
    assert_eq!(told(&set).await, "The hold has been set");
    let standing = sam.browser.get(holds).await;
    let id = standing.attribute("button[name=lift]", "value").unwrap();
    let lifted = standing.form(holds).fill("lift", id).submit().await;
    assert_eq!(told(&lifted).await, "The hold has been lifted");
}

/// Set by one, to be ended by another.
async fn protection_is_confirmed((sam, anna): (&Colleague, &Colleague), path: &str) {
    for (deed, said) in [
        ("set", "The address is now protected"),
        ("lift", "The end of the protection waits for another person"),
    ] {
        let form = sam.browser.get(path).await.fill(&format!("{deed}_reason"), "She showed an extract.");
        assert_eq!(told(&form.fill("deed", deed).submit().await).await, said);
    }
    let stands = anna.browser.get(path).await.form(&format!("{path}/end")).fill("agreed", "no");
    assert_eq!(told(&stands.submit().await).await, "The protection stays in force");
}

async fn a_review_is_confirmed(sam: &Colleague) {
    let begun = sam.browser.get("/staff/reviews").await.press().await;
    assert_eq!(told(&begun).await, "The review has been opened");
    let form = sam.browser.get(&format!("{}/contact", begun.location())).await;
    let fine = ["needed", "accurate", "basis", "retention"];
    let form = fine.iter().fold(form.fill("note", ""), |form, question| form.fill(question, "fine"));
    assert_eq!(told(&form.submit().await).await, "The findings have been saved");
}

async fn nobody_puts_words_into_the_confirmation(portal: TestPortal) {
    let reference = ada_asks_for_her_data(&portal).await;
    let sam = portal.staff("Sam", WORKER).await;
    for query in ["?done=taken", "?just=desk.taken", "?banner=Hello"] {
        assert!(!sam.browser.get(&format!("{}{query}", desk(&reference))).await.has(GOOD), "{query}");
    }
    let session = sam.browser.cookie("__Host-s").unwrap();
    for forged in ["desk.Hello".to_owned(), format!("desk.hello.{reference}"), "desk.taken.other".into()] {
        let cookies = format!("__Host-s={session}; __Host-just={forged}");
        let page = portal.browser().send(Ask::get(desk(&reference)).with("cookie", cookies)).await;
        assert!(page.status == 200 && !page.has(GOOD), "{forged}");
    }
    for forged in ["kept.Hello./staff/mutes", "kept.muted./staff/reviews", "kept.muted"] {
        let cookies = format!("__Host-s={session}; __Host-just={forged}");
        let page = portal.browser().send(Ask::get("/staff/mutes").with("cookie", cookies)).await;
        assert!(page.status == 200 && !page.has(GOOD), "{forged}");
    }
}
