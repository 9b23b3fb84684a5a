//! Several restrictions of one person, and what the holders of data hear: of what they hold, and nothing that another
//! stop forbids.

use super::{
    holders::opens,
    objection::{
        INVOICING, PRIVATE, approves, granted, objects, restrictions, sends, squeezed, told, weighs,
    },
};
use crate::harness::{
    actors::{ADA, Colleague, Customer},
    inbox::Letter,
    on_both_engines,
    portal::TestPortal,
};
use entity::{
    id::RestrictionId,
    kind::{Excuse, Language, Operation, RestrictionGround, Right, Role, State, StepState},
    person, request, restriction, step,
};
use portal::say::word;
use portal_core::{
    journal::{self, Effect},
    right::restriction::ground_text,
};
use sea_orm::{EntityTrait, QueryOrder};
use std::collections::BTreeMap;

on_both_engines!(
    each_ground_goes_from_the_form_to_the_letter,
    the_end_of_one_restriction_frees_nothing_that_another_covers,
    holders_hear_only_of_restricted_categories_that_they_hold,
    contested_data_are_restricted_from_the_filing_until_it_is_decided,
    a_correction_has_what_it_contests_restricted_beside_it_where_that_is_asked,
    what_is_granted_of_contested_data_stays_restricted_and_the_rest_ends,
    a_restriction_that_ends_leaves_an_opt_out_in_force_at_the_holders,
    a_holder_told_to_restrict_hears_of_a_correction_that_the_restriction_goes_on,
    that_an_own_system_cannot_restrict_ends_nothing_before_another_person,
);

/// Asks for a restriction, of some categories or of everything; gives the reference.
pub(super) async fn restricts(ada: &Customer, ground: &str, categories: &[&str]) -> String {
    ada.signs_in().await;
    let path = "/requests/new/restriction";
    let mut form = ada.browser.get(path).await.form(path).fill("ground", ground);
    if !categories.is_empty() {
        form = form.fill("scope", "some");
        form.fields.extend(categories.iter().map(|code| ("categories".to_owned(), (*code).to_owned())));
    }
    sends(form.submit().await).await
}

fn refused(place: usize, ground: &str) -> Vec<(String, String)> {
    let facts = [
        ("verdict", "refused"),
        ("ground", ground),
        (&format!("fact-{place}-facts"), "Osoite on tarkistettu ja oikein."),
        (&format!("fact-{place}-evidence"), "Vahvistus 4"),
        (&format!("fact-{place}-balancing"), "Asiakasta on voitava palvella."),
        (&format!("fact-{place}-why_no_condition"), "Osoite pitää paikkansa."),
    ];
    let named = |name: &str| if name.starts_with("fact") { name.into() } else { format!("{name}-{place}") };
    facts.map(|(name, value)| (named(name), value.to_owned())).into()
}

async fn refuses(portal: &TestPortal, sam: &Colleague, reference: &str, ground: &str) {
    sam.takes(reference).await;
    weighs(sam, reference, &refused(0, ground)).await;
    approves(portal, reference).await;
}

pub(super) async fn steps(portal: &TestPortal, operation: Operation) -> Vec<step::Model> {
    let all = step::Entity::find().order_by_asc(step::Column::OpenedAt).order_by_asc(step::Column::Id);
    let all = all.all(portal.ctx().read()).await.unwrap();
    all.into_iter().filter(|step| step.operation == operation).collect()
}

async fn request(portal: &TestPortal, reference: &str) -> request::Model {
    let all = request::Entity::find().all(portal.ctx().read()).await.unwrap();
    all.into_iter().find(|row| row.reference == reference).unwrap()
}

async fn only_restriction(portal: &TestPortal) -> restriction::Model {
    let mut rows = restrictions(portal).await;
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

async fn newest_to_ada(portal: &TestPortal, words: &str) -> String {
    let mails = portal.inbox().await.to(ADA);
    let texts = mails.iter().map(|mail| squeezed(&format!("{} {}", mail.0.subject, mail.0.text)));
    texts.into_iter().find(|text| text.contains(words)).unwrap_or_else(|| panic!("no mail says {words}"))
}

/// Art. 18(1)(a) to (c) as the customer names them; (d) goes with an objection.
async fn each_ground_goes_from_the_form_to_the_letter(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    for (place, ground) in
        [RestrictionGround::Accuracy, RestrictionGround::Unlawful, RestrictionGround::Claims]
            .into_iter()
            .enumerate()
    {
        let reference = restricts(&ada, ground.code(), &[]).await;
        sam.takes(&reference).await;
        weighs(&sam, &reference, &granted(1)).await;
        let row = restrictions(&portal).await.into_iter().nth(place).expect("one more stands");
        assert_eq!((row.ground, row.lifted_at), (ground, None));
        let letter = newest_to_ada(&portal, &reference).await;
        let why = ground_text(Language::Fi, ground);
        assert!(letter.contains(&why), "{why}: {letter}");
        let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await.text();
        let why = word(Language::En, "restriction-ground", ground.code());
        assert!(desk.contains(&why), "{why}: {desk}");
    }
}

async fn the_end_of_one_restriction_frees_nothing_that_another_covers(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    restricts(&ada, "accuracy", &["contact"]).await;
    let objection = objects(&ada, &["customer_care"]).await;
    let again = steps(&portal, Operation::Restrict).await;
    let invoicing: Vec<_> = again.iter().filter(|step| step.holder == "invoicing").collect();
    assert_eq!(invoicing.len(), 2);
    assert_eq!(invoicing[1].touched, r#"["category:customer"]"#, "it keeps the others still already");
    refuses(&portal, &sam, &objection, "RG-21-COMP").await;
    let letter = newest_to_ada(&portal, "Yksi rajoituksista päättyy").await;
    for words in ["18 artiklan 1 kohdan a", "on rajoitettu tuon päivän jälkeenkin", "Yhteystiedot"] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert!(!letter.contains("käsittelemme tietojasi taas"), "nothing is free yet: {letter}");
    sam.signs_in().await;
    let desk = sam.browser.get(&format!("/staff/requests/{objection}")).await.text();
    assert!(
        desk.contains("the accuracy of the data is contested")
            && desk.contains("not all of the restrictions end")
    );
    portal.day_comes("2026-04-20").await;
    let lifted: Vec<bool> = restrictions(&portal).await.iter().map(|row| row.lifted_at.is_some()).collect();
    assert_eq!(lifted, [false, true]);
    let ended = steps(&portal, Operation::LiftRestriction).await;
    assert!(!ended.is_empty());
    assert!(ended.iter().all(|step| !step.touched.contains("contact")), "still restricted: {ended:?}");
    sam.signs_in().await;
    let desk = sam.browser.get(&format!("/staff/requests/{objection}")).await.text();
    assert!(desk.contains("the accuracy of the data is contested"), "the badge stays: {desk}");
}

const BILL: (&str, &str) = (
    "invoice",
    "key;customer;contract;number;issued_on;amount;currency;paid_on\ni;a;s;I1;2026-01-31;12.00;EUR;\n",
);

async fn holders_hear_only_of_restricted_categories_that_they_hold(portal: TestPortal) {
    portal.imports(&[PRIVATE, &[BILL]].concat()).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    let reference = restricts(&ada, "claims", &["invoice"]).await;
    assert!(restrictions(&portal).await.is_empty(), "this ground is weighed first");
    sam.takes(&reference).await;
    weighs(&sam, &reference, &granted(1)).await;
    assert_eq!(told(&portal, Operation::Restrict).await, ["invoicing"]);
    assert_eq!(steps(&portal, Operation::Restrict).await[0].touched, r#"["category:invoice"]"#);
}

async fn contested_data_are_restricted_from_the_filing_until_it_is_decided(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/restriction").await.text();
    assert!(form.contains("Rajoitus alkaa heti"), "the form promises what is done: {form}");
    let reference = restricts(&ada, "accuracy", &["contact"]).await;
    let row = only_restriction(&portal).await;
    assert_eq!((row.scope.as_str(), row.lift_on), ("contact", None), "Art. 18(1)(a): from now");
    newest_to_ada(&portal, "18 artiklan 1 kohdan a").await;
    let own = async || ada.browser.get(&format!("/requests/{reference}")).await.text();
    assert!(own().await.contains("Kerromme sinulle, ennen kuin rajoitus päättyy"));
    assert_eq!(told(&portal, Operation::Restrict).await, ["invoicing"], "Art. 19");
    refuses(&portal, &sam, &reference, "RG-18-NOG").await;
    let letter = newest_to_ada(&portal, "Rajoitus päättyy").await;
    for words in ["Osoite on tarkistettu", "rajoittamista koskeva pyyntö on ratkaistu", "20.4.2026"] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert_eq!(request(&portal, &reference).await.state, State::Fulfilling, "a holder still owes its answer");
    assert!(own().await.contains("Rajoitus päättyy 20.4.2026"), "the day is told on the page too");
    portal.day_comes("2026-04-19").await;
    assert!(only_restriction(&portal).await.lifted_at.is_none(), "told before it ends (Art. 18(3))");
    portal.day_comes("2026-04-20").await;
    assert!(only_restriction(&portal).await.lifted_at.is_some());
    let asked = &steps(&portal, Operation::Restrict).await[0];
    assert_eq!(
        (asked.state, asked.excuse),
        (StepState::GivenUp, Some(Excuse::Overtaken)),
        "no reminder follows"
    );
    assert_eq!(request(&portal, &reference).await.state, State::Fulfilling, "now it owes another");
    let link = super::holders::link(&portal.inbox().await.latest_to(INVOICING));
    let answered = opens(&portal, &link).await.fill("answer", "done").submit().await;
    assert_eq!(answered.status, 303);
    assert_eq!(request(&portal, &reference).await.state, State::Closed);
    newest_to_ada(&portal, "rajoitus ehti päättyä").await;
}

async fn what_is_granted_of_contested_data_stays_restricted_and_the_rest_ends(portal: TestPortal) {
    portal.imports(&[PRIVATE, &[BILL]].concat()).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    let reference = restricts(&ada, "accuracy", &["contact", "invoice"]).await;
    let asked = portal.count("step").await;
    sam.takes(&reference).await;
    let mut answers = granted(1);
    answers.extend(refused(1, "RG-18-NOG"));
    let shown = squeezed(&weighs(&sam, &reference, &answers).await);
    approves(&portal, &reference).await;
    assert_eq!(portal.count("step").await, asked, "who was told at the filing is not told again");
    let letter = newest_to_ada(&portal, "Yksi rajoituksista päättyy").await;
    for words in ["on ollut rajoitettu 13.4.2026 alkaen, ja rajoitus jatkuu", "Tiedot: Yhteystiedot."] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    let (_, holders) = letter.split_once("Muut, joilla on tietojasi").unwrap();
    let (_, before) = shown.split_once("Muut, joilla on tietojasi").expect("staff see whom the letter names");
    assert!(holders.contains("Mallilasku Oy") && before.contains("Mallilasku Oy"), "{shown} {letter}");
    portal.day_comes("2026-04-20").await;
    let rows = restrictions(&portal).await;
    let standing: Vec<&str> =
        rows.iter().filter(|row| row.lifted_at.is_none()).map(|row| row.scope.as_str()).collect();
    assert_eq!((rows.len(), standing), (2, vec!["contact"]));
    let ended = steps(&portal, Operation::LiftRestriction).await;
    let touched: Vec<&str> = ended.iter().map(|step| step.touched.as_str()).collect();
    assert_eq!(touched, [r#"["category:invoice"]"#]);
    assert!(
        steps(&portal, Operation::Restrict).await.iter().all(|step| step.excuse.is_none()),
        "still asked"
    );
    assert_eq!(
        replayed(&portal),
        rows.into_iter().map(|row| (row.id, (row.scope, row.lifted_at.is_some()))).collect()
    );
}

/// How each mark stands by the journal: over what, and whether it has ended.
fn replayed(portal: &TestPortal) -> BTreeMap<RestrictionId, (String, bool)> {
    let entries = journal::entries(portal.ctx()).unwrap();
    let marks = entries.into_iter().filter_map(|entry| match entry.effect {
        Effect::Restricted { restriction, scope, lifted, .. } => Some((restriction?, (scope, lifted))),
        _ => None,
    });
    marks.collect()
}

async fn a_restriction_that_ends_leaves_an_opt_out_in_force_at_the_holders(portal: TestPortal) {
    let list = (
        "subscription",
        "key;email;person;purpose;evidence;wording;since;ended_at\n\
         n;ada@asiakas.example;p;newsletter;consent;Yes;2020-01-01T10:00:00Z;\n",
    );
    portal.imports(&[PRIVATE, &[list]].concat()).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    let accuracy = restricts(&ada, "accuracy", &["newsletter"]).await;
    let objection = objects(&ada, &["customer_care"]).await;
    assert_eq!(ada.browser.get("/requests/new/marketing").await.press().await.status, 303);
    sam.takes(&objection).await;
    weighs(&sam, &objection, &granted(1)).await;
    refuses(&portal, &sam, &accuracy, "RG-18-NOG").await;
    portal.inbox().await;
    portal.day_comes("2026-04-20").await;
    let ended = steps(&portal, Operation::LiftRestriction).await;
    let of = |holder: &str| &ended.iter().find(|step| step.holder == holder).unwrap().touched;
    assert_eq!(of("newsletter_tool"), r#"["but:newsletter:newsletter"]"#, "Art. 21(3)");
    assert!(of("invoicing").contains("but:contact:customer_care"), "and what was objected to stays stopped");
    assert!(!of("invoicing").contains("invoice"), "it was told of nothing else");
    let mail = portal.inbox().await.latest_to("tietosuoja@kirjekyyhky.example").0.text;
    assert!(squeezed(&mail).contains("ei edelleenkään tähän tarkoitukseen: WProdin uutiskirje"), "{mail}");
}

/// "Change nothing" and then "correct this" would contradict each other (Art. 28(3)(a)).
async fn a_holder_told_to_restrict_hears_of_a_correction_that_the_restriction_goes_on(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    restricts(&ada, "accuracy", &["contact"]).await;
    let page = ada.browser.get("/requests/new/rectification").await;
    let name = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    let field = format!("field-person-{}-name", name.id);
    let reference = sends(page.fill(&field, "Ada Aalto").submit().await).await;
    sam.takes(&reference).await;
    weighs(&sam, &reference, &granted(1)).await;
    let told = steps(&portal, Operation::Rectify).await;
    assert_eq!(told[0].touched, r#"["under:field:person.name"]"#);
    let mails = portal.inbox().await.to(INVOICING);
    let corrects = |mail: &&Letter| mail.0.text.contains("Oikaiskaa");
    let mail = mails.iter().find(corrects).expect("the holder is told of the correction");
    let text = squeezed(&mail.0.text);
    assert!(text.contains("rajoitus on muuten edelleen voimassa"), "{text}");
    let asked = opens(&portal, &super::holders::link(mail)).await;
    assert!(asked.text().contains("Ada Aalto"), "the page says what is right: {}", asked.text());
    assert!(asked.text().contains("Rajoitus on muuten edelleen voimassa"), "{}", asked.text());
    assert!(
        !asked.has("nav a[href='/requests']") && !asked.has("nav a[href='/sign-in']"),
        "no page of customers"
    );
}

/// Art. 18(2): our own system obeys. Its "cannot" stays a duty, and another person says how it is kept all the same.
async fn that_an_own_system_cannot_restrict_ends_nothing_before_another_person(portal: TestPortal) {
    let account = (
        "hosting_account",
        "key;customer;person;username;password_set_on;domain;plan;state\nh;a;p;adaasiakas;;asiakas.example;S;active\n",
    );
    portal.imports(&[PRIVATE, &[account]].concat()).await;
    let (ada, sam) = (portal.ada(), portal.staff("Sam", &[Role::Caseworker]).await);
    let reference = restricts(&ada, "accuracy", &["hosting"]).await;
    let own = steps(&portal, Operation::Restrict).await;
    let own = own.into_iter().find(|step| step.holder == "hosting_servers").unwrap();
    let desk = format!("/staff/requests/{reference}");
    let path = format!("{desk}/steps/{}", own.id);
    let cannot = sam.browser.get(&desk).await.form(&path).fill("answer", "cannot");
    assert_eq!(cannot.fill("why", "It has no such switch.").submit().await.status, 303);
    let remedied = sam.browser.get(&desk).await;
    let form = remedied.form(&path).fill("remedy", "told_otherwise").fill("why", "The account is locked.");
    assert_eq!(form.submit().await.status, 409, "not by who said that it cannot");
    let bob = portal.staff("Bob", &[Role::Caseworker]).await;
    let form = bob.browser.get(&desk).await.form(&path);
    assert_eq!(form.clone().fill("remedy", "told_otherwise").submit().await.status, 422, "how must be said");
    let form = form.fill("remedy", "told_otherwise").fill("why", "The account is locked.");
    assert_eq!(form.submit().await.status, 303);
    let row = step::Entity::find_by_id(own.id).one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!(row.remedy_note.as_deref(), Some("The account is locked."));
}

/// law.md R1.2.3: one tick in the form of a correction.
async fn a_correction_has_what_it_contests_restricted_beside_it_where_that_is_asked(portal: TestPortal) {
    portal.imports(PRIVATE).await;
    let ada = portal.ada();
    ada.signs_in().await;
    let path = "/requests/new/rectification";
    let person = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    let name = format!("field-person-{}-name", person.id);
    let plain = ada.browser.get(path).await.form(path).fill(&name, "Ada Äijälä");
    let alone = sends(plain.submit().await).await;
    assert_eq!((portal.count("request").await, portal.count("restriction").await), (1, 0));
    let ticked = ada.browser.get(path).await.form(path).fill(&name, "Ada Äijälä").fill("restrict", "yes");
    let first = sends(ticked.submit().await).await;
    let all =
        request::Entity::find().order_by_asc(request::Column::Id).all(portal.ctx().read()).await.unwrap();
    let beside = all.iter().find(|row| row.split_from.is_some()).expect("a request beside");
    assert_eq!((all.len(), beside.right), (3, Some(Right::Restriction)));
    let origin = request(&portal, &first).await;
    assert_eq!((beside.split_from, beside.due_on), (Some(origin.id), origin.due_on));
    let set = only_restriction(&portal).await;
    assert_eq!(
        (set.request_id, set.scope.as_str(), set.ground),
        (beside.id, "contact", RestrictionGround::Accuracy)
    );
    let told = newest_to_ada(&portal, &format!("({})", beside.reference)).await;
    assert!(!told.contains(&alone), "{told}");
    let (own, own_beside) = (format!("/requests/{first}"), format!("/requests/{}", beside.reference));
    assert!(ada.browser.get(&own).await.has(&format!(".timeline a[href='{own_beside}']")));
    assert!(ada.browser.get(&own_beside).await.has(&format!(".timeline a[href='{own}']")));
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    for (page, other) in [(&first, &beside.reference), (&beside.reference, &first)] {
        let page = sam.browser.get(&format!("/staff/requests/{page}")).await;
        assert!(page.has(&format!(".timeline a[href='/staff/requests/{other}']")), "{}", page.text());
    }
    // The edit that ends the dispute is allowed (law.md R1.4.2).
    sam.takes(&first).await;
    weighs(&sam, &first, &granted(1)).await;
    let row = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!(row.name, "Ada Äijälä");
    the_answer_is_told_in_both_cases(&portal, &sam, (&first, &beside.reference)).await;
}

/// The letter of the correction says that the restriction still stands, the desk that it waits no more, and the letter
/// of the restriction that only the word before its end is to come (Art. 18(3)).
async fn the_answer_is_told_in_both_cases(
    portal: &TestPortal,
    sam: &Colleague,
    (first, beside): (&str, &str),
) {
    let letter = newest_to_ada(portal, "Rajoitus on toistaiseksi voimassa").await;
    assert!(letter.contains(first) && letter.contains(&format!("(asianumero {beside}).")), "{letter}");
    let desk = sam.browser.get(&format!("/staff/requests/{beside}")).await.text();
    assert!(desk.contains(&format!("The correction {first} was answered on")), "{desk}");
    sam.takes(beside).await;
    weighs(sam, beside, &granted(1)).await;
    let letter = newest_to_ada(portal, "Vastasimme oikaisupyyntöösi").await;
    assert!(letter.contains(&format!("(asianumero {first}).")), "{letter}");
    assert_eq!(letter.matches("Ilmoitamme sinulle, ennen kuin rajoitus päättyy.").count(), 1, "{letter}");
    assert!(letter.contains(beside) && !letter.contains("kunnes olemme tarkistaneet"), "{letter}");
}
