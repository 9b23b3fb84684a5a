//! What a step puts before staff: to tell a holder, to look into a mail that came back or a silence.

use crate::{
    ctx::Ctx,
    database::Write,
    error::{Error, Result},
    mail::{post, staff::Occasion},
};
use entity::{
    id::{RequestId, StaffId},
    kind::TaskKind,
    request, step, task,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};

/// Puts a step before staff.
pub(super) async fn open(ctx: &Ctx, tx: &Write, row: &step::Model, kind: TaskKind) -> Result<()> {
    let task = task::Model {
        id: ctx.mint()?,
        kind,
        request_id: Some(row.request_id),
        letter_id: None,
        opened_at: ctx.now(),
        done_at: None,
        done_by: None,
        step_id: Some(row.id),
    };
    task.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Ends the tasks of a step, of one kind or all; says how many.
pub(super) async fn end(
    ctx: &Ctx,
    tx: &Write,
    row: &step::Model,
    kinds: &[TaskKind],
    by: Option<StaffId>,
) -> Result<u64> {
    let ended = task::Entity::update_many()
        .col_expr(task::Column::DoneAt, Expr::value(Some(ctx.now())))
        .col_expr(task::Column::DoneBy, Expr::value(by.map(|id| id.0)))
        .filter(task::Column::StepId.eq(row.id))
        .filter(task::Column::Kind.is_in(kinds.iter().copied()))
        .filter(task::Column::DoneAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(ended.rows_affected)
}

/// The requests with a task that waits though all is answered: a holder cannot, or mail still comes.
pub(super) fn before_staff() -> SelectStatement {
    task::Entity::find()
        .select_only()
        .column(task::Column::RequestId)
        .filter(task::Column::Kind.is_in([TaskKind::HolderCannot, TaskKind::StillMailed]))
        .filter(task::Column::DoneAt.is_null())
        .filter(task::Column::RequestId.is_not_null())
        .into_query()
}

/// Whether a holder of this request cannot, and staff have not said yet what they did.
pub(super) async fn is_before_staff(tx: &Write, id: RequestId) -> Result<bool> {
    let open = task::Entity::find()
        .filter(task::Column::RequestId.eq(id))
        .filter(task::Column::Kind.eq(TaskKind::HolderCannot))
        .filter(task::Column::DoneAt.is_null());
    Ok(open.one(tx.db()).await?.is_some())
}

/// Writes to the desk about the request of a step.
pub(super) async fn tell_desk(ctx: &Ctx, tx: &Write, row: &step::Model, occasion: Occasion) -> Result<()> {
    let request = request::Entity::find_by_id(row.request_id).one(tx.db()).await?.ok_or(Error::NotFound)?;
    post::tell_desk(ctx, tx, &request, occasion).await
}

/// The tasks that end when the holder has been told.
pub(super) const UNTOLD: &[TaskKind] =
    &[TaskKind::TellHolder, TaskKind::HolderBounced, TaskKind::Uncertain, TaskKind::HolderSilent];
/// Every task of a step.
pub(super) const ALL: &[TaskKind] =
    &[TaskKind::TellHolder, TaskKind::HolderBounced, TaskKind::Uncertain, TaskKind::HolderSilent];
