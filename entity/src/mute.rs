//! An address to which the sign-in form sends no mail for a while; the address itself is not kept.

use crate::id::{MuteId, StaffId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mute")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MuteId,
    #[sea_orm(unique, column_type = "Text")]
    pub email_key: String,
    /// First letter and domain, for staff to know it by.
    #[sea_orm(column_type = "Text")]
    pub masked: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub muted_by: StaffId,
    pub muted_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
