//! A mailing an address gets, with the evidence that allows it.

use crate::id::{PersonId, SubscriptionId};
use crate::kind::Evidence;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subscription")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubscriptionId,
    #[sea_orm(column_type = "Text")]
    pub email: String,
    #[sea_orm(column_type = "Text")]
    pub email_key: String,
    pub person_id: Option<PersonId>,
    #[sea_orm(column_type = "Text")]
    pub purpose: String,
    pub evidence: Evidence,
    #[sea_orm(column_type = "Text")]
    pub wording: String,
    pub since: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
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
