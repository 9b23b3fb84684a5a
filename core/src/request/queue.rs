//! The staff queue: which requests wait, nearest due date first.

pub mod left;
mod search;

use crate::{
    actor::Staff,
    ctx::Ctx,
    email::Email,
    error::Result,
    law::{calendar, extension::Complexity},
    request::{change, extend},
    step,
};
use chrono::{Days, NaiveDate};
use entity::{
    id::{PersonId, RequestId, StaffId},
    kind::{Outcome, Right, Role, State, TaskKind},
    person, request, staff, staff_role,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, Func, SimpleExpr},
};
use std::collections::{BTreeSet, HashMap};

/// Rows of one page.
const PAGE: u64 = 50;

/// What is due within so many days is due soon.
pub const SOON: Days = Days::new(7);

/// What of the queue is shown; the default is everything that is open.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The tab of closed requests, newest date first, instead of the open ones.
    pub closed: bool,
    /// The tab of requests, open or closed, of which another holder of the data is still to be told or to answer, or about
    /// which staff must do what a holder cannot.
    pub waiting: bool,
    /// The tab of closed requests on which staff still have a task.
    pub left: bool,
    pub state: Option<State>,
    pub right: Option<Concerns>,
    pub assignee: Option<AssignedTo>,
    pub urgency: Option<Urgency>,
    /// A reference, a whole e-mail address, a customer number, or a part of a name.
    pub search: Option<String>,
}

/// Which right a filter wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concerns {
    Unclassified,
    Right(Right),
}

/// Whose work a filter wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignedTo {
    Me,
    Nobody,
    Staff(StaffId),
}

/// How near the date of what a filter wants is; what is answered is never urgent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Past its date.
    Overdue,
    /// Due today or within [`SOON`].
    Soon,
}

/// How many open requests there are, and how many of them press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    pub overdue: u64,
    pub soon: u64,
    pub open: u64,
}

/// A place between two rows; a page starts behind it or ends before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    forward: bool,
    due_on: NaiveDate,
    id: RequestId,
}

/// One request in the queue.
#[derive(Clone, Debug)]
pub struct Row {
    pub id: RequestId,
    pub reference: String,
    pub right: Option<Right>,
    pub state: State,
    pub outcome: Option<Outcome>,
    /// The name given, else the masked address; nothing once both are cleared.
    pub requester: Option<String>,
    pub received_on: NaiveDate,
    /// The date that counts: the extended one, if the time limit was extended.
    pub due_on: NaiveDate,
    /// Why the time limit was extended, if it was.
    pub extended: Option<Vec<Complexity>>,
    pub overdue: bool,
    pub assignee: Option<String>,
    /// Filed above the limits; look twice.
    pub flooded: bool,
    /// The oldest task left on it, of a closed request.
    pub task: Option<TaskKind>,
}

/// A page of the queue with the way on and back.
#[derive(Clone, Debug)]
pub struct QueuePage {
    pub rows: Vec<Row>,
    pub next: Option<Cursor>,
    pub previous: Option<Cursor>,
}

/// One page of what the filter wants.
///
/// # Errors
/// Refused without a role that reads cases.
pub async fn page(ctx: &Ctx, staff: &Staff, filter: &Filter, from: Option<Cursor>) -> Result<QueuePage> {
    change::require_reading(staff)?;
    let today = calendar::helsinki_date(ctx.now());
    let forward = from.is_none_or(|cursor| cursor.forward);
    let ascending = forward != filter.closed;
    let mut query = request::Entity::find().filter(wanted(ctx, staff, filter, today)).limit(PAGE + 1);
    if let Some(cursor) = from {
        query = query.filter(cursor.beyond(&date_of(filter), ascending));
    }
    let order = if ascending { sea_orm::Order::Asc } else { sea_orm::Order::Desc };
    let query = query.order_by(date_of(filter), order.clone()).order_by(request::Column::Id, order);
    let mut found = query.all(ctx.read()).await?;
    let more = found.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    if !forward {
        found.reverse();
    }
    let behind = if forward { more } else { true };
    let before = if forward { from.is_some() } else { more };
    let at = |row: &request::Model, forward| Cursor::at(row, filter, forward);
    let next = found.last().filter(|_| behind).map(|row| at(row, true));
    let previous = found.first().filter(|_| before).map(|row| at(row, false));
    Ok(QueuePage { rows: rows(ctx.read(), &found, today).await?, next, previous })
}

/// How many requests are open, and how many of them are overdue or due soon.
///
/// # Errors
/// Refused without a role that reads cases.
pub async fn tally(ctx: &Ctx, staff: &Staff) -> Result<Tally> {
    change::require_reading(staff)?;
    let today = calendar::helsinki_date(ctx.now());
    let count = async |urgency| {
        let filter = Filter { urgency, ..Filter::default() };
        request::Entity::find().filter(wanted(ctx, staff, &filter, today)).count(ctx.read()).await
    };
    let (overdue, soon) = (count(Some(Urgency::Overdue)).await?, count(Some(Urgency::Soon)).await?);
    Ok(Tally { overdue, soon, open: count(None).await? })
}

/// The date a tab is ordered by. Open requests are few and ordered by the date that counts; the closed ones by
/// the index over their first date.
fn date_of(filter: &Filter) -> SimpleExpr {
    use request::Column::{DueOn, ExtendedDueOn};
    let (due_on, extended) = (Expr::col(DueOn), Expr::col(ExtendedDueOn));
    if filter.closed { due_on } else { Func::coalesce([extended, due_on]).into() }
}

/// Whether a request is past its date and still unanswered.
pub fn is_overdue(request: &request::Model, today: NaiveDate) -> bool {
    request.answered_at.is_none() && request.state != State::Closed && counting_date(request) < today
}

/// The date that counts.
pub fn counting_date(request: &request::Model) -> NaiveDate {
    request.extended_due_on.unwrap_or(request.due_on)
}

/// The requester as staff may see them in a list.
pub fn requester_shown(request: &request::Model) -> Option<String> {
    let masked = || {
        let email = request.requester_email.as_deref()?;
        Email::parse(email).ok().map(|email| email.masked())
    };
    request.requester_name.clone().filter(|name| !name.trim().is_empty()).or_else(masked)
}

impl Cursor {
    fn at(row: &request::Model, filter: &Filter, forward: bool) -> Self {
        let due_on = if filter.closed { row.due_on } else { counting_date(row) };
        Self { forward, due_on, id: row.id }
    }

    fn beyond(self, date: &SimpleExpr, ascending: bool) -> Condition {
        let (date, id) = (|| date.clone(), request::Column::Id);
        let same_day = Condition::all().add(date().eq(self.due_on));
        if ascending {
            Condition::any().add(date().gt(self.due_on)).add(same_day.add(id.gt(self.id)))
        } else {
            Condition::any().add(date().lt(self.due_on)).add(same_day.add(id.lt(self.id)))
        }
    }

    /// Reads the text of a URL; nothing when it is none of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let forward = match parts.next()? {
            "after" => true,
            "before" => false,
            _ => return None,
        };
        Some(Self { forward, due_on: parts.next()?.parse().ok()?, id: parts.next()?.parse().ok()? })
    }
}

/// The text for a URL.
impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let way = if self.forward { "after" } else { "before" };
        write!(f, "{way}.{}.{}", self.due_on, self.id)
    }
}

/// What a tab holds.
fn tab(filter: &Filter) -> SimpleExpr {
    use request::Column::{Id, State as Is};
    let open = [
        State::Received,
        State::InProgress,
        State::AwaitingCustomer,
        State::AwaitingApproval,
        State::Fulfilling,
    ];
    if filter.left {
        left::on_closed()
    } else if filter.waiting {
        Id.in_subquery(step::waiting()).or(Id.in_subquery(step::before_staff()))
    } else if filter.closed {
        Is.eq(State::Closed)
    } else {
        Is.is_in(open)
    }
}

fn wanted(ctx: &Ctx, staff: &Staff, filter: &Filter, today: NaiveDate) -> Condition {
    use request::Column as Of;
    let right = filter.right.map(|right| match right {
        Concerns::Unclassified => Of::Right.is_null(),
        Concerns::Right(right) => Of::Right.eq(right),
    });
    let assignee = filter.assignee.map(|assignee| match assignee {
        AssignedTo::Me => Of::AssigneeId.eq(staff.id),
        AssignedTo::Nobody => Of::AssigneeId.is_null(),
        AssignedTo::Staff(id) => Of::AssigneeId.eq(id),
    });
    let urgent = filter.urgency.map(|urgency| {
        let date = || date_of(&Filter::default());
        let near = match urgency {
            Urgency::Overdue => date().lt(today),
            Urgency::Soon => date().between(today, today + SOON),
        };
        Condition::all().add(Of::AnsweredAt.is_null()).add(near)
    });
    let searched = filter.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
    Condition::all()
        .add(tab(filter))
        .add_option(filter.state.map(|state| Of::State.eq(state)))
        .add_option(right)
        .add_option(assignee)
        .add_option(urgent)
        .add_option(searched.map(|text| search::search(ctx, text)))
}

async fn rows(db: &impl ConnectionTrait, found: &[request::Model], today: NaiveDate) -> Result<Vec<Row>> {
    let extensions = extend::of(db, found).await?;
    let names = staff_names(db, found.iter().filter_map(|request| request.assignee_id)).await?;
    let tasks = left::tasks(db, found).await?;
    let row = |request: &request::Model| Row {
        id: request.id,
        reference: request.reference.clone(),
        right: request.right,
        state: request.state,
        outcome: request.outcome,
        requester: requester_shown(request),
        received_on: request.received_on,
        due_on: counting_date(request),
        extended: request.extended_due_on.map(|_| extend::complexity(extensions.get(&request.id))),
        overdue: is_overdue(request, today),
        assignee: request.assignee_id.and_then(|id| names.get(&id).cloned()),
        flooded: request.flooded,
        task: tasks.get(&request.id).copied(),
    };
    Ok(found.iter().map(row).collect())
}

/// The names of staff by their keys.
pub(crate) async fn staff_names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = StaffId>,
) -> Result<HashMap<StaffId, String>> {
    let ids: BTreeSet<_> = ids.into_iter().map(|id| id.0).collect();
    let found = staff::Entity::find().filter(staff::Column::Id.is_in(ids.into_iter().map(StaffId)));
    Ok(found.all(db).await?.into_iter().map(|staff| (staff.id, staff.name)).collect())
}

/// Everybody a request can be assigned to, by name.
///
/// # Errors
/// Refused without a role that reads cases.
pub async fn colleagues(ctx: &Ctx, staff: &Staff) -> Result<Vec<(StaffId, String)>> {
    change::require_reading(staff)?;
    let caseworkers = staff_role::Entity::find()
        .select_only()
        .column(staff_role::Column::StaffId)
        .filter(staff_role::Column::Role.eq(Role::Caseworker))
        .into_query();
    let active = staff::Entity::find()
        .filter(staff::Column::DisabledAt.is_null())
        .filter(staff::Column::Id.in_subquery(caseworkers))
        .order_by_asc(staff::Column::Name);
    Ok(active.all(ctx.read()).await?.into_iter().map(|staff| (staff.id, staff.name)).collect())
}

/// How many persons of the register have the requester's address, and the one if it is one.
pub(crate) async fn persons_with(db: &impl ConnectionTrait, email_key: &str) -> Result<Vec<PersonId>> {
    let found = person::Entity::find().filter(person::Column::EmailKey.eq(email_key));
    Ok(found.order_by_asc(person::Column::Id).all(db).await?.into_iter().map(|person| person.id).collect())
}
