//! What a person writes after the decision: it opens nothing again, but somebody must read it.

use crate::{ctx::Ctx, database::Write, error::Result};
use chrono::TimeDelta;
use entity::{
    id::{RequestId, StaffId, TaskId},
    kind::{Outcome, State, TaskKind},
    request, restriction, task,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, sea_query::Expr,
};

/// As long as the address of a closed request is kept, so that it can be answered.
const AFTER_CLOSING: TimeDelta = TimeDelta::days(30);

/// Whether a message may follow: for thirty days after a decision, and as long as a restriction stands that the request
/// set, also one withdrawn, for its letters ask to be written to before it ends (Art. 18(3)).
pub(super) async fn may_write(ctx: &Ctx, db: &impl ConnectionTrait, row: &request::Model) -> Result<bool> {
    if row.state != State::Closed {
        return Ok(false);
    }
    let decided = matches!(row.outcome, Some(Outcome::Granted | Outcome::PartlyGranted | Outcome::Refused));
    let lately = row.closed_at.is_some_and(|closed_at| ctx.now() - closed_at <= AFTER_CLOSING);
    if decided && lately {
        return Ok(true);
    }
    let standing = restriction::Entity::find()
        .filter(restriction::Column::RequestId.eq(row.id))
        .filter(restriction::Column::LiftedAt.is_null());
    Ok(standing.count(db).await? > 0)
}

/// Puts what the person tells before staff; one task is enough for several messages.
pub(crate) async fn open(ctx: &Ctx, tx: &Write, request: RequestId, kind: TaskKind) -> Result<()> {
    let waiting = task::Entity::find()
        .filter(task::Column::RequestId.eq(request))
        .filter(task::Column::Kind.eq(kind))
        .filter(task::Column::DoneAt.is_null());
    if waiting.count(tx.db()).await? > 0 {
        return Ok(());
    }
    let task = task::Model {
        id: ctx.mint::<TaskId>()?,
        kind,
        request_id: Some(request),
        letter_id: None,
        opened_at: ctx.now(),
        done_at: None,
        done_by: None,
        step_id: None,
    };
    task.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// What staff have answered, or noted that they did something about.
pub(super) const ANSWERED: &[TaskKind] = &[TaskKind::FollowUp, TaskKind::StillMailed];

/// Ends the tasks of some kinds on a request, as staff did them; says whether there was any.
pub(crate) async fn end(
    ctx: &Ctx,
    tx: &Write,
    request: RequestId,
    (kinds, by): (&[TaskKind], StaffId),
) -> Result<bool> {
    let ended = task::Entity::update_many()
        .col_expr(task::Column::DoneAt, Expr::value(Some(ctx.now())))
        .col_expr(task::Column::DoneBy, Expr::value(Some(by.0)))
        .filter(task::Column::RequestId.eq(request))
        .filter(task::Column::Kind.is_in(kinds.iter().copied()))
        .filter(task::Column::DoneAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(ended.rows_affected > 0)
}
