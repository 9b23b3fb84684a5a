//! A day on which somebody of staff looked at a request, or was reminded of it.

use crate::id::{AttentionId, RequestId};
use crate::kind::AttentionKind;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attention")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttentionId,
    pub request_id: RequestId,
    pub kind: AttentionKind,
    /// The day of the look, the day of the word that nobody looks, or the date that was reminded of.
    pub day: Date,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
