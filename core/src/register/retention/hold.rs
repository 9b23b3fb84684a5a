//! What stops the destruction of a person's data (law.md R5.7), and who sets and lifts it.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::{Error, Refusal, Result},
    register::change::{Reason, hold_setting},
};
use chrono::NaiveDate;
use entity::{
    hold,
    id::{HoldId, PersonId},
    kind::{HoldKind, Role},
    person, restriction,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
    sea_query::{Expr, Query},
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 1000;

/// Why something that is due stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A legal claim (Art. 17(3)(e)).
    Claim,
    /// The order of an authority.
    Authority,
    /// A restriction under Art. 18(1)(b) or (c): the person wants the data kept.
    Restriction,
    /// An open request for access or portability, or one whose right is not yet known (R1.1.9).
    OpenRequest,
}

/// What is put on a person.
#[derive(Clone, Debug)]
pub struct NewHold<'a> {
    pub person: PersonId,
    pub kind: HoldKind,
    /// Told to the person who asks for their data.
    pub reason: &'a str,
    pub review_on: NaiveDate,
}

/// Requests that keep what was asked for from being destroyed before it is given (R1.1.9): open ones, and those whose
/// package is being built, or was to be and never went out.
pub(super) const ASKS: &str = "((r.state <> 'closed' AND (r.\"right\" IS NULL OR r.\"right\" IN ('access', 'portability'))) \
    OR EXISTS (SELECT 1 FROM package g WHERE g.request_id = r.id AND (g.state = 'queued' \
    OR (g.state = 'failed' AND r.answered_at IS NULL))))";

/// The person has asked for the erasure of everything since: who wants the data gone no longer wants them kept, so that
/// what had to be kept, by the law or for a contract that ran, goes on its day (Art. 18(2), with consent).
const ASKED_AWAY: &str = "EXISTS (SELECT 1 FROM request r JOIN item i ON i.request_id = r.id \
    WHERE r.person_id = restriction.person_id AND r.\"right\" = 'erasure' \
    AND r.outcome IN ('granted', 'partly_granted') AND r.received_at > restriction.set_at \
    AND i.kind = 'everything' AND i.verdict <> 'refused')";

impl Why {
    /// Every reason.
    pub const ALL: &'static [Self] = &[Self::Claim, Self::Authority, Self::Restriction, Self::OpenRequest];

    /// The stored text, also part of the key of its words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Authority => "authority",
            Self::Restriction => "restriction",
            Self::OpenRequest => "open_request",
        }
    }
}

impl From<HoldKind> for Why {
    fn from(kind: HoldKind) -> Self {
        match kind {
            HoldKind::Claim => Self::Claim,
            HoldKind::Authority => Self::Authority,
        }
    }
}

/// Which of these persons' data must not be destroyed now, and why. Everything that stops destruction is asked here.
///
/// # Errors
/// A fault when the database is away.
pub async fn held(
    db: &impl ConnectionTrait,
    persons: &[PersonId],
) -> Result<BTreeMap<PersonId, BTreeSet<Why>>> {
    let mut held: BTreeMap<PersonId, BTreeSet<Why>> = BTreeMap::new();
    let standing = hold::Entity::find()
        .filter(hold::Column::PersonId.is_in(persons.iter().copied()))
        .filter(hold::Column::LiftedAt.is_null());
    for hold in standing.all(db).await? {
        held.entry(hold.person_id).or_default().insert(hold.kind.into());
    }
    let standing = restriction::Entity::find()
        .filter(restriction::Column::PersonId.is_in(persons.iter().copied()))
        .filter(restriction::Column::LiftedAt.is_null())
        .filter(Expr::cust(ASKED_AWAY).not());
    for restriction in standing.all(db).await? {
        if !Reason::Destruction.is_allowed_under(restriction.ground) {
            held.entry(restriction.person_id).or_default().insert(Why::Restriction);
        }
    }
    for person in asking(db, persons).await? {
        held.entry(person).or_default().insert(Why::OpenRequest);
    }
    Ok(held)
}

/// The persons who wait for their data: linked to an open request, or with its address while nobody is linked; also
/// with the one that an erasure noted for what it left.
async fn asking(db: &impl ConnectionTrait, persons: &[PersonId]) -> Result<Vec<PersonId>> {
    let asks = Expr::cust(format!(
        "EXISTS (SELECT 1 FROM request r WHERE {ASKS} AND (r.person_id = person.id \
         OR (r.person_id IS NULL AND (r.requester_key = person.email_key OR r.requester_key IN \
         (SELECT f.email_key FROM former_address f WHERE f.person_id = person.id)))))"
    ));
    let asked = Query::select()
        .column("id")
        .from("person")
        .cond_where(Condition::all().add(Expr::col("id").is_in(persons.iter().map(|id| id.0))).add(asks))
        .to_owned();
    let rows = db.query_all(&asked).await?;
    Ok(rows.iter().map(|row| row.try_get_by::<Uuid, _>("id").map(PersonId)).collect::<Result<_, _>>()?)
}

/// Whether a copy is owed to whoever proved an address: of the requests from it, those of this person and those of
/// nobody yet, or all where it is not known who asks.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn address_asks(
    db: &impl ConnectionTrait,
    email_key: &str,
    person: Option<PersonId>,
) -> Result<bool> {
    let theirs = person
        .map(|person| Expr::col(("r", "person_id")).is_null().or(Expr::col(("r", "person_id")).eq(person.0)));
    let asked = Query::select()
        .expr(Expr::val(1))
        .from_as("request", "r")
        .cond_where(
            Condition::all()
                .add(Expr::col(("r", "requester_key")).eq(email_key))
                .add_option(theirs)
                .add(Expr::cust(ASKS)),
        )
        .limit(1)
        .to_owned();
    Ok(db.query_one(&asked).await?.is_some())
}

/// Every hold on a person, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn on(ctx: &Ctx, person: PersonId) -> Result<Vec<hold::Model>> {
    let holds = hold::Entity::find().filter(hold::Column::PersonId.eq(person));
    Ok(holds.order_by_desc(hold::Column::Id).all(ctx.read()).await?)
}

/// The standing holds whose review is due, oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn to_review(ctx: &Ctx, today: NaiveDate) -> Result<Vec<hold::Model>> {
    let due = hold::Entity::find()
        .filter(hold::Column::LiftedAt.is_null())
        .filter(hold::Column::ReviewOn.lte(today));
    Ok(due.order_by_asc(hold::Column::ReviewOn).all(ctx.read()).await?)
}

/// Puts a hold on a person's data.
///
/// # Errors
/// Refused without the role; not found for an unknown person, a blank or too long reason.
pub async fn set(ctx: &Ctx, staff: &Staff, new: &NewHold<'_>) -> Result<HoldId> {
    require_caseworker(staff)?;
    let reason = new.reason.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        return Err(Error::NotFound);
    }
    let tx = ctx.write().await?;
    // A run that destroys holds still what stops it.
    hold_setting(ctx, &tx).await?;
    person::Entity::find_by_id(new.person).one(tx.db()).await?.ok_or(Error::NotFound)?;
    let row = hold::Model {
        id: ctx.mint()?,
        person_id: new.person,
        kind: new.kind,
        reason: reason.into(),
        review_on: new.review_on,
        set_by: staff.id,
        set_at: ctx.now(),
        lifted_by: None,
        lifted_at: None,
    };
    let id = row.into_active_model().reset_all().insert(tx.db()).await?.id;
    let detail = json!({ "hold": id, "kind": new.kind.code(), "review_on": new.review_on });
    let entry = Entry::of(What("retention_hold_set"), Actor::Staff(staff)).about(new.person.to_string());
    record(ctx, &tx, entry.with(detail)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Lifts a hold; what is due goes with the next run. Lifting twice does nothing more.
///
/// # Errors
/// Refused without the role; not found for a hold that is not this person's.
pub async fn lift(ctx: &Ctx, staff: &Staff, person: PersonId, id: HoldId) -> Result<()> {
    require_caseworker(staff)?;
    let tx = ctx.write().await?;
    let found = hold::Entity::find_by_id(id).filter(hold::Column::PersonId.eq(person));
    found.one(tx.db()).await?.ok_or(Error::NotFound)?;
    let lifted = hold::Entity::update_many()
        .col_expr(hold::Column::LiftedAt, Expr::value(ctx.now()))
        .col_expr(hold::Column::LiftedBy, Expr::value(staff.id))
        .filter(hold::Column::Id.eq(id))
        .filter(hold::Column::LiftedAt.is_null())
        .exec(tx.db())
        .await?;
    if lifted.rows_affected == 1 {
        let entry = Entry::of(What("retention_hold_lifted"), Actor::Staff(staff)).about(person.to_string());
        record(ctx, &tx, entry.with(json!({ "hold": id }))).await?;
    }
    tx.commit().await
}

fn require_caseworker(staff: &Staff) -> Result<()> {
    if staff.is(Role::Caseworker) {
        Ok(())
    } else {
        Err(Refusal::RoleMissing { role: Role::Caseworker }.into())
    }
}
