//! Who said that a person's postal address is protected, and by which two persons that ended.

use crate::id::{PersonId, ProtectionId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "protection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProtectionId,
    pub person_id: PersonId,
    /// Nothing where an import brought it.
    #[sea_orm(column_type = "Text")]
    pub reason: Option<String>,
    pub set_by: Option<StaffId>,
    pub set_at: DateTimeUtc,
    /// Why it is to end, and who asked for that; nothing while nobody does.
    #[sea_orm(column_type = "Text")]
    pub lift_reason: Option<String>,
    pub asked_by: Option<StaffId>,
    pub asked_at: Option<DateTimeUtc>,
    pub lifted_by: Option<StaffId>,
    pub lifted_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
