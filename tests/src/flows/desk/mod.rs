//! Staff at work: the queue, one request, a decision, its steps, and two of staff at once.

mod back;
mod bulk;
mod by_category;
mod decision;
mod done;
mod kept_back;
mod late;
mod letters;
mod queue;
mod steps;
mod words;
mod work;

use crate::harness::{actors::Colleague, page::Page, portal::TestPortal};
use entity::{
    id::{PersonId, StaffId},
    kind::{Language, Role},
    person, staff,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

const WORKER: &[Role] = &[Role::Caseworker];

/// A refusal of an access as excessive, with all that the ground demands.
const EXCESSIVE: &[(&str, &str)] = &[
    ("verdict-0", "refused"),
    ("ground-0", "RG-EXC"),
    ("fact-0-facts", "The same was asked and answered on 1 and 2 April."),
    ("fact-0-evidence", "Letters of 1 and 2 April"),
    ("fact-0-previous_requests", "1 April 2026, 2 April 2026"),
];

/// Where the desk's page of a request is.
fn desk(reference: &str) -> String {
    format!("/staff/requests/{reference}")
}

impl Colleague {
    /// Opens the page of a request.
    async fn opens(&self, reference: &str) -> Page {
        let page = self.browser.get(&desk(reference)).await;
        assert_eq!(page.status, 200, "{}", page.text());
        page
    }

    pub async fn takes(&self, reference: &str) -> Page {
        self.opens(reference).await.form(&format!("{}/take", desk(reference))).submit().await
    }

    /// Goes through the pages of a decision up to the exact letter, with these answers alone.
    pub async fn weighs(&self, reference: &str, answers: &[(&str, &str)]) -> Page {
        let first = self.browser.get(&format!("{}/decide", desk(reference))).await;
        let on_first = |name: &str| {
            ["verdict-", "ground-", "meant-", "nothing_held"].iter().any(|start| name.starts_with(start))
        };
        let verdicts = answers.iter().filter(|(name, _)| on_first(name));
        let verdicts = verdicts
            .fold(first.fill("verdict-0", "").without("nothing_held"), |form, (name, value)| {
                form.fill(name, *value)
            });
        let second = verdicts.fill("to", "reasons").submit().await;
        assert_eq!(second.status, 200, "{}", second.text());
        let facts = answers.iter().filter(|(name, _)| !on_first(name));
        let facts = facts.fold(second.fill("free_part", ""), |form, (name, value)| form.fill(name, *value));
        facts.fill("to", "letter").submit().await
    }

    /// Proposes to refuse an access as excessive, which waits for another person.
    pub async fn proposes_a_refusal(&self, reference: &str) -> Page {
        let letter = self.weighs(reference, EXCESSIVE).await;
        let proposed = self.sends(&letter, reference).await;
        assert_eq!(proposed.status, 303, "{}", proposed.text());
        proposed
    }

    /// Sends the letter on the page, or proposes it.
    pub async fn sends(&self, letter: &Page, reference: &str) -> Page {
        letter.form(&format!("{}/decide/send", desk(reference))).submit().await
    }

    /// Grants the one thing asked, and sends the letter.
    async fn grants(&self, reference: &str) {
        let letter = self.weighs(reference, &[("verdict-0", "granted")]).await;
        let sent = self.sends(&letter, reference).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
    }

    /// The account's key, as the queue's filter names it.
    async fn id(&self, portal: &TestPortal) -> StaffId {
        let found = staff::Entity::find().filter(staff::Column::Email.eq(self.email.as_str()));
        found.one(portal.ctx().read()).await.unwrap().unwrap().id
    }
}

/// Ada in the register, under her own address.
pub(super) async fn knows_ada(portal: &TestPortal) -> PersonId {
    let ctx = portal.ctx();
    let email = portal_core::email::Email::parse(portal.ada().email).unwrap();
    let row = person::Model {
        id: ctx.mint().unwrap(),
        name: "Ada Asiakas".into(),
        name_key: "ada asiakas".into(),
        email: Some(email.as_str().into()),
        email_key: Some(ctx.keys.email_key(&email)),
        email_since: chrono::NaiveDate::from_ymd_opt(2019, 2, 1),
        protected_on: None,
        language: Language::Fi,
        source: "test".into(),
        source_key: "ada".into(),
        recorded_at: ctx.now(),
        verified_at: None,
    };
    let tx = ctx.write().await.unwrap();
    let row = row.into_active_model().reset_all().insert(tx.db()).await.unwrap();
    tx.commit().await.unwrap();
    row.id
}

/// Ada, known to the register, asks for another name; gives the reference and her record.
pub(super) async fn ada_corrects_her_name(portal: &TestPortal, name: &str) -> (String, PersonId) {
    let ada = portal.ada();
    ada.signs_in().await;
    let id = knows_ada(portal).await;
    let field = format!("field-person-{id}-name");
    let form = ada.browser.get("/requests/new/rectification").await.fill(&field, name);
    let named = form.submit().await.follow().await;
    let sent = named.press().await.follow().await.press().await;
    (sent.location().strip_prefix("/requests/").unwrap().to_owned(), id)
}

/// Ada, known to the register, asks for her data; gives the reference.
async fn ada_asks_for_her_data(portal: &TestPortal) -> String {
    let ada = portal.ada();
    ada.signs_in().await;
    knows_ada(portal).await;
    ada.files("access").await
}
