//! An address that several persons of the register share: what it hides, and how it may come to be shared.

use super::desk::knows_ada;
use crate::harness::{
    actors::{BEA, Customer},
    client::Ask,
    on_both_engines,
    portal::TestPortal,
};
use entity::{
    id::PersonId,
    kind::{Language, PackageState, Role},
    package, person, request,
};
use portal_core::email::Email;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(
    a_hidden_request_gives_nothing_on_any_of_its_routes,
    what_is_closed_never_looks_open_where_it_is_hidden,
    a_correction_to_anothers_address_needs_a_second_person_and_hides_nothing_of_hers,
);

/// A person of the register with an address.
async fn knows(portal: &TestPortal, name: &str, address: &str) -> PersonId {
    let ctx = portal.ctx();
    let row = person::Model {
        id: ctx.mint().unwrap(),
        name: name.into(),
        name_key: name.to_lowercase(),
        email: Some(address.into()),
        email_key: Some(ctx.keys.email_key(&Email::parse(address).unwrap())),
        email_since: chrono::NaiveDate::from_ymd_opt(2019, 2, 1),
        protected_on: None,
        language: Language::Fi,
        source: "test".into(),
        source_key: name.into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

/// Two persons have Ada's address before she asks for her data; gives the reference.
async fn two_have_it(portal: &TestPortal, ada: &Customer, wish: &str) -> String {
    knows(portal, "Ada", ada.email).await;
    knows(portal, "Otto", ada.email).await;
    ada.signs_in().await;
    if wish == "marketing" {
        let done = ada.browser.get("/requests/new/marketing").await.press().await;
        return done.location().strip_prefix("/requests/").unwrap().to_owned();
    }
    ada.files(wish).await
}

async fn has_package(portal: &TestPortal) {
    let ctx = portal.ctx();
    let tx = ctx.write().await.unwrap();
    let request = request::Entity::find().one(tx.db()).await.unwrap().unwrap();
    let row = package::Model {
        id: ctx.mint().unwrap(),
        request_id: request.id,
        state: PackageState::Ready,
        file: None,
        wrapped_key: None,
        bytes: 1,
        downloads: 0,
        queued_at: ctx.now(),
        built_at: Some(ctx.now()),
        expires_at: None,
        purged_at: None,
    };
    row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn a_hidden_request_gives_nothing_on_any_of_its_routes(portal: TestPortal) {
    let ada = portal.ada();
    let reference = two_have_it(&portal, &ada, "access").await;
    has_package(&portal).await;
    let own = format!("/requests/{reference}");
    let page = ada.browser.get(&own).await;
    assert!(page.text().contains("Usea henkilö"), "{}", page.text());
    for action in ["/package", "/package/again", "/withdraw"] {
        assert_eq!(ada.browser.get(&format!("{own}{action}")).await.status, 404, "{action}");
    }
    for action in ["/package/again", "/withdraw"] {
        let path = format!("{own}{action}");
        let token = [("csrf".to_owned(), portal.token_of_requester(&ada.browser, &path).await)];
        assert_eq!(ada.browser.send(Ask::post(&path, &token)).await.status, 404, "{action}");
    }
    let wrote = page.form(&format!("{own}/messages")).fill("body", "Olen Ada.").submit().await.follow().await;
    assert!(!wrote.text().contains("Olen Ada."), "what one wrote is not another's to read: {}", wrote.text());
    assert_eq!(portal.count("message").await, 1);
}

async fn what_is_closed_never_looks_open_where_it_is_hidden(portal: TestPortal) {
    let ada = portal.ada();
    let reference = two_have_it(&portal, &ada, "marketing").await;
    let list = ada.browser.get("/requests").await.text();
    assert!(list.contains("Yhteinen osoite") && list.contains("Päättynyt"), "{list}");
    assert!(!list.contains("jäljellä"), "{list}");
    // The page of what was just done is told once.
    ada.browser.get(&format!("/requests/{reference}")).await;
    let page = ada.browser.get(&format!("/requests/{reference}")).await.text();
    assert!(page.contains("käsittely on päättynyt") && !page.contains("Otamme yhteyttä"), "{page}");
}

async fn a_correction_to_anothers_address_needs_a_second_person_and_hides_nothing_of_hers(
    portal: TestPortal,
) {
    let (ada, bea) = (portal.ada(), portal.bea());
    let (id, _) = (knows_ada(&portal).await, knows(&portal, "Bea", BEA).await);
    bea.signs_in().await;
    let hers = bea.files("access").await;
    let stopped = bea.browser.get("/requests/new/marketing").await.press().await.location().to_owned();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/rectification").await;
    let named = form.fill(&format!("field-person-{id}-email"), BEA).submit().await.follow().await;
    let sent = named.press().await.follow().await.press().await;
    let reference = sent.location().strip_prefix("/requests/").unwrap();
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(reference).await;
    let letter = sam.weighs(reference, &[("verdict-0", "granted")]).await;
    assert!(letter.text().contains("belongs to another person of the register"), "{}", letter.text());
    assert_eq!(sam.sends(&letter, reference).await.status, 303);
    let before = person::Entity::find_by_id(id).one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!(before.email.as_deref(), Some(ada.email), "nothing is written on one person's word");
    let proposal = format!("/staff/requests/{reference}/proposal");
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let waiting = anna.browser.get(&proposal).await;
    assert!(waiting.text().contains("belongs to another person of the register"), "{}", waiting.text());
    assert_eq!(waiting.form(&proposal).submit().await.status, 303);
    let told = portal.inbox().await.latest_to(BEA);
    assert!(told.0.text.contains("myös toiselle henkilölle"), "{}", told.0.text);
    bea.signs_in().await;
    let list = bea.browser.get("/requests").await.text();
    assert!(!list.contains("Yhteinen osoite"), "{list}");
    for path in [format!("/requests/{hers}"), stopped] {
        let page = bea.browser.get(&path).await;
        assert!(page.status == 200 && !page.text().contains("Usea henkilö"), "{}", page.text());
    }
}
