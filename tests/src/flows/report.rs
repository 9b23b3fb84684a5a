//! The figures, their files, the yearly report and the dossier of a request, as staff meet them.

use crate::harness::{client::Ask, on_both_engines, portal::TestPortal};
use chrono::TimeDelta;
use entity::kind::Role;

on_both_engines!(
    figures_follow_a_request_and_name_nobody,
    a_table_is_taken_as_a_file_and_that_is_recorded,
    the_yearly_report_names_only_who_made_it,
    a_dossier_holds_the_letter_word_for_word_and_opening_it_is_recorded,
);

async fn figures_follow_a_request_and_name_nobody(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let empty = portal.staff("Ari", &[Role::Admin]).await.browser.get("/staff/reports").await;
    assert!(empty.text().contains("No requests came in") && !empty.has("main svg.chart"), "{}", empty.text());
    ada.files("access").await;
    ada.browser.get("/requests/new/marketing").await.press().await;
    portal.inbox().await;
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    let page = rea.browser.get("/staff/reports").await;
    let cells =
        |row: usize| page.texts(&format!("section.report:nth-of-type(1) tbody tr:nth-child({row}) td"));
    // Received, on time, extended, late, withdrawn, open, overdue, median, longest.
    assert_eq!(cells(1), ["1", "0", "0", "0", "0", "1", "0", "–", "–"], "{}", page.text());
    assert_eq!(cells(2), ["1", "1", "0", "0", "0", "0", "0", "0", "0"], "an opt-out is answered at once");
    assert_eq!(cells(3)[..2], ["2", "1"], "and together");
    let chart = page.attribute("main svg.chart", "aria-label").unwrap();
    assert!(chart.starts_with("By right. ") && chart.contains("1 in total"), "{chart}");
    assert!(!page.text().contains("Asiakas") && !page.text().contains("asiakas.example"), "nobody is named");
    portal.clock.advance(TimeDelta::days(60));
    rea.signs_in().await;
    let year = page.attribute("main select[name=year] option[selected]", "value").unwrap();
    let later = rea.browser.get(&format!("/staff/reports?year={year}")).await;
    let access = later.texts("section.report:nth-of-type(1) tbody tr:nth-child(1) td");
    assert_eq!(access[..7], ["1", "0", "0", "0", "0", "0", "1"], "its date has passed");
    let nonsense = rea.browser.get("/staff/reports?year=x&month=99").await;
    assert_eq!(nonsense.status, 200, "what it cannot mean is left out");
}

async fn a_table_is_taken_as_a_file_and_that_is_recorded(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    ada.files("access").await;
    portal.inbox().await;
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    let page = rea.browser.get("/staff/reports").await;
    let link = page.attribute("section.report:nth-of-type(1) a[download]", "href").unwrap();
    let taken = async || {
        let rows = portal.everything().await.remove("event").unwrap_or_default();
        rows.into_iter().filter(|row| row.contains("report_exported")).count()
    };
    let head = rea.browser.send(Ask::new("HEAD", &link)).await;
    assert_eq!((head.status, taken().await), (200, 0), "HEAD hands nothing over");
    let file = rea.browser.get(&link).await;
    assert!(file.header("content-disposition").unwrap().starts_with("attachment"), "{link}");
    let lines: Vec<&str> = file.body.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].starts_with("\"Right\";\"Received\";\"Within the time limit\""), "{}", lines[0]);
    assert!(
        lines[1].starts_with("\"Right of access\";\"1\";\"0\"") || lines[1].contains(";\"1\";\"0\""),
        "{}",
        lines[1]
    );
    assert_eq!((lines.len(), taken().await), (2, 1));
    for wrong in
        ["/staff/reports/2026/nothing.csv", "/staff/reports/1999/right.csv", "/staff/reports/x/right.csv"]
    {
        assert_eq!(rea.browser.get(wrong).await.status, 404, "{wrong}");
    }
}

async fn the_yearly_report_names_only_who_made_it(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    ada.files("access").await;
    portal.inbox().await;
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    let page = ari.browser.get("/staff/reports").await;
    let link = page.attribute("main a[href$='/accountability']", "href").unwrap();
    let report = ari.browser.get(&link).await;
    assert!(report.text().contains("Made by Ari") && report.text().contains("The year has not ended"));
    assert!(report.text().contains("Personal data breaches") && report.text().contains("The next review"));
    assert!(!report.text().contains("Ada Asiakas") && !report.text().contains("asiakas.example"));
    assert_eq!(ari.browser.get("/staff/reports/2999/accountability").await.status, 404);
}

async fn a_dossier_holds_the_letter_word_for_word_and_opening_it_is_recorded(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let letter = ada.reads_mail().await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    let link = desk.attribute("main .actions a[href$='/dossier']", "href").unwrap();
    assert_eq!(sam.browser.send(Ask::new("HEAD", &link)).await.status, 200);
    assert!(!desk.text().contains("Dossier opened"));
    let page = sam.browser.get(&link).await;
    let text = page.text();
    let words: Vec<&str> = letter.0.text.split_whitespace().collect();
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(squeezed.contains(&words[..40].join(" ")), "{squeezed}");
    assert!(text.contains("Ada Asiakas") && text.contains("Opened by Sam") && text.contains("Unchanged"));
    assert!(!page.has("main form"), "nothing is done from here");
    let after = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(after.text().contains("Dossier opened"), "the look stands in the timeline");
    let ari = portal.staff("Ari", &[Role::Admin]).await;
    assert_eq!(ari.browser.get(&link).await.status, 403);
    assert_eq!(sam.browser.get("/staff/requests/0000-0000-0/dossier").await.status, 404);
}
