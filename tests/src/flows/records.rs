//! Staff look into the register: for the requester at once, for anybody else with a reason that person can read.

use crate::harness::{actors::Customer, on_both_engines, portal::TestPortal};
use entity::{
    id::PersonId,
    kind::{Language, Role},
    look, person,
};
use portal_core::email::Email;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(
    somebody_elses_record_opens_for_a_stated_reason_only,
    a_search_records_every_hit_at_once_with_its_reason,
);

const REASON: &str = "Ada says she moved and changed her name.";

async fn knows(portal: &TestPortal, name: &str, email: &str) -> PersonId {
    let ctx = portal.ctx();
    let email = Email::parse(email).unwrap();
    let row = person::Model {
        id: ctx.mint().unwrap(),
        name: name.into(),
        name_key: name.to_lowercase(),
        email: Some(email.as_str().into()),
        email_key: Some(ctx.keys.email_key(&email)),
        email_since: chrono::NaiveDate::from_ymd_opt(2019, 2, 1),
        protected_on: None,
        language: Language::Fi,
        source: "test".into(),
        source_key: email.as_str().into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

async fn looks(portal: &TestPortal, person: PersonId) -> Vec<look::Model> {
    let looks = look::Entity::find().all(portal.ctx().read()).await.unwrap();
    looks.into_iter().filter(|look| look.person_id == person).collect()
}

async fn files(ada: &Customer) -> String {
    ada.signs_in().await;
    ada.files("access").await
}

async fn somebody_elses_record_opens_for_a_stated_reason_only(portal: TestPortal) {
    let reference = files(&portal.ada()).await;
    let own = knows(&portal, "Ada Asiakas", portal.ada().email).await;
    let bea = knows(&portal, "Bea Bergström", portal.bea().email).await;
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    let page = |id: PersonId| format!("/staff/requests/{reference}/person/{id}");
    assert!(
        rea.browser.get(&page(own)).await.text().contains("Ada Asiakas"),
        "the requester's own needs none"
    );
    let asked = rea.browser.get(&page(bea)).await;
    assert!(!asked.body.contains("Bergström") && looks(&portal, bea).await.is_empty(), "{}", asked.text());
    let open = format!("{}/open", page(bea));
    for reason in ["", "  ", &"x".repeat(501)] {
        let refused = asked.form(&open).fill("reason", reason).submit().await;
        assert_eq!(refused.status, 422);
        assert!(!refused.body.contains("Bergström"));
    }
    assert!(looks(&portal, bea).await.is_empty());
    let opened = asked.form(&open).fill("reason", REASON).submit().await;
    assert!(opened.status == 200 && opened.text().contains("Bergström"), "{}", opened.text());
    assert_eq!(looks(&portal, bea).await[0].purpose, format!("{reference}: {REASON}"));
    assert!(rea.browser.get(&page(bea)).await.text().contains("Bergström"), "the reason goes on");
    assert_eq!(looks(&portal, bea).await.len(), 2, "and each look is recorded");
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    assert!(!sam.browser.get(&page(bea)).await.body.contains("Bergström"), "a colleague states their own");
}

async fn a_search_records_every_hit_at_once_with_its_reason(portal: TestPortal) {
    let reference = files(&portal.ada()).await;
    let mut hits = Vec::new();
    for number in 0..3 {
        hits.push(
            knows(&portal, &format!("Bea Bergström {number}"), &format!("b{number}@asiakas.example")).await,
        );
    }
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/records");
    let form = sam.browser.get(&path).await.form(&path);
    for (search, reason) in [("Bergström", ""), ("Be", REASON)] {
        let refused = form.clone().fill("search", search).fill("reason", reason).submit().await;
        assert_eq!(refused.status, 422);
        assert!(!refused.body.contains("Bergström 0"));
    }
    let found = form.fill("search", "Bergström").fill("reason", REASON).submit().await;
    for (number, hit) in hits.iter().enumerate() {
        assert!(found.text().contains(&format!("Bea Bergström {number}")));
        let looks = looks(&portal, *hit).await;
        assert_eq!((looks.len(), looks[0].purpose.as_str()), (1, format!("{reference}: {REASON}").as_str()));
        let record = sam.browser.get(&format!("/staff/requests/{reference}/person/{hit}")).await;
        assert!(
            record.text().contains(&format!("Bea Bergström {number}")),
            "a hit opens under the same reason"
        );
    }
}
