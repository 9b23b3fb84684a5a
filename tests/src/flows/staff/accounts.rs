//! An administrator keeps accounts: invites, gives roles, ends sessions, closes; never their own.

use crate::harness::{
    actors::Colleague,
    crowd::twenty,
    on_both_engines,
    page::{Filling, Page},
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{event, kind::Role, staff};
use futures::future::join_all;
use portal::worker;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    a_wrong_invitation_comes_back_with_what_was_typed,
    an_invitation_is_withdrawn,
    of_many_invitations_of_one_address_the_last_is_open,
    a_dead_invitation_is_forgotten_with_its_name_and_address_after_a_day,
    new_roles_hold_at_once_and_end_the_sessions,
    a_closed_account_is_out_leaves_its_requests_and_comes_back,
    nobody_changes_their_own_roles_or_state,
    of_two_administrators_who_close_each_other_at_once_one_stays,
    sessions_are_listed_and_ended_but_not_the_one_in_use,
    after_ten_minutes_a_change_needs_a_code_that_is_right_and_not_used,
    an_administrator_begins_where_they_may_be,
);

pub(super) const ACCOUNTS: &str = "/staff/accounts";
pub(super) const INVITATIONS: &str = "/staff/accounts/invitations";

impl Colleague {
    /// Sends the form of the page of accounts.
    pub(super) async fn invites(&self, fields: [(&str, &str); 3], roles: &[Role]) -> Page {
        let form = self.browser.get(ACCOUNTS).await.form(ACCOUNTS);
        let form = fields.into_iter().fold(form, |form, (name, value)| form.fill(name, value));
        roles.iter().fold(form, |form, role| form.also("roles", role.code())).submit().await
    }

    async fn gives(&self, account: &str, roles: &[Role]) -> Page {
        let form = self.browser.get(account).await.form(&format!("{account}/roles")).without("roles");
        roles.iter().fold(form, |form, role| form.also("roles", role.code())).submit().await
    }

    async fn sets(&self, account: &str, state: &str) -> Page {
        let form = self.browser.get(account).await.form(&format!("{account}/state"));
        form.fill("state", state).submit().await
    }

    async fn is_in(&self) -> bool {
        self.browser.get("/staff/retention").await.status == 200
    }
}

pub(super) async fn account_of(portal: &TestPortal, email: &str) -> String {
    let found = staff::Entity::find().filter(staff::Column::Email.eq(email));
    format!("{ACCOUNTS}/{}", found.one(portal.ctx().read()).await.unwrap().unwrap().id)
}

pub(super) async fn recorded(portal: &TestPortal, what: &str) -> usize {
    let found = event::Entity::find().filter(event::Column::Kind.eq(what));
    found.all(portal.ctx().read()).await.unwrap().len()
}

async fn told(portal: &TestPortal, text: &str) -> bool {
    let desk = portal.ctx().settings.desk_address.as_str().to_owned();
    portal.inbox().await.to(&desk).iter().any(|mail| mail.0.text.contains(text))
}

async fn a_wrong_invitation_comes_back_with_what_was_typed(portal: TestPortal) {
    let ari = portal.newcomer("Ari", &[Role::Admin]).await;
    let long = "x".repeat(101);
    let good = [("name", "Kim"), ("email", "kim@wprod.example"), ("language", "fi")];
    for (field, value) in [("name", " "), ("name", &long), ("email", "kim"), ("language", "de")] {
        let fields = good.map(|(name, right)| (name, if name == field { value } else { right }));
        let page = ari.invites(fields, &[Role::Reader]).await;
        assert_eq!(page.status, 422);
        assert!(page.has(&format!(".error-summary a[href^='#{field}']")), "{field}: {}", page.text());
    }
    let page = ari.invites(good, &[]).await;
    assert_eq!((page.status, page.value("email").as_deref()), (422, Some("kim@wprod.example")));
    assert_eq!(portal.count("invitation").await, 1, "Ari's own");
}

async fn of_many_invitations_of_one_address_the_last_is_open(portal: TestPortal) {
    let kim = portal.staff("Kim", &[Role::Admin]).await;
    let form = kim.browser.get(ACCOUNTS).await.form(ACCOUNTS);
    let form = form.fill("email", "uusi@wprod.example").fill("name", "Uusi").fill("language", "fi");
    let form = form.also("roles", Role::Reader.code());
    let before = portal.count("invitation").await;
    let pages = twenty(|| form.submit()).await;
    assert!(pages.iter().all(|page| page.status == 303), "{}", pages[0].text());
    assert_eq!(portal.count("invitation").await, before + 1);
    assert_eq!(portal.inbox().await.to("uusi@wprod.example").len(), 1, "one mail, with the link that works");
}

async fn an_invitation_is_withdrawn(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let path = portal.invites("kim@wprod.example", "Kim", &[Role::Reader]).await;
    let listed = ari.browser.get(ACCOUNTS).await;
    let withdraw = listed.form(INVITATIONS);
    let of = listed.attribute(&format!("form[action='{INVITATIONS}'] button"), "value").unwrap();
    for _ in 0..2 {
        assert_eq!(withdraw.clone().fill("invitation", &of).submit().await.location(), ACCOUNTS);
    }
    assert_eq!(recorded(&portal, "staff_uninvited").await, 1, "twice is once");
    assert_eq!(portal.browser().get(&path).await.status, 404);
    assert!(!ari.browser.get(ACCOUNTS).await.has(&format!("form[action='{INVITATIONS}']")));
}

async fn a_dead_invitation_is_forgotten_with_its_name_and_address_after_a_day(portal: TestPortal) {
    // Used, withdrawn and never opened; and one that still works.
    let ari = portal.newcomer("Ari", &[Role::Admin]).await;
    portal.invites("kim@wprod.example", "Kim", &[Role::Reader]).await;
    let listed = ari.browser.get(ACCOUNTS).await;
    let of = listed.attribute(&format!("form[action='{INVITATIONS}'] button"), "value").unwrap();
    listed.form(INVITATIONS).fill("invitation", &of).submit().await;
    portal.invites("lee@wprod.example", "Lee", &[Role::Reader]).await;
    portal.clock.advance(TimeDelta::hours(24));
    let path = portal.invites("mia@wprod.example", "Mia", &[Role::Reader]).await;
    portal.clock.advance(TimeDelta::hours(23));
    worker::tidy(portal.ctx()).await.unwrap();
    assert_eq!(
        portal.count("invitation").await,
        3,
        "Kim's went a day after it was withdrawn, the others not yet"
    );
    portal.clock.advance(TimeDelta::minutes(59));
    assert_eq!(portal.browser().get(&path).await.status, 200);
    portal.clock.advance(TimeDelta::minutes(2));
    worker::tidy(portal.ctx()).await.unwrap();
    assert_eq!(portal.count("invitation").await, 1, "Mia's died two minutes ago");
    assert_eq!(staff::Entity::find().all(portal.ctx().read()).await.unwrap().len(), 1, "Ari has an account");
}

async fn new_roles_hold_at_once_and_end_the_sessions(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    let account = account_of(&portal, &kim.email).await;
    assert_eq!(ari.gives(&account, &[Role::Caseworker]).await.location(), account);
    assert!(kim.is_in().await, "nothing changed");
    assert_eq!(ari.gives(&account, &[]).await.status, 422, "at least one");
    assert_eq!(ari.gives(&account, &[Role::Reader]).await.location(), account);
    assert!(!kim.is_in().await);
    kim.signs_in().await;
    assert_eq!(kim.browser.get("/staff/queue").await.status, 200);
    assert_eq!(kim.browser.get("/staff/requests/new").await.status, 403);
    assert_eq!(recorded(&portal, "staff_roles_given").await, 1);
    assert!(told(&portal, "Vaihtaja: Ari").await);
}

async fn a_closed_account_is_out_leaves_its_requests_and_comes_back(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    kim.takes(&reference).await;
    let account = account_of(&portal, &kim.email).await;
    assert!(ari.browser.get(&account).await.text().contains("Open requests in hand 1"));
    assert_eq!(ari.sets(&account, "closed").await.location(), account);
    assert!(!kim.is_in().await);
    assert_eq!(kim.signs_in().await.status, 422);
    let page = ari.browser.get(&account).await;
    assert!(page.text().contains("Open requests in hand 0"), "{}", page.text());
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{reference}");
    let page = sam.browser.get(&desk).await;
    assert!(page.text().contains("Assigned to Nobody"), "{}", page.text());
    assert_eq!(page.form(&format!("{desk}/assign")).submit().await.status, 303);
    assert_eq!(ari.sets(&account, "open").await.location(), account);
    assert_eq!(kim.signs_in().await.location(), "/staff/queue");
    assert_eq!(recorded(&portal, "staff_closed").await, 1);
    assert!(told(&portal, "Sulkija: Ari").await);
}

async fn nobody_changes_their_own_roles_or_state(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let account = account_of(&portal, &ari.email).await;
    let page = ari.browser.get(&account).await;
    for deed in ["roles", "state"] {
        let action = format!("{account}/{deed}");
        assert!(!page.has(&format!("form[action='{action}']")));
        let form = ari.browser.get(ACCOUNTS).await.form(ACCOUNTS);
        let form = form.fill("roles", "approver").fill("state", "closed");
        assert_eq!(ari.forces(form, &action).await.status, 409, "{deed}");
    }
    assert!(ari.is_in().await);
    assert_eq!(recorded(&portal, "staff_roles_given").await + recorded(&portal, "staff_closed").await, 0);
}

async fn of_two_administrators_who_close_each_other_at_once_one_stays(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let oda = portal.staff("Oda", &[Role::Admin]).await;
    let (of_ari, of_oda) = (account_of(&portal, &ari.email).await, account_of(&portal, &oda.email).await);
    // Both see the button before either presses it.
    let mut forms = Vec::new();
    for (admin, account) in [(&ari, &of_oda), (&oda, &of_ari)] {
        let page = admin.browser.get(account).await;
        forms.push(page.form(&format!("{account}/state")).fill("state", "closed"));
    }
    join_all(forms.iter().map(Filling::submit)).await;
    assert_eq!(recorded(&portal, "staff_closed").await, 1);
    assert!(ari.is_in().await != oda.is_in().await);
}

async fn sessions_are_listed_and_ended_but_not_the_one_in_use(portal: TestPortal) {
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let kim = portal.staff("Kim", &[Role::Caseworker]).await;
    let account = account_of(&portal, &kim.email).await;
    let end = format!("{account}/sessions");
    let page = ari.browser.get(&account).await;
    let session = page.attribute(&format!("form[action='{end}'] button"), "value").unwrap();
    assert_eq!(page.form(&end).fill("session", session).submit().await.location(), account);
    assert!(!kim.is_in().await);
    assert!(ari.browser.get(&account).await.text().contains("Not signed in anywhere"));
    let own = account_of(&portal, &ari.email).await;
    assert!(!ari.browser.get(&own).await.has(&format!("form[action='{own}/sessions']")));
    let form = ari.browser.get(ACCOUNTS).await.form(ACCOUNTS).fill("session", "all");
    assert_eq!(ari.forces(form, &format!("{own}/sessions")).await.status, 303);
    assert!(ari.is_in().await, "the session in use stays");
    assert_eq!(recorded(&portal, "staff_sessions_ended").await, 1);
}

async fn after_ten_minutes_a_change_needs_a_code_that_is_right_and_not_used(portal: TestPortal) {
    let kim = portal.staff("Kim", &[Role::Reader]).await;
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let account = account_of(&portal, &kim.email).await;
    let used = ari.code();
    assert!(!ari.browser.get(&account).await.has("[name=code]"), "just signed in");
    portal.clock.advance(TimeDelta::minutes(10) + TimeDelta::seconds(1));
    let page = ari.browser.get(&account).await;
    let form = page.form(&format!("{account}/roles")).fill("roles", "approver");
    let wrong = if ari.code() == "123456" { "654321" } else { "123456" };
    for code in ["", wrong, &used] {
        let again = page.form(&format!("{account}/roles")).fill("roles", "approver").fill("code", code);
        let again = again.submit().await;
        assert_eq!(again.status, 422, "{code}");
        assert!(again.has(".error-summary a[href='#code']"));
        let ticked = again.form(&format!("{account}/roles")).fields;
        let ticked: Vec<_> =
            ticked.iter().filter(|(name, _)| name == "roles").map(|(_, role)| role).collect();
        assert_eq!(ticked, ["approver"], "what was ticked stays ticked");
    }
    let closing = page.form(&format!("{account}/state")).fill("state", "closed").submit().await;
    assert_eq!(closing.status, 422, "closing needs one too");
    assert!(closing.has(".error-summary a[href='#code-state']") && closing.has("#code-state[aria-invalid]"));
    assert!(!closing.has("#code[aria-invalid]"), "the other form's code is not the wrong one");
    assert_eq!(recorded(&portal, "staff_roles_given").await, 0);
    assert_eq!(form.fill("code", ari.code()).submit().await.location(), account);
    assert_eq!(recorded(&portal, "staff_roles_given").await, 1);
    assert!(!ari.browser.get(&account).await.has("[name=code]"), "proved again");
}

async fn an_administrator_begins_where_they_may_be(portal: TestPortal) {
    let ari = portal.joins("Ari", &[Role::Admin]).await;
    let answer = ari.signs_in().await;
    assert_eq!(answer.location(), ACCOUNTS);
    let page = answer.follow().await;
    assert_eq!(page.status, 200);
    assert!(!page.has("nav a[href='/staff/queue']"), "what they may not open is not offered");
}
