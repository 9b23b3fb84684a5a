//! How staff change a request: who may, on which version, and what the loser of a race is told.

use crate::{
    actor::{Actor, Staff},
    audit::record::{Entry, What, record},
    ctx::Ctx,
    database::Write,
    error::{Error, Refusal, Result},
    id::Reference,
    request::extend,
};
use entity::{
    event,
    id::{RequestId, StaffId},
    kind::{Role, State},
    request, staff,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Value, json};

/// Which request a page showed, and in which version.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    pub reference: &'a Reference,
    pub version: i32,
}

/// A change under way: the transaction, the request in the version the page showed, and who works.
pub(crate) struct Change<'a> {
    pub ctx: &'a Ctx,
    pub staff: &'a Staff,
    pub tx: Write,
    pub request: request::Model,
}

/// Refuses somebody without the role.
pub(crate) fn require(staff: &Staff, role: Role) -> Result<()> {
    if staff.is(role) { Ok(()) } else { Err(Refusal::RoleMissing { role }.into()) }
}

/// Case data are for everybody who works on requests; an admin as such does not.
pub(crate) fn require_reading(staff: &Staff) -> Result<()> {
    let reads = [Role::Reader, Role::Caseworker, Role::Approver].into_iter().any(|role| staff.is(role));
    if reads { Ok(()) } else { Err(Refusal::RoleMissing { role: Role::Reader }.into()) }
}

/// Whether a request is there, for who reads cases.
///
/// # Errors
/// Refused without a role that reads cases; not found for an unknown reference.
pub async fn is_there(ctx: &Ctx, staff: &Staff, reference: &Reference) -> Result<()> {
    require_reading(staff)?;
    find(ctx.read(), reference).await.map(drop)
}

/// A request by its reference.
pub(crate) async fn find(db: &impl ConnectionTrait, reference: &Reference) -> Result<request::Model> {
    let found = request::Entity::find().filter(request::Column::Reference.eq(reference.as_str()));
    found.one(db).await?.ok_or(Error::NotFound)
}

/// A request that is about to change. Its row is locked before anything that hangs on it, so that no two changes wait
/// for each other.
pub(crate) async fn locked(tx: &Write, reference: &Reference) -> Result<request::Model> {
    let found = request::Entity::find().filter(request::Column::Reference.eq(reference.as_str()));
    found.lock_exclusive().one(tx.db()).await?.ok_or(Error::NotFound)
}

/// Opens a change; refused when the role is missing or the page is out of date.
pub(crate) async fn open<'a>(
    ctx: &'a Ctx,
    staff: &'a Staff,
    seen: &Seen<'_>,
    role: Role,
) -> Result<Change<'a>> {
    require(staff, role)?;
    let tx = ctx.write().await?;
    let request = locked(&tx, seen.reference).await?;
    if request.version != seen.version {
        return Err(out_of_date(tx.db(), staff, &request).await?);
    }
    Ok(Change { ctx, staff, tx, request })
}

impl Change<'_> {
    /// Writes the request as `change` leaves it and raises its version; refused when somebody was first. What it had
    /// written before and not sent is of no use once it is decided.
    pub async fn advance(&mut self, change: impl FnOnce(&mut request::Model)) -> Result<()> {
        let seen = self.request.version;
        let mut next = self.request.clone();
        change(&mut next);
        next.version = seen + 1;
        let written = request::Entity::update_many()
            .set(next.clone().into_active_model().reset_all())
            .filter(request::Column::Id.eq(next.id))
            .filter(request::Column::Version.eq(seen))
            .exec(self.tx.db())
            .await?;
        if written.rows_affected != 1 {
            let present = request::Entity::find_by_id(next.id).one(self.tx.db()).await?;
            return Err(out_of_date(self.tx.db(), self.staff, &present.ok_or(Error::NotFound)?).await?);
        }
        let ended = |state| matches!(state, State::Fulfilling | State::Closed);
        let ends = ended(next.state) && !ended(self.request.state);
        self.request = next;
        if ends {
            extend::overtaken(self.ctx, &self.tx, Actor::Staff(self.staff), &self.request).await?;
        }
        Ok(())
    }

    /// Writes the entry of the change; it carries the version it made and the states before and after.
    pub async fn record(&self, what: &'static str, detail: Value) -> Result<()> {
        let mut detail = if detail.is_object() { detail } else { json!({}) };
        detail["version"] = json!(self.request.version);
        detail["state"] = json!(self.request.state.code());
        let entry = Entry::on(self.request.id, What(what), Actor::Staff(self.staff)).with(detail);
        record(self.ctx, &self.tx, entry).await
    }

    /// Makes it last.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await
    }
}

/// The refusal of a page that is out of date: whoever made the present version is told that it is done already, as after
/// a double press, and everybody else who was first.
async fn out_of_date(db: &impl ConnectionTrait, staff: &Staff, present: &request::Model) -> Result<Error> {
    let author = author_of(db, present).await?;
    if author.as_deref().map(Author::of) == Some(Author::Staff(staff.id)) {
        return Ok(Refusal::DoneByYourself { state: present.state }.into());
    }
    who_was_first(db, present).await
}

/// The refusal of whoever comes second: it names who made the present version.
pub(crate) async fn who_was_first(db: &impl ConnectionTrait, present: &request::Model) -> Result<Error> {
    let by = match author_of(db, present).await?.as_deref().map(Author::of) {
        Some(Author::Staff(id)) => staff::Entity::find_by_id(id).one(db).await?.map(|staff| staff.name),
        Some(Author::Requester) => present.requester_name.clone(),
        Some(Author::Portal) | None => None,
    };
    let by = by.unwrap_or_default();
    Ok(Refusal::ChangedMeanwhile { by, state: present.state }.into())
}

/// Who an audit entry's actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    Staff(StaffId),
    Requester,
    Portal,
}

impl Author {
    /// Reads the text that [`Actor::code`] wrote.
    pub fn of(actor: &str) -> Self {
        match actor.split_once(':') {
            Some(("staff", id)) => id.parse().map_or(Self::Portal, Self::Staff),
            Some(("requester", _)) => Self::Requester,
            _ => Self::Portal,
        }
    }
}

/// The actor of the entry that made the present version, else of the newest entry by a person.
async fn author_of(db: &impl ConnectionTrait, present: &request::Model) -> Result<Option<String>> {
    let newest = newest_entries(db, present.id).await?;
    let made_it = |row: &&event::Model| {
        let detail: Option<Value> = serde_json::from_str(&row.detail).ok();
        detail.is_some_and(|detail| detail["version"] == json!(present.version))
    };
    let by_a_person = |row: &&event::Model| Author::of(&row.actor) != Author::Portal;
    let found = newest.iter().find(made_it).or_else(|| newest.iter().find(by_a_person));
    Ok(found.map(|row| row.actor.clone()))
}

async fn newest_entries(db: &impl ConnectionTrait, request: RequestId) -> Result<Vec<event::Model>> {
    let entries = event::Entity::find()
        .filter(event::Column::RequestId.eq(request))
        .order_by_desc(event::Column::At)
        .order_by_desc(event::Column::Id)
        .limit(20);
    Ok(entries.all(db).await?)
}
