//! A package whose building has failed for good: staff have it built again, once what was in the way is gone. The answer
//! waits for it, for the first package carries the decision.

use super::build;
use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Refusal, Result},
    request::{
        change::{self, Seen},
        follow_up,
    },
};
use entity::kind::{Role, TaskKind};
use serde_json::json;

/// Queues it anew, and ends the task that says it failed.
///
/// # Errors
/// Refused when none has failed, without the role, or when somebody was first.
pub async fn retry(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let kinds = &[TaskKind::PackageFailed];
    if !follow_up::end(ctx, &change.tx, change.request.id, (kinds, staff.id)).await? {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    change.advance(|_| {}).await?;
    build::queue(ctx, &change.tx, change.request.id).await?;
    change.record("package_asked_again", json!({})).await?;
    change.commit().await
}
