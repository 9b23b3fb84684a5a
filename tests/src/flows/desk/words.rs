//! A rectification in the person's own words: every field they mean is corrected, and what is not is told with its ground.

use super::{WORKER, desk};
use crate::{
    flows::{
        erasure::FILES,
        holders::{link, opens},
        objection::INVOICING,
        restriction::{restricts, steps},
    },
    harness::{actors::ADA, actors::Colleague, on_both_engines, page::Page, portal::TestPortal},
};
use entity::{
    address, correction,
    kind::{Operation, Role},
    person,
};
use sea_orm::EntityTrait;

on_both_engines!(
    own_words_correct_every_field_they_mean,
    what_comes_from_elsewhere_stands_first_and_the_fields_open_where_one_is_filled,
    a_holder_hears_of_words_about_restricted_data_that_the_restriction_goes_on,
    the_holder_reads_which_data_are_wrong_and_what_is_right,
    the_approver_sees_what_was_asked_and_the_letter_says_what_is_not_corrected,
);

const WORDS: &str = "Osoite ja nimi ovat väärin, ja olen ollut asiakas jo vuodesta 2001.";

/// Ada writes what is wrong; gives the reference, and who took it up.
async fn asks(portal: &TestPortal) -> (String, Colleague) {
    portal.imports(FILES).await;
    let ada = portal.ada();
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/rectification").await.fill("other", WORDS);
    let named = form.submit().await.follow().await;
    let sent = named.press().await.follow().await.press().await;
    let reference = sent.location().strip_prefix("/requests/").unwrap().to_owned();
    let sam = portal.staff("Sam", WORKER).await;
    sam.takes(&reference).await;
    (reference, sam)
}

/// The page of new values, after this verdict.
async fn values(sam: &Colleague, reference: &str, verdict: &str) -> Page {
    let form = sam.browser.get(&format!("{}/decide", desk(reference))).await.fill("verdict-0", verdict);
    let form = if verdict == "partly" { form.fill("ground-0", "RG-16-OK") } else { form };
    form.fill("to", "reasons").submit().await
}

/// Names of the inputs for a name and for a street.
async fn fields(portal: &TestPortal) -> (String, String) {
    let person = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    let address = address::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    (format!("new-0-person-{}-name", person.id), format!("new-0-address-{}-street", address.id))
}

async fn own_words_correct_every_field_they_mean(portal: TestPortal) {
    let (reference, sam) = asks(&portal).await;
    let page = values(&sam, &reference, "granted").await;
    let (name, street) = fields(&portal).await;
    let none = page.fill("to", "letter").submit().await;
    assert_eq!(none.status, 422);
    assert!(none.has(&format!(".error-summary a[href='#{name}']")), "{}", none.text());
    let typed = none.fill(&name, "Ada Virta").fill(&street, "Uusikatu 2");
    let letter = typed.fill("to", "letter").submit().await;
    assert_eq!(letter.status, 200, "{}", letter.text());
    assert!(letter.text().contains("Katuosoite"), "{}", letter.text());
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let told = portal.inbox().await.latest_to(ADA);
    assert!(told.0.text.contains("Katuosoite") && !told.0.text.contains("Uusikatu"), "{}", told.0.text);
    let street = address::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap().street;
    let name = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap().name;
    assert_eq!((name.as_str(), street.as_str()), ("Ada Virta", "Uusikatu 2"));
    assert_eq!(correction::Entity::find().all(portal.ctx().read()).await.unwrap().len(), 2);
    let page = portal.ada();
    page.signs_in().await;
    let page = page.browser.get(&format!("/requests/{reference}")).await;
    let shown = page.texts(".compare dd");
    assert_eq!(shown, ["Ada Asiakas", "Ada Virta", "Asiakaskatu 1", "Uusikatu 2"]);
}

/// What is no field of ours has only its category for a name: the mail says it, and the page beside what is right.
async fn the_holder_reads_which_data_are_wrong_and_what_is_right(portal: TestPortal) {
    let (reference, sam) = asks(&portal).await;
    let right = "Laskun 1001 summa: 80,00 euroa";
    let page = values(&sam, &reference, "granted").await;
    let typed = page.fill("elsewhere-0", right).fill("elsewhere-in-0", "invoice");
    let letter = typed.fill("to", "letter").submit().await;
    assert_eq!(letter.status, 200, "{}", letter.text());
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let mail = portal.inbox().await.latest_to(INVOICING);
    assert!(mail.0.text.contains("Laskutustiedot") && !mail.0.text.contains("80,00"), "{}", mail.0.text);
    let asked = opens(&portal, &link(&mail)).await;
    let stands = asked.texts("dt").into_iter().zip(asked.texts("dd"));
    assert!(stands.into_iter().any(|row| row == ("Laskutustiedot".into(), right.into())), "{}", asked.text());
}

/// What is corrected in another system is asked before the fields, and only of what another system holds.
async fn what_comes_from_elsewhere_stands_first_and_the_fields_open_where_one_is_filled(portal: TestPortal) {
    let (reference, sam) = asks(&portal).await;
    let page = values(&sam, &reference, "granted").await;
    let (name, _) = fields(&portal).await;
    assert!(page.has(&format!("details:not([open]) [name={name}]")), "{}", page.text());
    let place = |name: &str| page.body.find(&format!("name=\"{name}\"")).unwrap();
    assert!(place("elsewhere-0") < place(&name));
    let offers = |code: &str| page.has(&format!("[name=elsewhere-in-0] option[value={code}]"));
    assert!(offers("invoice") && offers("contract"));
    for own in ["request_file", "staff_looks", "sign_in"] {
        assert!(!offers(own), "{own} is the portal's own");
        let forged = page.fill(&name, "Ada Virta").fill("elsewhere-0", "Summa").fill("elsewhere-in-0", own);
        let wrong = forged.fill("to", "letter").submit().await;
        assert_eq!(wrong.status, 422, "{}", wrong.text());
        assert!(wrong.has(".error-summary a[href='#elsewhere-0']"), "{}", wrong.text());
        assert!(wrong.has(&format!("details[open] [name={name}]")), "what was filled is seen");
    }
}

/// Art. 18(2), where no field of the register but a text for another system says what is right.
async fn a_holder_hears_of_words_about_restricted_data_that_the_restriction_goes_on(portal: TestPortal) {
    let (reference, sam) = asks(&portal).await;
    restricts(&portal.ada(), "accuracy", &["invoice"]).await;
    let page = values(&sam, &reference, "granted").await;
    let words = page.fill("elsewhere-0", "Laskun 1 summa on 12,40 euroa").fill("elsewhere-in-0", "invoice");
    let letter = words.fill("to", "letter").submit().await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let told = steps(&portal, Operation::Rectify).await;
    assert!(!told.is_empty());
    assert!(told.iter().all(|step| step.touched == r#"["under:category:invoice"]"#), "{told:?}");
    portal.inbox().await;
}

async fn the_approver_sees_what_was_asked_and_the_letter_says_what_is_not_corrected(portal: TestPortal) {
    let (reference, sam) = asks(&portal).await;
    let page = values(&sam, &reference, "partly").await;
    let (name, _) = fields(&portal).await;
    let facts = [("facts", "Sopimus alkoi 2.1.2019."), ("evidence", "S1"), ("verified_how", "Sopimuksesta.")];
    let typed = page.fill(&name, "Ada Virta");
    let typed =
        facts.iter().fold(typed, |form, (demand, text)| form.fill(&format!("fact-0-{demand}"), *text));
    let unsaid = typed.fill("to", "letter").submit().await;
    assert_eq!(unsaid.status, 422);
    assert!(unsaid.has(".error-summary a[href='#rest-0']"), "{}", unsaid.text());
    let letter = unsaid.fill("rest-0", "Asiakkuuden alkamispäivä").fill("to", "letter").submit().await;
    assert!(letter.text().contains("Asiakkuuden alkamispäivä"), "{}", letter.text());
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let proposal = format!("{}/proposal", desk(&reference));
    let waiting = anna.browser.get(&proposal).await;
    assert!(waiting.text().contains(WORDS), "what was asked: {}", waiting.text());
    assert!(waiting.text().contains("Asiakkuuden alkamispäivä") && waiting.text().contains("Ada Virta"));
    assert_eq!(waiting.form(&proposal).submit().await.status, 303);
    let told = portal.inbox().await.latest_to(ADA);
    assert!(told.0.text.contains("Asiakkuuden alkamispäivä"), "{}", told.0.text);
    assert!(!told.0.text.contains("kokonaan"), "{}", told.0.text);
}
