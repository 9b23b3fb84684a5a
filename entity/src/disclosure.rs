//! What was disclosed to an authority under mandatory law.

use crate::id::{DisclosureId, PersonId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "disclosure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DisclosureId,
    pub person_id: PersonId,
    /// The authority by name (C-154/21).
    #[sea_orm(column_type = "Text")]
    pub authority: String,
    /// Codes of categories, with commas between.
    #[sea_orm(column_type = "Text")]
    pub categories: String,
    /// The law that demanded it.
    #[sea_orm(column_type = "Text")]
    pub statute: String,
    pub disclosed_on: Date,
    /// The authority's own, when it gave one.
    #[sea_orm(column_type = "Text")]
    pub reference: Option<String>,
    /// The earlier entry that this one sets right, and what was wrong with it.
    pub corrects: Option<DisclosureId>,
    #[sea_orm(column_type = "Text")]
    pub correction: Option<String>,
    pub recorded_by: StaffId,
    pub recorded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
