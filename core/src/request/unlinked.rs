//! What is held of everybody who asks: their requests and their sign-ins. It keeps no answer from saying that nothing
//! else is, as long as that says so, and nobody asked for just these.

use crate::{error::Result, register::inventory::word::Category};
use entity::{
    item,
    kind::{ItemKind, Right},
    request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Whether a request for a copy names what every requester has here: the file of the request, or the sign-ins. "We hold
/// nothing" would be untrue then (Art. 15(1)).
pub(crate) fn asks_own(right: Right, items: &[item::Model]) -> bool {
    let own = [Category::RequestFile.code(), Category::SignIn.code()];
    let names = |item: &item::Model| item.kind == ItemKind::Category && own.contains(&item.target.as_str());
    right == Right::Access && items.iter().any(names)
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
