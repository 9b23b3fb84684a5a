//! A letter or package that went to a wrong recipient: one form on the page of the request opens the record of a breach.

use super::{desk::knows_ada, incoming::staff_of};
use crate::harness::{actors::Colleague, on_both_engines, page::Page, portal::TestPortal};
use chrono::TimeDelta;
use entity::{breach, event, kind::Role, package};
use portal_core::{
    actor::Staff,
    breach::astray::{self, Astray},
    error::{Error, Refusal},
    id::Reference,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    a_letter_to_a_wrong_recipient_opens_a_breach_that_leads_back_to_its_request,
    a_package_to_a_wrong_recipient_names_its_categories_and_a_press_counts_once,
    the_rule_itself_takes_no_record_that_cannot_be_true,
);

/// The page of what went astray.
pub async fn asks(sam: &Colleague, reference: &str) -> Page {
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    let path = format!("/staff/requests/{reference}/astray");
    assert!(desk.has(&format!("a[href='{path}']")), "{}", desk.text());
    sam.browser.get(&path).await
}

/// Marks the newest thing sent; gives the page it leads to.
pub async fn marks(page: &Page, path: &str) -> Page {
    let sent = page.attribute("input[name=sent]", "value").unwrap();
    page.form(path).fill("sent", sent).fill("how", "It reached another customer.").submit().await
}

async fn a_letter_to_a_wrong_recipient_opens_a_breach_that_leads_back_to_its_request(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    knows_ada(&portal).await;
    let reference = ada.files("access").await;
    portal.inbox().await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let page = asks(&sam, &reference).await;
    let path = format!("/staff/requests/{reference}/astray");
    let silent = page.form(&path).submit().await;
    assert_eq!(silent.status, 422);
    for field in ["sent", "how"] {
        assert!(silent.has(&format!(".error-summary a[href='#{field}']")), "{field}: {}", silent.text());
    }
    let early = silent.form(&path).fill("aware_at_on", "2026-04-01");
    let early = early.fill("sent", page.attribute("input[name=sent]", "value").unwrap());
    let early = early.fill("how", "It reached another customer.").submit().await;
    assert!(early.has(".error-summary a[href='#aware_at_on']"), "known before it left: {}", early.text());
    assert_eq!(portal.count("breach").await, 0);
    let opened = marks(&page, &path).await;
    assert_eq!(opened.status, 303, "{}", opened.text());
    let record = sam.browser.get(opened.location()).await;
    for known in
        ["Wrong recipient: acknowledgement. It reached another customer.", "Confidentiality", "13 April 2026"]
    {
        assert!(record.text().contains(known), "{known}: {}", record.text());
    }
    assert!(!record.text().contains("Ada"), "of what kind, never of whom: {}", record.text());
    assert!(record.has(&format!("a[href='/staff/requests/{reference}']")));
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(desk.has(&format!(".timeline a[href='{}']", opened.location())), "{}", desk.text());
}

async fn a_package_to_a_wrong_recipient_names_its_categories_and_a_press_counts_once(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    knows_ada(&portal).await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    portal.inbox().await;
    let page = asks(&sam, &reference).await;
    let labels = page.texts("label").join("|");
    assert!(labels.contains("data package,"), "{labels}");
    let path = format!("/staff/requests/{reference}/astray");
    let rows = package::Entity::find().all(portal.ctx().read()).await.unwrap();
    let package = rows[0].id.to_string();
    let form = || page.form(&path).fill("sent", package.as_str()).fill("how", "Handed to her brother.");
    let (first, again) = (form().submit().await, form().submit().await);
    assert_eq!((first.status, first.location()), (303, again.location()));
    let rows = breach::Entity::find().all(portal.ctx().read()).await.unwrap();
    let marks = event::Entity::find().filter(event::Column::Kind.eq("sent_astray"));
    assert_eq!((rows.len(), marks.all(portal.ctx().read()).await.unwrap().len()), (1, 1));
    let record = sam.browser.get(first.location()).await.text();
    assert!(record.contains("Contact data (1)"), "{record}");
}

/// Whatever a form lets through: nothing said, known before it left or in days to come, or told by who only reads.
async fn the_rule_itself_takes_no_record_that_cannot_be_true(portal: TestPortal) {
    let (ctx, ada) = (portal.ctx(), portal.ada());
    ada.signs_in().await;
    let reference = ada.files("access").await;
    portal.inbox().await;
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    let sam = staff_of(&portal, &kim).await;
    let reader = Staff { roles: [Role::Reader].into(), ..sam.clone() };
    let reference = Reference::parse(&reference).unwrap();
    let language = entity::kind::Language::En;
    let sent = astray::sent(ctx, &sam, &reference, language).await.unwrap().remove(0).id;
    let (now, later) = (ctx.now(), ctx.now() + TimeDelta::minutes(1));
    let before = now - TimeDelta::days(1);
    for (staff, how, aware_at, role) in [
        (&sam, " ", now, false),
        (&sam, "It reached another.", later, false),
        (&sam, "It reached another.", before, false),
        (&reader, "It reached another.", now, true),
    ] {
        let told = Astray { sent, how, aware_at, language };
        let refused = astray::begin(ctx, staff, &reference, ctx.mint().unwrap(), &told).await.unwrap_err();
        let right = match refused {
            Error::Refused(Refusal::Incomplete) => !role,
            Error::Refused(Refusal::RoleMissing { .. }) => role,
            _ => false,
        };
        assert!(right, "{how} {aware_at}: {refused:?}");
    }
    assert_eq!(portal.count("breach").await, 0);
}
