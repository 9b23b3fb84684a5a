//! A mailed link and code; both are derived from the id, neither is stored.

use crate::id::{ChallengeId, SessionId};
use crate::kind::{ChallengePurpose, Language};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "challenge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChallengeId,
    pub purpose: ChallengePurpose,
    #[sea_orm(column_type = "Text")]
    pub email: String,
    #[sea_orm(column_type = "Text")]
    pub email_key: String,
    pub language: Language,
    #[sea_orm(column_type = "Text")]
    pub binding: String,
    #[sea_orm(unique, column_type = "Text")]
    pub link_digest: String,
    pub session_id: Option<SessionId>,
    #[sea_orm(column_type = "Text")]
    pub return_to: String,
    /// Codes typed in the browser that asked.
    pub tries: i32,
    /// Codes typed on the page of the opened link.
    pub link_tries: i32,
    pub epoch: i32,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub used_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
