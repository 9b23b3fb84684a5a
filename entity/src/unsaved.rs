//! What staff sent when their session had ended, or have begun of a form of several pages: sealed, for whoever typed it, for
//! a day.

use crate::id::{StaffId, UnsavedId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unsaved")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnsavedId,
    pub staff_id: StaffId,
    /// The page on which the form stands; of what is only begun a word that is the path of none.
    #[sea_orm(column_type = "Text")]
    pub page: String,
    /// Where it was sent.
    #[sea_orm(column_type = "Text")]
    pub action: String,
    /// Its fields, encrypted.
    #[sea_orm(column_type = "Text")]
    pub sealed: String,
    pub kept_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
