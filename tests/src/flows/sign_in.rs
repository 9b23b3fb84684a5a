//! A customer proves an address: by the press in the browser that asked, or by the code.

use crate::harness::{on_both_engines, portal::TestPortal};

on_both_engines!(the_browser_that_asked_signs_in_by_a_press, another_browser_must_type_the_code,);

async fn the_browser_that_asked_signs_in_by_a_press(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let page = ada.opens(&mail.link()).await;
    assert!(!page.has("[name=code]"), "the code is not asked of the browser that asked");
    assert!(!ada.is_signed_in().await);
    assert_eq!(page.press().await.location(), "/requests");
    assert!(ada.is_signed_in().await);
}

async fn another_browser_must_type_the_code(portal: TestPortal) {
    let ada = portal.ada();
    ada.asks_for_link().await;
    let mail = ada.reads_mail().await;
    let phone = portal.ada();
    let page = phone.opens(&mail.link()).await;
    assert!(page.text().contains("a***@asiakas.example"), "{}", page.text());
    assert_eq!(page.fill("code", "").submit().await.status, 422);
    assert!(!phone.is_signed_in().await);
    assert_eq!(page.fill("code", mail.code()).submit().await.location(), "/requests");
    assert!(phone.is_signed_in().await && !ada.is_signed_in().await);
}
