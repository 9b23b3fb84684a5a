//! Takes back a right that staff named wrongly: what was asked are the person's own words again.

use crate::{
    actor::{Actor, Staff},
    ctx::Ctx,
    error::{Refusal, Result},
    request::{
        change::{self, Change, Seen},
        decision_letter as letters,
        stop::Concerned,
        work,
    },
    right::restriction::lift,
};
use entity::{
    event,
    id::RequestId,
    kind::{ItemKind, Right, Role, State},
    request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use serde_json::json;

/// The entry that says staff named a right.
pub(super) const NAMED: &str = "request_classified";

/// Whether staff may name the right, or name it anew: nothing is proposed or decided yet, and where the requester
/// chose the right in a form, it stands.
pub fn may_name(request: &request::Model, named_by_staff: bool) -> bool {
    let open = matches!(request.state, State::Received | State::InProgress | State::AwaitingCustomer);
    open && (request.right.is_none() || named_by_staff)
}

/// Whether one more right may be made of the same message: nothing is proposed, and it is not over. Words that staff
/// took for an opt-out ended the request at once, and may have meant something else.
pub fn may_split(request: &request::Model, named_by_staff: bool) -> bool {
    match request.state {
        State::AwaitingApproval => false,
        State::Closed => named_by_staff && request.right.is_some_and(acts_at_once),
        State::Received | State::InProgress | State::AwaitingCustomer | State::Fulfilling => true,
    }
}

/// Whether naming this right acts at once and closes the request (Art. 21(3), Art. 7(3)).
pub const fn acts_at_once(right: Right) -> bool {
    matches!(right, Right::Marketing | Right::Consent)
}

/// Takes back the right that staff named, and names another or leaves it open.
///
/// # Errors
/// Refused where the requester chose the right, once something is proposed or decided, without the role, or when
/// somebody was first.
pub async fn reclassify(
    ctx: &Ctx,
    staff: &Staff,
    seen: &Seen<'_>,
    right: Option<Right>,
    concerned: Option<&Concerned>,
) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let named = named_by_staff(change.tx.db(), change.request.id).await?;
    let Some(wrong) = change.request.right.filter(|_| may_name(&change.request, named)) else {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    };
    own_words_again(&change).await?;
    change.advance(|request| request.right = None).await?;
    change.record("request_reclassified", json!({ "wrong": wrong.code() })).await?;
    if wrong == Right::Objection {
        // What was restricted for an objection that is none ends, with word before (Art. 18(3)).
        lift::with_request(ctx, &change.tx, Actor::Staff(staff), &change.request).await?;
    }
    if let Some(right) = right {
        work::settle_right(&mut change, right, concerned).await?;
    }
    change.commit().await
}

pub(super) async fn named_by_staff(db: &impl ConnectionTrait, request: RequestId) -> Result<bool> {
    let named = event::Entity::find()
        .filter(event::Column::RequestId.eq(request))
        .filter(event::Column::Kind.eq(NAMED));
    Ok(named.count(db).await? > 0)
}

/// Only what has words can have been classified: the words were never touched.
async fn own_words_again(change: &Change<'_>) -> Result<()> {
    for mut row in letters::items_of(change.tx.db(), change.request.id).await? {
        (row.kind, row.target) = (ItemKind::Text, String::new());
        row.into_active_model().reset_all().update(change.tx.db()).await?;
    }
    Ok(())
}
