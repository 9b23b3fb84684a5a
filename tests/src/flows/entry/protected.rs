//! An answer on paper to somebody whose address is protected: no page and no sheet carries it (law.md R4.9).

use super::{super::forward, letter_of_maija, links_ada, reference_of, row};
use crate::harness::{
    actors::Colleague,
    on_both_engines,
    page::{Filling, Page},
    portal::TestPortal,
};
use entity::{
    kind::{Language, Role, State},
    person,
};
use portal_core::register::scope::{self, Whom};
use sea_orm::{EntityTrait, sea_query::Expr};

on_both_engines!(
    no_sheet_and_no_proposal_carries_a_protected_address,
    a_caller_whom_the_register_does_not_know_is_marked_on_the_request,
    a_mark_is_set_once_and_goes_along_with_what_is_split_off,
    what_waits_for_approval_is_not_marked_under_the_approver,
    the_letter_to_a_customer_of_ours_carries_no_protected_address,
);

const REGISTER: &[(&str, &str)] = &[
    ("customer", "key;number;kind;name;started_on\na;10001;private;Ada Asiakas;2020-01-01\n"),
    (
        "person",
        "key;name;email;email_since;protected_on;language\n\
         p;Ada Asiakas;ada@asiakas.example;2020-01-01;2025-01-01;fi\n",
    ),
    ("contact", "key;customer;person;role\nc;a;p;holder\n"),
    ("address", "key;customer;kind;street;postal_code;city;country\nd;a;postal;Katu 1;00100;Helsinki;FI\n"),
];

async fn no_sheet_and_no_proposal_carries_a_protected_address(portal: TestPortal) {
    portal.imports(REGISTER).await;
    let found = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap().id;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let form = letter_of_maija(&sam, &sam.today()).await.fill("rights", "restriction");
    let reference = reference_of(&form.submit().await);
    let letters = sam.browser.get("/staff/letters").await;
    let printed = |page: &crate::harness::page::Page| page.body.contains("Kirjatie 3");
    let sheet = letters.attribute("main a[href*='/letters/']", "href").unwrap();
    assert!(printed(&sam.browser.get(&sheet).await), "nobody knows yet that it is Ada");
    links_ada(&sam, &reference, found).await;
    let hidden = sam.browser.get(&sheet).await;
    assert!(!printed(&hidden) && hidden.text().contains("envelope by hand"), "{}", hidden.text());
    let listed = sam.browser.get("/staff/letters").await;
    assert!(listed.text().contains("Protected address") && !printed(&listed), "{}", listed.text());

    sam.takes(&reference).await;
    let answers = [("verdict-0", "granted"), ("meant-0", "accuracy")];
    let letter = sam.weighs(&reference, &answers).await;
    assert!(letter.text().contains("address is protected"), "{}", letter.text());
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    assert_eq!(row(&portal, &reference).await.state, State::AwaitingApproval, "a second person looks");
    let proposal = anna.browser.get(&format!("/staff/requests/{reference}/proposal")).await;
    assert!(!printed(&proposal) && !proposal.body.contains("Katu 1"), "{}", proposal.text());
    assert!(proposal.text().contains("The letter carries no address"), "{}", proposal.text());
    portal.inbox().await;
    let whom = Whom { person: Some(found), request: None };
    let copy =
        async || format!("{:?}", scope::about(portal.ctx(), whom, Language::En).await.unwrap().sections);
    assert!(!copy().await.contains("Kirjatie 3"), "nor does a copy of what staff wrote down");
    let tx = portal.ctx().write().await.unwrap();
    let free = Expr::value(Option::<chrono::NaiveDate>::None);
    let ended = person::Entity::update_many().col_expr(person::Column::ProtectedOn, free);
    ended.exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(copy().await.contains("Kirjatie 3"), "it is left out for the protection alone");
}

/// The register cannot say it of somebody whom it does not know, but who reads the letter can.
async fn a_caller_whom_the_register_does_not_know_is_marked_on_the_request(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = letter_of_maija(&sam, &sam.today()).await.fill("rights", "access");
    let form = form.fill("identity", "known_facts").fill("finding", "Nobody of that name is known.");
    let reference = reference_of(&form.submit().await);
    let letters = sam.browser.get("/staff/letters").await;
    let sheet = letters.attribute("main a[href*='/letters/']", "href").unwrap();
    let printed = async || sam.browser.get(&sheet).await.body.contains("Kirjatie 3");
    let (desk, path) =
        (format!("/staff/requests/{reference}"), format!("/staff/requests/{reference}/protected"));
    let form = sam.browser.get(&desk).await.form(&path);
    let silent = form.clone().fill("protect_reason", " ").submit().await;
    assert_eq!(silent.status, 422);
    assert!(silent.has(".error-summary a[href='#protect_reason']"), "{}", silent.text());
    assert!(printed().await);
    let form = form.fill("protect_reason", "Maija says so in her letter.");
    assert_eq!(form.submit().await.status, 303);
    assert_eq!(form.submit().await.status, 409, "a second press marks nothing");
    assert!(!printed().await);
    let page = sam.browser.get(&desk).await;
    assert!(page.text().contains("Protected address") && !page.has(&format!("form[action='{path}']")));
    assert!(page.text().contains("Maija says so in her letter."), "the reason is on record: {}", page.text());
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("nothing_held", "yes")]).await;
    assert!(letter.text().contains("The letter carries no address"), "{}", letter.text());
    portal.inbox().await;
}

/// The form that marks a request, as a page drawn now would have it.
async fn marking(sam: &Colleague, desk: &str) -> Filling {
    let path = format!("{desk}/protected");
    let mut form = sam.browser.get(desk).await.form(&format!("{desk}/notes"));
    form.action.clone_from(&path);
    form.fill("csrf", sam.token(&path).await).fill("protect_reason", "She says so.")
}

async fn a_mark_is_set_once_and_goes_along_with_what_is_split_off(portal: TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    let form = bea.browser.get("/requests/new/something_else").await;
    let name = form.fill("text", "Tell me what you have, and correct it.").submit().await.follow().await;
    let sent = name.fill("name", "Bea").submit().await.follow().await.press().await;
    let desk = format!("/staff{}", sent.location());
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let classify = format!("{desk}/classify");
    let named = sam.browser.get(&classify).await.form(&classify).fill("right", "access").submit().await;
    assert_eq!(named.status, 303, "{}", named.text());
    assert_eq!(marking(&sam, &desk).await.submit().await.status, 303);
    assert_eq!(marking(&sam, &desk).await.submit().await.status, 409, "it is marked");
    assert_eq!(portal.count("note").await, 1);
    let split = sam.browser.get(&desk).await.form(&format!("{desk}/split")).fill("right", "rectification");
    let second: Page = split.submit().await.follow().await;
    assert!(second.path != desk && second.text().contains("Protected address"), "{}", second.text());
}

/// The answer would go where nobody looked at with this in mind.
async fn what_waits_for_approval_is_not_marked_under_the_approver(portal: TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    let reference = bea.files("access").await;
    let desk = format!("/staff/requests/{reference}");
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    sam.proposes_a_refusal(&reference).await;
    assert_eq!(row(&portal, &reference).await.state, State::AwaitingApproval);
    assert_eq!(marking(&sam, &desk).await.submit().await.status, 409);
    assert_eq!(portal.count("note").await, 0);
    assert!(!sam.browser.get(&desk).await.text().contains("Protected address"));
}

/// E11: a customer of ours needs no more than how to reach the person, which is no home of somebody in hiding.
async fn the_letter_to_a_customer_of_ours_carries_no_protected_address(portal: TestPortal) {
    portal.imports(REGISTER).await;
    let ada = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap().id;
    let (company, kai) = forward::hosts(&portal, Some("kai@kanto.example")).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = letter_of_maija(&sam, &sam.today()).await.fill("rights", "access");
    let reference = reference_of(&form.submit().await);
    let path = format!("/staff/requests/{reference}/forward");
    let letters = async || {
        let found = forward::searches(&sam.browser.get(&path).await, &path).await;
        let chosen = found.fill("reach", "Rantatie 2").fill("contact", format!("{company} {kai}"));
        let letters = chosen.fill("to", "letters").submit().await;
        assert_eq!(letters.status, 200, "{}", letters.text());
        letters.body
    };
    assert!(letters().await.contains("Kirjatie 3"), "the customer must be able to answer");
    links_ada(&sam, &reference, ada).await;
    assert!(!letters().await.contains("Kirjatie 3"));
    portal.inbox().await;
}
