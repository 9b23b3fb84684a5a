//! A protected address (turvakielto, law.md R4.9): somebody is in danger if it comes out where the person lives. While it
//! stands no file, letter, list or other holder's page of ours carries the postal address, and a look at it is recorded.

pub(crate) mod words;

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    email::Email,
    error::{Error, Refusal, Result},
    journal::{self, Effect},
    law::calendar::helsinki_date,
    register::{
        change::{self, Reason},
        disclosure::fits,
        scope::row::Found,
    },
    request::{
        change::{Seen, open, require},
        enter,
        identify::{self, Purpose},
        write,
    },
    right::rectification::fields::{self, PresentField, parse_target},
    settings::ApprovalMode,
};
use chrono::{NaiveDate, NaiveTime};
use entity::{
    contact, correction, event,
    id::{CorrectionId, PersonId, ProtectionId},
    kind::{ContactRole, Role, State},
    person, protection, request,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, SimpleExpr},
};
use serde_json::json;
use uuid::Uuid;

/// The entry that says staff marked a request.
const MARKED: &str = "request_address_protected";
/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 1000;

/// How the protection of a person stands.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Since when the address is protected; nothing when it is not.
    pub since: Option<NaiveDate>,
    /// What was written down of it, newest first; ended ones too.
    pub rows: Vec<protection::Model>,
}

impl Standing {
    /// What waits for a second person: why it is to end, and who asked for that.
    pub fn waiting(&self) -> Option<&protection::Model> {
        self.rows.iter().find(|row| row.asked_at.is_some() && row.lifted_at.is_none())
    }
}

/// How the protection of a person stands.
///
/// # Errors
/// Not found for an unknown person.
pub async fn on(ctx: &Ctx, id: PersonId) -> Result<Standing> {
    let person = person::Entity::find_by_id(id).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    let rows = protection::Entity::find().filter(protection::Column::PersonId.eq(id));
    let rows = rows.order_by_desc(protection::Column::Id).all(ctx.read()).await?;
    Ok(Standing { since: person.protected_on, rows })
}

/// The protections of which somebody asked that they end, the oldest question first: another person looks at them.
///
/// # Errors
/// A fault when the database is away.
pub async fn waiting(ctx: &Ctx) -> Result<Vec<protection::Model>> {
    let waiting = standing_rows().filter(protection::Column::AskedAt.is_not_null());
    Ok(waiting.order_by_asc(protection::Column::AskedAt).all(ctx.read()).await?)
}

/// Whether the address of whoever makes a request is protected: of the person it is linked to or, while nobody is, of
/// any person who has the requester's e-mail address; or because staff marked the request, whom the register may not know.
///
/// # Errors
/// A fault when the database is away.
pub async fn covers(db: &impl ConnectionTrait, request: &request::Model) -> Result<bool> {
    let protected = person::Entity::find().filter(theirs(request));
    let protected = protected.filter(person::Column::ProtectedOn.is_not_null()).count(db).await?;
    Ok(protected > 0 || is_marked(db, request).await?)
}

/// The person a request is linked to or, while nobody is, any who has the requester's e-mail address.
fn theirs(request: &request::Model) -> SimpleExpr {
    match request.person_id {
        Some(id) => person::Column::Id.eq(id),
        None => person::Column::EmailKey.eq(&request.requester_key),
    }
}

/// Whether staff marked the request, or the one it was a part of: an entry says so, which nothing removes.
async fn is_marked(db: &impl ConnectionTrait, request: &request::Model) -> Result<bool> {
    let marked = event::Entity::find()
        .filter(event::Column::Kind.eq(MARKED))
        .filter(event::Column::RequestId.is_in([Some(request.id), request.split_from].into_iter().flatten()));
    Ok(marked.count(db).await? > 0)
}

/// Marks that whoever makes this request has a protected address, though no record of the register says so. It holds as
/// long as the request: to end it would take what nobody can check of somebody unknown.
///
/// # Errors
/// Refused without the role, when it is protected already, or when somebody was first; not found for a blank or too long
/// reason.
pub async fn mark_request(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, reason: &str) -> Result<()> {
    if !fits(reason, LONGEST_REASON) {
        return Err(Error::NotFound);
    }
    let mut change = open(ctx, staff, seen, Role::Caseworker).await?;
    if covers(change.tx.db(), &change.request).await? {
        return Err(Refusal::SentBefore.into());
    }
    // What waits for approval would go where nobody looked at with this in mind.
    if change.request.state == State::AwaitingApproval {
        return Err(Refusal::NotNow { state: change.request.state }.into());
    }
    change.advance(|_| {}).await?;
    write::note(&change, reason.trim()).await?;
    change.record(MARKED, json!({})).await?;
    change.commit().await
}

/// Whether any holder of these customers is protected. Of an account that two hold, one may be whom the other is hiding
/// from, and nobody can tell whose home its address is.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn is_on_any(db: &impl ConnectionTrait, customers: &[Uuid]) -> Result<bool> {
    let held = contact::Entity::find()
        .select_only()
        .column(contact::Column::PersonId)
        .filter(contact::Column::CustomerId.is_in(customers.iter().copied()))
        .filter(contact::Column::Role.eq(ContactRole::Holder));
    let protected = person::Entity::find()
        .filter(person::Column::Id.in_subquery(held.into_query()))
        .filter(person::Column::ProtectedOn.is_not_null());
    Ok(protected.count(db).await? > 0)
}

/// Whether a request of a protected person would be answered where nobody has proved to read it: at an address that
/// staff wrote down, or by hand.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn needs_care(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<bool> {
    if !covers(db, request).await? {
        return Ok(false);
    }
    let written_to = request.requester_email.as_deref().and_then(|email| Email::parse(email).ok());
    match written_to {
        Some(email) => is_unproved(ctx, db, request, &email).await,
        None => Ok(true),
    }
}

/// Whether nobody has proved to read an address: it is not the requester's, or they have not signed in with it.
pub(crate) async fn is_unproved(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    email: &Email,
) -> Result<bool> {
    Ok(ctx.keys.email_key(email) != request.requester_key || !enter::is_proved(db, request).await?)
}

/// Whether a column of a row says where its customer lives: the address itself, where staff were to post an answer, and
/// what was asked or done to correct it.
///
/// The person's own copy leaves these out too, and says that they are given in person: a mailbox is all that a sign-in by
/// mail proves, and it may be just the other of a couple that separated who reads it. That is care with the way (Art. 12(2),
/// Art. 32), no refusal of a part: who shows who they are gets the address on the spot.
pub(crate) fn says_where(row: &Found, column: &str) -> bool {
    match row.table.name {
        "address" => matches!(column, "street" | "postal_code" | "city" | "country"),
        "entry" => column == "postal",
        "correction" => {
            matches!(column, "old_value" | "new_value") && row.text("table_name") == Some("address")
        }
        "item" => matches!(column, "present" | "asked") && row.text("target").is_some_and(names_place),
        _ => false,
    }
}

/// Whether a field that may be corrected is part of a postal address.
pub fn names_place(target: &str) -> bool {
    parse_target(target).is_some_and(|target| target.field.table() == "address")
}

/// Protects the address of a person from now on. It takes one person: to wait for a second could cost what it protects.
///
/// # Errors
/// Refused without the role, without a reason that fits, or when it is protected already; not found for an unknown person.
pub async fn set(ctx: &Ctx, staff: &Staff, id: PersonId, reason: &str) -> Result<()> {
    require(staff, Role::Caseworker)?;
    stated(reason)?;
    let tx = ctx.write().await?;
    if locked(&tx, id).await?.protected_on.is_some() {
        return Err(Refusal::SentBefore.into());
    }
    let row = protection::Model {
        reason: Some(reason.trim().into()),
        set_by: Some(staff.id),
        set_at: ctx.now(),
        ..bare(ctx.mint()?, id, ctx)
    };
    row.into_active_model().reset_all().insert(tx.db()).await?;
    mark(ctx, &tx, id, Some(helsinki_date(ctx.now()))).await?;
    note(ctx, &tx, staff, (id, What("address_protected"))).await?;
    tx.commit().await
}

/// Asks that the protection of a person ends; where the company is one person, it ends.
///
/// # Errors
/// Refused without the role, without a reason that fits, when it does not stand or was asked before; not found for an
/// unknown person.
pub async fn ask(ctx: &Ctx, staff: &Staff, id: PersonId, reason: &str) -> Result<()> {
    require(staff, Role::Caseworker)?;
    stated(reason)?;
    let tx = ctx.write().await?;
    let person = locked(&tx, id).await?;
    let row = standing(ctx, &tx, &person).await?;
    if row.asked_at.is_some() {
        return Err(Refusal::SentBefore.into());
    }
    let row = protection::Model {
        lift_reason: Some(reason.trim().into()),
        asked_by: Some(staff.id),
        asked_at: Some(ctx.now()),
        ..row
    };
    row.clone().into_active_model().reset_all().update(tx.db()).await?;
    note(ctx, &tx, staff, (id, What("address_lift_asked"))).await?;
    if ctx.settings.approval_mode == ApprovalMode::OnePerson {
        end(ctx, &tx, staff, (&person, row)).await?;
    }
    tx.commit().await
}

/// Ends the protection as was asked, or lets it stand.
///
/// # Errors
/// Refused without the role, when nothing was asked, or when whoever asked is to agree.
pub async fn settle(ctx: &Ctx, staff: &Staff, id: PersonId, agreed: bool) -> Result<()> {
    require(staff, Role::Approver)?;
    let tx = ctx.write().await?;
    let person = locked(&tx, id).await?;
    let row = standing(ctx, &tx, &person).await?;
    if row.asked_at.is_none() {
        return Err(Refusal::SentBefore.into());
    }
    if agreed && row.asked_by == Some(staff.id) {
        return Err(Refusal::SamePerson.into());
    }
    if agreed {
        end(ctx, &tx, staff, (&person, row)).await?;
    } else {
        let row = protection::Model { lift_reason: None, asked_by: None, asked_at: None, ..row };
        row.into_active_model().reset_all().update(tx.db()).await?;
        note(ctx, &tx, staff, (id, What("address_lift_declined"))).await?;
    }
    tx.commit().await
}

/// The postal address of a person, for a reason that is on record before it is shown.
///
/// # Errors
/// Refused without the role, without a reason, or above the limit of looks; not found for an unknown person.
pub async fn reveal(ctx: &Ctx, staff: &Staff, id: PersonId, reason: &str) -> Result<Vec<PresentField>> {
    require(staff, Role::Caseworker)?;
    identify::look(ctx, staff, id, Purpose::Stated(reason)).await?;
    let mut fields = fields::of(ctx.read(), id).await?;
    fields.retain(|field| names_place(&field.target));
    Ok(fields)
}

/// A reason that says something and is not too long.
fn stated(reason: &str) -> Result<()> {
    if fits(reason, LONGEST_REASON) { Ok(()) } else { Err(Refusal::ReasonNeeded.into()) }
}

/// The person, locked, by the one road to a write.
async fn locked(tx: &Write, id: PersonId) -> Result<person::Model> {
    change::change(tx, id, Reason::Protection).await?;
    person::Entity::find_by_id(id).one(tx.db()).await?.ok_or(Error::NotFound)
}

fn standing_rows() -> sea_orm::Select<protection::Entity> {
    protection::Entity::find().filter(protection::Column::LiftedAt.is_null())
}

/// What stands; what an import set gets its row here.
async fn standing(ctx: &Ctx, tx: &Write, person: &person::Model) -> Result<protection::Model> {
    let Some(since) = person.protected_on else { return Err(Refusal::SentBefore.into()) };
    let known = standing_rows().filter(protection::Column::PersonId.eq(person.id));
    if let Some(row) = known.one(tx.db()).await? {
        return Ok(row);
    }
    let row = protection::Model {
        set_at: since.and_time(NaiveTime::MIN).and_utc(),
        ..bare(ctx.mint()?, person.id, ctx)
    };
    Ok(row.into_active_model().reset_all().insert(tx.db()).await?)
}

fn bare(id: ProtectionId, person_id: PersonId, ctx: &Ctx) -> protection::Model {
    protection::Model {
        id,
        person_id,
        reason: None,
        set_by: None,
        set_at: ctx.now(),
        lift_reason: None,
        asked_by: None,
        asked_at: None,
        lifted_by: None,
        lifted_at: None,
    }
}

/// Ends it. That it ended is a correction: a file from before must not bring the mark back (Art. 5(1)(d)).
async fn end(
    ctx: &Ctx,
    tx: &Write,
    staff: &Staff,
    (person, row): (&person::Model, protection::Model),
) -> Result<()> {
    let row = protection::Model { lifted_by: Some(staff.id), lifted_at: Some(ctx.now()), ..row };
    row.into_active_model().reset_all().update(tx.db()).await?;
    let correction = correction::Model {
        id: ctx.mint::<CorrectionId>()?,
        person_id: person.id,
        request_id: None,
        table_name: "person".into(),
        record_id: person.id.0,
        column_name: "protected_on".into(),
        old_value: person.protected_on.map(|on| on.to_string()),
        new_value: String::new(),
        corrected_at: ctx.now(),
    };
    correction.into_active_model().reset_all().insert(tx.db()).await?;
    mark(ctx, tx, person.id, None).await?;
    note(ctx, tx, staff, (person.id, What("address_lifted"))).await
}

/// Writes the mark on the person, and beside the backups: a restore must not forget it.
async fn mark(ctx: &Ctx, tx: &Write, person: PersonId, on: Option<NaiveDate>) -> Result<()> {
    journal::intend(ctx, tx, Effect::Protected { person, on }).await?;
    person::Entity::update_many()
        .col_expr(person::Column::ProtectedOn, Expr::value(on))
        .filter(person::Column::Id.eq(person))
        .exec(tx.db())
        .await?;
    Ok(())
}

async fn note(ctx: &Ctx, tx: &Write, staff: &Staff, (person, what): (PersonId, What)) -> Result<()> {
    let entry = Entry::of(what, Actor::Staff(staff)).about(person.to_string());
    record(ctx, tx, entry.with(json!({}))).await
}
