//! How many records wait for a look, by why; counted once a day.

use crate::kind::Staleness;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stale_tally")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub staleness: Staleness,
    pub waiting: i64,
    pub counted_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
