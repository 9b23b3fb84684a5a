//! What stops the destruction of a person's data.

use crate::id::{HoldId, PersonId, StaffId};
use crate::kind::HoldKind;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HoldId,
    pub person_id: PersonId,
    pub kind: HoldKind,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// Codes of categories with commas between; nothing covers everything.
    #[sea_orm(column_type = "Text")]
    pub covers: Option<String>,
    /// Of an order: which authority gave it, on which law, under which number.
    #[sea_orm(column_type = "Text")]
    pub authority: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub statute: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub reference: Option<String>,
    /// The law that forbids telling the person of the order, by name and section; nothing where they may be told.
    #[sea_orm(column_type = "Text")]
    pub silence: Option<String>,
    pub review_on: Date,
    pub set_by: StaffId,
    pub set_at: DateTimeUtc,
    pub lifted_by: Option<StaffId>,
    pub lifted_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
