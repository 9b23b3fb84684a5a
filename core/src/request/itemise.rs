//! Breaks "everything" in a request for access up into the categories of the notice, so that each gets a verdict of
//! its own: what rights of others keep back may not take the rest with it (Art. 15(4), recital 63).

use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Refusal, Result},
    request::{
        change::{self, Change, Seen},
        decision_letter as letters,
    },
};
use entity::{
    item,
    kind::{ItemKind, Right, Role, State},
    request,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

/// Whether what is asked can be decided category by category and is not yet.
pub fn may_itemise(request: &request::Model, items: &[item::Model]) -> bool {
    let whole = items.iter().any(|item| matches!(item.kind, ItemKind::Everything | ItemKind::Text));
    let apart = items.iter().any(|item| item.kind == ItemKind::Category);
    request.right == Some(Right::Access) && request.state == State::InProgress && whole && !apart
}

/// Puts every category in the place of "everything". The person's own words stay an item of their own.
///
/// # Errors
/// Refused where there is nothing to break up, without the role, or when somebody was first.
pub async fn itemise(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let items = letters::items_of(change.tx.db(), change.request.id).await?;
    if !may_itemise(&change.request, &items) {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    change.advance(|_| ()).await?;
    for item in items.iter().filter(|item| item.kind == ItemKind::Everything) {
        if item.asked.is_none() {
            item::Entity::delete_by_id(item.id).exec(change.tx.db()).await?;
        } else {
            let words = item::Model { kind: ItemKind::Text, target: String::new(), ..item.clone() };
            words.into_active_model().reset_all().update(change.tx.db()).await?;
        }
    }
    let last = items.iter().map(|item| item.position).max().unwrap_or_default();
    let added = add(&change, last + 1).await?;
    change.record("request_itemised", json!({ "items": added })).await?;
    change.commit().await
}

async fn add(change: &Change<'_>, first: i32) -> Result<usize> {
    let categories = &change.ctx.notice.categories;
    for (position, category) in (first..).zip(categories) {
        let row = item::Model {
            id: change.ctx.mint()?,
            request_id: change.request.id,
            position,
            kind: ItemKind::Category,
            target: category.code.clone(),
            present: None,
            asked: None,
            verdict: None,
            ground: None,
            facts: None,
            evidence: None,
            keep_until: None,
        };
        row.into_active_model().reset_all().insert(change.tx.db()).await?;
    }
    Ok(categories.len())
}
