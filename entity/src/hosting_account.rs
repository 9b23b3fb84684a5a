//! A user account of the hosting service; no password is kept, only the date it was set.

use crate::id::{CustomerId, HostingAccountId, PersonId};
use crate::kind::HostingState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hosting_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HostingAccountId,
    pub customer_id: CustomerId,
    pub person_id: Option<PersonId>,
    #[sea_orm(unique, column_type = "Text")]
    pub username: String,
    pub password_set_on: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub domain: String,
    #[sea_orm(column_type = "Text")]
    pub plan: String,
    pub state: HostingState,
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
