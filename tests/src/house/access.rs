//! Who may use which route, written down a second time and tried by everyone.

use super::walk::{Cast, Gate, name};
use crate::harness::{client::Ask, on_both_engines, portal::TestPortal};
use entity::kind::Role;
use portal::routes::{Access, table};
use std::collections::BTreeMap;

on_both_engines!(the_gate_of_every_route_lets_through_whom_it_names, without_any_role_staff_see_nothing);

/// What this test expects, apart from the product's own word.
const ANYONE: &[&str] =
    &["GET /", "GET /notice", "GET /language/{code}", "GET /health/live", "GET /health/ready"];
const BROWSER: &[&str] = &[
    "GET /sign-in",
    "POST /sign-in",
    "GET /sign-in/sent",
    "POST /sign-in/code",
    "GET /m/{token}",
    "GET /sign-in/confirm",
    "POST /sign-in/confirm",
    "GET /sign-in/lost-mailbox",
    "GET /staff/sign-in",
    "POST /staff/sign-in",
    "GET /staff/join/{token}",
    "POST /staff/join/{token}",
];
const REQUESTER: &[&str] = &["POST /sign-out"];
const EVERY_ROLE: &[&str] = &["POST /staff/sign-out"];
const CASEWORKER: &[&str] = &[];
const APPROVER: &[&str] = &[];

fn expected() -> BTreeMap<String, Access> {
    let lists = [
        (ANYONE, Access::Anyone),
        (BROWSER, Access::Browser),
        (REQUESTER, Access::Requester),
        (EVERY_ROLE, Access::Staff(&[Role::Reader, Role::Caseworker, Role::Approver, Role::Admin])),
        (CASEWORKER, Access::Staff(&[Role::Caseworker])),
        (APPROVER, Access::Staff(&[Role::Approver])),
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
    let before = portal.everything().await;
    for entry in table() {
        let access = expected[&name(&entry)];
        for (viewer, browser) in cast.everyone() {
            let answer = cast.asks(browser, &entry).await;
            assert_eq!(Gate::of(&answer), Gate::expected(access, viewer), "{viewer:?} at {}", name(&entry));
        }
    }
    assert_eq!(portal.everything().await, before, "a walk through the house changes nothing");
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
    let fields = [("csrf".to_owned(), nobody.token().await)];
    assert_eq!(nobody.browser.send(Ask::post("/staff/sign-out", &fields)).await.status, 403);
}
