//! The page after asking for a mail: which address was typed, so that a slip is seen, and nothing of whether we know it.

use crate::harness::{actors::ADA, on_both_engines, portal::TestPortal};

on_both_engines!(the_address_is_shown_as_typed_and_leads_back_to_be_corrected,);

const SLIP: &str = "ada@asiaks.example";

async fn the_address_is_shown_as_typed_and_leads_back_to_be_corrected(portal: TestPortal) {
    let ada = portal.ada();
    let asked = ada.browser.get("/sign-in?to=new").await.fill("email", SLIP).submit().await;
    assert_eq!(asked.location(), "/sign-in/sent", "no address in the address bar");
    let sent = asked.follow().await;
    assert!(sent.text().contains(SLIP), "{}", sent.text());
    let wrong = sent.fill("code", "0000-0000").submit().await;
    assert!(wrong.status == 422 && wrong.text().contains(SLIP), "{}", wrong.text());
    assert!(sent.has("main a[href='/sign-in']"));
    let again = ada.browser.get("/sign-in").await;
    assert_eq!(again.value("email").as_deref(), Some(SLIP));
    assert_eq!(again.value("to").as_deref(), Some("new"), "what was chosen is not chosen twice");
    let right = again.fill("email", ADA).submit().await.follow().await;
    assert!(right.text().contains(ADA) && !right.text().contains(SLIP), "{}", right.text());
    let forged = portal.browser().get("/sign-in/sent?email=eve@evil.example&to=eve@evil.example").await;
    assert!(!forged.text().contains("eve@"), "only the own form says it");
    ada.opens(&ada.reads_mail().await.link()).await.press().await;
    assert!(
        ada.browser.cookie("__Host-just").is_none_or(|kept| kept.is_empty()),
        "signed in, it is forgotten"
    );
    portal.inbox().await;
}
