//! Pages in fi, sv and en: the language asked for, else the notice's first; `<html lang>` is true.

use super::walk::{Cast, name, pages};
use crate::harness::{client::Ask, on_both_engines, portal::TestPortal};
use entity::{
    kind::{Language, Role},
    staff,
};
use portal::say::say;
use portal_core::request::answers::Wish;
use sea_orm::{EntityTrait, sea_query::Expr};

on_both_engines!(
    the_browser_says_which_language_it_likes,
    the_switch_is_remembered_and_leads_back,
    the_switch_takes_along_what_is_typed_into_a_form_of_a_request,
    the_switch_takes_along_what_is_typed_into_messages_and_at_the_desk,
    every_page_is_in_the_language_it_names,
    a_page_that_is_refused_speaks_the_language_of_the_account,
);

async fn the_browser_says_which_language_it_likes(portal: TestPortal) {
    let browser = portal.browser();
    for (wish, given) in [
        ("sv", "sv"),
        ("en-GB,en;q=0.9", "en"),
        ("SV-fi", "sv"),
        ("de, sv;q=0.5, en;q=0.8", "en"),
        ("de, fr;q=0.9", "fi"),
        ("en;q=0, sv;q=0.1", "sv"),
        ("*", "fi"),
        ("", "fi"),
        (";;q=,,", "fi"),
        ("xx-nonsense;q=banana", "fi"),
    ] {
        let page = browser.send(Ask::get("/sign-in").with("accept-language", wish)).await;
        assert_eq!(page.attribute("html", "lang").as_deref(), Some(given), "{wish:?}");
    }
    assert_eq!(browser.get("/sign-in").await.attribute("html", "lang").as_deref(), Some("fi"));
}

async fn the_switch_is_remembered_and_leads_back(portal: TestPortal) {
    let browser = portal.browser();
    let switch = browser.get("/sign-in/lost-mailbox").await.attribute("a[lang=sv]", "href").unwrap();
    let back = browser.get(&switch).await;
    assert_eq!(back.location(), "/sign-in/lost-mailbox");
    let page = browser.send(Ask::get("/").with("accept-language", "en")).await;
    assert_eq!(
        page.attribute("html", "lang").as_deref(),
        Some("sv"),
        "the choice goes before the browser's wish"
    );
    browser.cookies().insert("__Host-language".into(), "xx".into());
    let page = browser.send(Ask::get("/").with("accept-language", "en")).await;
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"), "an unknown choice is none");
    for code in ["de", "FI", "fi%2f..", "%00"] {
        assert_eq!(browser.get(&format!("/language/{code}")).await.status, 404, "{code}");
    }
}

async fn the_switch_takes_along_what_is_typed_into_a_form_of_a_request(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    for wish in Wish::ALL {
        let page = ada.browser.get(&format!("/requests/new/{}", wish.code())).await;
        let sends = page.has("header button[form=typed][name=language][value=sv]");
        assert_eq!(sends, page.has("form#typed") && !wish.is_immediate(), "{}", wish.code());
    }
    let page = ada.browser.get("/requests/new/something_else").await;
    let switched = page.fill("text", "Minulla on asiaa").fill("language", "sv").submit().await;
    let again = switched.follow().await;
    assert_eq!(again.attribute("html", "lang").as_deref(), Some("sv"));
    assert_eq!(again.texts("#text").concat().trim(), "Minulla on asiaa");
    assert_eq!((portal.count("request").await, portal.count("draft").await), (0, 1));
    let named = again.fill("text", "Minulla on asiaa").submit().await.follow().await;
    let back = named.fill("name", "Ada").fill("language", "en").submit().await.follow().await;
    assert_eq!(
        (back.attribute("html", "lang").as_deref(), back.value("name").as_deref()),
        (Some("en"), Some("Ada"))
    );
    let odd = back.fill("name", "Ada").fill("language", "de").submit().await;
    assert!(odd.location().starts_with("/requests/draft/"), "no language of ours is no switch");
}

async fn the_switch_takes_along_what_is_typed_into_messages_and_at_the_desk(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let own = format!("/requests/{reference}");
    let page = ada.browser.get(&own).await;
    assert!(page.has("header button[form=typed][name=language][value=sv]"));
    let switched = page.fill("body", "Vielä yksi asia").fill("language", "sv").submit().await.follow().await;
    assert_eq!(switched.attribute("html", "lang").as_deref(), Some("sv"));
    assert_eq!(switched.texts("#body").concat().trim(), "Vielä yksi asia");
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{reference}");
    assert_eq!(sam.browser.get(&desk).await.form(&format!("{desk}/take")).submit().await.status, 303);
    let typed = "The reasons are many.";
    for (path, action, field) in [
        (desk.clone(), format!("{desk}/messages"), "message"),
        (format!("{desk}/extend"), format!("{desk}/extend"), "reasons"),
        (format!("{desk}/ask/clarification"), format!("{desk}/ask/clarification"), "text"),
    ] {
        sam.browser.cookies().insert("__Host-language".into(), "en".into());
        let page = sam.browser.get(&path).await;
        assert!(page.has("header button[form=typed][name=in-language][value=fi]"), "{path}: {}", page.text());
        let switched = page.form(&action).fill(field, typed).fill("in-language", "fi").submit().await;
        let again = switched.follow().await.follow().await;
        assert_eq!(again.attribute("html", "lang").as_deref(), Some("fi"), "{path}");
        assert_eq!(again.texts(&format!("#{field}")).concat().trim(), typed, "{path}");
    }
    assert_eq!((portal.count("message").await, portal.count("extension").await), (0, 0), "nothing was sent");
}

async fn every_page_is_in_the_language_it_names(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    for language in Language::ALL {
        for (viewer, browser) in cast.everyone() {
            browser.cookies().insert("__Host-language".into(), language.code().into());
            for entry in pages().iter().filter(|entry| entry.path != "/language/{code}") {
                let page = cast.asks(browser, entry).await;
                let place = format!("{viewer:?} at {} in {}", name(entry), language.code());
                assert!(!page.body.contains('⟦'), "{place} lacks a text");
                if page.body.contains("<html") {
                    assert_eq!(page.attribute("html", "lang").as_deref(), Some(language.code()), "{place}");
                    assert_eq!(page.texts(".skip"), [say(*language, "shell-skip")], "{place}");
                    assert_eq!(page.texts("h1").len(), 1, "{place}");
                }
            }
        }
    }
}

/// Whoever has not the role is known all the same.
async fn a_page_that_is_refused_speaks_the_language_of_the_account(portal: TestPortal) {
    let kim = portal.staff("Kim", &[Role::Admin]).await;
    let tx = portal.ctx().write().await.unwrap();
    let speaks = staff::Entity::update_many().col_expr(staff::Column::Language, Expr::value(Language::Sv));
    speaks.exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    kim.browser.cookies().remove("__Host-language");
    let page = kim.browser.send(Ask::get("/staff/queue").with("accept-language", "en")).await;
    assert_eq!((page.status, page.attribute("html", "lang").as_deref()), (403, Some("sv")));
}
