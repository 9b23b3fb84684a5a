//! What is asked of a requester; its words are a message.

use crate::id::{LetterId, MessageId, QuestionId, RequestId, StaffId};
use crate::kind::QuestionKind;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuestionId,
    pub request_id: RequestId,
    pub kind: QuestionKind,
    pub message_id: MessageId,
    /// The letter that asks; until it has left nothing is asked.
    pub letter_id: LetterId,
    /// The reasonable doubt about who asks, or why the quantity of data makes the question necessary.
    #[sea_orm(column_type = "Text")]
    pub reason: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub lesser_means: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub cannot_identify: Option<String>,
    /// What the answer before lacked, of what is asked again.
    #[sea_orm(column_type = "Text")]
    pub asked_again: Option<String>,
    /// The last day for the answer.
    pub answer_by: Date,
    /// The day on which we must speak, where it comes before the last day for the answer.
    pub limit_on: Option<Date>,
    pub asked_by: StaffId,
    pub asked_at: DateTimeUtc,
    /// When it was answered, or waited for no longer.
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
