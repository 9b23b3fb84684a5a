//! The yearly review: is each category still needed, accurate, on the right basis and kept rightly? (law.md R5.8,
//! Arts. 5(1)(e), 5(2) and 24)

#[cfg(test)]
mod tests;

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    law::calendar::helsinki_date,
    register::inventory::word::Category,
    request::queue::staff_names,
};
use chrono::{Days, Months, NaiveDate};
use entity::{
    id::{ReviewId, StaffId},
    installation,
    kind::{ReviewVerdict, Role},
    review,
    review_finding::{self, Column as Of},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};

/// From one review to the next (R5.8).
const EVERY: Months = Months::new(12);
/// So long before its day the review is put before staff.
const AHEAD: Days = Days::new(30);
/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 2000;

/// What a newer answer about a category replaces.
const ANSWERS: [Of; 7] =
    [Of::Needed, Of::Accurate, Of::Basis, Of::Retention, Of::Note, Of::FoundBy, Of::FoundAt];

/// What is asked of every category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Still needed for its purposes (Art. 5(1)(c)).
    Needed,
    /// Accurate and up to date (Art. 5(1)(d)).
    Accurate,
    /// On the right basis (Art. 6).
    Basis,
    /// Kept no longer than needed (Art. 5(1)(e)).
    Retention,
}

/// The answers about one category.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    pub category: Category,
    pub needed: ReviewVerdict,
    pub accurate: ReviewVerdict,
    pub basis: ReviewVerdict,
    pub retention: ReviewVerdict,
    /// May be blank while nothing is to be changed.
    pub note: &'a str,
}

/// A review with its findings and the names of who did it.
#[derive(Clone, Debug)]
pub struct Review {
    pub row: review::Model,
    /// In the order of the categories.
    pub findings: Vec<review_finding::Model>,
    pub names: HashMap<StaffId, String>,
}

/// How the duty stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The day by which the next review is to be done.
    pub due_on: NaiveDate,
    pub open: Option<ReviewId>,
    pub overdue: bool,
}

impl Question {
    /// Every question, in order.
    pub const ALL: &'static [Self] = &[Self::Needed, Self::Accurate, Self::Basis, Self::Retention];

    /// Part of the keys of its words, and the name of its field.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::Accurate => "accurate",
            Self::Basis => "basis",
            Self::Retention => "retention",
        }
    }

    /// What a finding answers.
    pub const fn of(self, finding: &review_finding::Model) -> ReviewVerdict {
        match self {
            Self::Needed => finding.needed,
            Self::Accurate => finding.accurate,
            Self::Basis => finding.basis,
            Self::Retention => finding.retention,
        }
    }
}

impl Finding<'_> {
    /// Whether it says what is to be changed where something is.
    pub fn is_whole(&self) -> bool {
        let answers = [self.needed, self.accurate, self.basis, self.retention];
        let length = self.note.trim().chars().count();
        let due = answers.contains(&ReviewVerdict::Change);
        length <= LONGEST_NOTE && (length > 0 || !due)
    }
}

impl Review {
    /// What was found about a category.
    pub fn finding(&self, category: Category) -> Option<&review_finding::Model> {
        self.findings.iter().find(|finding| finding.category == category.code())
    }

    /// The categories nothing was found about yet.
    pub fn missing(&self) -> impl Iterator<Item = Category> {
        Category::ALL.iter().copied().filter(|category| self.finding(*category).is_none())
    }
}

/// The day by which the next review is to be done: twelve months after the last, or after the installation.
///
/// # Errors
/// A fault when the database is away.
pub async fn due_on(db: &impl ConnectionTrait) -> Result<NaiveDate> {
    let last = review::Entity::find()
        .filter(review::Column::ClosedAt.is_not_null())
        .order_by_desc(review::Column::ClosedAt)
        .one(db)
        .await?;
    let from = match last.and_then(|last| last.closed_at) {
        Some(closed_at) => Some(closed_at),
        None => installation::Entity::find_by_id(1).one(db).await?.map(|row| row.created_at),
    };
    let from = from.map_or(NaiveDate::MIN, helsinki_date);
    Ok(from.checked_add_months(EVERY).unwrap_or(NaiveDate::MAX))
}

/// How the duty stands today.
///
/// # Errors
/// A fault when the database is away.
pub async fn standing(ctx: &Ctx) -> Result<Standing> {
    let due_on = due_on(ctx.read()).await?;
    let open = open(ctx.read()).await?.map(|row| row.id);
    Ok(Standing { due_on, open, overdue: helsinki_date(ctx.now()) > due_on })
}

async fn open(db: &impl ConnectionTrait) -> Result<Option<review::Model>> {
    let open = review::Entity::find().filter(review::Column::ClosedAt.is_null());
    Ok(open.order_by_asc(review::Column::OpenedAt).one(db).await?)
}

/// Opens the review thirty days before its day, once.
///
/// # Errors
/// A fault when the database is away.
pub async fn schedule(ctx: &Ctx) -> Result<()> {
    let standing = standing(ctx).await?;
    let from = standing.due_on.checked_sub_days(AHEAD).unwrap_or(standing.due_on);
    if standing.open.is_none() && from <= helsinki_date(ctx.now()) {
        put_down(ctx, Actor::System).await?;
    }
    Ok(())
}

/// Opens a review before its day; gives the one that is open where there is one.
///
/// # Errors
/// Refused without the role.
pub async fn begin(ctx: &Ctx, staff: &Staff) -> Result<ReviewId> {
    require(staff)?;
    put_down(ctx, Actor::Staff(staff)).await
}

async fn put_down(ctx: &Ctx, actor: Actor<'_>) -> Result<ReviewId> {
    let tx = ctx.write().await?;
    // One row that everybody who opens a review must hold, so that there is never a second.
    installation::Entity::find_by_id(1).lock_exclusive().one(tx.db()).await?;
    if let Some(row) = open(tx.db()).await? {
        return Ok(row.id);
    }
    let due_on = due_on(tx.db()).await?;
    let row =
        review::Model { id: ctx.mint()?, due_on, opened_at: ctx.now(), closed_at: None, closed_by: None };
    let id = row.into_active_model().reset_all().insert(tx.db()).await?.id;
    record(ctx, &tx, Entry::of(What("review_opened"), actor).with(json!({ "review": id }))).await?;
    tx.commit().await?;
    Ok(id)
}

/// A review.
///
/// # Errors
/// Not found for an unknown one.
pub async fn find(ctx: &Ctx, id: ReviewId) -> Result<Review> {
    let row = review::Entity::find_by_id(id).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    let found = review_finding::Entity::find().filter(review_finding::Column::ReviewId.eq(id));
    let mut findings = found.all(ctx.read()).await?;
    findings.sort_by_key(|finding| Category::from_code(&finding.category));
    let ids: BTreeSet<_> = findings.iter().map(|finding| finding.found_by).chain(row.closed_by).collect();
    Ok(Review { row, findings, names: staff_names(ctx.read(), ids).await? })
}

/// The reviews that are done, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn past(ctx: &Ctx) -> Result<Vec<review::Model>> {
    let closed = review::Entity::find().filter(review::Column::ClosedAt.is_not_null());
    Ok(closed.order_by_desc(review::Column::ClosedAt).all(ctx.read()).await?)
}

/// Notes what was found about a category, in place of what was noted before in the same review.
///
/// # Errors
/// Refused without the role, when the review is closed, or when it is not said what is to be changed; not found for
/// an unknown review.
pub async fn note(ctx: &Ctx, staff: &Staff, id: ReviewId, finding: &Finding<'_>) -> Result<()> {
    require(staff)?;
    if !finding.is_whole() {
        return Err(Refusal::Incomplete.into());
    }
    let tx = ctx.write().await?;
    lock(&tx, id).await?;
    let row = review_finding::Model {
        id: ctx.mint()?,
        review_id: id,
        category: finding.category.code().into(),
        needed: finding.needed,
        accurate: finding.accurate,
        basis: finding.basis,
        retention: finding.retention,
        note: finding.note.trim().into(),
        found_by: staff.id,
        found_at: ctx.now(),
    };
    let again = OnConflict::columns([Of::ReviewId, Of::Category]).update_columns(ANSWERS).to_owned();
    let row = row.into_active_model().reset_all();
    review_finding::Entity::insert(row).on_conflict(again).exec_without_returning(tx.db()).await?;
    let detail = json!({ "review": id, "category": finding.category.code() });
    record(ctx, &tx, Entry::of(What("review_noted"), Actor::Staff(staff)).with(detail)).await?;
    tx.commit().await
}

/// Closes a review; the next is due twelve months later.
///
/// # Errors
/// Refused without the role, when it is closed, or while a category lacks its finding.
pub async fn close(ctx: &Ctx, staff: &Staff, id: ReviewId) -> Result<()> {
    require(staff)?;
    let tx = ctx.write().await?;
    lock(&tx, id).await?;
    let codes = Category::ALL.iter().map(|category| category.code());
    let found = review_finding::Entity::find()
        .filter(review_finding::Column::ReviewId.eq(id))
        .filter(review_finding::Column::Category.is_in(codes));
    if found.count(tx.db()).await? < Category::ALL.len() as u64 {
        return Err(Refusal::Incomplete.into());
    }
    review::Entity::update_many()
        .col_expr(review::Column::ClosedAt, Expr::value(Some(ctx.now())))
        .col_expr(review::Column::ClosedBy, Expr::value(Some(staff.id.0)))
        .filter(review::Column::Id.eq(id))
        .exec(tx.db())
        .await?;
    let entry = Entry::of(What("review_closed"), Actor::Staff(staff)).with(json!({ "review": id }));
    record(ctx, &tx, entry).await?;
    tx.commit().await
}

/// Holds an open review until the transaction ends.
async fn lock(tx: &Write, id: ReviewId) -> Result<()> {
    let row = review::Entity::find_by_id(id).lock_exclusive().one(tx.db()).await?.ok_or(Error::NotFound)?;
    if row.closed_at.is_some() { Err(Refusal::ReviewClosed.into()) } else { Ok(()) }
}

fn require(staff: &Staff) -> Result<()> {
    if staff.is(Role::Caseworker) || staff.is(Role::Admin) {
        Ok(())
    } else {
        Err(Refusal::RoleMissing { role: Role::Caseworker }.into())
    }
}
