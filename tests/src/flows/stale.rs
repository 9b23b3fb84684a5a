//! Records that may be out of date at the desk: counted, listed without a name, opened for a purpose, decided.

use crate::harness::{on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::{
    id::PersonId,
    kind::{Language, Role},
    look, person,
};
use portal::worker;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(what_nobody_checked_for_two_years_is_put_before_staff_and_decided);

async fn knows_ada(portal: &TestPortal) -> PersonId {
    let ctx = portal.ctx();
    let row = person::Model {
        id: ctx.mint().unwrap(),
        name: "Ada Asiakas".into(),
        name_key: "ada asiakas".into(),
        email: None,
        email_key: None,
        email_since: None,
        protected_on: None,
        language: Language::Fi,
        source: "test".into(),
        source_key: "ada".into(),
        recorded_at: ctx.now() - TimeDelta::days(740),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

async fn what_nobody_checked_for_two_years_is_put_before_staff_and_decided(portal: TestPortal) {
    let ada = knows_ada(&portal).await;
    worker::tidy(portal.ctx()).await.unwrap();
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let queue = sam.browser.get("/staff/queue").await;
    assert!(queue.text().contains("1 record waits to be checked"), "{}", queue.text());
    let list = sam.browser.get("/staff/stale").await;
    assert!(list.has(&format!("main table a[href='/staff/register/{ada}']")), "{}", list.text());
    assert!(!list.body.contains("Asiakas"), "the list names nobody");
    for words in ["for 24 months", "The law sets no interval"] {
        assert!(list.text().contains(words), "the notice says how often, and why: {}", list.text());
    }
    assert!(look::Entity::find().all(portal.ctx().read()).await.unwrap().is_empty());

    let path = format!("/staff/stale/unverified/{ada}");
    let question = sam.browser.get(&path).await;
    let blank = question.press().await;
    assert_eq!((blank.status, blank.texts(".error-summary li").len()), (422, 1), "{}", blank.text());
    let decided = blank.fill("decision", "confirmed").submit().await.follow().await;
    assert!(decided.text().contains("Nothing waits to be checked"), "{}", decided.text());
    assert_eq!(decided.texts(".banner-good .banner-title"), ["The decision has been saved"]);
    assert_eq!(sam.browser.get(&path).await.status, 404);
    let row = person::Entity::find_by_id(ada).one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!(row.verified_at, Some(portal.ctx().now()));
    assert!(!sam.browser.get("/staff/queue").await.text().contains("to be checked"));
}
