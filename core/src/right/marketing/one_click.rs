//! The link in every newsletter that ends it with one press, in the mail program or on its page (RFC 8058). It
//! proves itself: it holds the pseudonym of the address and a MAC under a key that never rotates.

use super::end;
use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Result},
    keys::Keys,
    mail::{
        letter::Facts,
        post::{self, Case},
    },
    register::change,
    request::{asked, decision_letter::holders_told, file},
    step::ban::{self, Ban},
};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use entity::{
    kind::{Channel, ItemKind, Language, LetterKind, Right},
    person, subscription, suppression,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};

/// Bytes of an address's pseudonym; the MAC follows it.
const KEY: usize = 32;

/// Who stops what: an address by its pseudonym, and the purpose of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneClick {
    email_key: String,
    purpose: String,
}

/// The link of an address and a purpose; the same for as long as the installation keeps its keys and its name.
pub fn url(ctx: &Ctx, email_key: &str, purpose: &str) -> String {
    format!("{}/unsubscribe/{purpose}/{}", ctx.settings.base_url, token(&ctx.keys, email_key, purpose))
}

fn token(keys: &Keys, email_key: &str, purpose: &str) -> String {
    let mut bytes = HEXLOWER.decode(email_key.as_bytes()).unwrap_or_default();
    bytes.extend_from_slice(&keys.unsubscribe_mac(email_key, purpose));
    BASE64URL_NOPAD.encode(&bytes)
}

impl OneClick {
    /// Reads a link.
    ///
    /// # Errors
    /// Not found when it is not one of ours, or not whole.
    pub fn read(ctx: &Ctx, purpose: &str, token: &str) -> Result<Self> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).map_err(|_| Error::NotFound)?;
        let (key, mac) = bytes.split_at_checked(KEY).ok_or(Error::NotFound)?;
        let email_key = HEXLOWER.encode(key);
        let genuine = ctx.keys.verifies_unsubscribe_mac(&email_key, purpose, mac);
        if genuine { Ok(Self { email_key, purpose: purpose.into() }) } else { Err(Error::NotFound) }
    }

    /// What the list is called, in a language.
    pub fn list(&self, ctx: &Ctx, language: Language) -> String {
        post::label(&ctx.notice, language, ItemKind::Purpose, &self.purpose)
    }

    /// Ends the subscription and forbids the list to the address, at once and for good. Pressed again, or for an
    /// address nobody knows, it looks the same from outside. Where the address is known it is answered (Art. 12(3)):
    /// a mail program shows nobody what we reply, so a request is filed as granted and E7 confirms it, once.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn press(&self, ctx: &Ctx, language: Language) -> Result<()> {
        let tx = ctx.write().await?;
        let known = self.last_subscription(&tx).await?;
        let running = known.as_ref().is_some_and(|known| known.ended_at.is_none());
        if !running && self.is_suppressed(&tx).await? {
            return Ok(());
        }
        end(ctx, (&tx, &change::opt_out()), &self.email_key, std::slice::from_ref(&self.purpose)).await?;
        match known {
            Some(known) => self.answer(ctx, &tx, &known, language).await?,
            // Nobody to answer, and no address to file a request under.
            None => self.note(ctx, &tx, Entry::of(What("marketing_stopped"), Actor::Anyone)).await?,
        }
        tx.commit().await
    }

    /// The newest subscription, a running one before one that has ended.
    async fn last_subscription(&self, tx: &Write) -> Result<Option<subscription::Model>> {
        let all = subscription::Entity::find()
            .filter(subscription::Column::EmailKey.eq(&self.email_key))
            .filter(subscription::Column::Purpose.eq(&self.purpose))
            .order_by_desc(subscription::Column::Since)
            .all(tx.db())
            .await?;
        let running = all.iter().position(|row| row.ended_at.is_none()).unwrap_or_default();
        Ok(all.into_iter().nth(running))
    }

    async fn is_suppressed(&self, tx: &Write) -> Result<bool> {
        let found = suppression::Entity::find()
            .filter(suppression::Column::EmailKey.eq(&self.email_key))
            .filter(suppression::Column::Purpose.eq(&self.purpose));
        Ok(found.count(tx.db()).await? > 0)
    }

    async fn answer(
        &self,
        ctx: &Ctx,
        tx: &Write,
        known: &subscription::Model,
        language: Language,
    ) -> Result<()> {
        let person = match known.person_id {
            Some(id) => person::Entity::find_by_id(id).one(tx.db()).await?,
            None => None,
        };
        let asker = file::Asker { key: &self.email_key, email: Some(&known.email), name: None };
        let mut row = file::begun(ctx, Some(Right::Marketing), asker)?;
        row.reference = file::unused_reference(ctx, tx).await?;
        row.channel = Channel::Email;
        row.person_id = known.person_id;
        // A mail program has no language of its own; the person may have told us theirs.
        row.language = person.map_or(language, |person| person.language);
        let row = row.into_active_model().reset_all().insert(tx.db()).await?;
        let items = asked::insert(ctx, tx, &row, asked::purposes(vec![self.purpose.clone()])).await?;
        let filed = Entry::on(row.id, What("request_filed"), Actor::Anyone);
        record(ctx, tx, filed.with(serde_json::json!({ "right": "marketing", "one_click": true }))).await?;
        self.note(ctx, tx, Entry::on(row.id, What("marketing_stopped"), Actor::Anyone)).await?;
        // Art. 28(3)(a): who keeps the list for us takes the address out of its own copy too (law.md R1.8.2).
        let ban = Ban { keys: &[&self.email_key], purposes: &[&self.purpose], still: false };
        ban::tell_lists(ctx, tx, &row, ban).await?;
        let holders = holders_told(ctx, tx.db(), &row).await?;
        let case = Case { request: &row, items: &items };
        // The desk is not told of each: nothing is left to do, and a mailing may bring hundreds.
        let told = |facts: &mut Facts| facts.holders = holders;
        post::post(ctx, tx, case, LetterKind::MarketingStopped, told).await.map(|_| ())
    }

    async fn note(&self, ctx: &Ctx, tx: &Write, entry: Entry<'_>) -> Result<()> {
        let detail = serde_json::json!({ "purposes": [self.purpose], "one_click": true });
        record(ctx, tx, entry.about(&self.email_key).with(detail)).await
    }
}
