//! An invitation goes by mail to the invited address and nowhere else: whoever invites never sees the link.

use super::accounts::{ACCOUNTS, INVITATIONS, account_of, recorded};
use crate::{
    flows::incoming::report,
    harness::{
        actors::{Colleague, PASSWORD},
        on_both_engines,
        page::{Page, totp_of},
        portal::TestPortal,
    },
};
use actix_web::http::Method;
use chrono::TimeDelta;
use entity::{
    kind::{Language, MailState, Role},
    outbox,
};
use portal::{cli::intake_mail::take, routes::table};
use portal_core::{
    email::Email,
    identity::invitation::{self, Invited},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    who_is_invited_joins_by_the_mailed_link,
    whoever_invites_cannot_learn_the_link,
    sent_again_the_earlier_link_ends,
    a_withdrawn_invitation_is_mailed_to_nobody,
    a_mail_that_comes_back_shows_on_the_page_of_accounts,
    one_mailbox_has_one_account_however_it_is_spelled,
    nobody_is_invited_to_a_mailbox_of_the_desk,
    every_administrator_hears_of_accounts_and_nobody_else,
    an_administrator_hears_of_a_password_replaced_by_a_link,
    the_command_line_makes_the_first_administrator_and_tells_all_of_a_further_one,
);

const KIM: [(&str, &str); 3] = [("name", "Kim Korpi"), ("email", "kim@wprod.example"), ("language", "sv")];

/// The secret of the newest link that was mailed to an address.
async fn mailed(portal: &TestPortal, address: &str) -> String {
    let mail = portal.inbox().await.latest_to(address).0;
    let base = format!("{}/staff/join/", portal.ctx().settings.staff_base_url);
    let secret = mail.text.lines().find_map(|line| line.trim().strip_prefix(base.as_str()));
    secret.unwrap_or_else(|| panic!("{}", mail.text)).to_owned()
}

async fn open(portal: &TestPortal, secret: &str) -> Page {
    portal.browser().get(&format!("/staff/join/{secret}")).await
}

async fn joins_by(portal: &TestPortal, secret: &str) -> u16 {
    let join = open(portal, secret).await;
    let Some(seed) = join.value("seed") else { return join.status };
    let code = totp_of(&seed, portal.ctx().now());
    join.fill("password", PASSWORD).fill("code", code).submit().await.status
}

/// Presses a button beside the newest open invitation.
async fn presses(ari: &Colleague, action: &str) -> Page {
    let listed = ari.browser.get(ACCOUNTS).await;
    let of = listed.attribute(&format!("form[action='{action}'] button"), "value").unwrap();
    listed.form(action).fill("invitation", of).submit().await
}

async fn who_is_invited_joins_by_the_mailed_link(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let sent = ari.invites(KIM, &[Role::Reader, Role::Caseworker]).await;
    assert_eq!(sent.location(), ACCOUNTS, "{}", sent.text());
    let said = sent.follow().await.text();
    assert!(said.contains("The invitation is sent to kim@wprod.example") && said.contains("On its way"));
    assert!(!ari.browser.get(ACCOUNTS).await.text().contains("is sent to"), "told once");
    let secret = mailed(&portal, "kim@wprod.example").await;
    let mail = portal.inbox().await.latest_to("kim@wprod.example").0;
    assert!(mail.text.contains("Ge inte länken till någon"), "in the language chosen: {}", mail.text);
    assert!(ari.browser.get(ACCOUNTS).await.text().contains("Accepted by the mail server"));
    assert_eq!(joins_by(&portal, &secret).await, 200);
    let page = ari.browser.get(&account_of(&portal, "kim@wprod.example").await).await.text();
    assert!(page.contains("Reader, Caseworker") && page.contains("Svenska"), "{page}");
    assert_eq!(ari.invites(KIM, &[Role::Reader]).await.status, 422, "an account has the address");
}

async fn whoever_invites_cannot_learn_the_link(portal: TestPortal) {
    let ari = portal.staff("Ari", Role::ALL).await;
    let answer = ari.invites(KIM, &[Role::Approver]).await;
    let mut seen = vec![format!("{:?}", answer.location()), answer.whole(), answer.follow().await.whole()];
    // Before it is sent, after it was, and sent again: what the database holds is what any page could show.
    seen.push(format!("{:?}", portal.everything().await));
    let first = mailed(&portal, "kim@wprod.example").await;
    let again = presses(&ari, &format!("{INVITATIONS}/again")).await;
    seen.extend([again.whole(), again.follow().await.whole(), format!("{:?}", portal.everything().await)]);
    let second = mailed(&portal, "kim@wprod.example").await;
    seen.push(format!("{:?}", portal.everything().await));
    let pages = table().into_iter().filter(|entry| entry.method == Method::GET && !entry.path.contains('{'));
    let mut desk = 0;
    for entry in pages.filter(|entry| entry.path.starts_with("/staff")) {
        let page = ari.browser.get(entry.path).await;
        desk += usize::from(page.status == 200);
        seen.push(page.whole());
    }
    assert!(desk > 15, "{desk} pages of the desk were read");
    for mail in portal.inbox().await.all().iter().filter(|mail| mail.to != "kim@wprod.example") {
        seen.push(format!("{mail:?}"));
    }
    for secret in [&first, &second] {
        assert_eq!(secret.len(), 43, "256 bits");
        assert!(!seen.iter().any(|text| text.contains(secret.as_str())), "somebody else could read the link");
    }
    assert_eq!(open(&portal, &second).await.status, 200, "and the link is the one that works");
}

async fn sent_again_the_earlier_link_ends(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    ari.invites(KIM, &[Role::Reader]).await;
    let first = mailed(&portal, "kim@wprod.example").await;
    portal.clock.advance(TimeDelta::hours(20));
    ari.signs_in().await;
    let again = presses(&ari, &format!("{INVITATIONS}/again")).await;
    assert!(again.follow().await.text().contains("The invitation is sent to kim@wprod.example"));
    let second = mailed(&portal, "kim@wprod.example").await;
    assert_ne!(first, second);
    assert_eq!(open(&portal, &first).await.status, 404);
    portal.clock.advance(TimeDelta::hours(23));
    assert_eq!(joins_by(&portal, &second).await, 200, "it works a day from now");
    let spent = portal.browser();
    assert_eq!(spent.get(&format!("/staff/join/{second}")).await.status, 404);
}

async fn a_withdrawn_invitation_is_mailed_to_nobody(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    ari.invites(KIM, &[Role::Reader]).await;
    assert_eq!(presses(&ari, INVITATIONS).await.location(), ACCOUNTS);
    assert!(portal.inbox().await.to("kim@wprod.example").is_empty());
}

async fn a_mail_that_comes_back_shows_on_the_page_of_accounts(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    ari.invites(KIM, &[Role::Reader]).await;
    portal.inbox().await;
    let theirs = outbox::Entity::find().filter(outbox::Column::InvitationId.is_not_null());
    let mail = theirs.one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!((mail.state, mail.text), (MailState::Sent, None), "what it says is kept nowhere");
    take(portal.ctx(), report(&mail.message_id, "failed").into(), &[]).await;
    let page = ari.browser.get(ACCOUNTS).await.text();
    assert!(page.contains("Came back") && page.contains("550 no such user"), "{page}");
    presses(&ari, &format!("{INVITATIONS}/again")).await;
    portal.inbox().await;
    let page = ari.browser.get(ACCOUNTS).await.text();
    assert!(!page.contains("Came back") && page.contains("Accepted by the mail server"), "{page}");
}

async fn one_mailbox_has_one_account_however_it_is_spelled(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    for email in ["ARI@wprod.example", "ari+two@wprod.example", "Ari+@WPROD.example"] {
        let fields = KIM.map(|(name, value)| (name, if name == "email" { email } else { value }));
        let page = ari.invites(fields, &[Role::Approver]).await;
        assert_eq!(page.status, 422, "{email}");
        assert!(page.has(".error-summary a[href='#email']"), "{email}");
    }
    // Two that were made before either was used: the second ends the first, and one account is made.
    ari.invites(KIM, &[Role::Reader]).await;
    let plain = mailed(&portal, "kim@wprod.example").await;
    let other = KIM.map(|(name, value)| (name, if name == "email" { "kim+b@wprod.example" } else { value }));
    ari.invites(other, &[Role::Approver]).await;
    let tagged = mailed(&portal, "kim+b@wprod.example").await;
    assert_eq!(joins_by(&portal, &plain).await, 404);
    assert_eq!(joins_by(&portal, &tagged).await, 200);
    assert_eq!(ari.invites(KIM, &[Role::Approver]).await.status, 422, "nor the other way round");
    assert_eq!(portal.count("staff").await, 2);
}

async fn nobody_is_invited_to_a_mailbox_of_the_desk(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let before = portal.count("invitation").await;
    let settings = &portal.ctx().settings;
    for email in [&settings.desk_address, &settings.mail_from] {
        let fields = KIM.map(|(name, value)| (name, if name == "email" { email.as_str() } else { value }));
        let page = ari.invites(fields, &[Role::Approver]).await;
        assert!(page.status == 422 && page.text().contains("their own address"), "{}", page.text());
    }
    assert_eq!(portal.count("invitation").await, before);
}

async fn every_administrator_hears_of_accounts_and_nobody_else(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let oda = portal.joins("Oda", &[Role::Admin]).await;
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    ari.invites(KIM, &[Role::Approver]).await;
    let account = account_of(&portal, &sam.email).await;
    let form = ari.browser.get(&account).await.form(&format!("{account}/roles"));
    assert_eq!(form.also("roles", "approver").submit().await.location(), account);
    let inbox = portal.inbox().await;
    for to in [&ari.email, &oda.email, "desk@wprod.example"] {
        let texts: Vec<_> = inbox.to(to).into_iter().map(|mail| mail.0.text).collect();
        for whose in ["kim@wprod.example", "sam@wprod.example"] {
            assert_eq!(texts.iter().filter(|text| text.contains(whose)).count(), 1, "{to} of {whose}");
        }
    }
    assert!(inbox.to(&sam.email).is_empty(), "no administrator");
}

async fn an_administrator_hears_of_a_password_replaced_by_a_link(portal: TestPortal) {
    let ari = portal.joins("Ari", &[Role::Admin]).await;
    let sam = portal.joins("Sam", &[Role::Caseworker]).await;
    let form = sam.browser.get("/staff/forgotten").await;
    form.fill("email", sam.email.as_str()).submit().await;
    let mail = portal.inbox().await.latest_to(&sam.email).0;
    let base = portal.ctx().settings.staff_base_url.clone();
    let link = mail.text.lines().find_map(|line| line.trim().strip_prefix(base.as_str())).unwrap().to_owned();
    portal.clock.advance(TimeDelta::seconds(30));
    let form = sam.browser.get(&link).await;
    let form = form.fill("password_new", "vihreä hirvi nukkuu").fill("password_again", "vihreä hirvi nukkuu");
    assert_eq!(form.fill("code", sam.code()).submit().await.status, 303);
    let told = portal.inbox().await.latest_to(&ari.email).0.text;
    assert!(told.contains("sam@wprod.example") && told.contains("mailed link"), "{told}");
}

async fn the_command_line_makes_the_first_administrator_and_tells_all_of_a_further_one(portal: TestPortal) {
    let invited = |email: &str| Invited {
        email: Email::parse(email).unwrap(),
        name: "Kim Korpi".into(),
        roles: [Role::Admin].into(),
        language: Language::En,
    };
    let ctx = portal.ctx();
    let first = invitation::by_command(ctx, &invited("ari@wprod.example"), false).await.unwrap();
    assert_eq!(joins_by(&portal, &first).await, 200);
    assert!(portal.inbox().await.all().is_empty(), "nobody was there to be told");
    let refused = invitation::by_command(ctx, &invited("kim@wprod.example"), false).await.unwrap_err();
    assert!(format!("{refused}").contains("--recovery"), "{refused}");
    let twin = invitation::by_command(ctx, &invited("ari+b@wprod.example"), true).await.unwrap_err();
    assert!(format!("{twin}").contains("mailbox"), "{twin}");
    assert_eq!((portal.count("invitation").await, recorded(&portal, "staff_recovery").await), (1, 0));
    let second = invitation::by_command(ctx, &invited("kim@wprod.example"), true).await.unwrap();
    assert_eq!(recorded(&portal, "staff_recovery").await, 1);
    for to in ["ari@wprod.example", "desk@wprod.example"] {
        let told = portal.inbox().await.latest_to(to).0.text;
        assert!(told.contains("kim@wprod.example") && !told.contains(&second), "{told}");
    }
    assert_eq!(joins_by(&portal, &second).await, 200);
}
