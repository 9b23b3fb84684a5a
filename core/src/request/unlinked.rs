//! What is held of a requester who is no person of the register: it hangs on the address they proved.

use crate::{
    error::Result,
    register::{inventory::word::Category, person},
};
use entity::{
    item,
    kind::{ItemKind, Right},
    request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Whether anything is held on the address alone: on a mailing list, left by an erasure, or, where a copy is asked for,
/// in the file of another request, or in what the item names itself. "We hold nothing" would be untrue then.
pub(crate) async fn is_held(
    db: &impl ConnectionTrait,
    request: &request::Model,
    items: &[item::Model],
) -> Result<bool> {
    if person::is_held_by_address(db, &request.requester_key).await? {
        return Ok(true);
    }
    Ok(request.right == Some(Right::Access) && (names_own(items) || has_other(db, request).await?))
}

/// Whether an item asks for what every requester has here: the file of the request, or the sign-ins.
fn names_own(items: &[item::Model]) -> bool {
    let own = [Category::RequestFile.code(), Category::SignIn.code()];
    items.iter().any(|item| item.kind == ItemKind::Category && own.contains(&item.target.as_str()))
}

async fn has_other(db: &impl ConnectionTrait, request: &request::Model) -> Result<bool> {
    let others = request::Entity::find()
        .filter(request::Column::RequesterKey.eq(&request.requester_key))
        .filter(request::Column::Id.ne(request.id));
    Ok(others.one(db).await?.is_some())
}
