//! One thing asked in a request, with its own verdict.

use crate::id::{ItemId, RequestId};
use crate::kind::{ItemKind, Verdict};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ItemId,
    pub request_id: RequestId,
    pub position: i32,
    pub kind: ItemKind,
    #[sea_orm(column_type = "Text")]
    pub target: String,
    #[sea_orm(column_type = "Text")]
    pub present: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub asked: Option<String>,
    pub verdict: Option<Verdict>,
    #[sea_orm(column_type = "Text")]
    pub ground: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub facts: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub evidence: Option<String>,
    pub keep_until: Option<Date>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
