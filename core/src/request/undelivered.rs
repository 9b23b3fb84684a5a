//! A letter that no mail server took: staff send it again to an address that is right, or post it on paper.

use crate::{
    actor::Staff,
    ctx::Ctx,
    email::Email,
    error::{Error, Refusal, Result},
    id::Reference,
    law::calendar::helsinki_date,
    mail::outbox::{self, again},
    request::{
        answered,
        change::{self, Change, Seen},
    },
    right::restriction::lift,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use entity::{
    id::{LetterId, RequestId},
    kind::{MailState, Role, TaskKind},
    letter, note, outbox as mails, request, task,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::json;

/// One letter of a request, and where its mail stands.
#[derive(Clone, Debug)]
pub struct Opened {
    pub request: request::Model,
    pub letter: letter::Model,
    /// The newest; none for a letter that was never mailed.
    pub mail: Option<mails::Model>,
    /// Whether it has not reached the person, so that staff must do something.
    pub waits: bool,
}

/// Shows a letter.
///
/// # Errors
/// Refused without a role that reads cases; not found for an unknown reference or another request's letter.
pub async fn open(ctx: &Ctx, staff: &Staff, reference: &Reference, id: LetterId) -> Result<Opened> {
    change::require_reading(staff)?;
    let request = change::find(ctx.read(), reference).await?;
    let letter = outbox::letter_of(ctx, request.id, id).await?;
    let mail = newest(ctx.read(), id).await?;
    Ok(Opened { waits: waits(mail.as_ref()), request, letter, mail })
}

/// Sends the letter again, to the same or another address, which is from now on the request's. It stays the request of
/// the address that was proved: whoever reads the letter elsewhere can open nothing with it.
///
/// # Errors
/// Refused when it is on its way or has arrived, without the role, or when somebody was first; not found for another
/// request's letter.
pub async fn send_again(
    ctx: &Ctx,
    staff: &Staff,
    seen: &Seen<'_>,
    id: LetterId,
    (to, how): (&Email, &str),
) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let letter = waiting(&change, id).await?;
    change.advance(|request| request.requester_email = Some(to.as_str().into())).await?;
    again::send(ctx, &change.tx, letter.id, to.as_str()).await?;
    again::end_tasks(ctx, &change.tx, letter.id, Some(staff.id)).await?;
    keep_note(&change, how).await?;
    change.record("letter_sent_again", json!({ "letter": letter.kind.code() })).await?;
    change.commit().await
}

/// Notes that the letter was posted on paper on a day; a decision is answered on that day.
///
/// # Errors
/// Refused for a day before the letter was written or still to come, when it is on its way or has arrived, without the
/// role, or when somebody was first; not found for another request's letter.
pub async fn posted(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: LetterId, on: NaiveDate) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let letter = waiting(&change, id).await?;
    let today = helsinki_date(ctx.now());
    if on > today || on < helsinki_date(letter.created_at) {
        return Err(Refusal::Incomplete.into());
    }
    change.advance(|_| {}).await?;
    again::posted(ctx, &change.tx, letter.id).await?;
    again::end_tasks(ctx, &change.tx, letter.id, Some(staff.id)).await?;
    answered::mark(&change.tx, change.request.id, letter.kind, instant(ctx, on)).await?;
    lift::mark_told(ctx, &change.tx, &letter).await?;
    change.record("letter_posted", json!({ "letter": letter.kind.code(), "on": on })).await?;
    change.commit().await
}

/// Notes that the letter to the customer to whom the request was forwarded reached them some other way.
///
/// # Errors
/// Refused when nothing waits, without the role, or when somebody was first.
pub async fn handed_over(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, how: &str) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    let ended = task::Entity::update_many()
        .col_expr(task::Column::DoneAt, Expr::value(Some(ctx.now())))
        .col_expr(task::Column::DoneBy, Expr::value(Some(staff.id.0)))
        .filter(task::Column::RequestId.eq(change.request.id))
        .filter(task::Column::Kind.eq(TaskKind::ForwardBounced))
        .filter(task::Column::DoneAt.is_null())
        .exec(change.tx.db())
        .await?;
    if ended.rows_affected == 0 {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    change.advance(|_| {}).await?;
    keep_note(&change, how).await?;
    change.record("forward_handed_over", json!({})).await?;
    change.commit().await
}

/// A mail that came back, or none at all.
fn waits(mail: Option<&mails::Model>) -> bool {
    mail.is_none_or(|mail| mail.state == MailState::Bounced)
}

async fn newest(db: &impl ConnectionTrait, letter: LetterId) -> Result<Option<mails::Model>> {
    let found = mails::Entity::find().filter(mails::Column::LetterId.eq(letter));
    let newest = found.order_by_desc(mails::Column::CreatedAt).order_by_desc(mails::Column::Id);
    Ok(newest.one(db).await?)
}

async fn waiting(change: &Change<'_>, id: LetterId) -> Result<letter::Model> {
    let request: RequestId = change.request.id;
    let found = letter::Entity::find_by_id(id).filter(letter::Column::RequestId.eq(request));
    let letter = found.one(change.tx.db()).await?.ok_or(Error::NotFound)?;
    if waits(newest(change.tx.db(), id).await?.as_ref()) {
        Ok(letter)
    } else {
        Err(Refusal::NotNow { state: change.request.state }.into())
    }
}

/// How staff know, among themselves; it is part of the person's file.
async fn keep_note(change: &Change<'_>, how: &str) -> Result<()> {
    let note = note::Model {
        id: change.ctx.mint()?,
        request_id: change.request.id,
        staff_id: change.staff.id,
        body: how.into(),
        written_at: change.ctx.now(),
    };
    note.into_active_model().reset_all().insert(change.tx.db()).await?;
    Ok(())
}

/// Now, or noon of an earlier day.
fn instant(ctx: &Ctx, on: NaiveDate) -> DateTime<Utc> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or(NaiveTime::MIN);
    if on == helsinki_date(ctx.now()) { ctx.now() } else { on.and_time(noon).and_utc() }
}
