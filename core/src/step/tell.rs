//! How a holder comes to be told: by mail, as the outbox reports it, or by staff.

use super::{answer::due, ban, holder, instruct, is_settled, link, remind, task};
use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    law::calendar,
    mail::{
        holder::{Notice, compose},
        letter::Letter,
        post,
        staff::Occasion,
    },
    request::change::{self, Seen},
};
use entity::{
    event,
    id::{StepId, StepLinkId},
    kind::{MailState, Role, StepState, TaskKind},
    outbox, request, step, step_link,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Sets a step that was just opened on its way: a mail, or a task for staff.
pub(super) async fn begin(ctx: &Ctx, tx: &Write, row: &step::Model) -> Result<()> {
    let today = calendar::helsinki_date(ctx.now());
    match holder::mailbox(&ctx.notice, &row.holder) {
        Some(mailbox) => {
            let answer_by = row.due_on.unwrap_or_else(|| instruct::answer_by(today));
            link::mail(ctx, tx, row, mailbox, (0, answer_by)).await
        }
        None => task::open(ctx, tx, row, TaskKind::TellHolder).await,
    }
}

/// Tells a holder that has not answered again, by mail with a new link; at most once a day, so that nobody can flood it.
/// Where no mail has gone through yet, this one is the first, and ends what staff had to do about it.
pub(super) async fn once_more(ctx: &Ctx, tx: &Write, row: &step::Model) -> Result<()> {
    let today = calendar::helsinki_date(ctx.now());
    let Some(mailbox) = holder::mailbox(&ctx.notice, &row.holder) else { return Ok(()) };
    let mailed = ban::mailed(tx.db(), row.id).await?;
    if mailed.is_some_and(|at| calendar::helsinki_date(at) >= today) {
        return Ok(());
    }
    let told = row.state == StepState::Told;
    let answer_by = row.due_on.filter(|_| told).unwrap_or_else(|| instruct::answer_by(today));
    if !told {
        task::end(ctx, tx, row, task::UNTOLD, None).await?;
    }
    link::mail(ctx, tx, row, mailbox, (if told { row.reminders.max(1) } else { 0 }, answer_by)).await?;
    note(ctx, tx, row, if told { "step_reminded" } else { "step_mailed_again" }).await
}

/// Whether staff told a holder on an earlier day, whom no mail can remind: they must tell it again.
pub(super) fn is_told_by_staff(ctx: &Ctx, row: &step::Model) -> bool {
    let today = calendar::helsinki_date(ctx.now());
    let earlier = row.told_at.is_some_and(|at| calendar::helsinki_date(at) < today);
    earlier && row.state == StepState::Told && holder::mailbox(&ctx.notice, &row.holder).is_none()
}

/// Notes that staff have told a holder.
///
/// # Errors
/// Refused when it was told or has answered already, or when the page is out of date.
pub async fn tell(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: StepId) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    change.advance(|_| {}).await?;
    let mut row = due(&change, id, &[StepState::Open]).await?;
    let today = calendar::helsinki_date(ctx.now());
    (row.state, row.told_at) = (StepState::Told, Some(ctx.now()));
    (row.due_on, row.escalated_at) = (Some(instruct::answer_by(today)), None);
    row.next_on = Some(remind::first_look(today, false));
    task::end(ctx, &change.tx, &row, task::UNTOLD, Some(staff.id)).await?;
    let holder = row.holder.clone();
    row.into_active_model().reset_all().update(change.tx.db()).await?;
    change.record("step_told", json!({ "holder": holder })).await?;
    change.commit().await
}

/// Mails a holder a new link, which ends the one before.
///
/// # Errors
/// Refused when it has answered, when the notice gives no address of it, or when the page is out of date.
pub async fn send_again(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, id: StepId) -> Result<()> {
    let mut change = change::open(ctx, staff, seen, Role::Caseworker).await?;
    change.advance(|_| {}).await?;
    let mut row = due(&change, id, &[StepState::Open, StepState::Told]).await?;
    let state = change.request.state;
    let mailbox = holder::mailbox(&ctx.notice, &row.holder).ok_or(Refusal::NotNow { state })?;
    let answer_by = instruct::answer_by(calendar::helsinki_date(ctx.now()));
    row.due_on = Some(answer_by);
    let row = row.into_active_model().reset_all().update(change.tx.db()).await?;
    task::end(ctx, &change.tx, &row, task::UNTOLD, Some(staff.id)).await?;
    link::mail(ctx, &change.tx, &row, mailbox, (0, answer_by)).await?;
    change.record("step_mailed_again", json!({ "holder": row.holder })).await?;
    change.commit().await
}

/// The mail that carries a link; nothing when it has nothing to ask any more.
pub(crate) async fn mail_of(ctx: &Ctx, id: StepLinkId) -> Result<Option<Letter>> {
    let Some((link, row)) = linked(ctx.read(), id).await? else { return Ok(None) };
    if link.used_at.is_some() || link.expires_at <= ctx.now() || is_settled(row.state) {
        return Ok(None);
    }
    let request = request::Entity::find_by_id(row.request_id).one(ctx.read()).await?;
    let reference = request.ok_or(Error::NotFound)?.reference;
    let language = ctx.notice.first_language();
    let notice = Notice {
        controller: &ctx.notice.controller.name,
        contact: &post::sender(&ctx.notice, language).contact,
        instruction: &row.id.to_string(),
        reference: &reference,
        operation: row.operation,
        touched: &instruct::labels(&ctx.notice, language, &row),
        answer_by: link.answer_by,
        nth: link.nth,
        link: &format!("{}/h/{}", ctx.settings.base_url, link::token_of(ctx, id)),
        valid_until: calendar::helsinki_date(link.expires_at),
    };
    Ok(Some(compose(language, &notice)))
}

/// What follows from the end of a mail to a holder. One that came back leaves the step open, before staff.
pub(crate) async fn follow_up(ctx: &Ctx, tx: &Write, id: StepLinkId, state: MailState) -> Result<()> {
    let Some((_, row)) = linked(tx.db(), id).await? else { return Ok(()) };
    match state {
        MailState::Sent => told_by_mail(ctx, tx, &row).await,
        _ if is_settled(row.state) => Ok(()),
        MailState::Bounced => {
            untold(tx, &row).await?;
            task::open(ctx, tx, &row, TaskKind::HolderBounced).await?;
            task::tell_desk(ctx, tx, &row, Occasion::HolderBounced).await?;
            note(ctx, tx, &row, "step_mail_bounced").await
        }
        MailState::Uncertain => {
            task::open(ctx, tx, &row, TaskKind::Uncertain).await?;
            note(ctx, tx, &row, "step_mail_uncertain").await
        }
        _ => Ok(()),
    }
}

async fn told_by_mail(ctx: &Ctx, tx: &Write, row: &step::Model) -> Result<()> {
    let first_look = remind::first_look(calendar::helsinki_date(ctx.now()), true);
    let told = step::Entity::update_many()
        .col_expr(step::Column::State, Expr::value(StepState::Told))
        .col_expr(step::Column::ToldAt, Expr::value(Some(ctx.now())))
        .col_expr(step::Column::NextOn, Expr::value(Some(first_look)))
        .col_expr(step::Column::EscalatedAt, Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None))
        .filter(step::Column::Id.eq(row.id))
        .filter(step::Column::State.eq(StepState::Open))
        .exec(tx.db())
        .await?;
    task::end(ctx, tx, row, task::UNTOLD, None).await?;
    if told.rows_affected == 1 { note(ctx, tx, row, "step_told").await } else { Ok(()) }
}

/// The mail that told a holder came back, and nothing else has told it: it was not told, and nobody is to hear that it
/// was (Art. 19).
async fn untold(tx: &Write, row: &step::Model) -> Result<()> {
    let by_mail = mails_of(tx.db(), std::slice::from_ref(row)).await?;
    let arrived = by_mail.iter().any(|(_, mail)| mail.state == MailState::Sent);
    if arrived || told_by_staff(tx.db(), row).await? {
        return Ok(());
    }
    step::Entity::update_many()
        .col_expr(step::Column::State, Expr::value(StepState::Open))
        .col_expr(step::Column::ToldAt, Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None))
        .filter(step::Column::Id.eq(row.id))
        .filter(step::Column::State.eq(StepState::Told))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Whether staff put on record that they told this holder by other means.
async fn told_by_staff(db: &impl ConnectionTrait, row: &step::Model) -> Result<bool> {
    let told = event::Entity::find()
        .filter(event::Column::RequestId.eq(row.request_id))
        .filter(event::Column::Kind.eq("step_told"));
    let by_hand = |told: &event::Model| {
        let detail: Value = serde_json::from_str(&told.detail).unwrap_or_default();
        detail["holder"] == row.holder.as_str() && detail["by"] != "mail"
    };
    Ok(told.all(db).await?.iter().any(by_hand))
}

async fn note(ctx: &Ctx, tx: &Write, row: &step::Model, what: &'static str) -> Result<()> {
    let entry = Entry::on(row.request_id, What(what), Actor::System);
    record(ctx, tx, entry.with(json!({ "holder": row.holder, "by": "mail" }))).await
}

/// The newest mail of each step.
///
/// # Errors
/// A fault when the database is away.
pub async fn mails(ctx: &Ctx, steps: &[step::Model]) -> Result<HashMap<StepId, outbox::Model>> {
    Ok(mails_of(ctx.read(), steps).await?.into_iter().collect())
}

/// Every mail of the steps, the oldest first.
async fn mails_of(db: &impl ConnectionTrait, steps: &[step::Model]) -> Result<Vec<(StepId, outbox::Model)>> {
    let ids = steps.iter().map(|step| step.id);
    let links = step_link::Entity::find().filter(step_link::Column::StepId.is_in(ids)).all(db).await?;
    let of_link: HashMap<StepLinkId, StepId> =
        links.into_iter().map(|link| (link.id, link.step_id)).collect();
    let mails = outbox::Entity::find()
        .filter(outbox::Column::StepLinkId.is_in(of_link.keys().copied()))
        .order_by_asc(outbox::Column::CreatedAt)
        .order_by_asc(outbox::Column::Id);
    let mails = mails.all(db).await?;
    Ok(mails.into_iter().filter_map(|mail| Some((*of_link.get(&mail.step_link_id?)?, mail))).collect())
}

async fn linked(
    db: &impl ConnectionTrait,
    id: StepLinkId,
) -> Result<Option<(step_link::Model, step::Model)>> {
    let Some(link) = step_link::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let row = step::Entity::find_by_id(link.step_id).one(db).await?;
    Ok(row.map(|row| (link, row)))
}
