//! The pseudonym of an address by which what an erasure left is found again, as long as something is left.

use crate::id::{KeptAddressId, RequestId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_address")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KeptAddressId,
    /// The erasure.
    pub request_id: RequestId,
    #[sea_orm(column_type = "Text")]
    pub email_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
