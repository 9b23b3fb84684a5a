//! A mailed link by which a holder answers once; derived from the id, only its digest is kept.

use crate::id::{StepId, StepLinkId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "step_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StepLinkId,
    pub step_id: StepId,
    /// 0 in the instruction, 1 and 2 in its reminders.
    pub nth: i32,
    #[sea_orm(unique, column_type = "Text")]
    pub digest: String,
    /// The day its mail asks to answer by.
    pub answer_by: Date,
    pub epoch: i32,
    pub created_at: DateTimeUtc,
    /// A newer link of the step ends it too.
    pub expires_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
