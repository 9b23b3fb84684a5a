//! A letter that did not arrive: queued again to an address, or noted as posted on paper.

use super::blank;
use crate::{ctx::Ctx, database::Write, error::Result};
use chrono::{DateTime, Utc};
use entity::{
    id::{LetterId, StaffId},
    kind::{MailKind, MailState, TaskKind},
    letter, outbox, task,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};

/// Queues the same letter anew; the mail that came back stays as it was.
pub(crate) async fn send(ctx: &Ctx, tx: &Write, letter: LetterId, to: &str) -> Result<()> {
    let mut row = blank(ctx, MailKind::Letter, to)?;
    row.letter_id = Some(letter);
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Notes that a letter went on paper at a moment.
pub(crate) async fn posted(ctx: &Ctx, tx: &Write, letter: LetterId, at: DateTime<Utc>) -> Result<()> {
    let mut row = blank(ctx, MailKind::Letter, "")?;
    (row.letter_id, row.state, row.settled_at) = (Some(letter), MailState::Printed, Some(at));
    row.into_active_model().reset_all().insert(tx.db()).await?;
    Ok(())
}

/// Notes that a letter that has not left is of no use any more, and ends what it put before staff; says whether it was
/// so. What is under way, or may have arrived, goes its way.
pub(crate) async fn overtaken(ctx: &Ctx, tx: &Write, letter: LetterId) -> Result<bool> {
    let moving = outbox::Entity::find()
        .filter(outbox::Column::LetterId.eq(letter))
        .filter(outbox::Column::State.is_in([MailState::Claimed, MailState::Data, MailState::Uncertain]));
    if moving.one(tx.db()).await?.is_some() {
        return Ok(false);
    }
    let unsent = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(MailState::Overtaken))
        .col_expr(outbox::Column::SettledAt, Expr::value(Some(ctx.now())))
        .filter(outbox::Column::LetterId.eq(letter))
        .filter(outbox::Column::State.eq(MailState::Queued));
    let queued = unsent.exec(tx.db()).await?.rows_affected > 0;
    let waited = end_tasks(ctx, tx, letter, None).await?;
    if waited && !queued {
        let mut row = blank(ctx, MailKind::Letter, "")?;
        (row.letter_id, row.state, row.settled_at) = (Some(letter), MailState::Overtaken, Some(ctx.now()));
        row.into_active_model().reset_all().insert(tx.db()).await?;
    }
    Ok(queued || waited)
}

/// Whether a letter waits to be printed and posted.
pub(crate) async fn is_to_print(tx: &Write, letter: LetterId) -> Result<bool> {
    let open = task::Entity::find()
        .filter(task::Column::LetterId.eq(letter))
        .filter(task::Column::Kind.eq(TaskKind::PrintLetter))
        .filter(task::Column::DoneAt.is_null());
    Ok(open.one(tx.db()).await?.is_some())
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

/// Ends what a letter put before staff; says whether there was anything.
pub(crate) async fn end_tasks(ctx: &Ctx, tx: &Write, letter: LetterId, by: Option<StaffId>) -> Result<bool> {
    let ended = task::Entity::update_many()
        .col_expr(task::Column::DoneAt, Expr::value(Some(ctx.now())))
        .col_expr(task::Column::DoneBy, Expr::value(by.map(|id| id.0)))
        .filter(task::Column::LetterId.eq(letter))
        .filter(task::Column::Kind.is_in([TaskKind::Bounce, TaskKind::Uncertain, TaskKind::PrintLetter]))
        .filter(task::Column::DoneAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(ended.rows_affected > 0)
}
