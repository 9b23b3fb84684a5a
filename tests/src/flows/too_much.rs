//! No text that staff write to a person asks for a copy of an identity paper or a personal identity code (law.md R4.8).

use crate::harness::{on_both_engines, portal::TestPortal};
use entity::kind::Role;

on_both_engines!(a_text_that_asks_for_too_much_comes_back_from_every_form_of_a_letter,);

async fn a_text_that_asks_for_too_much_comes_back_from_every_form_of_a_letter(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let desk = format!("/staff/requests/{reference}");
    let before = portal.everything().await;
    for (page, field) in [
        ("extend", "reasons"),
        ("extend", "delivered"),
        ("forward", "site"),
        ("forward", "reach"),
        ("decide", "late_reason"),
        ("decide", "fact-0-facts"),
        ("decide", "fee-0"),
        ("not-identified", "late_reason"),
    ] {
        let path = format!("{desk}/{page}");
        for text in ["Lähetä kopio passistasi.", "Send us your SSN"] {
            let form = sam.browser.get(&desk).await.form(&format!("{desk}/notes")).also(field, text);
            let page = sam.forces(form, &path).await;
            assert_eq!(page.status, 422, "{path} {field}: {}", page.text());
            assert!(page.text().contains("Nobody is asked for these"), "{}", page.text());
            assert_eq!(page.value(field).as_deref(), Some(text), "it is there to be mended");
        }
    }
    assert_eq!(portal.everything().await, before);
    let note = sam.browser.get(&desk).await.form(&format!("{desk}/notes"));
    let note = note.fill("note", "Älä enää pyydä: lähetä kopio passista").submit().await;
    assert_eq!(note.status, 303, "what colleagues alone read is theirs");
}
