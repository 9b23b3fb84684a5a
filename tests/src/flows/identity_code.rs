//! A personal identity code typed into any form: the form comes back, and the code is kept nowhere.

use crate::harness::{on_both_engines, page::Page, portal::TestPortal};
use entity::kind::Role;

on_both_engines!(a_form_with_a_personal_identity_code_comes_back_with_all_that_was_typed_and_nothing_is_kept,);

const CODE: &str = "131052-308T";

/// The page that came back: it says what to do, shows what was typed, and still has the code in it.
fn came_back(page: &Page, typed: &str) {
    assert_eq!(page.status, 422, "{}", page.text());
    assert!(page.has(".error-summary a[href^='#typed-']"), "{}", page.body);
    assert!(page.body.contains(typed), "what was typed is there to be mended: {}", page.body);
}

async fn nothing_is_kept(portal: &TestPortal) {
    for (table, rows) in portal.everything().await {
        assert!(rows.iter().all(|row| !row.contains("308T")), "{table}");
    }
}

async fn a_form_with_a_personal_identity_code_comes_back_with_all_that_was_typed_and_nothing_is_kept(
    portal: TestPortal,
) {
    let ada = portal.ada();
    ada.signs_in().await;
    let typed = format!("Poistakaa tilini. Tunnukseni on {CODE}.");
    let form = ada.browser.get("/requests/new/something_else").await;
    let back = form.fill("text", typed.as_str()).submit().await;
    came_back(&back, &typed);
    assert_eq!(portal.count("draft").await, 0);
    came_back(&back.press().await, &typed);
    let mended = back.fill("text", "Poistakaa tilini.").submit().await;
    assert!(mended.location().starts_with("/requests/draft/"), "what is mended goes on: {}", mended.text());
    let reference = ada.files("access").await;
    let own = format!("/requests/{reference}");
    let message = ada.browser.get(&own).await.form(&format!("{own}/messages"));
    came_back(&message.clone().fill("body", CODE).submit().await, CODE);
    assert_eq!(portal.count("message").await, 0);
    let close = message.fill("body", "Laskuni on 131052-308U").submit().await;
    assert_eq!(close.status, 303, "what only looks like a code is let through");
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{reference}");
    for (place, field) in [("notes", "note"), ("messages", "message")] {
        let form = sam.browser.get(&desk).await.form(&format!("{desk}/{place}"));
        came_back(&form.fill(field, CODE).submit().await, CODE);
    }
    assert_eq!((portal.count("note").await, portal.count("message").await), (0, 1));
    nothing_is_kept(&portal).await;
    let sign_in = portal.browser().get("/staff/sign-in").await;
    let back =
        sign_in.fill("email", CODE).fill("password", "Wombat Wombat 1").fill("code", "402918").submit().await;
    came_back(&back, CODE);
    assert!(!back.body.contains("Wombat") && !back.body.contains("402918"), "a secret is never shown again");
}
