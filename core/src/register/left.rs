//! Whose the data are that an erasure left: the person is emptied, so the pseudonyms of their addresses lead back to
//! them for as long as something of theirs is left, and a later access tells of it (Art. 15).

use crate::{ctx::Ctx, database::Write, error::Result};
use entity::{
    id::{KeptAddressId, PersonId, RequestId},
    kept, kept_address, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, ExprTrait, Query},
};
use uuid::Uuid;

/// Notes the addresses of whom an erasure emptied; they must be that person's alone.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn remember(ctx: &Ctx, tx: &Write, request: RequestId, addresses: &[String]) -> Result<()> {
    for email_key in addresses {
        let id: KeptAddressId = ctx.mint()?;
        let row = kept_address::Model { id, request_id: request, email_key: email_key.clone() };
        row.into_active_model().reset_all().insert(tx.db()).await?;
    }
    Ok(())
}

/// Forgets them: nothing that the erasure left is there any more.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn forget(tx: &Write, request: RequestId) -> Result<()> {
    let of_erasure = kept_address::Column::RequestId.eq(request);
    kept_address::Entity::delete_many().filter(of_erasure).exec(tx.db()).await?;
    Ok(())
}

/// Whether an erasure left something of whoever has an address.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn is_there(db: &impl ConnectionTrait, email_key: &str) -> Result<bool> {
    Ok(!persons(db, &[email_key.to_owned()]).await?.is_empty())
}

/// The emptied persons to whom some addresses lead.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn persons(db: &impl ConnectionTrait, addresses: &[String]) -> Result<Vec<PersonId>> {
    let erasures = Query::select()
        .column("request_id")
        .from("kept_address")
        .and_where(Expr::col("email_key").is_in(addresses))
        .to_owned();
    let erasures = request::Entity::find().filter(request::Column::Id.in_subquery(erasures));
    let mut persons: Vec<_> = erasures.all(db).await?.into_iter().filter_map(|row| row.person_id).collect();
    persons.sort_unstable();
    persons.dedup();
    Ok(persons)
}

/// The customers that erasures of these persons left: no contact leads to them any more.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn customers(db: &impl ConnectionTrait, persons: &[PersonId]) -> Result<Vec<Uuid>> {
    let left = kept::Entity::find()
        .filter(kept::Column::PersonId.is_in(persons.iter().copied()))
        .filter(kept::Column::TableName.eq("customer"))
        .filter(kept::Column::DestroyedAt.is_null());
    Ok(left.all(db).await?.into_iter().map(|row| row.record_id).collect())
}
