//! The one extension of the time for an answer (Art. 12(3)).

use crate::id::{ExtensionId, LetterId, RequestId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "extension")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExtensionId,
    pub request_id: RequestId,
    /// The receipt it counts from: a request that is opened again is received anew.
    pub received_on: Date,
    /// Codes of what makes the request complex, with commas between.
    #[sea_orm(column_type = "Text")]
    pub complexity: String,
    #[sea_orm(column_type = "Text")]
    pub reasons: String,
    /// What the person has got already.
    #[sea_orm(column_type = "Text")]
    pub delivered: Option<String>,
    /// The new date, as the letter tells it.
    pub due_on: Date,
    pub told_by: StaffId,
    /// When the person was told; when the letter was written, until it has left.
    pub told_at: DateTimeUtc,
    /// The letter that tells of it.
    pub letter_id: Option<LetterId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
