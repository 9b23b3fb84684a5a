//! The controller's own duties while a record is restricted: none of them touches it.

use super::{only_person, own_account};
use crate::flows::{astray, breach};
use crate::harness::{actors::Colleague, portal::TestPortal};
use chrono::TimeDelta;
use entity::{id::RetentionRunId, kind::Role, person, request, staff};
use portal::cli::intake_mail::{Ended, take};
use portal_core::register::inventory::word::Category;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

/// A look at a stale record, the yearly review, a breach, and a run of destruction by hand.
pub(super) async fn are_done(portal: &TestPortal, sam: &Colleague) {
    a_stale_record_waits(portal, sam).await;
    let begun = sam.browser.get("/staff/reviews").await.press().await;
    let review = begun.location().to_owned();
    for category in Category::ALL {
        let form = sam.browser.get(&format!("{review}/{}", category.code())).await;
        let fine = ["needed", "accurate", "basis", "retention"];
        let form = fine.iter().fold(form.fill("note", ""), |form, question| form.fill(question, "fine"));
        assert_eq!(form.submit().await.status, 303);
    }
    assert_eq!(sam.browser.get(&review).await.press().await.status, 303);
    an_address_is_muted_and_heard_again(sam).await;
    mails_are_dealt_with(portal, sam).await;
    something_goes_astray(portal, sam).await;
    let breach = breach::is_recorded(&sam.browser).await;
    let mistaken = breach::begins(&sam.browser).await;
    for (page, way) in [(breach, "reopen"), (mistaken, "mistake")] {
        let way = format!("{page}/{way}");
        let form = sam.browser.get(&page).await.form(&way).fill("why", "More came to light.");
        assert_eq!(form.submit().await.status, 303, "{way}");
    }
    let token = portal.staff("Ari", &[Role::Admin]).await;
    an_account_is_kept(portal, &token).await;
    own_account::is_kept(portal).await;
    let press: RetentionRunId = portal.ctx().mint().unwrap();
    let fields = [
        ("csrf".to_owned(), token.token("/staff/retention").await),
        ("sure".to_owned(), "yes".to_owned()),
        ("press".to_owned(), press.to_string()),
    ];
    let ask = crate::harness::client::Ask::post("/staff/retention", &fields);
    assert_eq!(token.browser.send(ask).await.status, 303);
}

/// The record of a breach, from the page of a request of the restricted person.
async fn something_goes_astray(portal: &TestPortal, sam: &Colleague) {
    portal.inbox().await;
    let requests =
        request::Entity::find().order_by_asc(request::Column::Id).all(portal.ctx().read()).await.unwrap();
    let reference = &requests[0].reference;
    let marked =
        astray::marks(&astray::asks(sam, reference).await, &format!("/staff/requests/{reference}/astray"))
            .await;
    assert_eq!(marked.status, 303, "{}", marked.text());
}

/// Somebody invited and not, given another role, signed out, closed and opened again.
async fn an_account_is_kept(portal: &TestPortal, ari: &Colleague) {
    const ACCOUNTS: &str = "/staff/accounts";
    const INVITATIONS: &str = "/staff/accounts/invitations";
    let oona = portal.joins("Oona", &[Role::Reader]).await;
    let form = ari.browser.get("/staff/sign-in-mails").await.fill("email", "ada@asiakas.example");
    assert_eq!(form.fill("why", "stranger").submit().await.location(), "/staff/sign-in-mails");
    let form = ari.browser.get(ACCOUNTS).await.form(ACCOUNTS);
    let form = form.fill("name", "Onni").fill("email", "onni@wprod.example").fill("language", "fi");
    assert_eq!(form.fill("roles", "reader").submit().await.location(), ACCOUNTS);
    let again = format!("{INVITATIONS}/again");
    let listed = ari.browser.get(ACCOUNTS).await;
    let of = listed.attribute(&format!("form[action='{again}'] button"), "value").unwrap();
    assert_eq!(listed.form(&again).fill("invitation", of).submit().await.location(), ACCOUNTS);
    let listed = ari.browser.get(ACCOUNTS).await;
    let of = listed.attribute(&format!("form[action='{INVITATIONS}'] button"), "value").unwrap();
    assert_eq!(listed.form(INVITATIONS).fill("invitation", of).submit().await.status, 303);
    let found = staff::Entity::find().filter(staff::Column::Email.eq(&oona.email));
    let account = found.one(portal.ctx().read()).await.unwrap().unwrap().id;
    let form = ari.browser.get(&format!("{ACCOUNTS}/{account}")).await;
    for (deed, name, value) in
        [("sessions", "session", "all"), ("roles", "roles", "approver"), ("state", "state", "closed")]
    {
        let form = form.form(&format!("{ACCOUNTS}/{account}/roles")).fill(name, value);
        assert_eq!(ari.forces(form, &format!("{ACCOUNTS}/{account}/{deed}")).await.status, 303, "{deed}");
    }
}

/// One is made a request, another needs nothing.
async fn mails_are_dealt_with(portal: &TestPortal, sam: &Colleague) {
    let mail = |words: &str| {
        format!("From: mallory@asiakas.example\r\nPrecedence: bulk\r\nSubject: x\r\n\r\n{words}")
    };
    for (words, deed) in [("Delete everything.", "/request"), ("News.", "")] {
        assert_eq!(take(portal.ctx(), mail(words).into(), &[]).await, Ended::Kept);
        let path =
            sam.browser.get("/staff/mails").await.attribute("a[href^='/staff/mails/']", "href").unwrap();
        let form = sam.browser.get(&path).await.form(&format!("{path}{deed}"));
        assert_eq!(form.submit().await.status, 303);
    }
}

/// By a form of an earlier session first, which is thrown away.
async fn an_address_is_muted_and_heard_again(sam: &Colleague) {
    const MUTES: &str = "/staff/mutes";
    let form = sam.browser.get(MUTES).await.form(MUTES);
    let form = form.fill("email", "mallory@asiakas.example").fill("reason", "A stranger");
    sam.signs_in().await;
    let late = form.submit().await;
    let filled = late.follow().await.follow().await;
    assert_eq!(filled.form(late.location()).submit().await.location(), MUTES);
    let again = filled.form(MUTES).submit().await.follow().await;
    let end = again.attribute("form[action^='/staff/mutes/']", "action").unwrap();
    assert_eq!(again.form(&end).submit().await.status, 303);
}

async fn a_stale_record_waits(portal: &TestPortal, sam: &Colleague) {
    let person = only_person(portal).await;
    let old = portal.ctx().now() - TimeDelta::days(800);
    let tx = portal.ctx().write().await.unwrap();
    person::Entity::update_many()
        .col_expr(person::Column::RecordedAt, Expr::value(old))
        .col_expr(person::Column::VerifiedAt, Expr::value(Some(old)))
        .filter(person::Column::Id.eq(person))
        .exec(tx.db())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let path = format!("/staff/stale/unverified/{person}");
    let refused = sam.browser.get(&path).await.fill("decision", "confirmed").submit().await;
    assert_eq!(refused.status, 409, "{}", refused.text());
}

/// Whether by a request or from the register.
pub async fn a_hold_is_set_and_lifted(sam: &Colleague, record: &str) {
    let holds = format!("{record}/holds");
    let form = sam.browser.get(&holds).await.form(&holds).fill("kind", "claim");
    let hold = form.fill("reason", "A claim.").fill("review", "2027-01-04").submit().await;
    assert_eq!(hold.status, 303, "{}", hold.text());
    let standing = sam.browser.get(&holds).await;
    let id = standing.attribute("button[name=lift]", "value").unwrap();
    assert_eq!(standing.form(&holds).fill("lift", id).submit().await.status, 303);
}

/// A hold; and a protection set in a press, opened for a reason and ended by another person.
pub async fn an_address_is_held_and_protected((sam, anna): (&Colleague, &Colleague), record: &str) {
    a_hold_is_set_and_lifted(sam, record).await;
    let path = format!("{record}/protection");
    for (deed, status) in [("set", 303), ("address", 200), ("lift", 303)] {
        let reason = format!("{deed}_reason");
        let form = sam.browser.get(&path).await.fill(&reason, "She showed an extract.");
        let done = form.fill("deed", deed).submit().await;
        assert_eq!(done.status, status, "{deed}: {}", done.text());
    }
    let asked = anna.browser.get(record).await;
    if asked.has("main [name=reason]") {
        let opened = asked.fill("reason", "A protection is to end.").submit().await;
        assert_eq!(opened.status, 200, "{}", opened.text());
    }
    let end = format!("{path}/end");
    assert_eq!(anna.browser.get(&path).await.form(&end).fill("agreed", "yes").submit().await.status, 303);
}
