//! What stops the destruction of a person's data (law.md R5.7), and who sets and lifts it.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    error::{Error, Refusal, Result},
    register::{
        change::{Reason, hold_setting},
        disclosure::fits,
        inventory::word::Category,
        retention::cover::{self, Held},
    },
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
    sea_query::{Expr, OnConflict, Query},
};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 1000;
/// Longest name of an authority, of its law or its number, in characters.
pub const LONGEST_ORDER: usize = 300;

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
    /// Minted with the page: the same press again sets nothing.
    pub press: HoldId,
    pub person: PersonId,
    pub kind: HoldKind,
    /// Told to the person who asks for their data.
    pub reason: &'a str,
    /// What it covers beside [`cover::ALWAYS`], as far as the claim or the order needs it.
    pub covers: &'a BTreeSet<Category>,
    /// Whose order it is; nothing of a claim.
    pub order: Option<Order<'a>>,
    pub review_on: NaiveDate,
}

/// The order of an authority that keeps data (Art. 17(3)(b)).
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    pub authority: &'a str,
    /// The law it rests on, by name and section.
    pub statute: &'a str,
    /// The authority's own number, where it has one.
    pub reference: &'a str,
    /// The law that forbids telling the person of it, by name and section; empty where they may be told.
    pub silence: &'a str,
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
pub async fn held(db: &impl ConnectionTrait, persons: &[PersonId]) -> Result<Held> {
    let mut held = Held::default();
    let standing = hold::Entity::find()
        .filter(hold::Column::PersonId.is_in(persons.iter().copied()))
        .filter(hold::Column::LiftedAt.is_null());
    for hold in standing.all(db).await? {
        held.cover(hold.person_id, hold.kind.into(), hold.covers.as_deref());
    }
    let standing = restriction::Entity::find()
        .filter(restriction::Column::PersonId.is_in(persons.iter().copied()))
        .filter(restriction::Column::LiftedAt.is_null())
        .filter(Expr::cust(ASKED_AWAY).not());
    for restriction in standing.all(db).await? {
        if !Reason::Destruction.is_allowed_under(restriction.ground) {
            held.cover_all(restriction.person_id, Why::Restriction);
        }
    }
    for person in asking(db, persons).await? {
        held.cover_all(person, Why::OpenRequest);
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

/// The references of the requests that keep a person's data, or those of an address, until they are answered.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn asking_first(
    db: &impl ConnectionTrait,
    email_key: &str,
    person: Option<PersonId>,
) -> Result<Vec<String>> {
    let by_address = Expr::col(("r", "requester_key")).eq(email_key);
    let by_address = match person {
        Some(person) => by_address
            .and(Expr::col(("r", "person_id")).is_null().or(Expr::col(("r", "person_id")).eq(person.0))),
        None => by_address,
    };
    let of_person = person.map(|person| Expr::col(("r", "person_id")).eq(person.0));
    let whose = Condition::any().add(by_address).add_option(of_person);
    let asked = Query::select()
        .column(("r", "reference"))
        .from_as("request", "r")
        .cond_where(Condition::all().add(whose).add(Expr::cust(ASKS)))
        .order_by(("r", "id"), sea_orm::Order::Asc)
        .to_owned();
    let rows = db.query_all(&asked).await?;
    Ok(rows.iter().map(|row| row.try_get_by("reference")).collect::<Result<_, _>>()?)
}

/// Every hold on a person, newest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn on(ctx: &Ctx, person: PersonId) -> Result<Vec<hold::Model>> {
    let holds = hold::Entity::find().filter(hold::Column::PersonId.eq(person));
    Ok(holds.order_by_desc(hold::Column::Id).all(ctx.read()).await?)
}

/// Every hold that stands, the one to be reviewed first before the others.
///
/// # Errors
/// A fault when the database is away.
pub async fn standing(ctx: &Ctx) -> Result<Vec<hold::Model>> {
    let standing = hold::Entity::find().filter(hold::Column::LiftedAt.is_null());
    let by_review = standing.order_by_asc(hold::Column::ReviewOn).order_by_asc(hold::Column::Id);
    Ok(by_review.all(ctx.read()).await?)
}

/// Puts a hold on a person's data.
///
/// # Errors
/// Refused without the role, and when the form was sent before; not found for an unknown person, a blank or too long
/// reason, or an order without authority and law.
pub async fn set(ctx: &Ctx, staff: &Staff, new: &NewHold<'_>) -> Result<HoldId> {
    require_caseworker(staff)?;
    if !new.is_whole() {
        return Err(Error::NotFound);
    }
    let tx = ctx.write().await?;
    // A run that destroys holds still what stops it.
    hold_setting(ctx, &tx).await?;
    person::Entity::find_by_id(new.person).one(tx.db()).await?.ok_or(Error::NotFound)?;
    let row = new.row(ctx, staff).into_active_model().reset_all();
    let once = OnConflict::column(hold::Column::Id).do_nothing().to_owned();
    if hold::Entity::insert(row).on_conflict(once).exec_without_returning(tx.db()).await? == 0 {
        return Err(Refusal::SentBefore.into());
    }
    let detail = json!({ "hold": new.press, "kind": new.kind.code(), "review_on": new.review_on,
        "silent": new.order.is_some_and(|order| !order.silence.trim().is_empty()) });
    let entry = Entry::of(What("retention_hold_set"), Actor::Staff(staff)).about(new.person.to_string());
    record(ctx, &tx, entry.with(detail)).await?;
    tx.commit().await?;
    Ok(new.press)
}

impl NewHold<'_> {
    /// Whether it says what it must: a reason, and of an order whose it is and on which law.
    fn is_whole(&self) -> bool {
        let order = match (self.kind, self.order) {
            (HoldKind::Claim, None) => true,
            (HoldKind::Authority, Some(order)) => {
                fits(order.authority, LONGEST_ORDER)
                    && fits(order.statute, LONGEST_ORDER)
                    && [order.reference, order.silence]
                        .iter()
                        .all(|it| it.trim().chars().count() <= LONGEST_ORDER)
            }
            _ => false,
        };
        order && fits(self.reason, LONGEST_REASON)
    }

    fn row(&self, ctx: &Ctx, staff: &Staff) -> hold::Model {
        let of_order =
            |text: fn(&Order<'_>) -> String| self.order.as_ref().map(text).filter(|text| !text.is_empty());
        hold::Model {
            id: self.press,
            person_id: self.person,
            kind: self.kind,
            reason: self.reason.trim().into(),
            covers: Some(cover::stored(self.covers)),
            authority: of_order(|order| order.authority.trim().into()),
            statute: of_order(|order| order.statute.trim().into()),
            reference: of_order(|order| order.reference.trim().into()),
            silence: of_order(|order| order.silence.trim().into()),
            review_on: self.review_on,
            set_by: staff.id,
            set_at: ctx.now(),
            lifted_by: None,
            lifted_at: None,
        }
    }
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

/// Ends the silence about an order: the authority no longer forbids telling the person of it (Art. 23(2)(h)).
///
/// # Errors
/// As [`lift`].
pub async fn may_be_told(ctx: &Ctx, staff: &Staff, person: PersonId, id: HoldId) -> Result<()> {
    require_caseworker(staff)?;
    let tx = ctx.write().await?;
    let found = hold::Entity::find_by_id(id).filter(hold::Column::PersonId.eq(person));
    found.one(tx.db()).await?.ok_or(Error::NotFound)?;
    let ended = hold::Entity::update_many()
        .col_expr(hold::Column::Silence, Expr::value(None::<String>))
        .filter(hold::Column::Id.eq(id))
        .filter(hold::Column::Silence.is_not_null())
        .exec(tx.db())
        .await?;
    if ended.rows_affected == 1 {
        let entry = Entry::of(What("retention_hold_told"), Actor::Staff(staff)).about(person.to_string());
        record(ctx, &tx, entry.with(json!({ "hold": id }))).await?;
    }
    tx.commit().await
}

/// Whether an authority forbids, or has forbidden, telling a person of an order on their data.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn is_silent(db: &impl ConnectionTrait, person: PersonId) -> Result<bool> {
    let silent = hold::Entity::find()
        .filter(hold::Column::PersonId.eq(person))
        .filter(hold::Column::Silence.is_not_null());
    Ok(silent.one(db).await?.is_some())
}

fn require_caseworker(staff: &Staff) -> Result<()> {
    if staff.is(Role::Caseworker) {
        Ok(())
    } else {
        Err(Refusal::RoleMissing { role: Role::Caseworker }.into())
    }
}
