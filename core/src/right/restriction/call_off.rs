//! An announced end that does not come, and the word before an end that went on paper.

use super::{lift::standing, pend};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
    mail::post::{self, Case},
    request::{
        change::{self, Change, Seen},
        decision_letter as letters,
    },
};
use chrono::NaiveDate;
use entity::{
    id::RestrictionId,
    kind::{LetterKind, MailState, Role},
    outbox, request, restriction,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde_json::json;

/// Calls an announced end off: the restriction goes on, and the person hears of it.
///
/// # Errors
/// Refused without the role, when no end was announced, or when somebody was first.
pub async fn call_off(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: RestrictionId) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let row = announced(&change, id).await?;
    change.advance(|_| {}).await?;
    let ground = row.ground;
    goes_on(ctx, &change.tx, &change.request, row).await?;
    change.record("restriction_stays", json!({ "ground": ground.code() })).await?;
    change.commit().await
}

/// A request is open again: what it restricts until it is decided is restricted again, and an end that was announced
/// when it was closed does not come.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn resume(ctx: &Ctx, tx: &Write, actor: Actor<'_>, request: &request::Model) -> Result<()> {
    let announced = restriction::Entity::find()
        .filter(restriction::Column::RequestId.eq(request.id))
        .filter(restriction::Column::LiftedAt.is_null())
        .filter(restriction::Column::LiftOn.is_not_null());
    for row in announced.all(tx.db()).await? {
        let ground = row.ground;
        goes_on(ctx, tx, request, row).await?;
        let entry = Entry::on(request.id, What("restriction_stays"), actor);
        record(ctx, tx, entry.with(json!({ "ground": ground.code() }))).await?;
    }
    pend::pend(ctx, tx, actor, request).await
}

/// Takes the end back and tells the person.
async fn goes_on(ctx: &Ctx, tx: &Write, request: &request::Model, row: restriction::Model) -> Result<()> {
    let ground = row.ground;
    let mut row = row.into_active_model();
    (row.lift_letter_id, row.lift_on) = (Set(None), Set(Option::<NaiveDate>::None));
    (row.lift_reason, row.lift_notice_sent_at) = (Set(None), Set(None));
    row.update(tx.db()).await?;
    let items = letters::items_of(tx.db(), request.id).await?;
    let case = Case { request, items: &items };
    post::post(ctx, tx, case, LetterKind::RestrictionStays, |facts| facts.restricted = vec![ground]).await?;
    Ok(())
}

/// Notes that the letter which announces an end was handed over or posted today: its days are counted from now.
///
/// # Errors
/// Refused without the role, when the letter went by mail or was noted already, or when somebody was first.
pub async fn told_on_paper(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: RestrictionId) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let row = announced(&change, id).await?;
    if row.lift_notice_sent_at.is_some() || goes_by_mail(&change, &row).await? {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    change.advance(|_| {}).await?;
    let mut row = row.into_active_model();
    row.lift_notice_sent_at = Set(Some(ctx.now()));
    row.update(change.tx.db()).await?;
    change.record("restriction_told_on_paper", json!({})).await?;
    change.commit().await
}

async fn announced(change: &Change<'_>, id: RestrictionId) -> Result<restriction::Model> {
    let row = standing(&change.tx, change.request.id, id).await?;
    if row.lift_on.is_some() { Ok(row) } else { Err(Refusal::NotNow { state: change.request.state }.into()) }
}

/// Whether a mail carries the letter and has not come back.
async fn goes_by_mail(change: &Change<'_>, row: &restriction::Model) -> Result<bool> {
    let Some(letter) = row.lift_letter_id else { return Ok(false) };
    let mails = outbox::Entity::find().filter(outbox::Column::LetterId.eq(letter));
    let newest = mails.order_by_desc(outbox::Column::CreatedAt).one(change.tx.db()).await?;
    Ok(newest.is_some_and(|mail| mail.state != MailState::Bounced))
}
