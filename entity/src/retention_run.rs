//! A run of the daily destruction: how far it has come, and what it found and did.

use crate::id::RetentionRunId;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "retention_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RetentionRunId,
    /// The day it is the run of, or its own key when it was asked for.
    #[sea_orm(unique, column_type = "Text")]
    pub key: String,
    /// Whether it destroys; otherwise it only counts.
    pub destroys: bool,
    #[sea_orm(column_type = "Text")]
    pub phase: String,
    pub cursor: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub tally: String,
    pub started_at: DateTimeUtc,
    pub finished_at: Option<DateTimeUtc>,
    /// When a batch failed, until the next goes through.
    pub failed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
