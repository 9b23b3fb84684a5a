//! A mail on its way.

use crate::id::{ChallengeId, InvitationId, LetterId, OutboxId, PasswordResetId, StepLinkId};
use crate::kind::{MailKind, MailState};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutboxId,
    pub kind: MailKind,
    pub letter_id: Option<LetterId>,
    pub challenge_id: Option<ChallengeId>,
    #[sea_orm(unique, column_type = "Text")]
    pub message_id: String,
    #[sea_orm(column_type = "Text")]
    pub recipient: String,
    #[sea_orm(column_type = "Text")]
    pub subject: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub text: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub html: Option<String>,
    pub state: MailState,
    pub attempts: i32,
    pub claim: Option<Uuid>,
    pub claimed_until: Option<DateTimeUtc>,
    pub next_try_at: DateTimeUtc,
    pub expires_at: Option<DateTimeUtc>,
    pub settled_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub reply: Option<String>,
    pub created_at: DateTimeUtc,
    pub step_link_id: Option<StepLinkId>,
    pub reset_id: Option<PasswordResetId>,
    pub invitation_id: Option<InvitationId>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
