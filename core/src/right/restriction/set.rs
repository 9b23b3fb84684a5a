//! Sets a restriction, in the transaction of what calls for it.

use crate::{
    actor::Actor,
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::Result,
    journal::{self, Effect},
    register::change::{self, Reason},
};
use entity::{
    id::{PersonId, RequestId},
    kind::RestrictionGround,
    restriction,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;

/// What is restricted, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marking {
    pub person: PersonId,
    pub request: RequestId,
    pub ground: RestrictionGround,
    /// Codes of categories with commas between, or `everything`.
    pub scope: String,
}

/// Restricts a person's record; says whether it was not so already on this request and ground.
///
/// # Errors
/// A fault when the database is away.
pub async fn set(ctx: &Ctx, tx: &Write, actor: Actor<'_>, marking: &Marking) -> Result<bool> {
    change::hold_setting(ctx, tx).await?;
    // Locks the person: a change under way is waited for, and then seen.
    change::change(tx, marking.person, Reason::CaseFile).await?;
    let standing = restriction::Entity::find()
        .filter(restriction::Column::RequestId.eq(marking.request))
        .filter(restriction::Column::PersonId.eq(marking.person))
        .filter(restriction::Column::Ground.eq(marking.ground))
        .filter(restriction::Column::LiftedAt.is_null());
    if standing.one(tx.db()).await?.is_some() {
        return Ok(false);
    }
    let row = restriction::Model {
        id: ctx.mint()?,
        person_id: marking.person,
        request_id: marking.request,
        ground: marking.ground,
        scope: marking.scope.clone(),
        set_at: ctx.now(),
        lift_letter_id: None,
        lift_on: None,
        lift_reason: None,
        lift_notice_sent_at: None,
        lifted_at: None,
    };
    journal::intend(ctx, tx, Effect::restricted(&row, false)).await?;
    row.into_active_model().reset_all().insert(tx.db()).await?;
    let entry = Entry::on(marking.request, What("restriction_set"), actor).about(marking.person.to_string());
    record(ctx, tx, entry.with(json!({ "ground": marking.ground.code(), "scope": marking.scope }))).await?;
    Ok(true)
}
