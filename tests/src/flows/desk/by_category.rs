//! An access to everything of which one category is kept back: the rest goes out, and the person is told why.

use super::{WORKER, knows_ada};
use crate::harness::{actors::Colleague, on_both_engines, portal::TestPortal};
use entity::{item, kind::Role};
use sea_orm::{EntityTrait, QueryOrder};

on_both_engines!(everything_can_be_granted_but_for_one_category_and_the_letter_says_why,);

/// The place of a category among the items, as the form names it.
async fn place_of(portal: &TestPortal, code: &str) -> usize {
    let items = item::Entity::find().order_by_asc(item::Column::Position);
    let items = items.all(portal.ctx().read()).await.unwrap();
    assert_eq!(items.len(), portal.ctx().notice.categories.len(), "every category, and no everything");
    items.iter().position(|item| item.target == code).unwrap()
}

/// What staff type: every category granted but one, which is refused for the rights of others.
fn all_but(kept_back: usize, categories: usize) -> Vec<(String, &'static str)> {
    let verdict = |place| if place == kept_back { "refused" } else { "granted" };
    let verdicts = (0..categories).map(|place| (format!("verdict-{place}"), verdict(place)));
    let facts = [
        ("facts", "They name a neighbour."),
        ("evidence", "File 7"),
        ("whose_right", "A neighbour"),
        ("redaction_insufficient", "The name is the whole entry."),
    ];
    let facts = facts.map(|(demand, text)| (format!("fact-{kept_back}-{demand}"), text));
    verdicts.chain([(format!("ground-{kept_back}"), "RG-15-OTH")]).chain(facts).collect()
}

/// One is refused, the rest granted by one press: each stands on the page and nothing is kept yet.
async fn the_rest_is_granted_at_once(portal: &TestPortal, sam: &Colleague, decide: &str, kept_back: usize) {
    let empty = sam.browser.get(decide).await.form(decide);
    let chosen = empty.fill(&format!("verdict-{kept_back}"), "refused").fill("to", "rest").submit().await;
    assert_eq!(chosen.status, 200, "{}", chosen.text());
    for place in 0..portal.ctx().notice.categories.len() {
        let verdict = if place == kept_back { "refused" } else { "granted" };
        let css = format!("input[name='verdict-{place}'][value='{verdict}'][checked]");
        assert!(chosen.has(&css), "{css}");
        assert!(chosen.has(&format!("input[name='verdict-{place}'][value='refused']")), "it can be changed");
    }
    assert!(!chosen.has("button[value='rest']"), "nothing is left");
    assert_eq!(portal.count("proposal").await, 0);
}

async fn everything_can_be_granted_but_for_one_category_and_the_letter_says_why(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    knows_ada(&portal).await;
    let reference = ada.files("access").await;
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    let (decide, apart) = (
        format!("/staff/requests/{reference}/decide"),
        format!("/staff/requests/{reference}/decide/by-category"),
    );
    let form = sam.browser.get(&decide).await.form(&apart);
    assert_eq!(form.submit().await.location(), decide);
    assert_eq!(form.submit().await.status, 409, "it is broken up once");
    assert!(!sam.browser.get(&decide).await.has(&format!("form[action='{apart}']")));
    let kept_back = place_of(&portal, "staff_looks").await;
    the_rest_is_granted_at_once(&portal, &sam, &decide, kept_back).await;
    let names = all_but(kept_back, portal.ctx().notice.categories.len());
    let answers: Vec<(&str, &str)> = names.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let letter = sam.weighs(&reference, &answers).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let proposal = format!("/staff/requests/{reference}/proposal");
    let approved = anna.browser.get(&proposal).await.form(&proposal).submit().await;
    assert_eq!(approved.status, 303, "what is refused needs a second person: {}", approved.text());
    let mail = ada.reads_mail().await.0.text;
    for told in ["osittain", "They name a neighbour.", "15 artiklan 4 kohta"] {
        assert!(mail.contains(told), "{told}: {mail}");
    }
    assert!(!mail.contains("A neighbour\n"), "whose right it is stays on record alone");
    let own = ada.browser.get(&format!("/requests/{reference}")).await;
    assert_eq!(own.status, 200);
    let file = ada.browser.get(&format!("/requests/{reference}/package")).await;
    assert_eq!(file.header("content-type"), Some("application/zip"));
}
