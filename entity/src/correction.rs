//! A rectified field, so that no older import undoes it.

use crate::id::{CorrectionId, PersonId, RequestId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "correction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CorrectionId,
    pub person_id: PersonId,
    /// Nothing once the file of the request is gone.
    pub request_id: Option<RequestId>,
    #[sea_orm(column_type = "Text")]
    pub table_name: String,
    pub record_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub column_name: String,
    #[sea_orm(column_type = "Text")]
    pub old_value: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub new_value: String,
    pub corrected_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
