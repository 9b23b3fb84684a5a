//! A restriction of processing (Art. 18), from the day it was set until it was lifted.

use crate::id::{LetterId, PersonId, RequestId, RestrictionId};
use crate::kind::RestrictionGround;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "restriction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RestrictionId,
    pub person_id: PersonId,
    pub request_id: RequestId,
    pub ground: RestrictionGround,
    /// Codes of categories, with commas between; `everything` for all.
    #[sea_orm(column_type = "Text")]
    pub scope: String,
    pub set_at: DateTimeUtc,
    /// The letter that tells the person before it ends (Art. 18(3)).
    pub lift_letter_id: Option<LetterId>,
    pub lift_on: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub lift_reason: Option<String>,
    /// When the mail server accepted that letter, or it was printed.
    pub lift_notice_sent_at: Option<DateTimeUtc>,
    pub lifted_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
