//! Ada, whose data are restricted because she needs them for a claim, and staff: every button there is, pressed once.

mod end;

use super::{
    FILES, duties, entered, is_restricted, only_person,
    watch::{self, Deed},
};
use crate::{
    flows::holders::{link, opens},
    harness::{
        actors::{Colleague, Customer},
        client::Ask,
        page::Page,
        portal::TestPortal,
    },
};
use chrono::TimeDelta;
use entity::{
    disclosure,
    kind::{Role, StepState},
    step, subscription, suppression,
};
use portal_core::{email::Email, right::marketing::one_click};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

struct Story<'a> {
    portal: &'a TestPortal,
    ada: Customer,
    sam: Colleague,
    anna: Colleague,
}

/// Tells it; gives every press that was made while the record was restricted.
pub(super) async fn told(portal: &TestPortal) -> Vec<Deed> {
    portal.imports(FILES).await;
    let story = Story {
        portal,
        ada: portal.ada(),
        sam: portal.staff("Sam", &[Role::Caseworker]).await,
        anna: portal.staff("Anna", &[Role::Approver]).await,
    };
    story.ada.signs_in().await;
    let restriction = story.restricts().await;
    watch::take(portal.ctx());
    story.everyone_signs_in_and_out().await;
    story.an_access_from_filing_to_a_second_package().await;
    story.words_are_named_and_split().await;
    story.the_newsletter_ends_three_ways().await;
    story.a_name_is_corrected_and_holders_answer(&restriction).await;
    story.data_are_taken_along().await;
    story.records_are_searched_opened_linked_and_held().await;
    story.an_authority_gets_data().await;
    duties::are_done(portal, &story.sam).await;
    entered::are_kept(&story.sam).await;
    story.somebody_stays_unknown_and_somebody_withdraws().await;
    story.she_asks_for_no_right().await;
    story.a_website_of_hers_is_asked_about().await;
    story.two_persons_erase().await;
    assert!(is_restricted(portal).await, "all this happened to a restricted record");
    story.the_restriction_ends(&restriction).await;
    assert!(!is_restricted(portal).await);
    watch::take(portal.ctx())
}

/// What a question about who somebody is needs.
const IDENTITY: &[(&str, &str)] = &[
    ("text", "Really?"),
    ("reason", "Two persons."),
    ("lesser_means", "The number is known to both."),
    ("cannot_identify", "Nothing else is known."),
];

impl Story<'_> {
    fn desk(reference: &str) -> String {
        format!("/staff/requests/{reference}")
    }

    /// Fills the question of a wish, gives a name where it is asked for, and sends; gives the reference.
    async fn asks(&self, wish: &str, fields: &[(&str, &str)]) -> String {
        let path = format!("/requests/new/{wish}");
        let form = self.ada.browser.get(&path).await.form(&path);
        let mut answer =
            fields.iter().fold(form, |form, (name, value)| form.fill(name, *value)).submit().await;
        if answer.location().starts_with("/requests/draft/") {
            let name = answer.follow().await;
            answer = name.fill("name", "Ada Asiakas").submit().await.follow().await.press().await;
        }
        answer.location().strip_prefix("/requests/").unwrap().to_owned()
    }

    /// Presses a button of a request at the desk; it must do something.
    async fn presses(&self, reference: &str, deed: &str, fields: &[(&str, &str)]) -> Page {
        let desk = Self::desk(reference);
        let path = format!("{desk}/{deed}");
        let form = self.sam.browser.get(&desk).await.form(&path);
        let done = fields.iter().fold(form, |form, (name, value)| form.fill(name, *value)).submit().await;
        assert_eq!(done.status, 303, "{deed}: {}", done.text());
        done
    }

    /// Grants everything asked in a request.
    async fn grants(&self, reference: &str, fields: &[(&str, &str)]) {
        let letter = self.sam.weighs(reference, fields).await;
        let sent = self.sam.sends(&letter, reference).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        self.portal.inbox().await;
    }

    /// Breaks everything up and grants every part of it.
    async fn grants_by_category(&self, reference: &str) {
        let decide = format!("{}/decide", Self::desk(reference));
        let apart = self.sam.browser.get(&decide).await.form(&format!("{decide}/by-category"));
        assert_eq!(apart.submit().await.status, 303);
        let places = 0..self.portal.ctx().notice.categories.len();
        let names: Vec<String> = places.map(|place| format!("verdict-{place}")).collect();
        let all: Vec<_> = names.iter().map(|name| (name.as_str(), "granted")).collect();
        self.grants(reference, &all).await;
    }

    async fn restricts(&self) -> String {
        let reference = self.asks("restriction", &[("ground", "claims")]).await;
        self.sam.takes(&reference).await;
        self.grants(&reference, &[("verdict-0", "granted")]).await;
        assert!(is_restricted(self.portal).await);
        reference
    }

    async fn everyone_signs_in_and_out(&self) {
        self.ada.browser.get("/requests").await.form("/sign-out").submit().await;
        let page = self.ada.asks_for_link().await;
        let code = self.ada.reads_mail().await.code();
        assert_eq!(page.fill("code", code).submit().await.status, 303);
        self.ada.browser.get("/requests").await.form("/sign-out").submit().await;
        self.ada.signs_in().await;
        assert_eq!(self.sam.signs_out().await.status, 303);
        assert_eq!(self.sam.signs_in().await.status, 303);
        self.portal.staff("Kim", &[Role::Reader]).await;
        let report = Ask::new("POST", "/csp").with("content-type", "application/csp-report").body("{}");
        assert_eq!(self.portal.browser().send(report).await.status, 204);
    }

    async fn an_access_from_filing_to_a_second_package(&self) {
        let reference = self.ada.files("access").await;
        let (desk, own) = (Self::desk(&reference), format!("/requests/{reference}"));
        self.presses(&reference, "take", &[]).await;
        let sam = self.sam.browser.get(&desk).await;
        let colleague = sam.attribute("select[name=to] option[value]:not([value=''])", "value").unwrap();
        self.presses(&reference, "assign", &[("to", colleague.as_str())]).await;
        self.presses(&reference, "notes", &[("note", "Seen.")]).await;
        self.presses(&reference, "protected", &[("protect_reason", "She said so.")]).await;
        self.presses(&reference, "messages", &[("message", "We are at it.")]).await;
        let scan = self.sam.browser.get(&desk).await.form(&format!("{desk}/files")).fill("paper", "original");
        assert_eq!(scan.submit_with(&[("kirje.txt", b"Kirje"), ("toinen.txt", b"Toisen")]).await.status, 303);
        let page = self.sam.browser.get(&desk).await;
        let astray = page.attribute("input[name=scan]", "value").unwrap();
        self.presses(&reference, "remove-file", &[("scan", astray.as_str()), ("mistake", "astray")]).await;
        self.asks_back(&reference, "clarification", &[("text", "Which years?")]).await;
        let page = self.ada.browser.get(&own).await;
        let answer = page.form(&format!("{own}/messages")).fill("body", "All of them.").submit().await;
        assert_eq!(answer.status, 303);
        self.asks_back(&reference, "identity", IDENTITY).await;
        self.presses(&reference, "resume", &[]).await;
        self.extends(&reference).await;
        self.grants_by_category(&reference).await;
        self.portal.clock.advance(TimeDelta::days(8));
        portal::worker::tidy(self.portal.ctx()).await.unwrap();
        self.ada.signs_in().await;
        let again = format!("{own}/package/again");
        assert_eq!(self.ada.browser.get(&again).await.form(&again).submit().await.status, 303);
        let prove = format!("{own}/prove");
        assert_eq!(self.ada.browser.get(&prove).await.form(&prove).submit().await.status, 303);
        self.portal.inbox().await;
        self.sam.signs_in().await;
        self.anna.signs_in().await;
        entered::has_a_package_built_again(self.portal, &self.sam, &reference).await;
    }

    async fn words_are_named_and_split(&self) {
        for (right, second) in [("access", "rectification"), ("rectification", "marketing")] {
            let reference = self.asks("something_else", &[("text", "Tell me, and stop.")]).await;
            self.names(&reference, right).await;
            self.resubscribed().await;
            self.presses(&reference, "split", &[("right", second)]).await;
            let open = format!("/requests/{reference}/withdraw");
            assert_eq!(self.ada.browser.get(&open).await.form(&open).submit().await.status, 303);
        }
        self.resubscribed().await;
        let reference = self.asks("something_else", &[("text", "No more letters.")]).await;
        self.names(&reference, "marketing").await;
    }

    async fn names(&self, reference: &str, right: &str) {
        let path = format!("{}/classify", Self::desk(reference));
        let mut answer = self.sam.browser.get(&path).await.form(&path).fill("right", right).submit().await;
        if answer.status == 200 {
            answer = answer.form(&path).fill("sure", "yes").submit().await;
        }
        assert_eq!(answer.status, 303, "{}", answer.text());
    }

    /// The list holds her again, as before she left it.
    async fn resubscribed(&self) {
        let ctx = self.portal.ctx();
        let tx = ctx.write().await.unwrap();
        suppression::Entity::delete_many().exec(tx.db()).await.unwrap();
        let none = Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None);
        let runs = subscription::Entity::update_many().col_expr(subscription::Column::EndedAt, none);
        runs.exec(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn the_newsletter_ends_three_ways(&self) {
        for wish in ["marketing", "consent"] {
            self.resubscribed().await;
            self.asks(wish, &[("purposes", "newsletter")]).await;
        }
        self.resubscribed().await;
        let key = self.portal.ctx().keys.email_key(&Email::parse(self.ada.email).unwrap());
        let url = one_click::url(self.portal.ctx(), &key, "newsletter");
        let path = url.strip_prefix(crate::harness::portal::ORIGIN).unwrap();
        assert_eq!(self.portal.browser().get(path).await.press().await.status, 200);
        self.resubscribed().await;
    }

    async fn a_name_is_corrected_and_holders_answer(&self, restriction: &str) {
        let field = format!("field-person-{}-name", only_person(self.portal).await);
        let reference = self.asks("rectification", &[(field.as_str(), "Ada Äijälä")]).await;
        self.presses(&reference, "take", &[]).await;
        self.grants(&reference, &[("verdict-0", "granted")]).await;
        let mail = self.portal.inbox().await.latest_to("tietosuoja@lasku.example");
        let page = opens(self.portal, &link(&mail)).await;
        assert_eq!(page.fill("answer", "done").submit().await.status, 303);
        let open = step::Entity::find().filter(step::Column::State.eq(StepState::Open));
        let own = open.one(self.portal.ctx().read()).await.unwrap().unwrap();
        self.presses(restriction, &format!("steps/{}", own.id), &[("answer", "done")]).await;
    }

    async fn data_are_taken_along(&self) {
        let to = [("transfer_to", "Toinen Oy"), ("transfer_reach", "vastaanotto@toinen.example")];
        let reference = self.asks("portability", &to).await;
        self.presses(&reference, "take", &[]).await;
        self.grants(&reference, &[("verdict-0", "granted"), ("verdict-1", "granted")]).await;
        let failed = [("ending", "failed"), ("how", "No answer came."), ("evidence", "Mail log")];
        self.presses(&reference, "transfer", &failed).await;
        let path = format!("{}/transfer/approval", Self::desk(&reference));
        let back = self.anna.browser.get(&Self::desk(&reference)).await.form(&path).fill("answer", "back");
        assert_eq!(back.fill("transfer_reason", "Try again.").submit().await.status, 303);
        let today = portal_core::law::calendar::helsinki_date(self.portal.ctx().now()).to_string();
        let given = [("ending", "given"), ("given_on", today.as_str()), ("how", "Encrypted mail")];
        self.presses(&reference, "transfer", &given).await;
    }

    async fn records_are_searched_opened_linked_and_held(&self) {
        let bea = self.portal.bea();
        bea.signs_in().await;
        let reference = bea.files("access").await;
        self.presses(&reference, "take", &[]).await;
        let (desk, person) = (Self::desk(&reference), only_person(self.portal).await);
        let records = format!("{desk}/records");
        let why = "Bea says she is Ada, with a new address.";
        let form = self.sam.browser.get(&records).await.fill("search", "Ada");
        assert_eq!(form.fill("reason", why).submit().await.status, 200);
        let record = format!("{desk}/person/{person}");
        let open = self.anna.browser.get(&record).await.form(&format!("{record}/open"));
        let page = open.fill("reason", why).submit().await;
        assert!(page.status == 200 && super::shows_it(&page.text()), "staff see it: {}", page.text());
        let linking = self.sam.browser.get(&record).await.form(&record).fill("method", "known_facts");
        assert_eq!(linking.fill("finding", "Number and invoice fit.").submit().await.status, 303);
        duties::a_hold_is_set_and_lifted(&self.sam, &record).await;
        let open = format!("/requests/{reference}/withdraw");
        assert_eq!(bea.browser.get(&open).await.form(&open).submit().await.status, 303);
    }

    /// Mandatory law asks no restriction; what was given is put on record, beside the register.
    async fn an_authority_gets_data(&self) {
        let (purpose, person) = ("The police ask for the holder.", only_person(self.portal).await);
        let form = self.sam.browser.get("/staff/register").await.fill("search", "Ada");
        assert_eq!(form.fill("reason", purpose).submit().await.status, 200);
        let record = format!("/staff/register/{person}");
        let rea = self.portal.staff("Rea", &[Role::Reader]).await;
        let open = rea.browser.get(&record).await.form(&record).fill("reason", purpose);
        assert!(open.submit().await.status < 400);
        let form = self.sam.browser.get(&format!("{record}/disclosures")).await;
        let today = portal_core::law::calendar::helsinki_date(self.portal.ctx().now()).to_string();
        let form = form.fill("authority", "Police").fill("categories", "contact").fill("on", today);
        let kept = form.fill("statute", "Poliisilaki 4:3").fill("reference", "1/26").submit().await;
        assert_eq!(kept.status, 303, "{}", kept.text());
        let rows = disclosure::Entity::find().all(self.portal.ctx().read()).await.unwrap();
        let correcting = self.sam.browser.get(&format!("{record}/disclosures/{}", rows[0].id)).await;
        let corrected = correcting.fill("correction", "The name was not whole.").submit().await;
        assert_eq!(corrected.status, 303, "{}", corrected.text());
        duties::an_address_is_held_and_protected((&self.sam, &self.anna), &record).await;
    }

    async fn asks_back(&self, reference: &str, kind: &str, typed: &[(&str, &str)]) {
        let path = format!("{}/ask/{kind}", Self::desk(reference));
        let form = self.sam.browser.get(&path).await.form(&path).fill("to", "letter");
        let letter = typed.iter().fold(form, |form, (name, text)| form.fill(name, *text)).submit().await;
        let sent = letter.form(&format!("{path}/send")).submit().await;
        assert_eq!(sent.status, 303, "{}", sent.text());
    }

    async fn extends(&self, reference: &str) {
        let path = format!("{}/extend", Self::desk(reference));
        let form = self.sam.browser.get(&path).await.form(&path).fill("complexity", "volume");
        let letter = form.fill("reasons", "Nine years of letters.").fill("to", "letter").submit().await;
        let sent = letter.form(&format!("{path}/send")).submit().await;
        assert_eq!(sent.status, 303, "{}", sent.text());
    }
}
