//! That no request is forgotten: on which days staff looked at it, and each word about a date or a silence once.

mod digest;
mod remind;

use crate::{
    ctx::Ctx,
    database::Write,
    error::Result,
    law::calendar::{self, helsinki_date, helsinki_time},
};
use chrono::{NaiveDate, Timelike};
use entity::{
    attention,
    id::{RequestId, StaffId},
    kind::{AttentionKind, Language, Role, State},
    request, staff, staff_role,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};
use std::collections::{BTreeMap, BTreeSet};

/// Nobody is reminded before this hour in the morning.
const MORNING: u32 = 7;

/// Sends what is due today, each word once: a tidying step. Staff are written to on working days.
///
/// # Errors
/// A fault; what has not been sent goes next time.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    let today = helsinki_date(ctx.now());
    if !calendar::is_working_day(today) || helsinki_time(ctx.now()).hour() < MORNING {
        return Ok(());
    }
    remind::dates(ctx, today).await?;
    remind::unseen(ctx, today).await?;
    digest::send(ctx, today).await
}

/// Notes that somebody of staff looks at an open request today, and gives it back.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn seen(ctx: &Ctx, request: request::Model) -> Result<request::Model> {
    let today = helsinki_date(ctx.now());
    let known = attention::Entity::find()
        .filter(attention::Column::RequestId.eq(request.id))
        .filter(attention::Column::Kind.eq(AttentionKind::Seen))
        .filter(attention::Column::Day.eq(today));
    if request.state != State::Closed && known.one(ctx.read()).await?.is_none() {
        let tx = ctx.write().await?;
        mark(ctx, &tx, (request.id, AttentionKind::Seen), today).await?;
        tx.commit().await?;
    }
    Ok(request)
}

/// Puts a mark down; says whether it is new. Of several workers one hears yes.
async fn mark(
    ctx: &Ctx,
    tx: &Write,
    (request_id, kind): (RequestId, AttentionKind),
    day: NaiveDate,
) -> Result<bool> {
    use attention::Column::{Day, Kind, RequestId};
    let row = attention::Model { id: ctx.mint()?, request_id, kind, day };
    let first = OnConflict::columns([RequestId, Kind, Day]).do_nothing().to_owned();
    let put = attention::Entity::insert(row.into_active_model().reset_all()).on_conflict(first);
    Ok(put.exec_without_returning(tx.db()).await? == 1)
}

/// A member of staff with an account that is open.
#[derive(Clone, Debug)]
struct Member {
    id: StaffId,
    email: String,
    language: Language,
    roles: BTreeSet<Role>,
    /// Whether they want the summary of the day; what names a date comes all the same.
    digest: bool,
}

/// Everybody with an open account, by key.
async fn members(db: &impl ConnectionTrait) -> Result<BTreeMap<StaffId, Member>> {
    let active = staff::Entity::find().filter(staff::Column::DisabledAt.is_null());
    let active = active.order_by_asc(staff::Column::Id).all(db).await?;
    let held = staff_role::Entity::find().all(db).await?;
    let member = |row: staff::Model| {
        let roles = held.iter().filter(|held| held.staff_id == row.id).map(|held| held.role).collect();
        (row.id, Member { id: row.id, email: row.email, language: row.language, roles, digest: row.digest })
    };
    Ok(active.into_iter().map(member).collect())
}
