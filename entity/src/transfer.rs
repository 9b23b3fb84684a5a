//! The handing over of a package to the controller the person named.

use crate::id::{ItemId, RequestId, StaffId, TransferId};
use crate::kind::TransferState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "transfer")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TransferId,
    pub request_id: RequestId,
    pub item_id: ItemId,
    pub state: TransferState,
    pub opened_at: DateTimeUtc,
    /// The day it was handed over.
    pub given_on: Option<Date>,
    /// How it was handed over, or why it could not be.
    #[sea_orm(column_type = "Text")]
    pub how: Option<String>,
    pub settled_at: Option<DateTimeUtc>,
    pub settled_by: Option<StaffId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
