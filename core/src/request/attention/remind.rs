//! Reminders before the dates of a request, and word to a second address when nobody looks at it.

use super::{Member, mark, members};
use crate::{
    ctx::Ctx,
    error::Result,
    law::calendar,
    mail::{
        outbox,
        reminder::{self, Line, Theme},
    },
    request::queue::{open_date, row::counting_date, tab::is_open},
};
use chrono::{Days, NaiveDate};
use entity::{
    id::StaffId,
    kind::{AttentionKind, Language, Role, State},
    pause, request,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::Expr,
};
use std::collections::BTreeMap;

/// As many requests in one go as a mail can name; the rest follow at the next tidying.
const AT_ONCE: u64 = 100;

/// Reminds of the dates that come near: whoever is assigned, else every caseworker, and the approvers where a proposal
/// waits. Each date once; an extension has a new one, and the old one is not told any more.
pub(super) async fn dates(ctx: &Ctx, today: NaiveDate) -> Result<()> {
    if near(ctx, today).one(ctx.read()).await?.is_none() {
        return Ok(());
    }
    let legal_by = calendar::working_day_after(today, ctx.settings.reminders.before_legal);
    let tx = ctx.write().await?;
    let staff = members(tx.db()).await?;
    let mut mails: BTreeMap<Option<StaffId>, Vec<Line>> = BTreeMap::new();
    for request in near(ctx, today).limit(AT_ONCE).all(tx.db()).await? {
        let mut new = false;
        let (internal, legal) = (request.internal_due_on, counting_date(&request));
        if request.extended_due_on.is_none() && internal <= internal_by(ctx, today) {
            new |= mark(ctx, &tx, (request.id, AttentionKind::Internal), internal).await?;
        }
        if legal <= legal_by {
            new |= mark(ctx, &tx, (request.id, AttentionKind::Legal), legal).await?;
        }
        for whom in recipients(&staff, &request).filter(|_| new) {
            mails.entry(whom).or_default().push(Line::of(&request));
        }
    }
    for (whom, lines) in mails {
        let member = whom.and_then(|id| staff.get(&id));
        let (to, language) = address(ctx, member);
        let mail = reminder::compose(language, Theme::Near, &lines, &queue(ctx));
        outbox::staff::enqueue(ctx, &tx, &mail, &to).await?;
    }
    tx.commit().await
}

fn internal_by(ctx: &Ctx, today: NaiveDate) -> NaiveDate {
    calendar::working_day_after(today, ctx.settings.reminders.before_internal)
}

/// The unanswered requests with a date that comes near and was not reminded of; none whose clock stands still.
fn near(ctx: &Ctx, today: NaiveDate) -> sea_orm::Select<request::Entity> {
    use request::Column::{AnsweredAt, ExtendedDueOn, Id, InternalDueOn, State as Is};
    let told = |kind: &str, day: &str| {
        Expr::cust(format!(
            "NOT EXISTS (SELECT 1 FROM attention a WHERE a.request_id = request.id AND a.kind = '{kind}' AND a.day = {day})"
        ))
    };
    let legal_by = calendar::working_day_after(today, ctx.settings.reminders.before_legal);
    let internal = Condition::all()
        .add(ExtendedDueOn.is_null())
        .add(InternalDueOn.lte(internal_by(ctx, today)))
        .add(told("internal", "request.internal_due_on"));
    let legal = Condition::all()
        .add(open_date().lte(legal_by))
        .add(told("legal", "COALESCE(request.extended_due_on, request.due_on)"));
    request::Entity::find()
        .filter(is_open())
        .filter(Is.ne(State::Fulfilling))
        .filter(AnsweredAt.is_null())
        .filter(Id.not_in_subquery(paused()))
        .filter(Condition::any().add(internal).add(legal))
        .order_by_asc(open_date())
        .order_by_asc(Id)
}

/// The requests whose clock stands still.
fn paused() -> sea_orm::sea_query::SelectStatement {
    pause::Entity::find()
        .select_only()
        .column(pause::Column::RequestId)
        .filter(pause::Column::ToOn.is_null())
        .into_query()
}

/// Who must hear of a request; the desk where there is nobody else.
fn recipients(
    staff: &BTreeMap<StaffId, Member>,
    request: &request::Model,
) -> impl Iterator<Item = Option<StaffId>> {
    let with =
        |role| staff.values().filter(move |member| member.roles.contains(&role)).map(|member| member.id);
    let mut whom: Vec<_> = match request.assignee_id.filter(|id| staff.contains_key(id)) {
        Some(assignee) => vec![assignee],
        None => with(Role::Caseworker).collect(),
    };
    if request.state == State::AwaitingApproval {
        whom.extend(with(Role::Approver));
    }
    whom.sort_unstable();
    whom.dedup();
    let desk = whom.is_empty().then_some(None);
    whom.into_iter().map(Some).chain(desk)
}

fn address(ctx: &Ctx, member: Option<&Member>) -> (String, Language) {
    let first = ctx.notice.first_language();
    match member {
        Some(member) => (member.email.clone(), member.language),
        None => (ctx.settings.desk_address.as_str().into(), first),
    }
}

pub(super) fn queue(ctx: &Ctx) -> String {
    format!("{}/staff/queue", ctx.settings.staff_base_url)
}

/// Tells the second address of the configuration which open requests nobody has looked at for its number of working
/// days, and again as often as so many have passed.
pub(super) async fn unseen(ctx: &Ctx, today: NaiveDate) -> Result<()> {
    let Some(to) = &ctx.settings.reminders.escalate_to else { return Ok(()) };
    let Some(since) = last_day(today, ctx.settings.reminders.escalate_after) else { return Ok(()) };
    if forgotten(since).one(ctx.read()).await?.is_none() {
        return Ok(());
    }
    let tx = ctx.write().await?;
    let mut lines = Vec::new();
    for request in forgotten(since).limit(AT_ONCE).all(tx.db()).await? {
        if mark(ctx, &tx, (request.id, AttentionKind::Unseen), today).await? {
            lines.push(Line::of(&request));
        }
    }
    if !lines.is_empty() {
        let (_, language) = address(ctx, None);
        let mail = reminder::compose(language, Theme::Unseen, &lines, &queue(ctx));
        outbox::staff::enqueue(ctx, &tx, &mail, to.as_str()).await?;
    }
    tx.commit().await
}

/// The last day from which so many whole working days have passed before today.
fn last_day(today: NaiveDate, days: usize) -> Option<NaiveDate> {
    let mut day = today;
    while calendar::working_day_after(day, days + 1) > today {
        day = day.checked_sub_days(Days::new(1))?;
    }
    Some(day)
}

/// What waits for staff and was neither looked at nor told of since a day.
fn forgotten(since: NaiveDate) -> sea_orm::Select<request::Entity> {
    use request::Column::{AnsweredAt, Id, ReceivedOn, State as Is};
    // The day is our own and no text of anybody's.
    let looked = format!(
        "NOT EXISTS (SELECT 1 FROM attention a WHERE a.request_id = request.id AND a.kind IN ('seen', 'unseen') \
         AND a.day > '{since}')"
    );
    request::Entity::find()
        .filter(is_open())
        .filter(Is.is_in([State::Received, State::InProgress, State::AwaitingApproval]))
        .filter(AnsweredAt.is_null())
        .filter(ReceivedOn.lte(since))
        .filter(Expr::cust(looked))
        .order_by_asc(open_date())
        .order_by_asc(Id)
}
