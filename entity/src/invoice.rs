//! An invoice to a customer; cents of the currency.

use crate::id::{ContractId, CustomerId, InvoiceId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvoiceId,
    pub customer_id: CustomerId,
    pub contract_id: Option<ContractId>,
    #[sea_orm(unique, column_type = "Text")]
    pub number: String,
    pub issued_on: Date,
    pub cents: i64,
    #[sea_orm(column_type = "Text")]
    pub currency: String,
    pub paid_on: Option<Date>,
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
