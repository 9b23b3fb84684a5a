//! Who may use which route, written down a second time and tried by everyone.

use super::walk::{Cast, Gate, all_but_looks, name};
use crate::harness::{client::Ask, on_both_engines, portal::TestPortal};
use entity::kind::Role;
use portal::routes::{Access, table};
use portal_core::{id::Reference, ports::entropy::Entropy};
use std::collections::BTreeMap;

on_both_engines!(
    the_gate_of_every_route_lets_through_whom_it_names,
    without_any_role_staff_see_nothing,
    what_is_somebody_elses_is_not_found_like_what_never_was,
);

/// What this test expects, apart from the product's own word.
const ANYONE: &[&str] = &[
    "GET /",
    "GET /notice",
    "GET /language/{code}",
    "GET /unsubscribe/{purpose}/{token}",
    "POST /unsubscribe/{purpose}/{token}",
    "GET /health/live",
    "GET /health/ready",
    "GET /health/canary",
    "POST /csp",
    "GET /schema/portability-1.json",
];
const BROWSER: &[&str] = &[
    "GET /sign-in",
    "POST /sign-in",
    "GET /sign-in/sent",
    "POST /sign-in/code",
    "GET /m/{token}",
    "GET /sign-in/confirm",
    "POST /sign-in/confirm",
    "GET /sign-in/lost-mailbox",
    "GET /h/{token}",
    "GET /holder/{link}",
    "POST /holder/{link}",
    "GET /holder/{link}/receipt",
    "GET /staff/sign-in",
    "POST /staff/sign-in",
    "GET /staff/forgotten",
    "POST /staff/forgotten",
    "GET /staff/forgotten/sent",
    "GET /staff/reset/{token}",
    "POST /staff/reset/{token}",
    "GET /staff/join/{token}",
    "POST /staff/join/{token}",
];
const REQUESTER: &[&str] = &[
    "POST /sign-out",
    "GET /requests",
    "GET /requests/new",
    "GET /requests/new/{wish}",
    "POST /requests/new/{wish}",
    "GET /requests/draft/{draft}",
    "POST /requests/draft/{draft}",
    "GET /requests/draft/{draft}/discard",
    "POST /requests/draft/{draft}/discard",
    "GET /requests/draft/{draft}/edit",
    "GET /requests/draft/{draft}/name",
    "POST /requests/draft/{draft}/name",
    "GET /requests/{reference}",
    "GET /requests/{reference}/withdraw",
    "POST /requests/{reference}/withdraw",
    "POST /requests/{reference}/messages",
    "GET /requests/{reference}/files/{file}",
    "GET /requests/{reference}/package",
    "GET /requests/{reference}/package/again",
    "POST /requests/{reference}/package/again",
    "GET /requests/{reference}/prove",
    "POST /requests/{reference}/prove",
];
const EVERY_ROLE: &[&str] = &[
    "GET /staff",
    "GET /staff/account",
    "POST /staff/account/sessions",
    "GET /staff/account/details",
    "POST /staff/account/details",
    "POST /staff/account/digest",
    "GET /staff/account/password",
    "POST /staff/account/password",
    "GET /staff/account/authenticator",
    "POST /staff/account/authenticator",
    "GET /staff/account/recovery-codes",
    "POST /staff/account/recovery-codes",
    "POST /staff/sign-out",
    "GET /staff/unsaved/{unsaved}",
    "POST /staff/unsaved/{unsaved}",
    "GET /staff/article-30",
    "GET /staff/retention",
    "GET /staff/reviews",
    "GET /staff/reviews/{review}",
    "GET /staff/reports",
    "GET /staff/reports/{year}/accountability",
    "GET /staff/reports/{year}/{table}.csv",
    "GET /staff/breaches",
    "GET /staff/breaches/{breach}",
    "GET /staff/breaches/{breach}/notification",
];
/// Case data: an admin as such does not work on requests.
const READER: &[&str] = &[
    "GET /staff/queue",
    "GET /staff/queue.csv",
    "GET /staff/stale",
    "GET /staff/mails",
    "GET /staff/mails/{mail}",
    "GET /staff/mails/{mail}/original",
    "GET /staff/mails/{mail}/attachments/{nth}",
    "GET /staff/mutes",
    "GET /staff/register",
    "GET /staff/register/{person}",
    "POST /staff/register/{person}",
    "GET /staff/register/{person}/holds",
    "GET /staff/register/{person}/protection",
    "GET /staff/letters",
    "GET /staff/requests/{reference}",
    "GET /staff/requests/{reference}/dossier",
    "GET /staff/requests/{reference}/files/{file}",
    "GET /staff/requests/{reference}/records",
    "GET /staff/requests/{reference}/person/{person}",
    "POST /staff/requests/{reference}/person/{person}/open",
    "GET /staff/requests/{reference}/person/{person}/holds",
    "GET /staff/requests/{reference}/proposal",
    "GET /staff/requests/{reference}/copy",
    "GET /staff/requests/{reference}/letters/{letter}",
];
const CASEWORKER: &[&str] = &[
    "GET /staff/queue/assign",
    "POST /staff/queue/assign",
    "GET /staff/stale/{staleness}/{record}",
    "POST /staff/stale/{staleness}/{record}",
    "POST /staff/mails/{mail}",
    "POST /staff/mails/{mail}/request",
    "POST /staff/mutes",
    "POST /staff/mutes/{mute}",
    "POST /staff/register",
    "GET /staff/register/{person}/disclosures",
    "POST /staff/register/{person}/holds",
    "POST /staff/register/{person}/protection",
    "POST /staff/register/{person}/disclosures",
    "GET /staff/register/{person}/disclosures/{disclosure}",
    "POST /staff/register/{person}/disclosures/{disclosure}",
    "GET /staff/requests/{reference}/withdraw",
    "POST /staff/requests/{reference}/withdraw",
    "GET /staff/requests/{reference}/extend",
    "POST /staff/requests/{reference}/extend",
    "POST /staff/requests/{reference}/extend/send",
    "GET /staff/requests/{reference}/astray",
    "POST /staff/requests/{reference}/astray",
    "POST /staff/requests/{reference}/protected",
    "GET /staff/requests/{reference}/ask/{question}",
    "POST /staff/requests/{reference}/ask/{question}",
    "POST /staff/requests/{reference}/ask/{question}/send",
    "POST /staff/requests/{reference}/resume",
    "POST /staff/requests/{reference}/restrictions/{restriction}/announce",
    "POST /staff/requests/{reference}/restrictions/{restriction}/lift",
    "POST /staff/requests/{reference}/restrictions/{restriction}/told",
    "POST /staff/requests/{reference}/restrictions/{restriction}/call-off",
    "GET /staff/requests/new",
    "POST /staff/requests/new",
    "POST /staff/requests/{reference}/identity",
    "GET /staff/requests/{reference}/package",
    "POST /staff/requests/{reference}/package/again",
    "POST /staff/requests/{reference}/take",
    "POST /staff/requests/{reference}/assign",
    "GET /staff/requests/{reference}/classify",
    "POST /staff/requests/{reference}/classify",
    "POST /staff/requests/{reference}/split",
    "POST /staff/requests/{reference}/notes",
    "POST /staff/requests/{reference}/messages",
    "POST /staff/requests/{reference}/files",
    "POST /staff/requests/{reference}/remove-file",
    "POST /staff/requests/{reference}/steps/{step}",
    "POST /staff/requests/{reference}/records",
    "POST /staff/requests/{reference}/person/{person}",
    "POST /staff/requests/{reference}/person/{person}/holds",
    "GET /staff/requests/{reference}/transfer/file",
    "POST /staff/requests/{reference}/transfer",
    "GET /staff/requests/{reference}/not-identified",
    "POST /staff/requests/{reference}/not-identified",
    "POST /staff/requests/{reference}/not-identified/send",
    "GET /staff/requests/{reference}/no-request",
    "POST /staff/requests/{reference}/no-request",
    "POST /staff/requests/{reference}/no-request/send",
    "GET /staff/requests/{reference}/forward",
    "POST /staff/requests/{reference}/forward",
    "POST /staff/requests/{reference}/forward/send",
    "POST /staff/requests/{reference}/forward/handed-over",
    "POST /staff/requests/{reference}/letters/{letter}/send",
    "POST /staff/requests/{reference}/letters/{letter}/posted",
    "GET /staff/requests/{reference}/decide",
    "POST /staff/requests/{reference}/decide",
    "POST /staff/requests/{reference}/decide/by-category",
    "POST /staff/requests/{reference}/decide/send",
];
const ADMIN: &[&str] = &[
    "POST /staff/retention",
    "GET /staff/sign-in-mails",
    "POST /staff/sign-in-mails",
    "GET /staff/accounts",
    "POST /staff/accounts",
    "GET /staff/accounts/{account}",
    "POST /staff/accounts/{account}/roles",
    "POST /staff/accounts/{account}/state",
    "POST /staff/accounts/{account}/sessions",
    "POST /staff/accounts/invitations",
    "POST /staff/accounts/invitations/again",
];
/// Who does the controller's own duties.
const CASEWORKER_OR_ADMIN: &[&str] = &[
    "POST /staff/reviews",
    "POST /staff/reviews/{review}",
    "GET /staff/reviews/{review}/{category}",
    "POST /staff/reviews/{review}/{category}",
    "GET /staff/breaches/new",
    "POST /staff/breaches/new",
    "POST /staff/breaches/{breach}",
    "POST /staff/breaches/{breach}/reopen",
    "POST /staff/breaches/{breach}/mistake",
    "GET /staff/breaches/{breach}/report",
    "POST /staff/breaches/{breach}/report",
    "GET /staff/breaches/{breach}/{part}",
    "POST /staff/breaches/{breach}/{part}",
];
const APPROVER: &[&str] = &[
    "POST /staff/register/{person}/protection/end",
    "POST /staff/requests/{reference}/proposal",
    "POST /staff/requests/{reference}/transfer/approval",
];
/// Who may send a proposal back: who could have made it, and who could approve it.
const CASEWORKER_OR_APPROVER: &[&str] = &["POST /staff/requests/{reference}/proposal/send-back"];

fn expected() -> BTreeMap<String, Access> {
    let lists = [
        (ANYONE, Access::Anyone),
        (BROWSER, Access::Browser),
        (REQUESTER, Access::Requester),
        (EVERY_ROLE, Access::Staff(&[Role::Reader, Role::Caseworker, Role::Approver, Role::Admin])),
        (READER, Access::Staff(&[Role::Reader, Role::Caseworker, Role::Approver])),
        (CASEWORKER, Access::Staff(&[Role::Caseworker])),
        (ADMIN, Access::Staff(&[Role::Admin])),
        (CASEWORKER_OR_ADMIN, Access::Staff(&[Role::Caseworker, Role::Admin])),
        (APPROVER, Access::Staff(&[Role::Approver])),
        (CASEWORKER_OR_APPROVER, Access::Staff(&[Role::Caseworker, Role::Approver])),
    ];
    let rows =
        lists.into_iter().flat_map(|(routes, access)| routes.iter().map(move |route| (*route, access)));
    rows.map(|(route, access)| (route.to_owned(), access)).collect()
}

#[test]
fn every_route_is_expected_and_every_expectation_has_its_route() {
    let mut declared = BTreeMap::new();
    for entry in table() {
        let twice = declared.insert(name(&entry), format!("{:?}", entry.access));
        assert_eq!(twice, None, "{} stands twice in the table", name(&entry));
    }
    let expected: BTreeMap<String, String> =
        expected().into_iter().map(|(route, access)| (route, format!("{access:?}"))).collect();
    assert_eq!(declared, expected);
}

async fn the_gate_of_every_route_lets_through_whom_it_names(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let expected = expected();
    let before = all_but_looks(&portal).await;
    for entry in table() {
        let access = expected[&name(&entry)];
        for (viewer, browser) in cast.everyone() {
            let answer = cast.asks(browser, &entry).await;
            assert_eq!(Gate::of(&answer), Gate::expected(access, viewer), "{viewer:?} at {}", name(&entry));
        }
    }
    let after = all_but_looks(&portal).await;
    assert_eq!(after, before, "a walk through the house changes nothing");
}

async fn without_any_role_staff_see_nothing(portal: TestPortal) {
    let nobody = portal.staff("Nobody", &[]).await;
    let cast = Cast::assembled(&portal).await;
    for entry in table() {
        if matches!(entry.access, Access::Staff(_)) {
            assert_eq!(
                Gate::of(&cast.asks(&nobody.browser, &entry).await),
                Gate::WrongRole,
                "{}",
                name(&entry)
            );
        }
    }
    let fields = [("csrf".to_owned(), nobody.token("/staff/sign-out").await)];
    assert_eq!(nobody.browser.send(Ask::post("/staff/sign-out", &fields)).await.status, 403);
}

async fn what_is_somebody_elses_is_not_found_like_what_never_was(portal: TestPortal) {
    let cast = Cast::assembled(&portal).await;
    let (ada, bea) = (&cast.ada.browser, &cast.bea.browser);
    let before = portal.everything().await;
    for entry in table() {
        let owned = entry.path.contains("{reference}") || entry.path.contains("{draft}");
        if !owned || entry.access != Access::Requester {
            continue;
        }
        let hers = cast.path(&entry);
        let nobodys = hers.replace(&cast.reference, &unknown_reference()).replace(&cast.draft, NO_DRAFT);
        let ask = async |path: &str| {
            let token = [("csrf".to_owned(), portal.token_of_requester(bea, path).await)];
            let post = entry.method == actix_web::http::Method::POST;
            if post { Ask::post(path, &token) } else { Ask::get(path) }
        };
        let (foreign, missing) = (bea.send(ask(&hers).await).await, bea.send(ask(&nobodys).await).await);
        assert_eq!((foreign.status, missing.status), (404, 404), "{}", name(&entry));
        assert_eq!(foreign.body, missing.body, "{}", name(&entry));
    }
    for page in [format!("/requests/{}", cast.reference), format!("/requests/draft/{}", cast.draft)] {
        assert_eq!(ada.get(&page).await.status, 200, "{page}");
    }
    assert_eq!(portal.everything().await, before);
}

/// A well-formed id of no draft.
const NO_DRAFT: &str = "0198c0de-0000-7000-8000-000000000001";

fn unknown_reference() -> String {
    Reference::random(&Entropy::seeded(9)).unwrap().to_string()
}
