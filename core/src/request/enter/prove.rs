//! A requester whose address staff wrote down proves it by signing in: from then on the request is as one of the portal.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
    right::{
        rectification::fields::{self, Owner},
        restriction,
    },
};
use entity::{
    kind::{Assurance, State},
    request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

/// Notes the proof on every open request that waited for one, and links it as filing does.
pub(crate) async fn proved(ctx: &Ctx, tx: &Write, email_key: &str) -> Result<()> {
    let waiting = request::Entity::find()
        .filter(request::Column::RequesterKey.eq(email_key))
        .filter(request::Column::Assurance.eq(Assurance::Unproven))
        .filter(request::Column::State.ne(State::Closed))
        .order_by_asc(request::Column::Id)
        .lock_exclusive();
    for mut row in waiting.all(tx.db()).await? {
        row.assurance = Assurance::Email;
        row.version += 1;
        if let (None, Owner::One(person)) = (row.person_id, fields::owner(tx.db(), email_key).await?) {
            row.person_id = Some(person.id);
        }
        let row = row.into_active_model().reset_all().update(tx.db()).await?;
        let entry = Entry::on(row.id, What("address_proved"), Actor::System);
        record(ctx, tx, entry.with(json!({ "version": row.version }))).await?;
        restriction::pend(ctx, tx, Actor::System, &row).await?;
    }
    Ok(())
}
