//! The register of personal data breaches (Art. 33(5)): every breach, also one that nobody is told about. What is put
//! on record is never changed: a later value of a field stands beside the earlier, with who recorded it and when.

pub mod alarm;
pub mod astray;
pub mod end;
pub mod field;
pub mod lacks;
mod opening;
#[cfg(test)]
mod tests;

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Fault, Refusal, Result},
    law::breach::notify_by,
    request::queue::staff_names,
};
use chrono::{DateTime, Utc};
use entity::{
    breach, breach_fact, breach_report,
    id::{BreachId, StaffId},
    kind::Role,
};
use field::{AWARE, DETECTED, LONGEST_LINE, LONGEST_TEXT, NATURE, Part};
use lacks::{Lack, are_persons_to_be_told, is_late, is_to_be_reported, lacks};
use opening::Opening;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is known of a breach: the newest value of each field, as stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known(BTreeMap<&'static str, String>);

impl Known {
    /// The value of a field; empty while nothing is known.
    pub fn get(&self, code: &str) -> &str {
        self.0.get(code).map_or("", String::as_str)
    }
}

impl FromIterator<(&'static str, String)> for Known {
    fn from_iter<I: IntoIterator<Item = (&'static str, String)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

/// A record.
#[derive(Clone, Debug)]
pub struct Breach {
    pub row: breach::Model,
    pub known: Known,
    /// Everything that was put down, oldest first.
    pub facts: Vec<breach_fact::Model>,
    /// What the authority was told, oldest first.
    pub reports: Vec<breach_report::Model>,
    pub names: HashMap<StaffId, String>,
    /// The reference of the request from whose page it was opened.
    pub request: Option<String>,
}

impl Breach {
    /// What it still lacks before it can be closed.
    pub fn lacks(&self) -> Vec<Lack> {
        lacks(&self.known, &self.aware(), &self.reports)
    }

    /// Every moment that ever stood as the beginning of the clock.
    fn aware(&self) -> Vec<DateTime<Utc>> {
        let moments = self.facts.iter().filter(|fact| fact.field == AWARE);
        moments.filter_map(|fact| field::stored(&fact.value)).collect()
    }

    /// Why it is no breach, of a record that was ended as made by mistake.
    pub fn mistake(&self) -> Option<&str> {
        self.row.closed_at?;
        let ended = self.facts.iter().rev().find(|fact| end::CODES.contains(&fact.field.as_str()))?;
        (ended.field == end::MISTAKE).then_some(ended.value.as_str())
    }

    /// The end of the 72 hours, counted from the earliest moment that ever stood as their beginning.
    pub fn strict_end(&self) -> DateTime<Utc> {
        notify_by(self.aware().into_iter().min().unwrap_or(self.row.aware_at))
    }

    /// When it was found, or we became aware while that is not known: nothing was told before.
    pub fn found_at(&self) -> DateTime<Utc> {
        field::stored(self.known.get(DETECTED)).unwrap_or(self.row.aware_at)
    }

    /// The end of the 72 hours, while the authority waits for word.
    pub fn notify_by(&self) -> Option<DateTime<Utc>> {
        let waits = self.row.closed_at.is_none() && self.reports.is_empty() && is_to_be_reported(&self.known);
        waits.then(|| notify_by(self.row.aware_at))
    }
}

/// What was sent to the authority.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    pub sent_at: DateTime<Utc>,
    /// The authority's own, once it gave one.
    pub reference: Option<&'a str>,
    /// What it told, in short.
    pub content: &'a str,
    /// Whether nothing more is to come (Art. 33(4)).
    pub is_last: bool,
    /// Why it comes after the 72 hours.
    pub late_reason: Option<&'a str>,
}

impl Report<'_> {
    /// What is wrong with it: the field, and the end of the key of what.
    pub fn wrong(&self, breach: &Breach, now: DateTime<Utc>) -> Vec<(&'static str, &'static str)> {
        self.faults(breach, now, self.is_late(breach))
    }

    /// Whether it is the first and comes after the 72 hours.
    fn is_late(&self, breach: &Breach) -> bool {
        is_late(breach.strict_end(), &breach.reports, self.sent_at)
    }

    fn faults(&self, breach: &Breach, now: DateTime<Utc>, late: bool) -> Vec<(&'static str, &'static str)> {
        let long = |text: Option<&str>, longest| text.is_some_and(|text| text.chars().count() > longest);
        let silent = self.late_reason.is_none_or(|text| text.trim().is_empty());
        let found = [
            (self.sent_at > now, "sent_on", "future"),
            (self.sent_at < breach.found_at(), "sent_on", "before"),
            (long(self.reference, LONGEST_LINE), "reference", "long"),
            (self.content.trim().is_empty(), "content", "content"),
            (long(Some(self.content), LONGEST_TEXT), "content", "long"),
            (late && silent, "late_reason", "late"),
            (long(self.late_reason, LONGEST_TEXT), "late_reason", "long"),
        ];
        found.into_iter().filter(|(wrong, ..)| *wrong).map(|(_, field, key)| (field, key)).collect()
    }
}

/// Every record, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn list(ctx: &Ctx) -> Result<Vec<Breach>> {
    let rows = breach::Entity::find().order_by_desc(breach::Column::Number).all(ctx.read()).await?;
    whole(ctx.read(), rows).await
}

/// The records that are not closed; whose 72 hours end first, first.
async fn open(ctx: &Ctx) -> Result<Vec<Breach>> {
    let open = breach::Entity::find().filter(breach::Column::ClosedAt.is_null());
    let rows = open.order_by_asc(breach::Column::AwareAt).all(ctx.read()).await?;
    whole(ctx.read(), rows).await
}

/// The record whose 72 hours end first, while the authority waits for word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub id: BreachId,
    pub number: i32,
    pub notify_by: DateTime<Utc>,
    /// The hours are over.
    pub over: bool,
}

/// What the authority waits for most urgently.
///
/// # Errors
/// A fault when the database is away.
pub async fn waiting(ctx: &Ctx) -> Result<Option<Waiting>> {
    let first = open(ctx).await?.into_iter().find_map(|breach| {
        let notify_by = breach.notify_by()?;
        let over = notify_by < ctx.now();
        Some(Waiting { id: breach.row.id, number: breach.row.number, notify_by, over })
    });
    Ok(first)
}

/// The oldest record whose persons wait for word (Art. 34(1)): its key and number.
///
/// # Errors
/// A fault when the database is away.
pub async fn untold(ctx: &Ctx) -> Result<Option<(BreachId, i32)>> {
    let first = open(ctx).await?.into_iter().find(|breach| are_persons_to_be_told(&breach.known));
    Ok(first.map(|breach| (breach.row.id, breach.row.number)))
}

/// One record.
///
/// # Errors
/// Not found for an unknown one.
pub async fn find(ctx: &Ctx, id: BreachId) -> Result<Breach> {
    let row = breach::Entity::find_by_id(id).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    one(ctx.read(), row).await
}

async fn one(db: &impl ConnectionTrait, row: breach::Model) -> Result<Breach> {
    whole(db, vec![row]).await?.pop().ok_or(Error::NotFound)
}

/// Records with all that belongs to them, in a few queries however many they are.
async fn whole(db: &impl ConnectionTrait, rows: Vec<breach::Model>) -> Result<Vec<Breach>> {
    let ids = || rows.iter().map(|row| row.id);
    let facts = breach_fact::Entity::find().filter(breach_fact::Column::BreachId.is_in(ids()));
    let facts = facts.order_by_asc(breach_fact::Column::Version).order_by_asc(breach_fact::Column::Id);
    let facts = facts.all(db).await?;
    let reports = breach_report::Entity::find().filter(breach_report::Column::BreachId.is_in(ids()));
    let reports = reports.order_by_asc(breach_report::Column::SentAt).all(db).await?;
    let who = facts.iter().map(|fact| fact.recorded_by);
    let who = who.chain(reports.iter().map(|report| report.recorded_by));
    let who = who.chain(rows.iter().flat_map(|row| row.closed_by.into_iter().chain([row.opened_by])));
    let names = staff_names(db, who.collect::<BTreeSet<_>>()).await?;
    let requests = opening::references(db, &rows).await?;
    let mut facts_of: HashMap<_, Vec<_>> = HashMap::new();
    let mut reports_of: HashMap<_, Vec<_>> = HashMap::new();
    for fact in facts {
        facts_of.entry(fact.breach_id).or_default().push(fact);
    }
    for report in reports {
        reports_of.entry(report.breach_id).or_default().push(report);
    }
    let breach = |row: breach::Model| {
        let facts = facts_of.remove(&row.id).unwrap_or_default();
        let known = facts
            .iter()
            .filter_map(|fact| field::Field::of(&fact.field).map(|field| (field.code, fact.value.clone())));
        let (known, reports) = (known.collect(), reports_of.remove(&row.id).unwrap_or_default());
        let request = row.request_id.and_then(|id| requests.get(&id).cloned());
        Breach { known, facts, reports, names: names.clone(), request, row }
    };
    Ok(rows.into_iter().map(breach).collect())
}

/// Opens a record, as little as may be known yet: since when we are aware, and of what. `press` is minted with the page:
/// the same press again opens nothing.
///
/// # Errors
/// Refused without the role; incomplete when nothing is said.
pub async fn begin(
    ctx: &Ctx,
    staff: &Staff,
    press: BreachId,
    (aware_at, nature): (DateTime<Utc>, &str),
) -> Result<BreachId> {
    require(staff)?;
    if !(1..=LONGEST_TEXT).contains(&nature.trim().chars().count()) || aware_at > ctx.now() {
        return Err(Refusal::Incomplete.into());
    }
    let tx = ctx.write().await?;
    let facts = vec![(NATURE, nature.trim().to_owned())];
    opening::open(ctx, &tx, staff, &Opening { press, aware_at, request: None, facts }).await?;
    tx.commit().await?;
    Ok(press)
}

async fn put(
    ctx: &Ctx,
    tx: &Write,
    staff: &Staff,
    (id, version): (BreachId, i32),
    (code, value): (&str, &str),
) -> Result<()> {
    let row = breach_fact::Model {
        id: ctx.mint()?,
        breach_id: id,
        version,
        field: code.into(),
        value: value.into(),
        recorded_by: staff.id,
        recorded_at: ctx.now(),
    };
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Puts down a part of a record; `read` holds stored values by field, of which only the changed ones are put down.
///
/// # Errors
/// Refused without the role, when it is closed, or when somebody else changed it since `version`; incomplete when it
/// would lose the moment that starts the clock; not found for an unknown one.
pub async fn note(
    ctx: &Ctx,
    staff: &Staff,
    (id, version): (BreachId, i32),
    part: Part,
    read: &BTreeMap<&'static str, String>,
) -> Result<()> {
    require(staff)?;
    let tx = ctx.write().await?;
    let breach = lock(&tx, id, version).await?;
    let aware_at = match read.get(AWARE) {
        Some(text) => field::stored(text).ok_or(Refusal::Incomplete)?,
        None => breach.row.aware_at,
    };
    let typed = part.fields().map(|field| (field.code, read.get(field.code).map_or("", String::as_str)));
    let changed: Vec<_> = typed.filter(|(code, new)| *new != breach.known.get(code)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    for fact in changed {
        put(ctx, &tx, staff, (id, version + 1), fact).await?;
    }
    let moved = breach::Model { aware_at, version: version + 1, ..breach.row };
    moved.into_active_model().reset_all().update(tx.db()).await?;
    let detail = json!({ "breach": id, "part": part.code() });
    record(ctx, &tx, Entry::of(What("breach_noted"), Actor::Staff(staff)).with(detail)).await?;
    tx.commit().await
}

/// Puts down that the authority was told, whole or in a phase (Art. 33(4)).
///
/// # Errors
/// Refused without the role or when the record is closed; incomplete when nothing is said of what was told, it has
/// not been sent yet, or the first report comes after the 72 hours without a reason (Art. 33(1)).
pub async fn report(
    ctx: &Ctx,
    staff: &Staff,
    (id, version): (BreachId, i32),
    new: &Report<'_>,
) -> Result<()> {
    require(staff)?;
    let tx = ctx.write().await?;
    let breach = lock(&tx, id, version).await?;
    let late = new.is_late(&breach);
    if !new.faults(&breach, ctx.now(), late).is_empty() {
        return Err(Refusal::Incomplete.into());
    }
    let late = late || breach.lacks().contains(&Lack::LateReason);
    let row = breach_report::Model {
        id: ctx.mint()?,
        breach_id: id,
        sent_at: new.sent_at,
        reference: new.reference.map(|text| text.trim().into()),
        content: new.content.trim().into(),
        is_last: new.is_last,
        late_reason: new.late_reason.filter(|_| late).map(|text| text.trim().into()),
        recorded_by: staff.id,
        recorded_at: ctx.now(),
    };
    row.into_active_model().reset_all().insert(tx.db()).await?;
    let moved = breach::Model { version: version + 1, ..breach.row };
    moved.into_active_model().reset_all().update(tx.db()).await?;
    let entry = Entry::of(What("breach_reported"), Actor::Staff(staff)).with(json!({ "breach": id }));
    record(ctx, &tx, entry).await?;
    tx.commit().await
}

/// Holds an open record until the transaction ends.
async fn lock(tx: &Write, id: BreachId, version: i32) -> Result<Breach> {
    let breach = lock_any(tx, id).await?;
    if breach.row.closed_at.is_some() {
        return Err(Refusal::BreachClosed.into());
    }
    if version == breach.row.version { Ok(breach) } else { Err(changed(&breach)?.into()) }
}

/// Holds a record, open or closed, until the transaction ends.
async fn lock_any(tx: &Write, id: BreachId) -> Result<Breach> {
    let row = breach::Entity::find_by_id(id).lock_exclusive().one(tx.db()).await?.ok_or(Error::NotFound)?;
    one(tx.db(), row).await
}

/// The refusal of whoever comes second; it names who was first.
fn changed(breach: &Breach) -> Result<Refusal> {
    let fact = breach.facts.last().map(|fact| (fact.recorded_at, fact.recorded_by));
    let report = breach.reports.iter().map(|report| (report.recorded_at, report.recorded_by));
    let last = report.chain(fact).max_by_key(|(at, _)| *at).and_then(|(_, by)| breach.names.get(&by));
    let by = last.cloned().ok_or_else(|| Fault::new("reading a breach", "nobody recorded it"))?;
    Ok(Refusal::BreachChanged { by })
}

/// Whether a member of staff may write in the register.
pub fn works(staff: &Staff) -> bool {
    staff.is(Role::Caseworker) || staff.is(Role::Admin)
}

fn require(staff: &Staff) -> Result<()> {
    if works(staff) { Ok(()) } else { Err(Refusal::RoleMissing { role: Role::Caseworker }.into()) }
}
