//! What staff wrote down of a request that did not come through the portal.

use crate::id::{EntryId, RequestId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EntryId,
    #[sea_orm(unique)]
    pub request_id: RequestId,
    /// Where answers are posted, lines of an address.
    #[sea_orm(column_type = "Text")]
    pub postal: Option<String>,
    /// Why there is neither an e-mail nor a postal address.
    #[sea_orm(column_type = "Text")]
    pub unreachable: Option<String>,
    /// Where the original is kept, for instance a folder.
    #[sea_orm(column_type = "Text")]
    pub kept_at: String,
    /// Who speaks for the person.
    #[sea_orm(column_type = "Text")]
    pub representative: Option<String>,
    /// What the representative showed.
    #[sea_orm(column_type = "Text")]
    pub authority: Option<String>,
    /// What was compared with what, where no record of the register was linked.
    #[sea_orm(column_type = "Text")]
    pub identity_how: Option<String>,
    pub entered_by: StaffId,
    pub entered_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
