//! Other holders of the data: told by mail without a name, answer once by a link, are reminded, given up with a reason.

use super::{
    erasure,
    objection::{approves, squeezed},
    restriction,
};
use crate::harness::{
    actors::{Colleague, Customer},
    client::{Ask, Browser},
    crowd::twenty,
    inbox::{Inbox, Letter},
    on_both_engines,
    page::Page,
    portal::ORIGIN,
    portal::TestPortal,
};
use chrono::TimeDelta;
use entity::{
    id::RequestId,
    kind::{Operation, Outcome, Right, Role, State, StepState},
    request, step,
};
use futures::future::join;
use portal_core::step::{
    instruct::{self, Touched},
    remind,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

on_both_engines!(
    the_last_of_four_holders_closes_the_request_and_the_person_hears_of_each,
    of_twenty_presses_on_one_link_one_counts,
    scanners_change_nothing_and_no_other_link_opens,
    of_two_links_open_in_one_browser_each_page_answers_its_own_case,
    a_page_whose_link_the_browser_lost_answers_nothing_and_keeps_what_was_typed,
    two_workers_remind_once_and_a_reminder_ends_the_link_before_it,
    an_opt_out_reaches_the_newsletter_tool_and_stays_closed,
    of_what_is_a_companys_holders_hear_that_it_is_only_about_the_person_and_who_that_is,
);

const INVOICING: &str = "tietosuoja@lasku.example";
const MONITORING: &str = "tietosuoja@palvelin.example";
pub const NEWSLETTER: &str = "tietosuoja@kirjekyyhky.example";
const DESK: &str = "desk@wprod.example";

/// An erasure that was decided and now waits for others: Ada's, in the state a decision leaves.
async fn erased(portal: &TestPortal, reference: &str, categories: &[&str]) -> RequestId {
    let ctx = portal.ctx();
    let tx = ctx.write().await.unwrap();
    let rows = request::Entity::find().all(tx.db()).await.unwrap();
    let mut row = rows.into_iter().find(|row| row.reference == reference).unwrap();
    row.right = Some(Right::Erasure);
    (row.state, row.outcome) = (State::Fulfilling, Some(Outcome::Granted));
    let row = row.into_active_model().reset_all().update(tx.db()).await.unwrap();
    let touched: Vec<Touched> = categories.iter().map(|code| Touched::Category((*code).into())).collect();
    let told = instruct::instructions(ctx, Operation::Erase, &touched);
    instruct::open(ctx, &tx, &row, told).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

/// The path of the one link in a mail to a holder.
pub fn link(mail: &Letter) -> String {
    let mut links = mail.0.text.lines().filter_map(|line| line.trim().strip_prefix(ORIGIN));
    links.find(|path| path.starts_with("/h/")).expect("the mail holds a link").to_owned()
}

/// Opens a link in a browser that was never here.
pub async fn opens(portal: &TestPortal, link: &str) -> Page {
    let answer = portal.browser().get(link).await;
    assert!(answer.location().starts_with("/holder/"), "{}", answer.location());
    answer.follow().await
}

async fn steps(portal: &TestPortal) -> Vec<step::Model> {
    step::Entity::find().all(portal.ctx().read()).await.unwrap()
}

async fn of(portal: &TestPortal, holder: &str) -> step::Model {
    steps(portal).await.into_iter().find(|step| step.holder == holder).unwrap()
}

async fn state(portal: &TestPortal, id: RequestId) -> State {
    request::Entity::find_by_id(id).one(portal.ctx().read()).await.unwrap().unwrap().state
}

async fn the_last_of_four_holders_closes_the_request_and_the_person_hears_of_each(portal: TestPortal) {
    portal.imports(erasure::FILES).await;
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("erasure").await;
    let sam = erasure::decide(&portal, &reference, &reference).await;
    let id = steps(&portal).await[0].request_id;
    let inbox = portal.inbox().await;
    for holder in [INVOICING, MONITORING, NEWSLETTER] {
        let mail = inbox.latest_to(holder).0;
        for part in [&mail.subject, &mail.text, &mail.html] {
            assert!(!part.contains("Ada") && !part.contains("asiakas.example"), "{part}");
        }
        assert!(mail.text.contains(&reference) && mail.subject.contains(&reference));
    }
    assert_eq!(of(&portal, "invoicing").await.state, StepState::Told);
    assert_eq!(of(&portal, "hosting_servers").await.state, StepState::Open, "staff tell an own system");
    two_answer(&portal, &inbox).await;
    assert_eq!(state(&portal, id).await, State::Fulfilling);
    portal.clock.advance(TimeDelta::days(40));
    staff_settle_the_others(&portal, &sam, &reference).await;
    assert_eq!(state(&portal, id).await, State::Fulfilling, "nobody has dealt with the holder that cannot");
    deals_with_who_cannot(&portal, &sam, &reference).await;
    assert_eq!(state(&portal, id).await, State::Closed);
    assert!(steps(&portal).await.iter().all(|step| step.subject_keys.is_none()), "no key outlives its use");

    let letter = ada.reads_mail().await.0;
    for told in
        ["Mallilasku", "Esimerkkipalvelin", "Kirjekyyhky", "bankrupt", "The court keeps the logs.", "19"]
    {
        assert!(letter.text.contains(told), "{told}: {}", letter.text);
    }
    assert!(!letter.text.contains("court order"), "what a holder wrote stays behind sign-in");
    let (others, own) = letter.text.split_once("Omat järjestelmämme").expect("own systems stand apart");
    assert!(own.contains("Hosting-palvelinten hallinta") && !others.contains("Hosting-palvelinten hallinta"));
    assert!(!own.contains("Mallilasku"), "{own}");
    the_page_tells_it_too(&ada, &reference).await;
}

async fn the_page_tells_it_too(ada: &Customer, reference: &str) {
    ada.signs_in().await;
    let own = ada.browser.get(&format!("/requests/{reference}")).await.text();
    assert!(own.contains("Mallilasku") && own.contains("court order") && own.contains("bankrupt"), "{own}");
    let (_, ours) = own.split_once("Omat järjestelmämme").expect("own systems stand apart here too");
    assert!(ours.contains("Tehty"), "nobody was told there: {own}");
}

/// One has done it, one cannot and must say why.
async fn two_answer(portal: &TestPortal, inbox: &Inbox) {
    let page = opens(portal, &link(&inbox.latest_to(INVOICING))).await;
    let receipt = page.fill("answer", "done").submit().await.follow().await;
    assert!(receipt.status == 200 && receipt.path.ends_with("/receipt"), "{}", receipt.path);
    let page = opens(portal, &link(&inbox.latest_to(MONITORING))).await;
    let unsaid = page.fill("answer", "cannot").submit().await;
    assert_eq!(unsaid.status, 422, "a reason is due");
    let said = unsaid.fill("answer", "cannot").fill("why", "The logs are sealed by court order.");
    assert_eq!(said.submit().await.status, 303);
}

async fn deals_with_who_cannot(portal: &TestPortal, sam: &Colleague, reference: &str) {
    let desk = format!("/staff/requests/{reference}");
    let stuck = format!("{desk}/steps/{}", of(portal, "server_monitoring").await.id);
    let said = sam.browser.get(&desk).await.form(&stuck).fill("remedy", "impossible");
    assert_eq!(said.fill("why", "The court keeps the logs.").submit().await.status, 303);
}

/// The own system obeys; the silent holder is given up, with the reason of Art. 19.
async fn staff_settle_the_others(portal: &TestPortal, sam: &Colleague, reference: &str) {
    sam.signs_in().await;
    assert!(sam.browser.get("/staff/queue?tab=holders").await.text().contains(reference));
    let desk = format!("/staff/requests/{reference}");
    let (own, silent) = (of(portal, "hosting_servers").await.id, of(portal, "newsletter_tool").await.id);
    let (own, silent) = (format!("{desk}/steps/{own}"), format!("{desk}/steps/{silent}"));
    let page = sam.browser.get(&desk).await;
    let done = page.form(&own).fill("answer", "done").submit().await;
    assert_eq!(done.status, 303, "{}", done.text());
    let page = sam.browser.get(&desk).await;
    let unsaid = page.form(&silent).fill("answer", "impossible").submit().await;
    assert_eq!(unsaid.status, 422);
    let given_up = unsaid.form(&silent).fill("answer", "impossible").fill("why", "The company is bankrupt.");
    assert_eq!(given_up.submit().await.status, 303);
}

async fn of_twenty_presses_on_one_link_one_counts(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    let id = erased(&portal, &reference, &["contact"]).await;
    let link = link(&portal.inbox().await.latest_to(INVOICING));
    let page = opens(&portal, &link).await;
    let form = page.fill("answer", "done");
    let answers = twenty(|| form.submit()).await;
    let won = answers.iter().filter(|answer| answer.status == 303).count();
    assert_eq!((won, answers.iter().filter(|answer| answer.status == 410).count()), (1, 19));
    assert_eq!(state(&portal, id).await, State::Closed);
    let closed = ada.reads_mail().await.0.text;
    assert!(closed.contains("Mallilasku"), "{closed}");
    assert_eq!(portal.count("letter").await, 2, "the receipt and one account");
    assert_eq!(opens(&portal, &link).await.status, 410, "used");
    assert_eq!(page.fill("answer", "not_held").submit().await.status, 410);
    assert_eq!(of(&portal, "invoicing").await.state, StepState::Done);
}

async fn scanners_change_nothing_and_no_other_link_opens(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    erased(&portal, &reference, &["contact"]).await;
    let link = link(&portal.inbox().await.latest_to(INVOICING));
    let before = portal.everything().await;
    for _ in 0..50 {
        assert_eq!(opens(&portal, &link).await.status, 200);
    }
    let scanner = portal.browser();
    let head = |path: &str| Ask::new("HEAD", path).with("sec-purpose", "prefetch");
    let asked = scanner.send(head(&link)).await;
    assert_eq!(scanner.send(head(asked.location())).await.status, 200);
    let altered = format!("{}{}", &link[..link.len() - 1], if link.ends_with('A') { "B" } else { "A" });
    let unknown = format!("/h/{}", "A".repeat(43));
    let mut gone = Vec::new();
    for path in [altered.as_str(), &unknown, "/h/short"] {
        let page = opens(&portal, path).await;
        assert_eq!(page.status, 410);
        gone.push(page.text());
    }
    assert!(gone.iter().all(|text| *text == gone[0]), "what never was looks like what is spent");
    let page = opens(&portal, &link).await;
    let cross = page.fill("answer", "done").ask().with("sec-fetch-site", "cross-site");
    assert_eq!(portal.browser().send(cross).await.status, 403);
    assert_eq!(portal.everything().await, before, "reading and forging change nothing");
    portal.clock.advance(TimeDelta::days(31));
    assert_eq!(opens(&portal, &link).await.status, 410, "expired");
    assert_eq!(of(&portal, "invoicing").await.state, StepState::Told);
}

/// Opens two cases in two tabs of one browser, the first one first.
async fn two_tabs(portal: &TestPortal) -> (Browser, [RequestId; 2], [Page; 2]) {
    let browser = portal.browser();
    let mut tabs = Vec::new();
    for customer in [portal.ada(), portal.bea()] {
        customer.signs_in().await;
        let reference = customer.files("access").await;
        let id = erased(portal, &reference, &["contact"]).await;
        let link = link(&portal.inbox().await.latest_to(INVOICING));
        tabs.push((id, browser.get(&link).await.follow().await));
    }
    let (two, one) = (tabs.pop().unwrap(), tabs.pop().unwrap());
    (browser, [one.0, two.0], [one.1, two.1])
}

async fn of_two_links_open_in_one_browser_each_page_answers_its_own_case(portal: TestPortal) {
    let (_, [first, second], [one, two]) = two_tabs(&portal).await;
    assert_eq!((one.status, two.status), (200, 200));
    let said = one.fill("answer", "cannot").fill("why", "A court forbids it.");
    let receipt = said.submit().await.follow().await;
    assert!(receipt.text().contains("A court forbids it."), "{}", receipt.text());
    let step_of = async |id| steps(&portal).await.into_iter().find(|step| step.request_id == id).unwrap();
    assert_eq!(step_of(first).await.state, StepState::Cannot, "the case of the page that was sent");
    let other = step_of(second).await;
    assert_eq!((other.state, other.answer), (StepState::Told, None), "and not the one opened last");
    assert_eq!(two.fill("answer", "done").submit().await.status, 303, "whose link is not used up");
    assert_eq!(step_of(second).await.state, StepState::Done);
    // A form's token is good for the case its page was drawn for, whatever address it is sent to.
    let mut astray = one.fill("answer", "done");
    astray.action = two.path.clone();
    assert_eq!(astray.submit().await.status, 403);
}

async fn a_page_whose_link_the_browser_lost_answers_nothing_and_keeps_what_was_typed(portal: TestPortal) {
    let (browser, _, [one, _]) = two_tabs(&portal).await;
    let before = portal.everything().await;
    browser.cookies().remove("__Host-h");
    let lost = one.fill("answer", "cannot").fill("why", "A court forbids it.").submit().await;
    assert_eq!(lost.status, 409);
    assert!(lost.text().contains("A court forbids it."), "{}", lost.text());
    assert!(lost.text().contains("uudelleen"), "it says what to do: {}", lost.text());
    assert_eq!(portal.everything().await, before);
}

async fn two_workers_remind_once_and_a_reminder_ends_the_link_before_it(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("access").await;
    erased(&portal, &reference, &["contact"]).await;
    let mut mails = vec![link(&portal.inbox().await.latest_to(INVOICING))];
    for sent in 1..=2 {
        portal.clock.advance(TimeDelta::days(8));
        let (one, two) = join(remind::next(portal.ctx()), remind::next(portal.ctx())).await;
        assert!(one.is_ok() && two.is_ok());
        let inbox = portal.inbox().await;
        assert_eq!(inbox.to(INVOICING).len(), sent + 1, "one reminder, however many workers");
        assert_eq!(opens(&portal, &mails[sent - 1]).await.status, 410, "the newer link replaced it");
        mails.push(link(&inbox.latest_to(INVOICING)));
        assert_eq!(opens(&portal, &mails[sent]).await.status, 200);
    }
    let desk = portal.inbox().await.to(DESK).len();
    portal.clock.advance(TimeDelta::days(8));
    let inbox = portal.inbox().await;
    assert_eq!((inbox.to(INVOICING).len(), inbox.to(DESK).len()), (3, desk + 1), "now the desk");
    portal.clock.advance(TimeDelta::days(60));
    let inbox = portal.inbox().await;
    assert_eq!((inbox.to(INVOICING).len(), inbox.to(DESK).len()), (3, desk + 1), "and nothing more");
    let step = of(&portal, "invoicing").await;
    assert_eq!((step.reminders, step.escalated_at.is_some()), (2, true));
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let page = sam.browser.get(&format!("/staff/requests/{reference}")).await;
    let form = page.form(&format!("/staff/requests/{reference}/steps/{}", step.id));
    assert_eq!(form.fill("answer", "mail").submit().await.status, 303, "staff send a new link");
    let newest = link(&portal.inbox().await.latest_to(INVOICING));
    assert_eq!(opens(&portal, &newest).await.status, 200);
}

async fn an_opt_out_reaches_the_newsletter_tool_and_stays_closed(portal: TestPortal) {
    let bea = portal.bea();
    bea.signs_in().await;
    for _ in 0..2 {
        let done = bea.browser.get("/requests/new/marketing").await.press().await;
        assert_eq!(done.status, 303);
    }
    let inbox = portal.inbox().await;
    assert_eq!(inbox.to(NEWSLETTER).len(), 1, "what is asked already is not asked again");
    let mail = inbox.latest_to(NEWSLETTER);
    assert!(!mail.0.text.contains(bea.email) && !mail.0.html.contains(bea.email));
    let page = opens(&portal, &link(&mail)).await;
    assert!(page.text().contains(bea.email), "the page says whom");
    assert_eq!(page.fill("answer", "done").submit().await.status, 303);
    let step = of(&portal, "newsletter_tool").await;
    assert_eq!((step.operation, step.state), (Operation::StopMarketing, StepState::Done));
    assert_eq!(state(&portal, step.request_id).await, State::Closed);
    let mails = portal.inbox().await.to(bea.email).len();
    assert_eq!(mails, 3, "the sign-in and two receipts: no account follows a request that never waited");
}

/// A company of two contacts, of whom Ada ordered and uses what it has.
const COMPANY: &[(&str, &str)] = &[
    ("customer", "key;number;kind;name;started_on\na;1001;company;Yhtiö Oy;2019-01-02\n"),
    (
        "person",
        "key;name;email;language\np;Ada Asiakas;ada@asiakas.example;fi\nq;Bea Asiakas;bea@asiakas.example;fi\n",
    ),
    ("contact", "key;customer;person;role\nc;a;p;contact\nd;a;q;contact\n"),
    (
        "hosting_account",
        "key;customer;person;username;password_set_on;domain;plan;state\nh;a;p;yhtio;;yhtio.example;S;active\n",
    ),
    (
        "purchase",
        "key;customer;contract;ordered_by;number;product;ordered_on;state\no;a;;p;O1;Hosting;2019-01-02;delivered\n",
    ),
];

/// Whoever erased or froze the order by the company's number would take what is not the person's.
async fn of_what_is_a_companys_holders_hear_that_it_is_only_about_the_person_and_who_that_is(
    portal: TestPortal,
) {
    portal.imports(COMPANY).await;
    let (_, reference) = erasure::asks(&portal).await;
    restriction::restricts(&portal.ada(), "accuracy", &["order", "hosting"]).await;
    let only_her = |touched: &str, category: &str| {
        touched.contains(&format!("names:{category}")) && !touched.contains(&format!("category:{category}"))
    };
    let frozen = restriction::steps(&portal, Operation::Restrict).await;
    for category in ["order", "hosting"] {
        assert!(frozen.iter().any(|step| only_her(&step.touched, category)), "{category}: {frozen:?}");
    }
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(&reference).await;
    let letter = sam.weighs(&reference, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &reference).await.status, 303, "{}", letter.text());
    approves(&portal, &reference).await;
    let gone = restriction::steps(&portal, Operation::Erase).await;
    assert!(gone.iter().any(|step| only_her(&step.touched, "order")), "{gone:?}");
    let mails = portal.inbox().await.to(INVOICING);
    let mail = mails.iter().find(|mail| mail.0.text.contains("Poistakaa")).expect("the holder is told");
    let text = squeezed(&mail.0.text);
    for words in ["vain henkilön nimeä", "Saman asiakkaan muiden henkilöiden tietoihin se ei vaikuta"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Ada Asiakas"), "a mail names nobody: {text}");
    let page = opens(&portal, &link(mail)).await.text();
    assert!(page.contains("Ada Asiakas") && page.contains("vain henkilön nimeä"), "{page}");
    assert_eq!(portal.count("purchase").await, 1, "our own register keeps it too");
}
