//! The staff queue: which requests wait, nearest due date first.

pub mod bulk;
pub mod export;
pub mod left;
pub mod row;
mod search;
pub mod tab;

use self::{
    row::Row,
    tab::{Tab, Viewer},
};
use crate::{actor::Staff, ctx::Ctx, error::Result, law::calendar, request::change};
use chrono::{Days, NaiveDate};
use entity::{
    id::{PersonId, RequestId, StaffId},
    kind::{Right, Role, State},
    person, request, staff, staff_role,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
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
    pub tab: Tab,
    pub state: Option<State>,
    pub right: Option<Concerns>,
    pub assignee: Option<AssignedTo>,
    pub urgency: Option<Urgency>,
    /// A reference, a whole e-mail address, a customer number, or a part of a name.
    pub search: Option<String>,
}

impl Filter {
    /// One tab, whole.
    pub fn of(tab: Tab) -> Self {
        Self { tab, ..Self::default() }
    }

    /// Whether it leaves anything of its tab out.
    pub fn narrows(&self) -> bool {
        self.state.is_some()
            || self.right.is_some()
            || self.assignee.is_some()
            || self.urgency.is_some()
            || self.search.is_some()
    }
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

/// A place between two rows; a page starts behind it or ends before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    forward: bool,
    due_on: NaiveDate,
    id: RequestId,
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
    batch(ctx, staff, (filter, PAGE), from).await
}

/// At most so many rows of what the filter wants.
async fn batch(
    ctx: &Ctx,
    staff: &Staff,
    (filter, most): (&Filter, u64),
    from: Option<Cursor>,
) -> Result<QueuePage> {
    let today = calendar::helsinki_date(ctx.now());
    let forward = from.is_none_or(|cursor| cursor.forward);
    let query = ordered(filter, wanted(ctx, staff.into(), filter, today), from).limit(most + 1);
    let mut found = query.all(ctx.read()).await?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = found.len() > most;
    found.truncate(most);
    if !forward {
        found.reverse();
    }
    let behind = if forward { more } else { true };
    let before = if forward { from.is_some() } else { more };
    let at = |row: &request::Model, forward| Cursor::at(row, filter, forward);
    let next = found.last().filter(|_| behind).map(|row| at(row, true));
    let previous = found.first().filter(|_| before).map(|row| at(row, false));
    Ok(QueuePage { rows: row::rows(ctx, staff, &found, today).await?, next, previous })
}

/// The requests from a place on, nearest first; without an end.
pub(crate) fn ordered(filter: &Filter, wanted: Condition, from: Option<Cursor>) -> Select<request::Entity> {
    let forward = from.is_none_or(|cursor| cursor.forward);
    let ascending = forward != (filter.tab == Tab::Closed);
    let order = if ascending { Order::Asc } else { Order::Desc };
    let mut query = request::Entity::find().filter(wanted);
    if let Some(cursor) = from {
        query = query.filter(cursor.beyond(&date_of(filter), ascending));
    }
    query.order_by(date_of(filter), order.clone()).order_by(request::Column::Id, order)
}

/// The date a tab is ordered by: of open requests the date that counts, of closed ones the first, which their index has.
fn date_of(filter: &Filter) -> SimpleExpr {
    if filter.tab == Tab::Closed { Expr::col(request::Column::DueOn) } else { open_date() }
}

/// The date that counts, as the index over open requests writes it.
pub(crate) fn open_date() -> SimpleExpr {
    use request::Column::{DueOn, ExtendedDueOn};
    Func::coalesce([Expr::col(ExtendedDueOn), Expr::col(DueOn)]).into()
}

impl Cursor {
    fn at(row: &request::Model, filter: &Filter, forward: bool) -> Self {
        let due_on = if filter.tab == Tab::Closed { row.due_on } else { row::counting_date(row) };
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

pub(crate) fn wanted(ctx: &Ctx, viewer: Viewer<'_>, filter: &Filter, today: NaiveDate) -> Condition {
    use request::Column as Of;
    let right = filter.right.map(|right| match right {
        Concerns::Unclassified => Of::Right.is_null(),
        Concerns::Right(right) => Of::Right.eq(right),
    });
    let assignee = filter.assignee.map(|assignee| match assignee {
        AssignedTo::Me => Of::AssigneeId.eq(viewer.id),
        AssignedTo::Nobody => Of::AssigneeId.is_null(),
        AssignedTo::Staff(id) => Of::AssigneeId.eq(id),
    });
    let urgent = filter.urgency.map(|urgency| {
        let date = open_date;
        let near = match urgency {
            Urgency::Overdue => date().lt(today),
            Urgency::Soon => date().between(today, today + SOON),
        };
        Condition::all().add(Of::AnsweredAt.is_null()).add(near)
    });
    let searched = filter.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
    Condition::all()
        .add(tab::of(filter.tab, ctx, viewer, today))
        .add_option(filter.state.map(|state| Of::State.eq(state)))
        .add_option(right)
        .add_option(assignee)
        .add_option((filter.assignee.is_some() && filter.tab.is_open()).then(tab::in_open_state))
        .add_option(urgent)
        .add_option(searched.map(|text| search::search(ctx, text)))
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
