//! What a withdrawal of consent met, by the record: a consent of ours, or none that could be withdrawn.

use crate::{
    error::Result,
    request::file::{CONSENT_WITHDRAWN, NONE_HELD},
};
use entity::{
    event, item,
    kind::{ItemKind, Right},
    request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a withdrawal met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withdrawn {
    /// Whether it met no consent at all.
    pub nothing: bool,
    /// The purposes to which no consent was held.
    none_held: BTreeSet<String>,
}

impl Withdrawn {
    /// Whether nothing ended of what an item asks to end. Words that staff took for a withdrawal ask for every purpose.
    pub fn ended_nothing_of(&self, item: &item::Model) -> bool {
        match item.kind {
            ItemKind::Purpose => self.none_held.contains(&item.target),
            _ => self.nothing,
        }
    }
}

/// What it met; nothing of a request that withdraws none.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn withdrawn(db: &impl ConnectionTrait, row: &request::Model) -> Result<Withdrawn> {
    if row.right != Some(Right::Consent) {
        return Ok(Withdrawn::default());
    }
    let entries = event::Entity::find()
        .filter(event::Column::RequestId.eq(row.id))
        .filter(event::Column::Kind.is_in([NONE_HELD, CONSENT_WITHDRAWN]));
    let entries = entries.all(db).await?;
    let (none, ended): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.kind == NONE_HELD);
    let purposes = none.iter().flat_map(|entry| {
        let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
        let codes = detail["purposes"].as_array().cloned().unwrap_or_default();
        codes.into_iter().filter_map(|code| Some(code.as_str()?.to_owned()))
    });
    Ok(Withdrawn { nothing: !none.is_empty() && ended.is_empty(), none_held: purposes.collect() })
}
