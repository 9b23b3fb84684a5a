//! Staff say which right a message in the person's own words is about, and put it right when they were wrong.

use crate::harness::{actors::Customer, on_both_engines, page::Page, portal::TestPortal};
use entity::{
    item,
    kind::{ItemKind, Right, Role, State, Verdict},
    request,
};
use sea_orm::EntityTrait;

on_both_engines!(
    a_right_named_wrongly_is_taken_back_and_the_words_stay,
    a_right_that_the_person_chose_stands,
    a_wish_for_a_person_in_place_of_a_machine_is_answered_as_the_notice_says,
    an_opt_out_is_looked_at_twice_and_may_have_meant_more,
    words_that_withdraw_a_consent_are_told_what_they_met,
);

const WORDS: &str = "Tell me what you have, please.";

async fn writes(ada: &Customer) -> String {
    let form = ada.browser.get("/requests/new/something_else").await;
    let name = form.fill("text", WORDS).submit().await.follow().await;
    let check = name.fill("name", "Ada Asiakas").submit().await.follow().await;
    check.press().await.location().strip_prefix("/requests/").unwrap().to_owned()
}

async fn row(portal: &TestPortal, reference: &str) -> (request::Model, Vec<item::Model>) {
    let db = portal.ctx().read();
    let requests = request::Entity::find().all(db).await.unwrap();
    let request = requests.into_iter().find(|request| request.reference == reference).unwrap();
    let items = item::Entity::find().all(db).await.unwrap();
    let items = items.into_iter().filter(|item| item.request_id == request.id).collect();
    (request, items)
}

async fn names(page: &Page, path: &str, right: &str) -> Page {
    page.form(path).fill("right", right).submit().await
}

async fn a_right_named_wrongly_is_taken_back_and_the_words_stay(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = writes(&ada).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/classify");
    let page = sam.browser.get(&path).await;
    assert!(page.text().contains(WORDS));
    assert_eq!(names(&page, &path, "").await.status, 422, "nothing chosen");
    assert_eq!(names(&page, &path, "access").await.status, 303);
    let (request, items) = row(&portal, &reference).await;
    assert_eq!((request.right, items[0].kind), (Some(Right::Access), ItemKind::Everything));
    assert_eq!(names(&page, &path, "rectification").await.status, 409, "somebody was first");
    let again = sam.browser.get(&path).await;
    assert_eq!(names(&again, &path, "rectification").await.status, 303);
    let (request, items) = row(&portal, &reference).await;
    assert_eq!((request.right, items[0].kind), (Some(Right::Rectification), ItemKind::Text));
    assert_eq!((items.len(), items[0].asked.as_deref()), (1, Some(WORDS)));
    let undone = sam.browser.get(&path).await;
    assert_eq!(names(&undone, &path, "unknown").await.status, 303);
    let (request, items) = row(&portal, &reference).await;
    assert_eq!((request.right, request.state), (None, State::InProgress));
    assert_eq!((items[0].kind, items[0].target.as_str()), (ItemKind::Text, ""));
    assert_eq!(items[0].asked.as_deref(), Some(WORDS));
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert_eq!(desk.text().matches("Right taken back").count(), 2, "each is on record: {}", desk.text());
    assert!(ada.browser.get(&format!("/requests/{reference}")).await.status == 200);
}

async fn a_right_that_the_person_chose_stands(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let words = writes(&ada).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = |reference: &str| format!("/staff/requests/{reference}/classify");
    assert_eq!(sam.browser.get(&path(&reference)).await.status, 409);
    let page = sam.browser.get(&path(&words)).await;
    let form = page.form(&path(&words)).fill("right", "rectification");
    assert_eq!(sam.forces(form, &path(&reference)).await.status, 409);
    assert_eq!(row(&portal, &reference).await.0.right, Some(Right::Access));
}

async fn an_opt_out_is_looked_at_twice_and_may_have_meant_more(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = writes(&ada).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/classify");
    let page = sam.browser.get(&path).await;
    let state = portal.everything().await;
    let sure = names(&page, &path, "marketing").await;
    assert_eq!(sure.status, 200, "{}", sure.text());
    assert!(sure.text().contains(WORDS));
    assert_eq!(portal.everything().await, state, "nothing has happened yet");
    assert_eq!(sure.form(&path).fill("sure", "yes").submit().await.status, 303);
    let (request, _) = row(&portal, &reference).await;
    assert_eq!((request.right, request.state), (Some(Right::Marketing), State::Closed));
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    let split =
        desk.form(&format!("/staff/requests/{reference}/split")).fill("right", "access").submit().await;
    let second = split.location().strip_prefix("/staff/requests/").unwrap().to_owned();
    let (second, items) = row(&portal, &second).await;
    assert_eq!((second.right, second.state), (Some(Right::Access), State::InProgress));
    assert_eq!((second.received_on, second.due_on), (request.received_on, request.due_on));
    assert_eq!((second.outcome, second.closed_at, second.answered_at), (None, None, None));
    assert_eq!((items.len(), items[0].verdict, items[0].asked.as_deref()), (1, None, Some(WORDS)));
}

/// Art. 22: no card offers it while the notice lists no such decision, but words can ask for it.
async fn a_wish_for_a_person_in_place_of_a_machine_is_answered_as_the_notice_says(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let cards = ada.browser.get("/requests/new").await;
    assert!(!cards.text().contains("Automated") && !cards.has("a[href*=automated]"), "{}", cards.text());
    let reference = writes(&ada).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/classify");
    assert_eq!(names(&sam.browser.get(&path).await, &path, "automated").await.status, 303);
    let (request, items) = row(&portal, &reference).await;
    assert_eq!((request.right, items[0].kind), (Some(Right::Automated), ItemKind::Text));
    let decide = sam.browser.get(&format!("/staff/requests/{reference}/decide")).await;
    let said = "We make no automated decisions about you and do not profile you.";
    assert!(decide.text().contains(said), "{}", decide.text());
    assert!(decide.has("option[value='RG-22-NONE']") && !decide.has("option[value='RG-22-EXC']"));
    let typed = [
        ("verdict-0", "refused"),
        ("ground-0", "RG-22-NONE"),
        ("fact-0-facts", "Sue suspended the site by hand on 2 April."),
        ("fact-0-evidence", "Log of the panel, 2 April"),
    ];
    let letter = sam.weighs(&reference, &typed).await;
    let in_finnish = "Emme tee sinusta automatisoituja päätöksiä emmekä profiloi sinua.";
    assert!(letter.text().contains(in_finnish), "{}", letter.text());
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let path = format!("/staff/requests/{reference}/proposal");
    let proposal = anna.browser.get(&path).await;
    assert_eq!(proposal.form(&path).submit().await.status, 303, "{}", proposal.text());
    let (request, items) = row(&portal, &reference).await;
    assert_eq!((request.state, items[0].verdict), (State::Closed, Some(Verdict::Refused)));
    let mail = ada.reads_mail().await.0.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [in_finnish, "22 artiklan 1 kohta", "Sue suspended the site by hand", "tietosuojavaltuutetun"]
    {
        assert!(mail.contains(told), "{told}: {mail}");
    }
    ada.signs_in().await;
    let own = ada.browser.get(&format!("/requests/{reference}")).await.text();
    assert!(own.contains("Sue suspended the site by hand"), "the page says it too: {own}");
}

/// Art. 7(3): as in the form for it, nobody is told that a consent ended which they never gave.
async fn words_that_withdraw_a_consent_are_told_what_they_met(portal: TestPortal) {
    let list = "key;email;person;purpose;evidence;wording;since;ended_at\n\
                n;ada@asiakas.example;;newsletter;consent;Yes;2020-01-01T10:00:00Z;\n";
    portal.imports(&[("subscription", list)]).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let none = "Ei peruutettavaa suostumusta";
    for (person, gave) in [(portal.ada(), true), (portal.bea(), false)] {
        person.signs_in().await;
        let reference = writes(&person).await;
        let path = format!("/staff/requests/{reference}/classify");
        let sure = names(&sam.browser.get(&path).await, &path, "consent").await;
        assert_eq!(sure.form(&path).fill("sure", "yes").submit().await.status, 303);
        let letter = person.reads_mail().await.0.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = [
            letter.contains("Olet peruuttanut suostumuksesi"),
            letter.contains("Peruutettavaa ei siis ollut"),
        ];
        assert_eq!(told, [gave, !gave], "{letter}");
        for page in ["/requests".to_owned(), format!("/requests/{reference}")] {
            let badges = person.browser.get(&page).await.texts("main .badge");
            assert!(
                !badges.is_empty() && badges.iter().all(|badge| (badge == none) != gave),
                "{page} {badges:?}"
            );
        }
        let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
        let said =
            [desk.text().contains("Consent withdrawn"), desk.text().contains("No consent held; ban noted")];
        assert_eq!(said, [gave, !gave], "{}", desk.text());
        let badges = desk.texts("main .badge");
        assert_eq!(
            badges.iter().filter(|badge| *badge == "No consent to withdraw").count(),
            if gave { 0 } else { 2 },
            "{badges:?}"
        );
    }
}
