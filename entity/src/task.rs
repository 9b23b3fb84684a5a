//! What staff must look at beside the queue.

use crate::id::{LetterId, RequestId, StaffId, StepId, TaskId};
use crate::kind::TaskKind;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TaskId,
    pub kind: TaskKind,
    pub request_id: Option<RequestId>,
    pub letter_id: Option<LetterId>,
    pub opened_at: DateTimeUtc,
    pub done_at: Option<DateTimeUtc>,
    pub done_by: Option<StaffId>,
    pub step_id: Option<StepId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
