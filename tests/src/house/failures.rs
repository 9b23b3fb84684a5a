//! The page of a failure leads on: the desk back to the desk, also where it has a name of its own.

use crate::harness::{
    actors::Colleague,
    client::{Ask, Browser},
    on_both_engines,
    page::Page,
    portal::TestPortal,
};
use entity::kind::Role;
use portal::routes;

on_both_engines!(
    a_failure_at_the_desk_keeps_the_desk_around_it,
    a_failure_before_customers_leads_to_their_start,
    the_desk_leads_to_where_a_day_begins,
    a_slash_at_the_end_leads_to_the_page_without,
);

const DESK: &str = "desk.wprod.example";

/// A portal whose desk has a name of its own, before somebody's browser.
fn apart(portal: &TestPortal, colleague: &Colleague) -> Browser {
    let browser = portal.beside(
        |web| {
            web.hosts.push(DESK.into());
            web.staff_host = Some(DESK.into());
        },
        routes::table,
    );
    browser.cookies().insert("__Host-s".into(), colleague.browser.cookie("__Host-s").unwrap());
    browser
}

/// Every link of a page that leads to the same host.
fn ways(page: &Page) -> Vec<String> {
    let html = page.html();
    let links = scraper::Selector::parse("a[href^='/']").unwrap();
    html.select(&links).filter_map(|link| link.attr("href")).map(str::to_owned).collect()
}

async fn a_failure_at_the_desk_keeps_the_desk_around_it(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let desk = format!("/staff/requests/{}", ada.files("access").await);
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let browser = apart(&portal, &sam);
    let resume = format!("{desk}/resume");
    let token = [("csrf".to_owned(), sam.token(&resume).await)];
    let failing = [
        (Ask::get("/staff/accounts"), 403),
        (Ask::get("/staff/requests/XXXX-XXXX-X"), 404),
        (Ask::post(&resume, &token), 400),
        (Ask::post(&resume, &token).body(vec![b'a'; 70_000]), 413),
    ];
    for (ask, status) in failing {
        let page = browser.send(ask.with("host", DESK)).await;
        assert_eq!(page.status, status, "{}", page.text());
        assert!(page.has(".nav a[href='/staff/queue']") && page.has("main a[href='/staff']"), "{status}");
        assert!(page.has("form[action='/staff/sign-out'] [name=csrf]"), "{status}");
        let back = page.attribute("a.back", "href");
        assert_eq!(back, [400, 413].contains(&status).then(|| desk.clone()), "{status}");
        leads_somewhere(&browser, &page).await;
    }
    let nobody = apart(&portal, &sam);
    nobody.cookies().clear();
    for ask in
        [Ask::get("/staff/nowhere"), Ask::post("/staff/sign-in", &[]), Ask::new("DELETE", "/staff/queue")]
    {
        let page = nobody.send(ask.with("host", DESK)).await;
        assert!(page.status >= 400 && page.has("main a[href='/staff']"), "{}", page.text());
        assert!(!page.has(".nav"), "nobody's desk has no pages yet");
        leads_somewhere(&nobody, &page).await;
    }
}

/// No link of a page at the desk ends at "not found", but for the page itself in another language.
async fn leads_somewhere(browser: &Browser, page: &Page) {
    for way in ways(page) {
        let to = browser.send(Ask::get(&way).with("host", DESK)).await;
        assert!([200, 303].contains(&to.status), "{way} on {} answers {}", page.path, to.status);
        if way.starts_with("/language/") {
            assert!(to.location().starts_with("/staff"), "{way} on {}", page.path);
        }
    }
}

async fn a_failure_before_customers_leads_to_their_start(portal: TestPortal) {
    let ada = portal.ada();
    ada.signs_in().await;
    let page = ada.browser.get("/requests/XXXX-XXXX-X").await;
    assert_eq!(page.status, 404);
    assert!(page.has("main a[href='/']") && page.has(".nav a[href='/requests']"), "she is still signed in");
    let page = portal.browser().get("/nowhere").await;
    assert!(page.has("main a[href='/']") && page.has(".nav a[href='/sign-in']"));
}

async fn the_desk_leads_to_where_a_day_begins(portal: TestPortal) {
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let kim = portal.staff("Kim", &[Role::Admin]).await;
    assert_eq!(sam.browser.get("/staff").await.location(), "/staff/queue");
    assert_eq!(kim.browser.get("/staff").await.location(), "/staff/accounts");
    assert_eq!(portal.browser().get("/staff").await.location(), "/staff/sign-in");
    let own_name = apart(&portal, &sam).send(Ask::get("/").with("host", DESK)).await;
    assert_eq!(own_name.location(), "/staff");
}

async fn a_slash_at_the_end_leads_to_the_page_without(portal: TestPortal) {
    let browser = portal.browser();
    let to = async |ask: Ask| {
        let answer = browser.send(ask).await;
        (answer.status, answer.header("location").map(str::to_owned))
    };
    for (path, bare) in [
        ("/staff/", "/staff"),
        ("/notice//", "/notice"),
        ("/sign-in/?to=new", "/sign-in?to=new"),
        ("/staff/queue/?q=a%2F", "/staff/queue?q=a%2F"),
    ] {
        assert_eq!(to(Ask::get(path)).await, (301, Some(bare.to_owned())), "{path}");
        assert_eq!(to(Ask::new("HEAD", path)).await, (301, Some(bare.to_owned())), "{path}");
        assert_eq!(to(Ask::post(path, &[])).await, (404, None), "a form is not sent on: {path}");
    }
    for path in ["//evil.example/", "//", "///", "//evil.example/x/", "/\\evil.example/"] {
        let (status, location) = to(Ask::get(path)).await;
        assert!([400, 404].contains(&status) && location.is_none(), "{path}: {status} {location:?}");
    }
    let foreign = browser.send(Ask::get("/notice/").with("host", "evil.example")).await;
    assert_eq!((foreign.status, foreign.header("location")), (421, None));
}
