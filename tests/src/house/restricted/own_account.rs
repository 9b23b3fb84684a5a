//! Somebody at the desk keeps their own account: none of it touches a record of the register.

use crate::{
    flows::staff::{
        forgotten::{NEW, link, sets},
        own_account::{changes_device, elsewhere, sets_password},
    },
    harness::{actors::PASSWORD, page::totp_of, portal::TestPortal},
};
use chrono::TimeDelta;
use entity::kind::Role;

/// Every button of the page of one's own account, and a forgotten password by its mailed link.
pub(super) async fn is_kept(portal: &TestPortal) {
    const OWN: &str = "/staff/account";
    let oiva = portal.staff("Oiva", &[Role::Caseworker]).await;
    elsewhere(portal, &oiva, PASSWORD).await;
    let page = oiva.browser.get(OWN).await;
    for (deed, name, value) in [("digest", "digest", "off"), ("sessions", "session", "all")] {
        let form = page.form(&format!("{OWN}/{deed}")).fill(name, value);
        assert_eq!(form.submit().await.location(), OWN, "{deed}");
    }
    let details = format!("{OWN}/details");
    assert_eq!(oiva.browser.get(&details).await.form(&details).submit().await.location(), OWN);
    let codes = format!("{OWN}/recovery-codes");
    assert_eq!(oiva.browser.get(&codes).await.form(&codes).submit().await.status, 200);
    portal.clock.advance(TimeDelta::seconds(30));
    let (answer, seed) = changes_device(portal, &oiva, PASSWORD, &oiva.code()).await;
    assert_eq!(answer.location(), "/staff/sign-in", "{}", answer.text());
    let code = || totp_of(&seed, portal.ctx().now());
    portal.clock.advance(TimeDelta::seconds(30));
    assert_eq!(oiva.tries(PASSWORD, &code()).await.status, 303);
    let answer = sets_password(&oiva, PASSWORD, "punainen kettu lepää", "punainen kettu lepää").await;
    assert_eq!(answer.location(), "/staff/sign-in", "{}", answer.text());
    let link = link(portal, &oiva).await;
    portal.clock.advance(TimeDelta::seconds(30));
    assert_eq!(sets(portal, &link, NEW, &code()).await.location(), "/staff/sign-in");
    throws_a_draft_away(portal).await;
}

/// What was begun and not sent goes at a press.
async fn throws_a_draft_away(portal: &TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    let spare = format!("/requests/draft/{}/discard", bea.drafts("access").await);
    let away = bea.browser.get(&spare).await.form(&spare).submit().await;
    assert_eq!(away.location(), "/requests");
}
