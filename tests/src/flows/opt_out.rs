//! An opt-out that a holder cannot carry out, and one that is asked for again because mail still comes.

use super::holders::{NEWSLETTER, link, opens};
use crate::harness::{
    actors::{BEA, Colleague, Customer},
    on_both_engines,
    page::Page,
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{
    kind::{Language, Remedy, Role, State, StepState, TaskKind},
    request, step, task,
};
use portal_core::{lang::date, law::calendar::helsinki_date};
use sea_orm::{EntityTrait, QueryOrder, sea_query::Expr};

on_both_engines!(
    a_holder_that_cannot_leaves_an_opt_out_to_staff_who_tell_the_person,
    who_still_gets_mail_is_heard_and_the_holders_are_told_again,
    an_opt_out_is_not_in_force_while_a_list_runs,
    a_consent_is_withdrawn_once_and_its_form_says_so_afterwards,
    a_consent_that_was_never_given_is_told_as_such_on_every_page,
    of_a_shared_address_no_form_says_which_consents_it_gave,
    a_ban_asked_for_again_says_when_each_holder_was_told_of_it_last,
    a_holder_whose_notice_came_back_is_told_again_when_the_ban_is_asked_for_again,
    a_task_on_a_closed_request_stands_above_the_queue_until_it_is_done,
);

const PAGE: &str = "/requests/new/marketing";
const ONE_LIST: (&str, &str) = (
    "subscription",
    "key;email;person;purpose;evidence;wording;since;ended_at\n\
     n;bea@asiakas.example;;newsletter;consent;Yes;2020-01-01T10:00:00Z;\n",
);

async fn opts_out(bea: &Customer) -> Page {
    bea.signs_in().await;
    let done = bea.browser.get(PAGE).await.press().await;
    assert_eq!(done.status, 303);
    done
}

async fn newest(portal: &TestPortal) -> request::Model {
    let rows = request::Entity::find().order_by_desc(request::Column::Id);
    rows.one(portal.ctx().read()).await.unwrap().unwrap()
}

async fn steps(portal: &TestPortal) -> Vec<step::Model> {
    step::Entity::find().order_by_asc(step::Column::Id).all(portal.ctx().read()).await.unwrap()
}

/// The open tasks of a kind.
async fn waiting(portal: &TestPortal, kind: TaskKind) -> usize {
    let tasks = task::Entity::find().all(portal.ctx().read()).await.unwrap();
    tasks.iter().filter(|task| task.kind == kind && task.done_at.is_none()).count()
}

async fn answers(portal: &TestPortal, way: &str, why: &str) {
    let mail = portal.inbox().await.latest_to(NEWSLETTER);
    let page = opens(portal, &link(&mail)).await;
    assert_eq!(page.fill("answer", way).fill("why", why).submit().await.status, 303);
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn a_holder_that_cannot_leaves_an_opt_out_to_staff_who_tell_the_person(portal: TestPortal) {
    let bea = portal.bea();
    portal.imports(&[ONE_LIST]).await;
    opts_out(&bea).await;
    answers(&portal, "cannot", "The list is locked.").await;
    let step = steps(&portal).await.remove(0);
    assert_eq!((step.state, waiting(&portal, TaskKind::HolderCannot).await), (StepState::Cannot, 1));

    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let reference = newest(&portal).await.reference;
    let queue = "/staff/queue?tab=holders";
    assert!(sam.browser.get(queue).await.text().contains(&reference), "a closed request waits for staff");
    let desk = format!("/staff/requests/{reference}");
    let form = sam.browser.get(&desk).await.form(&format!("{desk}/steps/{}", step.id));
    let unchosen = form.clone().fill("why", "We called them.").submit().await;
    assert!(unchosen.status == 422 && unchosen.text().contains("We called them."), "{}", unchosen.text());
    let absolute = form.clone().fill("remedy", "disproportionate").fill("why", "It costs too much.");
    assert_eq!(absolute.submit().await.status, 422, "cost is no excuse (Art. 21(3))");
    let form = sam.browser.get(&desk).await.form(&format!("{desk}/steps/{}", step.id));
    let unsaid = form.fill("remedy", "stopped_sending").submit().await;
    assert_eq!((unsaid.status, waiting(&portal, TaskKind::HolderCannot).await), (422, 1));
    let form = unsaid.form(&format!("{desk}/steps/{}", step.id));
    let said = form.fill("remedy", "stopped_sending").fill("why", "We send from our own server now.");
    assert_eq!(said.submit().await.status, 303);

    let step = steps(&portal).await.remove(0);
    assert_eq!((step.state, step.remedy), (StepState::Cannot, Some(Remedy::StoppedSending)));
    assert_eq!(
        (newest(&portal).await.state, waiting(&portal, TaskKind::HolderCannot).await),
        (State::Closed, 0)
    );
    assert!(!sam.browser.get(queue).await.text().contains(&reference), "nothing waits any more");
    let letter = squeezed(&portal.inbox().await.latest_to(BEA).0.text);
    for words in ["Kirjekyyhky", "lopetimme lähettämisen", "We send from our own server now."] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert!(!letter.contains("artikla"), "an opt-out is no matter of Art. 19: {letter}");
    let own = bea.browser.get(&format!("/requests/{reference}")).await.text();
    assert!(own.contains("The list is locked.") && own.contains("We send from our own server now."), "{own}");
}

async fn who_still_gets_mail_is_heard_and_the_holders_are_told_again(portal: TestPortal) {
    let bea = portal.bea();
    portal.imports(&[ONE_LIST]).await;
    opts_out(&bea).await;
    assert_eq!(waiting(&portal, TaskKind::StillMailed).await, 0);
    assert_eq!(portal.inbox().await.to(NEWSLETTER).len(), 1);
    portal.clock.advance(TimeDelta::days(1));
    bea.signs_in().await;
    the_page_says_that_the_ban_stands(&bea).await;
    let case = newest(&portal).await.reference;
    one_case_is_heard(&portal, &bea, &case).await;
    answers(&portal, "done", "").await;
    portal.clock.advance(TimeDelta::days(1));
    opts_out(&bea).await;
    portal.inbox().await;
    assert_eq!(steps(&portal).await.len(), 2, "who said that it was done is asked anew");
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let desk = format!("/staff/requests/{}", newest(&portal).await.reference);
    let path = format!("{desk}/notes");
    let page = sam.browser.get(&desk).await;
    assert!(page.text().contains("Marketing comes in spite of the ban"), "{}", page.text());
    let noted = page.form(&path).fill("note", "The mail came from an old list.").submit().await;
    assert_eq!((noted.status, waiting(&portal, TaskKind::StillMailed).await), (303, 0));
    opts_out(&bea).await;
    assert_ne!(newest(&portal).await.reference, case, "what staff have answered is closed: a new case");
}

/// Presses "I still get marketing".
async fn the_page_says_that_the_ban_stands(bea: &Customer) {
    let page = bea.browser.get(PAGE).await.text();
    assert!(
        page.contains("on ollut voimassa 13.4.2026 alkaen") && page.contains("Saan yhä markkinointia"),
        "{page}"
    );
    let told = opts_out(bea).await.follow().await;
    let banner = squeezed(&told.texts("main .banner").concat());
    for words in ["on ollut voimassa 13.4.2026 alkaen", "Selvitämme", "mistä osoitteesta"] {
        assert!(banner.contains(words), "the page says what the letter says, {words}: {banner}");
    }
    assert!(!banner.contains("lopetettu") && !banner.contains("ei tarvitse"), "{banner}");
    assert!(
        !told.text().contains("Suoramarkkinointi sinulle päättyi"),
        "nothing ended today: {}",
        told.text()
    );
}

/// Pressed twice with one form, and then again with a new one.
async fn one_case_is_heard(portal: &TestPortal, bea: &Customer, case: &str) {
    let form = bea.browser.get(PAGE).await;
    for anew in [false, false, true] {
        let again = if anew { opts_out(bea).await } else { form.press().await };
        assert!(again.location().ends_with(case), "{}", again.location());
        let banner = again.follow().await.texts("main .banner").concat();
        assert!(banner.contains("samaan asiaan"), "{banner}");
    }
    assert_eq!(portal.count("request").await, 2, "the ban, and the one case of why mail comes");
    let inbox = portal.inbox().await;
    assert_eq!((inbox.to(NEWSLETTER).len(), steps(portal).await.len()), (2, 1), "reminded once that day");
    let letters = inbox.to(BEA);
    let letters: Vec<_> = letters.iter().filter(|mail| mail.0.subject.contains(case)).collect();
    assert_eq!(letters.len(), 1, "one case, one letter");
    let letter = squeezed(&letters[0].0.text);
    for words in ["on ollut voimassa 13.4.2026 alkaen", "markkinointia tulee yhä"] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert!(letters[0].0.subject.contains("on voimassa"), "{}", letters[0].0.subject);
    assert!(!letter.contains("Sinun ei tarvitse"), "it asks from where the mail came: {letter}");
    assert_eq!(waiting(portal, TaskKind::StillMailed).await, 1);
}

async fn an_opt_out_is_not_in_force_while_a_list_runs(portal: TestPortal) {
    let bea = portal.bea();
    portal.imports(&[ONE_LIST]).await;
    bea.signs_in().await;
    let first = bea.browser.get(PAGE).await.text();
    assert!(first.contains("Lopettakaa markkinointi"), "{first}");
    opts_out(&bea).await;
    assert!(bea.browser.get(PAGE).await.text().contains("Saan yhä markkinointia"));
    let consent = bea.browser.get("/requests/new/consent").await.text();
    assert!(consent.contains("Jos olit antanut suostumuksesi, sekin on päättynyt"), "Art. 7(3): {consent}");
    let letter = portal.inbox().await.latest_to(BEA).0.text;
    assert!(letter.contains("Kielto on voimassa heti"), "{letter}");
}

async fn a_task_on_a_closed_request_stands_above_the_queue_until_it_is_done(portal: TestPortal) {
    const LEFT: &str = "/staff/queue?tab=left";
    let (bea, sam) = (portal.bea(), portal.staff("Sam", &[Role::Caseworker]).await);
    portal.imports(&[ONE_LIST]).await;
    opts_out(&bea).await;
    let first = newest(&portal).await.reference;
    let above = async || squeezed(&sam.browser.get("/staff/queue").await.text());
    let none = above().await;
    assert!(!none.contains("something left to do"), "a holder that is asked is no task of staff: {none}");

    answers(&portal, "cannot", "The list is locked.").await;
    opts_out(&bea).await;
    let second = newest(&portal).await.reference;
    let two = above().await;
    assert!(two.contains("2 closed requests with something left to do"), "{two}");
    for tab in [LEFT, "/staff/queue?tab=closed"] {
        let listed = squeezed(&sam.browser.get(tab).await.text());
        let tasks = ["A holder cannot do it", "Marketing comes in spite of the ban", &first, &second];
        assert!(tasks.iter().all(|words| listed.contains(words)), "{tab}: {listed}");
    }

    let desk = format!("/staff/requests/{second}");
    let form = sam.browser.get(&desk).await.form(&format!("{desk}/notes"));
    assert_eq!(form.fill("note", "An old list.").submit().await.status, 303);
    let one = above().await;
    assert!(one.contains("1 closed request with something left to do"), "{one}");
    let listed = sam.browser.get(LEFT).await.text();
    assert!(listed.contains(&first) && !listed.contains(&second), "{listed}");
}

/// The letter says when the list was told last.
async fn the_letter_says_told_today(portal: &TestPortal) {
    let letter = squeezed(&portal.inbox().await.latest_to(BEA).0.text);
    let told =
        format!("ilmoitettu {}; vastausta ei ole", date(Language::Fi, helsinki_date(portal.ctx().now())));
    assert!(letter.contains("Kirjekyyhky") && letter.contains(&told), "{told}: {letter}");
    assert!(letter.contains("enintään kerran päivässä"), "{letter}");
}

/// The page of the person and the page of staff say it too.
async fn both_pages_say_told_today(portal: &TestPortal, bea: &Customer, sam: &Colleague) {
    let today = helsinki_date(portal.ctx().now());
    let reference = newest(portal).await.reference;
    let own = squeezed(&bea.browser.get(&format!("/requests/{reference}")).await.text());
    assert!(own.contains("Kirjekyyhky") && own.contains(&date(Language::Fi, today)), "{own}");
    let desk = squeezed(&sam.browser.get(&format!("/staff/requests/{reference}")).await.text());
    let told = format!("Notified, no answer yet, {}", date(Language::En, today));
    assert!(
        desk.contains("When the holders were last notified of the ban") && desk.contains(&told),
        "{desk}"
    );
    assert!(!desk.contains("have been told of it again"), "{desk}");
}

async fn a_ban_asked_for_again_says_when_each_holder_was_told_of_it_last(portal: TestPortal) {
    let (bea, sam) = (portal.bea(), portal.staff("Sam", &[Role::Caseworker]).await);
    portal.imports(&[ONE_LIST]).await;
    opts_out(&bea).await;
    portal.inbox().await;
    // The limit of once a day holds the reminder back, and each says so by the day.
    opts_out(&bea).await;
    assert_eq!((portal.inbox().await.to(NEWSLETTER).len(), steps(&portal).await.len()), (1, 1));
    the_letter_says_told_today(&portal).await;
    both_pages_say_told_today(&portal, &bea, &sam).await;

    portal.clock.advance(TimeDelta::days(1));
    sam.signs_in().await;
    opts_out(&bea).await;
    assert_eq!((portal.inbox().await.to(NEWSLETTER).len(), steps(&portal).await.len()), (2, 1));
    both_pages_say_told_today(&portal, &bea, &sam).await;
}

async fn a_holder_whose_notice_came_back_is_told_again_when_the_ban_is_asked_for_again(portal: TestPortal) {
    let bea = portal.bea();
    portal.imports(&[ONE_LIST]).await;
    opts_out(&bea).await;
    portal.inbox().await;
    let tx = portal.ctx().write().await.unwrap();
    let untold = step::Entity::update_many().col_expr(step::Column::State, Expr::value(StepState::Open));
    untold.exec(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    portal.clock.advance(TimeDelta::days(1));
    opts_out(&bea).await;
    assert_eq!(portal.inbox().await.to(NEWSLETTER).len(), 2);
    assert_eq!(steps(&portal).await.remove(0).state, StepState::Told);
    answers(&portal, "done", "").await;
    assert_eq!(steps(&portal).await.remove(0).state, StepState::Done, "the new link works");
}

const NONE_HELD: &str = "ei ole osoitteellesi annettua suostumusta";

async fn a_consent_that_was_never_given_is_told_as_such_on_every_page(portal: TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    let form = bea.browser.get("/requests/new/consent").await;
    assert!(form.text().contains(NONE_HELD) && form.text().contains("Kielto ei vanhene"), "{}", form.text());
    let done = form.press().await.follow().await;
    let banner = done.texts("main .banner").concat();
    assert!(banner.contains("Meillä ei ole suostumustasi") && !banner.contains("peruutettu"), "{banner}");
    let badges = [done, bea.browser.get("/requests").await].map(|page| page.texts("main .badge"));
    for badges in badges {
        assert!(
            badges.iter().all(|badge| badge == "Ei peruutettavaa suostumusta"),
            "what did not happen: {badges:?}"
        );
        assert!(!badges.is_empty());
    }
    let letter = bea.reads_mail().await.0.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(letter.contains("Peruutettavaa ei siis ollut"), "{letter}");
    let rea = portal.staff("Rea", &[Role::Reader]).await;
    let report = rea.browser.get("/staff/reports").await.text();
    assert!(report.contains("One withdrawal of consent met no consent of ours"), "{report}");
    let page = rea.browser.get(&format!("/staff/requests/{}", newest(&portal).await.reference)).await;
    assert!(page.text().contains("No consent held; ban noted"), "{}", page.text());
    // A later consent of the same address comes by no import: the ban stands until she asks for its end.
    portal.clock.advance(TimeDelta::days(2));
    let since = (portal.ctx().now() - TimeDelta::hours(1)).format("%Y-%m-%dT%H:%M:%SZ");
    let head = "key;email;person;purpose;evidence;wording;since;ended_at";
    let later = format!("{head}\nn;bea@asiakas.example;;newsletter;consent;Yes;{since};\n");
    portal.imports(&[("subscription", &later)]).await;
    assert_eq!(portal.count("subscription").await, 0, "form and letter say so");
}

async fn of_a_shared_address_no_form_says_which_consents_it_gave(portal: TestPortal) {
    let bea = portal.bea();
    let two = "key;name;email;language\na;Bea;bea@asiakas.example;fi\nb;Bo;bea@asiakas.example;fi\n";
    portal.imports(&[("person", two)]).await;
    bea.signs_in().await;
    let form = bea.browser.get("/requests/new/consent").await;
    assert!(!form.text().contains(NONE_HELD), "{}", form.text());
    form.press().await;
    let letter = bea.reads_mail().await.0.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(letter.contains("Olet peruuttanut suostumuksesi"), "{letter}");
}

async fn a_consent_is_withdrawn_once_and_its_form_says_so_afterwards(portal: TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    portal.imports(&[ONE_LIST]).await;
    let form = bea.browser.get("/requests/new/consent").await;
    assert!(form.text().contains("eikä uusi tilaus samalla osoitteella kumoa sitä"), "{}", form.text());
    assert!(!form.text().contains(NONE_HELD), "{}", form.text());
    let before = portal.count("request").await;
    let done = form.press().await.follow().await;
    assert!(done.texts("main .banner").concat().contains("Suostumuksesi on peruutettu"), "{}", done.text());
    let after = bea.browser.get("/requests/new/consent").await;
    assert!(after.text().contains("Emme saa lähettää sinulle tätä"), "{}", after.text());
    assert!(!after.has("main form"), "there is nothing to press");
    let stale = form.fill("draft", "0198c0de-0000-7000-8000-00000000000a").submit().await;
    assert_eq!(
        (stale.status, portal.count("request").await),
        (422, before + 1),
        "an old tab files nothing more"
    );
}
