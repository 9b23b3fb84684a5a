//! Proves the record: every entry by its MAC, their order and number by the seals, the seals by their chain.

use super::{record, seal};
use crate::{ctx::Ctx, error::Result};
use chrono::{DateTime, Utc};
use entity::{
    event,
    id::{EventId, RequestId},
    seal as sealing, sealed,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Query},
};
use std::{
    collections::{BTreeSet, HashMap},
    str::FromStr,
};

/// Entries looked at in one statement.
const BATCH: u64 = 2_000;

/// What was proved, up to the first thing that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Entries that fit their MAC.
    pub entries: u64,
    /// Of them, those that no seal covers yet.
    pub waiting: u64,
    pub seals: i64,
    /// The newest seal, `12:0f3a…`, and when it was made.
    pub newest: Option<(String, DateTime<Utc>)>,
    pub broken: Option<Broken>,
}

/// The first thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// An entry does not fit its MAC: it was changed, or never written by the portal.
    EntryChanged { entry: EventId, seal: Option<i64> },
    /// A seal covers an entry that is gone.
    EntryGone { entry: EventId, seal: i64 },
    /// An entry was never sealed, and its time is over.
    EntrySlippedIn { entry: EventId },
    /// A seal does not fit its MAC, its predecessor or the entries it covers.
    SealChanged { seal: i64 },
    /// A seal is gone.
    SealGone { seal: i64 },
    /// The seal that was kept elsewhere is not the one that stands here.
    NotTheSealKept { seal: i64 },
}

/// What was proved of the entries of one request. That none of them is gone only [`verify`] proves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestProof {
    pub entries: u64,
    /// Of them, those that a seal covers.
    pub sealed: u64,
    /// The first and the last of these seals.
    pub seals: Option<(i64, i64)>,
    /// An entry, its mark or its seal does not fit its MAC, or a seal is gone.
    pub broken: Option<EventId>,
}

/// A seal as somebody kept it: its number and its MAC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    number: i64,
    mac: String,
}

/// Why a text names no seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASeal;

/// Proves everything; with a seal kept elsewhere also that nothing up to it is gone.
///
/// # Errors
/// A fault when the database is away; what is broken is no error but told.
pub async fn verify(ctx: &Ctx, kept: Option<&Kept>) -> Result<Proof> {
    let mut proof = Proof { entries: 0, waiting: 0, seals: 0, newest: None, broken: None };
    let mut last: Option<sealing::Model> = None;
    while let Some(seal) = after(ctx, last.as_ref()).await? {
        proof.broken = broken_chain(ctx, last.as_ref(), &seal);
        if proof.broken.is_none() {
            proof.broken = entries_of(ctx, &seal, &mut proof.entries).await?;
        }
        if proof.broken.is_some() {
            return Ok(proof);
        }
        proof.seals = seal.number;
        proof.newest = Some((seal::name_of(&seal), seal.sealed_at));
        if kept.is_some_and(|kept| kept.number == seal.number && kept.mac != seal.mac) {
            proof.broken = Some(Broken::NotTheSealKept { seal: seal.number });
            return Ok(proof);
        }
        last = Some(seal);
    }
    proof.broken = match kept.filter(|kept| kept.number > proof.seals) {
        Some(kept) => Some(Broken::SealGone { seal: kept.number }),
        None => gone_seal(ctx).await?,
    };
    if proof.broken.is_none() {
        proof.broken = rest(ctx, last.as_ref(), &mut proof).await?;
    }
    Ok(proof)
}

/// Proves the entries of one request: each by its MAC, its mark and the seal over it.
///
/// # Errors
/// A fault when the database is away; what is broken is no error but told.
pub async fn of_request(ctx: &Ctx, request: RequestId) -> Result<RequestProof> {
    let entries = event::Entity::find().filter(event::Column::RequestId.eq(request)).all(ctx.read()).await?;
    let ids = entries.iter().map(|entry| entry.id);
    let marks = sealed::Entity::find().filter(sealed::Column::EventId.is_in(ids)).all(ctx.read()).await?;
    let marks: HashMap<_, _> = marks.into_iter().map(|mark| (mark.event_id, mark)).collect();
    let numbers: BTreeSet<i64> = marks.values().map(|mark| mark.number).collect();
    let seals = sealing::Entity::find().filter(sealing::Column::Number.is_in(numbers.iter().copied()));
    let whole = |seal: &sealing::Model| seal.mac == ctx.keys.audit_mac(&seal::canonical(seal));
    let seals = seals.all(ctx.read()).await?.into_iter().filter(whole).map(|seal| seal.number);
    let seals: BTreeSet<i64> = seals.collect();
    let covered = |entry: &event::Model| {
        marks.get(&entry.id).is_none_or(|mark| mark.mac == entry.mac && seals.contains(&mark.number))
    };
    let broken = entries.iter().find(|entry| !fits(ctx, entry) || !covered(entry));
    Ok(RequestProof {
        entries: entries.len() as u64,
        sealed: marks.len() as u64,
        seals: numbers.first().copied().zip(numbers.last().copied()),
        broken: broken.map(|entry| entry.id),
    })
}

async fn after(ctx: &Ctx, last: Option<&sealing::Model>) -> Result<Option<sealing::Model>> {
    let later = sealing::Column::Number.gt(last.map_or(i64::MIN, |last| last.number));
    let seals = sealing::Entity::find().filter(later).order_by_asc(sealing::Column::Number);
    Ok(seals.one(ctx.read()).await?)
}

fn broken_chain(ctx: &Ctx, last: Option<&sealing::Model>, seal: &sealing::Model) -> Option<Broken> {
    let (number, previous) = last.map_or((1, ""), |last| (last.number + 1, last.mac.as_str()));
    if seal.number > number {
        return Some(Broken::SealGone { seal: number });
    }
    let fits = seal.number == number
        && seal.previous == previous
        && seal.mac == ctx.keys.audit_mac(&seal::canonical(seal));
    (!fits).then_some(Broken::SealChanged { seal: seal.number })
}

/// Every entry of a seal, then that they are these and in this order.
async fn entries_of(ctx: &Ctx, seal: &sealing::Model, proved: &mut u64) -> Result<Option<Broken>> {
    let marks = sealed::Entity::find().filter(sealed::Column::Number.eq(seal.number));
    let marks = marks.order_by_asc(sealed::Column::EventId).all(ctx.read()).await?;
    let ids = marks.iter().map(|mark| mark.event_id);
    let entries = event::Entity::find().filter(event::Column::Id.is_in(ids)).all(ctx.read()).await?;
    let entries: HashMap<_, _> = entries.into_iter().map(|entry| (entry.id, entry)).collect();
    for mark in &marks {
        let Some(entry) = entries.get(&mark.event_id) else {
            return Ok(Some(Broken::EntryGone { entry: mark.event_id, seal: seal.number }));
        };
        if !fits(ctx, entry) {
            return Ok(Some(Broken::EntryChanged { entry: entry.id, seal: Some(seal.number) }));
        }
        *proved += 1;
    }
    let macs = marks.iter().filter_map(|mark| entries.get(&mark.event_id)).map(|entry| entry.mac.as_str());
    let whole = seal.digest == seal::digest(macs)
        && i64::try_from(marks.len()) == Ok(seal.entries)
        && marks.last().map(|mark| mark.event_id) == Some(seal.through)
        && marks.iter().all(|mark| entries.get(&mark.event_id).is_some_and(|entry| entry.mac == mark.mac));
    Ok((!whole).then_some(Broken::SealChanged { seal: seal.number }))
}

/// The first number that stands at an entry while its seal is gone.
async fn gone_seal(ctx: &Ctx) -> Result<Option<Broken>> {
    let there = Query::select()
        .expr(Expr::val(1))
        .from(sealing::Entity)
        .and_where(
            Expr::col((sealing::Entity, sealing::Column::Number))
                .equals((sealed::Entity, sealed::Column::Number)),
        )
        .to_owned();
    let orphan = sealed::Entity::find().filter(Expr::exists(there).not());
    let orphan = orphan.order_by_asc(sealed::Column::Number).one(ctx.read()).await?;
    Ok(orphan.map(|mark| Broken::SealGone { seal: mark.number }))
}

/// The entries that wait for a seal.
async fn rest(ctx: &Ctx, last: Option<&sealing::Model>, proof: &mut Proof) -> Result<Option<Broken>> {
    let mut place: Option<EventId> = None;
    loop {
        let open = seal::without_seal().limit(BATCH);
        let open = match place {
            Some(place) => open.filter(event::Column::Id.gt(place)),
            None => open,
        };
        let entries = open.all(ctx.read()).await?;
        for entry in &entries {
            if !fits(ctx, entry) {
                return Ok(Some(Broken::EntryChanged { entry: entry.id, seal: None }));
            }
            if last.is_some_and(|last| entry.at < seal::since(last)) {
                return Ok(Some(Broken::EntrySlippedIn { entry: entry.id }));
            }
            (proof.entries, proof.waiting) = (proof.entries + 1, proof.waiting + 1);
        }
        place = entries.last().map(|entry| entry.id);
        if (entries.len() as u64) < BATCH {
            return Ok(None);
        }
    }
}

fn fits(ctx: &Ctx, entry: &event::Model) -> bool {
    entry.mac == ctx.keys.audit_mac(&record::canonical(entry))
}

impl FromStr for Kept {
    type Err = NotASeal;
    fn from_str(text: &str) -> Result<Self, NotASeal> {
        let (number, mac) = text.trim().split_once(':').ok_or(NotASeal)?;
        let number = number.parse().map_err(|_| NotASeal)?;
        let hex = mac.len() == 64 && mac.bytes().all(|byte| byte.is_ascii_hexdigit());
        if hex { Ok(Self { number, mac: mac.to_lowercase() }) } else { Err(NotASeal) }
    }
}

impl std::fmt::Display for NotASeal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a seal is its number, a colon and 64 hex digits, as the daily mail to the desk names it")
    }
}

impl std::error::Error for NotASeal {}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::EntryChanged { entry, seal: Some(seal) } => {
                write!(f, "entry {entry} (seal {seal}) does not fit its MAC: it was changed")
            }
            Self::EntryChanged { entry, seal: None } => {
                write!(f, "entry {entry} (not sealed yet) does not fit its MAC: it was changed or forged")
            }
            Self::EntryGone { entry, seal } => write!(f, "entry {entry}, which seal {seal} covers, is gone"),
            Self::EntrySlippedIn { entry } => {
                write!(f, "entry {entry} was never sealed, and its time is over")
            }
            Self::SealChanged { seal } => {
                write!(f, "seal {seal} does not fit its MAC, the seal before it, or the entries it covers")
            }
            Self::SealGone { seal } => write!(f, "seal {seal} is gone"),
            Self::NotTheSealKept { seal } => write!(f, "seal {seal} is not the one that was mailed out"),
        }
    }
}
