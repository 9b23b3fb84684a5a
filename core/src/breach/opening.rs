//! How a record begins: its number, its first facts, and the request from whose page it was opened.

use super::{field::AWARE, put};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
};
use chrono::{DateTime, Utc};
use entity::{
    breach,
    id::{BreachId, RequestId},
    installation, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::json;
use std::collections::HashMap;

/// The beginning of a record.
pub(super) struct Opening {
    /// Minted with the page: the same press again opens nothing.
    pub press: BreachId,
    pub aware_at: DateTime<Utc>,
    pub request: Option<RequestId>,
    /// Code and value of what is known already.
    pub facts: Vec<(&'static str, String)>,
}

/// Opens a record; says whether this press opened none before.
pub(super) async fn open(ctx: &Ctx, tx: &Write, staff: &Staff, opening: &Opening) -> Result<bool> {
    // One row that everybody who opens a record must hold, so that no number is given twice.
    installation::Entity::find_by_id(1).lock_exclusive().one(tx.db()).await?;
    if breach::Entity::find_by_id(opening.press).one(tx.db()).await?.is_some() {
        return Ok(false);
    }
    let last = breach::Entity::find().order_by_desc(breach::Column::Number).one(tx.db()).await?;
    let row = breach::Model {
        id: opening.press,
        number: last.map_or(0, |last| last.number) + 1,
        aware_at: opening.aware_at,
        version: 1,
        alarms: 0,
        opened_by: staff.id,
        opened_at: ctx.now(),
        closed_by: None,
        closed_at: None,
        request_id: opening.request,
    };
    let id = row.into_active_model().reset_all().insert(tx.db()).await?.id;
    put(ctx, tx, staff, (id, 1), (AWARE, &opening.aware_at.to_rfc3339())).await?;
    for (code, value) in &opening.facts {
        put(ctx, tx, staff, (id, 1), (code, value)).await?;
    }
    let entry = Entry::of(What("breach_opened"), Actor::Staff(staff)).with(json!({ "breach": id }));
    record(ctx, tx, entry).await?;
    Ok(true)
}

/// The references of the requests from whose pages records were opened.
pub(super) async fn references(
    db: &impl ConnectionTrait,
    rows: &[breach::Model],
) -> Result<HashMap<RequestId, String>> {
    let ids = rows.iter().filter_map(|row| row.request_id);
    let found = request::Entity::find().filter(request::Column::Id.is_in(ids)).all(db).await?;
    Ok(found.into_iter().map(|row| (row.id, row.reference)).collect())
}
