//! What the supervisory authority was told of a breach, whole or in a phase (Art. 33(1) and (4)).

use crate::id::{BreachId, BreachReportId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "breach_report")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BreachReportId,
    pub breach_id: BreachId,
    pub sent_at: DateTimeUtc,
    /// The authority's own, once it gave one.
    #[sea_orm(column_type = "Text")]
    pub reference: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub content: String,
    pub is_last: bool,
    /// Why it came after the 72 hours.
    #[sea_orm(column_type = "Text")]
    pub late_reason: Option<String>,
    pub recorded_by: StaffId,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
