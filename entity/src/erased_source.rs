//! The pseudonym of an erased row's source and key, so that no import revives it.

use crate::id::ErasedSourceId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erased_source")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ErasedSourceId,
    /// Hex HMAC of table, source and key.
    #[sea_orm(column_type = "Text")]
    pub mac: String,
    pub erased_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
