//! A day's self-test: a sign-in asked for through the form, of which the mail server must take the mail.

use crate::id::CanaryId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "canary")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CanaryId,
    #[sea_orm(unique)]
    pub day: Date,
    pub begun_at: DateTimeUtc,
    /// When the form took the address.
    pub asked_at: Option<DateTimeUtc>,
    /// When the mail server took the mail.
    pub passed_at: Option<DateTimeUtc>,
    /// When somebody was told that none has passed for long.
    pub alarmed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
