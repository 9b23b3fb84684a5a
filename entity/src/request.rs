//! One right, one requester, one reference.

use crate::id::{DraftId, PersonId, RequestId, StaffId};
use crate::kind::{Assurance, Channel, Language, Outcome, Right, State};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RequestId,
    #[sea_orm(unique, column_type = "Text")]
    pub reference: String,
    #[sea_orm(unique)]
    pub draft_id: Option<DraftId>,
    pub right: Option<Right>,
    pub split_from: Option<RequestId>,
    pub state: State,
    pub outcome: Option<Outcome>,
    #[sea_orm(column_type = "Text")]
    pub requester_key: String,
    #[sea_orm(column_type = "Text")]
    pub requester_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub requester_email: Option<String>,
    pub person_id: Option<PersonId>,
    pub assurance: Assurance,
    pub channel: Channel,
    pub language: Language,
    pub received_at: DateTimeUtc,
    pub received_on: Date,
    pub due_on: Date,
    pub internal_due_on: Date,
    pub extended_due_on: Option<Date>,
    pub answered_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub assignee_id: Option<StaffId>,
    pub flooded: bool,
    pub version: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
