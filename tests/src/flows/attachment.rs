//! Files on a request: what is sent comes back to those it is for, as it was, and nothing else is kept.

mod crowd;
mod kept;
mod staff;

use crate::harness::{
    actors::Customer,
    client::Ask,
    on_both_engines,
    page::{Filling, Page},
    portal::{TestPortal, rows_of},
};
use chrono::TimeDelta;
use entity::{attachment, kind::Role, message as messages};
use portal::routes;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr};

on_both_engines!(
    what_a_customer_attaches_is_there_for_staff_and_for_nobody_else,
    a_file_that_is_not_taken_is_named_and_the_message_stays_in_its_field,
    the_eleventh_file_and_the_201st_mebibyte_are_refused,
    the_same_press_keeps_its_files_once_and_other_files_go_to_the_same_words,
    on_a_full_disk_files_are_refused_and_messages_are_not,
    a_form_with_files_from_nobody_or_for_another_page_keeps_nothing,
    when_the_session_has_ended_the_words_stay_and_the_files_do_not,
);

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n";
const TEXT: &[u8] = "Lasku 7, väärä osoite\n".as_bytes();

/// Ada, signed in, with a request of hers.
async fn ada_asks(portal: &TestPortal) -> (Customer, String) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    (ada, reference)
}

async fn message(ada: &Customer, reference: &str, body: &str) -> Filling {
    let own = format!("/requests/{reference}");
    ada.browser.get(&own).await.form(&format!("{own}/messages")).fill("body", body)
}

/// How many messages, files and sealed files there are.
async fn kept(portal: &TestPortal) -> (usize, usize, usize) {
    let sealed = portal.ctx().storage.files().unwrap().len();
    (portal.count("message").await, portal.count("attachment").await, sealed)
}

/// As if every file that is kept had so many bytes.
async fn size_becomes(portal: &TestPortal, bytes: i64) {
    let tx = portal.ctx().write().await.unwrap();
    let sized = Expr::value(bytes);
    attachment::Entity::update_many().col_expr(attachment::Column::Bytes, sized).exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

fn problems(page: &Page) -> String {
    page.texts(".error-summary a[href='#files']").concat()
}

async fn what_a_customer_attaches_is_there_for_staff_and_for_nobody_else(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let form = message(&ada, &reference, "Tässä lasku.").await;
    // A quotation mark as browsers write it in a name: no name keeps one, nor what stands for it.
    let sent = form.submit_with(&[("Lasku %22äö%22.pdf", PDF), ("../../lista.txt", TEXT), ("", b"")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(kept(&portal).await, (1, 2, 2));
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    let desk = format!("/staff/requests/{reference}");
    let page = rea.browser.get(&desk).await;
    assert!(page.text().contains("Not scanned"), "{}", page.text());
    assert!(page.text().contains("Files attached"), "the record tells it");
    let own = ada.browser.get(&format!("/requests/{reference}")).await;
    let held = attachment::Entity::find().order_by_asc(attachment::Column::Name);
    let held = held.all(portal.ctx().read()).await.unwrap();
    let names: Vec<_> = held.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["Lasku _äö_.pdf", "lista.txt"]);
    for (file, bytes) in held.iter().zip([PDF, TEXT]) {
        for (browser, place, page) in
            [(&rea.browser, &desk, &page), (&ada.browser, &format!("/requests/{reference}"), &own)]
        {
            let path = format!("{place}/files/{}", file.id);
            assert!(page.has(&format!("a[href='{path}']")), "{path}");
            got_as_it_was(&browser.get(&path).await, bytes);
            let drawn = browser.send(Ask::get(&path).with("sec-fetch-dest", "image")).await;
            assert_eq!(drawn.status, 404, "no page of anybody's draws it (A-31)");
        }
    }
    nobody_else_gets_it(&portal, &reference, &held[0]).await;
    portal.inbox().await;
}

fn got_as_it_was(got: &Page, bytes: &[u8]) {
    assert_eq!((got.status, got.body.as_bytes()), (200, bytes));
    let header = |name: &str| got.header(name).unwrap_or_default().to_owned();
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox; frame-ancestors 'none'");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("content-length"), bytes.len().to_string());
    let named = header("content-disposition");
    assert!(named.starts_with("attachment; filename=\"") && named.contains("filename*=UTF-8''"), "{named}");
}

async fn nobody_else_gets_it(portal: &TestPortal, reference: &str, file: &attachment::Model) {
    let bea = portal.bea();
    bea.signs_in().await;
    let theirs = bea.files("access").await;
    for path in [reference, &theirs] {
        let got = bea.browser.get(&format!("/requests/{path}/files/{}", file.id)).await;
        assert_eq!(got.status, 404, "by {path}");
    }
    let adam = portal.staff("Adam", &[Role::Admin]).await;
    let got = adam.browser.get(&format!("/staff/requests/{reference}/files/{}", file.id)).await;
    assert_eq!(got.status, 403);
    let sue = portal.staff("Sue", &[Role::Caseworker]).await;
    let got = sue.browser.get(&format!("/staff/requests/{theirs}/files/{}", file.id)).await;
    assert_eq!(got.status, 404, "of another request");
}

async fn a_file_that_is_not_taken_is_named_and_the_message_stays_in_its_field(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let form = message(&ada, &reference, "Tässä laskuni.").await;
    let large = vec![b'x'; 10 * 1024 * 1024 + 1];
    let html = b"<html><script>alert(1)</script></html>".as_slice();
    for (name, bytes, status) in [
        ("lasku.pdf.exe", PDF, 422),
        ("kuva.png", html, 422),
        ("tyhja.txt", b"", 422),
        ("suuri.txt", &large, 413),
        ("sivu<svg>.html", html, 422),
    ] {
        let back = form.submit_with(&[("hyva.pdf", PDF), (name, bytes)]).await;
        let named = portal_core::attachment::name::clean(name);
        assert_eq!(back.status, status, "{name}");
        assert!(problems(&back).contains(&named), "{name}: {}", problems(&back));
        assert!(!problems(&back).contains("hyva.pdf"), "{}", problems(&back));
        assert_eq!(back.texts("textarea").concat().trim(), "Tässä laskuni.");
        assert_eq!(kept(&portal).await, (0, 0, 0), "{name}");
    }
    assert_eq!(
        rows_of(portal.ctx(), "event").await.iter().filter(|row| row.contains("upload_refused")).count(),
        5
    );
    let heavy = vec![b'x'; 9 * 1024 * 1024];
    let many: Vec<(&str, &[u8])> = (0..6).map(|_| ("raskas.txt", heavy.as_slice())).collect();
    let back = form.submit_with(&many).await;
    assert_eq!((back.status, kept(&portal).await), (413, (0, 0, 0)), "54 MiB at once");
    assert_eq!(back.texts("textarea").concat().trim(), "Tässä laskuni.");
    let code = form.clone().fill("body", "Tunnukseni on 131052-308T").submit_with(&[("a.pdf", PDF)]).await;
    assert_eq!((code.status, kept(&portal).await), (422, (0, 0, 0)));
    let again = "form[enctype='multipart/form-data'] input[type=file][name=files]";
    assert_eq!(code.texts(again).len(), 1, "the files are gone, and are chosen again: {}", code.body);
    let bare = form.clone().fill("body", "Tunnukseni on 131052-308T").submit().await;
    assert_eq!((bare.status, bare.texts("input[type=file]").len()), (422, 0), "nobody had chosen any");
    assert_eq!(form.submit_with(&[("hyva.pdf", PDF)]).await.status, 303);
    portal.inbox().await;
}

async fn the_eleventh_file_and_the_201st_mebibyte_are_refused(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let form = message(&ada, &reference, "Kymmenen laskua.").await;
    let files = |most: usize| (0..most).map(|_| ("lasku.pdf", PDF)).collect::<Vec<_>>();
    let back = form.submit_with(&files(11)).await;
    assert_eq!((back.status, kept(&portal).await), (422, (0, 0, 0)));
    assert_eq!(form.submit_with(&files(10)).await.status, 303);
    let back = message(&ada, &reference, "Vielä yksi.").await.submit_with(&files(1)).await;
    assert_eq!((back.status, kept(&portal).await), (422, (1, 10, 10)));
    assert!(problems(&back).contains("10"), "{}", problems(&back));
    assert_eq!(back.texts("textarea").concat().trim(), "Vielä yksi.");
    let other = ada.files("portability").await;
    size_becomes(&portal, 20_971_520).await;
    let back = message(&ada, &other, "Toinen.").await.submit_with(&files(1)).await;
    assert_eq!((back.status, kept(&portal).await), (413, (1, 10, 10)));
    size_becomes(&portal, 20_971_000).await;
    let sent = message(&ada, &other, "Toinen.").await.submit_with(&files(1)).await;
    assert_eq!((sent.status, kept(&portal).await), (303, (2, 11, 11)));
    portal.inbox().await;
}

async fn the_same_press_keeps_its_files_once_and_other_files_go_to_the_same_words(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let form = message(&ada, &reference, "Tässä lasku.").await;
    for _ in 0..3 {
        assert_eq!(form.submit_with(&[("lasku.pdf", PDF)]).await.status, 303);
        assert_eq!(kept(&portal).await, (1, 1, 1));
    }
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.browser.get(&format!("/staff/requests/{reference}")).await;
    let unread = async || {
        let rows = messages::Entity::find().filter(messages::Column::ReadAt.is_null());
        rows.count(portal.ctx().read()).await.unwrap()
    };
    assert_eq!(unread().await, 0);
    assert_eq!(form.submit_with(&[("lasku.pdf", PDF), ("toinen.txt", TEXT)]).await.status, 303);
    assert_eq!(kept(&portal).await, (1, 3, 3), "nothing that was chosen is lost");
    assert_eq!(unread().await, 1, "nor overlooked");
    portal.inbox().await;
}

async fn on_a_full_disk_files_are_refused_and_messages_are_not(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let form = message(&ada, &reference, "Tässä lasku.").await;
    let full = portal.beside(|web| web.disk_stop = 0, routes::table);
    let ask = ada.browser.signed(form.ask_with(&[("lasku.pdf", PDF)]));
    let back = full.send(ask).await;
    assert_eq!((back.status, kept(&portal).await), (507, (0, 0, 0)));
    assert_eq!(back.texts("textarea").concat().trim(), "Tässä lasku.");
    assert!(!problems(&back).is_empty());
    let sent = full.send(ada.browser.signed(form.ask_with(&[("", b"")]))).await;
    assert_eq!((sent.status, kept(&portal).await), (303, (1, 0, 0)), "a field left empty is no file");
    portal.inbox().await;
}

async fn a_form_with_files_from_nobody_or_for_another_page_keeps_nothing(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let form = message(&ada, &reference, "Tässä lasku.").await;
    let files: &[(&str, &[u8])] = &[("lasku.pdf", PDF)];
    let forged = form.clone().fill("csrf", "forged").submit_with(files).await;
    let last = form.clone().without("csrf").fill("csrf", "behind").submit_with(files).await;
    let foreign = ada.browser.send(form.ask_with(files).with("sec-fetch-site", "cross-site")).await;
    let own = format!("/requests/{reference}/withdraw");
    let elsewhere = ada.browser.get(&own).await.form(&own).submit_with(files).await;
    for back in [forged, last, foreign, elsewhere] {
        assert_eq!(back.status, 403, "{}", back.text());
    }
    assert_eq!(kept(&portal).await, (0, 0, 0));
}

async fn when_the_session_has_ended_the_words_stay_and_the_files_do_not(portal: TestPortal) {
    let (ada, reference) = ada_asks(&portal).await;
    let form = message(&ada, &reference, "Tässä lasku.").await;
    portal.clock.advance(TimeDelta::minutes(21));
    let away = form.submit_with(&[("lasku.pdf", PDF)]).await;
    assert!(away.location().starts_with("/sign-in?to=kept.request."), "{}", away.location());
    assert_eq!(kept(&portal).await, (0, 0, 0));
    ada.signs_in().await;
    let page = ada.browser.get(&format!("/requests/{reference}")).await;
    assert_eq!(page.texts("textarea").concat().trim(), "Tässä lasku.");
    assert!(page.texts(".banner-warn").concat().contains("valitse ne uudelleen"), "{}", page.text());
}
