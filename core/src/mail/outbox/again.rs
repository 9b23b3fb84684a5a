//! A letter that did not arrive: queued again to an address, or noted as posted on paper.

use super::blank;
use crate::{ctx::Ctx, database::Write, error::Result};
use entity::{
    id::{LetterId, StaffId},
    kind::{MailKind, MailState, TaskKind},
    letter, task,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};

/// Queues the same letter anew; the mail that came back stays as it was.
pub(crate) async fn send(ctx: &Ctx, tx: &Write, letter: LetterId, to: &str) -> Result<()> {
    let mut row = blank(ctx, MailKind::Letter, to)?;
    row.letter_id = Some(letter);
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Notes that a letter went on paper.
pub(crate) async fn posted(ctx: &Ctx, tx: &Write, letter: LetterId) -> Result<()> {
    let mut row = blank(ctx, MailKind::Letter, "")?;
    (row.letter_id, row.state, row.settled_at) = (Some(letter), MailState::Printed, Some(ctx.now()));
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Puts a letter before staff that they have to print and post.
pub(super) async fn open_print(ctx: &Ctx, tx: &Write, letter: &letter::Model) -> Result<()> {
    let task = task::Model {
        id: ctx.mint()?,
        kind: TaskKind::PrintLetter,
        request_id: letter.request_id,
        letter_id: Some(letter.id),
        opened_at: ctx.now(),
        done_at: None,
        done_by: None,
        step_id: None,
    };
    task.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Ends what a letter put before staff.
pub(crate) async fn end_tasks(ctx: &Ctx, tx: &Write, letter: LetterId, by: Option<StaffId>) -> Result<()> {
    task::Entity::update_many()
        .col_expr(task::Column::DoneAt, Expr::value(Some(ctx.now())))
        .col_expr(task::Column::DoneBy, Expr::value(by.map(|id| id.0)))
        .filter(task::Column::LetterId.eq(letter))
        .filter(task::Column::Kind.is_in([TaskKind::Bounce, TaskKind::Uncertain, TaskKind::PrintLetter]))
        .filter(task::Column::DoneAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}
