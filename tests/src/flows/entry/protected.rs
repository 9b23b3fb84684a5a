//! An answer on paper to somebody whose address is protected: no page and no sheet carries it (law.md R4.9).

use super::{letter_of_maija, links_ada, reference_of, row};
use crate::harness::{on_both_engines, portal::TestPortal};
use entity::{
    kind::{Role, State},
    person,
};
use sea_orm::EntityTrait;

on_both_engines!(no_sheet_and_no_proposal_carries_a_protected_address);

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
}
