//! What a withdrawal of consent met, by the record: a consent of ours, or none that could be withdrawn.

use crate::{error::Result, request::file::NONE_HELD};
use entity::{event, kind::Right, request};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use std::collections::BTreeSet;

/// Whether it met no consent at all.
pub(super) async fn met_nothing(db: &impl ConnectionTrait, row: &request::Model) -> Result<bool> {
    let entries = entries(db, row).await?;
    let has = |kind: &str| entries.iter().any(|entry| entry.kind == kind);
    Ok(has(NONE_HELD) && !has("consent_withdrawn"))
}

/// The purposes to which no consent was held.
pub(super) async fn none_held(db: &impl ConnectionTrait, row: &request::Model) -> Result<BTreeSet<String>> {
    let entries = entries(db, row).await?;
    let none = entries.iter().filter(|entry| entry.kind == NONE_HELD);
    let purposes = none.flat_map(|entry| {
        let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
        let codes = detail["purposes"].as_array().cloned().unwrap_or_default();
        codes.into_iter().filter_map(|code| Some(code.as_str()?.to_owned()))
    });
    Ok(purposes.collect())
}

async fn entries(db: &impl ConnectionTrait, row: &request::Model) -> Result<Vec<event::Model>> {
    if row.right != Some(Right::Consent) {
        return Ok(Vec::new());
    }
    let entries = event::Entity::find()
        .filter(event::Column::RequestId.eq(row.id))
        .filter(event::Column::Kind.is_in([NONE_HELD, "consent_withdrawn"]));
    Ok(entries.all(db).await?)
}
