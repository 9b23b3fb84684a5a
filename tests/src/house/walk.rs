//! Walking the route table: a path for every route, and one person of every kind.

use crate::harness::{
    actors::{Colleague, Customer},
    client::{Ask, Browser},
    page::Page,
    portal::TestPortal,
};
use entity::kind::{Language, Role};
use portal::{
    routes::{Access, Entry, table},
    say::say,
};
use std::collections::BTreeMap;

/// Place of the member of staff who has recovery codes.
pub const WITH_CODES: usize = 1;

/// One person of every kind who may stand before a page.
pub struct Cast {
    pub stranger: Browser,
    pub ada: Customer,
    pub bea: Customer,
    /// One member of staff for each role, in the order of [`Role::ALL`].
    pub staff: Vec<Colleague>,
    /// An invitation nobody has used.
    invitation: String,
    /// A request and a draft of Ada's.
    pub reference: String,
    pub draft: String,
}

/// What the database holds but for what a look leaves on purpose: the day on which staff looked at a request, and who
/// took the queue or a table of figures as a file, or opened a dossier.
pub async fn all_but_looks(portal: &TestPortal) -> BTreeMap<String, Vec<String>> {
    let mut all = portal.everything().await;
    all.entry("attention".into()).and_modify(Vec::clear);
    let looks = ["queue_exported", "report_exported", "dossier_opened"];
    let look = |row: &String| looks.iter().any(|look| row.contains(look));
    all.entry("event".into()).and_modify(|rows| rows.retain(|row| !look(row)));
    all
}

impl Cast {
    /// Signs everyone in.
    pub async fn assembled(portal: &TestPortal) -> Self {
        let (ada, bea) = (portal.ada(), portal.bea());
        ada.signs_in().await;
        bea.signs_in().await;
        let mut staff = Vec::new();
        for (place, role) in Role::ALL.iter().enumerate() {
            staff.push(match place {
                WITH_CODES => portal.newcomer(role.code(), &[*role]).await,
                _ => portal.staff(role.code(), &[*role]).await,
            });
        }
        let invitation = portal.invites("new@wprod.example", "New", &[Role::Reader]).await;
        let (reference, draft) = (ada.files("access").await, ada.drafts("access").await);
        portal.inbox().await;
        Self { stranger: portal.browser(), ada, bea, staff, invitation, reference, draft }
    }

    /// Everybody's browser, with the roles of staff.
    pub fn everyone(&self) -> Vec<(Viewer, &Browser)> {
        let mut everyone = vec![
            (Viewer::Stranger, &self.stranger),
            (Viewer::Requester, &self.ada.browser),
            (Viewer::Requester, &self.bea.browser),
        ];
        let staff = Role::ALL.iter().zip(&self.staff);
        everyone.extend(staff.map(|(role, colleague)| (Viewer::Staff(*role), &colleague.browser)));
        everyone
    }

    /// A path of a route, its parameters filled with what may stand there.
    pub fn path(&self, entry: &Entry) -> String {
        if entry.path == "/staff/join/{token}" {
            return self.invitation.clone();
        }
        let parts = entry.path.split('/').map(|part| match part {
            "{token}" => "eyJ.e30.AAAA".to_owned(),
            "{link}" => "0123456789abcdef".to_owned(),
            "{code}" => "sv".to_owned(),
            "{purpose}" => "newsletter".to_owned(),
            "{question}" => "identity".to_owned(),
            "{staleness}" => "unverified".to_owned(),
            "{category}" => "contact".to_owned(),
            "{year}" => "2026".to_owned(),
            "{table}.csv" => "right.csv".to_owned(),
            "{part}" => "facts".to_owned(),
            "{nth}" => "0".to_owned(),
            "{wish}" => "access".to_owned(),
            "{reference}" => self.reference.clone(),
            "{draft}" => self.draft.clone(),
            "{person}" | "{letter}" | "{step}" | "{restriction}" | "{disclosure}" | "{review}" | "{file}"
            | "{record}" | "{unsaved}" | "{mute}" | "{mail}" | "{breach}" | "{account}" => {
                "0198c0de-0000-7000-8000-000000000001".to_owned()
            }
            part => {
                assert!(!part.contains('{'), "say in house/walk.rs what stands for {part} in {}", entry.path);
                part.to_owned()
            }
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// Asks for a route without any form's token, so that nothing can come of it.
    pub async fn asks(&self, browser: &Browser, entry: &Entry) -> Page {
        let path = self.path(entry);
        let post = entry.method == actix_web::http::Method::POST;
        browser.send(if post { Ask::post(path, &[]) } else { Ask::get(path) }).await
    }
}

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    Stranger,
    Requester,
    Staff(Role),
}

/// What becomes of somebody at a route's gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    Admitted,
    SentToSignIn,
    SentToStaffSignIn,
    WrongRole,
}

impl Gate {
    /// What an answer means.
    pub fn of(answer: &Page) -> Self {
        let title = answer.texts("h1").concat();
        let is = |key: &str| Language::ALL.iter().any(|language| title == say(*language, key));
        let to = answer.header("location").and_then(|to| to.split('?').next());
        match (answer.status, to) {
            (303, Some("/sign-in")) => Self::SentToSignIn,
            (303, Some("/staff/sign-in")) => Self::SentToStaffSignIn,
            (403, _) if is("error-role-title") => Self::WrongRole,
            (403, _) => {
                assert!(
                    is("error-form-title"),
                    "{} refuses by itself whom the gate admits: {title}",
                    answer.path
                );
                Self::Admitted
            }
            _ => Self::Admitted,
        }
    }

    /// What the table's word means for a viewer.
    pub fn expected(access: Access, viewer: Viewer) -> Self {
        match (access, viewer) {
            (Access::Anyone | Access::Browser, _) | (Access::Requester, Viewer::Requester) => Self::Admitted,
            (Access::Requester, _) => Self::SentToSignIn,
            (Access::Staff(roles), Viewer::Staff(role)) if roles.contains(&role) => Self::Admitted,
            (Access::Staff(_), Viewer::Staff(_)) => Self::WrongRole,
            (Access::Staff(_), _) => Self::SentToStaffSignIn,
        }
    }
}

/// The name of a route as the tests' lists have it.
pub fn name(entry: &Entry) -> String {
    format!("{} {}", entry.method, entry.path)
}

/// Every route that shows something.
pub fn pages() -> Vec<Entry> {
    table().into_iter().filter(|entry| entry.method == actix_web::http::Method::GET).collect()
}

/// Every route that does something by a form of ours. Browsers send their reports to `/csp` without one; that it does
/// nothing is in `house/brake.rs`. The press of RFC 8058 comes from mail programs, without one too.
pub fn deeds() -> Vec<Entry> {
    let by_form = |entry: &Entry| entry.path != "/csp" && !entry.path.starts_with("/unsubscribe/");
    let posts = table().into_iter().filter(|entry| entry.method != actix_web::http::Method::GET);
    posts.filter(by_form).collect()
}
