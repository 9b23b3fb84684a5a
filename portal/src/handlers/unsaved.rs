//! Back to what was typed when the session had ended, or away with it.

use super::{PageResult, see_other};
use crate::{
    begun,
    form::Form,
    just, paths,
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, http::Method, web::Path};
use entity::id::UnsavedId;
use portal_core::{actor::Staff, identity::unsaved};

/// To the page whose form it fills, of a form of several pages to the step it came from. What is another's or gone leads to
/// the queue, both alike. Who only asks whether something is there takes nothing up.
pub async fn lead(visit: Visit, desk: Desk, id: Path<UnsavedId>, asked: HttpRequest) -> PageResult {
    if asked.method() == Method::GET
        && let Some(sent) = unsaved::begun::take_up(&visit.app.ctx, &desk.0, *id).await?
    {
        let step = begun::step_at(&sent.page, &sent.step.unwrap_or_default());
        return Ok(just::lead_to_step(&visit, &step));
    }
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
