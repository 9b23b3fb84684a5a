//! What was disclosed to an authority: put on record for a stated purpose, corrected by a new entry, told on access.

use crate::harness::{
    actors::Colleague,
    on_both_engines,
    page::{Filling, Page},
    portal::TestPortal,
};
use entity::{
    disclosure, event,
    id::PersonId,
    kind::{Language, Role},
    look, person,
};
use portal_core::email::Email;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(
    a_disclosure_is_put_on_record_for_a_purpose_and_corrected_by_a_new_entry,
    what_is_missing_is_asked_for_and_nothing_typed_is_lost,
);

const PURPOSE: &str = "The police ask for the holder of an address.";
const POLICE: &str = "Lounais-Suomen poliisilaitos";

async fn knows_ada(portal: &TestPortal) -> PersonId {
    let ctx = portal.ctx();
    let email = Email::parse(portal.ada().email).unwrap();
    let row = person::Model {
        id: ctx.mint().unwrap(),
        name: "Ada Asiakas".into(),
        name_key: "ada asiakas".into(),
        email: Some(email.as_str().into()),
        email_key: Some(ctx.keys.email_key(&email)),
        email_since: Some(ctx.now().date_naive()),
        protected_on: None,
        language: Language::Fi,
        source: "test".into(),
        source_key: "ada".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

async fn entries(portal: &TestPortal) -> Vec<disclosure::Model> {
    disclosure::Entity::find().all(portal.ctx().read()).await.unwrap()
}

/// Opens Ada's record by the search.
async fn opens(sam: &Colleague, ada: PersonId) -> Page {
    let form = sam.browser.get("/staff/register").await;
    let found = form.fill("search", "Asiakas").fill("reason", PURPOSE).submit().await;
    assert!(found.has(&format!("main a[href='/staff/register/{ada}']")), "{}", found.text());
    sam.browser.get(&format!("/staff/register/{ada}")).await
}

/// An entry is never changed, so twenty presses of its form make one.
async fn recorded_once(portal: &TestPortal, form: &Filling) -> Page {
    let presses = futures::future::join_all((0..20).map(|_| form.submit())).await;
    let told = presses.iter().filter(|page| page.status == 409).count();
    assert_eq!((told, entries(portal).await.len()), (19, 1), "an entry is never changed, so it is made once");
    presses.into_iter().find(|page| page.status == 303).unwrap()
}

async fn a_disclosure_is_put_on_record_for_a_purpose_and_corrected_by_a_new_entry(portal: TestPortal) {
    let ada = knows_ada(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let record = format!("/staff/register/{ada}");
    let closed = sam.browser.get(&record).await;
    assert!(!closed.body.contains("Ada Asiakas"), "a purpose comes first");
    assert_eq!(sam.browser.get(&format!("{record}/disclosures")).await.location(), record);
    assert_eq!(portal.count("look").await, 0);
    let opened = opens(&sam, ada).await;
    assert!(opened.text().contains("Nothing has been disclosed"), "{}", opened.text());
    let looks = look::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert!(
        looks.len() == 2 && looks.iter().all(|look| look.purpose == PURPOSE && look.request_id.is_none())
    );

    let form = sam.browser.get(&format!("{record}/disclosures")).await;
    let form = form.fill("authority", "Police").fill("categories", "contact").fill("on", "2026-04-10");
    let form = form.fill("statute", "Poliisilaki 4:3").fill("reference", "5500/R/1/26");
    let kept = recorded_once(&portal, &form).await;
    let shown = kept.follow().await;
    assert!(shown.text().contains("5500/R/1/26"), "{}", shown.text());
    let first = entries(&portal).await.remove(0);

    let correcting = sam.browser.get(&format!("{record}/disclosures/{}", first.id)).await;
    assert_eq!(correcting.value("authority").as_deref(), Some("Police"));
    let blank = correcting.fill("authority", POLICE).submit().await;
    assert_eq!(blank.status, 422, "what was wrong is said");
    let corrected = blank.fill("correction", "The name was not whole.").submit().await.follow().await;
    assert!(corrected.text().contains("Corrected later") && corrected.text().contains(POLICE));
    let after = entries(&portal).await;
    assert!(after.len() == 2 && after.contains(&first), "the earlier entry stays as it was");
    let events = event::Entity::find().all(portal.ctx().read()).await.unwrap();
    let recorded = events.iter().filter(|event| event.kind == "disclosure_recorded");
    assert!(recorded.clone().count() == 2 && recorded.clone().all(|event| !event.detail.contains("olii")));

    let rea = portal.staff("Rea", &[Role::Reader]).await;
    assert!(!rea.browser.get(&record).await.body.contains(POLICE), "a colleague states their own purpose");
}

async fn what_is_missing_is_asked_for_and_nothing_typed_is_lost(portal: TestPortal) {
    let ada = knows_ada(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let short = sam.browser.get("/staff/register").await.fill("search", "A").submit().await;
    assert_eq!((short.status, short.texts(".error-summary li").len()), (422, 2));
    opens(&sam, ada).await;
    let path = format!("/staff/register/{ada}/disclosures");
    let form = sam.browser.get(&path).await;
    let late = form.fill("authority", POLICE).fill("on", "2026-04-14").submit().await;
    assert_eq!((late.status, late.texts(".error-summary li").len()), (422, 3), "{}", late.text());
    assert_eq!(late.value("authority").as_deref(), Some(POLICE));
    assert!(entries(&portal).await.is_empty());
    let other = sam.browser.get(&format!("{path}/{ada}")).await;
    assert_eq!(other.status, 404, "no such entry of this person");
}
