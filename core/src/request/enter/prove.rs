//! A requester whose address staff wrote down proves it by signing in: from then on the request is as one of the portal.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
    request::{
        lifecycle::{self, Event},
        propose,
    },
    right::{
        rectification::fields::{self, Owner},
        restriction,
    },
};
use entity::{
    event,
    kind::{Assurance, Channel, State},
    request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;

const PROVED: &str = "address_proved";

/// Whether the requester proved the address of a request, by filing it in the portal or by signing in later. What staff
/// wrote down from a call or a letter shows nothing about who asks.
pub(crate) async fn is_proved(db: &impl ConnectionTrait, request: &request::Model) -> Result<bool> {
    if request.channel == Channel::Portal || request.assurance == Assurance::Email {
        return Ok(true);
    }
    let proofs = event::Entity::find()
        .filter(event::Column::RequestId.eq(request.id))
        .filter(event::Column::Kind.eq(PROVED));
    Ok(proofs.count(db).await? > 0)
}

/// Notes the proof on every open request that waited for one, and links it as filing does.
pub(crate) async fn proved(ctx: &Ctx, tx: &Write, email_key: &str) -> Result<()> {
    let waiting = request::Entity::find()
        .filter(request::Column::RequesterKey.eq(email_key))
        .filter(request::Column::Assurance.eq(Assurance::Unproven))
        .filter(request::Column::State.ne(State::Closed))
        .order_by_asc(request::Column::Id)
        .lock_exclusive();
    for mut row in waiting.all(tx.db()).await? {
        // An address of a representative shows nothing about the person they speak for, and is in the register, if at
        // all, as their own (law.md R1.0.8).
        if super::of(tx.db(), row.id).await?.is_some_and(|entry| entry.representative.is_some()) {
            continue;
        }
        let waits = row.state == State::AwaitingApproval;
        row.assurance = Assurance::Email;
        let owner =
            if row.person_id.is_none() { fields::owner(tx.db(), email_key).await? } else { Owner::Nobody };
        let links = matches!(owner, Owner::One(_));
        if let Owner::One(person) = owner {
            row.person_id = Some(person.id);
        }
        if waits && links {
            // As when staff link somebody: what was proposed was weighed without the record.
            row.state = lifecycle::next(Some(row.state), &Event::ProposalVoided).map_err(Refusal::from)?;
            propose::void(ctx, tx, row.id).await?;
            record(ctx, tx, Entry::on(row.id, What("decision_voided"), Actor::System)).await?;
        }
        // Nothing that waits for approval has changed by the proof alone.
        row.version += i32::from(links || !waits);
        let row = row.into_active_model().reset_all().update(tx.db()).await?;
        let entry = Entry::on(row.id, What(PROVED), Actor::System);
        record(ctx, tx, entry.with(json!({ "version": row.version }))).await?;
        restriction::pend(ctx, tx, Actor::System, &row).await?;
    }
    Ok(())
}
