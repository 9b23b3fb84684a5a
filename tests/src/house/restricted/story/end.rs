//! How her matters end: closed, asked of another, erased by two persons, and the restriction lifted.

use super::Story;
use crate::harness::page::Page;
use chrono::TimeDelta;
use entity::{
    kind::{MailKind, MailState},
    outbox, request, restriction,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

impl Story<'_> {
    pub(super) async fn somebody_stays_unknown_and_somebody_withdraws(&self) {
        let reference =
            crate::flows::unidentified::stays_unknown(self.portal, &self.sam, &self.portal.bea()).await;
        let path = format!("{}/not-identified", Self::desk(&reference));
        let form = self.sam.browser.get(&path).await.form(&path).fill("to", "letter");
        let facts = ["facts", "evidence", "doubt_reason", "asked", "lesser_means", "cannot_identify"];
        let typed = facts.iter().fold(form, |form, fact| form.fill(&format!("fact-{fact}"), "Two persons."));
        let letter = typed.fill("suffices", "The customer number.").submit().await;
        let sent = letter.form(&format!("{path}/send")).submit().await;
        assert_eq!(sent.status, 303, "{}", sent.text());
    }

    /// A question about an invoice: it is told as such, and nothing of hers is touched.
    pub(super) async fn she_asks_for_no_right(&self) {
        let reference = self.asks("something_else", &[("text", "Why is my invoice so high?")]).await;
        self.sam.takes(&reference).await;
        let path = format!("{}/no-request", Self::desk(&reference));
        let form = self.sam.browser.get(&path).await.form(&path).fill("reason", "It is about an invoice.");
        let letter = form.fill("whom", "invoices@wprod.example").fill("to", "letter").submit().await;
        let sent = letter.form(&format!("{path}/send")).submit().await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        // What may still ask for a copy would keep everything from being erased (law.md R1.1.9).
        let proposal = format!("{}/proposal", Self::desk(&reference));
        let approved = self.anna.browser.get(&proposal).await.form(&proposal).submit().await;
        assert_eq!(approved.status, 303, "{}", approved.text());
    }

    /// Her own website: she is the customer who answers for it, and is written to as such.
    pub(super) async fn a_website_of_hers_is_asked_about(&self) {
        let reference = self.ada.files("access").await;
        let path = format!("{}/forward", Self::desk(&reference));
        let found = self.sam.browser.get(&path).await.fill("search", "ada.example").submit().await;
        let contact = found.value("contact").unwrap();
        let typed = found.fill("reach", "Katu 1, 00100 Helsinki").fill("contact", contact);
        let letters = typed.fill("to", "letters").submit().await;
        // What is under way already arrives.
        self.portal.inbox().await;
        let sent = letters.form(&format!("{path}/send")).submit().await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        self.every_mail_comes_back().await;
        self.presses(&reference, "forward/handed-over", &[("how_handed", "By post.")]).await;
        let sent = self.letter_that_came_back(&reference).await.fill("how", "By phone.").submit().await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        self.portal.clock.advance(TimeDelta::seconds(1));
        self.every_mail_comes_back().await;
        let today = self.portal.ctx().now().date_naive().to_string();
        self.portal.clock.advance(TimeDelta::seconds(1));
        let posted = self.letter_that_came_back(&reference).await.fill("posted_on", today).submit().await;
        assert_eq!(posted.status, 303, "{}", posted.text());
    }

    /// The page of the letter that the desk says has come back.
    async fn letter_that_came_back(&self, reference: &str) -> Page {
        let desk = self.sam.browser.get(&Self::desk(reference)).await;
        let path = desk.attribute(".inset a[href*='/letters/']", "href").unwrap();
        self.sam.browser.get(&path).await
    }

    /// No mail server takes a local part outside ASCII without SMTPUTF8.
    async fn every_mail_comes_back(&self) {
        let tx = self.portal.ctx().write().await.unwrap();
        outbox::Entity::update_many()
            .col_expr(outbox::Column::Recipient, Expr::value("ädä@asiakas.example"))
            .filter(outbox::Column::State.eq(MailState::Queued))
            .filter(outbox::Column::Kind.is_in([MailKind::Letter, MailKind::Forward]))
            .exec(tx.db())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.portal.inbox().await;
    }

    pub(super) async fn two_persons_erase(&self) {
        let reference = self.ada.files("erasure").await;
        self.presses(&reference, "take", &[]).await;
        let proposal = format!("{}/proposal", Self::desk(&reference));
        self.grants(&reference, &[("verdict-0", "granted")]).await;
        let waiting = self.anna.browser.get(&proposal).await;
        let back = waiting.form(&format!("{proposal}/send-back")).fill("reason", "Look again.");
        assert_eq!(back.submit().await.status, 303);
        self.grants(&reference, &[("verdict-0", "granted")]).await;
        let waiting = self.anna.browser.get(&proposal).await;
        assert_eq!(waiting.form(&proposal).submit().await.status, 303);
    }

    /// The request came on paper.
    async fn has_no_mailbox(&self, reference: &str) {
        let tx = self.portal.ctx().write().await.unwrap();
        request::Entity::update_many()
            .col_expr(request::Column::RequesterEmail, Expr::value(Option::<String>::None))
            .filter(request::Column::Reference.eq(reference))
            .exec(tx.db())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    pub(super) async fn the_restriction_ends(&self, reference: &str) {
        let all = restriction::Entity::find().all(self.portal.ctx().read()).await.unwrap();
        let id = all.iter().find(|row| row.lifted_at.is_none()).unwrap().id;
        let deed = |name: &str| format!("restrictions/{id}/{name}");
        // Once on paper, and called off again; then by mail.
        self.has_no_mailbox(reference).await;
        self.presses(reference, &deed("announce"), &[("lift_reason", "It looks settled.")]).await;
        self.presses(reference, &deed("told"), &[]).await;
        self.presses(reference, &deed("call-off"), &[]).await;
        self.presses(reference, &deed("announce"), &[("lift_reason", "The claim is settled.")]).await;
        self.presses(reference, &deed("told"), &[]).await;
        self.portal.clock.advance(TimeDelta::days(8));
        self.sam.signs_in().await;
        self.presses(reference, &deed("lift"), &[]).await;
    }
}
