//! The only road to a write on a person's register rows: a restricted record is not touched (Art. 18(2)) unless the
//! caller's reason is one that law.md R1.4.2 allows.

use crate::{
    ctx::Ctx,
    database::Write,
    error::{Refusal, Result},
    id::Reference,
    law::calendar::helsinki_date,
};
use entity::{
    contact, customer,
    id::PersonId,
    kind::{ContactRole, CustomerKind, RestrictionGround},
    person, request, restriction,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SelectStatement, SimpleExpr},
};
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;

/// Why somebody writes on a person's rows, or gives them away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// What the person asked for: a rectification, an erasure, a portability, an objection. Asking is consenting
    /// (Art. 18(2)), and a rectification ends the dispute over accuracy.
    OwnRequest,
    /// The file of the person's own requests: letters, the link between request and record, the restriction itself.
    CaseFile,
    /// The rows of another system, brought in anew.
    Import,
    /// Marketing of any kind.
    Marketing,
    /// Destroying what is past its date.
    Destruction,
    /// Keeping the register right without being asked (Art. 5(1)(d)).
    Upkeep,
    /// Marking that an address is protected, or no more: it keeps the person's data from others, and them safe (Art. 32).
    Protection,
}

/// Proof that the rows of these persons may be written on now. Only [`change`] and [`opt_out`] make one.
#[derive(Debug)]
pub struct MayChange(());

/// The restricted persons with what leads to their rows; a run over many rows leaves these as they are.
#[derive(Clone, Debug, Default)]
pub struct Restricted {
    persons: BTreeSet<Uuid>,
    /// Private customers and sole traders whose holder is restricted.
    customers: BTreeSet<Uuid>,
    /// Pseudonyms of their addresses.
    addresses: BTreeSet<String>,
}

impl Reason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::OwnRequest,
        Self::CaseFile,
        Self::Import,
        Self::Marketing,
        Self::Destruction,
        Self::Upkeep,
        Self::Protection,
    ];

    /// Whether Art. 18(2) lets it touch data that are restricted on a ground (law.md R1.4.2).
    pub const fn is_allowed_under(self, ground: RestrictionGround) -> bool {
        match self {
            Self::OwnRequest | Self::CaseFile | Self::Protection => true,
            Self::Import | Self::Marketing | Self::Upkeep => false,
            // Art. 18(1)(b) and (c): the person wants the data kept.
            Self::Destruction => {
                matches!(ground, RestrictionGround::Accuracy | RestrictionGround::Objection)
            }
        }
    }
}

/// Opens the way to a person's rows and locks the person, so that no restriction is set under the change.
///
/// # Errors
/// Refused when the person is restricted and the reason is none that is still allowed.
pub async fn change(tx: &Write, person: PersonId, reason: Reason) -> Result<MayChange> {
    person::Entity::find_by_id(person).lock_exclusive().one(tx.db()).await?;
    let standing = restrictions_of(tx.db(), person).await?;
    match standing.iter().find(|row| !reason.is_allowed_under(row.ground)) {
        None => Ok(MayChange(())),
        Some(row) => Err(Refusal::Restricted { ground: row.ground, since: helsinki_date(row.set_at) }.into()),
    }
}

/// The opt-out of marketing and the withdrawal of consent ask nobody: nothing ever holds them up (Art. 21(3), Art. 7(3)).
pub const fn opt_out() -> MayChange {
    MayChange(())
}

/// Whether any restriction stands on a person.
///
/// # Errors
/// A fault when the database is away.
pub async fn is_restricted(db: &impl ConnectionTrait, person: PersonId) -> Result<bool> {
    Ok(!restrictions_of(db, person).await?.is_empty())
}

/// The restrictions that stand on a person, oldest first.
///
/// # Errors
/// A fault when the database is away.
pub async fn restrictions_of(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<restriction::Model>> {
    let standing = restriction::Entity::find()
        .filter(restriction::Column::PersonId.eq(person))
        .filter(restriction::Column::LiftedAt.is_null())
        .order_by_asc(restriction::Column::Id);
    Ok(standing.all(db).await?)
}

/// Those of these persons on whom any restriction stands.
///
/// # Errors
/// A fault when the database is away.
pub async fn restricted_among(
    db: &impl ConnectionTrait,
    persons: impl IntoIterator<Item = PersonId>,
) -> Result<HashSet<PersonId>> {
    let standing = restriction::Entity::find()
        .select_only()
        .column(restriction::Column::PersonId)
        .filter(restriction::Column::PersonId.is_in(persons))
        .filter(restriction::Column::LiftedAt.is_null());
    Ok(standing.into_tuple::<PersonId>().all(db).await?.into_iter().collect())
}

/// The restrictions that stand on the person to whom a request is linked; none while it is linked to nobody.
///
/// # Errors
/// A fault when the database is away.
pub async fn restrictions_of_request(
    db: &impl ConnectionTrait,
    reference: &Reference,
) -> Result<Vec<restriction::Model>> {
    let linked = request::Entity::find()
        .select_only()
        .column(request::Column::PersonId)
        .filter(request::Column::Reference.eq(reference.as_str()));
    match linked.into_tuple::<Option<PersonId>>().one(db).await?.flatten() {
        Some(person) => restrictions_of(db, person).await,
        None => Ok(Vec::new()),
    }
}

/// A condition for queries: the column holds no person whose restriction forbids the reason. An empty column passes.
pub fn is_open_to(reason: Reason, person_column: &'static str) -> SimpleExpr {
    let closed = Expr::col(person_column).in_subquery(closed_persons(reason));
    Expr::col(person_column).is_null().or(closed.not())
}

/// As [`is_open_to`], for a column with the pseudonym of an address.
pub fn is_address_open_to(reason: Reason, key_column: &'static str) -> SimpleExpr {
    let keys = Query::select()
        .column("email_key")
        .from("person")
        .and_where(Expr::col("email_key").is_not_null())
        .and_where(Expr::col("id").in_subquery(closed_persons(reason)))
        .to_owned();
    Expr::col(key_column).is_null().or(Expr::col(key_column).in_subquery(keys).not())
}

fn closed_persons(reason: Reason) -> SelectStatement {
    let closing = RestrictionGround::ALL.iter().filter(|ground| !reason.is_allowed_under(**ground));
    Query::select()
        .column("person_id")
        .from("restriction")
        .and_where(Expr::col("lifted_at").is_null())
        .and_where(Expr::col("ground").is_in(closing.map(|ground| ground.code())))
        .to_owned()
}

/// Keeps restrictions from being set or lifted until the transaction ends, so that a run over many rows does not
/// miss one. SQLite has one writer at a time anyway. Whoever sets one takes [`hold_setting`] before any lock on rows.
pub(crate) async fn hold_still(ctx: &Ctx, tx: &Write) -> Result<()> {
    if !ctx.database.is_sqlite() {
        tx.db().execute_unprepared("LOCK TABLE restriction IN SHARE MODE").await?;
    }
    Ok(())
}

/// As [`hold_still`], for what erases and may end a restriction itself, a run or a decision: only one goes at a time. Holds
/// are not set either, for they take [`hold_setting`] too.
pub(crate) async fn hold_alone(ctx: &Ctx, tx: &Write) -> Result<()> {
    if !ctx.database.is_sqlite() {
        tx.db().execute_unprepared("LOCK TABLE restriction IN SHARE ROW EXCLUSIVE MODE").await?;
    }
    Ok(())
}

/// Waits for a run that holds restrictions still, before any row of the register is locked.
pub(crate) async fn hold_setting(ctx: &Ctx, tx: &Write) -> Result<()> {
    if !ctx.database.is_sqlite() {
        tx.db().execute_unprepared("LOCK TABLE restriction IN ROW EXCLUSIVE MODE").await?;
    }
    Ok(())
}

impl Restricted {
    /// All that is restricted now.
    ///
    /// # Errors
    /// A fault when the database is away.
    pub async fn load(db: &impl ConnectionTrait) -> Result<Self> {
        let standing = restriction::Entity::find().filter(restriction::Column::LiftedAt.is_null());
        let persons: BTreeSet<Uuid> = standing.all(db).await?.iter().map(|row| row.person_id.0).collect();
        if persons.is_empty() {
            return Ok(Self::default());
        }
        let held = contact::Entity::find()
            .filter(contact::Column::PersonId.is_in(persons.iter().copied()))
            .filter(contact::Column::Role.eq(ContactRole::Holder))
            .all(db)
            .await?;
        let natural = customer::Entity::find()
            .filter(customer::Column::Id.is_in(held.into_iter().map(|contact| contact.customer_id)))
            .filter(customer::Column::Kind.is_in([CustomerKind::Private, CustomerKind::SoleTrader]));
        let customers = natural.all(db).await?.into_iter().map(|customer| customer.id.0).collect();
        let known = person::Entity::find().filter(person::Column::Id.is_in(persons.iter().copied()));
        let addresses = known.all(db).await?.into_iter().filter_map(|person| person.email_key).collect();
        Ok(Self { persons, customers, addresses })
    }

    /// Whether an id is that of a restricted person, or of a customer that is one.
    pub fn holds(&self, id: Uuid) -> bool {
        self.persons.contains(&id) || self.customers.contains(&id)
    }

    /// Whether an address, by its pseudonym, is a restricted person's.
    pub fn holds_address(&self, email_key: &str) -> bool {
        self.addresses.contains(email_key)
    }
}

#[cfg(test)]
mod tests {
    use super::{Reason, RestrictionGround};

    #[test]
    fn a_restricted_record_is_open_to_what_the_law_names_and_to_nothing_else() {
        use RestrictionGround::{Accuracy, Claims, Objection, Unlawful};
        for ground in RestrictionGround::ALL {
            let open: Vec<_> =
                Reason::ALL.iter().filter(|reason| reason.is_allowed_under(*ground)).copied().collect();
            let mut named = vec![Reason::OwnRequest, Reason::CaseFile];
            named.extend(matches!(ground, Accuracy | Objection).then_some(Reason::Destruction));
            named.push(Reason::Protection);
            assert_eq!(open, named, "{ground:?}");
        }
        for kept in [Unlawful, Claims] {
            assert!(!Reason::Destruction.is_allowed_under(kept), "R1.4.2: never destroyed by itself");
        }
    }
}
