//! What staff still have to do about a request that is closed: no other list shows it.

use crate::{ctx::Ctx, error::Result};
use entity::{
    id::RequestId,
    kind::{State, TaskKind},
    request, task,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::SimpleExpr,
};
use std::collections::HashMap;

/// How many closed requests have a task left, beside a letter to post, which is counted by itself.
///
/// # Errors
/// A fault when the database is away.
pub async fn count(ctx: &Ctx) -> Result<u64> {
    Ok(request::Entity::find().filter(on_closed()).count(ctx.read()).await?)
}

/// The requests it counts.
pub(super) fn on_closed() -> SimpleExpr {
    let tasks = task::Entity::find()
        .select_only()
        .column(task::Column::RequestId)
        .filter(task::Column::DoneAt.is_null())
        .filter(task::Column::Kind.ne(TaskKind::PrintLetter))
        .filter(task::Column::RequestId.is_not_null())
        .into_query();
    request::Column::State.eq(State::Closed).and(request::Column::Id.in_subquery(tasks))
}

/// The oldest task left on each of these requests.
pub(super) async fn tasks(
    db: &impl ConnectionTrait,
    found: &[request::Model],
) -> Result<HashMap<RequestId, TaskKind>> {
    let tasks = task::Entity::find()
        .filter(task::Column::DoneAt.is_null())
        .filter(task::Column::RequestId.is_in(found.iter().map(|request| request.id)))
        .order_by_desc(task::Column::Id);
    let tasks = tasks.all(db).await?;
    // The oldest comes last and stays.
    Ok(tasks.into_iter().filter_map(|task| Some((task.request_id?, task.kind))).collect())
}
