//! Nothing that staff typed is lost when their session has ended, on any form; and nobody else reads it.

mod steps;

use super::walk::{Cast, deeds, name, pages};
use crate::harness::{
    actors::Colleague,
    client::{Ask, Browser},
    on_both_engines,
    page::{Filling, Page},
    portal::{ORIGIN, TestPortal},
};
use chrono::TimeDelta;
use entity::kind::Role;
use portal::routes::{Access, Entry};

on_both_engines!(
    what_is_sent_too_late_comes_back_from_every_form_of_the_desk,
    every_field_of_every_page_is_filled_again,
    a_decision_goes_on_where_its_session_ended,
    a_form_of_an_earlier_session_is_kept_and_not_done,
    nobody_else_gets_what_was_typed,
    nothing_is_done_by_itself_and_what_was_done_is_forgotten,
    a_forged_form_is_not_kept,
    what_could_not_be_carried_out_is_kept_too,
);

/// Would be an element, an attribute and a new field if it were not escaped.
const TYPED: &str = "Ei <img src=x> \"katoa\" & </textarea><input name=x> ä\nrivi";

/// The routes of staff that take what somebody typed.
fn forms() -> Vec<Entry> {
    let typed = |entry: &Entry| {
        let apart = ["/staff/sign-out", "/staff/unsaved/{unsaved}"];
        matches!(entry.access, Access::Staff(_)) && !apart.contains(&entry.path)
    };
    deeds().into_iter().filter(typed).collect()
}

impl Colleague {
    /// Signs in on the page that a form sent too late leads to; gives what follows.
    async fn signs_in_at(&self, portal: &TestPortal, browser: &Browser, page: &str) -> Page {
        use crate::harness::actors::PASSWORD;
        portal.clock.advance(TimeDelta::seconds(30));
        let form = browser.get(page).await;
        let form = form.fill("email", self.email.as_str()).fill("password", PASSWORD);
        form.fill("code", self.code()).submit().await
    }
}

/// Where a kept form waits: the answer must lead to sign in and then there.
fn kept(answer: &Page) -> String {
    let id = answer.location().strip_prefix("/staff/sign-in?to=unsaved.");
    format!(
        "/staff/unsaved/{}",
        id.unwrap_or_else(|| panic!("{} keeps it: {}", answer.path, answer.location()))
    )
}

/// Follows redirects to a page.
async fn arrives(browser: &Browser, path: &str) -> Page {
    let mut page = browser.get(path).await;
    while page.status == 303 {
        page = page.follow().await;
    }
    page
}

fn lapse(portal: &TestPortal) {
    portal.clock.advance(TimeDelta::minutes(31));
}

async fn what_is_sent_too_late_comes_back_from_every_form_of_the_desk(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let kim = portal.staff("Kim", Role::ALL).await;
    let mut sent = Vec::new();
    for (nth, entry) in forms().iter().enumerate() {
        let path = cast.path(entry);
        let text = format!("{TYPED} {nth}");
        let fields = [("csrf".to_owned(), kim.token(&path).await), ("text".to_owned(), text.clone())];
        sent.push((name(entry), Ask::post(&path, &fields), text));
    }
    assert!(sent.len() > 30, "the forms were found");
    lapse(&portal);
    let mut before = portal.everything().await;
    let mut waiting = Vec::new();
    for (route, ask, text) in sent {
        let answer = kim.browser.send(ask).await;
        assert!(answer.status == 303, "{route}: {}", answer.text());
        waiting.push((route, kept(&answer), text));
    }
    let mut after = portal.everything().await;
    assert_eq!(after.remove("unsaved").map(|rows| rows.len()), Some(waiting.len()));
    before.remove("unsaved");
    assert_eq!(after, before, "nothing is done");
    kim.signs_in().await;
    for (route, place, text) in waiting {
        let sign_in = place.replace("/staff/unsaved/", "/staff/sign-in?to=unsaved.");
        let led = kim.browser.get(&sign_in).await;
        assert_eq!((led.status, led.location()), (303, place.as_str()), "{route}: nobody signs in twice");
        let page = arrives(&kim.browser, &place).await;
        let seen = page.text();
        for line in text.lines() {
            assert!(seen.contains(line), "{route} at {}: {seen}", page.path);
        }
        assert!(!page.has("main img, main input[name=x]"), "{route}");
    }
}

/// The fields of a form that are typed into; a one-time code is a secret, and is not kept.
fn typed_into(page: &Page, action: &str) -> Vec<String> {
    let html = page.html();
    let css = format!(
        "main form[action='{action}'] textarea, main form[action='{action}'] input[type=text], \
         main form[action='{action}'] input[type=email]"
    );
    let css = scraper::Selector::parse(&css).unwrap();
    let names = html.select(&css).filter_map(|field| field.attr("name"));
    names.filter(|name| !name.starts_with("code")).map(str::to_owned).collect()
}

/// Every form of a page, with something typed into each of its fields.
fn filled(page: &Page) -> Vec<Filling> {
    let html = page.html();
    let css = scraper::Selector::parse("main form[method=post]").unwrap();
    let mut actions: Vec<_> = html.select(&css).filter_map(|form| form.attr("action")).collect();
    actions.dedup();
    let fill = |action: &str| {
        let names = typed_into(page, action);
        let form = page.form(action);
        names.iter().fold(form, |form, name| form.fill(name, format!("{TYPED} {name}")))
    };
    actions.into_iter().map(fill).collect()
}

async fn every_field_of_every_page_is_filled_again(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let kim = portal.staff("Kim", Role::ALL).await;
    let desk = format!("/staff/requests/{}", cast.reference);
    kim.browser.get(&desk).await.form(&format!("{desk}/take")).submit().await;
    let (mut sent, mut fields) = (Vec::new(), 0);
    for entry in pages().into_iter().filter(|entry| matches!(entry.access, Access::Staff(_))) {
        let page = kim.browser.get(&cast.path(&entry)).await;
        if page.status == 200 && page.body.starts_with("<!DOCTYPE html>") {
            sent.extend(filled(&page).into_iter().map(|form| (page.path.clone(), form)));
        }
    }
    lapse(&portal);
    let mut waiting = Vec::new();
    for (page, form) in sent {
        let answer = kim.browser.send(form.ask().with("referer", format!("{ORIGIN}{page}"))).await;
        // A form that only has a button has nothing to keep.
        let typed = form.fields.iter().any(|(_, value)| value.starts_with(TYPED));
        if typed || answer.location().contains("unsaved") {
            waiting.push((kept(&answer), page, form));
        }
    }
    kim.signs_in().await;
    for (place, from, form) in waiting {
        let page = arrives(&kim.browser, &place).await;
        assert_eq!((page.status, page.path.as_str()), (200, from.as_str()));
        let again = page.form(&form.action).fields;
        for name in typed_into(&page, &form.action) {
            let value = |fields: &[(String, String)]| {
                fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
            };
            // A line of text takes no line feed: a browser would leave it out, this one has sent it.
            assert_eq!(value(&again), value(&form.fields), "{name} of {} on {from}", form.action);
            fields += 1;
        }
        assert!(page.has("main .banner form[action^='/staff/unsaved/']"), "{from} says what happened");
    }
    assert!(fields >= 20, "{fields} fields were filled");
}

async fn a_decision_goes_on_where_its_session_ended(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let kim = portal.staff("Kim", Role::ALL).await;
    kim.takes(&cast.reference).await;
    let decide = format!("/staff/requests/{}/decide", cast.reference);
    let words = "Twenty minutes of \"words\".";
    let letter = kim.weighs(&cast.reference, &[("nothing_held", "yes"), ("free_part", words)]).await;
    lapse(&portal);
    let too_late = letter.form(&format!("{decide}/send")).ask().with("referer", format!("{ORIGIN}{decide}"));
    let answer = kim.browser.send(too_late).await;
    let to_sign_in = kim.browser.get(answer.location()).await;
    assert!(to_sign_in.text().contains("säilyy vuorokauden"), "{}", to_sign_in.text());
    let signed_in = kim.signs_in_at(&portal, &kim.browser, answer.location()).await;
    let verdicts = arrives(&kim.browser, signed_in.location()).await;
    assert_eq!(verdicts.path, decide);
    assert!(verdicts.has("[name=nothing_held][checked]"));
    assert_eq!(portal.count("proposal").await, 0, "nothing went by itself");
    let reasons = verdicts.form(&decide).fill("to", "reasons").submit().await;
    assert_eq!(reasons.texts("#free_part").concat().trim(), words);
    let letter = reasons.form(&decide).fill("to", "letter").submit().await;
    assert_eq!(kim.sends(&letter, &cast.reference).await.status, 303);
    assert_eq!(portal.count("unsaved").await, 0);
    assert!(portal.ada().reads_mail().await.0.text.contains(words));
}

async fn a_form_of_an_earlier_session_is_kept_and_not_done(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let kim = portal.staff("Kim", Role::ALL).await;
    let desk = format!("/staff/requests/{}", cast.reference);
    let page = kim.browser.get(&desk).await;
    kim.signs_in().await;
    let again = page.form(&format!("{desk}/notes")).fill("note", TYPED).submit().await;
    assert!(again.location().starts_with("/staff/unsaved/"));
    assert_eq!(portal.count("note").await, 0);
    let page = arrives(&kim.browser, again.location()).await;
    assert_eq!(page.form(&format!("{desk}/notes")).submit().await.location(), desk);
    assert_eq!((portal.count("note").await, portal.count("unsaved").await), (1, 0));
}

async fn nobody_else_gets_what_was_typed(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let kim = portal.staff("Kim", Role::ALL).await;
    let eve = portal.staff("Eve", Role::ALL).await;
    let desk = format!("/staff/requests/{}", cast.reference);
    let note = kim.browser.get(&desk).await.form(&format!("{desk}/notes")).fill("note", "Of Kim alone");
    lapse(&portal);
    let answer = note.submit().await;
    let place = kept(&answer);
    // Eve takes the chair: the browser, the sign-in page and the way back are Kim's.
    let signed_in = eve.signs_in_at(&portal, &kim.browser, answer.location()).await;
    assert_eq!(signed_in.location(), place);
    assert_eq!(kim.browser.get(&place).await.location(), "/staff/queue", "as if it had never been");
    let page = kim.browser.get(&desk).await;
    assert!(page.status == 200 && !page.body.contains("Of Kim alone"));
    let fields = [("csrf".to_owned(), portal.token_of_staff(&kim.browser, &place).await)];
    kim.browser.send(Ask::post(&place, &fields)).await;
    assert_eq!(portal.count("unsaved").await, 1, "and she cannot throw it away");
    // A page of Kim's that is still open there does nothing for Eve, and is not kept as Eve's.
    assert_eq!(note.submit().await.status, 403);
    assert_eq!(portal.count("note").await, 0);
    kim.signs_in().await;
    let page = arrives(&kim.browser, &place).await;
    assert!(page.texts("#note").concat().contains("Of Kim alone"));
    for cookie in page.cookie_values() {
        assert!(!cookie.contains("Kim"));
    }
}

async fn nothing_is_done_by_itself_and_what_was_done_is_forgotten(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let kim = portal.staff("Kim", Role::ALL).await;
    let desk = format!("/staff/requests/{}", cast.reference);
    let page = kim.browser.get(&desk).await;
    let (note, message) = (format!("{desk}/notes"), format!("{desk}/messages"));
    lapse(&portal);
    let first = kept(&page.form(&note).fill("note", "First").submit().await);
    portal.clock.advance(TimeDelta::seconds(1));
    let second = kept(&page.form(&note).fill("note", "second").submit().await);
    assert_eq!(kept(&page.form(&note).fill("note", "second").submit().await), second, "kept once");
    let nothing = page.form(&note).fill("note", " ").submit().await;
    assert_eq!(nothing.location(), format!("/staff/sign-in?to=desk.{}", cast.reference), "nothing to keep");
    let third = kept(&page.form(&message).fill("message", "A message").submit().await);
    assert_eq!(portal.count("unsaved").await, 3, "no text takes the place of another");
    kim.signs_in().await;
    let page = arrives(&kim.browser, &first).await;
    assert_eq!(page.texts("#note").concat().trim(), "second", "the newest stands in its field");
    assert_eq!(page.texts(".banner p.pre"), ["First"], "and the other is told");
    assert_eq!((portal.count("note").await, portal.count("message").await), (0, 0));
    assert_eq!(page.form(&note).submit().await.status, 303);
    let page = arrives(&kim.browser, &first).await;
    assert_eq!(page.texts("#note").concat().trim(), "First", "the other was not saved with it");
    assert_eq!(page.form(&note).submit().await.status, 303);
    let page = arrives(&kim.browser, &third).await;
    assert!(page.texts("#note").concat().trim().is_empty(), "what was saved is not offered again");
    assert!(page.texts("#message").concat().contains("A message"), "what was not, is");
    let away = page.form(&third).submit().await;
    assert_eq!(away.location(), desk);
    assert!(!away.follow().await.has(".banner form"), "thrown away");
    assert_eq!((portal.count("note").await, portal.count("message").await), (2, 0));
}

async fn a_forged_form_is_not_kept(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let kim = portal.staff("Kim", Role::ALL).await;
    let desk = format!("/staff/requests/{}", cast.reference);
    let (note, message) = (format!("{desk}/notes"), format!("{desk}/messages"));
    let genuine = kim.browser.get(&desk).await.form(&note).fill("note", "Forged");
    let mut elsewhere = genuine.clone();
    elsewhere.action.clone_from(&message);
    let other = |token: &str| genuine.clone().fill("csrf", token).ask();
    let old = genuine.fields.iter().find(|(name, _)| name == "csrf").unwrap().1.clone();
    let cia = portal.staff("Cia", Role::ALL).await.token(&note).await;
    let posed = old.split('~').zip(cia.split('~')).enumerate();
    let posed = posed.map(|(place, (own, theirs))| if place == 2 { theirs } else { own });
    let posed = posed.collect::<Vec<_>>().join("~");
    lapse(&portal);
    let forged = [
        elsewhere.ask(),
        other(""),
        other("x.y"),
        other(&posed),
        other(&old.replace('~', "~~")),
        genuine.ask().with("sec-fetch-site", "cross-site"),
        genuine.ask().without("sec-fetch-site").with("origin", "https://evil.example"),
        genuine.ask().with("content-type", "text/plain"),
    ];
    for ask in forged {
        let answer = portal.browser().send(ask).await;
        assert!(answer.location().starts_with("/staff/sign-in"), "{}", answer.path);
        assert!(!answer.location().contains("unsaved"), "{}", answer.location());
    }
    assert_eq!(portal.count("unsaved").await, 0);
    // The browser may say that the form stood on a page of another site: only a path of ours is believed.
    let lured = genuine.ask().with("referer", "https://evil.example/staff/evil");
    let place = kept(&portal.browser().send(lured).await);
    kim.signs_in().await;
    assert_eq!(kim.browser.get(&place).await.location(), desk);
    portal.clock.advance(TimeDelta::hours(72));
    let answer = portal.browser().send(genuine.ask()).await;
    assert!(!answer.location().contains("unsaved"), "a page of last week is none to go back to");
}

async fn what_could_not_be_carried_out_is_kept_too(portal: TestPortal) {
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    let gone = "/staff/requests/0000-0000-0/notes";
    let text = ("note".to_owned(), TYPED.to_owned());
    let failed = kim.browser.send(Ask::post(gone, &[("csrf".to_owned(), kim.token(gone).await), text])).await;
    assert_eq!(failed.status, 404);
    let back = failed.attribute("main a[href^='/staff/unsaved/']", "href").expect("a way back");
    let page = arrives(&kim.browser, &back).await;
    for line in TYPED.lines() {
        assert!(page.text().contains(line), "{}", page.text());
    }
    assert!(!page.has("main img"));
    let away = page.form(&back).submit().await;
    assert_eq!((away.status, portal.count("unsaved").await), (303, 0));
    let pressed = kim.browser.send(Ask::post(gone, &[("csrf".to_owned(), kim.token(gone).await)])).await;
    assert_eq!((pressed.status, portal.count("unsaved").await), (404, 0), "a press alone is nothing to keep");
}
