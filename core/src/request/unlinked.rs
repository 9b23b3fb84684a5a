//! What is held of everybody who asks: their requests and their sign-ins. It keeps no answer from saying that nothing
//! else is, as long as that says so, and nobody asked for these too.

use crate::{error::Result, register::inventory::word::Category};
use entity::{
    item,
    kind::{ItemKind, Right},
    request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// What a request asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The register alone.
    Register,
    /// What is held of its requester's requests and sign-ins too.
    Own,
}

/// What a request asks about. Where it reaches its requester's own requests, "we hold nothing" would be no answer: no copy
/// and nothing of Art. 15(1), nothing erased and no ground or day of what stays (Art. 12(4)). Of whoever has no other
/// request here only this one is held, which "everything" does not mean; a copy may be asked of it by name.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn reach(
    db: &impl ConnectionTrait,
    request: &request::Model,
    items: &[item::Model],
) -> Result<Reach> {
    let own = [Category::RequestFile.code(), Category::SignIn.code()];
    let is_own = |item: &item::Model| item.kind == ItemKind::Category && own.contains(&item.target.as_str());
    let named = items.iter().any(is_own);
    let meant = named || items.iter().any(|item| item.kind == ItemKind::Everything);
    let reaches = match request.right {
        Some(Right::Access) if named => true,
        Some(Right::Access | Right::Erasure) if meant => has_others(db, request).await?,
        _ => false,
    };
    Ok(if reaches { Reach::Own } else { Reach::Register })
}

/// Whether whoever asks has other requests here; a letter that nothing else is held speaks of them.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn has_others(db: &impl ConnectionTrait, request: &request::Model) -> Result<bool> {
    let others = request::Entity::find()
        .filter(request::Column::RequesterKey.eq(&request.requester_key))
        .filter(request::Column::Id.ne(request.id));
    Ok(others.one(db).await?.is_some())
}
