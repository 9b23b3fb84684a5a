//! Keeping and destroying at the desk: what is due now, a run by hand, and holds.

use crate::harness::{client::Ask, on_both_engines, portal::TestPortal};
use chrono::{Months, TimeDelta};
use entity::{
    hold,
    id::PersonId,
    kind::{Language, Role},
    person, subscription,
};
use portal::cli::retention::{self, RetentionArgs};
use portal_core::{
    email::Email,
    register::retention::run::{self, Aim},
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(
    what_is_due_is_shown_and_an_admin_has_it_destroyed_now,
    a_dry_run_at_the_command_line_says_what_would_go_and_leaves_it,
    who_signed_in_a_while_ago_gives_a_code_before_anything_is_destroyed,
    a_hold_is_set_from_the_register_once_and_is_listed,
    an_order_that_may_not_be_told_is_marked_until_it_may,
    a_hold_is_placed_listed_and_lifted,
);

async fn knows_ada(portal: &TestPortal) -> PersonId {
    let ctx = portal.ctx();
    let email = Email::parse(portal.ada().email).unwrap();
    let key = ctx.keys.email_key(&email);
    let row = person::Model {
        id: ctx.mint().unwrap(),
        name: "Ada Asiakas".into(),
        name_key: "ada asiakas".into(),
        email: Some(email.as_str().into()),
        email_key: Some(key.clone()),
        email_since: None,
        protected_on: None,
        language: Language::Fi,
        source: "test".into(),
        source_key: "ada".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let list = subscription::Model {
        id: ctx.mint().unwrap(),
        email: email.as_str().into(),
        email_key: key,
        person_id: Some(row.id),
        purpose: "newsletter".into(),
        evidence: entity::kind::Evidence::Consent,
        wording: String::new(),
        since: ctx.now(),
        ended_at: Some(ctx.now() - TimeDelta::days(1)),
        source: "test".into(),
        source_key: "list".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    list.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

async fn what_is_due_is_shown_and_an_admin_has_it_destroyed_now(portal: TestPortal) {
    knows_ada(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let shown = sam.browser.get("/staff/retention").await;
    assert!(shown.text().contains("Would be destroyed"), "{}", shown.text());
    assert!(!shown.has("main form[method=post]"), "only an admin may");
    let token = [("csrf".to_owned(), sam.token("/staff/retention").await)];
    assert_eq!(sam.browser.send(Ask::post("/staff/retention", &token)).await.status, 403);
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let page = ari.browser.get("/staff/retention").await;
    let form = page.form("/staff/retention");
    let unsure = form.submit().await;
    assert_eq!(unsure.status, 422, "nothing is destroyed by one press");
    assert_eq!(unsure.texts(".error-summary a").len(), 1);
    let form = form.fill("sure", "yes");
    assert_eq!(form.submit().await.location(), "/staff/retention");
    let again = futures::future::join_all((0..20).map(|_| form.submit())).await;
    assert!(
        again.iter().all(|page| page.status == 409),
        "{:?}",
        again.iter().map(|page| page.status).collect::<Vec<_>>()
    );
    assert!(again[0].text().contains("has been sent already"), "{}", again[0].text());
    assert_eq!(portal.count("retention_run").await, 1, "pressing twice asks once");
    assert!(ari.browser.get("/staff/retention").await.text().contains("A run is under way"));
    assert_eq!(portal.count("subscription").await, 1, "nothing goes inside a request");
    while run::step(portal.ctx()).await.unwrap() {}
    assert_eq!(portal.count("subscription").await, 0);
    let done = ari.browser.get("/staff/retention").await;
    assert!(done.text().contains("Nothing was due") && done.has("main details"), "{}", done.text());
    assert!(!done.has("main form[method=post]"), "nothing is left to destroy");
    for _ in 0..15 {
        run::ask(portal.ctx(), Aim::Destroy).await.unwrap();
        while run::step(portal.ctx()).await.unwrap() {}
    }
    let later = ari.browser.get("/staff/retention").await;
    assert_eq!(later.texts("main details").len(), 1, "the run that took something stays readable");
}

async fn a_dry_run_at_the_command_line_says_what_would_go_and_leaves_it(portal: TestPortal) {
    knows_ada(&portal).await;
    let before = portal.everything().await;
    let said = retention::run(portal.ctx(), &RetentionArgs { dry_run: true, json: false }).await.unwrap();
    assert!(said.lines().next().unwrap().contains("1 rows would go"), "{said}");
    let line =
        said.lines().find(|line| line.starts_with("subscription")).expect("the ended subscription is due");
    assert!(line.contains("1 would go") && line.contains("due since"), "{line}");
    let json = retention::run(portal.ctx(), &RetentionArgs { dry_run: true, json: true }).await.unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&json["dry_run"], &json["tables"]["subscription"]["destroyed"]),
        (&true.into(), &1.into()),
        "{json}"
    );
    assert_eq!(portal.everything().await, before, "neither told nor touched");
    let went = retention::run(portal.ctx(), &RetentionArgs { dry_run: false, json: false }).await.unwrap();
    assert!(went.contains("1 rows went"), "{went}");
    assert_eq!(portal.count("subscription").await, 0);
}

async fn who_signed_in_a_while_ago_gives_a_code_before_anything_is_destroyed(portal: TestPortal) {
    knows_ada(&portal).await;
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    portal.clock.advance(TimeDelta::minutes(11));
    let form = ari.browser.get("/staff/retention").await.form("/staff/retention").fill("sure", "yes");
    let wrong = form.submit().await;
    assert_eq!((wrong.status, portal.count("retention_run").await), (422, 0), "{}", wrong.text());
    let again = wrong.form("/staff/retention").fill("sure", "yes").fill("code", "000000");
    let tries = futures::future::join_all((0..5).map(|_| again.submit())).await;
    let too_many = tries.iter().find(|page| page.status == 429).unwrap();
    assert!(too_many.text().contains("minute"), "it says when to come again: {}", too_many.text());
    portal.clock.advance(TimeDelta::minutes(10));
    let code = ari.code();
    let form = wrong.form("/staff/retention").fill("sure", "yes").fill("code", code);
    assert_eq!(form.submit().await.status, 303);
    assert_eq!(portal.count("retention_run").await, 1);
}

/// A claim comes without a request: the hold is set from the record, and listed for whoever keeps the register.
async fn a_hold_is_set_from_the_register_once_and_is_listed(portal: TestPortal) {
    let ada = knows_ada(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let record = format!("/staff/register/{ada}");
    let path = format!("{record}/holds");
    assert_eq!(sam.browser.get(&path).await.location(), record, "a purpose comes first");
    let opened = sam.browser.get(&record).await.fill("reason", "A court order came.").submit().await;
    assert!(opened.has(&format!("main a[href='{path}']")), "{}", opened.text());
    let form = sam.browser.get(&path).await.form(&path).fill("kind", "authority").fill("reason", "R 26/77");
    let form = form.fill("review", "2026-06-13").fill("covers", "invoice");
    let unnamed = form.submit().await;
    assert_eq!((unnamed.status, unnamed.texts(".error-summary li").len()), (422, 2), "{}", unnamed.text());
    let form =
        unnamed.form(&path).fill("kind", "authority").fill("review", "2026-06-13").fill("covers", "invoice");
    let form = form.fill("authority", "Turun käräjäoikeus").fill("statute", "Pakkokeinolaki 8:24");
    let presses = futures::future::join_all((0..20).map(|_| form.submit())).await;
    let set = presses.iter().filter(|page| page.status == 303).count();
    let told = presses.iter().filter(|page| page.status == 409).count();
    assert_eq!((set, told, portal.count("hold").await), (1, 19, 1));
    let shown = sam.browser.get(&path).await;
    assert!(shown.text().contains("Turun käräjäoikeus") && shown.text().contains("Pakkokeinolaki 8:24"));
    let listed = sam.browser.get("/staff/retention").await;
    assert!(listed.has(&format!("main a[href='{path}']")), "{}", listed.text());
    assert!(
        listed.text().contains("Turun käräjäoikeus") && !listed.text().contains("Ada"),
        "{}",
        listed.text()
    );
}

/// Art. 23(2)(h): staff see on which law the person is not told, and end that when they may be.
async fn an_order_that_may_not_be_told_is_marked_until_it_may(portal: TestPortal) {
    let ada = knows_ada(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let record = format!("/staff/register/{ada}");
    let path = format!("{record}/holds");
    sam.browser.get(&record).await.fill("reason", "A court order came.").submit().await;
    let form = sam.browser.get(&path).await.form(&path).fill("kind", "claim").fill("reason", "R 26/77");
    let claim = form.fill("review", "2026-06-13").fill("silence", "Pakkokeinolaki 8:26").submit().await;
    assert_eq!((claim.status, claim.texts(".error-summary li").len()), (422, 1), "{}", claim.text());
    let form = claim.form(&path).fill("kind", "authority").fill("review", "2026-06-13");
    let form = form.fill("authority", "Turun käräjäoikeus").fill("statute", "Pakkokeinolaki 8:24");
    let shown = form.submit().await.follow().await;
    assert!(shown.text().contains("Pakkokeinolaki 8:26"), "what was typed stays: {}", shown.text());
    assert!(sam.browser.get("/staff/retention").await.text().contains("not told to the person"));
    let id = hold::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap().id.to_string();
    let fields = [("csrf".to_owned(), sam.token(&path).await), ("tell".to_owned(), id)];
    let told = sam.browser.send(Ask::post(&path, &fields)).await.follow().await;
    assert!(
        !told.text().contains("Pakkokeinolaki 8:26") && !told.has("button[name=tell]"),
        "{}",
        told.text()
    );
    assert!(told.has("button[name=lift]"), "it stands all the same: {}", told.text());
}

async fn a_hold_is_placed_listed_and_lifted(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let person = knows_ada(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/person/{person}/holds");
    let page = sam.browser.get(&path).await;
    let empty = page.form(&path).submit().await;
    assert_eq!((empty.status, empty.texts(".error-summary li").len()), (422, 3));
    let late = empty.fill("kind", "claim").fill("reason", "Claim 12/2026").fill("review", "2026-04-13");
    let late = late.submit().await;
    assert_eq!((late.status, late.texts(".error-summary li").len()), (422, 1), "a day to come");
    assert!(late.text().contains("Claim 12/2026"), "what was typed stays");
    let review_on = portal.ctx().now().date_naive() + Months::new(2);
    let set = late.fill("review", review_on.to_string()).fill("kind", "claim").submit().await;
    let listed = set.follow().await;
    assert!(
        listed.text().contains("Claim 12/2026") && listed.text().contains("13 June 2026"),
        "{}",
        listed.text()
    );
    portal.clock.advance(TimeDelta::days(62));
    sam.signs_in().await;
    assert!(sam.browser.get("/staff/queue").await.text().contains("1 hold on destruction waits"));
    let lift = sam.browser.get(&path).await.fill("lift", "").ask();
    assert_eq!(sam.browser.send(lift).await.status, 422, "an empty press sets nothing");
    let holds = hold::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(holds.len(), 1);
    let fields = [("csrf".to_owned(), sam.token(&path).await), ("lift".to_owned(), holds[0].id.to_string())];
    let after = sam.browser.send(Ask::post(&path, &fields)).await.follow().await;
    assert!(after.text().contains("Lifted") && !after.has("button[name=lift]"), "{}", after.text());
    assert!(!sam.browser.get("/staff/queue").await.text().contains("hold on destruction"));
}
