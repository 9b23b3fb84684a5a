//! A value of a field of a breach's record; a later one of the same field takes its place, and this one stays.

use crate::id::{BreachFactId, BreachId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "breach_fact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BreachFactId,
    pub breach_id: BreachId,
    /// The version of the record that it came with: of two values of a field the higher counts.
    pub version: i32,
    /// A code of `portal_core::breach::field`.
    #[sea_orm(column_type = "Text")]
    pub field: String,
    /// Empty where a value was taken back.
    #[sea_orm(column_type = "Text")]
    pub value: String,
    pub recorded_by: StaffId,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
