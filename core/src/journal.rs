//! What a restore must not undo, outside the database and its backups: one sealed object per effect, written before
//! the transaction lasts and marked done after it (design.md "Restore").

use crate::{
    ctx::Ctx,
    database::{After, Write},
    error::{Context, Error, Fault, Result},
    ports::storage::{self, Storage},
    register::erased,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entity::{
    id::{JournalEntryId, PersonId, RequestId, RestrictionId},
    journal_entry, restriction,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Ending of an object whose transaction may not last.
const INTENT: &str = ".intent";
/// Ending of one whose transaction lasts.
const DONE: &str = ".done";
/// A transaction is over after so long, one way or the other.
const SETTLED_AFTER: TimeDelta = TimeDelta::minutes(10);

/// What happened, with all that a replay needs to do it again and no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// Rows destroyed or emptied (Art. 17), and the pseudonyms by which an import would know them again. What stays, and
    /// the pseudonyms by which its owner is known: a copy restored from before the erasure has neither.
    Erased {
        request: RequestId,
        person: Option<PersonId>,
        rows: Vec<Gone>,
        sources: Vec<String>,
        #[serde(default)]
        kept: Vec<Stays>,
        #[serde(default)]
        addresses: Vec<String>,
    },
    /// Marketing stopped, or a consent withdrawn, for an address (Art. 21(3), Art. 7(3)).
    Stopped { email_key: String, purposes: Vec<String> },
    /// Purposes stopped for a person (Art. 21(1)).
    Objected { request: RequestId, person: PersonId, purposes: Vec<String> },
    /// A datum corrected (Art. 16).
    Rectified { request: RequestId, table: String, record: Uuid, column: String, value: String },
    /// Such a ban lifted because whoever has the address asked for it.
    Allowed { email_key: String, purposes: Vec<String> },
    /// The postal address of a person protected from a day on, or no more (law.md R4.9).
    Protected { person: PersonId, on: Option<NaiveDate> },
    /// Processing restricted, over something else than before, or free again (Art. 18). The newest entry of a mark says
    /// how it stands. Which mark it is, over what and since when, no entry written before the field has.
    Restricted {
        request: RequestId,
        person: PersonId,
        ground: String,
        lifted: bool,
        #[serde(default)]
        restriction: Option<RestrictionId>,
        /// As the mark has it; nothing in an old entry.
        #[serde(default)]
        scope: String,
        #[serde(default)]
        since: Option<DateTime<Utc>>,
    },
}

impl Effect {
    /// How a mark of restriction stands from now on.
    pub(crate) fn restricted(row: &restriction::Model, lifted: bool) -> Self {
        Self::Restricted {
            request: row.request_id,
            person: row.person_id,
            ground: row.ground.code().into(),
            lifted,
            restriction: Some(row.id),
            scope: row.scope.clone(),
            since: Some(row.set_at),
        }
    }
}

/// A row that is no longer what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    pub table: String,
    pub record: Uuid,
    /// Whether it stays, emptied, for what points at it.
    pub emptied: bool,
}

/// A row that an erasure left, as its ledger has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stays {
    pub table: String,
    pub record: Uuid,
    /// Code of the ground.
    pub ground: String,
    /// Code of the retention class.
    pub class: String,
    pub ends_on: Option<NaiveDate>,
    pub keep_until: Option<NaiveDate>,
}

/// An object of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: JournalEntryId,
    pub at: DateTime<Utc>,
    #[serde(flatten)]
    pub effect: Effect,
}

/// An object on disk whose transaction is still open.
#[derive(Debug)]
pub struct Intent {
    shelf: Storage,
    id: JournalEntryId,
}

/// Writes what this transaction is about to do. It is marked done by the commit; without one it is forgotten.
///
/// # Errors
/// A fault when the object cannot be written: what it tells of then does not happen either.
pub async fn intend(ctx: &Ctx, tx: &Write, effect: Effect) -> Result<()> {
    let entry = Entry { id: ctx.mint()?, at: ctx.now(), effect };
    let (id, at) = (entry.id, entry.at);
    let shelf = ctx.storage.journal();
    shelf.write(&format!("{id}{INTENT}"), &seal(ctx, &entry)?)?;
    // The row is the proof that the transaction lasted, should the process end before the mark.
    journal_entry::Model { id, at }.into_active_model().reset_all().insert(tx.db()).await?;
    tx.after(After::Mark(Intent { shelf, id }));
    Ok(())
}

impl Intent {
    /// The effect lasts. Should the mark fail, [`settle`] makes up for it.
    pub(crate) fn done(self) {
        if let Err(error) = mark(&self.shelf, self.id) {
            tracing::error!(cause = %error, "an entry of the journal could not be marked done");
        }
    }
}

/// Marks done what a process left behind after its commit, and takes away what was never committed.
///
/// # Errors
/// A fault; what is left is settled next time.
pub async fn settle(ctx: &Ctx) -> Result<()> {
    let shelf = ctx.storage.journal();
    for name in shelf.files()? {
        let Some(id) = name.strip_suffix(INTENT).and_then(|id| id.parse::<JournalEntryId>().ok()) else {
            continue;
        };
        if read(ctx, &name)?.at + SETTLED_AFTER > ctx.now() {
            continue;
        }
        match journal_entry::Entity::find_by_id(id).one(ctx.read()).await? {
            Some(_) => mark(&shelf, id)?,
            None => shelf.remove(&name)?,
        }
    }
    Ok(())
}

/// Forgets what was corrected in records that are no more: nobody has to correct them again, and the value is the
/// person's (Art. 17).
///
/// # Errors
/// A fault; what is left goes with the next sweep.
pub(crate) async fn forget(ctx: &Ctx) -> Result<()> {
    let shelf = ctx.storage.journal();
    for entry in entries(ctx)? {
        let Effect::Rectified { table, record, .. } = &entry.effect else { continue };
        if erased::is_gone(ctx.read(), table, *record).await? {
            shelf.remove(&format!("{}{DONE}", entry.id))?;
            let tx = ctx.write().await?;
            journal_entry::Entity::delete_by_id(entry.id).exec(tx.db()).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// What lasts, oldest first: the keys of entries sort by time.
///
/// # Errors
/// A fault when an object cannot be read with this installation's keys.
pub fn entries(ctx: &Ctx) -> Result<Vec<Entry>> {
    let mut names = ctx.storage.journal().files()?;
    names.retain(|name| name.ends_with(DONE));
    names.sort_unstable();
    names.iter().map(|name| read(ctx, name)).collect()
}

fn mark(shelf: &Storage, id: JournalEntryId) -> Result<()> {
    shelf.rename(&format!("{id}{INTENT}"), &format!("{id}{DONE}"))
}

fn seal(ctx: &Ctx, entry: &Entry) -> Result<Vec<u8>> {
    let text = serde_json::to_vec(entry).context("writing the journal")?;
    let nonce = ctx.entropy.bytes::<12>()?;
    let sealed = storage::seal(&ctx.keys.journal(), nonce, &entry.id.to_string(), text)?;
    Ok([&nonce[..], &sealed].concat())
}

fn read(ctx: &Ctx, name: &str) -> Result<Entry> {
    let bad = || Error::from(Fault::new("reading the journal", "an object is no entry"));
    let bytes = ctx.storage.journal().bytes(name)?;
    let id = name.split('.').next().unwrap_or_default();
    let (nonce, sealed) = bytes.split_at_checked(12).ok_or_else(bad)?;
    let nonce = nonce.try_into().map_err(|_| bad())?;
    let text = storage::open(&ctx.keys.journal(), nonce, id, sealed.to_vec())?;
    serde_json::from_slice(&text).context("reading the journal")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn stopped() -> Effect {
        Effect::Stopped { email_key: "a-pseudonym".into(), purposes: vec!["newsletter".into()] }
    }

    #[tokio::test]
    async fn an_effect_is_on_disk_before_the_commit_and_counts_only_after_it() {
        let (ctx, folder) = testing::ctx().await;
        let tx = ctx.write().await.unwrap();
        intend(&ctx, &tx, stopped()).await.unwrap();
        let names = ctx.storage.journal().files().unwrap();
        assert!(names.len() == 1 && names[0].ends_with(INTENT), "{names:?}");
        assert!(entries(&ctx).unwrap().is_empty());
        tx.commit().await.unwrap();
        let found: Vec<_> = entries(&ctx).unwrap().into_iter().map(|entry| entry.effect).collect();
        assert_eq!(found, [stopped()]);
        let name = &ctx.storage.journal().files().unwrap()[0];
        let bytes = std::fs::read(folder.path().join("journal").join(name)).unwrap();
        assert!(!bytes.windows(11).any(|part| part == b"a-pseudonym"), "it lies there in the clear");
    }

    #[test]
    fn an_entry_of_a_restriction_from_before_it_named_its_mark_can_still_be_read() {
        let nil = Uuid::nil();
        let old = format!(
            r#"{{"id":"{nil}","at":"2026-11-01T00:00:00Z","effect":"restricted","request":"{nil}","person":"{nil}","ground":"accuracy","lifted":true}}"#
        );
        let read: Entry = serde_json::from_str(&old).unwrap();
        let Effect::Restricted { restriction, scope, since, lifted, .. } = read.effect else {
            panic!("{read:?}")
        };
        assert_eq!((restriction, scope.as_str(), since, lifted), (None, "", None, true));
    }

    #[tokio::test]
    async fn what_was_not_committed_is_forgotten_and_what_was_is_marked_later() {
        let (ctx, _folder) = testing::ctx().await;
        let tx = ctx.write().await.unwrap();
        intend(&ctx, &tx, stopped()).await.unwrap();
        drop(tx);
        let tx = ctx.write().await.unwrap();
        intend(&ctx, &tx, stopped()).await.unwrap();
        tx.commit().await.unwrap();
        // As if the process had ended between the commit and the mark.
        let shelf = ctx.storage.journal();
        let done = shelf.files().unwrap().into_iter().find(|name| name.ends_with(DONE)).unwrap();
        shelf.rename(&done, &done.replace(DONE, INTENT)).unwrap();
        settle(&ctx).await.unwrap();
        assert_eq!(shelf.files().unwrap().len(), 2, "a transaction may still be under way");
        ctx.clock.advance(SETTLED_AFTER);
        settle(&ctx).await.unwrap();
        assert_eq!(shelf.files().unwrap(), [done]);
    }
}
