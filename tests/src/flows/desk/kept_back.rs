//! A copy given in part: staff see what they grant, mark what is kept back, and another person approves just that.

use super::{WORKER, knows_ada};
use crate::{
    flows::portability::holds,
    harness::{
        actors::{Colleague, Customer},
        client::Ask,
        on_both_engines,
        page::Page,
        portal::TestPortal,
    },
};
use entity::{
    customer, invoice,
    kind::{CustomerKind, Role},
    look,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};

on_both_engines!(
    staff_see_what_they_grant_mark_what_stays_back_and_another_person_approves_it,
    what_came_after_the_page_was_drawn_sends_nothing_and_keeps_what_was_typed,
    the_files_of_a_portability_are_given_in_part_too,
    the_copy_of_another_right_is_not_there,
    who_has_hundreds_of_records_has_each_of_them_marked,
    more_choices_than_a_form_takes_are_refused_with_words_and_decide_nothing,
);

/// Ada holds an account and asks; somebody takes it up.
async fn asked(portal: &TestPortal, wish: &str) -> (Customer, Colleague, String) {
    let ada = portal.ada();
    ada.signs_in().await;
    holds(portal, knows_ada(portal).await, CustomerKind::Private).await;
    let reference = ada.files(wish).await;
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    (ada, sam, reference)
}

async fn looks(portal: &TestPortal) -> u64 {
    look::Entity::find().count(portal.ctx().read()).await.unwrap()
}

/// The checkbox of a field of the only record of a table.
fn mark(page: &Page, table: &str, column: &str) -> String {
    let css = format!("input[name='keep-0'][value^='{table}:'][value$=':{column}']");
    page.attribute(&css, "value").unwrap_or_else(|| panic!("no {css}: {}", page.text()))
}

/// From the verdict to the page of marks.
async fn marking(sam: &Colleague, reference: &str) -> Page {
    let decide = format!("/staff/requests/{reference}/decide");
    let first = sam.browser.get(&decide).await;
    let page = first.fill("verdict-0", "partly").fill("to", "reasons").submit().await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(page.path, format!("{decide}?step=keep-0"), "an address to go back to");
    page
}

/// From a page of marks with one chosen, over the reasons, to the letter.
async fn up_to_letter(page: &Page, marked: &str, facts: &[&str]) -> Page {
    let reasons = page.fill("keep-0", marked).fill("to", "reasons").submit().await;
    assert_eq!(reasons.status, 200, "{}", reasons.text());
    assert!(reasons.text().contains("1 single value"), "{}", reasons.text());
    let typed = facts.iter().fold(reasons.fill("free_part", ""), |form, fact| {
        form.fill(&format!("fact-0-{fact}"), format!("Told of {fact}."))
    });
    let letter = typed.fill("to", "letter").submit().await;
    assert_eq!(letter.status, 200, "{}", letter.text());
    letter
}

const ACCESS: &[&str] = &["facts", "evidence", "whose_right", "redaction_insufficient"];

/// Neither nothing nor the whole of a category is a part, and what was marked stays.
async fn all_or_nothing_is_refused(page: &Page) {
    let offered = page.texts("select[name='part-0'] option").len();
    assert_eq!(offered, 4, "Art. 15(4) and TSL 34 alone");
    let nothing = page.fill("part-0", "RG-15-OTH").fill("to", "reasons").submit().await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.has(".error-summary a[href='#keep-0']") && nothing.has("#keep-0"), "{}", nothing.text());
    let whole = mark(page, "customer", "*");
    let all = page.fill("keep-0", whole.clone()).fill("to", "reasons").submit().await;
    assert_eq!(all.status, 422);
    assert!(all.has(".error-summary a[href='#keep-0-customer']") && all.has("#keep-0-customer"));
    assert!(all.text().contains("recital 63") && all.text().contains("refuse this one"), "{}", all.text());
    assert!(all.has(&format!("input[value='{whole}'][checked]")), "what was marked stays");
}

async fn staff_see_what_they_grant_mark_what_stays_back_and_another_person_approves_it(portal: TestPortal) {
    let (ada, sam, reference) = asked(&portal, "access").await;
    let (decide, copy) =
        (format!("/staff/requests/{reference}/decide"), format!("/staff/requests/{reference}/copy"));
    let before = looks(&portal).await;
    let first = sam.browser.get(&decide).await;
    assert!(first.has(&format!("a[href='{copy}']")) && first.text().contains("The copy would hold"));
    assert_eq!(looks(&portal).await, before, "a count is no look");
    let shown = sam.browser.get(&copy).await;
    assert!(shown.text().contains("Ada Asiakas (1001)"), "{}", shown.text());
    assert_eq!(looks(&portal).await, before + 1, "the records are");

    let page = marking(&sam, &reference).await;
    assert_eq!(looks(&portal).await, before + 2);
    all_or_nothing_is_refused(&page).await;
    let letter = up_to_letter(&page, &mark(&page, "customer", "name"), ACCESS).await;
    assert!(letter.text().contains("(osittain)") && !letter.text().contains("Told of whose_right."));
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let alone = sam.browser.get(&format!("/staff/requests/{reference}/proposal")).await;
    assert!(!alone.has("input[name=hash]"), "one alone keeps nothing back");
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let proposal = format!("/staff/requests/{reference}/proposal");
    let waiting = anna.browser.get(&proposal).await;
    assert!(waiting.has(&format!("a[href='{copy}']")) && waiting.text().contains("1 single value"));
    assert!(anna.browser.get(&copy).await.has(".matter .badge"), "what is kept back is marked");
    assert_eq!(waiting.form(&proposal).submit().await.status, 303);
    let mail = ada.reads_mail().await.0.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in ["(osittain)", "Told of facts.", "15 artiklan 4 kohta", "79 artikla"] {
        assert!(mail.contains(told), "{told}: {mail}");
    }
    assert!(!mail.contains("Ada Asiakas (1001)") && !mail.contains("Told of whose_right."), "{mail}");
    let file = ada.browser.get(&format!("/requests/{reference}/package")).await;
    assert_eq!(file.header("content-type"), Some("application/zip"));
}

/// Further invoices of Ada's.
async fn invoices(portal: &TestPortal, count: u32) {
    let ctx = portal.ctx();
    let account = customer::Entity::find().one(ctx.read()).await.unwrap().unwrap();
    let tx = ctx.write().await.unwrap();
    for number in 0..count {
        let number = format!("L-{number}");
        let row = invoice::Model {
            id: ctx.mint().unwrap(),
            customer_id: account.id,
            contract_id: None,
            number: number.clone(),
            issued_on: chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
            cents: 1000,
            currency: "EUR".into(),
            paid_on: None,
            source: "test".into(),
            source_key: number,
            recorded_at: ctx.now(),
            verified_at: None,
        };
        row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The page of marks of somebody with years of bills, and the marks of all but one of them: of all it were no part.
async fn bills(portal: &TestPortal, sam: &Colleague, reference: &str, count: u32) -> (Page, Vec<String>) {
    invoices(portal, count + 1).await;
    let page = marking(sam, reference).await;
    let bills = page.body.split("value=\"invoice:").skip(1).filter_map(|rest| rest.split_once(":*\""));
    let bills = bills.filter(|(id, _)| !id.contains('"')).map(|(id, _)| format!("invoice:{id}:*"));
    let bills: Vec<String> = bills.take(usize::try_from(count).unwrap()).collect();
    assert_eq!(bills.len(), usize::try_from(count).unwrap());
    (page, bills)
}

async fn who_has_hundreds_of_records_has_each_of_them_marked(portal: TestPortal) {
    let (_ada, sam, reference) = asked(&portal, "access").await;
    let (page, bills) = bills(&portal, &sam, &reference, 450).await;
    let marked = bills.iter().fold(page.fill("to", "reasons"), |form, bill| form.also("keep-0", bill));
    let reasons = marked.submit().await;
    assert!(reasons.status == 200 && reasons.text().contains("450 whole records"), "{}", reasons.text());
    let typed = ACCESS.iter().fold(reasons.fill("free_part", ""), |form, fact| {
        form.fill(&format!("fact-0-{fact}"), format!("Told of {fact}."))
    });
    let letter = typed.fill("to", "letter").submit().await;
    assert_eq!(letter.status, 200, "{}", letter.text());
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let waiting = anna.browser.get(&format!("/staff/requests/{reference}/proposal")).await;
    assert!(waiting.text().contains("450 whole records"), "nothing of it is lost: {}", waiting.text());
}

/// What was sent stays in the browser; it is said what to do, and nothing was kept.
async fn more_choices_than_a_form_takes_are_refused_with_words_and_decide_nothing(portal: TestPortal) {
    let (_ada, sam, reference) = asked(&portal, "access").await;
    let page = marking(&sam, &reference).await;
    let mark = mark(&page, "customer", "name");
    let many = (0..4001).fold(page.fill("to", "reasons"), |form, _| form.also("keep-0", &mark));
    let reasons = many.submit().await;
    assert_eq!(reasons.status, 413, "{}", reasons.text());
    for words in ["Too many choices at once", "Nothing was saved", "4000 choices"] {
        assert!(reasons.text().contains(words), "{words}: {}", reasons.text());
    }
    assert_eq!(portal.count("proposal").await, 0);
    let nobody = portal.browser();
    nobody.get("/sign-in").await;
    let token = ("csrf".to_owned(), portal.token_of_browser(&nobody, "/sign-in"));
    let fields: Vec<_> =
        std::iter::once(token).chain((0..200).map(|n| (n.to_string(), String::new()))).collect();
    let refused = nobody.send(Ask::post("/sign-in", &fields)).await;
    assert!(refused.status == 413 && refused.text().contains("200 "), "{}", refused.text());
}

async fn what_came_after_the_page_was_drawn_sends_nothing_and_keeps_what_was_typed(portal: TestPortal) {
    let (_ada, sam, reference) = asked(&portal, "access").await;
    let page = marking(&sam, &reference).await;
    let letter = up_to_letter(&page, &mark(&page, "customer", "name"), ACCESS).await;
    invoices(&portal, 1).await;
    let late = sam.sends(&letter, &reference).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert!(late.text().contains("(0 → 1)"), "{}", late.text());
    assert_eq!(portal.count("proposal").await, 0);
    assert!(late.has("input[name='verdict-0'][value='partly'][checked]"));
    assert_eq!(late.attribute("input[name='fact-0-facts']", "value").as_deref(), Some("Told of facts."));
    let again = late.fill("to", "letter").submit().await;
    assert_eq!(again.status, 200, "{}", again.text());
    assert_eq!(sam.sends(&again, &reference).await.status, 303);
    let unbound = letter.form(&format!("/staff/requests/{reference}/decide/send"));
    assert_eq!(unbound.fill("copy", "").submit().await.status, 409, "a form that says nothing sends nothing");
}

async fn the_files_of_a_portability_are_given_in_part_too(portal: TestPortal) {
    let (ada, sam, reference) = asked(&portal, "portability").await;
    let page = marking(&sam, &reference).await;
    assert_eq!(
        page.attribute("select[name='part-0'] option[selected]", "value").as_deref(),
        Some("RG-20-OTH")
    );
    let letter =
        up_to_letter(&page, &mark(&page, "customer", "name"), &["facts", "evidence", "whose_right"]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let proposal = format!("/staff/requests/{reference}/proposal");
    assert_eq!(anna.browser.get(&proposal).await.form(&proposal).submit().await.status, 303);
    let mail = ada.reads_mail().await.0.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in ["(osittain)", "20 artiklan 4 kohta", "JSON"] {
        assert!(mail.contains(told), "{told}: {mail}");
    }
}

async fn the_copy_of_another_right_is_not_there(portal: TestPortal) {
    let (_ada, sam, reference) = asked(&portal, "erasure").await;
    let before = looks(&portal).await;
    assert_eq!(sam.browser.get(&format!("/staff/requests/{reference}/copy")).await.status, 404);
    assert_eq!(looks(&portal).await, before);
    let decide = sam.browser.get(&format!("/staff/requests/{reference}/decide")).await;
    assert!(!decide.has("input[value=partly]") && !decide.has("input[name=copy]"));
}
