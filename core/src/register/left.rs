//! Whose the data are that an erasure left: the person is emptied, so the pseudonyms of their addresses lead back to
//! them for as long as something of theirs is left, and a later access tells of it (Art. 15).

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
    register::retention::persons::named,
};
use entity::{
    former_address,
    id::{FormerAddressId, PersonId},
    kept, stopped_purpose,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, Query, SelectStatement},
};
use serde_json::json;
use uuid::Uuid;

/// Notes the addresses of whom an erasure emptied; they must be that person's alone.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn remember(ctx: &Ctx, tx: &Write, person: PersonId, addresses: &[String]) -> Result<()> {
    for email_key in addresses {
        let id: FormerAddressId = ctx.mint()?;
        let row = former_address::Model { id, person_id: person, email_key: email_key.clone() };
        row.into_active_model().reset_all().insert(tx.db()).await?;
    }
    Ok(())
}

/// Whom nothing is left of: the record says nothing, no other names it, and no erasure keeps anything of theirs.
pub(crate) fn nobody() -> SelectStatement {
    let named = named();
    let over = format!(
        "person.name = '' AND person.email IS NULL AND person.email_key IS NULL AND NOT {named} AND NOT EXISTS \
         (SELECT 1 FROM kept k WHERE k.person_id = person.id AND k.destroyed_at IS NULL)"
    );
    Query::select().column("id").from("person").and_where(Expr::cust(over)).to_owned()
}

/// Forgets the addresses of whom nothing is left, and the purposes stopped for them: both have lost their object, and
/// the file of the request that stopped one would be kept for good (Art. 5(1)(e)).
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn forget(ctx: &Ctx, tx: &Write) -> Result<()> {
    // Neither the record nor the file is there any more: nothing is left to explain.
    let over = kept::Column::RequestId.is_null().and(kept::Column::DestroyedAt.is_not_null());
    kept::Entity::delete_many().filter(over).exec(tx.db()).await?;
    let of_nobody = former_address::Column::PersonId.in_subquery(nobody());
    former_address::Entity::delete_many().filter(of_nobody).exec(tx.db()).await?;
    let stopped =
        stopped_purpose::Entity::find().filter(stopped_purpose::Column::PersonId.in_subquery(nobody()));
    for row in stopped.all(tx.db()).await? {
        stopped_purpose::Entity::delete_by_id(row.id).exec(tx.db()).await?;
        let what = What("purpose_stop_over");
        let entry = match row.request_id {
            Some(request) => Entry::on(request, what, Actor::System),
            None => Entry::of(what, Actor::System),
        };
        record(ctx, tx, entry.with(json!({ "purpose": row.purpose }))).await?;
    }
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
    let theirs = former_address::Entity::find().filter(former_address::Column::EmailKey.is_in(addresses));
    let mut persons: Vec<_> = theirs.all(db).await?.into_iter().map(|row| row.person_id).collect();
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

/// Whose these customers are that erasures left.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn holders(db: &impl ConnectionTrait, customers: &[Uuid]) -> Result<Vec<(Uuid, PersonId)>> {
    let left = kept::Entity::find()
        .filter(kept::Column::RecordId.is_in(customers.iter().copied()))
        .filter(kept::Column::TableName.eq("customer"))
        .filter(kept::Column::DestroyedAt.is_null());
    let rows = left.all(db).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.record_id, row.person_id?))).collect())
}
