//! What went to the customer whose website a request concerned.

use crate::id::{ForwardingId, OutboxId, RequestId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "forwarding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ForwardingId,
    #[sea_orm(unique)]
    pub request_id: RequestId,
    #[sea_orm(column_type = "Text")]
    pub customer_number: String,
    #[sea_orm(column_type = "Text")]
    pub site: String,
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// Nothing where the contact person has no e-mail: it is printed.
    pub mail_id: Option<OutboxId>,
    pub forwarded_by: StaffId,
    pub forwarded_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
