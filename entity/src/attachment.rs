//! A file that hangs on a request. It lies sealed in the file folder, under a generated name.

use crate::id::{AttachmentId, MessageId, RequestId, StaffId};
use crate::kind::{AttachmentKind, Author};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttachmentId,
    pub request_id: RequestId,
    pub kind: AttachmentKind,
    /// With which it came.
    pub message_id: Option<MessageId>,
    /// Whose file it is.
    pub author: Author,
    pub staff_id: Option<StaffId>,
    /// As its sender called it, cleaned; never a path.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    pub bytes: i64,
    #[sea_orm(column_type = "Text")]
    pub file: String,
    #[sea_orm(column_type = "Text")]
    pub wrapped_key: String,
    pub kept_at: DateTimeUtc,
    /// When its requester first fetched what staff attached.
    pub fetched_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
