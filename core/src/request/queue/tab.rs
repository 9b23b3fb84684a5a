//! The tabs of the queue: by need, each with the requests it holds, and how many they are.

use super::{SOON, left, open_date};
use crate::{
    actor::Staff,
    ctx::Ctx,
    error::Result,
    law::calendar,
    request::{change, message},
    right::portability::transfer,
    settings::ApprovalMode,
    step,
};
use chrono::NaiveDate;
use entity::{
    id::{RequestId, StaffId},
    kind::{Role, State},
    proposal, request, task,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Asterisk, Expr, Func, Query, SelectStatement, SimpleExpr, UnionType},
};
use std::collections::BTreeSet;

/// A tab of the queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What the reader can act on now, by their roles.
    Next,
    /// Assigned to the reader.
    Mine,
    /// Assigned to nobody.
    Unassigned,
    /// Unanswered and due today or within [`SOON`].
    Soon,
    /// Unanswered and past its date.
    Overdue,
    /// More was asked of the requester.
    Customer,
    /// A decision waits for a second person.
    Approval,
    /// Another holder of the data is still to be told or to answer, or staff must do what a holder cannot; open or closed.
    Holders,
    /// Everything that is open.
    #[default]
    Open,
    /// Closed, newest date first.
    Closed,
    /// Closed with a task for staff.
    Left,
}

/// Whose queue it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Viewer<'a> {
    pub id: StaffId,
    pub roles: &'a BTreeSet<Role>,
}

impl Viewer<'_> {
    /// Whether they hold a role.
    pub fn is(self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

impl<'a> From<&'a Staff> for Viewer<'a> {
    fn from(staff: &'a Staff) -> Self {
        Self { id: staff.id, roles: &staff.roles }
    }
}

/// How many requests the counted tabs of a reader hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub Vec<(Tab, u64)>);

impl Counts {
    /// Of one tab; nothing where it is not counted.
    pub fn of(&self, tab: Tab) -> Option<u64> {
        self.0.iter().find(|(of, _)| *of == tab).map(|(_, count)| *count)
    }
}

impl Tab {
    /// Every tab, in the order they are drawn.
    pub const ALL: [Self; 11] = [
        Self::Next,
        Self::Mine,
        Self::Unassigned,
        Self::Overdue,
        Self::Soon,
        Self::Customer,
        Self::Approval,
        Self::Holders,
        Self::Open,
        Self::Closed,
        Self::Left,
    ];

    /// Its name in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::Soon => "soon",
            Self::Overdue => "overdue",
            Self::Customer => "customer",
            Self::Approval => "approval",
            Self::Holders => "holders",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Left => "left",
        }
    }

    /// Reads what [`Tab::code`] wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.code() == code)
    }

    /// Where a reader begins: what they can act on, or everything where they only read.
    pub fn home(staff: &Staff) -> Self {
        if Self::Next.is_for(staff) { Self::Next } else { Self::Open }
    }

    /// Whether the tab can ever hold anything for a reader: a reader acts on nothing, and only a caseworker is assigned.
    pub fn is_for(self, staff: &Staff) -> bool {
        self.is_of(staff.into())
    }

    fn is_of(self, viewer: Viewer<'_>) -> bool {
        match self {
            Self::Next => viewer.is(Role::Caseworker) || viewer.is(Role::Approver),
            Self::Mine => viewer.is(Role::Caseworker),
            _ => true,
        }
    }

    /// Whether it holds open requests only, so that counting it reads no closed ones.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Holders | Self::Closed | Self::Left)
    }
}

/// How many requests each tab of open requests holds for a reader: one pass over the open ones.
///
/// # Errors
/// Refused without a role that reads cases.
pub async fn counts(ctx: &Ctx, staff: &Staff) -> Result<Counts> {
    change::require_reading(staff)?;
    count(ctx, staff.into()).await
}

/// The same for a member of staff who is not there.
pub(crate) async fn count(ctx: &Ctx, viewer: Viewer<'_>) -> Result<Counts> {
    let tabs: Vec<Tab> = Tab::ALL.into_iter().filter(|tab| tab.is_open() && tab.is_of(viewer)).collect();
    let row = ctx.read().query_one(&counting(ctx, viewer, &tabs)).await?;
    let count = |tab: Tab| match &row {
        Some(row) => Ok((tab, u64::try_from(row.try_get::<i64>("", tab.code())?).unwrap_or(0))),
        None => Ok((tab, 0)),
    };
    let mut counts = tabs.into_iter().map(count).collect::<Result<Vec<_>>>()?;
    counts.push((Tab::Holders, held_up(ctx).await?));
    Ok(Counts(counts))
}

/// How many requests wait for a holder: counted over open steps and tasks, for most requests are closed.
async fn held_up(ctx: &Ctx) -> Result<u64> {
    let waiting = step::waiting().union(UnionType::Distinct, step::before_staff()).to_owned();
    let mut count = Query::select();
    count.expr_as(Func::count(Expr::col(Asterisk)), "held").from_subquery(waiting, "waiting");
    let row = ctx.read().query_one(&count).await?;
    let held = row.map(|row| row.try_get::<i64>("", "held")).transpose()?;
    Ok(held.and_then(|held| u64::try_from(held).ok()).unwrap_or(0))
}

pub(crate) fn counting(ctx: &Ctx, viewer: Viewer<'_>, tabs: &[Tab]) -> SelectStatement {
    let mut select = request::Entity::find().select_only().filter(is_open()).into_query();
    let today = calendar::helsinki_date(ctx.now());
    for tab in tabs {
        let held = Expr::case(Condition::all().add(within(*tab, ctx, viewer, today)), 1);
        select.expr_as(Func::count(Into::<SimpleExpr>::into(held)), tab.code());
    }
    select
}

/// The requests of a tab.
pub(super) fn of(tab: Tab, ctx: &Ctx, viewer: Viewer<'_>, today: NaiveDate) -> Condition {
    use request::Column::{Id, State as Is};
    match tab {
        Tab::Closed => Condition::all().add(Is.eq(State::Closed)),
        Tab::Left => Condition::all().add(left::on_closed()),
        Tab::Holders => {
            Condition::any().add(Id.in_subquery(step::waiting())).add(Id.in_subquery(step::before_staff()))
        }
        tab => Condition::all().add(is_open()).add(within(tab, ctx, viewer, today)),
    }
}

/// The state is a literal, not a parameter: only so does an engine know that the index over open requests holds them all.
pub(crate) fn is_open() -> SimpleExpr {
    Expr::col((request::Entity, request::Column::State)).ne(Expr::cust("'closed'"))
}

/// The index by assignee has the states behind it: named one by one, it is not read over the closed ones of somebody.
pub(super) fn in_open_state() -> SimpleExpr {
    request::Column::State.is_in(State::ALL.iter().copied().filter(|state| *state != State::Closed))
}

/// Which open requests a tab of open ones holds.
fn within(tab: Tab, ctx: &Ctx, viewer: Viewer<'_>, today: NaiveDate) -> Condition {
    use request::Column::{AnsweredAt, AssigneeId, State as Is};
    let all = Condition::all;
    match tab {
        Tab::Next => next(ctx, viewer),
        Tab::Mine => all().add(AssigneeId.eq(viewer.id)).add(in_open_state()),
        Tab::Unassigned => all().add(AssigneeId.is_null()).add(in_open_state()),
        Tab::Soon => all().add(AnsweredAt.is_null()).add(open_date().between(today, today + SOON)),
        Tab::Overdue => all().add(AnsweredAt.is_null()).add(open_date().lt(today)),
        Tab::Customer => all().add(Is.eq(State::AwaitingCustomer)),
        Tab::Approval => Condition::any().add(Is.eq(State::AwaitingApproval)).add(transfer::proposed(None)),
        Tab::Open | Tab::Holders | Tab::Closed | Tab::Left => all().add(Expr::cust("1 = 1")),
    }
}

/// A caseworker acts on what is theirs or nobody's and is not waiting for somebody else, or has a task or a message to
/// read; an approver on proposals, not on their own where two persons must agree.
fn next(ctx: &Ctx, viewer: Viewer<'_>) -> Condition {
    use request::Column::{AssigneeId, Id, State as Is};
    let mut any = Condition::any();
    if viewer.is(Role::Caseworker) {
        let at_hand = Condition::any().add(AssigneeId.eq(viewer.id)).add(AssigneeId.is_null());
        let acts = Condition::any()
            .add(Is.is_in([State::Received, State::InProgress]))
            .add(Id.in_subquery(with_task()))
            .add(Id.in_subquery(message::unread()));
        any = any.add(at_hand.and(acts));
    }
    if viewer.is(Role::Approver) {
        let own = (ctx.settings.approval_mode == ApprovalMode::TwoPersons)
            .then(|| Id.not_in_subquery(proposed_by(viewer)));
        any = any.add(Condition::all().add(Is.eq(State::AwaitingApproval)).add_option(own));
        any = any.add(transfer::proposed(Some(viewer.id)));
    }
    any
}

/// A letter to print and post is one, also while nothing else is left to do: until it is posted the time runs.
fn with_task() -> SelectStatement {
    task::Entity::find()
        .select_only()
        .column(task::Column::RequestId)
        .filter(task::Column::DoneAt.is_null())
        .filter(task::Column::RequestId.is_not_null())
        .into_query()
}

fn proposed_by(viewer: Viewer<'_>) -> SelectStatement {
    waiting_proposals().filter(proposal::Column::ProposedBy.eq(viewer.id)).into_query()
}

fn waiting_proposals() -> sea_orm::Select<proposal::Entity> {
    proposal::Entity::find()
        .select_only()
        .column(proposal::Column::RequestId)
        .filter(proposal::Column::VoidedAt.is_null())
        .filter(proposal::Column::ApprovedAt.is_null())
}

/// Which of these requests wait for somebody else than the reader, who proposed the decision.
pub(super) async fn own_proposals(ctx: &Ctx, staff: &Staff, ids: Vec<RequestId>) -> Result<Vec<RequestId>> {
    if ids.is_empty() || ctx.settings.approval_mode == ApprovalMode::OnePerson {
        return Ok(Vec::new());
    }
    let own = waiting_proposals()
        .filter(proposal::Column::ProposedBy.eq(staff.id))
        .filter(proposal::Column::RequestId.is_in(ids));
    Ok(own.into_tuple().all(ctx.read()).await?)
}
