//! The form before it is sent: opened, kept and left; `answers` says what it holds.

use crate::{
    actor::{Owns, Requester},
    ctx::Ctx,
    database::Write,
    error::{Context, Error, Result},
    law::calendar::helsinki_date,
    request::{
        answers::{Answers, Wish},
        shared,
    },
};
use chrono::{NaiveDate, TimeDelta};
use entity::{draft, id::DraftId, request};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, OnConflict},
};

/// An unsent form is kept so long after the last change.
pub const KEPT: TimeDelta = TimeDelta::days(30);
/// So many unsent forms are listed.
const MOST_SHOWN: u64 = 10;

/// Opens an empty form.
///
/// # Errors
/// A fault when the database is away.
pub async fn start(ctx: &Ctx, requester: &Requester, wish: Wish) -> Result<DraftId> {
    let now = ctx.now();
    let row = draft::Model {
        id: ctx.mint()?,
        requester_key: requester.email_key.clone(),
        answers: written(&Answers::of(wish))?,
        created_at: now,
        updated_at: now,
    };
    let tx = ctx.write().await?;
    let id = row.id;
    row.into_active_model().reset_all().insert(tx.db()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The answers so far.
///
/// # Errors
/// Not found when it is another's, was sent, or is too old.
pub async fn load(ctx: &Ctx, owner: &impl Owns, id: DraftId) -> Result<Answers> {
    let row = owned(owner, id).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    read(&row)
}

/// The reference of the request that a draft of this requester became, for whoever goes back to a page of it.
///
/// # Errors
/// A fault when the database is away.
pub async fn filed(ctx: &Ctx, requester: &Requester, id: DraftId) -> Result<Option<String>> {
    let became = request::Entity::find()
        .filter(request::Column::DraftId.eq(id))
        .filter(request::Column::RequesterKey.eq(&requester.email_key));
    Ok(became.one(ctx.read()).await?.map(|request| request.reference))
}

/// Keeps answers, complete or not.
///
/// # Errors
/// Not found as [`load`].
pub async fn save(ctx: &Ctx, owner: &impl Owns, id: DraftId, answers: &Answers) -> Result<()> {
    let tx = ctx.write().await?;
    if !rewrite(ctx, &tx, owner, (id, answers)).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await
}

/// Keeps the answers of a form whose page minted the id, opening it when this is the first time; a form that was
/// sent meanwhile stays sent.
///
/// # Errors
/// Not found when the id is another's.
pub async fn keep(ctx: &Ctx, owner: &impl Owns, id: DraftId, answers: &Answers) -> Result<()> {
    let now = ctx.now();
    let row = draft::Model {
        id,
        requester_key: owner.key().to_owned(),
        answers: written(answers)?,
        created_at: now,
        updated_at: now,
    };
    let tx = ctx.write().await?;
    let first = OnConflict::column(draft::Column::Id).do_nothing().to_owned();
    let row = row.into_active_model().reset_all();
    draft::Entity::insert(row).on_conflict(first).exec_without_returning(tx.db()).await?;
    let kept = rewrite(ctx, &tx, owner, (id, answers)).await?;
    // Asked last: insert and update wait for a sending under way, so what it filed is seen here.
    let sent = request::Entity::find().filter(request::Column::DraftId.eq(id)).one(tx.db()).await?;
    match sent {
        Some(sent) if sent.requester_key == owner.key() => spend(tx.db(), id).await?,
        None if kept => {}
        _ => return Err(Error::NotFound),
    }
    tx.commit().await
}

/// Whether there was an own draft to write the answers into.
async fn rewrite(
    ctx: &Ctx,
    tx: &Write,
    owner: &impl Owns,
    (id, answers): (DraftId, &Answers),
) -> Result<bool> {
    let rewritten = draft::Entity::update_many()
        .col_expr(draft::Column::Answers, Expr::value(written(answers)?))
        .col_expr(draft::Column::UpdatedAt, Expr::value(ctx.now()))
        .filter(draft::Column::Id.eq(id))
        .filter(draft::Column::RequesterKey.eq(owner.key()))
        .exec(tx.db())
        .await?;
    Ok(rewritten.rows_affected == 1)
}

/// A form that was begun and not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    pub id: DraftId,
    pub wish: Wish,
    /// The day of the last change.
    pub changed_on: NaiveDate,
    /// The last day on which it is still kept.
    pub kept_until: NaiveDate,
}

/// The forms of a requester that were begun and not sent, the newest first; none where several persons share the address,
/// for another may have written them. A message that waits for its request is none of them.
///
/// # Errors
/// A fault when the database is away.
pub async fn unsent(ctx: &Ctx, requester: &Requester) -> Result<Vec<Unsent>> {
    if shared::since(ctx.read(), &requester.email_key).await?.is_some() {
        return Ok(Vec::new());
    }
    let filed = request::Entity::find().filter(request::Column::RequesterKey.eq(&requester.email_key));
    let filed = filed.select_only().column(request::Column::Id).into_query();
    let rows = draft::Entity::find()
        .filter(draft::Column::RequesterKey.eq(&requester.email_key))
        .filter(draft::Column::UpdatedAt.gte(ctx.now() - KEPT))
        .filter(draft::Column::Id.not_in_subquery(filed))
        .order_by_desc(draft::Column::UpdatedAt)
        .limit(MOST_SHOWN)
        .all(ctx.read())
        .await?;
    let unsent = |row: &draft::Model| {
        Ok(Unsent {
            id: row.id,
            wish: read(row)?.kind,
            changed_on: helsinki_date(row.updated_at),
            kept_until: helsinki_date(row.updated_at + KEPT),
        })
    };
    rows.iter().map(unsent).collect()
}

/// Throws a form away that was begun and not sent.
///
/// # Errors
/// Not found as [`load`].
pub async fn discard(ctx: &Ctx, requester: &Requester, id: DraftId) -> Result<()> {
    let tx = ctx.write().await?;
    let own = draft::Entity::delete_many()
        .filter(draft::Column::Id.eq(id))
        .filter(draft::Column::RequesterKey.eq(&requester.email_key));
    if own.exec(tx.db()).await?.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    tx.commit().await
}

/// Removes forms that were left unsent; says how many.
///
/// # Errors
/// A fault when the database is away.
pub async fn sweep(ctx: &Ctx) -> Result<u64> {
    let tx = ctx.write().await?;
    let old = draft::Column::UpdatedAt.lt(ctx.now() - KEPT);
    let swept = draft::Entity::delete_many().filter(old).exec(tx.db()).await?;
    tx.commit().await?;
    Ok(swept.rows_affected)
}

/// The draft under a lock, so that parallel sendings come one after another.
pub(super) async fn locked(tx: &Write, requester: &Requester, id: DraftId) -> Result<Option<Answers>> {
    owned(requester, id).lock_exclusive().one(tx.db()).await?.map(|row| read(&row)).transpose()
}

/// Removes a draft that has been sent.
pub(super) async fn spend(db: &impl ConnectionTrait, id: DraftId) -> Result<()> {
    draft::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

fn owned(owner: &impl Owns, id: DraftId) -> sea_orm::Select<draft::Entity> {
    draft::Entity::find_by_id(id).filter(draft::Column::RequesterKey.eq(owner.key()))
}

fn written(answers: &Answers) -> Result<String> {
    serde_json::to_string(answers).context("writing a draft")
}

fn read(row: &draft::Model) -> Result<Answers> {
    serde_json::from_str(&row.answers).context("reading a draft")
}
