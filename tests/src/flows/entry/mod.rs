//! Requests that came by letter, visit, phone or mail: entered with their true day, decided as any other, answered on paper.

mod beside;
mod destination;
mod paper;
mod protected;
mod told;

use super::desk::knows_ada;
use crate::harness::{
    actors::{ADA, Colleague},
    client::Ask,
    crowd::twenty,
    on_both_engines,
    page::{Filling, Page},
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{
    entry, item,
    kind::{Assurance, Channel, ItemKind, LetterKind, Outcome, Right, Role, State, TaskKind},
    letter, request, step, suppression, task,
};
use portal_core::{law::calendar::helsinki_date, law::deadline::deadline};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

on_both_engines!(
    a_letter_is_entered_with_its_true_day_and_its_clock_runs_from_it,
    several_rights_become_several_requests_with_the_same_dates,
    a_day_long_ago_is_asked_about_once_and_never_refused,
    what_is_lacking_is_told_and_nothing_is_lost,
    twenty_presses_at_once_leave_one_request,
    an_opt_out_acts_at_once_on_the_address_that_was_given,
    an_opt_out_on_paper_acts_when_the_person_is_known,
    nothing_is_decided_before_somebody_knows_who_asks,
    whoever_proves_the_address_needs_no_other_check,
    that_nothing_is_held_is_answered_once_a_check_is_noted,
);

const WORDS: &str = "What do you hold about me? Send it to my address.";
const ENTER: &str = "/staff/requests/new";

/// The form, filled for a letter of Maija's.
pub(super) async fn letter_of_maija(sam: &Colleague, received_on: &str) -> Filling {
    let form = sam.browser.get(ENTER).await.form(ENTER);
    let fields = [
        ("channel", "letter"),
        ("received_on", received_on),
        ("language", "en"),
        ("words", WORDS),
        ("kept_at", "Folder 7"),
        ("name", "Maija Virtanen"),
        ("postal", "Kirjatie 3\n20100 Turku"),
        ("identity", "unproven"),
    ];
    fields.into_iter().fold(form, |form, (name, value)| form.fill(name, value))
}

/// The day so many days before today.
pub(super) fn ago(portal: &TestPortal, days: i64) -> String {
    (helsinki_date(portal.ctx().now()) - TimeDelta::days(days)).to_string()
}

pub(super) fn reference_of(page: &Page) -> String {
    page.location().strip_prefix("/staff/requests/").unwrap().to_owned()
}

async fn all(portal: &TestPortal) -> Vec<request::Model> {
    request::Entity::find().all(portal.ctx().read()).await.unwrap()
}

async fn row(portal: &TestPortal, reference: &str) -> request::Model {
    all(portal).await.into_iter().find(|row| row.reference == reference).unwrap()
}

async fn open_tasks(portal: &TestPortal) -> Vec<task::Model> {
    let open = task::Entity::find().filter(task::Column::DoneAt.is_null());
    open.all(portal.ctx().read()).await.unwrap()
}

async fn letters(portal: &TestPortal, kind: LetterKind) -> Vec<letter::Model> {
    let found = letter::Entity::find().filter(letter::Column::Kind.eq(kind));
    found.all(portal.ctx().read()).await.unwrap()
}

async fn words_of(portal: &TestPortal, kind: LetterKind) -> String {
    let found = letters(portal, kind).await;
    assert_eq!(found.len(), 1);
    found[0].text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Links the request to the record of Ada, as found by two facts.
async fn links_ada(sam: &Colleague, reference: &str, person: entity::id::PersonId) {
    let path = format!("/staff/requests/{reference}/person/{person}");
    let stated = sam.browser.get(&path).await;
    if stated.has("[name=reason]") {
        let opened = stated.fill("reason", "The letter names her address.").submit().await;
        assert!(opened.status < 400, "{}", opened.text());
    }
    let page = sam.browser.get(&path).await;
    let form = page.form(&path).fill("method", "known_facts").fill("finding", "Number and invoice match.");
    let linked = form.submit().await;
    assert_eq!(linked.status, 303, "{}", linked.text());
}

async fn a_letter_is_entered_with_its_true_day_and_its_clock_runs_from_it(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let day = ago(&portal, 9);
    let form = letter_of_maija(&sam, &day).await.fill("rights", "access");
    let form = form.fill("representative", "Liisa Laki").fill("authority", "A power of attorney of 2 May");
    let reference = reference_of(&form.submit().await);
    let row = row(&portal, &reference).await;
    let dates = deadline(day.parse().unwrap(), &[]).unwrap();
    assert_eq!(
        (row.received_on, row.due_on, row.internal_due_on),
        (dates.received_on, dates.due_on, dates.internal_due_on)
    );
    assert_eq!(helsinki_date(row.received_at), dates.received_on);
    assert_eq!((row.channel, row.state, row.right), (Channel::Letter, State::Received, Some(Right::Access)));
    assert_eq!((row.assurance, row.requester_email.as_deref()), (Assurance::Unproven, None));
    let kept = entry::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!((kept.request_id, kept.kept_at.as_str()), (row.id, "Folder 7"));
    assert_eq!(kept.representative.as_deref(), Some("Liisa Laki"));
    let item = item::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!((item.kind, item.asked.as_deref()), (ItemKind::Everything, Some(WORDS)));
    let told = words_of(&portal, LetterKind::Acknowledgement).await;
    assert!(told.contains("by post") && !told.contains("https://") && !told.contains("page of"), "{told}");
    let open = open_tasks(&portal).await;
    assert_eq!(open.iter().map(|task| task.kind).collect::<Vec<_>>(), [TaskKind::PrintLetter]);
    let page = sam.browser.get(&format!("/staff/requests/{reference}")).await.text();
    for shown in ["Kirjatie 3", "Folder 7", "Liisa Laki", "power of attorney", WORDS] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    portal.inbox().await;
}

async fn several_rights_become_several_requests_with_the_same_dates(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let mut form = letter_of_maija(&sam, &ago(&portal, 3)).await;
    let rights = ["access", "erasure", "objection"].map(|right| ("rights".to_owned(), right.to_owned()));
    form.fields.extend(rights);
    let reference = reference_of(&form.submit().await);
    let made = all(&portal).await;
    let first = made.iter().find(|row| row.reference == reference).unwrap();
    assert_eq!(made.iter().filter(|row| row.split_from == Some(first.id)).count(), 2);
    let dates: Vec<_> = made.iter().map(|row| (row.received_on, row.due_on, &row.requester_key)).collect();
    assert!(made.len() == 3 && dates.windows(2).all(|two| two[0] == two[1]), "{dates:?}");
    assert_eq!(portal.count("entry").await, 3);
    let page = sam.browser.get(&format!("/staff/requests/{reference}")).await.text();
    assert!(made.iter().all(|row| page.contains(&row.reference)), "{page}");
    portal.inbox().await;
}

async fn a_day_long_ago_is_asked_about_once_and_never_refused(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let day = ago(&portal, 40);
    let asked = letter_of_maija(&sam, &day).await.submit().await;
    assert_eq!((asked.status, portal.count("request").await), (200, 0));
    assert!(asked.text().contains("40 days ago") && asked.text().contains(WORDS), "{}", asked.text());
    let other = asked.form(ENTER).fill("received_on", ago(&portal, 41)).submit().await;
    assert_eq!(other.status, 200, "another day is asked about again");
    let reference = reference_of(&asked.form(ENTER).submit().await);
    assert_eq!(row(&portal, &reference).await.received_on.to_string(), day);
    portal.inbox().await;
}

async fn what_is_lacking_is_told_and_nothing_is_lost(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form =
        letter_of_maija(&sam, &ago(&portal, -1)).await.fill("email", "maija").fill("rights", "marketing");
    let again = form.fill("authority", "None shown").submit().await;
    assert_eq!(again.status, 422);
    let links = again.texts(".error-summary a");
    assert_eq!(links.len(), 3, "{links:?}");
    assert_eq!(again.texts("[name=words]"), [WORDS]);
    assert_eq!(again.value("kept_at").as_deref(), Some("Folder 7"));
    assert_eq!(again.attribute("[name=rights][checked]", "value").as_deref(), Some("marketing"));
    let empty = sam.browser.get(ENTER).await.form(ENTER).submit().await;
    assert_eq!(empty.status, 422);
    assert_eq!(portal.count("request").await + portal.count("entry").await + portal.count("letter").await, 0);
    let labels = sam.browser.get(ENTER).await.texts("main label, main legend");
    assert!(!labels.iter().any(|label| label.to_lowercase().contains("identity code")), "{labels:?}");
}

async fn twenty_presses_at_once_leave_one_request(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let mut form = letter_of_maija(&sam, &ago(&portal, 2)).await;
    form.fields.extend(["access", "erasure"].map(|right| ("rights".to_owned(), right.to_owned())));
    let presses = twenty(|| form.submit()).await;
    let led: Vec<_> = presses.iter().map(|page| page.location().to_owned()).collect();
    assert!(led.iter().all(|path| *path == led[0]), "{led:?}");
    assert_eq!(portal.count("request").await, 2);
    assert_eq!((portal.count("entry").await, portal.count("letter").await), (2, 2));
    portal.inbox().await;
}

/// Ada gets the newsletter.
async fn is_on_the_list(portal: &TestPortal) {
    let list = "key;email;person;purpose;evidence;wording;since;ended_at\n";
    let list = format!("{list}n;{ADA};;newsletter;consent;Yes;2020-01-01T10:00:00Z;\n");
    portal.imports(&[("subscription", &list)]).await;
}

async fn an_opt_out_acts_at_once_on_the_address_that_was_given(portal: TestPortal) {
    is_on_the_list(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let mut form = letter_of_maija(&sam, &ago(&portal, 2)).await.fill("email", ADA).fill("postal", "");
    form.fields.extend(["marketing", "access"].map(|right| ("rights".to_owned(), right.to_owned())));
    form.submit().await.location();
    let made = all(&portal).await;
    let opt_out = made.iter().find(|row| row.right == Some(Right::Marketing)).unwrap();
    assert_eq!((opt_out.state, opt_out.outcome), (State::Closed, Some(Outcome::Granted)));
    let stopped = suppression::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert!(!stopped.is_empty() && stopped.iter().all(|row| row.email_key == opt_out.requester_key));
    let told = step::Entity::find().filter(step::Column::RequestId.eq(opt_out.id));
    assert!(!told.all(portal.ctx().read()).await.unwrap().is_empty(), "the newsletter tool is told");
    let access = made.iter().find(|row| row.right == Some(Right::Access)).unwrap();
    assert_eq!(access.state, State::Received);
    let subjects: Vec<_> = portal.inbox().await.to(ADA).into_iter().map(|mail| mail.0.subject).collect();
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    let again = letter_of_maija(&sam, &ago(&portal, 1)).await.fill("email", ADA).fill("postal", "");
    again.fill("rights", "marketing").submit().await.location();
    let told = letters(&portal, LetterKind::MarketingStopped).await;
    let since = told
        .iter()
        .filter(|letter| letter.text.replace('\n', " ").contains("has been in force since"))
        .count();
    assert_eq!((told.len(), since), (2, 1), "the second is told of the first");
    portal.inbox().await;
}

async fn an_opt_out_on_paper_acts_when_the_person_is_known(portal: TestPortal) {
    let person = knows_ada(&portal).await;
    is_on_the_list(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = reference_of(&letter_of_maija(&sam, &ago(&portal, 2)).await.submit().await);
    let classify = format!("/staff/requests/{reference}/classify");
    let names = async || {
        let sure = sam.browser.get(&classify).await.fill("right", "marketing").submit().await;
        sure.form(&classify).fill("sure", "yes").submit().await
    };
    let early = names().await;
    assert_eq!((early.status, portal.count("suppression").await), (422, 0), "{}", early.text());
    links_ada(&sam, &reference, person).await;
    assert_eq!(names().await.status, 303);
    let ada = portal.ctx().keys.email_key(&portal_core::email::Email::parse(ADA).unwrap());
    let stopped = suppression::Entity::find().all(portal.ctx().read()).await.unwrap();
    assert!(!stopped.is_empty() && stopped.iter().all(|row| row.email_key == ada));
    assert!(portal.count("step").await > 0, "the newsletter tool is told");
    let told = words_of(&portal, LetterKind::MarketingStopped).await;
    assert!(told.contains("that is in our register"), "{told}");
    portal.inbox().await;
}

async fn nothing_is_decided_before_somebody_knows_who_asks(portal: TestPortal) {
    knows_ada(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = letter_of_maija(&sam, &ago(&portal, 2)).await.fill("rights", "access").fill("email", ADA);
    let reference = reference_of(&form.submit().await);
    sam.takes(&reference).await;
    let decide = sam.browser.get(&format!("/staff/requests/{reference}/decide")).await;
    for held in ["", "yes"] {
        let form = decide.fill("verdict-0", "granted").fill("nothing_held", held).fill("to", "reasons");
        let refused = form.submit().await;
        let told = refused.texts(".error-summary a").concat();
        assert!(refused.status == 422 && told.contains("Nobody has checked who asks"), "{told}");
    }
    assert_eq!(row(&portal, &reference).await.outcome, None);
    portal.inbox().await;
}

async fn whoever_proves_the_address_needs_no_other_check(portal: TestPortal) {
    let person = knows_ada(&portal).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = letter_of_maija(&sam, &ago(&portal, 2)).await.fill("rights", "access").fill("email", ADA);
    let reference = reference_of(&form.submit().await);
    assert_eq!(row(&portal, &reference).await.person_id, None);
    let ada = portal.ada();
    ada.signs_in().await;
    let proved = row(&portal, &reference).await;
    assert_eq!((proved.assurance, proved.person_id), (Assurance::Email, Some(person)));
    let own = ada.browser.get(&format!("/requests/{reference}")).await;
    assert_eq!(own.status, 200);
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303);
    portal.inbox().await;
}

async fn that_nothing_is_held_is_answered_once_a_check_is_noted(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let form = letter_of_maija(&sam, &ago(&portal, 2)).await.fill("rights", "access");
    let reference = reference_of(&form.submit().await);
    sam.takes(&reference).await;
    let path = format!("/staff/requests/{reference}/identity");
    let form = sam.browser.get(&format!("/staff/requests/{reference}")).await.form(&path);
    let missing = form.clone().fill("identity", "in_person").submit().await;
    assert_eq!(missing.status, 422, "what was compared is missing");
    assert!(missing.has("details[open] #finding"), "what is wrong is not folded away");
    let with = |how: &str| form.clone().fill("identity", "in_person").fill("finding", how);
    assert_eq!(with("Passport 131052-308T").submit().await.status, 422, "no identity code is kept");
    assert_eq!(with("A passport with that name was seen.").submit().await.status, 303);
    assert_eq!(row(&portal, &reference).await.assurance, Assurance::InPerson);
    assert_eq!(with("Again.").submit().await.status, 409);
    let letter = sam.weighs(&reference, &[("verdict-0", "granted"), ("nothing_held", "yes")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    let own = portal.ada();
    own.signs_in().await;
    let filed = own.files("access").await;
    let forced = format!("/staff/requests/{filed}/identity");
    let fields = [
        ("csrf".to_owned(), sam.token(&forced).await),
        ("version".to_owned(), "1".to_owned()),
        ("identity".to_owned(), "in_person".to_owned()),
        ("finding".to_owned(), "x".to_owned()),
    ];
    let forced = sam.browser.send(Ask::post(forced, &fields)).await.at_its_step().await;
    assert_eq!(forced.status, 409, "only of what staff entered");
    portal.inbox().await;
}
