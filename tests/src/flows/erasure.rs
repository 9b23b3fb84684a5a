//! An erasure from its filing to the letter that closes it years later, with the clock moved.

use super::holders::{link, opens};
use crate::harness::{
    actors::{ADA, Colleague, Customer},
    on_both_engines,
    portal::TestPortal,
};
use entity::{
    invoice,
    kind::{Language, Role, State, StepState},
    request, step, suppression,
};
use portal_core::{
    lang,
    law::{demand::Demand, ground::Ground},
};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};

on_both_engines!(
    who_ticked_no_group_yet_is_not_made_to_ask_for_everything,
    what_the_law_keeps_is_destroyed_year_by_year_and_its_file_goes_when_the_notice_says,
    the_last_letter_comes_years_later_where_the_file_is_there_to_send_it,
);

/// Ada of law.md 5: a relationship that ended on 30 June 2024, with invoices of 2019 to 2024.
pub(super) const FILES: &[(&str, &str)] = &[
    (
        "customer",
        "key;number;kind;name;started_on;ended_on\na;1001;private;Ada Asiakas;2019-01-02;2024-06-30\n",
    ),
    ("person", "key;name;email;language\np;Ada Asiakas;ada@asiakas.example;fi\n"),
    ("contact", "key;customer;person;role\nc;a;p;holder\n"),
    (
        "address",
        "key;customer;kind;street;postal_code;city;country\nd;a;postal;Asiakaskatu 1;00100;Helsinki;FI\n",
    ),
    ("contract", "key;customer;number;signed_by;started_on;ended_on\ns;a;S1;p;2019-01-02;2024-06-30\n"),
    (
        "hosting_account",
        "key;customer;person;username;password_set_on;domain;plan;state\nh;a;p;adaasiakas;;asiakas.example;S;ended\n",
    ),
    (
        "purchase",
        "key;customer;contract;ordered_by;number;product;ordered_on;state\no;a;s;p;O1;Hosting;2019-01-02;delivered\n",
    ),
    (
        "invoice",
        "key;customer;contract;number;issued_on;amount;currency;paid_on\n\
         i19;a;s;I19;2019-05-31;12.00;EUR;2019-06-10\n\
         i20;a;s;I20;2020-05-31;12.00;EUR;2020-06-10\n\
         i21;a;s;I21;2021-05-31;12.00;EUR;2021-06-10\n\
         i22;a;s;I22;2022-05-31;12.00;EUR;2022-06-10\n\
         i23;a;s;I23;2023-05-31;12.00;EUR;2023-06-10\n\
         i24;a;s;I24;2024-05-31;12.00;EUR;2024-06-10\n",
    ),
    (
        "subscription",
        "key;email;person;purpose;evidence;wording;since;ended_at\n\
         n;ada@asiakas.example;p;newsletter;consent;Yes please;2020-01-01T10:00:00Z;\n",
    ),
];
/// The register. A person is not in it: the emptied row goes with the file that points at it.
const REGISTER: &[&str] = &[
    "customer",
    "address",
    "contact",
    "hosting_account",
    "contract",
    "purchase",
    "invoice",
    "subscription",
    "correction",
];

async fn years_of_invoices(portal: &TestPortal) -> Vec<i32> {
    use chrono::Datelike;
    let rows = invoice::Entity::find().order_by_asc(invoice::Column::IssuedOn);
    let rows = rows.all(portal.ctx().read()).await.unwrap();
    rows.iter().map(|row| row.issued_on.year()).collect()
}

/// Asks for everything to be erased.
pub(super) async fn asks(portal: &TestPortal) -> (Customer, String) {
    let ada = portal.ada();
    ada.signs_in().await;
    let reference = ada.files("erasure").await;
    (ada, reference)
}

/// Sam proposes what the plan says, and Anna approves it; both the dry run and the letter tell something.
pub(super) async fn decide(portal: &TestPortal, reference: &str, told: &str) -> Colleague {
    two_decide(portal, reference, &[told, "31.12.2030"]).await
}

async fn two_decide(portal: &TestPortal, reference: &str, told: &[&str]) -> Colleague {
    let before = years_of_invoices(portal).await.len();
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    sam.takes(reference).await;
    let dry_run = sam.browser.get(&format!("/staff/requests/{reference}/decide")).await;
    assert!(dry_run.text().contains(told[0]), "{told:?}: {}", dry_run.text());
    let letter = sam.weighs(reference, &[("verdict-0", "granted")]).await;
    for read in told {
        assert!(letter.text().contains(read), "staff read it first, {read}: {}", letter.text());
    }
    assert_eq!(sam.sends(&letter, reference).await.status, 303);
    assert_eq!(years_of_invoices(portal).await.len(), before, "nothing goes on one person's word");
    let proposal = format!("/staff/requests/{reference}/proposal");
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let waiting = anna.browser.get(&proposal).await;
    assert_eq!(waiting.form(&proposal).submit().await.status, 303, "{}", waiting.text());
    sam
}

/// Every other holder does what it is told: by its link, or before staff.
async fn holders_obey(portal: &TestPortal, sam: &Colleague, reference: &str) {
    let inbox = portal.inbox().await;
    for mailbox in
        ["tietosuoja@palvelin.example", "tietosuoja@kirjekyyhky.example", "tietosuoja@lasku.example"]
    {
        let mail = inbox.latest_to(mailbox);
        assert!(!mail.0.text.contains("Ada"), "a holder's mail names nobody: {}", mail.0.text);
        let page = opens(portal, &link(&mail)).await;
        assert_eq!(page.fill("answer", "done").submit().await.status, 303);
    }
    let open: Vec<step::Model> = step::Entity::find().all(portal.ctx().read()).await.unwrap();
    for row in open.iter().filter(|row| row.state == StepState::Open) {
        let desk = format!("/staff/requests/{reference}");
        let form = sam.browser.get(&desk).await.form(&format!("{desk}/steps/{}", row.id));
        assert_eq!(form.fill("answer", "done").submit().await.status, 303);
    }
    let closed = request::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap();
    assert_eq!(closed.state, State::Closed);
}

/// The letter of the decision: what went, and what stays until when, by which law.
async fn the_letter_says_what_stays(portal: &TestPortal, ada: &Customer, reference: &str) {
    let mails = portal.inbox().await.to(ADA);
    let letter = mails.iter().find(|mail| mail.0.text.contains("31.12.2030")).expect("the decision is told");
    let text = letter.0.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        reference,
        "kirjanpitolain (1336/1997) 2 luvun 10 §",
        "31.12.2026–31.12.2030",
        "31.12.2020–31.12.2024",
        "Uutiskirje",
        "tietosuojavaltuutetun",
        "tuomioistuimen",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!ada.is_signed_in().await, "her sessions were among what was erased");
    ada.signs_in().await;
    let own = ada.browser.get(&format!("/requests/{reference}")).await;
    assert!(own.text().contains(reference), "{}", own.text());
    let grounds = [Ground::ErasureLegal, Ground::ErasureNoCondition].map(|ground| ground.title(Language::Fi));
    assert_eq!(own.texts("h4"), grounds, "ground by ground, as in the letter");
    let label = lang::text(Language::Fi, &Demand::Statute.key());
    assert!(!own.text().contains(&label), "no label of the desk's form: {}", own.text());
}

/// Each New Year the invoices of one financial year are due, and no day sooner.
async fn years_pass(portal: &TestPortal, ada: &Customer) {
    let mut left = vec![2020, 2021, 2022, 2023, 2024];
    let told = portal.inbox().await.to(ada.email).len();
    for year in 2026..=2030 {
        portal.day_comes(&format!("{year}-12-31")).await;
        assert_eq!(years_of_invoices(portal).await, left, "31.12.{year}");
        portal.day_comes(&format!("{}-01-01", year + 1)).await;
        left.remove(0);
        assert_eq!(years_of_invoices(portal).await, left, "1.1.{}", year + 1);
        // Closed at the end of 2026: three years, and thirty days more after something of what it left went.
        portal.day_comes(&format!("{}-02-15", year + 1)).await;
        assert_eq!(
            addresses(portal).await,
            Vec::<String>::new(),
            "none is kept for a letter that cannot come"
        );
        assert_eq!(portal.count("request").await, usize::from(year < 2029), "the file in {}", year + 1);
    }
    assert_eq!(portal.inbox().await.to(ada.email).len(), told, "no address outlives the file to write to");
}

/// Where her name, address or user name still stands, table by table.
async fn traces(portal: &TestPortal) -> Vec<String> {
    let ctx = portal.ctx();
    let mut found = Vec::new();
    for (table, rows) in portal.everything().await {
        let hers = |row: &&String| {
            ["Asiakas", "asiakas.example", "adaasiakas", "Ada"].iter().any(|trace| row.contains(trace))
        };
        found.extend(rows.iter().filter(hers).map(|row| format!("{table}: {row}")));
    }
    assert!(ctx.storage.files().unwrap().is_empty(), "no file of hers is left");
    found
}

async fn what_the_law_keeps_is_destroyed_year_by_year_and_its_file_goes_when_the_notice_says(
    portal: TestPortal,
) {
    portal.imports(FILES).await;
    let (ada, reference) = asks(&portal).await;
    let sam = decide(&portal, &reference, &reference).await;
    holders_obey(&portal, &sam, &reference).await;
    the_letter_says_what_stays(&portal, &ada, &reference).await;
    assert_eq!(years_of_invoices(&portal).await, [2020, 2021, 2022, 2023, 2024], "2019 was due already");
    years_pass(&portal, &ada).await;
    for table in REGISTER {
        assert_eq!(portal.count(table).await, 0, "{table}");
    }
    for day in ["2031-03-05", "2031-04-10"] {
        portal.day_comes(day).await;
    }
    for table in ["request", "item", "letter", "kept", "step", "look", "person", "outbox"] {
        assert_eq!(portal.count(table).await, 0, "{table}");
    }
    assert_eq!(traces(&portal).await, Vec::<String>::new(), "nothing that says who she was");
    let bans = suppression::Entity::find().count(portal.ctx().read()).await.unwrap();
    assert!(bans > 0, "only the ban on marketing stays, as a pseudonym (R1.3.5)");
    let told = portal.imports(FILES).await.to_string();
    assert!(told.contains("person.csv line 2"), "and no import brings her back: {told}");
    assert_eq!((portal.count("person").await, portal.count("invoice").await), (0, 0));
}

/// The addresses that files of requests still hold.
async fn addresses(portal: &TestPortal) -> Vec<String> {
    let files = request::Entity::find().all(portal.ctx().read()).await.unwrap();
    files.into_iter().filter_map(|file| file.requester_email).collect()
}

/// The relationship ended in 2022, so the last voucher goes a year before the file of the erasure.
async fn the_last_letter_comes_years_later_where_the_file_is_there_to_send_it(portal: TestPortal) {
    let sooner = |(name, text): &(&'static str, &str)| {
        let lines = text.lines().filter(|line| !line.starts_with("i23;") && !line.starts_with("i24;"));
        let text = lines.map(|line| line.replace("2024-06-30", "2022-06-30") + "\n").collect::<String>();
        (*name, text)
    };
    let files: Vec<(&str, String)> = FILES.iter().map(sooner).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    portal.imports(&files).await;
    let (ada, reference) = asks(&portal).await;
    let promise = "Kun viimeinenkin säilyttämämme tieto on hävitetty";
    let sam = two_decide(&portal, &reference, &[&reference, "31.12.2028", promise]).await;
    holders_obey(&portal, &sam, &reference).await;
    let told = portal.inbox().await.to(ada.email).len();
    for day in ["2027-01-01", "2027-06-01", "2028-01-01", "2028-12-31"] {
        portal.day_comes(day).await;
        assert_eq!(addresses(&portal).await, [ADA], "{day}: it was promised that it stays to tell");
    }
    assert_eq!(years_of_invoices(&portal).await, [2022]);
    assert_eq!(portal.inbox().await.to(ada.email).len(), told, "nothing to tell yet");
    portal.day_comes("2029-01-01").await;
    assert_eq!(years_of_invoices(&portal).await, Vec::<i32>::new());
    let mails = portal.inbox().await.to(ada.email);
    assert_eq!(mails.len(), told + 1, "the last letter");
    let last = mails.last().unwrap().0.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(last.contains("hävitetty") && last.contains(&reference), "{last}");
    portal.day_comes("2029-02-15").await;
    assert_eq!(addresses(&portal).await, Vec::<String>::new(), "told, so the address goes");
    assert_eq!(portal.inbox().await.to(ada.email).len(), told + 1, "and once");
}

async fn who_ticked_no_group_yet_is_not_made_to_ask_for_everything(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    for right in ["erasure", "access", "portability", "restriction"] {
        let path = format!("/requests/new/{right}");
        let mut form = ada.browser.get(&path).await.form(&path).fill("scope", "some");
        if right == "restriction" {
            form = form.fill("ground", "accuracy");
        }
        let again = form.submit().await;
        assert_eq!(again.status, 422, "{right}");
        assert!(again.has("input[name=scope][value=some][checked]"), "{right} fell back to everything");
        assert!(!again.has("input[name=scope][value=everything][checked]"), "{right}");
        assert!(ada.browser.get(&path).await.has("input[name=scope][value=everything][checked]"), "{right}");
    }
}
