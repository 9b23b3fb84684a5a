//! The typed code: five tries a challenge, counted also when they come at once.

use crate::harness::{inbox::Letter, on_both_engines, portal::TestPortal};
use entity::challenge;
use futures::future::join_all;
use sea_orm::EntityTrait;

on_both_engines!(
    the_code_signs_in_the_browser_that_asked,
    a_code_is_read_as_people_type_it,
    five_wrong_codes_void_the_challenge_for_code_and_link,
    of_many_codes_at_once_five_are_judged,
    a_code_works_once,
    a_code_of_somebody_else_is_wrong,
);

async fn the_code_signs_in_the_browser_that_asked(portal: TestPortal) {
    let ada = portal.ada();
    let page = ada.asks_for_link().await;
    let code = ada.reads_mail().await.code();
    assert_eq!(page.fill("code", code).submit().await.location(), "/requests");
    assert!(ada.is_signed_in().await);
}

async fn a_code_is_read_as_people_type_it(portal: TestPortal) {
    let ada = portal.ada();
    let page = ada.asks_for_link().await;
    let code = ada.reads_mail().await.code();
    // Crockford: O is read as 0, I and L as 1; case, blanks and the hyphen mean nothing.
    let typed = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    assert_eq!(page.fill("code", typed).submit().await.location(), "/requests");
}

async fn five_wrong_codes_void_the_challenge_for_code_and_link(portal: TestPortal) {
    let ada = portal.ada();
    let page = ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    for _ in 0..5 {
        let answer = page.fill("code", wrong(&mail)).submit().await;
        assert_eq!(answer.status, 422);
        assert!(answer.has("[role=alert] a[href='#code']"), "the page says what is wrong");
    }
    assert_eq!(page.fill("code", mail.code()).submit().await.status, 410);
    assert_eq!(ada.opens(&mail.link()).await.status, 410);
    assert_eq!(portal.count("session").await, 0);
}

async fn of_many_codes_at_once_five_are_judged(portal: TestPortal) {
    let ada = portal.ada();
    let page = ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let guess = page.fill("code", wrong(&mail));
    let answers = join_all((0..40).map(|_| guess.submit())).await;
    let with = |status: u16| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!(with(422), 5, "judged");
    assert_eq!(with(410) + with(429), 35, "turned away");
    let rows = challenge::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.tries).collect::<Vec<_>>(), [5]);
    assert_eq!(portal.count("session").await, 0);
}

async fn a_code_works_once(portal: TestPortal) {
    let ada = portal.ada();
    let page = ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let asked_by = ada.browser.cookie("__Host-m").unwrap();
    page.fill("code", mail.code()).submit().await;
    // A second press that was on its way already: with the cookie of before the sign-in.
    ada.browser.cookies().insert("__Host-m".into(), asked_by);
    assert_eq!(page.fill("code", mail.code()).submit().await.status, 410);
    assert_eq!(portal.count("session").await, 1);
}

async fn a_code_of_somebody_else_is_wrong(portal: TestPortal) {
    let (ada, bea) = (portal.ada(), portal.bea());
    let page = ada.asks_for_link().await;
    bea.asks_for_link().await;
    let code = bea.reads_mail().await.code();
    assert_eq!(page.fill("code", code).submit().await.status, 422);
    assert_eq!(portal.count("session").await, 0);
}

/// A code of the right form that is not the mail's.
fn wrong(mail: &Letter) -> String {
    let code = mail.code();
    let last = if code.ends_with('7') { '8' } else { '7' };
    format!("{}{last}", &code[..8])
}
