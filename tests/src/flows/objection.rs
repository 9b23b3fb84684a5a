//! An objection upheld, with what goes because of it, and one refused; a restriction set, warned of and lifted.

use crate::harness::{
    actors::{ADA, Colleague, Customer},
    on_both_engines,
    portal::TestPortal,
};
use entity::{
    kind::{Language, Operation, Role, StepState},
    person, restriction, step,
};
use portal::say::say;
use portal_core::right::marketing::export;
use sea_orm::{EntityTrait, QueryOrder, sea_query::Expr};

on_both_engines!(
    a_purpose_that_includes_profiling_says_so_and_no_other,
    what_an_upheld_objection_leaves_without_a_basis_is_erased,
    what_a_contract_of_ones_own_needs_outlives_an_objection,
    an_objection_is_refused_with_its_balancing_and_the_restriction_ends_after_word,
    who_withdraws_an_objection_may_write_before_its_restriction_ends,
    a_restriction_is_set_told_everywhere_warned_of_and_lifted,
    a_stopped_purpose_is_obeyed_by_the_newsletter_the_package_and_the_desk,
);

pub(super) const INVOICING: &str = "tietosuoja@lasku.example";
const NEWSLETTER: &str = "newsletter";
/// Ada is the contact of a company, signed its contract, and has a mailing list of her own.
pub(super) const COMPANY: &[(&str, &str)] = &[
    ("customer", "key;number;kind;name;started_on;ended_on\nb;2001;company;Yhtiö Oy;2019-01-02;\n"),
    ("person", "key;name;email;language\np;Ada Asiakas;ada@asiakas.example;fi\n"),
    ("contact", "key;customer;person;role\nc;b;p;contact\n"),
    ("contract", "key;customer;number;signed_by;started_on;ended_on\ns;b;S1;p;2019-01-02;\n"),
    (
        "invoice",
        "key;customer;contract;number;issued_on;amount;currency;paid_on\ni;b;s;I1;2025-01-31;12.00;EUR;\n",
    ),
];
/// Ada is a private customer of her own.
pub(super) const PRIVATE: &[(&str, &str)] = &[
    ("customer", "key;number;kind;name;started_on;ended_on\na;1001;private;Ada Asiakas;2019-01-02;\n"),
    ("person", "key;name;email;language\np;Ada Asiakas;ada@asiakas.example;fi\n"),
    ("contact", "key;customer;person;role\nc;a;p;holder\n"),
    ("contract", "key;customer;number;signed_by;started_on;ended_on\ns;a;S1;p;2019-01-02;\n"),
];
const ALL: &[&str] = &["delivery", "contract_duties", "customer_care"];

/// For the party to a contract, what it serves rests on the contract (Art. 21(1)).
async fn offered_only_what_no_contract_of_hers_serves(ada: &Customer) {
    ada.signs_in().await;
    let path = "/requests/new/objection";
    let page = ada.browser.get(path).await;
    assert!(page.text().contains("Asiakassuhteemme hoitaminen"), "{}", page.text());
    assert!(!page.text().contains("palveluidemme toimittaminen"), "{}", page.text());
    let mut forged = page.form(path).fill("text", "No.");
    forged.fields.push(("purposes".into(), "delivery".into()));
    assert_eq!(forged.submit().await.status, 422, "nor does a forged form take it");
}

/// Files an objection against some purposes; gives the reference.
pub(super) async fn objects(ada: &Customer, purposes: &[&str]) -> String {
    ada.signs_in().await;
    let path = "/requests/new/objection";
    let mut form = ada.browser.get(path).await.form(path).fill("text", "I was only ever their trainee.");
    form.fields.extend(purposes.iter().map(|purpose| ("purposes".to_owned(), (*purpose).to_owned())));
    sends(form.submit().await).await
}

/// From the answered question to the last button; gives the reference.
pub(super) async fn sends(answered: crate::harness::page::Page) -> String {
    let check = answered.follow().await.fill("name", "Ada Asiakas").submit().await.follow().await;
    check.press().await.location().strip_prefix("/requests/").unwrap().to_owned()
}

pub(super) fn granted(count: usize) -> Vec<(String, String)> {
    (0..count).map(|place| (format!("verdict-{place}"), "granted".to_owned())).collect()
}

pub(super) async fn weighs(sam: &Colleague, reference: &str, answers: &[(String, String)]) -> String {
    let answers: Vec<(&str, &str)> = answers.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let letter = sam.weighs(reference, &answers).await;
    let text = letter.text();
    let sent = sam.sends(&letter, reference).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    text
}

pub(super) async fn approves(portal: &TestPortal, reference: &str) {
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let proposal = format!("/staff/requests/{reference}/proposal");
    let waiting = anna.browser.get(&proposal).await;
    assert_eq!(waiting.form(&proposal).submit().await.status, 303, "{}", waiting.text());
}

pub(super) async fn told(portal: &TestPortal, operation: Operation) -> Vec<String> {
    let steps = step::Entity::find().all(portal.ctx().read()).await.unwrap();
    let mut holders: Vec<String> =
        steps.into_iter().filter(|step| step.operation == operation).map(|step| step.holder).collect();
    holders.sort();
    holders
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) async fn restrictions(portal: &TestPortal) -> Vec<restriction::Model> {
    // One change may make several at the same instant: their ids tell those apart, in no order of making.
    let rows = restriction::Entity::find().order_by_asc(restriction::Column::SetAt);
    rows.order_by_asc(restriction::Column::Id).all(portal.ctx().read()).await.unwrap()
}

async fn what_an_upheld_objection_leaves_without_a_basis_is_erased(portal: TestPortal) {
    portal.imports(COMPANY).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    let reference = objects(&ada, ALL).await;
    sam.takes(&reference).await;
    let letter = weighs(&sam, &reference, &granted(3)).await;
    assert!(letter.contains("17 artiklan 1 kohdan c"), "staff read what goes: {letter}");
    assert_eq!(portal.count("contact").await, 1, "nothing goes on one person's word");
    approves(&portal, &reference).await;

    assert_eq!(portal.count("contact").await, 0, "her place at the company is gone");
    let left = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!((left.name.as_str(), left.email), ("", None));
    assert_eq!((portal.count("contract").await, portal.count("invoice").await), (1, 1), "the company's stay");
    let mail = squeezed(&portal.inbox().await.latest_to(ADA).0.text);
    for words in ["17 artiklan 1 kohdan c", "Yhteystiedot:", "Asiakassuhteemme hoitaminen"] {
        assert!(mail.contains(words), "{words}: {mail}");
    }
    assert!(!mail.contains("Pyysit poistamaan"), "erasure is not what she asked for: {mail}");
    assert_eq!(told(&portal, Operation::Erase).await, ["invoicing"], "who holds contact data erases them");
    assert_eq!(
        told(&portal, Operation::StopPurpose).await,
        ["invoicing"],
        "who hosts nothing of hers hears nothing"
    );
    portal.imports(COMPANY).await;
    assert_eq!(portal.count("contact").await, 0, "and no import brings her back");
}

async fn what_a_contract_of_ones_own_needs_outlives_an_objection(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    ada.signs_in().await;
    offered_only_what_no_contract_of_hers_serves(&ada).await;
    let reference = objects(&ada, &["customer_care"]).await;
    sam.takes(&reference).await;
    let letter = weighs(&sam, &reference, &granted(1)).await;
    assert!(!letter.contains("17 artiklan 1 kohdan c"), "{letter}");
    let left = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!(left.name, "Ada Asiakas", "one person decides, for nothing is destroyed");
    assert_eq!((portal.count("contact").await, portal.count("stopped_purpose").await), (1, 1));
    let record = format!("/staff/register/{}", left.id);
    let shown = sam.browser.get(&record).await.text();
    assert!(shown.contains("Stopped for this person"), "whoever serves her sees it: {shown}");
    assert!(told(&portal, Operation::Erase).await.is_empty());
}

async fn an_objection_is_refused_with_its_balancing_and_the_restriction_ends_after_word(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    let reference = objects(&ada, &["customer_care"]).await;
    let mails = portal.inbox().await.to(ADA);
    let e8b = mails.iter().any(|mail| squeezed(&mail.0.text).contains("18 artiklan 1 kohdan d"));
    assert!(e8b, "restricted at once, and told");
    assert_eq!(
        told(&portal, Operation::Restrict).await,
        ["invoicing"],
        "and so is who holds data for it (Art. 19)"
    );
    sam.takes(&reference).await;
    let facts = [
        ("verdict-0", "refused"),
        ("ground-0", "RG-21-COMP"),
        ("fact-0-facts", "Asiakkaalla on avoin vikailmoitus."),
        ("fact-0-evidence", "Vikailmoitus 12"),
        ("fact-0-balancing", "Ilman asiakaspalvelua vikaa ei voi korjata."),
    ];
    let facts: Vec<(String, String)> = facts.map(|(name, value)| (name.into(), value.into())).into();
    weighs(&sam, &reference, &facts).await;
    approves(&portal, &reference).await;
    let letter = squeezed(&portal.inbox().await.latest_to(ADA).0.text);
    for words in ["avoin vikailmoitus", "tietosuojavaltuutetun", "tuomioistuimen", "Rajoitus päättyy"] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert_eq!(portal.count("stopped_purpose").await, 0);
    portal.day_comes("2026-04-19").await;
    assert!(restrictions(&portal).await[0].lifted_at.is_none(), "six days are not seven");
    portal.day_comes("2026-04-20").await;
    assert!(restrictions(&portal).await[0].lifted_at.is_some());
}

async fn who_withdraws_an_objection_may_write_before_its_restriction_ends(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let ada = portal.ada();
    let reference = objects(&ada, &["customer_care"]).await;
    let own = format!("/requests/{reference}");
    let withdraw = format!("{own}/withdraw");
    let ask = ada.browser.get(&withdraw).await;
    assert_eq!(ask.form(&withdraw).submit().await.status, 303);
    let letters = portal.inbox().await.to(ADA);
    assert!(letters.iter().any(|mail| mail.0.text.contains("Olet perunut")));
    let closed = letters.iter().filter(|mail| mail.0.text.contains("Päätös tehty"));
    assert_eq!(closed.count(), 0, "nobody decided it");
    assert!(restrictions(&portal).await[0].lifted_at.is_none());
    let form = ada.browser.get(&own).await.form(&format!("{own}/messages"));
    assert_eq!(form.fill("body", "Älkää poistako rajoitusta vielä.").submit().await.status, 303);
    assert_eq!(portal.count("message").await, 1);
}

async fn a_restriction_is_set_told_everywhere_warned_of_and_lifted(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    ada.signs_in().await;
    let path = "/requests/new/restriction";
    let answered = ada.browser.get(path).await.form(path).fill("ground", "accuracy").submit().await;
    let reference = sends(answered).await;
    sam.takes(&reference).await;
    weighs(&sam, &reference, &granted(1)).await;
    let mail = portal.inbox().await.latest_to(INVOICING).0;
    assert!(mail.text.contains("Rajoittakaa") && !mail.text.contains("Ada"), "{}", mail.text);
    let desk = format!("/staff/requests/{reference}");
    let id = restrictions(&portal).await[0].id;
    let steps = step::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(told(&portal, Operation::Restrict).await, ["invoicing"], "the others have nothing of hers");
    for row in steps.iter().filter(|step| matches!(step.state, StepState::Open | StepState::Told)) {
        let form = sam.browser.get(&desk).await.form(&format!("{desk}/steps/{}", row.id));
        assert_eq!(form.fill("answer", "done").submit().await.status, 303);
    }
    let announce = format!("{desk}/restrictions/{id}/announce");
    let form = sam.browser.get(&desk).await.form(&announce);
    let early =
        form.clone().fill("lift_reason", "Nimi on oikein.").fill("lift_on", "2026-04-19").submit().await;
    assert_eq!(early.status, 422, "a week at least");
    let said = form.fill("lift_reason", "Nimi on oikein.").fill("lift_on", "2026-04-21").submit().await;
    assert_eq!(said.status, 303);
    let mails = portal.inbox().await.to(ADA);
    let e8 = mails.iter().map(|mail| squeezed(&mail.0.text)).find(|text| text.contains("21.4.2026"));
    assert!(e8.is_some_and(|text| text.contains("Nimi on oikein.")), "warned, why and when");
    portal.day_comes("2026-04-20").await;
    assert!(restrictions(&portal).await[0].lifted_at.is_none());
    portal.day_comes("2026-04-21").await;
    assert!(restrictions(&portal).await[0].lifted_at.is_some(), "on the day of the letter, by itself");
    assert_eq!(told(&portal, Operation::LiftRestriction).await, told(&portal, Operation::Restrict).await);
}

/// Ada may be written to under another address of hers too; the purpose is stopped for the person.
async fn a_stopped_purpose_is_obeyed_by_the_newsletter_the_package_and_the_desk(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let other = "key;email;person;purpose;evidence;wording;since;ended_at\n\
        n;ada@toinen.example;p;newsletter;soft_opt_in;Yes;2020-01-01T10:00:00Z;\n";
    portal.imports(&[("subscription", other)]).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    assert!(exported(&portal).await.contains("ada@toinen.example"));
    ada.signs_in().await;
    let path = "/requests/new/something_else";
    let form = ada.browser.get(path).await.form(path).fill("text", "I object to your letters.");
    let reference = sends(form.submit().await).await;
    let classify = format!("/staff/requests/{reference}/classify");
    let named = sam.browser.get(&classify).await.form(&classify).fill("right", "objection");
    assert_eq!(named.submit().await.status, 303);
    let meant = [("verdict-0", "granted"), ("meant-0", "customer_care")];
    let meant: Vec<(String, String)> = meant.map(|(name, value)| (name.into(), value.into())).into();
    weighs(&sam, &reference, &meant).await;
    let tx = portal.ctx().write().await.unwrap();
    let newsletter = entity::stopped_purpose::Entity::update_many()
        .col_expr(entity::stopped_purpose::Column::Purpose, Expr::value(NEWSLETTER));
    newsletter.exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    portal.inbox().await;
    portal.day_comes("2026-04-20").await;
    assert!(restrictions(&portal).await[0].lifted_at.is_some(), "no restriction stands in its way any more");
    assert!(!exported(&portal).await.contains("ada@toinen.example"), "the purpose is stopped for the person");
    sam.signs_in().await;
    let page = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(page.text().contains("Stopped for this person"), "{}", page.text());
}

async fn exported(portal: &TestPortal) -> String {
    let mut file = Vec::new();
    export::export(portal.ctx(), NEWSLETTER, &mut file).await.unwrap();
    String::from_utf8(file).unwrap()
}

/// Art. 21(1) names profiling: whoever chooses what to object to is told where there is any.
async fn a_purpose_that_includes_profiling_says_so_and_no_other(portal: TestPortal) {
    let portal = portal.under(PROFILES);
    let ada = portal.ada();
    ada.signs_in().await;
    let page = ada.browser.get("/requests/new/objection").await;
    let told = say(Language::Fi, "objection-profiling");
    let hints = page.texts(".hint");
    assert!(hints.len() > 1, "{}", page.text());
    let named: Vec<_> = hints.iter().filter(|hint| hint.contains(&told)).collect();
    assert!(named.len() == 1 && named[0].contains("Ehdotamme"), "{named:?}");
}

const PROFILES: &str = r#"
[[purpose]]
code = "suggestions"
basis = ["legitimate_interest"]
marketing = false
profiling = true
label.fi = "Ehdotukset"
label.sv = "Förslag"
label.en = "Suggestions"
text.fi = "Ehdotamme palvelua sen mukaan, mitä olet käyttänyt."
text.sv = "Vi föreslår tjänster utifrån vad du har använt."
text.en = "We suggest services from what you have used."
interest.fi = "Palvelun kehittäminen."
interest.sv = "Utveckling av tjänsten."
interest.en = "Developing the service."
"#;
