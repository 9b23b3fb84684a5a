//! The records of processing say each field of Art. 30(1) and (2) from the notice.

use crate::harness::{on_both_engines, portal::TestPortal};
use entity::kind::{Language::En, Role};
use portal_core::notice::profile::Profile;

on_both_engines!(each_field_is_filled_from_the_notice);

/// What a field of the summary says.
fn field<'a>(rows: &'a [(String, String)], letter: &str) -> &'a str {
    let found = rows.iter().find(|(key, _)| key.starts_with(letter));
    &found.unwrap_or_else(|| panic!("no field {letter}: {rows:?}")).1
}

async fn each_field_is_filled_from_the_notice(portal: TestPortal) {
    let kim = portal.staff("Kim", &[Role::Reader]).await;
    let page = kim.browser.get("/staff/article-30").await;
    assert_eq!(page.status, 200);
    let rows: Vec<(String, String)> = page.texts("dt").into_iter().zip(page.texts("dd")).collect();
    assert!(rows.iter().all(|(key, value)| !value.trim().is_empty() || panic!("{key} is empty")));
    let notice = &portal.ctx().notice;
    the_controllers_record(notice, &rows);
    the_processors_record(notice, &rows);
    every_purpose_has_its_row(notice, &page.texts("tbody tr"));
}

/// Art. 30(1)(a) to (g).
fn the_controllers_record(notice: &Profile, rows: &[(String, String)]) {
    for part in ["WProd Oy", "Ansiotie 14", "Ville Kärpijoki"] {
        assert!(field(rows, "(a)").contains(part), "{part}: {rows:?}");
    }
    assert!(field(rows, "(c)").contains(notice.register.people.in_language(En)));
    let recipients: Vec<_> = notice.outside().collect();
    assert!(recipients.len() >= 3, "else the next line looks at nothing");
    for recipient in recipients {
        assert!(field(rows, "(d)").contains(recipient.label.in_language(En)), "{}", recipient.code);
        assert!(recipient.named().is_none_or(|name| field(rows, "(d)").contains(name)), "{}", recipient.code);
    }
    assert!(field(rows, "(e)").contains(notice.transfers.in_language(En)));
    assert!(field(rows, "(f)").contains(notice.keeping.in_language(En)));
    assert!(field(rows, "(g)").contains(notice.security.in_language(En)));
}

/// Art. 30(2)(a) to (d): what is done for customers whose websites are kept.
fn the_processors_record(notice: &Profile, rows: &[(String, String)]) {
    let hosting = notice.hosting.as_ref().expect("WProd is a processor too");
    let said: Vec<&str> = rows.iter().map(|(_, value)| value.as_str()).collect();
    for text in [
        hosting.processing.in_language(En),
        notice.transfers.in_language(En),
        notice.security.in_language(En),
    ] {
        assert!(said.iter().any(|value| value.contains(text)), "{text}: {said:?}");
    }
}

/// (b) to (d) and (f) purpose by purpose: the data that serve it, who gets them, how long they stay.
fn every_purpose_has_its_row(notice: &Profile, rows: &[String]) {
    for purpose in &notice.purposes {
        let label = purpose.label.in_language(En);
        let row =
            rows.iter().find(|row| row.starts_with(label)).unwrap_or_else(|| panic!("{label}: {rows:?}"));
        let served: Vec<_> =
            notice.categories.iter().filter(|category| category.purposes.contains(&purpose.code)).collect();
        assert!(!served.is_empty(), "{label} is served by some data");
        for category in served {
            let kept = notice.retention_text(&category.code, En).expect("every category has its time");
            for part in [category.label.in_language(En), category.text.in_language(En), kept.as_str()] {
                assert!(row.contains(part), "{label} lacks {part}: {row}");
            }
        }
    }
}
