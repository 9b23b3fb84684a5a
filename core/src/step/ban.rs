//! A ban on marketing asked for again: what the holders were told of it before, and when last.

use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{
    id::StepId,
    kind::{Operation, Right, StepState},
    request, step, step_link,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

/// The instructions of earlier requests of the same address that no holder had answered when this one came, which
/// therefore opened none of its own. Of one that was told, `told_at` is when it was told or reminded last.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn earlier(db: &impl ConnectionTrait, row: &request::Model) -> Result<Vec<step::Model>> {
    if row.right != Some(Right::Marketing) {
        return Ok(Vec::new());
    }
    let of_address = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::RequesterKey.eq(&row.requester_key))
        .filter(request::Column::Id.lt(row.id))
        .into_query();
    let unanswered = Condition::any()
        .add(step::Column::AnsweredAt.is_null())
        .add(step::Column::AnsweredAt.gt(row.received_at));
    let found = step::Entity::find()
        .filter(step::Column::Operation.eq(Operation::StopMarketing))
        .filter(step::Column::RequestId.in_subquery(of_address))
        .filter(unanswered)
        .order_by_asc(step::Column::Id);
    let mut steps = found.all(db).await?;
    for step in steps.iter_mut().filter(|step| step.state == StepState::Told) {
        step.told_at = step.told_at.max(mailed(db, step.id).await?);
    }
    Ok(steps)
}

/// When a holder was mailed last about a step.
pub(super) async fn mailed(db: &impl ConnectionTrait, id: StepId) -> Result<Option<DateTime<Utc>>> {
    let newest = step_link::Entity::find()
        .filter(step_link::Column::StepId.eq(id))
        .order_by_desc(step_link::Column::CreatedAt);
    Ok(newest.one(db).await?.map(|link| link.created_at))
}
