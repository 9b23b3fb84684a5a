//! The yearly review of what is kept and why.

use crate::id::{ReviewId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReviewId,
    pub staff_id: StaffId,
    pub reviewed_at: DateTimeUtc,
    /// Categories with what was found, as JSON.
    #[sea_orm(column_type = "Text")]
    pub findings: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
