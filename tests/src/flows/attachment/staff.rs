//! Files of staff: those sent to a customer, who fetches them behind a fresh proof of the address, and scans of papers.

use super::{PDF, TEXT, ada_asks, got_as_it_was, kept};
use crate::{
    flows::entry::{ago, letter_of_maija, reference_of},
    harness::{
        actors::{ADA, Colleague},
        client::Ask,
        crowd::twenty,
        on_both_engines,
        page::Page,
        portal::{TestPortal, rows_of},
    },
};
use chrono::TimeDelta;
use entity::{attachment, kind::Role};
use portal_core::right::package::build;
use sea_orm::EntityTrait;

on_both_engines!(
    what_staff_attach_waits_behind_a_fresh_proof_and_goes_in_no_mail,
    only_its_requester_and_staff_who_read_cases_get_what_staff_attach,
    a_bad_file_of_staff_is_named_and_the_message_stays_in_its_field,
    the_same_press_of_staff_sends_its_files_once,
    on_paper_the_letter_names_what_is_enclosed,
    a_paper_is_kept_for_staff_and_for_the_copy_and_nobody_is_told,
    a_paper_of_somebody_else_is_taken_away_at_once,
    a_paper_that_is_no_file_or_of_no_kind_is_not_kept,
    ten_papers_of_a_kind_are_kept_and_no_more,
    who_presses_many_times_at_once_has_fetched_it_once,
    when_the_session_of_staff_has_ended_they_are_told_to_choose_the_files_again,
);

async fn writes(staff: &Colleague, reference: &str, body: &str, files: &[(&str, &[u8])]) -> Page {
    let desk = format!("/staff/requests/{reference}");
    let form = staff.browser.get(&desk).await.form(&format!("{desk}/messages"));
    form.fill("message", body).submit_with(files).await
}

async fn scans(staff: &Colleague, reference: &str, kind: &str, files: &[(&str, &[u8])]) -> Page {
    let desk = format!("/staff/requests/{reference}");
    let form = staff.browser.get(&desk).await.form(&format!("{desk}/files"));
    form.fill("paper", kind).submit_with(files).await
}

async fn only_file(portal: &TestPortal) -> attachment::Model {
    attachment::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap()
}

async fn fetched(portal: &TestPortal) -> usize {
    rows_of(portal.ctx(), "event").await.iter().filter(|row| row.contains("file_fetched")).count()
}

async fn what_staff_attach_waits_behind_a_fresh_proof_and_goes_in_no_mail(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let sent = writes(&sam, &reference, "Tässä lasku.", &[("Lasku äö.pdf", PDF)]).await;
    assert_eq!((sent.status, kept(&portal).await), (303, (1, 1, 1)), "{}", sent.text());
    let mail = ada.reads_mail().await;
    assert!(mail.0.text.contains("Viestissä on liitteitä"), "{}", mail.0.text);
    for mail in rows_of(portal.ctx(), "outbox").await {
        assert!(
            !mail.contains("Lasku äö") && !mail.contains("%PDF"),
            "nothing of the file is mailed: {mail}"
        );
    }
    portal.clock.advance(TimeDelta::minutes(11));
    ada.signs_in().await;
    let own = format!("/requests/{reference}");
    let page = ada.browser.get(&own).await;
    let path = format!("{own}/files/{}", only_file(&portal).await.id);
    assert!(page.has(&format!(".message a[href='{path}']:not([download])")), "{}", page.text());
    portal.clock.advance(TimeDelta::minutes(11));
    for ask in [Ask::get(&path), Ask::new("HEAD", &path)] {
        let old = ada.browser.send(ask).await;
        assert_eq!((old.status, old.location()), (303, format!("{own}/prove").as_str()));
    }
    let desk = format!("/staff/requests/{reference}");
    assert!(sam.browser.get(&desk).await.text().contains("not downloaded yet"));
    ada.signs_in().await;
    assert_eq!(ada.browser.send(Ask::new("HEAD", &path)).await.status, 200);
    assert_eq!(fetched(&portal).await, 0, "HEAD hands nothing over");
    for _ in 0..2 {
        got_as_it_was(&ada.browser.get(&path).await, PDF);
    }
    assert_eq!(fetched(&portal).await, 1, "noted once");
    let page = sam.browser.get(&desk).await;
    assert!(page.text().contains("downloaded by the requester") && !page.text().contains("Not scanned"));
    assert!(ada.browser.get(&own).await.text().contains("Latasit tiedoston"));
    portal.inbox().await;
}

async fn only_its_requester_and_staff_who_read_cases_get_what_staff_attach(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    assert_eq!(writes(&sam, &reference, "Tässä.", &[("lasku.pdf", PDF)]).await.status, 303);
    let file = only_file(&portal).await;
    super::nobody_else_gets_it(&portal, &reference, &file).await;
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    let desk = format!("/staff/requests/{reference}");
    got_as_it_was(&rea.browser.get(&format!("{desk}/files/{}", file.id)).await, PDF);
    let page = rea.browser.get(&desk).await;
    for action in ["messages", "files"] {
        assert!(!page.has(&format!("form[action='{desk}/{action}']")), "a reader has no form");
        let form = sam.browser.get(&desk).await.form(&format!("{desk}/{action}"));
        let forged = form.fill("csrf", rea.token(&format!("{desk}/{action}")).await).fill("message", "Hei");
        let asked = rea.browser.signed(forged.fill("paper", "original").ask_with(&[("b.pdf", PDF)]));
        assert_eq!(portal.browser().send(asked).await.status, 403, "{action}");
    }
    assert_eq!(kept(&portal).await, (1, 1, 1));
    assert!(ada.browser.get(&format!("/requests/{reference}")).await.has(".message a[href*='/files/']"));
    portal.inbox().await;
}

async fn a_bad_file_of_staff_is_named_and_the_message_stays_in_its_field(portal: TestPortal) {
    let (_ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let large = vec![b'x'; 10 * 1024 * 1024 + 1];
    for (name, bytes, status) in [("kuva.png", b"<html>".as_slice(), 422), ("suuri.txt", &large, 413)] {
        let back = writes(&sam, &reference, "Tässä laskut.", &[("hyva.pdf", PDF), (name, bytes)]).await;
        assert_eq!((back.status, kept(&portal).await), (status, (0, 0, 0)), "{name}");
        assert!(super::problems(&back).contains(name), "{}", super::problems(&back));
        assert!(back.texts("textarea").concat().contains("Tässä laskut."), "{}", back.text());
    }
    portal.inbox().await;
}

async fn the_same_press_of_staff_sends_its_files_once(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let mails = async || portal.inbox().await.all().iter().filter(|mail| mail.to == ADA).count();
    let before = mails().await;
    for _ in 0..3 {
        assert_eq!(writes(&sam, &reference, "Tässä.", &[("lasku.pdf", PDF)]).await.status, 303);
    }
    assert_eq!((kept(&portal).await, mails().await), ((1, 1, 1), before + 1));
    let more = writes(&sam, &reference, "Tässä.", &[("lasku.pdf", PDF), ("lista.txt", TEXT)]).await;
    assert_eq!(
        (more.status, kept(&portal).await, mails().await),
        (303, (1, 3, 3), before + 2),
        "it is told too"
    );
    drop(ada);
}

async fn on_paper_the_letter_names_what_is_enclosed(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = reference_of(&letter_of_maija(&sam, &ago(&portal, 2)).await.submit().await);
    assert_eq!(writes(&sam, &reference, "Ohessa lasku.", &[("Lasku 7.pdf", PDF)]).await.status, 303);
    let letters = rows_of(portal.ctx(), "letter").await;
    let told = letters.iter().find(|row| row.contains("Ohessa lasku.")).unwrap();
    assert!(told.contains("Lasku 7.pdf"), "{told}");
    let page = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(!page.text().contains("not downloaded yet"), "nobody can: {}", page.text());
}

async fn a_paper_is_kept_for_staff_and_for_the_copy_and_nobody_is_told(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let before = portal.inbox().await.all().len();
    for _ in 0..2 {
        let done = scans(&sam, &reference, "original", &[("kirje.pdf", PDF)]).await;
        assert_eq!((done.status, kept(&portal).await), (303, (0, 1, 1)), "{}", done.text());
    }
    assert_eq!(portal.inbox().await.all().len(), before, "nobody is told by mail");
    let (desk, id) = (format!("/staff/requests/{reference}"), only_file(&portal).await.id);
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    for page in [rea.browser.get(&desk).await, rea.browser.get(&format!("{desk}/dossier")).await] {
        assert!(page.has(&format!("a[href='{desk}/files/{id}']")), "{}", page.text());
        assert!(page.text().contains("Original of the request"), "{}", page.text());
    }
    got_as_it_was(&rea.browser.get(&format!("{desk}/files/{id}")).await, PDF);
    let own = ada.browser.get(&format!("/requests/{reference}")).await;
    assert!(!own.has("a[href*='/files/']"), "{}", own.text());
    assert_eq!(ada.browser.get(&format!("/requests/{reference}/files/{id}")).await.status, 404);
    let request = super::kept::request_of(&portal).await;
    let archive = build::archive(portal.ctx(), &request).await.unwrap();
    let archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    assert!(archive.file_names().any(|name| name.unwrap().ends_with("-kirje.pdf")), "it is in the copy");
}

async fn a_paper_of_somebody_else_is_taken_away_at_once(portal: TestPortal) {
    let (_ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let papers: [(&str, &[u8]); 2] = [("kirje.pdf", PDF), ("toisen.txt", TEXT)];
    assert_eq!(scans(&sam, &reference, "original", &papers).await.status, 303);
    let desk = format!("/staff/requests/{reference}");
    let remove = format!("{desk}/remove-file");
    let page = sam.browser.get(&desk).await;
    let files = attachment::Entity::find().all(portal.ctx().read()).await.unwrap();
    let wrong = files.iter().find(|file| file.name == "toisen.txt").unwrap();
    let id = wrong.id.to_string();
    for (scan, why, field) in [("", "astray", "#scan"), (id.as_str(), "", "#mistake")] {
        let form = page.form(&remove).without("scan").without("mistake").fill("scan", scan);
        let back = form.fill("mistake", why).submit().await;
        assert_eq!((back.status, kept(&portal).await), (422, (0, 2, 2)), "{field}");
        assert!(back.has(&format!(".error-summary a[href='{field}']")), "{field}: {}", back.text());
    }
    let gone = page.form(&remove).fill("scan", id.as_str()).fill("mistake", "astray");
    assert_eq!((gone.submit().await.status, kept(&portal).await), (303, (0, 1, 1)), "row and file");
    assert_eq!(gone.submit().await.status, 404, "once");
    let page = sam.browser.get(&desk).await;
    assert!(
        page.text().contains("Document on paper removed: it was about another person"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("toisen.txt") && page.text().contains("kirje.pdf"));
    let entries = rows_of(portal.ctx(), "event").await;
    let entry = entries.iter().find(|row| row.contains("original_removed_astray")).unwrap();
    assert!(!entry.contains("toisen"), "nothing of what it was: {entry}");
    portal.inbox().await;
}

async fn a_paper_that_is_no_file_or_of_no_kind_is_not_kept(portal: TestPortal) {
    let (_ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    for (kind, name, bytes, field) in [
        ("original", "", b"".as_slice(), "#originals-files"),
        ("original", "kirje.png", b"<html>", "#originals-files"),
        ("", "kirje.pdf", PDF, "#paper"),
        ("message", "kirje.pdf", PDF, "#paper"),
    ] {
        let back = scans(&sam, &reference, kind, &[(name, bytes)]).await;
        assert_eq!((back.status, kept(&portal).await), (422, (0, 0, 0)), "{kind} {name}");
        assert!(back.has(&format!(".error-summary a[href='{field}']")), "{field}: {}", back.text());
    }
    portal.inbox().await;
}

async fn ten_papers_of_a_kind_are_kept_and_no_more(portal: TestPortal) {
    let (_ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let names: Vec<String> = (0..11).map(|number| format!("sivu-{number}.pdf")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), PDF)).collect();
    let done = scans(&sam, &reference, "original", &files[..10]).await;
    assert_eq!((done.status, kept(&portal).await), (303, (0, 10, 10)), "{}", done.text());
    let back = scans(&sam, &reference, "original", &files[10..]).await;
    assert_eq!((back.status, kept(&portal).await), (422, (0, 10, 10)), "{}", back.text());
    assert!(back.text().contains("10"), "{}", back.text());
    let other = scans(&sam, &reference, "letter", &files[10..]).await;
    assert_eq!((other.status, kept(&portal).await), (303, (0, 11, 11)), "{}", other.text());
    portal.inbox().await;
}

/// Whoever asks at the same moment finds it not noted yet.
async fn who_presses_many_times_at_once_has_fetched_it_once(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    assert_eq!(writes(&sam, &reference, "Tässä.", &[("lasku.pdf", PDF)]).await.status, 303);
    let path = format!("/requests/{reference}/files/{}", only_file(&portal).await.id);
    for page in twenty(|| ada.browser.get(&path)).await {
        got_as_it_was(&page, PDF);
    }
    assert_eq!(fetched(&portal).await, 1);
    portal.inbox().await;
}

async fn when_the_session_of_staff_has_ended_they_are_told_to_choose_the_files_again(portal: TestPortal) {
    let (_ada, reference) = ada_asks(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{reference}");
    let form = sam.browser.get(&desk).await.form(&format!("{desk}/messages")).fill("message", "Tässä lasku.");
    portal.clock.advance(TimeDelta::minutes(31));
    let away = form.submit_with(&[("lasku.pdf", PDF)]).await;
    let place = away.location().replace("/staff/sign-in?to=unsaved.", "/staff/unsaved/");
    assert_eq!(kept(&portal).await, (0, 0, 0));
    sam.signs_in().await;
    let page = sam.browser.get(&place).await.follow().await;
    assert!(page.texts("textarea").concat().contains("Tässä lasku."), "{}", page.text());
    assert!(page.text().contains("choose them again"), "{}", page.text());
    portal.inbox().await;
}
