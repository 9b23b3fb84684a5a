//! A personal data breach in the register of Art. 33(5).

use crate::id::{BreachId, RequestId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "breach")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BreachId,
    /// Counts from 1.
    pub number: i32,
    /// When the 72 hours of Art. 33(1) began: the newest fact of that name again, which the open records are ordered by.
    pub aware_at: DateTimeUtc,
    /// One more with every part that is put down.
    pub version: i32,
    /// How many words went to the desk about the 72 hours.
    pub alarms: i32,
    pub opened_by: StaffId,
    pub opened_at: DateTimeUtc,
    pub closed_by: Option<StaffId>,
    pub closed_at: Option<DateTimeUtc>,
    /// From whose page it was opened, as long as its file is kept.
    pub request_id: Option<RequestId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
