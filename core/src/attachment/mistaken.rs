//! A scan that does not belong to the request is taken away: the file at once, also out of copies that wait to be fetched
//! (Art. 5(1)(c) and (f)). The record says who did it, when and why, and nothing of what it held.

use super::original;
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::{Error, Result},
    id::Reference,
    request::change,
    right::package::mistaken,
};
use entity::{attachment, id::AttachmentId, kind::Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

/// Why a scan goes. No free words: they would say what it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It is of another person or another matter.
    Astray,
    /// It shows more than may be kept, an identity paper or a personal identity code (law.md R4.2, R4.8).
    TooMuch,
    /// It cannot be read, or is there twice.
    Useless,
}

impl Mistake {
    /// Every reason, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Astray, Self::TooMuch, Self::Useless];

    /// What the form sends, and the end of its keys.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Astray => "astray",
            Self::TooMuch => "too-much",
            Self::Useless => "useless",
        }
    }

    /// The reason of a code, or nothing.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mistake| mistake.code() == code)
    }

    const fn what(self) -> What {
        match self {
            Self::Astray => What("original_removed_astray"),
            Self::TooMuch => What("original_removed_too_much"),
            Self::Useless => What("original_removed_useless"),
        }
    }
}

/// Whether anybody can have it: then a breach is to be weighed (Art. 33).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It was here alone.
    Unseen,
    /// It was in a copy that was downloaded or handed over.
    HandedOut,
}

/// Takes it away, with every copy that holds it and still waits; such a copy is made again when it is asked for.
///
/// # Errors
/// Refused without the role; not found for an unknown reference, another request's file, or one that came with a message.
pub async fn remove(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    (id, why): (AttachmentId, Mistake),
) -> Result<Gone> {
    change::require(staff, Role::Caseworker)?;
    let tx = ctx.write().await?;
    let request = change::locked(&tx, reference).await?;
    let scan = attachment::Entity::find_by_id(id)
        .filter(attachment::Column::RequestId.eq(request.id))
        .filter(attachment::Column::Kind.is_in(original::KINDS));
    let scan = scan.one(tx.db()).await?.ok_or(Error::NotFound)?;
    let copies = mistaken::holding(tx.db(), &request, scan.kept_at).await?;
    attachment::Entity::delete_by_id(id).exec(tx.db()).await?;
    let mut files = vec![scan.file];
    for copy in &copies.waiting {
        mistaken::withdraw(ctx, &tx, copy, Actor::Staff(staff)).await?;
        files.extend(copy.file.clone());
    }
    let detail = json!({ "kind": scan.kind.code() });
    record(ctx, &tx, Entry::on(request.id, why.what(), Actor::Staff(staff)).with(detail)).await?;
    tx.commit().await?;
    for file in files {
        // No row speaks of it any more: one that cannot be removed now goes within the hour (`orphan`).
        if ctx.storage.remove(&file).is_err() {
            tracing::warn!("a file that was taken away could not be removed yet");
        }
    }
    Ok(if copies.handed_out { Gone::HandedOut } else { Gone::Unseen })
}
