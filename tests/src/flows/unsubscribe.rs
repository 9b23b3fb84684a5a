//! One press in a mail program or on the page of the link ends a newsletter (RFC 8058), and the export for the
//! newsletter tool holds only whom it may be mailed to.

use crate::harness::{client::Ask, on_both_engines, page::Page, portal::TestPortal};
use chrono::{SecondsFormat, TimeDelta};
use entity::{
    event,
    kind::{Evidence, Operation, Outcome, State},
    request, step, subscription, suppression,
};
use portal::cli::{
    demo,
    newsletter::{self, NewsletterCommand},
};
use portal_core::{
    email::Email,
    journal::{self, Effect},
    right::marketing::{export, one_click},
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(
    a_mail_program_ends_the_newsletter_without_cookie_token_or_sign_in,
    a_ban_under_one_address_keeps_the_persons_others_out_of_the_export,
    only_the_word_of_the_standard_is_a_press,
    opening_the_link_changes_nothing_and_says_which_list,
    known_unknown_and_already_unsubscribed_are_answered_alike,
    a_cut_or_forged_link_does_nothing_and_shows_another_way,
    a_link_still_works_after_ten_years,
    the_export_holds_only_whom_the_list_may_be_mailed_to,
    the_export_is_a_file_of_its_owner_and_no_half_file_is_left,
    a_ban_is_lifted_when_its_owner_asks_and_the_list_takes_the_address_by_evidence_of_its_own,
    the_newsletter_of_the_demo_can_be_ended_by_its_header_and_by_its_link,
);

const ADA: &str = "ada@asiakas.example";
const NEWSLETTER: &str = "newsletter";

fn key(portal: &TestPortal, address: &str) -> String {
    portal.ctx().keys.email_key(&Email::parse(address).unwrap())
}

/// The path of the link that a newsletter to an address holds.
fn link(portal: &TestPortal, address: &str) -> String {
    let url = one_click::url(portal.ctx(), &key(portal, address), NEWSLETTER);
    url.strip_prefix("https://privacy.wprod.example").unwrap().to_owned()
}

async fn subscribes(portal: &TestPortal, address: &str, number: u32, ended: bool) {
    let ctx = portal.ctx();
    let row = subscription::Model {
        id: ctx.mint().unwrap(),
        email: address.into(),
        email_key: key(portal, address),
        person_id: None,
        purpose: NEWSLETTER.into(),
        evidence: Evidence::Consent,
        wording: "=Kyllä, haluan uutiskirjeen".into(),
        since: ctx.now() - TimeDelta::days(i64::from(number)),
        ended_at: ended.then(|| ctx.now()),
        source: "test".into(),
        source_key: number.to_string(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

/// As a mail program presses: no cookie, no origin, no word of where it comes from.
async fn presses(portal: &TestPortal, path: &str) -> Page {
    let body =
        "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    let ask = Ask::new("POST", path).without("sec-fetch-site");
    portal.browser().send(ask.with("content-type", "multipart/form-data; boundary=x").body(body)).await
}

async fn subscriptions(portal: &TestPortal) -> Vec<subscription::Model> {
    subscription::Entity::find().all(portal.ctx().read()).await.unwrap()
}

async fn exported(portal: &TestPortal) -> (u64, String) {
    let mut file = Vec::new();
    let count = export::export(portal.ctx(), NEWSLETTER, &mut file).await.unwrap();
    (count, String::from_utf8(file).unwrap())
}

async fn a_mail_program_ends_the_newsletter_without_cookie_token_or_sign_in(portal: TestPortal) {
    subscribes(&portal, ADA, 1, false).await;
    let answer = presses(&portal, &link(&portal, ADA)).await;
    assert_eq!((answer.status, answer.header("location"), answer.header("set-cookie")), (200, None, None));
    assert!(subscriptions(&portal).await[0].ended_at.is_some());
    let suppressed = suppression::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(suppressed.len(), 1);
    assert_eq!((&suppressed[0].email_key, &*suppressed[0].purpose), (&key(&portal, ADA), NEWSLETTER));
    let filed = request::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!((filed.state, filed.outcome), (State::Closed, Some(Outcome::Granted)));
    let told = step::Entity::find().all(portal.ctx().read()).await.unwrap();
    let list = told.iter().find(|step| step.operation == Operation::StopMarketing).unwrap();
    assert_eq!(list.request_id, filed.id, "who keeps the list for us hears of it (Art. 28(3)(a))");
    let inbox = portal.inbox().await;
    let letter = inbox.latest_to(ADA);
    assert!(letter.0.text.contains("Kirjekyyhky"), "and the person reads who: {}", letter.0.text);
    assert!(
        letter.0.text.contains("WProdin uutiskirje") && letter.0.text.contains(&filed.reference),
        "{}",
        letter.0.text
    );
    let events = event::Entity::find().all(portal.ctx().read()).await.unwrap();
    let stopped: Vec<_> = events.iter().filter(|event| event.kind == "marketing_stopped").collect();
    assert_eq!(stopped.len(), 1);
    assert!(stopped[0].actor == "anyone" && !stopped[0].detail.contains('@'), "{:?}", stopped[0]);
}

/// A ban is the person's (Art. 21(3)): what they agreed to before it is mailed under none of their addresses, and what
/// they agree to after it is.
async fn a_ban_under_one_address_keeps_the_persons_others_out_of_the_export(portal: TestPortal) {
    let before = portal.ctx().now().to_rfc3339_opts(SecondsFormat::Secs, true);
    let lists = format!(
        "key;email;person;purpose;evidence;wording;since;ended_at\n\
         a;{ADA};p;newsletter;consent;Yes;{before};\nb;ada@toinen.example;p;newsletter;consent;Yes;{before};\n\
         c;bo@posti.example;;newsletter;consent;Yes;{before};\n"
    );
    let person = ("person", "key;name;email;language\np;Ada Asiakas;;fi\n");
    portal.imports(&[person, ("subscription", &lists)]).await;
    assert_eq!(exported(&portal).await.0, 3);
    portal.clock.advance(TimeDelta::days(1));
    presses(&portal, &link(&portal, ADA)).await;
    let (count, list) = exported(&portal).await;
    assert!(count == 1 && list.contains("bo@posti.example"), "{list}");
    portal.clock.advance(TimeDelta::days(1));
    let after = portal.ctx().now().to_rfc3339_opts(SecondsFormat::Secs, true);
    let anew = lists.replace(&before, &after);
    let row = anew.lines().find(|line| line.starts_with("b;")).unwrap();
    let head = anew.lines().next().unwrap();
    portal.imports(&[("subscription", &format!("{head}\n{row}\n"))]).await;
    let (count, list) = exported(&portal).await;
    assert!(count == 2 && list.contains("ada@toinen.example") && !list.contains(ADA), "{list}");
    portal.inbox().await;
}

async fn only_the_word_of_the_standard_is_a_press(portal: TestPortal) {
    subscribes(&portal, ADA, 1, false).await;
    let path = link(&portal, ADA);
    for body in ["", "x=1", "List-Unsubscribe=", "List-Unsubscribe=One-Clicks"] {
        let ask = Ask::new("POST", &path).without("sec-fetch-site");
        let ask = ask.with("content-type", "application/x-www-form-urlencoded").body(body);
        assert_eq!(portal.browser().send(ask).await.status, 400, "{body:?}");
    }
    assert!(subscriptions(&portal).await[0].ended_at.is_none());
    assert_eq!(presses(&portal, &path).await.status, 200);
}

async fn opening_the_link_changes_nothing_and_says_which_list(portal: TestPortal) {
    subscribes(&portal, ADA, 1, false).await;
    let path = link(&portal, ADA);
    assert!(!path.contains("ada") && path.len() < 200, "{path}");
    let before = portal.everything().await;
    for method in ["GET", "HEAD", "GET"] {
        assert_eq!(portal.browser().send(Ask::new(method, &path)).await.status, 200, "{method}");
    }
    let page = portal.browser().send(Ask::get(&path).with("accept-language", "en")).await;
    assert!(page.text().contains("WProd newsletter"), "{}", page.text());
    assert_eq!(page.texts("main form button"), ["Unsubscribe"]);
    assert_eq!(portal.everything().await, before);
    let pressed = page.press().await;
    assert!(pressed.status == 200 && pressed.text().contains("Tilaus on peruutettu"), "{}", pressed.text());
    assert!(subscriptions(&portal).await[0].ended_at.is_some());
}

async fn known_unknown_and_already_unsubscribed_are_answered_alike(portal: TestPortal) {
    subscribes(&portal, ADA, 1, false).await;
    let mut bodies = Vec::new();
    for address in [ADA, ADA, "nobody@muu.example", "nobody@muu.example"] {
        let path = link(&portal, address);
        let answer = presses(&portal, &path).await;
        assert_eq!(answer.status, 200);
        bodies.push(answer.whole().replace(&path, "LINK"));
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:#?}");
    assert_eq!(portal.count("request").await, 1, "asked once is answered once");
    assert_eq!(portal.count("suppression").await, 2);
    let inbox = portal.inbox().await;
    assert_eq!(inbox.to(ADA).len(), 1);
    assert_eq!(inbox.to("nobody@muu.example").len(), 0);
}

async fn a_cut_or_forged_link_does_nothing_and_shows_another_way(portal: TestPortal) {
    subscribes(&portal, ADA, 1, false).await;
    let path = link(&portal, ADA);
    let (start, token) = path.rsplit_once('/').unwrap();
    let swapped = link(&portal, "bea@asiakas.example");
    let (_, other) = swapped.rsplit_once('/').unwrap();
    let before = portal.everything().await;
    for forged in [
        path[..path.len() - 1].to_owned(),
        format!("{path}A"),
        format!("{start}/{}{}", &token[..43], &other[43..]),
        format!("/unsubscribe/delivery/{token}"),
        format!("{start}/AAAA"),
    ] {
        for page in [portal.browser().get(&forged).await, presses(&portal, &forged).await] {
            assert_eq!(page.status, 404, "{forged}");
            assert!(page.has("main a[href='/requests/new/marketing']"), "{forged}");
        }
    }
    assert_eq!(portal.everything().await, before);
}

async fn a_link_still_works_after_ten_years(portal: TestPortal) {
    subscribes(&portal, ADA, 1, false).await;
    let path = link(&portal, ADA);
    portal.clock.advance(TimeDelta::days(3653));
    assert_eq!(link(&portal, ADA), path);
    assert_eq!(presses(&portal, &path).await.status, 200);
    assert!(subscriptions(&portal).await[0].ended_at.is_some());
}

async fn the_export_holds_only_whom_the_list_may_be_mailed_to(portal: TestPortal) {
    subscribes(&portal, ADA, 1, false).await;
    subscribes(&portal, ADA, 2, false).await;
    subscribes(&portal, "+bea@asiakas.example", 3, false).await;
    subscribes(&portal, "ended@asiakas.example", 4, true).await;
    subscribes(&portal, "stopped@asiakas.example", 5, false).await;
    presses(&portal, &link(&portal, "stopped@asiakas.example")).await;
    subscribes(&portal, "stopped@asiakas.example", 6, false).await;
    let (count, file) = exported(&portal).await;
    assert_eq!((count, file.lines().count()), (2, 3), "{file}");
    let url = format!("https://privacy.wprod.example{}", link(&portal, ADA));
    let line = file.lines().find(|line| line.contains(ADA)).unwrap();
    let expected = format!(
        "\"{ADA}\",\"\",\"consent\",\"'=Kyllä, haluan uutiskirjeen\",\"2026-04-11T07:00:00Z\",\"{url}\",\"<{url}>\",\
         \"List-Unsubscribe=One-Click\""
    );
    assert_eq!(line, expected);
    assert!(file.contains("\"\"\"+bea\"\"@asiakas.example\""), "{file}");
    presses(&portal, &link(&portal, ADA)).await;
    let (count, file) = exported(&portal).await;
    assert!(count == 1 && !file.contains(ADA), "{file}");
    let events = event::Entity::find().all(portal.ctx().read()).await.unwrap();
    let told: Vec<_> = events.iter().filter(|event| event.kind == "newsletter_exported").collect();
    assert_eq!(
        told.iter().map(|event| event.detail.contains("\"count\":2")).collect::<Vec<_>>(),
        [true, false]
    );
    assert!(told.iter().all(|event| !event.detail.contains('@')));
}

async fn the_export_is_a_file_of_its_owner_and_no_half_file_is_left(portal: TestPortal) {
    subscribes(&portal, ADA, 1, false).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    let command =
        |purpose: &str| NewsletterCommand::Export { purpose: purpose.into(), out: Some(path.clone()) };
    let refused = newsletter::run(portal.ctx(), command("gossip")).await.unwrap_err().to_string();
    assert!(refused.contains("no list `gossip`; it has: newsletter"), "{refused}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let told = newsletter::run(portal.ctx(), command(NEWSLETTER)).await.unwrap();
    assert_eq!(told, "1 addresses may be mailed to.");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

async fn a_ban_is_lifted_when_its_owner_asks_and_the_list_takes_the_address_by_evidence_of_its_own(
    portal: TestPortal,
) {
    subscribes(&portal, ADA, 1, false).await;
    presses(&portal, &link(&portal, ADA)).await;
    let command = |asked_on: &str, channel: &str| NewsletterCommand::Allow {
        email: ADA.into(),
        asked_on: asked_on.parse().unwrap(),
        channel: channel.into(),
    };
    for (on, channel, said) in [
        ("2026-04-12", "pigeon", "--channel is letter"),
        ("2026-04-12", "portal", "--channel is letter"),
        ("2026-04-14", "letter", "has not come yet"),
        ("2026-04-12", "letter", "before the ban"),
    ] {
        let refused = newsletter::run(portal.ctx(), command(on, channel)).await.unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
    }
    assert_eq!(portal.count("suppression").await, 1);
    let told = newsletter::run(portal.ctx(), command("2026-04-13", "letter")).await.unwrap();
    assert!(told.contains("for 1 purposes"), "{told}");
    assert_eq!(portal.count("suppression").await, 0);
    assert_eq!(exported(&portal).await.0, 0, "no list holds it by that");
    subscribes(&portal, ADA, 2, false).await;
    assert_eq!(exported(&portal).await.0, 1);
    let again = newsletter::run(portal.ctx(), command("2026-04-13", "letter")).await.unwrap_err().to_string();
    assert!(again.contains("is not forbidden"), "{again}");
    let events = event::Entity::find().all(portal.ctx().read()).await.unwrap();
    let lifted: Vec<_> = events.iter().filter(|event| event.kind == "marketing_allowed").collect();
    assert!(lifted.len() == 1 && !lifted[0].detail.contains('@'), "{lifted:?}");
    let journalled: Vec<_> =
        journal::entries(portal.ctx()).unwrap().into_iter().map(|entry| entry.effect).collect();
    let (email_key, purposes) = (key(&portal, ADA), vec![NEWSLETTER.to_owned()]);
    let barred = Effect::Stopped { email_key: email_key.clone(), purposes: purposes.clone() };
    assert_eq!(journalled, [barred, Effect::Allowed { email_key, purposes }], "a replay would bar her anew");
}

async fn the_newsletter_of_the_demo_can_be_ended_by_its_header_and_by_its_link(portal: TestPortal) {
    subscribes(&portal, ADA, 1, false).await;
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        demo::newsletter::mail(portal.ctx(), folder.path(), &Email::parse(ADA).unwrap()).unwrap();
    }
    let url = one_click::url(portal.ctx(), &key(&portal, ADA), NEWSLETTER);
    let sent = std::fs::read_to_string(folder.path().join("newsletter.eml")).unwrap();
    let (head, text) = sent.split_once("\r\n\r\n").unwrap();
    for line in
        [format!("List-Unsubscribe: <{url}>"), "List-Unsubscribe-Post: List-Unsubscribe=One-Click".into()]
    {
        assert_eq!(head.lines().filter(|it| *it == line).count(), 1, "{line}: {head}");
    }
    assert!(text.lines().any(|line| line == url) && text.contains("suoramarkkinointia"), "{text}");
    let shown = std::fs::read_to_string(folder.path().join("newsletter.json")).unwrap();
    assert!(shown.contains(&url) && shown.contains("One-Click"), "{shown}");
    assert_eq!(
        presses(&portal, url.strip_prefix("https://privacy.wprod.example").unwrap()).await.status,
        200
    );
    assert!(subscriptions(&portal).await[0].ended_at.is_some());
}
