//! Whatever page of the desk is about a restricted person says so (Art. 18(2)): every route whose address names a person
//! or a request is opened, and the lists mark whom a restriction stands on.

use super::{FILES, only_person, shows_it};
use crate::{
    harness::{
        actors::{Colleague, Customer},
        page::Page,
        portal::TestPortal,
    },
    house::walk::pages,
};
use entity::{
    disclosure,
    kind::{Language, Role},
    letter,
};
use portal::{routes::Access, say::say};
use sea_orm::EntityTrait;
use std::collections::BTreeSet;

/// Files, which are no pages, and the closing of a request of which nobody knows whose it is.
const NOTHING_TO_SHOW: [&str; 4] = [
    "/staff/requests/{reference}/not-identified",
    "/staff/requests/{reference}/files/{file}",
    "/staff/requests/{reference}/package",
    "/staff/requests/{reference}/transfer/file",
];

pub(super) async fn every_page_about_a_restricted_person_says_so(portal: TestPortal) {
    portal.imports(FILES).await;
    let sam = portal.staff("Sam", &[Role::Caseworker]).await;
    let anna = portal.staff("Anna", &[Role::Approver]).await;
    let ada = portal.ada();
    ada.signs_in().await;
    let references = has_requests_in_every_state(&portal, &ada, &sam).await;
    lists_mark_her(&sam).await;
    an_authority_has_got_data(&portal, &sam).await;
    let addresses = Addresses::of(&portal, references).await;
    let about = pages().into_iter().filter(|entry| {
        matches!(entry.access, Access::Staff(_))
            && (entry.path.contains("{reference}") || entry.path.contains("{person}"))
            && !NOTHING_TO_SHOW.contains(&entry.path)
    });
    let mut unseen = BTreeSet::new();
    for entry in about {
        let mut seen = 0;
        for path in addresses.fill(entry.path) {
            for colleague in [&sam, &anna] {
                let page = colleague.browser.get(&path).await;
                assert!(page.status != 200 || shows_it(&page.text()), "{path}: {}", page.text());
                seen += u32::from(page.status == 200);
            }
        }
        if seen == 0 {
            unseen.insert(entry.path);
        }
    }
    assert!(unseen.is_empty(), "never opened: {unseen:?}");
}

/// Her data are restricted; one request is under work, one proposed to be refused, one in words of her own.
async fn has_requests_in_every_state(portal: &TestPortal, ada: &Customer, sam: &Colleague) -> Vec<String> {
    let restriction = files(ada, "restriction", &[("ground", "claims")]).await;
    sam.takes(&restriction).await;
    let letter = sam.weighs(&restriction, &[("verdict-0", "granted")]).await;
    assert_eq!(sam.sends(&letter, &restriction).await.status, 303);
    portal.inbox().await;
    let copy = ada.files("access").await;
    let refused = ada.files("access").await;
    let words = files(ada, "something_else", &[("text", "Tell me of my website.")]).await;
    for reference in [&copy, &refused, &words] {
        assert_eq!(sam.takes(reference).await.status, 303);
    }
    let refusal = [
        ("verdict-0", "refused"),
        ("ground-0", "RG-EXC"),
        ("fact-0-facts", "The same was asked twice this week."),
        ("fact-0-evidence", "Both requests"),
        ("fact-0-previous_requests", "1 April 2026, 2 April 2026"),
    ];
    let letter = sam.weighs(&refused, &refusal).await;
    let proposed = sam.sends(&letter, &refused).await;
    assert_eq!(proposed.status, 303, "{}", proposed.text());
    vec![restriction, copy, refused, words]
}

async fn files(ada: &Customer, wish: &str, fields: &[(&str, &str)]) -> String {
    let path = format!("/requests/new/{wish}");
    let form = ada.browser.get(&path).await.form(&path);
    let sent = fields.iter().fold(form, |form, (name, value)| form.fill(name, *value)).submit().await;
    let name = sent.follow().await.fill("name", "Ada Asiakas").submit().await;
    let done = name.follow().await.press().await;
    done.location().strip_prefix("/requests/").unwrap().to_owned()
}

/// The queue and the search of the register, which show a name and nothing else of her.
async fn lists_mark_her(sam: &Colleague) {
    let marks = |page: &Page| page.texts("tbody th").iter().filter(|cell| cell.contains(&badge())).count();
    let queue = sam.browser.get("/staff/queue?tab=open").await;
    assert_eq!(marks(&queue), 4, "each of her open requests: {}", queue.text());
    let form = sam.browser.get("/staff/register").await.fill("search", "Ada");
    let hits = form.fill("reason", "She called.").submit().await;
    assert_eq!((hits.status, marks(&hits)), (200, 1), "{}", hits.text());
}

fn badge() -> String {
    say(Language::En, "restricted-badge")
}

async fn an_authority_has_got_data(portal: &TestPortal, sam: &Colleague) {
    let record = format!("/staff/register/{}", only_person(portal).await);
    assert_eq!(sam.browser.get(&record).await.status, 200, "the search was the reason");
    let form = sam.browser.get(&format!("{record}/disclosures")).await;
    let form = form.fill("authority", "Police").fill("categories", "contact").fill("on", sam.today());
    assert_eq!(form.fill("statute", "Poliisilaki 4:3").submit().await.status, 303);
}

/// What the places in the address of a route can be filled with.
struct Addresses {
    references: Vec<String>,
    person: String,
    letters: Vec<String>,
    disclosures: Vec<String>,
}

impl Addresses {
    async fn of(portal: &TestPortal, references: Vec<String>) -> Self {
        let db = portal.ctx().read();
        let letters = letter::Entity::find().all(db).await.unwrap();
        let disclosures = disclosure::Entity::find().all(db).await.unwrap();
        Self {
            references,
            person: only_person(portal).await.to_string(),
            letters: letters.iter().map(|letter| letter.id.to_string()).collect(),
            disclosures: disclosures.iter().map(|entry| entry.id.to_string()).collect(),
        }
    }

    /// Every address of the route that can be made of them.
    fn fill(&self, route: &str) -> Vec<String> {
        let questions = ["clarification", "identity", "fee"].map(str::to_owned);
        let places: [(&str, &[String]); 5] = [
            ("{reference}", &self.references),
            ("{person}", std::slice::from_ref(&self.person)),
            ("{letter}", &self.letters),
            ("{disclosure}", &self.disclosures),
            ("{question}", &questions),
        ];
        let mut filled = vec![route.to_owned()];
        for (place, values) in places.into_iter().filter(|(place, _)| route.contains(place)) {
            let each =
                |path: &String| values.iter().map(|value| path.replace(place, value)).collect::<Vec<_>>();
            filled = filled.iter().flat_map(each).collect();
        }
        filled
    }
}
