//! What a yearly review found about one category of data.

use crate::id::{FindingId, ReviewId, StaffId};
use crate::kind::ReviewVerdict;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_finding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FindingId,
    pub review_id: ReviewId,
    /// Code of a category of the inventory.
    #[sea_orm(column_type = "Text")]
    pub category: String,
    pub needed: ReviewVerdict,
    pub accurate: ReviewVerdict,
    pub basis: ReviewVerdict,
    pub retention: ReviewVerdict,
    /// What is to be changed, or why all is well.
    #[sea_orm(column_type = "Text")]
    pub note: String,
    pub found_by: StaffId,
    pub found_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
