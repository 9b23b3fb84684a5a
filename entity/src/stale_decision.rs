//! What staff decided about a record that may be out of date.

use crate::id::{StaffId, StaleDecisionId};
use crate::kind::{StaleVerdict, Staleness};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stale_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StaleDecisionId,
    pub record_id: Uuid,
    pub staleness: Staleness,
    pub decision: StaleVerdict,
    /// Until when the record is not put before staff again for the same reason.
    pub rests_until: DateTimeUtc,
    pub decided_by: StaffId,
    pub decided_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
