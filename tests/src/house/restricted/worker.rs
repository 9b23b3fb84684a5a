//! What happens by itself while a record is restricted: every duty of the worker by its name, over a year in which each
//! has something to do; and the one command that ends a ban, which is the person's own wish.

use super::{
    FILES,
    beside::{exported, restricted},
    watch::{differing, register},
};
use crate::harness::{
    actors::{ADA, Colleague},
    portal::TestPortal,
};
use chrono::{NaiveDate, TimeDelta};
use entity::{
    kind::{Role, State},
    request,
};
use portal::{
    cli::newsletter::{self, NewsletterCommand},
    worker,
};
use portal_core::law::calendar::helsinki_date;
use sea_orm::EntityTrait;

/// Every duty of the worker, as `portal/src/worker.rs` names it. A new one is entered here and given something to do below.
const DUTIES: &[&str] = &[
    "building a package",
    "sending mail",
    "reminding holders",
    "ending questions",
    "sweeping",
    "the packages past their days",
    "drafts",
    "challenges",
    "password resets",
    "invitations",
    "work that is done",
    "sessions",
    "unsaved texts",
    "mutes",
    "mails dealt with",
    "files without a row",
    "budgets",
    "announced ends of restrictions",
    "what a hold kept from an erasure",
    "closing letters",
    "the journal",
    "the yearly review",
    "alarms of breaches",
    "reminders and digests",
    "stale records",
    "the sweep of the day",
    "the run of destruction",
];

/// Every way of `portal newsletter`, which gives addresses away or lets them be mailed to again.
const NEWSLETTER: &[&str] = &["Export", "Allow"];

#[test]
fn every_duty_of_the_worker_and_every_way_of_the_newsletter_is_in_the_list() {
    let source = include_str!("../../../../portal/src/worker.rs");
    let named =
        source.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.split_once("\", Box::pin("));
    let named: Vec<&str> = named.map(|(name, _)| name).collect();
    assert_eq!(named, DUTIES, "say here what a new duty does with a restricted person");
    let source = include_str!("../../../../portal/src/cli/newsletter.rs");
    let body = source.split("enum NewsletterCommand {").nth(1).unwrap().split("\n}").next().unwrap();
    let ways = body.lines().filter_map(|line| line.strip_prefix("    ")?.strip_suffix(" {"));
    assert_eq!(ways.collect::<Vec<_>>(), NEWSLETTER);
}

/// A question that nobody answers.
async fn asks(sam: &Colleague, reference: &str) {
    sam.takes(reference).await;
    let path = format!("/staff/requests/{reference}/ask/clarification");
    let form = sam.browser.get(&path).await.form(&path).fill("to", "letter");
    let letter = form.fill("text", "Which years?").submit().await;
    assert_eq!(letter.form(&format!("{path}/send")).submit().await.status, 303, "{}", letter.text());
}

pub(super) async fn every_duty_of_the_worker_leaves_a_restricted_record_alone(portal: TestPortal) {
    restricted(&portal, FILES).await;
    let (ctx, ada) = (portal.ctx(), portal.ada());
    ada.signs_in().await;
    let reference = ada.files("access").await;
    ada.drafts("erasure").await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    asks(&sam, &reference).await;
    sam.mutes("mallory@asiakas.example", "A stranger").await;
    portal.invites("new@wprod.example", "New", &[Role::Reader]).await;
    let before = register(ctx).await;
    for day in ["2026-05-20", "2026-08-03", "2027-05-03"] {
        portal.day_comes(day).await;
        worker::seal(ctx).await.unwrap();
        let wrote = differing(&before, &register(ctx).await);
        assert_eq!(wrote, Vec::<&str>::new(), "{day}");
    }
    let requests = request::Entity::find().all(ctx.read()).await.unwrap();
    let waits = requests.iter().any(|request| request.state == State::AwaitingCustomer);
    assert!(!waits && requests.iter().any(|request| request.reference == reference), "the question ended");
    for (table, gone) in [("draft", true), ("mute", true), ("session", true)] {
        assert_eq!(portal.count(table).await == 0, gone, "{table}");
    }
    for table in ["digest", "stale_tally", "retention_run", "review", "seal"] {
        assert!(portal.count(table).await > 0, "{table}: the worker did its duties");
    }
}

async fn allowed(portal: &TestPortal, asked_on: NaiveDate, channel: &str) -> Result<String, String> {
    let (email, channel) = (ADA.to_owned(), channel.to_owned());
    let allow = NewsletterCommand::Allow { email, asked_on, channel };
    newsletter::run(portal.ctx(), allow).await.map_err(|error| error.to_string())
}

/// Art. 18(2): her consent. It ends the ban alone, puts her on no list, and her restriction keeps her out of the export.
pub(super) async fn the_end_of_a_ban_is_the_persons_own_wish_and_writes_no_other_row(portal: TestPortal) {
    restricted(&portal, FILES).await;
    let ada = portal.ada();
    ada.signs_in().await;
    assert_eq!(ada.browser.get("/requests/new/marketing").await.press().await.status, 303);
    portal.inbox().await;
    let today = helsinki_date(portal.ctx().now());
    let before = register(portal.ctx()).await;
    assert!(!before["suppression"].is_empty(), "marketing to her is forbidden");
    for (on, channel) in
        [(today, "portal"), (today - TimeDelta::days(1), "letter"), (today + TimeDelta::days(1), "letter")]
    {
        assert!(allowed(&portal, on, channel).await.is_err(), "{on} {channel}");
    }
    assert_eq!(differing(&before, &register(portal.ctx()).await), Vec::<&str>::new());
    allowed(&portal, today, "letter").await.unwrap();
    let after = register(portal.ctx()).await;
    assert_eq!(differing(&before, &after), ["suppression"]);
    assert!(after["suppression"].is_empty());
    assert!(!exported(&portal).await.contains(ADA), "nothing is mailed by that");
}
