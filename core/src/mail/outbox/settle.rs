//! What follows from how a mail went: its state, the record, tasks for staff, and what waited for it to leave.

use super::{UNCERTAIN_WAIT, again};
use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Result},
    law::calendar::helsinki_date,
    mail::{post, staff::Occasion},
    request::{answered, ask, extend},
    right::restriction::lift,
    step::tell,
};
use entity::{
    forwarding,
    id::{LetterId, RequestId, TaskId},
    kind::{MailKind, MailState, TaskKind},
    letter, outbox, request, task,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, Select,
    sea_query::{Expr, SimpleExpr},
};

/// A mail's end (or pause, when uncertain), with what follows from it, in one transaction.
pub(in crate::mail) async fn settle(
    ctx: &Ctx,
    row: &outbox::Model,
    state: MailState,
    reply: Option<String>,
) -> Result<()> {
    let tx = ctx.write().await?;
    let now = ctx.now();
    let settled = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(state))
        .col_expr(outbox::Column::SettledAt, Expr::value(now))
        .col_expr(outbox::Column::NextTryAt, Expr::value(now + UNCERTAIN_WAIT))
        .col_expr(outbox::Column::Reply, Expr::value(reply))
        .filter(outbox::Column::Id.eq(row.id))
        .filter(under_way(row))
        .exec(tx.db())
        .await?;
    if settled.rows_affected == 1 {
        follow_up(ctx, &tx, row, state).await?;
    }
    tx.commit().await
}

/// A mail the server had accepted came back after all; gives the request of its letter. One that is settled otherwise,
/// or came back before, stays as it is.
pub(crate) async fn returned(
    ctx: &Ctx,
    tx: &Write,
    row: &outbox::Model,
    reason: String,
) -> Result<Option<RequestId>> {
    let came_back = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(MailState::Bounced))
        .col_expr(outbox::Column::SettledAt, Expr::value(ctx.now()))
        .col_expr(outbox::Column::Reply, Expr::value(Some(reason)))
        .filter(outbox::Column::Id.eq(row.id))
        .filter(outbox::Column::State.is_in([MailState::Sent, MailState::Uncertain, MailState::Data]))
        .exec(tx.db())
        .await?;
    let letter = match row.letter_id {
        Some(id) => letter::Entity::find_by_id(id).one(tx.db()).await?,
        None => None,
    };
    if came_back.rows_affected == 1 {
        if let Some(letter) = &letter
            && !ask::has_left(tx.db(), letter.id).await?
        {
            answered::unmark(tx, letter).await?;
            lift::unmark_told(tx, letter).await?;
        }
        follow_up(ctx, tx, row, MailState::Bounced).await?;
    }
    Ok(letter.and_then(|letter| letter.request_id))
}

async fn follow_up(ctx: &Ctx, tx: &Write, row: &outbox::Model, state: MailState) -> Result<()> {
    if let Some(id) = row.step_link_id {
        return tell::follow_up(ctx, tx, id, state).await;
    }
    if row.kind == MailKind::Forward {
        return follow_forward(ctx, tx, row, state).await;
    }
    let letter = match row.letter_id {
        Some(id) => letter::Entity::find_by_id(id).one(tx.db()).await?,
        None => None,
    };
    let request = letter.as_ref().and_then(|letter| letter.request_id);
    let mut entry = Entry::of(What(what(state)), Actor::System);
    entry.request = request;
    let detail =
        serde_json::json!({ "mail": row.id, "letter": letter.as_ref().map(|letter| letter.kind.code()) });
    record(ctx, tx, entry.with(detail)).await?;
    if let (MailState::Sent, Some(letter), Some(request)) = (state, &letter, request) {
        answered::mark(tx, request, letter.kind, ctx.now()).await?;
        extend::told(ctx, tx, Actor::System, letter, ctx.now()).await?;
        ask::left(tx, letter.id, helsinki_date(ctx.now())).await?;
        again::end_tasks(ctx, tx, letter.id, None).await?;
        lift::mark_told(ctx, tx, letter).await?;
    }
    match state {
        _ if row.kind == MailKind::SignIn => Ok(()),
        MailState::Bounced => open_task(ctx, tx, row, (TaskKind::Bounce, request)).await,
        MailState::Uncertain => open_task(ctx, tx, row, (TaskKind::Uncertain, request)).await,
        _ => Ok(()),
    }
}

/// A mail to a customer says nothing about whether the person was answered.
async fn follow_forward(ctx: &Ctx, tx: &Write, row: &outbox::Model, state: MailState) -> Result<()> {
    let made = forwarding::Entity::find().filter(forwarding::Column::MailId.eq(row.id));
    let Some(made) = made.one(tx.db()).await? else { return Ok(()) };
    let what = What(if state == MailState::Sent { "forward_sent" } else { "forward_failed" });
    let entry = Entry::on(made.request_id, what, Actor::System);
    record(ctx, tx, entry.with(serde_json::json!({ "mail": row.id, "state": state.code() }))).await?;
    match state {
        MailState::Sent => end_uncertain(ctx, tx, made.request_id).await,
        MailState::Bounced => {
            end_uncertain(ctx, tx, made.request_id).await?;
            open_task(ctx, tx, row, (TaskKind::ForwardBounced, Some(made.request_id))).await
        }
        MailState::Uncertain => open_task(ctx, tx, row, (TaskKind::Uncertain, Some(made.request_id))).await,
        _ => Ok(()),
    }
}

/// Puts a letter that did not arrive, or may not have, before staff; of one that bounced the desk is told at once.
async fn open_task(
    ctx: &Ctx,
    tx: &Write,
    row: &outbox::Model,
    (kind, request_id): (TaskKind, Option<RequestId>),
) -> Result<()> {
    if open_of(kind, row.letter_id, request_id).one(tx.db()).await?.is_some() {
        return Ok(());
    }
    let (id, opened_at): (TaskId, _) = (ctx.mint()?, ctx.now());
    let letter_id = row.letter_id;
    let (done_at, done_by, step_id) = (None, None, None);
    let task = task::Model { id, kind, request_id, letter_id, opened_at, done_at, done_by, step_id };
    task.into_active_model().reset_all().insert(tx.db()).await?;
    let (occasion, id) = match (kind, request_id) {
        (TaskKind::Bounce, Some(id)) => (Occasion::Bounce, id),
        (TaskKind::ForwardBounced, Some(id)) => (Occasion::ForwardBounced, id),
        _ => return Ok(()),
    };
    let request = request::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Error::NotFound)?;
    post::tell_desk(ctx, tx, &request, occasion).await
}

const fn what(state: MailState) -> &'static str {
    match state {
        MailState::Sent => "mail_sent",
        MailState::Bounced => "mail_bounced",
        MailState::Uncertain => "mail_uncertain",
        MailState::Expired => "mail_expired",
        _ => "mail_settled",
    }
}

/// The task of a kind that a mail has already put before staff.
fn open_of(kind: TaskKind, letter: Option<LetterId>, request: Option<RequestId>) -> Select<task::Entity> {
    task::Entity::find()
        .filter(task::Column::Kind.eq(kind))
        .filter(task::Column::DoneAt.is_null())
        .filter(letter.map_or(task::Column::LetterId.is_null(), |id| task::Column::LetterId.eq(id)))
        .filter(request.map_or(task::Column::RequestId.is_null(), |id| task::Column::RequestId.eq(id)))
}

/// Whether a mail to a customer arrived is certain now.
async fn end_uncertain(ctx: &Ctx, tx: &Write, request: RequestId) -> Result<()> {
    task::Entity::update_many()
        .col_expr(task::Column::DoneAt, Expr::value(Some(ctx.now())))
        .filter(task::Column::RequestId.eq(request))
        .filter(task::Column::Kind.eq(TaskKind::Uncertain))
        .filter(task::Column::LetterId.is_null())
        .filter(task::Column::DoneAt.is_null())
        .exec(tx.db())
        .await?;
    Ok(())
}

/// A mail that the one who read it still has on its way: nobody has settled it since, nor taken it over.
pub(super) fn under_way(row: &outbox::Model) -> SimpleExpr {
    outbox::Column::Claim
        .eq(row.claim)
        .and(outbox::Column::State.is_in([MailState::Claimed, MailState::Data]))
}
