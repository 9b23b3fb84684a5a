//! Back to what was typed when the session had ended, or away with it.

use super::{PageResult, see_other};
use crate::{
    form::Form,
    paths,
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use entity::id::UnsavedId;
use portal_core::{actor::Staff, identity::unsaved};

/// To the page whose form it fills. What is another's or gone leads to the queue, both alike.
pub async fn lead(visit: Visit, desk: Desk, id: Path<UnsavedId>) -> PageResult {
    Ok(see_other(page(&visit, &desk.0, *id).await?))
}

/// Throws it away, and back to its page.
pub async fn throw_away(visit: Visit, desk: Desk, id: Path<UnsavedId>, form: Form) -> PageResult {
    let to = page(&visit, &desk.0, *id).await?;
    for id in form.all("id").filter_map(|id| id.parse().ok()).chain([*id]) {
        unsaved::throw_away(&visit.app.ctx, &desk.0, id).await?;
    }
    Ok(see_other(to))
}

async fn page(visit: &Visit, staff: &Staff, id: UnsavedId) -> Result<String, crate::error::Failure> {
    let page = unsaved::page(&visit.app.ctx, staff, id).await?;
    Ok(page.unwrap_or_else(|| paths::QUEUE.to_owned()))
}
