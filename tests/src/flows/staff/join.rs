//! An invitation: good once, for a day, with a password worth the name and an authenticator that works.

use crate::harness::{
    actors::PASSWORD,
    on_both_engines,
    page::{Page, totp_of},
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{kind::Role, staff, staff_role};
use sea_orm::EntityTrait;

on_both_engines!(
    an_invitation_makes_an_account_with_its_roles,
    a_telephone_reads_the_key_from_the_page,
    an_invitation_works_once,
    a_second_invitation_of_an_address_takes_the_place_of_the_first,
    an_invitation_expires_after_a_day,
    an_invitation_that_never_was_is_not_found,
    a_weak_password_is_refused_with_its_reason,
    an_authenticator_that_does_not_fit_is_refused_and_its_key_kept,
    two_people_who_use_one_invitation_at_once_make_one_account,
);

async fn an_invitation_makes_an_account_with_its_roles(portal: TestPortal) {
    let sam = portal.joins("Sam", &[Role::Caseworker, Role::Reader]).await;
    assert_eq!(sam.recovery_codes.len(), 8);
    assert!(sam.recovery_codes.iter().all(|code| code.len() == 25));
    let accounts = staff::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(accounts.len(), 1);
    let phc = &accounts[0].password;
    assert!(phc.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "security.md 5.4: {phc}");
    let rows = staff_role::Entity::find().all(portal.ctx().read()).await.unwrap();
    let mut roles: Vec<Role> = rows.into_iter().map(|row| row.role).collect();
    roles.sort();
    assert_eq!(roles, [Role::Reader, Role::Caseworker]);
    let everything = format!("{:?}", portal.everything().await);
    for code in &sam.recovery_codes {
        assert!(!everything.contains(code.as_str()), "a recovery code stands in the database");
    }
}

async fn an_invitation_works_once(portal: TestPortal) {
    let invitation = portal.invites("sam@wprod.example", "Sam", &[Role::Reader]).await;
    let browser = portal.browser();
    let page = browser.get(&invitation).await;
    assert!(page.has("a[href^='/language/']"));
    let joined = join(&page, PASSWORD, &portal).await;
    assert_eq!(joined.status, 200);
    assert!(
        !joined.has("a[href^='/language/']"),
        "the recovery codes are shown this once, in no other language"
    );
    assert_eq!(join(&page, PASSWORD, &portal).await.status, 404);
    assert_eq!(browser.get(&invitation).await.status, 404);
    assert_eq!(portal.count("staff").await, 1);
}

async fn a_second_invitation_of_an_address_takes_the_place_of_the_first(portal: TestPortal) {
    let first = portal.invites("sam@wprod.example", "Sam", &[Role::Reader]).await;
    let browser = portal.browser();
    let late = browser.get(&first).await;
    let second = portal.invites("sam@wprod.example", "Sam", &[Role::Reader]).await;
    assert_eq!(browser.get(&first).await.status, 404);
    assert_eq!(join(&late, PASSWORD, &portal).await.status, 404);
    assert_eq!(join(&browser.get(&second).await, PASSWORD, &portal).await.status, 200);
    assert_eq!(portal.count("staff").await, 1);
}

async fn an_invitation_expires_after_a_day(portal: TestPortal) {
    let invitation = portal.invites("sam@wprod.example", "Sam", &[Role::Reader]).await;
    let browser = portal.browser();
    portal.clock.advance(TimeDelta::hours(24) - TimeDelta::seconds(1));
    let page = browser.get(&invitation).await;
    assert_eq!(page.status, 200);
    portal.clock.advance(TimeDelta::seconds(1));
    assert_eq!(join(&page, PASSWORD, &portal).await.status, 404);
    assert_eq!(browser.get(&invitation).await.status, 404);
    assert_eq!(portal.count("staff").await, 0);
}

async fn an_invitation_that_never_was_is_not_found(portal: TestPortal) {
    let browser = portal.browser();
    for secret in ["A".repeat(43), "x".into(), "%00".into(), "..%2f..".into()] {
        assert_eq!(browser.get(&format!("/staff/join/{secret}")).await.status, 404, "{secret}");
    }
}

async fn a_weak_password_is_refused_with_its_reason(portal: TestPortal) {
    let invitation = portal.invites("sam@wprod.example", "Sam Salo", &[Role::Reader]).await;
    let browser = portal.browser();
    browser.get("/language/en").await;
    let page = browser.get(&invitation).await;
    let (short, long, common) = ("at least 12", "at most 128", "common ones");
    for (password, reason) in [
        ("", "Type the password"),
        ("harmaa kett", short),
        (&"ö".repeat(11), short),
        (&"harmaa kettu ".repeat(10), long),
        ("Password1234", common),
        ("aaaaaaaaaaaaaaaa", common),
        ("abcabcabcabcabc", common),
        ("sam@wprod.example", "too close"),
        ("WProd-Salo-26", "too close"),
        ("gdpr tietosuoja", "too close"),
    ] {
        let answer = join(&page, password, &portal).await;
        assert_eq!(answer.status, 422, "{password}");
        assert!(answer.text().contains(reason), "{password}: {}", answer.text());
        assert_eq!(answer.value("seed"), page.value("seed"), "the authenticator need not be added again");
        assert_eq!(answer.value("password").unwrap_or_default(), "", "a password is never shown");
    }
    assert_eq!(portal.count("staff").await, 0);
    assert_eq!(join(&page, "äöäöäöäöäöäö", &portal).await.status, 422);
    assert_eq!(join(&page, "  kaksi välilyöntiä edessä", &portal).await.status, 200);
}

async fn an_authenticator_that_does_not_fit_is_refused_and_its_key_kept(portal: TestPortal) {
    let invitation = portal.invites("sam@wprod.example", "Sam", &[Role::Reader]).await;
    let page = portal.browser().get(&invitation).await;
    let seed = page.value("seed").unwrap();
    let code = totp_of(&seed, portal.ctx().now());
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let answer = page.fill("password", PASSWORD).fill("code", wrong).submit().await;
    assert_eq!((answer.status, answer.value("seed")), (422, Some(seed)));
    assert!(answer.has("[role=alert] a[href='#code']"));
    let broken =
        page.fill("password", PASSWORD).fill("code", code).fill("seed", "not base 32!").submit().await;
    assert_eq!(broken.status, 422);
    let short = page.fill("password", PASSWORD).fill("code", "755224").fill("seed", "GE").submit().await;
    assert_eq!(short.status, 422, "a key too short to guard anything");
    assert_eq!(portal.count("staff").await, 0);
}

async fn two_people_who_use_one_invitation_at_once_make_one_account(portal: TestPortal) {
    let invitation = portal.invites("sam@wprod.example", "Sam", &[Role::Reader]).await;
    let pages = [portal.browser().get(&invitation).await, portal.browser().get(&invitation).await];
    let (one, other) = futures::join!(join(&pages[0], PASSWORD, &portal), join(&pages[1], PASSWORD, &portal));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404]);
    assert_eq!(portal.count("staff").await, 1);
}

/// Fills the page of an invitation with a password and the code of its key.
async fn join(page: &Page, password: &str, portal: &TestPortal) -> Page {
    let code = totp_of(&page.value("seed").unwrap(), portal.ctx().now());
    page.fill("password", password).fill("code", code).submit().await
}

/// Reads the code of a page as a telephone would: from its squares of black on white.
fn scanned(page: &Page) -> String {
    let view_box =
        page.attribute("svg.qr", "viewbox").or_else(|| page.attribute("svg.qr", "viewBox")).unwrap();
    let size: usize = view_box.split(' ').next_back().unwrap().parse().unwrap();
    assert_eq!(page.attribute("svg.qr rect", "fill").as_deref(), Some("#fff"));
    assert_eq!(page.attribute("svg.qr path", "fill").as_deref(), Some("#000"));
    let squares = page.attribute("svg.qr path", "d").unwrap();
    let mut dark = vec![false; size * size];
    for square in squares.split('M').filter(|square| !square.is_empty()) {
        let (x, y) = square.strip_suffix("h1v1h-1z").unwrap().split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        assert!([x, y].iter().all(|place| (4..size - 4).contains(place)), "four white modules around it");
        dark[y * size + x] = true;
    }
    let scale = 4;
    let shade = |x: usize, y: usize| if dark[y / scale * size + x / scale] { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(size * scale, size * scale, shade);
    let (_, text) = picture.detect_grids()[0].decode().unwrap();
    text
}

async fn a_telephone_reads_the_key_from_the_page(portal: TestPortal) {
    let invitation = portal.invites("sam@wprod.example", "Sam", &[Role::Reader]).await;
    let page = portal.browser().get(&invitation).await;
    let text = scanned(&page);
    let (label, query) = text.strip_prefix("otpauth://totp/").unwrap().split_once('?').unwrap();
    assert!(label.contains("WProd") && label.contains("sam"), "the app shows whose key it is: {label}");
    let secret = query.split('&').find_map(|pair| pair.strip_prefix("secret=")).unwrap();
    assert_eq!(Some(secret), page.value("seed").as_deref(), "the key in the code is the key in text");
    let code = totp_of(secret, portal.ctx().now());
    let joined = page.fill("password", PASSWORD).fill("code", code).submit().await;
    assert_eq!(joined.status, 200, "{}", joined.text());
    let again = portal.invites("sue@wprod.example", "Sue", &[Role::Reader]).await;
    let page = portal.browser().get(&again).await;
    let forged =
        page.fill("seed", "not base 32").fill("password", PASSWORD).fill("code", "000000").submit().await;
    assert!(forged.status == 422 && !forged.has("svg.qr"), "a key that cannot be read is not drawn");
}
