//! Register data of a person opened by staff; recorded before it is shown.

use crate::id::{LookId, PersonId, RequestId, StaffId};
use crate::kind::Role;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "look")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LookId,
    pub person_id: PersonId,
    pub staff_id: StaffId,
    pub role: Role,
    pub request_id: Option<RequestId>,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    pub looked_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
