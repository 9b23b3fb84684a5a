//! A request about a customer's own website goes to that customer; the person is told who answers.

use crate::harness::{actors::Customer, on_both_engines, page::Page, portal::TestPortal};
use entity::{
    contact, customer, hosting_account,
    id::{CustomerId, PersonId},
    kind::{ContactRole, CustomerKind, HostingState, Language, MailState, Outcome, Role, State, TaskKind},
    look, outbox, person, request, task,
};
use portal_core::{ctx::Ctx, email::Email};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use serde_json::json;

on_both_engines!(
    both_letters_are_seen_before_they_go_and_the_request_is_closed,
    what_is_lacking_is_said_and_nothing_goes,
    only_a_contact_person_who_was_looked_up_gets_it,
    a_request_that_is_closed_is_not_forwarded,
    a_letter_that_comes_back_from_the_customer_is_put_before_staff,
    without_an_address_the_letter_to_the_customer_is_printed,
);

const WORDS: &str = "Please delete my order at Kahvila Kanto.";
const REACH: &str = "Rantatie 2, 21500 Piikkiö";
const KAI: &str = "kai@kanto.example";

fn company(ctx: &Ctx) -> customer::Model {
    customer::Model {
        id: ctx.mint().unwrap(),
        number: "10007".into(),
        kind: CustomerKind::Company,
        name: "Kahvila Kanto Oy".into(),
        business_id: None,
        started_on: ctx.now().date_naive(),
        ended_on: None,
        source: "test".into(),
        source_key: "c".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    }
}

fn kai(ctx: &Ctx, email: Option<&str>) -> person::Model {
    person::Model {
        id: ctx.mint().unwrap(),
        name: "Kai Kontio".into(),
        name_key: "kai kontio".into(),
        email: email.map(str::to_owned),
        email_key: email.and_then(|email| Email::parse(email).ok()).map(|email| ctx.keys.email_key(&email)),
        email_since: None,
        protected_on: None,
        language: Language::Sv,
        source: "test".into(),
        source_key: "p".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    }
}

fn site(ctx: &Ctx, customer_id: CustomerId) -> hosting_account::Model {
    hosting_account::Model {
        id: ctx.mint().unwrap(),
        customer_id,
        person_id: None,
        username: "kanto".into(),
        password_set_on: None,
        // As a panel may write it.
        domain: "Kanto.Example".into(),
        plan: "basic".into(),
        state: HostingState::Active,
        source: "test".into(),
        source_key: "h".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    }
}

/// A company whose website stands on our servers, with a contact person.
pub async fn hosts(portal: &TestPortal, email: Option<&str>) -> (CustomerId, PersonId) {
    let ctx = portal.ctx();
    let (company, kai) = (company(ctx), kai(ctx, email));
    let (customer_id, person_id) = (company.id, kai.id);
    let place = contact::Model {
        id: ctx.mint().unwrap(),
        customer_id,
        person_id,
        role: ContactRole::Contact,
        source: "test".into(),
        source_key: "k".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    company.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    kai.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    place.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    site(ctx, customer_id).into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    (customer_id, person_id)
}

async fn writes(ada: &Customer) -> String {
    ada.signs_in().await;
    let form = ada.browser.get("/requests/new/something_else").await;
    let name = form.fill("text", WORDS).submit().await.follow().await;
    let check = name.fill("name", "Ada Asiakas").submit().await.follow().await;
    check.press().await.location().strip_prefix("/requests/").unwrap().to_owned()
}

async fn row(portal: &TestPortal, reference: &str) -> request::Model {
    let requests = request::Entity::find().all(portal.ctx().read()).await.unwrap();
    requests.into_iter().find(|request| request.reference == reference).unwrap()
}

/// The page with what a search by the website found.
pub async fn searches(page: &Page, path: &str) -> Page {
    page.form(path).fill("search", "https://www.KANTO.example/").submit().await
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn both_letters_are_seen_before_they_go_and_the_request_is_closed(portal: TestPortal) {
    let (company, kai) = hosts(&portal, Some(KAI)).await;
    let ada = portal.ada();
    let reference = writes(&ada).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/forward");
    let begin = sam.browser.get(&path).await;
    assert_eq!(look::Entity::find().all(portal.ctx().read()).await.unwrap(), []);
    let found = searches(&begin, &path).await;
    assert!(found.text().contains("Kahvila Kanto Oy") && found.text().contains(KAI), "{}", found.text());
    let looks = look::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert!(looks.len() == 1 && looks[0].person_id == kai && looks[0].purpose.starts_with(&reference));
    assert_eq!(found.value("site").as_deref(), Some("kanto.example"), "the one website found is filled in");
    let chosen = found.fill("reach", REACH).fill("contact", format!("{company} {kai}"));
    let letters = chosen.fill("to", "letters").submit().await;
    assert_eq!(letters.status, 200, "{}", letters.text());
    let shown = letters.texts(".pre");
    assert_eq!(row(&portal, &reference).await.state, State::Received, "seeing them changes nothing");
    let sent = letters.form(&format!("{path}/send"));
    assert_eq!(sent.submit().await.status, 303);
    let looks = portal.count("look").await;
    assert_eq!(sent.submit().await.status, 409, "a second press forwards nothing twice");
    assert_eq!(portal.count("look").await, looks, "and opens nobody's record");

    says_the_right_things(&portal, &reference, &shown).await;
    let closed = row(&portal, &reference).await;
    assert_eq!((closed.state, closed.outcome), (State::Closed, Some(Outcome::Forwarded)));
    assert!(closed.answered_at.is_some() && closed.closed_at.is_some());
    let own = ada.browser.get(&format!("/requests/{reference}")).await;
    assert!(own.text().contains("Kahvila Kanto Oy") && !own.body.contains(KAI), "{}", own.text());
    let desk = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(desk.text().contains("10007") && desk.text().contains(WORDS));
}

/// The letters that went are those that were shown, and each holds what its reader may know.
async fn says_the_right_things(portal: &TestPortal, reference: &str, shown: &[String]) {
    let (inbox, ada) = (portal.inbox().await, portal.ada().email);
    let (told, handed) = (inbox.latest_to(ada).0, inbox.latest_to(KAI).0);
    assert_eq!(squeezed(&told.text), squeezed(&shown[0]));
    assert_eq!(squeezed(&handed.text), squeezed(&shown[1]));
    for needed in ["Kahvila Kanto Oy", "kanto.example", REACH, reference] {
        assert!(told.text.contains(needed), "{needed}: {}", told.text);
    }
    for kept_back in [KAI, "Kai Kontio"] {
        assert!(!told.text.contains(kept_back), "the contact person is not named: {kept_back}");
    }
    for needed in [WORDS, "Ada Asiakas", ada, "28.3"] {
        assert!(handed.text.contains(needed), "{needed}: {}", handed.text);
    }
    assert_eq!(inbox.to(KAI).len(), 1);
}

async fn what_is_lacking_is_said_and_nothing_goes(portal: TestPortal) {
    let (company, kai) = hosts(&portal, Some(KAI)).await;
    let reference = writes(&portal.ada()).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/forward");
    let begin = sam.browser.get(&path).await;
    let short = begin.form(&path).fill("search", "ka").submit().await;
    assert_eq!(short.status, 422);
    assert!(short.has(".error-summary a[href='#search']"));
    let nobody = begin.form(&path).fill("search", "nobody.example").submit().await;
    assert!(nobody.status == 200 && !nobody.has("[name=contact]"), "{}", nobody.text());
    let found = searches(&begin, &path).await;
    let full =
        [("contact", format!("{company} {kai}")), ("site", "kanto.example".into()), ("reach", REACH.into())];
    for (missing, _) in &full {
        let typed = full.iter().fold(found.fill("reach", REACH), |form, (name, value)| {
            form.fill(name, if name == missing { String::new() } else { value.clone() })
        });
        let refused = typed.clone().fill("to", "letters").submit().await;
        assert_eq!(refused.status, 422, "{missing}");
        assert!(refused.has(&format!(".error-summary a[href^='#{missing}']")), "{missing}: {}", refused.body);
        let forced = sam.forces(typed, &format!("{path}/send")).await;
        assert_eq!(forced.status, 422, "{missing} is demanded by the sending too");
    }
    assert_eq!(row(&portal, &reference).await.state, State::Received);
    assert_eq!(portal.inbox().await.to(KAI).len(), 0);
}

async fn only_a_contact_person_who_was_looked_up_gets_it(portal: TestPortal) {
    let (company, kai) = hosts(&portal, Some(KAI)).await;
    let reference = writes(&portal.ada()).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/forward");
    let page = sam.browser.get(&path).await;
    let send = async |contact: String| {
        let form = page.form(&path).fill("search", "kanto").fill("contact", contact);
        let form = form.fill("site", "kanto.example").fill("reach", REACH);
        sam.forces(form, &format!("{path}/send")).await.status
    };
    let nobody: CustomerId = portal.ctx().mint().unwrap();
    assert_eq!(send(format!("{company} {kai}")).await, 422, "nobody has looked Kai up for this request");
    searches(&page, &path).await;
    assert_eq!(send(format!("{nobody} {kai}")).await, 404, "Kai is no contact of that customer");
    assert_eq!(row(&portal, &reference).await.state, State::Received);
    assert_eq!(send(format!("{company} {kai}")).await, 303);
    portal.inbox().await;
}

async fn a_request_that_is_closed_is_not_forwarded(portal: TestPortal) {
    hosts(&portal, Some(KAI)).await;
    let ada = portal.ada();
    let reference = writes(&ada).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/forward");
    let page = sam.browser.get(&path).await;
    let withdraw = format!("/requests/{reference}/withdraw");
    assert_eq!(ada.browser.get(&withdraw).await.form(&withdraw).submit().await.status, 303);
    assert_eq!(sam.browser.get(&path).await.status, 409);
    assert_eq!(searches(&page, &path).await.status, 409);
    assert_eq!(look::Entity::find().all(portal.ctx().read()).await.unwrap(), [], "and nobody is looked at");
    portal.inbox().await;
}

async fn forwards(portal: &TestPortal, (company, kai): (CustomerId, PersonId)) -> String {
    let reference = writes(&portal.ada()).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let path = format!("/staff/requests/{reference}/forward");
    let found = searches(&sam.browser.get(&path).await, &path).await;
    let chosen = found.fill("reach", REACH).fill("contact", format!("{company} {kai}"));
    let letters = chosen.fill("to", "letters").submit().await;
    assert_eq!(letters.form(&format!("{path}/send")).submit().await.status, 303);
    reference
}

async fn a_letter_that_comes_back_from_the_customer_is_put_before_staff(portal: TestPortal) {
    // No mail server takes a local part outside ASCII without SMTPUTF8.
    let parties = hosts(&portal, Some("käi@kanto.example")).await;
    let reference = forwards(&portal, parties).await;
    let desk_before = portal.inbox().await;
    let tasks = task::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert_eq!(tasks.iter().map(|task| task.kind).collect::<Vec<_>>(), [TaskKind::ForwardBounced]);
    assert_eq!(tasks[0].request_id, Some(row(&portal, &reference).await.id));
    assert!(row(&portal, &reference).await.answered_at.is_some(), "the person has been told");
    let told = desk_before.latest_to("desk@wprod.example").0.subject;
    assert!(told.contains(&reference), "the desk is told: {told}");
    let timeline = json!(portal.everything().await["event"]).to_string();
    assert!(timeline.contains("forward_failed") && !timeline.contains("mail_bounced"));
    // The harness wants no mail left behind; this one was meant to come back.
    let mails = outbox::Entity::find().all(portal.ctx().read()).await.unwrap();
    let bounced = mails.into_iter().find(|mail| mail.state == MailState::Bounced).unwrap();
    let mut bounced = bounced.into_active_model();
    bounced.state = Set(MailState::Expired);
    let tx = portal.ctx().write().await.unwrap();
    bounced.update(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn without_an_address_the_letter_to_the_customer_is_printed(portal: TestPortal) {
    let parties = hosts(&portal, None).await;
    let reference = forwards(&portal, parties).await;
    let inbox = portal.inbox().await;
    assert!(inbox.all().iter().all(|mail| !mail.text.contains(WORDS)), "no mail repeats it (R7.0)");
    let open = async || {
        let tasks = task::Entity::find().all(portal.ctx().read()).await.unwrap();
        tasks.into_iter().filter(|task| task.done_at.is_none()).map(|task| task.kind).collect::<Vec<_>>()
    };
    assert_eq!(open().await, [TaskKind::ForwardBounced], "the person reads that it was forwarded");
    let sam = portal.staff("Sanna", &[Role::Caseworker]).await;
    let page = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    assert!(page.texts(".pre").iter().any(|letter| letter.contains(WORDS)), "it stands there to be printed");
    let given = page.form(&format!("/staff/requests/{reference}/forward/handed-over"));
    assert_eq!(given.fill("how_handed", "Handed over at their counter.").submit().await.status, 303);
    assert!(open().await.is_empty());
}
