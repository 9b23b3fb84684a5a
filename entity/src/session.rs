//! A signed-in browser; the cookie holds random bits, the row their digest.

use crate::id::{SessionId, StaffId};
use crate::kind::SessionKind;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    pub kind: SessionKind,
    #[sea_orm(unique, column_type = "Text")]
    pub token_digest: String,
    #[sea_orm(column_type = "Text")]
    pub email_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub email: Option<String>,
    pub staff_id: Option<StaffId>,
    pub epoch: i32,
    pub created_at: DateTimeUtc,
    pub last_seen_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub proved_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
