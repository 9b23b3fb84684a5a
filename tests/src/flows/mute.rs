//! A caseworker mutes an address that a stranger keeps asking mails to.

use crate::harness::{
    actors::{ADA, Colleague},
    on_both_engines,
    page::Page,
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{event, kind::Role, mute};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    a_muted_address_still_gets_the_letters_the_law_demands_and_is_unmuted_again,
    a_mute_needs_an_address_and_a_reason_and_keeps_what_was_typed,
    a_mute_ends_by_itself_and_holds_no_address,
    who_is_asked_something_signs_in_to_answer_though_muted,
    who_is_signed_in_may_still_prove_the_address_anew,
);

const MUTES: &str = "/staff/mutes";

impl Colleague {
    pub async fn mutes(&self, email: &str, reason: &str) -> Page {
        let form = self.browser.get(MUTES).await.form(MUTES);
        form.fill("email", email).fill("reason", reason).submit().await
    }
}

/// How many sign-in mails Ada has got.
async fn links(portal: &TestPortal) -> usize {
    let mails = portal.inbox().await.to(ADA);
    mails.iter().filter(|mail| mail.0.text.contains("/m/")).count()
}

async fn records(portal: &TestPortal, what: &str) -> Vec<event::Model> {
    let found = event::Entity::find().filter(event::Column::Kind.eq(what));
    found.all(portal.ctx().read()).await.unwrap()
}

async fn a_muted_address_still_gets_the_letters_the_law_demands_and_is_unmuted_again(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{reference}");
    let beside = kim.browser.get(&desk).await.form(MUTES);
    assert_eq!(beside.fill("reason", "She rang: it is not her").submit().await.location(), MUTES);
    let page = kim.browser.get(&desk).await;
    assert!(page.text().contains("Address muted until"), "{}", page.text());
    assert!(!page.has(&format!("form[action='{MUTES}']")), "once is enough");
    let before = links(&portal).await;
    portal.ada().asks_for_link().await;
    assert_eq!(links(&portal).await, before);
    kim.takes(&reference).await;
    let letter = kim.weighs(&reference, &[("nothing_held", "yes")]).await;
    assert_eq!(kim.sends(&letter, &reference).await.status, 303);
    assert!(ada.reads_mail().await.0.text.contains(&reference), "the outcome goes");
    let listed = kim.browser.get(MUTES).await;
    for told in ["@asiakas.example", "She rang: it is not her", "Kim"] {
        assert!(listed.text().contains(told), "{told}: {}", listed.text());
    }
    let end = listed.attribute("form[action^='/staff/mutes/']", "action").unwrap();
    assert_eq!(listed.form(&end).submit().await.location(), MUTES);
    assert_eq!(listed.form(&end).submit().await.location(), MUTES, "twice is once");
    ada.asks_for_link().await;
    assert_eq!(links(&portal).await, before + 1);
    let told = [records(&portal, "address_muted").await, records(&portal, "address_unmuted").await];
    for entries in told {
        assert_eq!(entries.len(), 1);
        assert!(entries[0].actor.starts_with("staff:") && !format!("{entries:?}").contains("asiakas"));
    }
}

async fn a_mute_needs_an_address_and_a_reason_and_keeps_what_was_typed(portal: TestPortal) {
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    let long = "x".repeat(501);
    for (email, reason, field) in
        [("ada", "A reason", "email"), (ADA, " ", "reason"), (ADA, long.as_str(), "reason")]
    {
        let page = kim.mutes(email, reason).await;
        assert_eq!(page.status, 422);
        assert!(page.has(&format!(".error-summary a[href='#{field}']")), "{}", page.text());
        assert_eq!(page.value("email").as_deref(), Some(email));
        assert_eq!(page.texts("#reason").concat().trim(), reason.trim());
    }
    assert_eq!(portal.count("mute").await, 0);
    let reader = portal.staff("Rea", &[Role::Reader]).await;
    kim.mutes(ADA, "A stranger").await;
    let page = reader.browser.get(MUTES).await;
    assert!(
        page.text().contains("A stranger") && !page.has("main form"),
        "a reader sees it and changes nothing"
    );
    kim.mutes(" ADA@asiakas.example ", "The same").await;
    assert_eq!(portal.count("mute").await, 1, "one address is muted once");
}

/// R2.6: silence would close the request, so a mute must not make the person silent.
async fn who_is_asked_something_signs_in_to_answer_though_muted(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.mutes(ADA, "A stranger").await;
    sam.takes(&reference).await;
    let before = links(&portal).await;
    portal.ada().asks_for_link().await;
    assert_eq!(links(&portal).await, before, "nothing is asked of her yet");
    let ask = format!("/staff/requests/{reference}/ask/identity");
    let texts = ["text", "reason", "lesser_means", "cannot_identify"];
    let form =
        texts.iter().fold(sam.browser.get(&ask).await.form(&ask), |form, name| form.fill(name, "Who?"));
    let letter = form.fill("to", "letter").submit().await;
    assert_eq!(letter.form(&format!("{ask}/send")).submit().await.status, 303);
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await.text();
    assert!(desk.contains("sign-in mails go to this address all the same"), "{desk}");
    let asked = links(&portal).await;
    portal.clock.advance(TimeDelta::hours(1));
    portal.ada().asks_for_link().await;
    assert_eq!(links(&portal).await, asked + 1);
    let mutes_after = async |days| {
        portal.clock.advance(TimeDelta::days(days));
        sam.signs_in().await;
        sam.mutes(ADA, "A stranger").await;
    };
    mutes_after(29).await;
    portal.clock.advance(TimeDelta::days(1));
    while portal_core::request::silence::next(portal.ctx()).await.unwrap() {}
    let unknown = links(&portal).await;
    portal.ada().asks_for_link().await;
    assert_eq!(links(&portal).await, unknown + 1, "the missing answer opens the request again");
    mutes_after(20).await;
    portal.clock.advance(TimeDelta::days(10));
    let over = links(&portal).await;
    portal.ada().asks_for_link().await;
    assert_eq!(links(&portal).await, over, "a month after the letter the mute holds again");
}

async fn a_mute_ends_by_itself_and_holds_no_address(portal: TestPortal) {
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    kim.mutes(ADA, "A stranger").await;
    let row = mute::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert!(!format!("{row:?}").contains(ADA), "{row:?}");
    portal.clock.advance(TimeDelta::days(30));
    portal.ada().asks_for_link().await;
    assert_eq!(links(&portal).await, 1);
    portal::worker::tidy(portal.ctx()).await.unwrap();
    assert_eq!(portal.count("mute").await, 0);
}

async fn who_is_signed_in_may_still_prove_the_address_anew(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    kim.mutes(ADA, "A stranger").await;
    let before = links(&portal).await;
    let prove = format!("/requests/{reference}/prove");
    ada.browser.get(&prove).await.form(&prove).submit().await;
    assert_eq!(links(&portal).await, before + 1, "a stranger cannot ask for this one");
}
