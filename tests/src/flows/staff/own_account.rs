//! One's own account: what changes how one signs in asks for proof, ends every session and is told.

use super::BAD_PASSWORDS;
use crate::harness::{
    actors::{Colleague, PASSWORD},
    client::Ask,
    on_both_engines,
    page::{Page, totp_of},
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{
    event,
    kind::{Language, Role},
    staff,
};
use futures::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    the_account_shows_who_one_is_and_the_name_leads_there,
    one_changes_ones_name_and_language_and_not_the_address,
    a_new_password_ends_every_session_and_is_told,
    a_bad_new_password_is_refused_with_its_reason,
    a_new_password_needs_the_present_one_out_of_the_buckets_of_the_sign_in,
    of_two_new_passwords_at_once_one_is_set,
    a_new_authenticator_takes_the_place_of_the_old_one,
    a_new_authenticator_needs_password_and_code_and_works_before_it_is_taken,
    a_lost_authenticator_is_changed_with_a_recovery_code,
    new_recovery_codes_void_the_old_ones,
    one_ends_ones_other_sessions_and_no_others,
    after_ten_minutes_every_change_asks_for_a_code_that_is_right_and_not_used,
    the_summary_of_the_day_is_switched_off_and_on,
    what_is_sent_after_the_session_ended_keeps_no_secret,
);

const OWN: &str = "/staff/account";
const PASSWORDS: &str = "/staff/account/password";
const AUTHENTICATOR: &str = "/staff/account/authenticator";
const CODES: &str = "/staff/account/recovery-codes";
const NEW: &str = "vihreä hirvi nukkuu";

/// Sends the form of another password.
pub async fn sets_password(sam: &Colleague, present: &str, new: &str, again: &str) -> Page {
    let form = sam.browser.get(PASSWORDS).await.form(PASSWORDS);
    form.fill("password", present).fill("password_new", new).fill("password_again", again).submit().await
}

/// Sends the form of another authenticator; gives the answer and the key it was shown.
pub async fn changes_device(
    portal: &TestPortal,
    sam: &Colleague,
    password: &str,
    code: &str,
) -> (Page, String) {
    let page = sam.browser.get(AUTHENTICATOR).await;
    let seed = page.value("seed").unwrap();
    let new = totp_of(&seed, portal.ctx().now());
    let form = page.form(AUTHENTICATOR).fill("password", password).fill("code", code);
    (form.fill("code_new", new).submit().await, seed)
}

impl Colleague {
    async fn is_at_the_desk(&self) -> bool {
        self.browser.get("/staff/retention").await.status == 200
    }

    async fn was_told(&self, portal: &TestPortal, text: &str) -> bool {
        portal.inbox().await.to(&self.email).iter().any(|mail| mail.0.text.contains(text))
    }
}

/// How often something stands in the audit record.
async fn recorded(portal: &TestPortal, what: &str) -> usize {
    let found = event::Entity::find().filter(event::Column::Kind.eq(what));
    found.all(portal.ctx().read()).await.unwrap().len()
}

/// Another browser of the same person, signed in.
pub async fn elsewhere(
    portal: &TestPortal,
    sam: &Colleague,
    password: &str,
) -> crate::harness::client::Browser {
    portal.clock.advance(TimeDelta::seconds(30));
    let browser = portal.browser();
    let form = browser.get("/staff/sign-in").await;
    let form = form.fill("email", sam.email.as_str()).fill("password", password).fill("code", sam.code());
    assert_eq!(form.submit().await.status, 303);
    browser
}

async fn the_account_shows_who_one_is_and_the_name_leads_there(portal: TestPortal) {
    let sam = portal.newcomer("Sam", &[Role::Caseworker]).await;
    let desk = sam.browser.get("/staff/queue").await;
    assert!(desk.has(&format!(".who a[href='{OWN}']")));
    let page = sam.browser.get(OWN).await;
    assert_eq!(page.status, 200);
    for shown in ["Sam", "sam@wprod.example", "Caseworker", "English", "8 left", "This session"] {
        assert!(page.text().contains(shown), "{shown}: {}", page.text());
    }
    assert!(!page.has("main [name=code]") && !page.has("main button[value=all]"));
    assert_eq!(sam.tries(PASSWORD, &sam.recovery_codes[0]).await.status, 303);
    assert!(sam.browser.get(OWN).await.text().contains("7 left"));
}

async fn one_changes_ones_name_and_language_and_not_the_address(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let details = "/staff/account/details";
    assert!(sam.browser.get(OWN).await.has(&format!("main a[href='{details}']")));
    let page = sam.browser.get(details).await;
    assert!(!page.has("main [name=email]"), "the address stays");
    let refused = page.form(details).fill("name", " ").fill("language", "de").submit().await;
    assert_eq!(refused.status, 422);
    for field in ["name", "language"] {
        assert!(refused.has(&format!(".error-summary a[href='#{field}']")), "{field}: {}", refused.text());
    }
    assert_eq!(recorded(&portal, "staff_details_set").await, 0);
    let kept = page.form(details).fill("name", "Sam Sundqvist").fill("language", "sv").submit().await;
    assert_eq!(kept.location(), OWN);
    let row = staff::Entity::find().filter(staff::Column::Email.eq(sam.email.as_str()));
    let row = row.one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!((row.name.as_str(), row.language), ("Sam Sundqvist", Language::Sv));
    assert!(sam.browser.get(OWN).await.text().contains("Sam Sundqvist"));
    assert_eq!(recorded(&portal, "staff_details_set").await, 1);
}

async fn a_new_password_ends_every_session_and_is_told(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let other = elsewhere(&portal, &sam, PASSWORD).await;
    let cookie = sam.browser.cookie("__Host-s").unwrap();
    let answer = sets_password(&sam, PASSWORD, NEW, NEW).await;
    assert_eq!(answer.location(), "/staff/sign-in", "{}", answer.text());
    let door = answer.follow().await;
    assert!(door.text().contains("Salasana on vaihdettu"), "{}", door.text());
    assert!(!sam.browser.get("/staff/sign-in").await.text().contains("Salasana on vaihdettu"), "told once");
    sam.browser.cookies().insert("__Host-s".into(), cookie);
    assert!(!sam.is_at_the_desk().await);
    assert_eq!(other.get("/staff/queue").await.status, 303, "the other browser too");
    assert_eq!(portal.count("session").await, 0);
    assert_eq!(sam.signs_in().await.status, 422, "the old password is void");
    portal.clock.advance(TimeDelta::seconds(30));
    assert_eq!(sam.tries(NEW, &sam.code()).await.status, 303);
    assert_eq!(recorded(&portal, "staff_password_changed").await, 1);
    assert!(sam.was_told(&portal, "The password of your account").await);
}

async fn a_bad_new_password_is_refused_with_its_reason(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    for (bad, reason) in BAD_PASSWORDS {
        let page = sets_password(&sam, PASSWORD, bad, bad).await;
        assert_eq!(page.status, 422, "{bad}");
        assert!(page.text().contains(reason), "{bad}: {}", page.text());
        assert!(page.has(".error-summary a[href='#password_new']") && !page.body.contains(PASSWORD));
    }
    let page = sets_password(&sam, PASSWORD, NEW, "vihreä hirvi nukkui").await;
    assert!(page.status == 422 && page.has(".error-summary a[href='#password_again']"));
    assert!(sam.is_at_the_desk().await);
    assert_eq!(sam.signs_in().await.status, 303, "the old password still holds");
}

async fn a_new_password_needs_the_present_one_out_of_the_buckets_of_the_sign_in(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    for _ in 0..3 {
        let page = sets_password(&sam, "not the password", NEW, NEW).await;
        assert!(page.status == 422 && page.has(".error-summary a[href='#password']"), "{}", page.text());
    }
    for _ in 0..2 {
        let guess = portal.browser().get("/staff/sign-in").await;
        let guess = guess.fill("email", sam.email.as_str()).fill("password", "wrong").fill("code", "000000");
        assert_eq!(guess.submit().await.status, 422);
    }
    assert_eq!(sets_password(&sam, PASSWORD, NEW, NEW).await.status, 429, "five tries, here and at the door");
    let (answer, _) = changes_device(&portal, &sam, PASSWORD, &sam.code()).await;
    assert_eq!(answer.status, 429, "of the authenticator's page too");
    assert_eq!(recorded(&portal, "authn_staff_refused").await, 5);
    portal.clock.advance(TimeDelta::minutes(1));
    assert_eq!(sets_password(&sam, PASSWORD, NEW, NEW).await.location(), "/staff/sign-in");
}

async fn of_two_new_passwords_at_once_one_is_set(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = sam.browser.get(PASSWORDS).await.form(PASSWORDS).fill("password", PASSWORD);
    let other = "sininen kala lentää";
    let sent = [NEW, other].map(|new| {
        let form = form.clone().fill("password_new", new).fill("password_again", new);
        async move { form.submit().await }
    });
    join_all(sent).await;
    assert_eq!(recorded(&portal, "staff_password_changed").await, 1);
    assert_eq!(portal.count("session").await, 0);
}

async fn a_new_authenticator_takes_the_place_of_the_old_one(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let cookie = sam.browser.cookie("__Host-s").unwrap();
    portal.clock.advance(TimeDelta::seconds(30));
    let (answer, seed) = changes_device(&portal, &sam, PASSWORD, &sam.code()).await;
    assert_eq!(answer.location(), "/staff/sign-in", "{}", answer.text());
    assert!(answer.follow().await.text().contains("Todennussovellus on vaihdettu"));
    sam.browser.cookies().insert("__Host-s".into(), cookie);
    assert!(!sam.is_at_the_desk().await);
    assert_eq!(
        sam.tries(PASSWORD, &totp_of(&seed, portal.ctx().now())).await.status,
        422,
        "its code is used"
    );
    assert_eq!(sam.signs_in().await.status, 422, "the old one is void");
    assert_eq!(sam.tries(PASSWORD, &totp_of(&seed, portal.ctx().now())).await.status, 303);
    assert_eq!(recorded(&portal, "staff_authenticator_changed").await, 1);
    assert!(sam.was_told(&portal, "The authenticator of your account").await);
    let accounts = staff::Entity::find().all(portal.ctx().read()).await.unwrap();
    let kept = String::from_utf8_lossy(accounts[0].totp_secret.as_deref().unwrap()).into_owned();
    assert!(!kept.contains(&seed), "the key is wrapped");
}

async fn a_new_authenticator_needs_password_and_code_and_works_before_it_is_taken(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let used = sam.code();
    portal.clock.advance(TimeDelta::seconds(30));
    let (wrong, _) = changes_device(&portal, &sam, "not the password", &sam.code()).await;
    assert!(wrong.status == 422 && wrong.has(".error-summary a[href='#password']"));
    let guess = if sam.code() == "123456" { "654321" } else { "123456" };
    for code in ["", guess, &used] {
        let (wrong, seed) = changes_device(&portal, &sam, PASSWORD, code).await;
        assert!(wrong.status == 422 && wrong.has(".error-summary a[href='#code']"), "{code}");
        assert_eq!(wrong.value("seed"), Some(seed), "the key stays while one tries again");
    }
    let page = sam.browser.get(AUTHENTICATOR).await;
    let form = page.form(AUTHENTICATOR).fill("password", PASSWORD).fill("code", sam.code());
    for (seed, code) in [(page.value("seed").unwrap(), "000000"), ("AAAA".into(), "000000")] {
        let wrong = form.clone().fill("seed", seed).fill("code_new", code).submit().await;
        assert!(wrong.status == 422 && wrong.has(".error-summary a[href='#code_new']"));
    }
    assert_eq!(recorded(&portal, "staff_authenticator_changed").await, 0);
    let (done, _) = changes_device(&portal, &sam, PASSWORD, &sam.code()).await;
    assert_eq!(done.location(), "/staff/sign-in", "nothing that failed used the code up");
}

async fn a_lost_authenticator_is_changed_with_a_recovery_code(portal: TestPortal) {
    let sam = portal.newcomer("Sam", &[Role::Caseworker]).await;
    let code = &sam.recovery_codes[3];
    let (done, seed) = changes_device(&portal, &sam, PASSWORD, code).await;
    assert_eq!(done.location(), "/staff/sign-in");
    portal.clock.advance(TimeDelta::seconds(30));
    assert_eq!(sam.tries(PASSWORD, code).await.status, 422, "it is used");
    assert_eq!(sam.tries(PASSWORD, &totp_of(&seed, portal.ctx().now())).await.status, 303);
}

async fn new_recovery_codes_void_the_old_ones(portal: TestPortal) {
    let sam = portal.newcomer("Sam", &[Role::Caseworker]).await;
    let page = sam.browser.get(CODES).await.form(CODES).submit().await;
    let codes = page.texts("main li code");
    assert_eq!((page.status, codes.len()), (200, 8), "{}", page.text());
    assert!(codes.iter().all(|code| code.len() == 25 && !sam.recovery_codes.contains(code)));
    assert_eq!(portal.count("recovery_code").await, 8);
    let everything = format!("{:?}", portal.everything().await);
    assert!(codes.iter().all(|code| !everything.contains(code.as_str())));
    assert_eq!(sam.tries(PASSWORD, &sam.recovery_codes[0]).await.status, 422);
    assert_eq!(sam.tries(PASSWORD, &codes[0]).await.status, 303);
    assert_eq!(recorded(&portal, "staff_recovery_codes_made").await, 1);
    assert!(sam.was_told(&portal, "New recovery codes").await);
}

async fn one_ends_ones_other_sessions_and_no_others(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Reader]).await;
    let kim = portal.staff("Kim", &[Role::Reader]).await;
    let (first, second) =
        (elsewhere(&portal, &sam, PASSWORD).await, elsewhere(&portal, &sam, PASSWORD).await);
    let ends = "/staff/account/sessions";
    let page = sam.browser.get(OWN).await;
    let one = page.attribute(&format!("form[action='{ends}'] table button"), "value").unwrap();
    assert_eq!(page.form(ends).fill("session", one).submit().await.location(), OWN);
    let out = [first.get("/staff/retention").await.status, second.get("/staff/retention").await.status];
    assert_eq!(out.iter().filter(|status| **status == 303).count(), 1, "{out:?}");
    assert_eq!(page.form(ends).fill("session", "all").submit().await.location(), OWN);
    for browser in [first, second] {
        assert_eq!(browser.get("/staff/retention").await.status, 303);
    }
    assert!(sam.is_at_the_desk().await && kim.is_at_the_desk().await);
    let rows = entity::session::Entity::find().all(portal.ctx().read()).await.unwrap();
    for row in rows {
        page.form(ends).fill("session", row.id.to_string()).submit().await;
    }
    assert!(
        sam.is_at_the_desk().await && kim.is_at_the_desk().await,
        "neither the present nor a colleague's"
    );
}

async fn after_ten_minutes_every_change_asks_for_a_code_that_is_right_and_not_used(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Reader]).await;
    let other = elsewhere(&portal, &sam, PASSWORD).await;
    let used = sam.code();
    portal.clock.advance(TimeDelta::minutes(10) + TimeDelta::seconds(1));
    let wrong = if sam.code() == "123456" { "654321" } else { "123456" };
    let forms = [(OWN, "/staff/account/sessions"), (PASSWORDS, PASSWORDS), (CODES, CODES)];
    for (number, code) in [wrong, &used, ""].into_iter().enumerate() {
        let (page, action) = forms[number];
        let form = sam.browser.get(page).await.form(action).fill("code", code).fill("session", "all");
        let form = form.fill("password", PASSWORD).fill("password_new", NEW).fill("password_again", NEW);
        let answer = form.submit().await;
        assert_eq!(answer.status, 422, "{page} with {code:?}: {}", answer.text());
        assert!(answer.has(".error-summary a[href='#code']"));
    }
    assert_eq!(other.get("/staff/retention").await.status, 200);
    for _ in 0..2 {
        sam.browser.get(CODES).await.form(CODES).fill("code", wrong).submit().await;
    }
    let sixth = sam.browser.get(CODES).await.form(CODES).fill("code", sam.code()).submit().await;
    assert_eq!(sixth.status, 429, "five codes in five minutes are judged, whatever the page");
    portal.clock.advance(TimeDelta::minutes(1));
    let (_, ends) = forms[0];
    let form = sam.browser.get(OWN).await.form(ends).fill("code", sam.code()).fill("session", "all");
    assert_eq!(form.submit().await.location(), OWN);
    assert_eq!(other.get("/staff/retention").await.status, 303);
    assert!(!sam.browser.get(CODES).await.has("[name=code]"), "proved again");
}

async fn the_summary_of_the_day_is_switched_off_and_on(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let wants = async || staff::Entity::find().all(portal.ctx().read()).await.unwrap()[0].digest;
    let digest = "/staff/account/digest";
    assert!(wants().await);
    let page = sam.browser.get(OWN).await;
    assert_eq!(page.attribute(&format!("form[action='{digest}'] button"), "value").as_deref(), Some("off"));
    for _ in 0..2 {
        assert_eq!(page.form(digest).fill("digest", "off").submit().await.location(), OWN);
    }
    assert!(!wants().await);
    assert_eq!(recorded(&portal, "staff_digest_set").await, 1, "twice is once");
    let page = sam.browser.get(OWN).await;
    assert_eq!(page.form(digest).fill("digest", "on").submit().await.location(), OWN);
    assert!(wants().await);
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    assert!(!ari.browser.get(OWN).await.has(&format!("form[action='{digest}']")), "it is not for them");
}

async fn what_is_sent_after_the_session_ended_keeps_no_secret(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let page = sam.browser.get(AUTHENTICATOR).await;
    let form = page.form(AUTHENTICATOR).fill("password", PASSWORD).fill("code", "112233");
    let form = form.fill("code_new", "445566");
    sam.signs_out().await;
    let answer = sam.browser.send(Ask::post(AUTHENTICATOR, &form.fields)).await;
    assert!(answer.location().starts_with("/staff/sign-in"), "{}", answer.text());
    assert_eq!(portal.count("unsaved").await, 0, "a form of secrets alone leaves nothing to keep");
    assert_eq!(recorded(&portal, "staff_authenticator_changed").await, 0);
}
