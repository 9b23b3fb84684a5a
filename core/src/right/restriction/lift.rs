//! Ends a restriction: the person is told why and when, the letter must have left, its days must have passed (Art. 18(3)).

use super::{cover, holders};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Each, Error, Refusal, Result},
    journal::{self, Effect},
    law::calendar::helsinki_date,
    mail::{
        letter::Ending,
        post::{self, Case},
    },
    register::{change::restrictions_of, left},
    request::{
        answered,
        change::{self, Change, Seen},
        decision_letter as letters,
    },
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::{
    id::{LetterId, RequestId, RestrictionId},
    kind::{LetterKind, Role},
    letter, request, restriction,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::Expr,
};
use serde_json::json;

/// Days between the word to the person and the end (law.md R1.4.3: Art. 18(3) names no number; a week leaves time
/// to object, to ask for erasure or to send evidence).
pub const NOTICE_DAYS: u64 = 7;

/// The first day on which a restriction may end when the person is told today.
pub fn earliest(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(NOTICE_DAYS)).unwrap_or(today)
}

/// The day from which it may be lifted; nothing until the letter has left.
pub fn liftable_on(row: &restriction::Model) -> Option<NaiveDate> {
    let told = earliest(helsinki_date(row.lift_notice_sent_at?));
    Some(row.lift_on?.max(told))
}

/// Tells the person that a restriction is about to end, why and when (E8).
///
/// # Errors
/// Refused without the role, when the day is too near, when it was told already, or when somebody was first.
pub async fn announce(
    ctx: &Ctx,
    staff: &Staff,
    seen: &Seen<'_>,
    id: RestrictionId,
    (reason, on): (&str, NaiveDate),
) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let row = standing(&change.tx, change.request.id, id).await?;
    let first = earliest(helsinki_date(ctx.now()));
    if row.lift_on.is_some() {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    if on < first {
        return Err(Refusal::TooEarly { on: first }.into());
    }
    change.advance(|_| {}).await?;
    let actor = Actor::Staff(staff);
    let ending = [row.clone()];
    tell(ctx, &change.tx, actor, (&change.request, &ending), (row, reason, on)).await?;
    change.commit().await
}

/// Lifts it.
///
/// # Errors
/// Refused before the letter has left or before its day, without the role, or when somebody was first.
pub async fn lift(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: RestrictionId) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let row = standing(&change.tx, change.request.id, id).await?;
    let today = helsinki_date(ctx.now());
    match liftable_on(&row) {
        Some(on) if on <= today => {}
        Some(on) => return Err(Refusal::TooEarly { on }.into()),
        None => return Err(Refusal::NotToldYet.into()),
    }
    change.advance(|_| {}).await?;
    end(ctx, &change.tx, Actor::Staff(staff), row).await?;
    change.commit().await
}

/// Lifts whatever was announced and is due, so that the day in the letter is true.
///
/// # Errors
/// A fault when the database is away, or of the first that could not be lifted; the others are.
pub async fn lift_due(ctx: &Ctx) -> Result<()> {
    let today = helsinki_date(ctx.now());
    let announced = restriction::Entity::find()
        .filter(restriction::Column::LiftedAt.is_null())
        .filter(restriction::Column::LiftOn.lte(today));
    let mut each = Each::default();
    for row in announced.all(ctx.read()).await? {
        if liftable_on(&row).is_some_and(|on| on <= today) {
            each.note("lifting a restriction", end_apart(ctx, row).await);
        }
    }
    each.end()
}

async fn end_apart(ctx: &Ctx, row: restriction::Model) -> Result<()> {
    let tx = ctx.write().await?;
    end(ctx, &tx, Actor::System, row).await?;
    tx.commit().await
}

/// Ends what stands over a person of whom nothing is left: there is nothing to process again, so there is nothing that
/// Art. 18(3) would have to warn of, and the file of the request would be kept for good (Art. 5(1)(e)).
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn end_of_nobody(ctx: &Ctx, tx: &Write) -> Result<()> {
    let idle = restriction::Entity::find()
        .filter(restriction::Column::LiftedAt.is_null())
        .filter(restriction::Column::PersonId.in_subquery(left::nobody()));
    for row in idle.all(tx.db()).await? {
        end(ctx, tx, Actor::System, row).await?;
    }
    Ok(())
}

/// An objection has been decided: the restriction that waited for it ends, which the letter of the decision tells.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn with_decision(change: &Change<'_>, letter: LetterId) -> Result<()> {
    let on = earliest(helsinki_date(change.ctx.now()));
    for row in of_request(change.tx.db(), change.request.id).await? {
        let reason = crate::lang::text(change.request.language, "restriction-ends-decided");
        note(change.ctx, &change.tx, Actor::Staff(change.staff), (row, reason, on), letter).await?;
    }
    Ok(())
}

/// A request ended without a decision: what was restricted until it was decided ends too, with word before.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn with_request(
    ctx: &Ctx,
    tx: &Write,
    actor: Actor<'_>,
    request: &request::Model,
) -> Result<()> {
    let on = earliest(helsinki_date(ctx.now()));
    let ending = of_request(tx.db(), request.id).await?;
    let reason = crate::lang::text(request.language, "restriction-ends-closed");
    for row in &ending {
        tell(ctx, tx, actor, (request, &ending), (row.clone(), &reason, on)).await?;
    }
    Ok(())
}

/// Notes that the letter which announces an end was accepted by the mail server, or printed.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn mark_told(ctx: &Ctx, tx: &Write, letter: &letter::Model) -> Result<()> {
    let may_tell = answered::carries_decision(letter.kind) || letter.kind == LetterKind::RestrictionEnds;
    if !may_tell {
        return Ok(());
    }
    restriction::Entity::update_many()
        .col_expr(restriction::Column::LiftNoticeSentAt, Expr::value(ctx.now()))
        .filter(restriction::Column::LiftLetterId.eq(letter.id))
        .filter(restriction::Column::LiftNoticeSentAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Takes back that the end was told: the letter came back. The restriction goes on, and the days of Art. 18(3) begin
/// anew with the letter that arrives.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn unmark_told(tx: &Write, letter: &letter::Model) -> Result<()> {
    restriction::Entity::update_many()
        .col_expr(restriction::Column::LiftNoticeSentAt, Expr::value(Option::<DateTime<Utc>>::None))
        .filter(restriction::Column::LiftLetterId.eq(letter.id))
        .filter(restriction::Column::LiftedAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

pub(crate) async fn of_request(db: &impl ConnectionTrait, id: RequestId) -> Result<Vec<restriction::Model>> {
    let standing = restriction::Entity::find()
        .filter(restriction::Column::RequestId.eq(id))
        .filter(restriction::Column::LiftedAt.is_null())
        .filter(restriction::Column::LiftOn.is_null());
    Ok(standing.all(db).await?)
}

pub(super) async fn standing(
    tx: &Write,
    request: RequestId,
    id: RestrictionId,
) -> Result<restriction::Model> {
    let found = restriction::Entity::find_by_id(id)
        .filter(restriction::Column::RequestId.eq(request))
        .filter(restriction::Column::LiftedAt.is_null());
    found.one(tx.db()).await?.ok_or(Error::NotFound)
}

async fn tell(
    ctx: &Ctx,
    tx: &Write,
    actor: Actor<'_>,
    (request, ending): (&request::Model, &[restriction::Model]),
    (row, reason, on): (restriction::Model, &str, NaiveDate),
) -> Result<()> {
    let items = letters::items_of(tx.db(), request.id).await?;
    let standing = restrictions_of(tx.db(), row.person_id).await?;
    let others = standing.iter().filter(|other| !ending.iter().any(|row| row.id == other.id));
    let stands = cover::stands_after(&ctx.notice, request.language, on, others);
    let ending = Ending { on, reason: reason.to_owned(), stands };
    let case = Case { request, items: &items };
    let letter =
        post::post(ctx, tx, case, LetterKind::RestrictionEnds, |facts| facts.ending = Some(ending)).await?;
    note(ctx, tx, actor, (row, reason.to_owned(), on), letter).await
}

pub(super) async fn note(
    ctx: &Ctx,
    tx: &Write,
    actor: Actor<'_>,
    (row, reason, on): (restriction::Model, String, NaiveDate),
    letter: LetterId,
) -> Result<()> {
    let (request, person) = (row.request_id, row.person_id);
    let mut row = row.into_active_model();
    row.lift_letter_id = sea_orm::Set(Some(letter));
    row.lift_on = sea_orm::Set(Some(on));
    row.lift_reason = sea_orm::Set(Some(reason));
    row.update(tx.db()).await?;
    let entry = Entry::on(request, What("restriction_ends"), actor).about(person.to_string());
    record(ctx, tx, entry.with(json!({ "on": on }))).await
}

async fn end(ctx: &Ctx, tx: &Write, actor: Actor<'_>, row: restriction::Model) -> Result<()> {
    let (request, person) = (row.request_id, row.person_id);
    let ended = restriction::Entity::update_many()
        .col_expr(restriction::Column::LiftedAt, Expr::value(ctx.now()))
        .filter(restriction::Column::Id.eq(row.id))
        .filter(restriction::Column::LiftedAt.is_null())
        .exec(tx.db())
        .await?;
    if ended.rows_affected == 0 {
        return Ok(());
    }
    journal::intend(ctx, tx, Effect::restricted(&row, true)).await?;
    holders::tell_of_end(ctx, tx, &row).await?;
    let entry = Entry::on(request, What("restriction_lifted"), actor).about(person.to_string());
    record(ctx, tx, entry.with(json!({ "ground": row.ground.code() }))).await
}
