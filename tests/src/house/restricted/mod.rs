//! A restricted person before every way to write: each route, job, phase of destruction and command is named in a
//! closed list with what the law lets it do (Art. 18(2)), and each is really tried.

mod beside;
mod duties;
mod entered;
mod own_account;
mod shown;
mod story;
mod watch;
mod worker;

use crate::{
    harness::{on_both_engines, portal::TestPortal},
    house::walk::{deeds, name},
};
use entity::{
    id::PersonId,
    kind::{Language, RestrictionGround},
    person,
};
use portal_core::register::change::{self, Reason};
use sea_orm::EntityTrait;
use std::collections::{BTreeMap, BTreeSet};

use beside::{
    every_command_leaves_a_restricted_record_alone, every_job_leaves_a_restricted_record_alone,
    no_phase_of_destruction_takes_what_the_person_wants_kept,
};
use shown::every_page_about_a_restricted_person_says_so;
use worker::{
    every_duty_of_the_worker_leaves_a_restricted_record_alone,
    the_end_of_a_ban_is_the_persons_own_wish_and_writes_no_other_row,
};

on_both_engines!(
    every_press_leaves_a_restricted_record_alone_or_has_its_reason,
    every_page_about_a_restricted_person_says_so,
    every_job_leaves_a_restricted_record_alone,
    no_phase_of_destruction_takes_what_the_person_wants_kept,
    every_command_leaves_a_restricted_record_alone,
    every_duty_of_the_worker_leaves_a_restricted_record_alone,
    the_end_of_a_ban_is_the_persons_own_wish_and_writes_no_other_row,
);

/// What a way to write does with the rows of a restricted person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// It works, and no row of the register is written on.
    NoRow,
    /// It writes, for a reason that Art. 18(2) allows.
    Allowed(Reason),
    /// The opt-out and the withdrawal of consent ask nobody (Art. 21(3), Art. 7(3)).
    OptOut,
    /// It is refused as long as the restriction stands.
    Refused,
}
use Word::{Allowed, NoRow, OptOut, Refused};

/// The person's own rectification, erasure or objection.
const OWN: Word = Allowed(Reason::OwnRequest);

/// Every route that does something. A new one is entered here and pressed in `story`.
const ROUTES: &[(&str, &[Word])] = &[
    ("POST /unsubscribe/{purpose}/{token}", &[OptOut]),
    ("POST /csp", &[NoRow]),
    ("POST /sign-in", &[NoRow]),
    ("POST /sign-in/code", &[NoRow]),
    ("POST /sign-in/confirm", &[NoRow]),
    ("POST /holder/{link}", &[NoRow]),
    ("POST /staff/sign-in", &[NoRow]),
    ("POST /staff/join/{token}", &[NoRow]),
    ("POST /sign-out", &[NoRow]),
    // Consent and opt-out take effect here.
    ("POST /requests/new/{wish}", &[NoRow, OptOut]),
    ("POST /requests/draft/{draft}", &[NoRow]),
    ("POST /requests/draft/{draft}/discard", &[NoRow]),
    ("POST /requests/draft/{draft}/name", &[NoRow]),
    ("POST /requests/{reference}/withdraw", &[NoRow]),
    ("POST /requests/{reference}/messages", &[NoRow]),
    ("POST /requests/{reference}/package/again", &[NoRow]),
    ("POST /staff/requests/{reference}/package/again", &[NoRow]),
    ("POST /requests/{reference}/prove", &[NoRow]),
    ("POST /staff/sign-out", &[NoRow]),
    ("POST /staff/unsaved/{unsaved}", &[NoRow]),
    ("POST /staff/forgotten", &[NoRow]),
    ("POST /staff/reset/{token}", &[NoRow]),
    ("POST /staff/account/sessions", &[NoRow]),
    ("POST /staff/account/details", &[NoRow]),
    ("POST /staff/account/digest", &[NoRow]),
    ("POST /staff/account/password", &[NoRow]),
    ("POST /staff/account/authenticator", &[NoRow]),
    ("POST /staff/account/recovery-codes", &[NoRow]),
    ("POST /staff/mails/{mail}", &[NoRow]),
    ("POST /staff/mails/{mail}/request", &[NoRow]),
    ("POST /staff/mutes", &[NoRow]),
    ("POST /staff/mutes/{mute}", &[NoRow]),
    ("POST /staff/retention", &[NoRow]),
    ("POST /staff/queue/assign", &[NoRow]),
    ("POST /staff/sign-in-mails", &[NoRow]),
    ("POST /staff/accounts", &[NoRow]),
    ("POST /staff/accounts/{account}/roles", &[NoRow]),
    ("POST /staff/accounts/{account}/state", &[NoRow]),
    ("POST /staff/accounts/{account}/sessions", &[NoRow]),
    ("POST /staff/accounts/invitations", &[NoRow]),
    ("POST /staff/accounts/invitations/again", &[NoRow]),
    ("POST /staff/reviews", &[NoRow]),
    ("POST /staff/reviews/{review}", &[NoRow]),
    ("POST /staff/reviews/{review}/{category}", &[NoRow]),
    ("POST /staff/breaches/new", &[NoRow]),
    ("POST /staff/breaches/{breach}", &[NoRow]),
    ("POST /staff/breaches/{breach}/reopen", &[NoRow]),
    ("POST /staff/breaches/{breach}/mistake", &[NoRow]),
    ("POST /staff/breaches/{breach}/report", &[NoRow]),
    ("POST /staff/breaches/{breach}/{part}", &[NoRow]),
    ("POST /staff/stale/{staleness}/{record}", &[Refused]),
    ("POST /staff/register", &[NoRow]),
    ("POST /staff/register/{person}", &[NoRow]),
    ("POST /staff/register/{person}/holds", &[NoRow]),
    ("POST /staff/register/{person}/protection", &[NoRow, Allowed(Reason::Protection)]),
    ("POST /staff/register/{person}/protection/end", &[Allowed(Reason::Protection)]),
    ("POST /staff/register/{person}/disclosures", &[NoRow]),
    ("POST /staff/register/{person}/disclosures/{disclosure}", &[NoRow]),
    // Consent and opt-out take effect here too.
    ("POST /staff/requests/new", &[NoRow, OptOut]),
    ("POST /staff/requests/{reference}/identity", &[NoRow]),
    ("POST /staff/requests/{reference}/take", &[NoRow]),
    ("POST /staff/requests/{reference}/assign", &[NoRow]),
    ("POST /staff/requests/{reference}/classify", &[NoRow, OptOut]),
    ("POST /staff/requests/{reference}/split", &[NoRow, OptOut]),
    ("POST /staff/requests/{reference}/notes", &[NoRow]),
    ("POST /staff/requests/{reference}/messages", &[NoRow]),
    ("POST /staff/requests/{reference}/files", &[NoRow]),
    ("POST /staff/requests/{reference}/remove-file", &[NoRow]),
    ("POST /staff/requests/{reference}/steps/{step}", &[NoRow]),
    ("POST /staff/requests/{reference}/withdraw", &[NoRow]),
    ("POST /staff/requests/{reference}/extend", &[NoRow]),
    ("POST /staff/requests/{reference}/extend/send", &[NoRow]),
    ("POST /staff/requests/{reference}/ask/{question}", &[NoRow]),
    ("POST /staff/requests/{reference}/ask/{question}/send", &[NoRow]),
    ("POST /staff/requests/{reference}/resume", &[NoRow]),
    ("POST /staff/requests/{reference}/astray", &[NoRow]),
    ("POST /staff/requests/{reference}/protected", &[NoRow]),
    ("POST /staff/requests/{reference}/restrictions/{restriction}/announce", &[NoRow]),
    ("POST /staff/requests/{reference}/restrictions/{restriction}/lift", &[NoRow]),
    ("POST /staff/requests/{reference}/restrictions/{restriction}/told", &[NoRow]),
    ("POST /staff/requests/{reference}/restrictions/{restriction}/call-off", &[NoRow]),
    ("POST /staff/requests/{reference}/transfer", &[NoRow]),
    ("POST /staff/requests/{reference}/transfer/approval", &[NoRow]),
    ("POST /staff/requests/{reference}/records", &[NoRow]),
    ("POST /staff/requests/{reference}/person/{person}/open", &[NoRow]),
    ("POST /staff/requests/{reference}/person/{person}", &[NoRow]),
    ("POST /staff/requests/{reference}/person/{person}/holds", &[NoRow]),
    ("POST /staff/requests/{reference}/not-identified", &[NoRow]),
    ("POST /staff/requests/{reference}/not-identified/send", &[NoRow]),
    ("POST /staff/requests/{reference}/no-request", &[NoRow]),
    ("POST /staff/requests/{reference}/no-request/send", &[NoRow]),
    ("POST /staff/requests/{reference}/forward", &[NoRow]),
    ("POST /staff/requests/{reference}/forward/send", &[NoRow]),
    ("POST /staff/requests/{reference}/forward/handed-over", &[NoRow]),
    ("POST /staff/requests/{reference}/letters/{letter}/send", &[NoRow]),
    ("POST /staff/requests/{reference}/letters/{letter}/posted", &[NoRow]),
    ("POST /staff/requests/{reference}/decide", &[NoRow]),
    ("POST /staff/requests/{reference}/decide/by-category", &[NoRow]),
    ("POST /staff/requests/{reference}/decide/send", &[NoRow, OWN]),
    ("POST /staff/requests/{reference}/proposal", &[OWN]),
    ("POST /staff/requests/{reference}/proposal/send-back", &[NoRow]),
];

#[test]
fn every_route_that_does_something_is_in_the_list_and_no_other() {
    let also = ["POST /csp", "POST /unsubscribe/{purpose}/{token}"].map(str::to_owned);
    let declared: BTreeSet<String> = deeds().iter().map(name).chain(also).collect();
    let listed: BTreeSet<String> = ROUTES.iter().map(|(route, _)| (*route).to_owned()).collect();
    assert_eq!(declared, listed, "say in house/restricted what a new route does with a restricted person");
    assert_eq!(listed.len(), ROUTES.len(), "each once");
}

#[test]
fn every_reason_in_the_list_is_one_the_law_allows() {
    for (route, words) in ROUTES {
        for word in *words {
            if let Allowed(reason) = word {
                let allowed = |ground: &RestrictionGround| reason.is_allowed_under(*ground);
                assert!(RestrictionGround::ALL.iter().all(allowed), "{route}: {reason:?}");
            }
        }
    }
}

async fn every_press_leaves_a_restricted_record_alone_or_has_its_reason(portal: TestPortal) {
    let portal = portal.by(watch::table);
    let told = story::told(&portal).await;
    let mut missing: BTreeMap<&str, BTreeSet<bool>> = ROUTES
        .iter()
        .map(|(route, words)| (*route, words.iter().map(|word| *word != NoRow).collect()))
        .collect();
    let refuses = |words: &[Word]| words == [Refused];
    for deed in told {
        let (route, words) = ROUTES.iter().find(|(route, _)| *route == deed.route).unwrap();
        let (worked, wrote) = (deed.status < 400, !deed.wrote.is_empty());
        if refuses(words) {
            assert!(deed.status == 409 && !wrote, "it must be refused: {deed:?}");
            missing.remove(route);
            continue;
        }
        assert!(worked || !wrote, "what was refused wrote: {deed:?}");
        let may_write = words.iter().any(|word| *word != NoRow);
        assert!(!wrote || may_write, "{deed:?} wrote on a restricted record without a reason");
        if worked {
            missing.get_mut(route).unwrap().remove(&wrote);
        }
    }
    missing.retain(|_, words| !words.is_empty());
    assert!(missing.is_empty(), "never seen: a press that works, by whether it writes: {missing:?}");
}

/// A private customer in business with everything a register can hold, and a subscription.
const FILES: &[(&str, &str)] = &[
    ("customer", "key;number;kind;name;started_on;ended_on\na;1001;private;Ada Asiakas;2015-01-02;\n"),
    ("person", "key;name;email;email_since;language\np;Ada Asiakas;ada@asiakas.example;2020-01-01;fi\n"),
    ("contact", "key;customer;person;role\nc;a;p;holder\n"),
    ("address", "key;customer;kind;street;postal_code;city;country\nd;a;postal;Katu 1;00100;Helsinki;FI\n"),
    ("contract", "key;customer;number;signed_by;started_on;ended_on\ns;a;S1;p;2015-01-02;\n"),
    (
        "hosting_account",
        "key;customer;person;username;password_set_on;domain;plan;state\nh;a;p;ada;;ada.example;S;active\n",
    ),
    (
        "purchase",
        "key;customer;contract;ordered_by;number;product;ordered_on;state\n\
         o;a;s;p;O1;Hosting;2018-01-02;delivered\n",
    ),
    (
        "invoice",
        "key;customer;contract;number;issued_on;amount;currency;paid_on\n\
         i;a;s;I1;2018-01-31;12.00;EUR;\n",
    ),
    (
        "subscription",
        "key;email;person;purpose;evidence;wording;since;ended_at\n\
         n;ada@asiakas.example;p;newsletter;consent;Yes;2020-01-01T10:00:00Z;\n",
    ),
];

/// The one person of the register.
async fn only_person(portal: &TestPortal) -> PersonId {
    person::Entity::find().one(portal.ctx().read()).await.unwrap().unwrap().id
}

async fn is_restricted(portal: &TestPortal) -> bool {
    change::is_restricted(portal.ctx().read(), only_person(portal).await).await.unwrap()
}

/// Whether a page says, in English, that a record is restricted.
fn shows_it(text: &str) -> bool {
    text.contains(&portal::say::say(Language::En, "restricted-title"))
}
