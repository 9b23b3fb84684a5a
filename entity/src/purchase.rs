//! An order of a customer.

use crate::id::{ContractId, CustomerId, PersonId, PurchaseId};
use crate::kind::PurchaseState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "purchase")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PurchaseId,
    pub customer_id: CustomerId,
    pub contract_id: Option<ContractId>,
    pub ordered_by: Option<PersonId>,
    #[sea_orm(unique, column_type = "Text")]
    pub number: String,
    #[sea_orm(column_type = "Text")]
    pub product: String,
    pub ordered_on: Date,
    pub state: PurchaseState,
    #[sea_orm(column_type = "Text")]
    pub source: String,
    #[sea_orm(column_type = "Text")]
    pub source_key: String,
    pub recorded_at: DateTimeUtc,
    pub verified_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
