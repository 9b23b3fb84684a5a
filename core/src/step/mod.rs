//! What each holder of the data must do after a decision (Arts. 19 and 28(3)), and what it answered.

pub(crate) mod account;
pub mod answer;
pub(crate) mod ban;
pub mod holder;
pub mod instruct;
pub(crate) mod known;
pub mod link;
pub mod remedy;
pub mod remind;
pub mod subject;
mod task;
pub mod tell;
#[cfg(test)]
mod tests;

use crate::error::Result;
use entity::{id::RequestId, kind::StepState, step};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};

/// The steps of a request, in the order they were opened.
pub(crate) async fn of(db: &impl ConnectionTrait, request: RequestId) -> Result<Vec<step::Model>> {
    let steps = step::Entity::find().filter(step::Column::RequestId.eq(request));
    Ok(steps.order_by_asc(step::Column::Id).all(db).await?)
}

/// The requests of which a holder is still to be told or to answer.
pub(crate) fn waiting() -> SelectStatement {
    step::Entity::find()
        .select_only()
        .column(step::Column::RequestId)
        .filter(step::Column::State.is_in([StepState::Open, StepState::Told]))
        .into_query()
}

/// The requests about which staff must do something that no holder will.
pub(crate) fn before_staff() -> SelectStatement {
    task::before_staff()
}

/// Whether a holder is still to be told or to answer about a request.
pub(crate) async fn is_awaited(db: &impl ConnectionTrait, request: RequestId) -> Result<bool> {
    Ok(of(db, request).await?.iter().any(|step| !is_settled(step.state)))
}

/// Whether nothing is awaited of the holder any more.
pub const fn is_settled(state: StepState) -> bool {
    match state {
        StepState::Open | StepState::Told => false,
        StepState::Done | StepState::NotHeld | StepState::Cannot | StepState::GivenUp => true,
    }
}
