//! The time for an answer is extended once, with reasons and the letter seen first; else it is refused with the article.

use crate::harness::{on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::kind::Role;

on_both_engines!(
    the_letter_is_seen_before_it_extends_the_time_and_everybody_sees_the_new_date,
    an_extension_without_reasons_is_refused_at_the_fields_with_the_article,
    a_second_and_a_late_extension_are_refused_with_the_article_and_nothing_typed_is_lost,
);

const WHY: &str = "Nine years of tickets name other customers.";

async fn the_letter_is_seen_before_it_extends_the_time_and_everybody_sees_the_new_date(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{reference}");
    let early = sam.browser.get(&format!("{desk}/extend")).await;
    assert_eq!(early.status, 409, "nobody has taken it yet");
    assert_eq!(sam.browser.get(&desk).await.form(&format!("{desk}/take")).submit().await.status, 303);
    let path = format!("{desk}/extend");
    let page = sam.browser.get(&path).await;
    assert!(page.text().contains("13 July 2026"), "the new date is seen first: {}", page.text());
    let state = portal.everything().await;
    let typed = page.form(&path).fill("complexity", "volume").fill("reasons", WHY);
    let letter = typed.fill("to", "letter").submit().await;
    assert_eq!(letter.status, 200, "{}", letter.text());
    let text = letter.texts(".pre").concat();
    let back = letter.form(&path).fill("to", "reasons").submit().await;
    assert_eq!(back.texts("#reasons"), [WHY], "the reasons are edited again");
    assert!(back.has("input[name=complexity][value=volume][checked]"));
    assert_eq!(portal.everything().await, state, "seeing it keeps nothing");
    let sent = letter.form(&format!("{path}/send"));
    assert_eq!(sent.submit().await.status, 303);
    assert_eq!(sent.submit().await.status, 409, "a second press extends nothing twice");
    let mail = ada.reads_mail().await.0;
    assert_eq!(squeezed(&mail.text), squeezed(&text), "the letter that went is the letter that was shown");
    let own = ada.browser.get(&format!("/requests/{reference}")).await.text();
    for told in ["2026", WHY] {
        assert!(own.contains(told), "{told}: {own}");
    }
    assert!(ada.browser.get(&format!("/requests/{reference}")).await.has("time[datetime='2026-07-13']"));
    let queue = sam.browser.get("/staff/queue").await;
    assert!(queue.has("time[datetime='2026-07-13']") && queue.text().contains("Extended: there is a large"));
}

async fn an_extension_without_reasons_is_refused_at_the_fields_with_the_article(portal: TestPortal) {
    let (sam, path) = taken(&portal).await;
    let page = sam.browser.get(&path).await;
    let state = portal.everything().await;
    let bare = page.form(&path).fill("delivered", "Your address.").fill("to", "letter");
    let refused = bare.clone().submit().await;
    assert_eq!(refused.status, 422);
    for field in ["complexity", "reasons"] {
        assert!(refused.has(&format!(".error-summary a[href='#{field}']")), "{field}");
    }
    assert!(refused.text().contains("Article 12(3)"));
    assert_eq!(refused.texts("#delivered"), ["Your address."], "nothing typed is lost");
    let forced = sam.forces(bare.fill("complexity", "volume"), &format!("{path}/send")).await;
    assert_eq!(forced.status, 422, "the sending demands reasons too");
    assert!(forced.has(".error-summary a[href='#reasons']"));
    assert_eq!(portal.everything().await, state);
}

async fn a_second_and_a_late_extension_are_refused_with_the_article_and_nothing_typed_is_lost(
    portal: TestPortal,
) {
    let (sam, path) = taken(&portal).await;
    let page = sam.browser.get(&path).await;
    let typed = page.form(&path).fill("complexity", "redaction").fill("reasons", WHY);
    let letter = typed.clone().fill("to", "letter").submit().await;
    assert_eq!(letter.form(&format!("{path}/send")).submit().await.status, 303);
    portal.inbox().await;
    let second = typed.fill("to", "letter").submit().await;
    assert_eq!(second.status, 409);
    assert!(second.text().contains("allows it once (GDPR Article 12(3))") && second.text().contains(WHY));
    let desk = path.trim_end_matches("/extend");
    assert!(!sam.browser.get(desk).await.has(&format!("a[href='{path}']")), "it is not offered again");
    let (sue, path) = taken(&portal).await;
    let typed = sue.browser.get(&path).await.form(&path).fill("complexity", "volume").fill("reasons", WHY);
    portal.clock.advance(TimeDelta::days(31));
    sue.signs_in().await;
    let late = sue.browser.get(&path).await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains("13 May 2026"), "the last day is told: {}", late.text());
    let late = typed.fill("to", "letter").fill("csrf", sue.token(&path).await).submit().await;
    assert_eq!(late.status, 409);
    assert!(late.text().contains(WHY), "nothing typed is lost");
}

/// A caseworker before a request of Ada's that is taken, and the path of its extension.
async fn taken(portal: &TestPortal) -> (crate::harness::actors::Colleague, String) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let count = portal.everything().await["staff"].len();
    let sam = portal.staff(["Sam", "Sue"][count], &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{reference}");
    assert_eq!(sam.browser.get(&desk).await.form(&format!("{desk}/take")).submit().await.status, 303);
    (sam, format!("{desk}/extend"))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
