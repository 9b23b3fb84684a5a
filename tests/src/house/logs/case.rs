//! A whole case under the same listener: an import, an access from filing to download, a correction refused by two, and
//! the mail server; the database, the disk and the mail server fail once each. Every word of a person in it is one that
//! nothing else would write.

use super::heard;
use crate::{
    faults::sink::{Fault, Sink, Stage},
    harness::{
        actors::{Colleague, Customer, PASSWORD},
        alone::alone,
        client::Ask,
        engine::Engine,
        portal::TestPortal,
    },
};
use chrono::TimeDelta;
use entity::{kind::Role, person};
use portal::worker;
use portal_core::{
    ctx::Ctx,
    mail::postbox::{Postbox, smtp::SmtpRelay},
    ports::storage::Storage,
};
use sea_orm::{ConnectionTrait, EntityTrait};

/// Names, addresses, keys, texts, old values and new ones.
const WORDS: &[&str] = &[
    "quokka",
    "Numbat",
    "numbat",
    "Bilby",
    "bilby",
    "wallaby",
    "Potoroo",
    "potoroo",
    "Dunnart",
    "kookaburra",
    "Echidna",
    "Bandicoot",
    "bandicoot",
    "Antechinus",
    "antechinus",
    "Kultarr",
    "Quoll",
    "Lorikeet",
];

/// What is heard when the database fails under a page, and the disk under the worker.
const WRONG: &[&[&str]] = &[
    &["portal::error", "fault", "letter"],
    &["a file is missing", "package::attached"],
    &["failed; the rest goes on", "building a package"],
];

/// That no letter is kept, and that they are again, on PostgreSQL and on SQLite. PostgreSQL repeats the row that it refuses.
const LETTERS: [[&str; 2]; 2] = [
    [
        "ALTER TABLE letter ADD CONSTRAINT refuses CHECK (false) NOT VALID",
        "ALTER TABLE letter DROP CONSTRAINT refuses",
    ],
    [
        "CREATE TRIGGER refuses BEFORE INSERT ON letter BEGIN SELECT RAISE(ABORT, 'no letter is kept'); END",
        "DROP TRIGGER refuses",
    ],
];

#[test]
fn at_trace_a_whole_case_leaves_no_word_of_a_person_sqlite() {
    alone("house::logs::case::at_trace_a_whole_case_leaves_no_word_of_a_person_sqlite", || {
        heard(Engine::Sqlite, WRONG, a_whole_case);
    });
}

#[test]
fn at_trace_a_whole_case_leaves_no_word_of_a_person_postgres() {
    alone("house::logs::case::at_trace_a_whole_case_leaves_no_word_of_a_person_postgres", || {
        heard(Engine::Postgres, WRONG, a_whole_case);
    });
}

async fn a_whole_case(portal: TestPortal) -> Vec<String> {
    let report = portal
        .imports(&[
            ("customer", "key;number;kind;name;business_id;started_on;ended_on\nwallaby-c;100;private;Numbat Bilby;;2019-01-02;\n"),
            ("person", "key;name;email;email_since;language\nwallaby-p;Numbat Bilby;quokka@asiakas.example;2019-01-02;fi\n"),
            ("contact", "key;customer;person;role\nwallaby-k;wallaby-c;wallaby-p;holder\n"),
            ("address", "key;customer;kind;street;postal_code;city;country\nwallaby-a;wallaby-c;postal;Dunnart 1;00100;Quoll;FI\n"),
        ])
        .await;
    assert!(report.is_clean());
    let quokka = portal.customer("quokka@asiakas.example");
    quokka.signs_in().await;
    let bandicoot = portal.newcomer("Bandicoot", &[Role::Caseworker]).await;
    let antechinus = portal.newcomer("Antechinus", &[Role::Approver]).await;
    let mut secrets: Vec<String> = WORDS.iter().map(ToString::to_string).collect();
    secrets.extend([PASSWORD.to_owned()].into_iter().chain(bandicoot.recovery_codes.iter().cloned()));
    secrets.extend(gets_a_copy(&portal, &quokka, &bandicoot).await);
    is_refused_a_correction(&portal, &quokka, &bandicoot, &antechinus).await;
    for browser in [&quokka.browser, &bandicoot.browser, &antechinus.browser] {
        secrets.extend(browser.cookies().values().cloned());
    }
    secrets
}

/// Files, writes, is answered by way of a real mail server, and fetches the package; gives the secrets of the way in.
async fn gets_a_copy(portal: &TestPortal, quokka: &Customer, bandicoot: &Colleague) -> Vec<String> {
    let reference = files_at_the_second_press(portal, quokka).await;
    let own = format!("/requests/{reference}");
    let form = quokka.browser.get(&own).await.form(&format!("{own}/messages"));
    let form = form.fill("body", "A kookaburra laughs at my invoice.");
    let mut secrets: Vec<String> =
        form.fields.iter().filter(|field| field.0 == "csrf").cloned().map(|field| field.1).collect();
    let sent = form.submit_with(&[("potoroo.txt", b"A Lorikeet sings.")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(bandicoot.takes(&reference).await.status, 303);
    let answers = [("verdict-0", "granted"), ("free_part", "An Echidna greets you.")];
    let letter = bandicoot.weighs(&reference, &answers).await;
    assert!(letter.text().contains("Echidna"), "{}", letter.text());
    let sent = bandicoot.sends(&letter, &reference).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    is_mailed_at_the_second_try(portal).await;
    quokka.asks_for_link().await;
    let mail = quokka.reads_mail().await;
    secrets.extend([mail.link().rsplit('.').next().unwrap().to_owned(), mail.link(), mail.code()]);
    assert_eq!(quokka.opens(&mail.link()).await.press().await.location(), "/requests");
    let package = quokka.browser.get(&format!("{own}/package")).await;
    assert_eq!(package.status, 200, "{}", package.text());
    secrets
}

/// The last press fails where the letter is to be kept, and works when the database keeps letters again; gives the reference.
async fn files_at_the_second_press(portal: &TestPortal, quokka: &Customer) -> String {
    let draft = quokka.drafts("access").await;
    let asked = quokka.browser.get(&format!("/requests/draft/{draft}/name")).await;
    let check = asked.fill("name", "Numbat Bilby").submit().await.follow().await;
    let [refuse, take] = LETTERS[usize::from(portal.ctx().database.is_sqlite())];
    runs(portal, refuse).await;
    assert_eq!(check.press().await.status, 500);
    runs(portal, take).await;
    check.press().await.location().strip_prefix("/requests/").unwrap().to_owned()
}

async fn runs(portal: &TestPortal, statement: &str) {
    let tx = portal.ctx().write().await.unwrap();
    tx.db().execute_unprepared(statement).await.unwrap();
    tx.commit().await.unwrap();
}

/// By a mail server that first refuses for a while and names whom; the disk first takes no package.
async fn is_mailed_at_the_second_try(portal: &TestPortal) {
    let sink = Sink::start().await;
    sink.script([Fault::Reply(Stage::Rcpt, "451 4.2.0 <quokka@asiakas.example> is greylisted")]);
    let relay = SmtpRelay::parse(&sink.url()).unwrap();
    let by_smtp = Ctx { postbox: Postbox::Smtp(Box::new(relay)), ..portal.ctx().clone() };
    let folder = tempfile::tempdir().unwrap();
    let without_disk =
        Ctx { storage: Storage::open(folder.path().join("files")).unwrap(), ..by_smtp.clone() };
    drop(folder);
    while worker::step(&without_disk).await.unwrap() {}
    portal.clock.advance(TimeDelta::minutes(10));
    while worker::step(&by_smtp).await.unwrap() {}
    assert!(sink.sessions().len() > sink.mails().len(), "one was refused");
    let arrived = sink.mails().iter().filter(|mail| mail.to == ["quokka@asiakas.example"]).count();
    assert_eq!(arrived, 2, "receipt and answer have left by way of a mail server");
}

/// Asks for another name, which one proposes to refuse and another does.
async fn is_refused_a_correction(
    portal: &TestPortal,
    quokka: &Customer,
    bandicoot: &Colleague,
    antechinus: &Colleague,
) {
    let person = person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    let form = quokka.browser.get("/requests/new/rectification").await;
    let form = form.fill(&format!("field-person-{}-name", person.id), "Potoroo Bilby");
    let sent = form.submit().await.follow().await.press().await.follow().await.press().await;
    let reference = sent.location().strip_prefix("/requests/").unwrap().to_owned();
    assert_eq!(bandicoot.takes(&reference).await.status, 303);
    let refusal = [
        ("verdict-0", "refused"),
        ("ground-0", "RG-EXC"),
        ("fact-0-facts", "A Kultarr asked the same."),
        ("fact-0-evidence", "Letters to a Kultarr"),
        ("fact-0-previous_requests", "1 April 2026, 2 April 2026"),
    ];
    let letter = bandicoot.weighs(&reference, &refusal).await;
    let proposed = bandicoot.sends(&letter, &reference).await;
    assert_eq!(proposed.status, 303, "{}", proposed.text());
    let proposal = format!("/staff/requests/{reference}/proposal");
    let approved = antechinus.browser.get(&proposal).await.form(&proposal).submit().await;
    assert_eq!(approved.status, 303, "{}", approved.text());
    let mail = quokka.reads_mail().await;
    assert!(mail.0.text.contains(&reference));
    antechinus
        .browser
        .send(Ask::get(format!("/staff/queue?q=quokka@asiakas.example&{reference}=Potoroo")))
        .await;
}
