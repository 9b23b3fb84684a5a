//! A purpose for which a person's data may no longer be used: an objection was upheld (Art. 21(1)).

use crate::id::{PersonId, RequestId, StoppedPurposeId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stopped_purpose")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StoppedPurposeId,
    pub person_id: PersonId,
    /// Nothing once the file of the objection is gone.
    pub request_id: Option<RequestId>,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    pub stopped_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
