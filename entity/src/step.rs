//! What one holder of the data must do, and its answer.

use crate::id::{RequestId, StaffId, StepId};
use crate::kind::{Excuse, Operation, Remedy, StepState};
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
    pub operation: Operation,
    /// What it is about, as a JSON list of codes; no value.
    #[sea_orm(column_type = "Text")]
    pub touched: String,
    /// Under what the holder knows the person, as JSON; gone once it has answered.
    #[sea_orm(column_type = "Text")]
    pub subject_keys: Option<String>,
    /// By when it is asked to answer.
    pub due_on: Option<Date>,
    /// The day of the next reminder or escalation.
    pub next_on: Option<Date>,
    pub reminders: i32,
    pub escalated_at: Option<DateTimeUtc>,
    /// Why it was given up (Art. 19).
    pub excuse: Option<Excuse>,
    /// What staff did about a holder that cannot.
    pub remedy: Option<Remedy>,
    /// How, in words to the person.
    #[sea_orm(column_type = "Text")]
    pub remedy_note: Option<String>,
    pub remedied_at: Option<DateTimeUtc>,
    pub remedied_by: Option<StaffId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
