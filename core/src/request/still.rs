//! Mail that comes in spite of a ban, told again: until staff have found out why, it is the same case and opens no second
//! one. The holders of the lists are told once more all the same, once a day.

use super::{answers::Answers, decision_letter as letters, draft, file};
use crate::{
    actor::{Actor, Requester},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
    id::Reference,
    step::ban::{self, Ban},
};
use entity::{
    event,
    id::DraftId,
    kind::{Right, TaskKind},
    request, task,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde_json::{Value, json};

/// What the record calls it.
pub(super) const STILL_MAILED: &str = "still_mailed";

/// Puts it to the case under way, where there is one, and spends the draft.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn again(
    ctx: &Ctx,
    tx: &Write,
    requester: &Requester,
    (answers, draft): (&Answers, DraftId),
) -> Result<Option<Reference>> {
    let key = &requester.email_key;
    if !answers.still || file::in_force(ctx, tx, key).await?.is_none() {
        return Ok(None);
    }
    let Some(row) = under_way(tx, key).await? else { return Ok(None) };
    let items = letters::items_of(tx.db(), row.id).await?;
    let purposes: Vec<&str> = items.iter().map(|item| item.target.as_str()).collect();
    ban::tell_lists(ctx, tx, &row, Ban { keys: &[key.as_str()], purposes: &purposes, still: true }).await?;
    let told = Entry::on(row.id, What(STILL_MAILED), Actor::Requester(requester));
    record(ctx, tx, told.with(json!({ "draft": draft.to_string() }))).await?;
    draft::spend(tx.db(), draft).await?;
    file::reference(&row).map(Some)
}

/// The case to which a draft was put, so that a second press of it finds the same.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn heard(
    tx: &Write,
    requester: &Requester,
    draft: DraftId,
) -> Result<Option<request::Model>> {
    let theirs = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(request::Column::RequesterKey.eq(&requester.email_key))
        .into_query();
    let told = event::Entity::find()
        .filter(event::Column::Kind.eq(STILL_MAILED))
        .filter(event::Column::RequestId.in_subquery(theirs));
    let of_draft = |entry: &event::Model| {
        let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
        detail["draft"].as_str() == Some(draft.to_string().as_str())
    };
    let told = told.all(tx.db()).await?.into_iter().find(of_draft);
    match told.and_then(|entry| entry.request_id) {
        Some(id) => Ok(request::Entity::find_by_id(id).one(tx.db()).await?),
        None => Ok(None),
    }
}

/// The case of an address of which staff are still to find out why mail comes.
async fn under_way(tx: &Write, key: &str) -> Result<Option<request::Model>> {
    let looked_into = task::Entity::find()
        .select_only()
        .column(task::Column::RequestId)
        .filter(task::Column::Kind.eq(TaskKind::StillMailed))
        .filter(task::Column::DoneAt.is_null())
        .filter(task::Column::RequestId.is_not_null())
        .into_query();
    let case = request::Entity::find()
        .filter(request::Column::RequesterKey.eq(key))
        .filter(request::Column::Right.eq(Right::Marketing))
        .filter(request::Column::Id.in_subquery(looked_into))
        .order_by_desc(request::Column::Id);
    Ok(case.one(tx.db()).await?)
}
