//! More time holds from when the person is told, not from when the letter is written (Art. 12(3)): on paper when it is
//! posted, by mail when a server has taken it.

use super::{ago, letter_of_maija, letters, open_tasks, reference_of, row};
use crate::{
    flows::desk::ada_corrects_her_name,
    harness::{actors::Colleague, on_both_engines, page::Page, portal::TestPortal},
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    event,
    kind::{Language, LetterKind, MailKind, MailState, Role, TaskKind},
    outbox,
};
use portal_core::{
    lang::date,
    law::{
        calendar::helsinki_date,
        deadline::{deadline, extension_notice_deadline},
    },
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};

on_both_engines!(
    an_extension_on_paper_holds_from_when_it_is_posted_and_not_before,
    an_extension_posted_too_late_is_refused_with_the_article_and_the_old_date_stands,
    an_extension_that_the_answer_overtakes_leaves_the_list_with_that_said,
    an_extension_by_mail_that_comes_back_does_not_hold_until_it_is_posted,
    an_extension_that_comes_back_and_is_withdrawn_leaves_nothing_to_do,
    a_letter_noted_as_posted_leaves_what_waits_for_approval_as_it_is,
);

/// A request of Maija's on paper, taken.
async fn taken(portal: &TestPortal, sam: &Colleague) -> String {
    let form = letter_of_maija(sam, &ago(portal, 9)).await.fill("rights", "access");
    let form = form.fill("identity", "known_facts").fill("finding", "Nobody of that name is known.");
    let reference = reference_of(&form.submit().await);
    sam.takes(&reference).await;
    reference
}

async fn extends(sam: &Colleague, reference: &str) {
    let path = format!("/staff/requests/{reference}/extend");
    let page = sam.browser.get(&path).await;
    let typed = page.form(&path).fill("complexity", "volume").fill("reasons", "Nine years of tickets.");
    let letter = typed.fill("to", "letter").submit().await;
    let sent = letter.form(&format!("{path}/send")).submit().await;
    assert_eq!(sent.status, 303, "{}", sent.text());
}

/// The page of the letter that extends the time.
async fn letter_page(portal: &TestPortal, sam: &Colleague, reference: &str) -> Page {
    let written = letters(portal, LetterKind::Extended).await;
    sam.browser.get(&format!("/staff/requests/{reference}/letters/{}", written[0].id)).await
}

fn today(portal: &TestPortal) -> NaiveDate {
    helsinki_date(portal.ctx().now())
}

async fn happened(portal: &TestPortal, what: &str) -> usize {
    let found = event::Entity::find().filter(event::Column::Kind.eq(what));
    found.all(portal.ctx().read()).await.unwrap().len()
}

async fn an_extension_on_paper_holds_from_when_it_is_posted_and_not_before(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = taken(&portal, &sam).await;
    let received_on = row(&portal, &reference).await.received_on;
    let (dates, tell_by) = (deadline(received_on, &[]).unwrap(), extension_notice_deadline(received_on));
    extends(&sam, &reference).await;
    assert_eq!(row(&portal, &reference).await.extended_due_on, None, "written is not told");
    let desk = format!("/staff/requests/{reference}");
    let page = sam.browser.get(&desk).await.text();
    assert!(page.contains("Not in force yet") && page.contains(&date(Language::En, tell_by)));
    let again = sam.browser.get(&format!("{desk}/extend")).await;
    assert!(again.status == 409 && again.text().contains("already written"), "{}", again.text());
    let queue = sam.browser.get("/staff/queue").await;
    assert!(queue.has(&format!("time[datetime='{}']", dates.due_on)), "the old date stands");
    let list = sam.browser.get("/staff/letters").await;
    let rows = list.texts("main tbody tr");
    assert!(rows[0].contains("Time limit extended"), "what has a date comes first: {rows:?}");
    assert!(rows[0].contains(&date(Language::En, tell_by)), "{rows:?}");
    let letter = letter_page(&portal, &sam, &reference).await;
    assert!(letter.text().contains("GDPR Article 12(3)"), "{}", letter.text());
    assert_eq!(letter.fill("posted_on", today(&portal).to_string()).submit().await.status, 303);
    assert_eq!(row(&portal, &reference).await.extended_due_on, Some(dates.extended_due_on));
    assert_eq!(
        (happened(&portal, "extension_written").await, happened(&portal, "request_extended").await),
        (1, 1)
    );
    let page = sam.browser.get(&desk).await;
    assert!(!page.text().contains("Not in force"), "{}", page.text());
    assert!(
        page.has(&format!("time[datetime='{}']", dates.extended_due_on))
            || page.text().contains("Extended to")
    );
    portal.inbox().await;
}

async fn an_extension_posted_too_late_is_refused_with_the_article_and_the_old_date_stands(
    portal: TestPortal,
) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = taken(&portal, &sam).await;
    extends(&sam, &reference).await;
    let written = today(&portal);
    portal.clock.advance(TimeDelta::days(31));
    sam.signs_in().await;
    let list = sam.browser.get("/staff/letters").await.text();
    assert!(!list.contains("Time limit extended"), "it is of no use any more: {list}");
    let letter = letter_page(&portal, &sam, &reference).await;
    assert!(letter.text().contains("The old date stands"), "{}", letter.text());
    let late = letter.fill("posted_on", today(&portal).to_string()).submit().await;
    let told = late.texts(".error-summary a").concat();
    assert!(late.status == 422 && told.contains("Article 12(3)"), "{told}");
    assert_eq!(row(&portal, &reference).await.extended_due_on, None);
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await.text();
    assert!(desk.contains("Not in force: the letter did not leave"), "{desk}");
    let in_time = letter.fill("posted_on", written.to_string()).submit().await;
    assert_eq!(in_time.status, 303, "it was posted in time and noted late");
    assert!(row(&portal, &reference).await.extended_due_on.is_some());
    portal.inbox().await;
}

async fn an_extension_that_the_answer_overtakes_leaves_the_list_with_that_said(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = taken(&portal, &sam).await;
    extends(&sam, &reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("nothing_held", "yes")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let list = sam.browser.get("/staff/letters").await.text();
    assert!(!list.contains("Time limit extended"), "{list}");
    let letter = letter_page(&portal, &sam, &reference).await;
    assert!(letter.text().contains("Not sent: the answer"), "{}", letter.text());
    assert!(!letter.has("[name=posted_on]"));
    assert_eq!(happened(&portal, "letter_overtaken").await, 2, "and so is the receipt");
    assert_eq!(row(&portal, &reference).await.extended_due_on, None);
    portal.inbox().await;
}

/// Ada's request, extended by a mail that no server takes.
async fn comes_back(portal: &TestPortal, sam: &Colleague) -> String {
    let (reference, _) = ada_corrects_her_name(portal, "Ada Ek").await;
    portal.inbox().await;
    sam.takes(&reference).await;
    extends(sam, &reference).await;
    let queued = outbox::Entity::find()
        .filter(outbox::Column::State.eq(MailState::Queued))
        .filter(outbox::Column::Kind.eq(MailKind::Letter));
    let mail = queued.one(portal.ctx().read()).await.unwrap().unwrap();
    let mut mail = mail.into_active_model();
    // No mail server takes a local part outside ASCII without SMTPUTF8.
    mail.recipient = Set("ädä@asiakas.example".into());
    let tx = portal.ctx().write().await.unwrap();
    mail.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    portal.inbox().await;
    portal.clock.advance(TimeDelta::minutes(1));
    reference
}

async fn an_extension_by_mail_that_comes_back_does_not_hold_until_it_is_posted(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = comes_back(&portal, &sam).await;
    let filed = row(&portal, &reference).await;
    assert_eq!(filed.extended_due_on, None, "it came back: nobody was told");
    let open: Vec<_> = open_tasks(&portal).await.iter().map(|task| task.kind).collect();
    assert_eq!(open, [TaskKind::Bounce], "there is time to do something");
    let own = portal.ada().browser.get(&format!("/requests/{reference}")).await;
    assert!(!own.text().contains("Jatkoimme vastausaikaa"), "{}", own.text());
    let letter = letter_page(&portal, &sam, &reference).await;
    assert!(letter.text().contains("extends the time only if it leaves by"), "{}", letter.text());
    let form = letter.form(&format!("{}/posted", letter.path));
    assert_eq!(form.fill("posted_on", today(&portal).to_string()).submit().await.status, 303);
    let dates = deadline(filed.received_on, &[]).unwrap();
    assert_eq!(row(&portal, &reference).await.extended_due_on, Some(dates.extended_due_on));
}

async fn an_extension_that_comes_back_and_is_withdrawn_leaves_nothing_to_do(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = comes_back(&portal, &sam).await;
    let ada = portal.ada();
    ada.signs_in().await;
    let path = format!("/requests/{reference}/withdraw");
    let withdrawn = ada.browser.get(&path).await.form(&path).submit().await;
    assert_eq!(withdrawn.status, 303, "{}", withdrawn.text());
    assert!(open_tasks(&portal).await.is_empty());
    assert_eq!(happened(&portal, "letter_overtaken").await, 1);
    portal.inbox().await;
}

/// The receipt of a letter is posted while a proposal waits: nothing that was proposed has changed.
async fn a_letter_noted_as_posted_leaves_what_waits_for_approval_as_it_is(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = taken(&portal, &sam).await;
    sam.proposes_a_refusal(&reference).await;
    let receipt = letters(&portal, LetterKind::Acknowledgement).await[0].id;
    let page = sam.browser.get(&format!("/staff/requests/{reference}/letters/{receipt}")).await;
    let posted = page.fill("posted_on", today(&portal).to_string());
    assert_eq!(posted.submit().await.status, 303);
    assert_eq!(posted.submit().await.status, 409, "it is posted once");
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let proposal = format!("/staff/requests/{reference}/proposal");
    let approved = anna.browser.get(&proposal).await.form(&proposal).submit().await;
    assert_eq!(approved.status, 303, "{}", approved.text());
    portal.inbox().await;
}
