//! A customer whose sign-in mails strangers have used up gets them again from an administrator.

use crate::harness::{actors::ADA, on_both_engines, portal::TestPortal};
use entity::kind::Role;

on_both_engines!(
    a_customer_kept_out_by_the_limit_signs_in_once_an_administrator_gives_the_mails_again,
    an_address_and_a_reason_are_asked_for_and_stay,
);

const PAGE: &str = "/staff/sign-in-mails";

/// How many sign-in mails Ada has got.
async fn links(portal: &TestPortal) -> usize {
    let mails = portal.inbox().await.to(ADA);
    mails.iter().filter(|mail| mail.0.text.contains("/m/")).count()
}

async fn a_customer_kept_out_by_the_limit_signs_in_once_an_administrator_gives_the_mails_again(
    portal: TestPortal,
) {
    let adi = portal.staff("Adi", &[Role::Admin]).await;
    let accounts = adi.browser.get("/staff/accounts").await;
    assert!(accounts.has(&format!("main a[href='{PAGE}']")), "{}", accounts.text());
    // One network's share of the mails of a day.
    for _ in 0..12 {
        portal.ada().asks_for_link().await;
    }
    let before = links(&portal).await;
    portal.ada().asks_for_link().await;
    assert_eq!(links(&portal).await, before, "no more goes");
    let form = adi.browser.get(PAGE).await.fill("email", " ADA@asiakas.example ");
    let given = form.fill("why", "stranger").submit().await;
    assert_eq!(given.location(), PAGE);
    assert!(given.follow().await.has(".banner"), "it is said");
    portal.ada().signs_in().await;
    assert_eq!(links(&portal).await, before + 1);
}

async fn an_address_and_a_reason_are_asked_for_and_stay(portal: TestPortal) {
    let adi = portal.staff("Adi", &[Role::Admin]).await;
    let page = adi.browser.get(PAGE).await;
    let before = portal.count("event").await;
    for (email, why, field) in [("ada", "lost", "email"), (ADA, "", "why"), (ADA, "because", "why")] {
        let form = page.form(PAGE).without("why").fill("email", email);
        let form = if why.is_empty() { form } else { form.fill("why", why) };
        let refused = form.submit().await;
        assert_eq!(refused.status, 422, "{field}");
        assert!(refused.has(&format!(".error-summary a[href='#{field}']")), "{}", refused.text());
        assert_eq!(refused.value("email").as_deref(), Some(email));
    }
    assert_eq!(portal.count("event").await, before, "nothing was given");
}
