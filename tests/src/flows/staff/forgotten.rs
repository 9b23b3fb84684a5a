//! A forgotten password: one answer for every address, a link good once that still takes a code, and every session ends
//! (A-05, A-11 to A-13; ASVS 6.4.3).

use super::BAD_PASSWORDS;
use crate::harness::{
    actors::{Colleague, PASSWORD},
    on_both_engines,
    page::Page,
    portal::{ORIGIN, TestPortal},
};
use chrono::TimeDelta;
use entity::{event, kind::Role, staff};
use futures::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

on_both_engines!(
    a_link_and_a_code_set_a_new_password_and_end_every_session,
    a_recovery_code_does_too_where_the_authenticator_is_lost,
    known_and_unknown_addresses_get_the_same_answer,
    known_and_unknown_addresses_meet_the_limits_of_the_sign_in_alike,
    few_mails_go_to_an_address_and_the_page_says_the_same,
    a_link_is_good_once_for_half_an_hour_and_for_an_open_account,
    of_parallel_uses_of_a_link_one_goes_through,
    a_link_needs_a_code_that_is_right_and_not_used_and_few_are_judged,
    a_bad_new_password_is_refused_with_its_reason_behind_a_link,
    whoever_sets_a_password_voids_the_other_links,
);

const FORGOTTEN: &str = "/staff/forgotten";
pub const NEW: &str = "vihreä hirvi nukkuu";

/// Asks for a link from a browser of nobody.
async fn asks(portal: &TestPortal, email: &str) -> Page {
    portal.browser().get(FORGOTTEN).await.form(FORGOTTEN).fill("email", email).submit().await
}

/// The links mailed to an address, oldest first.
async fn links(portal: &TestPortal, email: &str) -> Vec<String> {
    let mails = portal.inbox().await.to(email);
    let lines = mails.iter().flat_map(|mail| mail.0.text.lines());
    let paths = lines.filter_map(|line| line.trim().strip_prefix(ORIGIN));
    paths.filter(|path| path.starts_with("/staff/reset/")).map(str::to_owned).collect()
}

/// A link for somebody, mailed a moment ago.
pub async fn link(portal: &TestPortal, of: &Colleague) -> String {
    assert_eq!(asks(portal, &of.email).await.location(), "/staff/forgotten/sent");
    links(portal, &of.email).await.pop().unwrap()
}

pub async fn sets(portal: &TestPortal, link: &str, password: &str, code: &str) -> Page {
    let browser = portal.browser();
    browser.get("/language/en").await;
    let form = browser.get(link).await.form(link).fill("password_new", password);
    form.fill("password_again", password).fill("code", code).submit().await
}

async fn recorded(portal: &TestPortal, what: &str) -> usize {
    let found = event::Entity::find().filter(event::Column::Kind.eq(what));
    found.all(portal.ctx().read()).await.unwrap().len()
}

async fn a_link_and_a_code_set_a_new_password_and_end_every_session(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let cookie = sam.browser.cookie("__Host-s").unwrap();
    let link = link(&portal, &sam).await;
    let secret = link.strip_prefix("/staff/reset/").unwrap();
    assert_eq!(secret.len(), 43, "256 bits");
    assert!(!format!("{:?}", portal.everything().await).contains(secret), "the link is not stored");
    for _ in 0..3 {
        assert_eq!(portal.browser().get(&link).await.status, 200, "reading uses nothing up");
    }
    portal.clock.advance(TimeDelta::seconds(30));
    let answer = sets(&portal, &link, NEW, &sam.code()).await;
    assert_eq!(answer.location(), "/staff/sign-in", "{}", answer.text());
    assert!(answer.follow().await.text().contains("Your password is changed"));
    sam.browser.cookies().insert("__Host-s".into(), cookie);
    assert_eq!(sam.browser.get("/staff/retention").await.status, 303, "the old cookie is worth nothing");
    assert_eq!(portal.count("session").await, 0, "and nobody is signed in by a link");
    assert_eq!(sam.signs_in().await.status, 422);
    assert_eq!(sam.tries(NEW, &sam.code()).await.status, 303);
    assert_eq!(recorded(&portal, "staff_password_reset").await, 1);
    let told = portal.inbox().await.latest_to(&sam.email);
    assert!(told.0.text.contains("The password of your account"), "{}", told.0.text);
}

async fn a_recovery_code_does_too_where_the_authenticator_is_lost(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let link = link(&portal, &sam).await;
    assert_eq!(sets(&portal, &link, NEW, &sam.recovery_codes[0]).await.location(), "/staff/sign-in");
    assert_eq!(sam.tries(NEW, &sam.recovery_codes[0]).await.status, 422, "it is used");
    assert_eq!(sam.tries(NEW, &sam.recovery_codes[1]).await.status, 303);
}

/// Everything an address is answered, with what is random in every page masked.
async fn answered(portal: &TestPortal, email: &str) -> String {
    let browser = portal.browser();
    let page = browser.get(FORGOTTEN).await;
    let answer = page.form(FORGOTTEN).fill("email", email).submit().await;
    let next = browser.get(answer.location()).await;
    let token = next.value("csrf").unwrap_or_default();
    let headers = ["location", "content-type", "cache-control", "content-security-policy", "retry-after"];
    let headers = headers.map(|name| answer.header(name).map(str::to_owned));
    let cookies: Vec<_> = answer
        .headers("set-cookie")
        .iter()
        .map(|cookie| cookie.split('=').next().map(str::to_owned))
        .collect();
    let body = next.body.replace(&token, "");
    format!("{} {headers:?} {cookies:?} {} {} {body}", answer.status, answer.body, next.status)
}

async fn known_and_unknown_addresses_get_the_same_answer(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let kim = portal.joins("Kim", &[Role::Caseworker]).await;
    let tx = portal.ctx().write().await.unwrap();
    let closed = staff::Entity::update_many()
        .col_expr(staff::Column::DisabledAt, Expr::value(portal.ctx().now()))
        .filter(staff::Column::Email.eq(kim.email.as_str()));
    closed.exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    let known = answered(&portal, &sam.email).await;
    assert_eq!(answered(&portal, "eve@wprod.example").await, known);
    assert_eq!(answered(&portal, &kim.email).await, known, "a closed account is as none");
    let rows = [portal.count("password_reset").await, recorded(&portal, "staff_reset_asked").await];
    assert_eq!(rows, [3, 3], "each leaves the same rows");
    assert_eq!(links(&portal, &sam.email).await.len(), 1);
    let inbox = portal.inbox().await;
    assert!(inbox.to("eve@wprod.example").is_empty() && inbox.to(&kim.email).is_empty());
    assert!(
        !format!("{:?}", portal.everything().await).contains("eve@wprod"),
        "an address of nobody is not kept"
    );
    let wrong = asks(&portal, "not an address").await;
    assert!(wrong.status == 422 && wrong.has(".error-summary a[href='#email']"));
}

async fn known_and_unknown_addresses_meet_the_limits_of_the_sign_in_alike(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    for email in [sam.email.as_str(), "eve@wprod.example"] {
        let mut answers = Vec::new();
        for _ in 0..4 {
            answers.push(asks(&portal, email).await.status);
        }
        let guess = portal.browser().get("/staff/sign-in").await;
        let guess = guess.fill("email", email).fill("password", "wrong").fill("code", "000000");
        answers.push(guess.submit().await.status);
        answers.push(asks(&portal, email).await.status);
        assert_eq!(answers, [303, 303, 303, 303, 422, 429], "{email}: one bucket with the sign-in");
    }
}

async fn few_mails_go_to_an_address_and_the_page_says_the_same(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let mut answers = Vec::new();
    for _ in 0..8 {
        answers.push(answered(&portal, &sam.email).await);
        portal.clock.advance(TimeDelta::minutes(1));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "the page does not tell that no mail goes");
    assert_eq!(links(&portal, &sam.email).await.len(), 3, "three at once");
    assert_eq!(recorded(&portal, "limit_hit").await, 1);
}

async fn a_link_is_good_once_for_half_an_hour_and_for_an_open_account(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let first = link(&portal, &sam).await;
    portal.clock.advance(TimeDelta::minutes(30) - TimeDelta::seconds(1));
    assert_eq!(portal.browser().get(&first).await.status, 200);
    portal.clock.advance(TimeDelta::seconds(1));
    assert_eq!(portal.browser().get(&first).await.status, 410, "expired");
    let second = link(&portal, &sam).await;
    let page = portal.browser().get(&second).await;
    let form = page.form(&second).fill("password_new", NEW).fill("password_again", NEW);
    assert_eq!(form.clone().fill("code", &sam.recovery_codes[0]).submit().await.status, 303);
    assert_eq!(form.fill("code", &sam.recovery_codes[1]).submit().await.status, 410, "used");
    assert_eq!(portal.browser().get(&second).await.status, 410);
    assert_eq!(portal.browser().get("/staff/reset/AAAA").await.status, 410, "never was");
    let third = link(&portal, &sam).await;
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let rows = staff::Entity::find().filter(staff::Column::Email.eq(sam.email.as_str()));
    let account = format!("/staff/accounts/{}", rows.one(portal.ctx().read()).await.unwrap().unwrap().id);
    let close = ari.browser.get(&account).await.form(&format!("{account}/state"));
    assert_eq!(close.fill("state", "closed").submit().await.status, 303);
    assert_eq!(portal.browser().get(&third).await.status, 410, "a closed account");
    assert_eq!(recorded(&portal, "staff_password_reset").await, 1);
}

async fn of_parallel_uses_of_a_link_one_goes_through(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let link = link(&portal, &sam).await;
    let codes = &sam.recovery_codes[..4];
    let answers = join_all(codes.iter().map(|code| sets(&portal, &link, NEW, code))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 303).count(), 1);
    assert_eq!(recorded(&portal, "staff_password_reset").await, 1);
    portal.clock.advance(TimeDelta::minutes(10));
    let mut unused = 0;
    for code in codes {
        unused += u32::from(sam.tries(NEW, code).await.status == 303);
    }
    assert_eq!(unused, 3, "who came second lost no code");
}

async fn a_link_needs_a_code_that_is_right_and_not_used_and_few_are_judged(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let link = link(&portal, &sam).await;
    portal.clock.advance(TimeDelta::minutes(10));
    let used = sam.code();
    assert_eq!(sam.tries(PASSWORD, &used).await.status, 303);
    let wrong = if used == "123456" { "654321" } else { "123456" };
    assert_eq!(sam.tries(PASSWORD, wrong).await.status, 422, "a code guessed at the door counts here");
    for code in ["", wrong, &used, wrong] {
        let page = sets(&portal, &link, NEW, code).await;
        assert_eq!(page.status, 422, "{code}: {}", page.text());
        assert!(page.has(".error-summary a[href='#code']"));
    }
    let sixth = sets(&portal, &link, NEW, &sam.code()).await;
    assert_eq!(sixth.status, 429, "five tries from one network, here and at the door");
    assert_eq!(recorded(&portal, "staff_password_reset").await, 0);
    portal.clock.advance(TimeDelta::minutes(5));
    assert_eq!(sets(&portal, &link, NEW, &sam.code()).await.status, 303, "the link still works");
}

async fn a_bad_new_password_is_refused_with_its_reason_behind_a_link(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let link = link(&portal, &sam).await;
    let code = &sam.recovery_codes[0];
    for (bad, reason) in BAD_PASSWORDS {
        let page = sets(&portal, &link, bad, code).await;
        assert!(page.status == 422 && page.text().contains(reason), "{bad}: {}", page.text());
        assert!(page.has(".error-summary a[href='#password_new']"));
    }
    assert_eq!(sets(&portal, &link, NEW, code).await.status, 303, "neither link nor code was used up");
}

async fn whoever_sets_a_password_voids_the_other_links(portal: TestPortal) {
    let sam = portal.newcomer("Sam", &[Role::Caseworker]).await;
    let (first, second) = (link(&portal, &sam).await, link(&portal, &sam).await);
    assert_eq!(portal.browser().get(&first).await.status, 200, "what a stranger asks for ends nobody's link");
    assert_eq!(sets(&portal, &second, NEW, &sam.recovery_codes[0]).await.status, 303);
    assert_eq!(portal.browser().get(&first).await.status, 410);
    assert_eq!(sam.tries(NEW, &sam.recovery_codes[1]).await.status, 303);
    let third = link(&portal, &sam).await;
    let own = "/staff/account/password";
    let form = sam.browser.get(own).await.form(own).fill("password", NEW);
    let form = form.fill("password_new", PASSWORD).fill("password_again", PASSWORD);
    assert_eq!(form.submit().await.location(), "/staff/sign-in");
    assert_eq!(portal.browser().get(&third).await.status, 410, "also by one's own page");
}
