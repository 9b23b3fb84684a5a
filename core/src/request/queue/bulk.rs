//! Several requests given to one colleague at once: all that qualify in one transaction, or none when one of them has
//! changed since it was looked at.

use super::staff_names;
use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Error, Result},
    id::Reference,
    request::{
        change::{self, Change},
        work,
    },
};
use entity::{
    id::StaffId,
    kind::{Role, State},
    request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

/// As many as a page shows.
pub const MOST: usize = 50;

/// A request that was chosen on a page, and which version the page showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    pub reference: Reference,
    pub version: i32,
}

/// What would become of what was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weighed {
    /// To whom.
    pub to: String,
    pub fits: Vec<Picked>,
    /// Which do not qualify, and why.
    pub barred: Vec<(Reference, Bar)>,
}

/// Why a request does not qualify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Somebody changed it since it was looked at.
    Changed,
    /// Its proposal, which another assignee would void, waits for approval.
    Proposed,
    Closed,
    /// It is theirs already.
    Theirs,
}

impl Bar {
    /// The end of its key in the catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Proposed => "proposed",
            Self::Closed => "closed",
            Self::Theirs => "theirs",
        }
    }
}

/// Looks at what was chosen.
///
/// # Errors
/// Refused without the role or when the colleague is no caseworker; not found when one of them does not exist.
pub async fn weigh(ctx: &Ctx, staff: &Staff, picked: &[Picked], to: StaffId) -> Result<Weighed> {
    change::require(staff, Role::Caseworker)?;
    work::require_caseworker(ctx.read(), to).await?;
    Ok(sort(ctx.read(), picked, to).await?.0)
}

/// Gives them all to a colleague. Where one does not qualify any more nothing is done, and what would be is given back.
///
/// # Errors
/// As [`weigh`].
pub async fn assign(
    ctx: &Ctx,
    staff: &Staff,
    picked: &[Picked],
    to: StaffId,
) -> Result<Result<usize, Weighed>> {
    change::require(staff, Role::Caseworker)?;
    let mut tx = ctx.write().await?;
    work::require_caseworker(tx.db(), to).await?;
    let (weighed, requests) = sort(tx.db(), picked, to).await?;
    if !weighed.barred.is_empty() {
        return Ok(Err(weighed));
    }
    let count = requests.len();
    for request in requests {
        let next = work::when_assigned(request.state)?;
        let mut change = Change { ctx, staff, tx, request };
        change.advance(|request| (request.state, request.assignee_id) = (next, Some(to))).await?;
        change.record("request_assigned", json!({ "to": to, "together": count })).await?;
        tx = change.tx;
    }
    tx.commit().await?;
    Ok(Ok(count))
}

async fn sort(
    db: &impl ConnectionTrait,
    picked: &[Picked],
    to: StaffId,
) -> Result<(Weighed, Vec<request::Model>)> {
    let references = picked.iter().map(|picked| picked.reference.as_str());
    let found = request::Entity::find().filter(request::Column::Reference.is_in(references)).all(db).await?;
    let name = staff_names(db, [to]).await?.remove(&to).ok_or(Error::NotFound)?;
    let (mut weighed, mut fitting) = (Weighed { to: name, ..Weighed::default() }, Vec::new());
    for one in picked {
        let request =
            found.iter().find(|row| row.reference == one.reference.as_str()).ok_or(Error::NotFound)?;
        if let Some(bar) = bar(request, one.version, to) {
            weighed.barred.push((one.reference.clone(), bar));
        } else {
            weighed.fits.push(one.clone());
            fitting.push(request.clone());
        }
    }
    Ok((weighed, fitting))
}

fn bar(request: &request::Model, version: i32, to: StaffId) -> Option<Bar> {
    match request.state {
        State::Closed => Some(Bar::Closed),
        State::AwaitingApproval => Some(Bar::Proposed),
        _ if request.assignee_id == Some(to) => Some(Bar::Theirs),
        _ if request.version != version => Some(Bar::Changed),
        _ => None,
    }
}
