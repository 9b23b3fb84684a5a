//! How staff linked a requester to a person of the register.

use crate::id::{CheckId, PersonId, RequestId, StaffId};
use crate::kind::Assurance;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CheckId,
    pub request_id: RequestId,
    pub person_id: PersonId,
    pub staff_id: StaffId,
    pub method: Assurance,
    #[sea_orm(column_type = "Text")]
    pub finding: String,
    pub checked_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
