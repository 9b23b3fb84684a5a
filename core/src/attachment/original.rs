//! Scans of what came or went on paper, kept by staff beside the request: evidence of it, and data of the person.

use super::{
    keep::{self, Whose},
    upload::Received,
};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::{Refusal, Result},
    id::Reference,
    request::change,
};
use entity::{
    attachment,
    kind::{AttachmentKind, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// What such a scan may be.
pub const KINDS: [AttachmentKind; 2] = [AttachmentKind::Original, AttachmentKind::Letter];

/// Keeps them; the same files once more are the same press. The requester is told nothing: it is their own paper, or went
/// to them as such, and stands in their copy (Art. 15(3)).
///
/// # Errors
/// Refused without the role, without a file, for what is no paper, and above ten of a kind; not found for an unknown
/// reference.
pub async fn keep(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    (kind, mut files): (AttachmentKind, Vec<Received>),
) -> Result<()> {
    change::require(staff, Role::Caseworker)?;
    if files.is_empty() || !KINDS.contains(&kind) {
        return Err(Refusal::Incomplete.into());
    }
    let tx = ctx.write().await?;
    let request = change::locked(&tx, reference).await?;
    let held = attachment::Entity::find()
        .filter(attachment::Column::RequestId.eq(request.id))
        .filter(attachment::Column::Kind.eq(kind));
    if keep::are_held(&held.all(tx.db()).await?, &files) {
        return Ok(());
    }
    let whose = Whose { request: &request, by: Some(staff.id), kind };
    keep::weigh(&tx, whose, &files).await?;
    keep::insert(ctx, &tx, whose, None, &mut files).await?;
    let entry = Entry::on(request.id, What("original_attached"), Actor::Staff(staff));
    let detail = serde_json::json!({ "kind": kind.code(), "files": files.len() });
    record(ctx, &tx, entry.with(detail)).await?;
    tx.commit().await
}
