//! A record that an erasure left, with the ground and the day until which it stays.

use crate::id::{KeptId, PersonId, RequestId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KeptId,
    /// Nothing once the file of the erasure is gone.
    pub request_id: Option<RequestId>,
    /// Whose; nothing when the requester was nobody in the register.
    pub person_id: Option<PersonId>,
    #[sea_orm(column_type = "Text")]
    pub table_name: String,
    pub record_id: Uuid,
    /// Code of law.md 3.1.
    #[sea_orm(column_type = "Text")]
    pub ground: String,
    /// Code of the notice's retention class.
    #[sea_orm(column_type = "Text")]
    pub class: String,
    /// The end of the financial year, or the day the keeping is counted from.
    pub ends_on: Option<Date>,
    /// The last day; nothing while it depends on what has not happened yet.
    pub keep_until: Option<Date>,
    pub destroyed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
