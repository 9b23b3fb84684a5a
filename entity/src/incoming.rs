//! A mail that came in. Who wrote it is a claim; its original lies sealed in the file folder.

use crate::id::{IncomingId, RequestId, StaffId};
use crate::kind::IncomingKind;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "incoming")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IncomingId,
    /// A keyed digest of Message-ID and content: the same mail handed over again is not new.
    #[sea_orm(unique, column_type = "Text")]
    pub key: String,
    /// A keyed digest of the Message-ID alone.
    #[sea_orm(column_type = "Text")]
    pub message_key: Option<String>,
    pub kind: IncomingKind,
    pub request_id: Option<RequestId>,
    /// When it reached our mail server.
    pub received_at: DateTimeUtc,
    /// The address it claims to be from.
    #[sea_orm(column_type = "Text")]
    pub sender: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub sender_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// Whether a personal identity code was taken out of subject or body.
    pub masked: bool,
    #[sea_orm(column_type = "Text")]
    pub file: String,
    #[sea_orm(column_type = "Text")]
    pub wrapped_key: String,
    pub bytes: i64,
    pub taken_at: DateTimeUtc,
    /// When staff had dealt with it, or nothing had to be done.
    pub read_at: Option<DateTimeUtc>,
    pub read_by: Option<StaffId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
