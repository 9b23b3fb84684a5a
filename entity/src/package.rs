//! What access yields: an encrypted file, purged after its days.

use crate::id::{PackageId, RequestId};
use crate::kind::PackageState;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "package")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PackageId,
    pub request_id: RequestId,
    pub state: PackageState,
    #[sea_orm(column_type = "Text")]
    pub file: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub wrapped_key: Option<String>,
    pub bytes: i64,
    pub downloads: i32,
    pub queued_at: DateTimeUtc,
    pub built_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub purged_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
