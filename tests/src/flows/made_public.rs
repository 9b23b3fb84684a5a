//! What was made public (Art. 17(2)): the plan of an erasure names it, staff tell others with reasonable steps, and the
//! person hears what was done. Nobody is mailed an instruction, for whoever copied it takes none.

use super::erasure::FILES;
use crate::harness::{
    actors::{ADA, Colleague, Customer},
    inbox::Inbox,
    on_both_engines,
    page::Page,
    portal::TestPortal,
};
use entity::{
    kind::{Role, State, StepState, TaskKind},
    request, step, task,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    others_are_told_of_the_erasure_of_what_was_made_public_and_the_person_hears_of_it,
    that_telling_others_takes_too_much_is_said_with_its_reason,
);

/// A publication, of which the notice even gives an address.
const PUBLIC: &str = r#"
[[recipient]]
code = "references"
role = "public"
country = "EEA"
told_by = "email"
email = "julkinen@palvelin.example"
categories = ["contact"]
label.fi = "Referenssit verkkosivuillamme"
label.sv = "Referenser på vår webbplats"
label.en = "References on our website"
text.fi = "Yhteyshenkilön nimi on näkynyt referenssisivulla."
text.sv = "Kontaktpersonens namn har synts på referenssidan."
text.en = "The contact person's name was shown on the page of references."
"#;
const STEPS: &str = "17 artiklan 2 kohta";

/// An erasure of everything, decided by two; gives who works on it.
async fn erased(portal: &TestPortal) -> (Customer, Colleague, String) {
    portal.imports(FILES).await;
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("erasure").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let plan = sam.browser.get(&format!("/staff/requests/{reference}/decide")).await.text();
    for told in ["References on our website", "on the page of references", "Art. 17(2)"] {
        assert!(plan.contains(told), "{told}: {plan}");
    }
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let proposal = format!("/staff/requests/{reference}/proposal");
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let approved = anna.browser.get(&proposal).await.form(&proposal).submit().await;
    assert_eq!(approved.status, 303, "{}", approved.text());
    (ada, sam, reference)
}

/// The others have done what they were told; what is public is left.
async fn holders_answer(portal: &TestPortal, sam: &Colleague, reference: &str) {
    for step in steps(portal).await.iter().filter(|step| step.holder != "references") {
        assert_eq!(records(sam, reference, step, &[("answer", "done")]).await.status, 303, "{}", step.holder);
    }
    assert_eq!(state(portal).await, State::Fulfilling, "the public have not been told");
}

async fn records(sam: &Colleague, reference: &str, step: &step::Model, typed: &[(&str, &str)]) -> Page {
    let desk = format!("/staff/requests/{reference}");
    let form = sam.browser.get(&desk).await.form(&format!("{desk}/steps/{}", step.id));
    typed.iter().fold(form, |form, (name, value)| form.fill(name, *value)).submit().await
}

async fn steps(portal: &TestPortal) -> Vec<step::Model> {
    step::Entity::find().all(portal.ctx().read()).await.unwrap()
}

async fn public(portal: &TestPortal) -> step::Model {
    steps(portal).await.into_iter().find(|step| step.holder == "references").expect("Art. 17(2)")
}

async fn state(portal: &TestPortal) -> State {
    request::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap().state
}

/// The newest letter that says these words, on one line.
fn letter(inbox: &Inbox, words: &str) -> String {
    let mails = inbox.to(ADA);
    let mut texts = mails.iter().map(|mail| mail.0.text.split_whitespace().collect::<Vec<_>>().join(" "));
    let found = texts.rfind(|text| text.contains(words));
    found.unwrap_or_else(|| panic!("no letter says {words}"))
}

async fn others_are_told_of_the_erasure_of_what_was_made_public_and_the_person_hears_of_it(
    portal: TestPortal,
) {
    let portal = portal.under(PUBLIC);
    let (ada, sam, reference) = erased(&portal).await;
    let inbox = portal.inbox().await;
    assert!(inbox.to("julkinen@palvelin.example").is_empty(), "no instruction for whoever copied it");
    let row = public(&portal).await;
    let tasks = task::Entity::find().filter(task::Column::StepId.eq(row.id));
    let tasks = tasks.all(portal.ctx().read()).await.unwrap();
    assert_eq!((row.state, tasks[0].kind), (StepState::Open, TaskKind::TellHolder), "staff weigh the steps");
    let told = letter(&inbox, "Julkaistut tiedot");
    assert!(told.contains(STEPS) && told.contains("Referenssit verkkosivuillamme: teemme tämän"), "{told}");

    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(desk.text().contains("With reasonable steps tell those who process them"), "{}", desk.text());
    let ways = format!("#answer-{} option", row.id);
    let offered = desk.texts(&ways).join("|");
    assert!(offered.contains("No links or copies were found") && !offered.contains("new link"), "{offered}");
    holders_answer(&portal, &sam, &reference).await;
    assert_eq!(records(&sam, &reference, &row, &[("answer", "told")]).await.status, 303);
    ada.signs_in().await;
    let own = async || ada.browser.get(&format!("/requests/{reference}")).await.text();
    let waits = own().await;
    assert!(waits.contains("Julkaistut tiedot") && waits.contains("Ilmoitettu muille, kesken"), "{waits}");
    assert_eq!(records(&sam, &reference, &row, &[("answer", "done")]).await.status, 303);
    assert_eq!(state(&portal).await, State::Closed);
    let account = letter(&portal.inbox().await, "Ilmoitukset on tehty");
    let (others, ours) =
        account.split_once("Julkaistut tiedot").expect("apart from who was notified (Art. 19)");
    assert!(
        !others.contains("Referenssit") && ours.contains("Referenssit") && ours.contains(STEPS),
        "{account}"
    );
    assert!(own().await.contains("Toimet on tehty"), "{}", own().await);
}

async fn that_telling_others_takes_too_much_is_said_with_its_reason(portal: TestPortal) {
    let portal = portal.under(PUBLIC);
    let (_, sam, reference) = erased(&portal).await;
    portal.inbox().await;
    holders_answer(&portal, &sam, &reference).await;
    let row = public(&portal).await;
    let unsaid = records(&sam, &reference, &row, &[("answer", "disproportionate")]).await;
    assert_eq!(unsaid.status, 422, "why is due");
    let why = "Hakukoneet eivät ota pyyntöjä vastaan puolestasi.";
    let said = records(&sam, &reference, &row, &[("answer", "disproportionate"), ("why", why)]).await;
    assert_eq!(said.status, 303, "{}", said.text());
    assert_eq!((state(&portal).await, public(&portal).await.state), (State::Closed, StepState::GivenUp));
    let account = letter(&portal.inbox().await, "Emme voineet ilmoittaa muille");
    assert!(account.contains(why) && account.contains("kohtuutonta vaivaa"), "{account}");
}
