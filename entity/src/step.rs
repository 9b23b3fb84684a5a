//! What one holder of the data must do, and its answer.

use crate::id::{RequestId, StaffId, StepId};
use crate::kind::StepState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StepId,
    pub request_id: RequestId,
    #[sea_orm(column_type = "Text")]
    pub holder: String,
    #[sea_orm(column_type = "Text")]
    pub instruction: String,
    pub state: StepState,
    #[sea_orm(column_type = "Text")]
    pub answer: Option<String>,
    pub opened_at: DateTimeUtc,
    pub told_at: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
    pub answered_by: Option<StaffId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
