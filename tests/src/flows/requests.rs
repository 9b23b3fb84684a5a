//! A customer asks: what was typed is never lost, what was sent is filed once, what was stopped stays stopped.

use crate::harness::{on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::kind::Role;

on_both_engines!(
    an_ended_session_loses_nothing_typed,
    an_ended_session_files_nothing_by_itself,
    a_message_typed_in_an_ended_session_waits_in_its_form,
    a_signed_out_browser_keeps_nothing,
    twenty_presses_of_one_form_file_one_request,
    twenty_presses_of_one_message_keep_it_once,
    an_opt_out_works_with_one_press_for_any_address,
    what_was_just_done_is_told_once_with_what_happens_next_and_by_when,
    a_withdrawn_request_does_not_look_as_if_it_had_been_answered,
    after_the_decision_a_message_opens_nothing_but_is_put_before_staff_for_thirty_days,
    a_name_that_is_known_is_not_asked_for_twice,
    a_name_that_is_too_long_comes_back_whole,
    a_right_has_one_name_on_card_page_queue_and_in_the_letter,
);

async fn an_ended_session_loses_nothing_typed(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/something_else").await;
    portal.clock.advance(TimeDelta::minutes(21));
    let sent_away = form.fill("text", "Poistakaa vanha verkkotunnukseni").submit().await;
    let to = sent_away.location().to_owned();
    assert!(to.starts_with("/sign-in?to=edit."), "{to}");
    assert!(!ada.is_signed_in().await, "a session that ended signs nobody in");

    let ask = ada.browser.get(&to).await.fill("email", ada.email).submit().await;
    assert_eq!(ask.location(), "/sign-in/sent");
    let back = ada.opens(&ada.reads_mail().await.link()).await.press().await.follow().await;
    assert!(back.text().contains("Poistakaa vanha verkkotunnukseni"), "{}", back.path);
    assert_eq!(portal.count("request").await, 0);
}

async fn a_message_typed_in_an_ended_session_waits_in_its_form(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let path = format!("/requests/{}", ada.files("access").await);
    let form = ada.browser.get(&path).await;
    portal.clock.advance(TimeDelta::minutes(21));
    let to = form.fill("body", "Kysyn vielä laskuista").submit().await.location().to_owned();
    assert!(to.starts_with("/sign-in?to=request."), "{to}");
    assert_eq!(portal.count("message").await, 0, "an ended session sends nothing");
    ada.browser.get(&to).await.fill("email", ada.email).submit().await;
    let back = ada.opens(&ada.reads_mail().await.link()).await.press().await.follow().await;
    assert!(
        back.path == path && back.has(".banner") && back.text().contains("Kysyn vielä laskuista"),
        "{}",
        back.path
    );
    let sent = back.fill("body", "Kysyn vielä laskuista").submit().await.follow().await;
    assert_eq!((portal.count("message").await, portal.count("draft").await), (1, 0));
    assert!(!sent.has(".banner-warn") && sent.texts("textarea").concat().is_empty());
}

async fn an_ended_session_files_nothing_by_itself(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/marketing").await;
    portal.clock.advance(TimeDelta::minutes(21));
    assert!(form.press().await.location().starts_with("/sign-in?to=edit."));
    assert_eq!((portal.count("request").await, portal.count("suppression").await), (0, 0));
}

async fn a_signed_out_browser_keeps_nothing(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/something_else").await;
    let session = ada.browser.cookie("__Host-c").unwrap();
    ada.browser.get("/requests").await.form("/sign-out").submit().await;
    let late = form.fill("text", "kept?").ask().with("cookie", format!("__Host-c={session}"));
    assert_eq!(portal.browser().send(late).await.location(), "/sign-in?to=new.something_else");
    assert_eq!(portal.count("draft").await, 0);
}

async fn twenty_presses_of_one_form_file_one_request(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let draft = ada.drafts("access").await;
    let check = ada.browser.get(&format!("/requests/draft/{draft}")).await;
    let presses = (0..20).map(|_| check.press());
    let answers = futures::future::join_all(presses).await;
    let first = answers[0].location().to_owned();
    assert!(first.starts_with("/requests/"));
    assert!(answers.iter().all(|answer| answer.location() == first), "every press leads to the same request");
    assert_eq!(portal.count("request").await, 1);
}

async fn an_opt_out_works_with_one_press_for_any_address(portal: TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    let form = bea.browser.get("/requests/new/marketing").await;
    assert!(!form.has("main textarea") && !form.has("main input[type=text]"), "no reason is asked for");
    let done = form.press().await;
    assert_eq!(form.press().await.location(), done.location(), "a second press is the same request");
    assert_eq!(portal.count("request").await, 1);
    assert!(portal.count("suppression").await > 0);
    let page = done.follow().await;
    assert!(page.has(".badge"), "it says that it took effect");
}

async fn twenty_presses_of_one_message_keep_it_once(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let page = ada.browser.get(&format!("/requests/{reference}")).await;
    let form = page.form(&format!("/requests/{reference}/messages")).fill("body", "Hello?");
    let asks = (0..20).map(|_| form.submit());
    let answers = futures::future::join_all(asks).await;
    assert!(answers.iter().all(|answer| answer.status == 303));
    assert_eq!(portal.count("message").await, 1);
}

async fn what_was_just_done_is_told_once_with_what_happens_next_and_by_when(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let page = format!("/requests/{reference}");
    let first = ada.browser.get(&page).await;
    let banner = first.texts(".banner").join(" ");
    for told in ["Pyyntösi on lähetetty", reference.as_str(), ada.email, "viimeistään"] {
        assert!(banner.contains(told), "{told}: {banner}");
    }
    assert!(!ada.browser.get(&page).await.has(".banner"), "a reload does not say it again");
    let form = ada.browser.get(&page).await.form(&format!("{page}/messages"));
    let written = form.fill("body", "Hello?").submit().await.follow().await;
    assert!(written.texts(".banner").join(" ").contains("Viestisi on lähetetty"), "{}", written.text());
    let stopped = ada.browser.get("/requests/new/marketing").await.press().await.follow().await;
    let banner = stopped.texts(".banner").join(" ");
    assert!(banner.contains("lopetettu") && !banner.contains("viimeistään"), "{banner}");
    assert_eq!(stopped.texts(".step-done").len(), 2, "stopped at once: there is no decision to wait for");
}

async fn a_withdrawn_request_does_not_look_as_if_it_had_been_answered(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let ask = ada.browser.get(&format!("/requests/{reference}/withdraw")).await;
    let page = ask.form(&format!("/requests/{reference}/withdraw")).submit().await.follow().await;
    assert!(page.texts(".banner").join(" ").contains("Pyyntösi on peruttu"), "{}", page.text());
    let done = page.texts(".step-done").join(" ");
    assert!(done.contains("Vastaanotettu"), "{done}");
    assert_eq!((page.texts(".step-done").len(), page.texts(".step-off").len()), (1, 1), "{}", page.text());
    assert!(page.texts(".step-off").join(" ").contains("Peruttu"));
    let again = ada.browser.get(&format!("/requests/{reference}/withdraw")).await;
    assert_eq!(again.location(), format!("/requests/{reference}"), "there is nothing left to withdraw");
}

async fn after_the_decision_a_message_opens_nothing_but_is_put_before_staff_for_thirty_days(
    portal: TestPortal,
) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("erasure").await;
    let (own, desk) = (format!("/requests/{reference}"), format!("/staff/requests/{reference}"));
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("nothing_held", "yes"), ("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let page = ada.browser.get(&own).await;
    assert!(page.text().contains("päätetty, eikä sitä avata uudelleen"), "{}", page.text());
    let form = page.form(&format!("{own}/messages"));
    assert_eq!(form.clone().fill("body", "Kiitos, yksi kysymys vielä.").submit().await.status, 303);
    let closed = sam.browser.get(&desk).await;
    assert!(closed.text().contains("A message on a closed request"), "{}", closed.text());
    let note = closed.form(&format!("{desk}/notes")).fill("note", "Answered by phone.");
    assert_eq!(note.submit().await.status, 303);
    assert!(
        !sam.browser.get(&desk).await.text().contains("A message on a closed request"),
        "the note ends it"
    );
    portal.clock.advance(TimeDelta::days(31));
    ada.signs_in().await;
    let late = ada.browser.get(&own).await;
    assert!(!late.has(&format!("form[action='{own}/messages']")), "the address is gone by now");
}

async fn a_name_that_is_known_is_not_asked_for_twice(portal: TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    let name_of = async |draft: String| {
        bea.browser.get(&format!("/requests/draft/{draft}/name")).await.value("name").unwrap_or_default()
    };
    assert_eq!(name_of(bea.drafts("access").await).await, "", "nobody knows her yet");
    bea.files("access").await;
    assert_eq!(name_of(bea.drafts("erasure").await).await, "Ada Asiakas", "as the last request was signed");
    let ada = portal.ada();
    ada.signs_in().await;
    super::desk::knows_ada(&portal).await;
    let draft = ada.drafts("access").await;
    let page = ada.browser.get(&format!("/requests/draft/{draft}/name")).await;
    assert_eq!(page.value("name").as_deref(), Some("Ada Asiakas"), "as the register has it");
}

async fn a_name_that_is_too_long_comes_back_whole(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let draft = ada.drafts("access").await;
    let path = format!("/requests/draft/{draft}/name");
    let long = "Ä".repeat(301);
    let page = ada.browser.get(&path).await.fill("name", long.as_str()).submit().await;
    assert_eq!((page.status, page.value("name").as_deref()), (422, Some(long.as_str())));
    assert!(page.has(".error-summary a[href='#name']"));
    let fits = page.fill("name", "Ä".repeat(300)).submit().await;
    assert_eq!(fits.location(), format!("/requests/draft/{draft}"));
}

async fn a_right_has_one_name_on_card_page_queue_and_in_the_letter(portal: TestPortal) {
    let name = portal_core::lang::text(entity::kind::Language::Fi, "right-portability");
    assert_eq!(name, "Tietojen siirtäminen järjestelmästä toiseen");
    let ada = portal.ada();
    assert!(ada.browser.get("/").await.texts(".card-name").contains(&name));
    ada.signs_in().await;
    let reference = ada.files("portability").await;
    assert!(ada.browser.get(&format!("/requests/{reference}")).await.texts("h1").contains(&name));
    assert!(ada.browser.get("/requests").await.text().contains(&name));
    assert!(ada.browser.get("/notice").await.text().contains(&name));
    assert!(ada.reads_mail().await.0.text.contains(&name));
}
