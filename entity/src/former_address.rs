//! The pseudonym of an address by which a person whom an erasure emptied is found again, as long as something is left.

use crate::id::{FormerAddressId, PersonId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "former_address")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FormerAddressId,
    pub person_id: PersonId,
    #[sea_orm(column_type = "Text")]
    pub email_key: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
