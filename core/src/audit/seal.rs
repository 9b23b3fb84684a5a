//! Seals entries of the record behind their writers: a hash-chained, signed series, so that no writer waits for another
//! and no entry goes, comes or changes unseen.

use crate::{
    ctx::Ctx,
    database::Write,
    error::Result,
    id,
    law::calendar::helsinki_date,
    mail::{outbox, staff},
};
use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::HEXLOWER;
use entity::{event, installation, seal, sealed};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, Select,
    sea_query::{Expr, LockBehavior, LockType, Query},
};

/// As many as one statement can mark on either engine.
const AT_MOST: u64 = 2_000;
/// An entry that commits later than this after its time is not sealed any more, and verification names it: no
/// transaction lives so long.
pub const LATEST: TimeDelta = TimeDelta::days(1);

/// Seals the next entries, as many as there are up to a limit; says whether there were any. A transaction that began
/// before a seal and commits after it is covered by the next: what is sealed is marked entry by entry, not up to a time.
///
/// # Errors
/// A fault when the database is away; nothing is sealed then, and the next try takes the same entries.
pub async fn next(ctx: &Ctx) -> Result<bool> {
    let last = newest(ctx.read()).await?;
    if unsealed(last.as_ref()).one(ctx.read()).await?.is_none() {
        return Ok(false);
    }
    let tx = ctx.write().await?;
    if !taken(&tx).await? {
        return Ok(false);
    }
    let last = newest(tx.db()).await?;
    let entries = unsealed(last.as_ref()).limit(AT_MOST).all(tx.db()).await?;
    let Some(seal) = over(ctx, last.as_ref(), &entries)? else { return Ok(false) };
    let mark = |entry: &event::Model| {
        let (event_id, mac) = (entry.id, entry.mac.clone());
        sealed::Model { event_id, number: seal.number, mac }.into_active_model().reset_all()
    };
    sealed::Entity::insert_many(entries.iter().map(mark)).exec_without_returning(tx.db()).await?;
    seal.clone().into_active_model().reset_all().insert(tx.db()).await?;
    if last.is_none_or(|last| helsinki_date(last.sealed_at) < helsinki_date(seal.sealed_at)) {
        send_out(ctx, &tx, &seal).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// One process seals at a time; the others leave it to that one.
async fn taken(tx: &Write) -> Result<bool> {
    let row =
        installation::Entity::find_by_id(1).lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    Ok(row.one(tx.db()).await?.is_some())
}

/// The newest seal.
///
/// # Errors
/// A fault when the database is away.
pub async fn newest(db: &impl ConnectionTrait) -> Result<Option<seal::Model>> {
    Ok(seal::Entity::find().order_by_desc(seal::Column::Number).one(db).await?)
}

/// Entries without a seal, in order. Those before [`since`] are not looked for, so that the search does not grow with the
/// record.
fn unsealed(last: Option<&seal::Model>) -> Select<event::Entity> {
    let open = without_seal();
    match last {
        Some(last) => open.filter(event::Column::Id.gt(id::first_of(since(last)))),
        None => open,
    }
}

/// From when an entry may still be without a seal: [`LATEST`] before the newest one was made, or before the last entry it
/// holds where that is earlier, for one seal takes only so many.
pub(super) fn since(last: &seal::Model) -> DateTime<Utc> {
    std::cmp::min(last.sealed_at, id::minted_at(last.through.0)) - LATEST
}

/// Every entry without a seal, in order.
pub(super) fn without_seal() -> Select<event::Entity> {
    let mark = Query::select()
        .expr(Expr::val(1))
        .from(sealed::Entity)
        .and_where(
            Expr::col((sealed::Entity, sealed::Column::EventId)).equals((event::Entity, event::Column::Id)),
        )
        .to_owned();
    event::Entity::find().filter(Expr::exists(mark).not()).order_by_asc(event::Column::Id)
}

fn over(ctx: &Ctx, last: Option<&seal::Model>, entries: &[event::Model]) -> Result<Option<seal::Model>> {
    let Some(through) = entries.last() else { return Ok(None) };
    let mut seal = seal::Model {
        id: ctx.mint()?,
        number: last.map_or(1, |last| last.number + 1),
        through: through.id,
        entries: i64::try_from(entries.len()).unwrap_or(i64::MAX),
        previous: last.map(|last| last.mac.clone()).unwrap_or_default(),
        digest: digest(entries.iter().map(|entry| entry.mac.as_str())),
        mac: String::new(),
        sealed_at: ctx.now(),
    };
    seal.mac = ctx.keys.audit_mac(&canonical(&seal));
    Ok(Some(seal))
}

/// SHA-256 over the MACs of the entries in order, hex.
pub(super) fn digest<'a>(macs: impl Iterator<Item = &'a str>) -> String {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    for mac in macs {
        context.update(mac.as_bytes());
        context.update(b"\n");
    }
    HEXLOWER.encode(context.finish().as_ref())
}

/// Every column but the MAC, each with its length before it; told apart from an entry by its first word.
pub(super) fn canonical(seal: &seal::Model) -> String {
    let parts = [
        "seal",
        &seal.id.to_string(),
        &seal.number.to_string(),
        &seal.through.to_string(),
        &seal.entries.to_string(),
        &seal.previous,
        &seal.digest,
        &seal.sealed_at.timestamp_micros().to_string(),
    ];
    parts.into_iter().fold(String::new(), |text, part| text + &part.len().to_string() + ":" + part)
}

/// The first seal of a day goes to the desk: whoever keeps the mail can prove later that no seal up to it is gone.
async fn send_out(ctx: &Ctx, tx: &Write, seal: &seal::Model) -> Result<()> {
    let language = ctx.notice.first_language();
    let name = name_of(seal);
    let mail = staff::compose_seal(language, &name, helsinki_date(seal.sealed_at));
    outbox::enqueue_staff(ctx, tx, &mail).await
}

/// What proves a seal to somebody who kept it: `12:0f3a…`, its number and its MAC.
pub fn name_of(seal: &seal::Model) -> String {
    format!("{}:{}", seal.number, seal.mac)
}
