//! A customer asks: what was typed is never lost, what was sent is filed once, what was stopped stays stopped.

use crate::harness::{
    actors::Customer,
    crowd::twenty,
    on_both_engines,
    page::{Filling, Page},
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::kind::Role;

on_both_engines!(
    an_ended_session_loses_nothing_typed,
    an_ended_session_files_nothing_by_itself,
    a_message_typed_in_an_ended_session_waits_in_its_form,
    what_a_signed_out_browser_sends_waits_for_its_address_alone,
    a_form_of_an_earlier_session_is_kept_and_not_sent,
    a_forged_or_old_form_keeps_nothing_for_an_address,
    a_message_that_is_refused_is_there_to_be_taken_along,
    an_answer_that_is_changed_stays_so_in_another_language,
    who_wants_some_data_never_asks_for_all_of_it_by_mistake,
    twenty_presses_of_one_form_file_one_request,
    twenty_presses_of_one_message_keep_it_once,
    an_opt_out_works_with_one_press_for_any_address,
    nothing_held_is_offered_only_where_the_persons_own_requests_are_not_asked_for,
    what_was_just_done_is_told_once_with_what_happens_next_and_by_when,
    a_withdrawn_request_does_not_look_as_if_it_had_been_answered,
    after_the_decision_a_message_opens_nothing_but_is_put_before_staff_for_thirty_days,
    a_name_that_is_known_is_not_asked_for_twice,
    a_name_that_is_too_long_comes_back_whole,
    a_right_has_one_name_on_card_page_queue_and_in_the_letter,
);

/// Erasing everything cannot be undone: a form that comes back keeps "only what I choose".
async fn who_wants_some_data_never_asks_for_all_of_it_by_mistake(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    for right in ["erasure", "access", "restriction", "portability"] {
        let form = ada.browser.get(&format!("/requests/new/{right}")).await;
        let back = form.fill("scope", "some").submit().await;
        assert_eq!(back.status, 422, "{right}");
        assert!(back.has("input[name=scope][value=some][checked]"), "{right}");
        let both = form.fill("scope", "everything").also("categories", "contact").submit().await;
        assert_eq!(both.status, 422, "{right}");
        assert!(both.has(".error-summary a[href='#scope']"), "{right}: {:?}", both.texts(".error-summary"));
        assert!(both.has("input[name=categories][value=contact][checked]"), "{right}");
    }
}

async fn an_ended_session_loses_nothing_typed(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/something_else").await;
    portal.clock.advance(TimeDelta::minutes(21));
    let sent_away = form.fill("text", "Poistakaa vanha verkkotunnukseni").submit().await;
    let to = sent_away.location().to_owned();
    assert!(to.starts_with("/sign-in?to=kept.edit."), "{to}");
    assert!(!ada.is_signed_in().await, "a session that ended signs nobody in");

    let door = ada.browser.get(&to).await;
    assert!(door.text().contains("säilyy 30 päivää"), "{}", door.text());
    let plain = ada.browser.get("/sign-in?to=new").await;
    assert!(!plain.text().contains("säilyy"), "{}", plain.text());
    let ask = door.fill("email", ada.email).submit().await;
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
    assert!(to.starts_with("/sign-in?to=kept.request."), "{to}");
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
    assert!(form.press().await.location().starts_with("/sign-in?to=kept.edit."));
    assert_eq!((portal.count("request").await, portal.count("suppression").await), (0, 0));
}

/// Signs in by the page that an answer led to, and follows it back.
async fn signs_in_at(somebody: &Customer, to: &str) -> Page {
    somebody.browser.get(to).await.fill("email", somebody.email).submit().await;
    somebody.opens(&somebody.reads_mail().await.link()).await.press().await.follow().await
}

async fn what_a_signed_out_browser_sends_waits_for_its_address_alone(portal: TestPortal) {
    let (ada, bea) = (portal.ada(), portal.bea());
    ada.signs_in().await;
    let path = format!("/requests/{}", ada.files("access").await);
    let draft = ada.drafts("access").await;
    let name = format!("/requests/draft/{draft}/name");
    let (wish, message) =
        (ada.browser.get("/requests/new/something_else").await, ada.browser.get(&path).await);
    let named = ada.browser.get(&name).await;
    ada.browser.get("/requests").await.form("/sign-out").submit().await;
    let to_wish = wish.fill("text", "Poistakaa verkkotunnus").submit().await.location().to_owned();
    let message = message.fill("body", "Kysyn laskuista").submit().await;
    let named = named.fill("name", "Ada Ek").submit().await;
    assert!(to_wish.starts_with("/sign-in?to=kept.edit."), "{to_wish}");
    assert!(message.location().starts_with("/sign-in?to=kept.request."), "{}", message.location());
    assert_eq!((portal.count("message").await, portal.count("request").await), (0, 1), "nothing is sent");

    let seen = signs_in_at(&bea, &to_wish).await;
    assert!(seen.status == 404 && !seen.text().contains("verkkotunnus"), "{}", seen.text());
    let back = signs_in_at(&ada, &to_wish).await;
    assert_eq!(back.texts("textarea").concat().trim(), "Poistakaa verkkotunnus");
    let page = ada.browser.get(&path).await;
    assert!(page.has(".banner-warn"));
    assert_eq!(page.texts("textarea").concat().trim(), "Kysyn laskuista");
    assert!(
        ada.browser
            .get(named.location().replace("/sign-in?to=kept.draft.", "/requests/draft/").as_str())
            .await
            .text()
            .contains("Ada Ek")
    );
}

async fn a_form_of_an_earlier_session_is_kept_and_not_sent(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let path = format!("/requests/{}", ada.files("access").await);
    let old = ada.browser.get(&path).await;
    let stop = ada.browser.get("/requests/new/marketing").await;
    ada.signs_in().await;
    let late = old.fill("body", "Kysyn laskuista").submit().await;
    assert_eq!((late.status, late.location()), (303, path.as_str()));
    assert_eq!(portal.count("message").await, 0);
    assert_eq!(late.follow().await.texts("textarea").concat().trim(), "Kysyn laskuista");
    assert!(stop.press().await.location().starts_with("/requests/draft/"), "a press is asked for again");
    assert_eq!((portal.count("request").await, portal.count("suppression").await), (1, 0));
    let code = old.fill("body", "Tunnukseni on 131052-308T").submit().await;
    assert_eq!(code.status, 422, "an identity code is not kept here either");
}

async fn a_forged_or_old_form_keeps_nothing_for_an_address(portal: TestPortal) {
    let (ada, bea) = (portal.ada(), portal.bea());
    for somebody in [&ada, &bea] {
        somebody.signs_in().await;
    }
    let genuine = ada.browser.get("/requests/new/something_else").await.fill("text", "Forged");
    let token_of = |form: &Filling| form.fields.iter().find(|(name, _)| name == "csrf").unwrap().1.clone();
    let theirs = token_of(&bea.browser.get("/requests/new/something_else").await.fill("text", "x"));
    let posed: Vec<_> = token_of(&genuine)
        .split('~')
        .zip(theirs.split('~'))
        .enumerate()
        .map(|(place, (own, theirs))| if place == 2 { theirs.to_owned() } else { own.to_owned() })
        .collect();
    let away = portal.browser();
    for token in ["", "x.y", &posed.join("~")] {
        let answer = away.send(genuine.clone().fill("csrf", token).ask()).await;
        assert_eq!(answer.location(), "/sign-in?to=new.something_else", "{token}");
    }
    for ask in [
        genuine.ask().with("sec-fetch-site", "cross-site"),
        genuine.ask().without("sec-fetch-site").with("origin", "https://evil.example"),
    ] {
        assert_eq!(away.send(ask).await.location(), "/sign-in?to=new.something_else");
    }
    portal.clock.advance(TimeDelta::hours(25));
    assert_eq!(away.send(genuine.ask()).await.location(), "/sign-in?to=new.something_else");
    assert_eq!(portal.count("draft").await, 0);
}

async fn a_message_that_is_refused_is_there_to_be_taken_along(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let path = format!("/requests/{}", ada.files("access").await);
    let page = ada.browser.get(&path).await;
    let withdraw = format!("{path}/withdraw");
    ada.browser.get(&withdraw).await.form(&withdraw).submit().await;
    let refused = page.fill("body", "Kysyn vielä laskuista").submit().await;
    assert_eq!(refused.status, 409);
    assert!(refused.has(".error-summary a[href='#body']") && refused.has("#body"));
    assert!(refused.text().contains("Kysyn vielä laskuista"), "{}", refused.text());
}

async fn an_answer_that_is_changed_stays_so_in_another_language(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let draft = ada.drafts("access").await;
    let edit = format!("/requests/draft/{draft}/edit");
    let page = ada.browser.get(&edit).await;
    let switched = page.fill("scope", "some").also("categories", "contact").fill("language", "sv");
    let switched = switched.submit().await;
    assert_eq!(switched.location(), edit);
    assert!(switched.follow().await.has("[name=categories][value=contact][checked]"));
    assert!(page.has(&format!("a[href='/requests/draft/{draft}']")), "back to the answers");
}

async fn twenty_presses_of_one_form_file_one_request(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let draft = ada.drafts("access").await;
    let check = ada.browser.get(&format!("/requests/draft/{draft}")).await;
    let answers = twenty(|| check.press()).await;
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
    let answers = twenty(|| form.submit()).await;
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

/// Art. 15(1): whoever asks for everything and has asked before is given what belongs to that.
async fn nothing_held_is_offered_only_where_the_persons_own_requests_are_not_asked_for(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let access = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&access).await;
    let decide = format!("/staff/requests/{access}/decide");
    let alone = sam.browser.get(&decide).await;
    assert!(alone.has("[name=nothing_held]"), "{}", alone.text());
    ada.files("erasure").await;
    let page = sam.browser.get(&decide).await;
    assert!(!page.has("[name=nothing_held]"), "{}", page.text());
    let form = alone.form(&decide).fill("nothing_held", "yes").fill("to", "reasons");
    let refused = form.submit().await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    let told = refused.texts(".error-summary a").concat();
    assert!(told.contains("the copy holds just these"), "{told}");
}
