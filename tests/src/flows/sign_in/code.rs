//! The typed code: five tries a challenge, counted also when they come at once.

use crate::harness::{inbox::Letter, on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::challenge;
use futures::future::join_all;
use sea_orm::EntityTrait;

on_both_engines!(
    the_code_signs_in_the_browser_that_asked,
    a_code_is_read_as_people_type_it,
    five_wrong_codes_end_the_typing_and_leave_the_link,
    wrong_codes_in_a_strangers_browser_leave_the_owner_link_and_code,
    five_wrong_codes_on_the_page_of_the_link_end_the_typing_there,
    the_mail_goes_although_its_code_was_guessed_at_before,
    no_code_at_all_is_no_try,
    of_many_codes_at_once_five_are_judged,
    a_code_works_once,
    a_code_of_somebody_else_is_wrong,
    one_network_types_thirty_codes_and_then_one_a_minute,
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

async fn five_wrong_codes_end_the_typing_and_leave_the_link(portal: TestPortal) {
    let ada = portal.ada();
    let page = ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    for _ in 0..5 {
        let answer = page.fill("code", wrong(&mail)).submit().await;
        assert_eq!(answer.status, 422);
        assert!(answer.has("[role=alert] a[href='#code']"), "the page says what is wrong");
    }
    let sixth = page.fill("code", mail.code()).submit().await;
    assert!(sixth.status == 410 && sixth.text().contains("linkki toimii edelleen"), "{}", sixth.text());
    assert_eq!(portal.count("session").await, 0);
    assert_eq!(ada.opens(&mail.link()).await.press().await.location(), "/requests");
}

async fn wrong_codes_in_a_strangers_browser_leave_the_owner_link_and_code(portal: TestPortal) {
    let stranger = portal.ada();
    let page = stranger.asks_for_link().await;
    let mail = portal.ada().reads_mail().await;
    for _ in 0..6 {
        page.fill("code", wrong(&mail)).submit().await;
    }
    let owner = portal.ada();
    let opened = owner.opens(&mail.link()).await;
    assert_eq!(opened.fill("code", mail.code()).submit().await.location(), "/requests");
    assert!(owner.is_signed_in().await && !stranger.is_signed_in().await);
}

async fn five_wrong_codes_on_the_page_of_the_link_end_the_typing_there(portal: TestPortal) {
    let ada = portal.ada();
    let page = ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let opened = portal.ada().opens(&mail.link()).await;
    for _ in 0..5 {
        assert_eq!(opened.fill("code", wrong(&mail)).submit().await.status, 422);
    }
    assert_eq!(opened.fill("code", mail.code()).submit().await.status, 410);
    assert_eq!(portal.count("session").await, 0);
    assert_eq!(page.fill("code", mail.code()).submit().await.location(), "/requests");
}

async fn the_mail_goes_although_its_code_was_guessed_at_before(portal: TestPortal) {
    let page = portal.ada().asks_for_link().await;
    for _ in 0..5 {
        assert_eq!(page.fill("code", "0000-0000").submit().await.status, 422);
    }
    let owner = portal.ada();
    let mail = owner.reads_mail().await;
    let opened = owner.opens(&mail.link()).await;
    assert_eq!(opened.fill("code", mail.code()).submit().await.location(), "/requests");
}

async fn no_code_at_all_is_no_try(portal: TestPortal) {
    let ada = portal.ada();
    let page = ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let opened = portal.ada().opens(&mail.link()).await;
    for (page, blank) in [(&page, ""), (&page, " - "), (&opened, ""), (&opened, " ")] {
        let answer = page.fill("code", blank).submit().await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("Kirjoita viestissä oleva koodi"), "{}", answer.text());
    }
    let rows = challenge::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(rows.iter().map(|row| (row.tries, row.link_tries)).collect::<Vec<_>>(), [(0, 0)]);
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

/// security.md 5.5: whoever asks for many links has no more guesses for that.
async fn one_network_types_thirty_codes_and_then_one_a_minute(portal: TestPortal) {
    for email in ["a@asiakas.example", "b@asiakas.example", "c@asiakas.example", "d@asiakas.example"]
        .into_iter()
        .chain(["e@asiakas.example", "f@asiakas.example"])
    {
        let sent = portal.customer(email).asks_for_link().await;
        for _ in 0..5 {
            assert_eq!(sent.fill("code", "0000-0000").submit().await.status, 422);
        }
    }
    let ada = portal.ada();
    let sent = ada.asks_for_link().await;
    let right = sent.fill("code", ada.reads_mail().await.code());
    let early = right.submit().await;
    assert_eq!((early.status, early.header("retry-after").is_some()), (429, true), "{}", early.text());
    portal.clock.advance(TimeDelta::minutes(1));
    assert_eq!(right.submit().await.location(), "/requests");
}
