//! Staff sign in with password and one-time code: one answer to every wrong combination, and few tries.

use crate::harness::{
    actors::{Colleague, PASSWORD},
    client::{Ask, Browser},
    on_both_engines,
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{kind::Role, staff};
use futures::future::join_all;
use portal::routes;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use std::net::Ipv4Addr;

on_both_engines!(
    password_and_code_together_sign_in,
    a_link_in_a_mail_opens_the_page_of_whoever_is_signed_in,
    every_wrong_combination_gets_one_answer,
    what_is_empty_is_named_field_by_field,
    a_one_time_code_is_good_once,
    a_one_time_code_sent_twice_at_once_signs_in_once,
    the_code_of_the_step_before_is_taken_and_none_older,
    a_recovery_code_is_good_once,
    five_tries_in_five_minutes_are_judged_however_many_browsers,
    wrong_passwords_of_a_stranger_lock_only_the_strangers_network,
    many_networks_together_lock_an_account_but_not_where_it_is_known,
    who_knows_the_password_guesses_few_codes_from_however_many_networks,
    right_sign_ins_cost_nothing,
    beyond_those_who_wait_their_turn_all_are_sent_away_alike_and_lose_no_try,
    a_planted_session_cookie_is_never_adopted,
    a_staff_session_ends_after_thirty_idle_minutes,
    a_staff_session_ends_after_eight_hours_however_busy,
    signing_out_ends_the_session,
    a_disabled_account_is_out_at_once,
    a_requesters_session_opens_no_desk_and_the_other_way_round,
);

async fn password_and_code_together_sign_in(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let answer = sam.signs_in().await;
    assert_eq!(answer.location(), "/staff/queue");
    let cookie = answer.headers("set-cookie").into_iter().find(|cookie| cookie.starts_with("__Host-s="));
    let attributes: Vec<&str> = cookie.unwrap().split("; ").skip(1).collect();
    assert_eq!(attributes.len(), 4, "{attributes:?}");
    for wanted in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
        assert!(attributes.contains(&wanted), "{wanted} in {attributes:?}");
    }
    assert!(is_in(&sam).await);
}

async fn every_wrong_combination_gets_one_answer(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    portal.clock.advance(TimeDelta::minutes(1));
    let wrong_code = if sam.code() == "123456" { "654321" } else { "123456" };
    let form = sam.browser.get("/staff/sign-in").await;
    let tries = [
        (sam.email.as_str(), "not the password", sam.code()),
        (sam.email.as_str(), PASSWORD, wrong_code.to_owned()),
        (sam.email.as_str(), "x", "x".to_owned()),
        ("eve@wprod.example", PASSWORD, sam.code()),
        ("not an address", PASSWORD, sam.code()),
    ];
    let mut answers = Vec::new();
    for (email, password, code) in tries {
        let answer = form.fill("email", email).fill("password", password).fill("code", code).submit().await;
        assert_eq!(answer.status, 422);
        assert_eq!(answer.value("email").as_deref(), Some(email));
        assert!(!answer.body.contains(PASSWORD));
        answers.push(answer.text().replace(email, ""));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(portal.count("session").await, 0);
}

async fn what_is_empty_is_named_field_by_field(portal: TestPortal) {
    let form = portal.browser().get("/staff/sign-in").await;
    let fields = ["email", "password", "code"];
    for filled in [None, Some("email"), Some("password")] {
        let typed = filled.map_or(form.fill("email", ""), |field| form.fill(field, "x"));
        let answer = typed.submit().await;
        assert_eq!(answer.status, 422);
        for field in fields {
            let named = answer.has(&format!(".error-summary a[href='#{field}']"));
            assert_eq!(named, Some(field) != filled, "{field} where {filled:?} is filled");
        }
    }
    assert_eq!(portal.count("budget").await, 0, "nothing empty is a try");
    let secret = portal.invites("una@wprod.example", "Una", &[Role::Reader]).await;
    let join = portal.browser().get(&secret).await.fill("password", "").submit().await;
    assert_eq!(join.status, 422);
    for field in ["password", "code"] {
        assert!(join.has(&format!(".error-summary a[href='#{field}']")), "{field}: {}", join.text());
    }
}

async fn a_one_time_code_is_good_once(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    assert_eq!(sam.tries(PASSWORD, &sam.code()).await.status, 422, "joining used this code up");
    sam.signs_in().await;
    assert_eq!(sam.tries(PASSWORD, &sam.code()).await.status, 422);
    assert_eq!(portal.count("session").await, 1);
}

async fn a_one_time_code_sent_twice_at_once_signs_in_once(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    portal.clock.advance(TimeDelta::seconds(30));
    let code = sam.code();
    let answers = join_all((0..4).map(|_| sam.tries(PASSWORD, &code))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 303).count(), 1);
    assert_eq!(portal.count("session").await, 1);
}

async fn the_code_of_the_step_before_is_taken_and_none_older(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    portal.clock.advance(TimeDelta::minutes(2));
    let code = sam.code();
    portal.clock.advance(TimeDelta::seconds(60));
    assert_eq!(sam.tries(PASSWORD, &code).await.status, 422, "two steps old");
    let code = sam.code();
    portal.clock.advance(TimeDelta::seconds(30));
    assert_eq!(sam.tries(PASSWORD, &code).await.status, 303, "D-2: one step old");
}

async fn a_recovery_code_is_good_once(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let (code, other) = (sam.recovery_codes[0].to_lowercase(), &sam.recovery_codes[1]);
    assert_eq!(sam.tries("not the password", &code).await.status, 422);
    assert_eq!(sam.tries(PASSWORD, &code).await.status, 303, "a wrong password uses no code up");
    assert_eq!(sam.tries(PASSWORD, &code).await.status, 422);
    assert_eq!(sam.tries(PASSWORD, other).await.status, 303);
    let eve = portal.joins("Eve", &[Role::Caseworker]).await;
    let foreign = &sam.recovery_codes[2];
    assert_eq!(eve.tries(PASSWORD, foreign).await.status, 422, "codes are one person's");
}

async fn five_tries_in_five_minutes_are_judged_however_many_browsers(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    portal.clock.advance(TimeDelta::minutes(1));
    for _ in 0..5 {
        let form = portal.browser().get("/staff/sign-in").await;
        let guess = form.fill("email", sam.email.as_str()).fill("password", PASSWORD).fill("code", "000000");
        assert_eq!(guess.submit().await.status, 422);
    }
    let refused = sam.tries(PASSWORD, &sam.code()).await;
    assert_eq!(refused.status, 429, "also the right one");
    assert!(refused.header("retry-after").unwrap().parse::<u32>().unwrap() <= 60);
    portal.clock.advance(TimeDelta::minutes(1));
    assert_eq!(sam.tries(PASSWORD, &sam.code()).await.status, 303, "one more each minute");
}

async fn wrong_passwords_of_a_stranger_lock_only_the_strangers_network(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let stranger = behind_proxy(&portal);
    let mut judged = 0;
    for _ in 0..120 {
        judged += u32::from(tries_from(&stranger, "198.51.100.66", &sam, "wrong", "000000").await == 422);
        portal.clock.advance(TimeDelta::minutes(1));
    }
    assert!((5..=25).contains(&judged), "{judged} passwords of one network");
    assert_eq!(tries_from(&stranger, "198.51.100.66", &sam, PASSWORD, &sam.code()).await, 429);
    assert_eq!(sam.signs_in().await.status, 303, "from elsewhere");
}

async fn many_networks_together_lock_an_account_but_not_where_it_is_known(portal: TestPortal) {
    let sam = portal.newcomer("Sam", &[Role::Caseworker]).await;
    let strangers = behind_proxy(&portal);
    let mut judged = 0;
    for number in 0..100 {
        let network = format!("198.51.100.{}", number / 4);
        judged += u32::from(tries_from(&strangers, &network, &sam, "wrong", "000000").await == 422);
    }
    assert_eq!(judged, 80);
    assert_eq!(sam.signs_in().await.status, 303, "a network it has signed in from is not locked out");
}

async fn who_knows_the_password_guesses_few_codes_from_however_many_networks(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    portal.clock.advance(TimeDelta::minutes(1));
    let strangers = behind_proxy(&portal);
    for number in 0..5 {
        let network = format!("198.51.100.{number}");
        assert_eq!(tries_from(&strangers, &network, &sam, PASSWORD, "000000").await, 422);
    }
    let right = tries_from(&strangers, "198.51.100.99", &sam, PASSWORD, &sam.code()).await;
    assert_eq!(right, 422, "the sixth is not judged, and the answer does not tell");
    portal.clock.advance(TimeDelta::minutes(1));
    assert_eq!(sam.tries(PASSWORD, &sam.code()).await.status, 303);
}

async fn right_sign_ins_cost_nothing(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    for _ in 0..12 {
        assert_eq!(sam.signs_in().await.status, 303);
    }
}

/// A browser of strangers, who come through a proxy.
fn behind_proxy(portal: &TestPortal) -> Browser {
    portal.beside(|web| web.trusted_proxies = vec![Ipv4Addr::LOCALHOST.into()], routes::table)
}

/// The status of a try from a network.
async fn tries_from(browser: &Browser, network: &str, sam: &Colleague, password: &str, code: &str) -> u16 {
    let form = browser.get("/staff/sign-in").await;
    let form = form.fill("email", sam.email.as_str()).fill("password", password).fill("code", code);
    browser.send(form.ask().with("x-forwarded-for", network)).await.status
}

async fn beyond_those_who_wait_their_turn_all_are_sent_away_alike_and_lose_no_try(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    portal.clock.advance(TimeDelta::minutes(1));
    let form = sam.browser.get("/staff/sign-in").await.fill("code", sam.code());
    let mut places = Vec::new();
    while let Ok(place) = portal.ctx().hashing.place() {
        places.push(place);
    }
    let before = portal.everything().await;
    let tries =
        [(sam.email.as_str(), PASSWORD), (sam.email.as_str(), "wrong"), ("eve@wprod.example", "wrong")];
    let mut answers = Vec::new();
    for (email, password) in tries {
        let answer = form.clone().fill("email", email).fill("password", password).submit().await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("10")), "{}", answer.text());
        answers.push(answer.text());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert_eq!(portal.everything().await, before, "no try is counted");
    drop(places);
    assert_eq!(sam.tries(PASSWORD, &sam.code()).await.status, 303, "a place is free again");
}

async fn a_planted_session_cookie_is_never_adopted(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let planted = "A".repeat(43);
    sam.browser.cookies().insert("__Host-s".into(), planted.clone());
    sam.signs_in().await;
    let first = sam.browser.cookie("__Host-s").unwrap();
    assert_ne!(first, planted);
    sam.signs_in().await;
    assert_ne!(sam.browser.cookie("__Host-s").unwrap(), first);
    assert_eq!(portal.count("session").await, 1, "the browser's old session has ended");
}

async fn a_staff_session_ends_after_thirty_idle_minutes(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    portal.clock.advance(TimeDelta::minutes(29));
    assert!(is_in(&sam).await, "each page keeps it alive");
    portal.clock.advance(TimeDelta::minutes(29));
    assert!(is_in(&sam).await);
    portal.clock.advance(TimeDelta::minutes(30));
    assert!(!is_in(&sam).await);
}

async fn a_staff_session_ends_after_eight_hours_however_busy(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    for _ in 0..23 {
        portal.clock.advance(TimeDelta::minutes(20));
        assert!(is_in(&sam).await);
    }
    portal.clock.advance(TimeDelta::minutes(20));
    assert!(!is_in(&sam).await);
}

async fn signing_out_ends_the_session(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let cookie = sam.browser.cookie("__Host-s").unwrap();
    let answer = sam.signs_out().await;
    assert_eq!(answer.location(), "/staff/sign-in");
    assert!(answer.header("clear-site-data").is_some_and(|cleared| cleared.contains("\"cache\"")));
    assert_eq!(sam.browser.cookie("__Host-s"), None);
    sam.browser.cookies().insert("__Host-s".into(), cookie);
    assert!(!is_in(&sam).await);
    assert_eq!(portal.count("session").await, 0);
}

async fn a_disabled_account_is_out_at_once(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    assert!(is_in(&sam).await);
    let tx = portal.ctx().write().await.unwrap();
    let disabled = staff::Entity::update_many()
        .col_expr(staff::Column::DisabledAt, Expr::value(portal.ctx().now()))
        .filter(staff::Column::Email.eq(sam.email.as_str()));
    assert_eq!(disabled.exec(tx.db()).await.unwrap().rows_affected, 1);
    tx.commit().await.unwrap();
    assert!(!is_in(&sam).await);
    assert_eq!(sam.signs_in().await.status, 422);
}

async fn a_requesters_session_opens_no_desk_and_the_other_way_round(portal: TestPortal) {
    let (sam, ada) = (portal.staff("Sam", &[Role::Caseworker]).await, portal.ada());
    ada.signs_in().await;
    let (desk, own) = (sam.browser.cookie("__Host-s").unwrap(), ada.browser.cookie("__Host-c").unwrap());
    let browser = portal.browser();
    browser.cookies().extend([("__Host-s".to_owned(), own), ("__Host-c".to_owned(), desk)]);
    assert_eq!(browser.send(Ask::post("/staff/sign-out", &[])).await.location(), "/staff/sign-in");
    assert_eq!(browser.send(Ask::post("/sign-out", &[])).await.location(), "/sign-in");
}

/// Whether the portal takes the browser's staff session; the form lacks its token, so nothing happens.
async fn is_in(sam: &Colleague) -> bool {
    let answer = sam.browser.send(Ask::post("/staff/sign-out", &[])).await;
    assert!(answer.status == 403 || answer.location() == "/staff/sign-in");
    answer.status == 403
}

/// A browser leaves out a Strict cookie when a link on another site leads here, and brings it when our own page does.
async fn a_link_in_a_mail_opens_the_page_of_whoever_is_signed_in(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let desk = format!("/staff/requests/{}", ada.files("access").await);
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    assert!(portal.inbox().await.latest_to("desk@wprod.example").0.text.contains(&desk));
    let from_mail = |path: &str| Ask::get(path).with("cookie", "x=y").with("sec-fetch-site", "cross-site");
    let sent_away = sam.browser.send(from_mail(&desk)).await.location().to_owned();
    let door = sam.browser.send(from_mail(&sent_away)).await;
    let onward = door.attribute("main a.button", "href").unwrap();
    assert_eq!(onward, desk);
    assert_eq!(sam.browser.get(&onward).await.status, 200, "neither password nor code");
    assert_eq!(sam.browser.get(&sent_away).await.location(), desk, "who is seen to be signed in is led on");
    let stranger = portal.browser();
    let again = stranger.get(&onward).await;
    let door = again.follow().await;
    assert!(
        door.has("[name=password]") && !door.has("main a.button"),
        "from our own page there is no more to try"
    );
    let plain = stranger.send(Ask::get("/staff/sign-in").with("sec-fetch-site", "cross-site")).await;
    assert_eq!(plain.attribute("main a.button", "href").as_deref(), Some("/staff"));
    for forged in ["//evil.example", "requests", "request.XXXX-XXXX-X"] {
        let path = format!("/staff/sign-in?to={forged}");
        let door = stranger.send(Ask::get(path).with("sec-fetch-site", "cross-site")).await;
        assert_eq!(door.attribute("main a.button", "href").as_deref(), Some("/staff"), "{forged}");
    }
}
