//! Whether the portal still hears and speaks: once a day an address of the house asks to sign in through the real
//! form, and the test has passed when the mail server has taken its mail. It makes no request, so that nothing of it is
//! in the queue, the reports or the register. When none has passed for long, somebody is told around outbox and worker.

use crate::{
    ctx::Ctx,
    error::Result,
    law::calendar::helsinki_date,
    mail::{
        postbox::{Delivery, message::Mail},
        staff::{self, Trouble},
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use entity::{
    canary, challenge,
    id::CanaryId,
    kind::{Language, MailState},
    outbox,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Set,
    sea_query::{Expr, OnConflict},
};

/// So long after the last success it is silence: a day, and an hour for the next to come.
const SILENT_AFTER: TimeDelta = TimeDelta::hours(25);
/// So long a test of the day waits for its mail before the form is asked again: the mail's link has then expired.
const AGAIN_AFTER: TimeDelta = TimeDelta::hours(1);

/// How the tests stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The last success; before the first there is none.
    pub passed_at: Option<DateTime<Utc>>,
    /// Since when it has been tried.
    begun_at: DateTime<Utc>,
}

impl Standing {
    /// Whether none has passed for so long that somebody must look.
    pub fn is_silent(&self, now: DateTime<Utc>) -> bool {
        now - self.heard_at() > SILENT_AFTER
    }

    /// The last success, or the first try where none has passed.
    pub fn heard_at(&self) -> DateTime<Utc> {
        self.passed_at.unwrap_or(self.begun_at)
    }
}

/// How they stand; nothing before the first.
///
/// # Errors
/// A fault when the database is away.
pub async fn standing(ctx: &Ctx) -> Result<Option<Standing>> {
    let first = canary::Entity::find().order_by_asc(canary::Column::BegunAt);
    let Some(first) = first.one(ctx.read()).await? else { return Ok(None) };
    let passed = canary::Entity::find()
        .filter(canary::Column::PassedAt.is_not_null())
        .order_by_desc(canary::Column::PassedAt);
    let passed_at = passed.one(ctx.read()).await?.and_then(|row| row.passed_at);
    Ok(Some(Standing { passed_at, begun_at: first.begun_at }))
}

/// Begins the test of the day, by whichever process comes first; gives it while the form has still to be asked.
///
/// # Errors
/// A fault when the database is away.
pub async fn due(ctx: &Ctx) -> Result<Option<CanaryId>> {
    let (day, now) = (helsinki_date(ctx.now()), ctx.now());
    let row = canary::Model {
        id: ctx.mint()?,
        day,
        begun_at: now,
        asked_at: None,
        passed_at: None,
        alarmed_at: None,
    };
    let tx = ctx.write().await?;
    let once = OnConflict::column(canary::Column::Day).do_nothing().to_owned();
    let begun = canary::Entity::insert(row.into_active_model().reset_all()).on_conflict(once);
    begun.exec_without_returning(tx.db()).await?;
    tx.commit().await?;
    let waits = |at: Option<DateTime<Utc>>| at.is_some_and(|at| now - at <= AGAIN_AFTER);
    let today = canary::Entity::find().filter(canary::Column::Day.eq(day)).one(ctx.read()).await?;
    Ok(today.filter(|today| today.passed_at.is_none() && !waits(today.asked_at)).map(|today| today.id))
}

/// Notes that the form took the address.
///
/// # Errors
/// A fault when the database is away.
pub async fn asked(ctx: &Ctx, id: CanaryId) -> Result<()> {
    let tx = ctx.write().await?;
    let noted = canary::ActiveModel { id: Set(id), asked_at: Set(Some(ctx.now())), ..Default::default() };
    noted.update(tx.db()).await?;
    tx.commit().await
}

/// Notes that the mail server took the mail of the day's test.
///
/// # Errors
/// A fault when the database is away.
pub async fn settle(ctx: &Ctx) -> Result<()> {
    let open = canary::Entity::find()
        .filter(canary::Column::PassedAt.is_null())
        .filter(canary::Column::AskedAt.is_not_null())
        .order_by_desc(canary::Column::Day);
    let Some(open) = open.one(ctx.read()).await? else { return Ok(()) };
    let own = challenge::Entity::find()
        .filter(challenge::Column::EmailKey.eq(ctx.keys.email_key(&ctx.settings.mail_from)))
        .filter(challenge::Column::CreatedAt.gte(open.begun_at));
    let own = own.select_only().column(challenge::Column::Id).into_query();
    let taken = outbox::Entity::find()
        .filter(outbox::Column::ChallengeId.in_subquery(own))
        .filter(outbox::Column::State.eq(MailState::Sent));
    let Some(taken) = taken.one(ctx.read()).await? else { return Ok(()) };
    let tx = ctx.write().await?;
    let mut passed = open.into_active_model();
    passed.passed_at = Set(Some(taken.settled_at.unwrap_or_else(|| ctx.now())));
    passed.update(tx.db()).await?;
    tx.commit().await
}

/// Tells somebody once that none has passed for long, handing the mail to the mail server itself: outbox and worker may
/// be what is dead. Where even that fails, it is tried again at the next call.
///
/// # Errors
/// A fault when the database is away.
pub async fn alarm(ctx: &Ctx) -> Result<()> {
    let Some(standing) = standing(ctx).await?.filter(|standing| standing.is_silent(ctx.now())) else {
        return Ok(());
    };
    let newest = canary::Entity::find().order_by_desc(canary::Column::Day).one(ctx.read()).await?;
    let told = canary::Entity::find().filter(canary::Column::AlarmedAt.gt(standing.heard_at()));
    let Some(newest) = newest else { return Ok(()) };
    if told.one(ctx.read()).await?.is_some() || !mark(ctx, newest.id, Some(ctx.now())).await? {
        return Ok(());
    }
    if !matches!(
        ctx.postbox.deliver(&mail(ctx, &newest, &standing), async || true).await,
        Delivery::Accepted { .. }
    ) {
        tracing::error!("no self-test has passed for long, and the alarm could not be mailed");
        mark(ctx, newest.id, None).await?;
    }
    Ok(())
}

/// Notes the alarm, or that it did not go; says whether this call was first.
async fn mark(ctx: &Ctx, id: CanaryId, at: Option<DateTime<Utc>>) -> Result<bool> {
    let tx = ctx.write().await?;
    let mut marked = canary::Entity::update_many()
        .col_expr(canary::Column::AlarmedAt, Expr::value(at))
        .filter(canary::Column::Id.eq(id));
    if at.is_some() {
        marked = marked.filter(canary::Column::AlarmedAt.is_null());
    }
    let first = marked.exec(tx.db()).await?.rows_affected == 1;
    tx.commit().await?;
    Ok(first)
}

fn mail(ctx: &Ctx, newest: &canary::Model, standing: &Standing) -> Mail {
    let settings = &ctx.settings;
    let domain = settings.mail_from.as_str().rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let language: Language = ctx.notice.first_language();
    let url = format!("{}/staff/queue", settings.staff_base_url);
    let letter = staff::compose_trouble(language, Trouble::Silence(standing.heard_at()), &url);
    let to = settings.reminders.escalate_to.as_ref().unwrap_or(&settings.desk_address);
    Mail {
        message_id: format!("{}@{domain}", newest.id),
        date: ctx.now(),
        from_name: ctx.notice.controller.name.clone(),
        from: settings.mail_from.as_str().into(),
        reply_to: settings.mail_reply_to.as_ref().map(|email| email.as_str().into()),
        to: to.as_str().into(),
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
    }
}
