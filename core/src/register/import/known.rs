//! What the register holds on a batch of staged rows: the rows themselves, what they refer to, which of their
//! fields were rectified, and which of their addresses must not be written to.

use super::{
    banned::Banned,
    form::{Form, Target, canonical_instant},
    past::{self, Past},
    row::Staged,
    staging::Run,
    table::{Column, Table},
};
use crate::{
    ctx::Ctx,
    email::Email,
    error::Result,
    register::{
        change::Restricted,
        erased::{among, mac},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::correction;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What the register holds on a batch.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// By source key.
    pub rows: BTreeMap<String, Stored>,
    /// Ids of what is referred to, by table and source key.
    links: BTreeMap<(&'static str, String), Uuid>,
    /// By record, oldest first.
    corrections: BTreeMap<Uuid, Vec<correction::Model>>,
    /// Pairs of pseudonym and purpose.
    suppressed: BTreeSet<(String, String)>,
    pub banned: Banned,
    pub restricted: Restricted,
    /// What of the table was destroyed already.
    pub past: Option<Past>,
    /// Rows that were erased, by table and source key: those of the batch and those it refers to.
    erased: BTreeSet<(&'static str, String)>,
}

/// A row of the register.
#[derive(Debug)]
pub(crate) struct Stored {
    pub id: Uuid,
    /// Canonical texts by heading.
    pub texts: BTreeMap<&'static str, Option<String>>,
}

impl Stored {
    pub fn text(&self, column: &str) -> Option<&str> {
        self.texts.get(column)?.as_deref()
    }
}

impl Known {
    /// Looks a batch up. In a write transaction the rows are locked first, so that a rectification under way
    /// is waited for and then seen.
    pub async fn load(
        db: &impl ConnectionTrait,
        run: &Run<'_>,
        (table, batch): (&'static Table, &[Staged]),
        locked: bool,
    ) -> Result<Self> {
        let mut known = Self { rows: rows(db, run, table, batch, locked).await?, ..Self::default() };
        for target in [Target::Customer, Target::Person, Target::Contract] {
            known.link(db, run, (table, target), batch).await?;
        }
        known.restricted = Restricted::load(db).await?;
        known.past = past::of(run.ctx, db, table.name).await?;
        known.corrections = corrections(db, table, &known.rows).await?;
        known.erased = erased(db, run, table, batch).await?;
        if table.name == "subscription" {
            let stored = known.rows.values().filter_map(|row| row.text("email"));
            let keys = email_keys(run.ctx, batch.iter().filter_map(|row| row.text("email")).chain(stored));
            let named = known.named(batch);
            known.banned = Banned::load(run.ctx, db, named, &keys).await?;
            known.suppressed = suppressed(db, keys).await?;
        }
        Ok(known)
    }

    /// The persons that subscriptions name, in the file or in the register.
    fn named(&self, batch: &[Staged]) -> BTreeSet<Uuid> {
        let told = batch.iter().filter_map(|row| self.id_of(Target::Person, row.text("person")?));
        let held = self.rows.values().filter_map(|row| row.text("person")?.parse().ok());
        told.chain(held).collect()
    }

    /// The id of a row that is referred to.
    pub fn id_of(&self, target: Target, key: &str) -> Option<Uuid> {
        self.links.get(&(target.table(), key.to_owned())).copied()
    }

    /// The corrections of one field, oldest first.
    pub fn corrections_of(&self, record: Uuid, column: &str) -> Vec<&correction::Model> {
        let all = self.corrections.get(&record).map_or(&[][..], Vec::as_slice);
        all.iter().filter(|correction| correction.column_name == column).collect()
    }

    /// Whether a row of this source was erased and may not come back.
    pub fn is_erased(&self, table: &'static str, key: &str) -> bool {
        self.erased.contains(&(table, key.to_owned()))
    }

    /// Whether an address must not be written to for a purpose.
    pub fn is_suppressed(&self, ctx: &Ctx, address: &str, purpose: &str) -> bool {
        email_key(ctx, address).is_some_and(|key| self.suppressed.contains(&(key, purpose.to_owned())))
    }

    async fn link(
        &mut self,
        db: &impl ConnectionTrait,
        run: &Run<'_>,
        (table, target): (&Table, Target),
        batch: &[Staged],
    ) -> Result<()> {
        let keys: BTreeSet<&str> = batch.iter().filter_map(|row| row.link(table, target)).collect();
        if keys.is_empty() {
            return Ok(());
        }
        let mut select = from_source(run, target.table(), keys);
        select.columns(["id", "source_key"]);
        for row in db.query_all(&select).await? {
            self.links.insert((target.table(), row.try_get("", "source_key")?), row.try_get("", "id")?);
        }
        Ok(())
    }
}

/// The pseudonym of an address that stands folded in the register or in staging.
pub(crate) fn email_key(ctx: &Ctx, address: &str) -> Option<String> {
    Email::parse(address).ok().map(|email| ctx.keys.email_key(&email))
}

fn email_keys<'a>(ctx: &Ctx, addresses: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    addresses.filter_map(|address| email_key(ctx, address)).collect()
}

fn from_source(run: &Run<'_>, table: &'static str, keys: BTreeSet<&str>) -> SelectStatement {
    let mut select = Query::select();
    select.from(table).and_where(Expr::col("source").eq(run.source.as_str()));
    select.and_where(Expr::col("source_key").is_in(keys));
    select
}

async fn rows(
    db: &impl ConnectionTrait,
    run: &Run<'_>,
    table: &'static Table,
    batch: &[Staged],
    locked: bool,
) -> Result<BTreeMap<String, Stored>> {
    let mut select = from_source(run, table.name, batch.iter().map(|row| row.key.as_str()).collect());
    select.column("id").columns(table.columns().map(|column| column.stored));
    if locked {
        select.lock_exclusive();
    }
    let mut rows = BTreeMap::new();
    for row in db.query_all(&select).await? {
        let mut texts = BTreeMap::new();
        for column in table.columns() {
            texts.insert(column.name, canonical(&row, column)?);
        }
        rows.insert(row.try_get("", "source_key")?, Stored { id: row.try_get("", "id")?, texts });
    }
    Ok(rows)
}

fn canonical(row: &QueryResult, column: &Column) -> Result<Option<String>> {
    let name = column.stored;
    Ok(match column.form {
        Form::Date | Form::PastDate => {
            row.try_get::<Option<NaiveDate>>("", name)?.map(|date| date.to_string())
        }
        Form::Instant => row.try_get::<Option<DateTime<Utc>>>("", name)?.map(canonical_instant),
        Form::Amount => row.try_get::<Option<i64>>("", name)?.map(|cents| cents.to_string()),
        Form::Reference(_) => row.try_get::<Option<Uuid>>("", name)?.map(|id| id.to_string()),
        Form::Key | Form::Text | Form::Capitals(_) | Form::Email | Form::Word(_) | Form::List => {
            row.try_get("", name)?
        }
    })
}

async fn corrections(
    db: &impl ConnectionTrait,
    table: &Table,
    rows: &BTreeMap<String, Stored>,
) -> Result<BTreeMap<Uuid, Vec<correction::Model>>> {
    let mut corrections: BTreeMap<Uuid, Vec<correction::Model>> = BTreeMap::new();
    if rows.is_empty() {
        return Ok(corrections);
    }
    let found = correction::Entity::find()
        .filter(correction::Column::TableName.eq(table.name))
        .filter(correction::Column::RecordId.is_in(rows.values().map(|row| row.id)))
        .order_by_asc(correction::Column::CorrectedAt)
        .order_by_asc(correction::Column::Id)
        .all(db)
        .await?;
    for correction in found {
        corrections.entry(correction.record_id).or_default().push(correction);
    }
    Ok(corrections)
}

/// The suppressions of some addresses.
pub(crate) async fn suppressed(
    db: &impl ConnectionTrait,
    email_keys: BTreeSet<String>,
) -> Result<BTreeSet<(String, String)>> {
    let mut select = Query::select();
    select.columns(["email_key", "purpose"]).from("suppression");
    select.and_where(Expr::col("email_key").is_in(email_keys));
    let mut pairs = BTreeSet::new();
    for row in db.query_all(&select).await? {
        pairs.insert((row.try_get("", "email_key")?, row.try_get("", "purpose")?));
    }
    Ok(pairs)
}

/// Which rows of a batch, and of those it refers to, were erased (Art. 17).
async fn erased(
    db: &impl ConnectionTrait,
    run: &Run<'_>,
    table: &'static Table,
    batch: &[Staged],
) -> Result<BTreeSet<(&'static str, String)>> {
    let mut places: BTreeMap<String, (&'static str, String)> = BTreeMap::new();
    for row in batch {
        let links = [Target::Customer, Target::Person, Target::Contract]
            .into_iter()
            .filter_map(|target| Some((target.table(), row.link(table, target)?)));
        for (name, key) in links.chain([(table.name, row.key.as_str())]) {
            places.insert(mac(run.ctx, name, &run.source, key), (name, key.to_owned()));
        }
    }
    let gone = among(db, places.keys().cloned().collect()).await?;
    Ok(gone.into_iter().filter_map(|mac| places.remove(&mac)).collect())
}
