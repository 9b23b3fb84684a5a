//! Whose an address may be besides the one who asks, and what the person is not told: what staff are told before they
//! decide, and what then needs a second person.

use super::{decision::Decision, propose::granted, shared};
use crate::{ctx::Ctx, email::Email, error::Result, register::retention::hold, right::rectification::moved};
use entity::{id::PersonId, kind::Right, person, request};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::{Deserialize, Serialize};

/// What is doubtful about an address, or is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// Several persons of the register have the requester's address.
    SharedAddress,
    /// The address a correction would write belongs to another person of the register, or has requests of its own.
    AnothersAddress,
    /// An authority forbids telling the person of an order on their data: copy and letter say nothing of it.
    Silence,
}

impl Concern {
    /// The end of its key in the catalogue.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SharedAddress => "shared-address",
            Self::AnothersAddress => "anothers-address",
            Self::Silence => "silence",
        }
    }
}

/// What is doubtful about the addresses of a decision.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn of(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    request: &request::Model,
    decision: &Decision,
) -> Result<Vec<Concern>> {
    let mut concerns = Vec::new();
    if shared::since(db, &request.requester_key).await?.is_some() {
        concerns.push(Concern::SharedAddress);
    }
    for email_key in written(ctx, request, decision) {
        if is_anothers(db, request, &email_key).await? {
            concerns.push(Concern::AnothersAddress);
        }
    }
    if let Some(person) = request.person_id.filter(|_| tells_of_holds(request))
        && hold::is_silent(db, person).await?
    {
        concerns.push(Concern::Silence);
    }
    concerns.dedup();
    Ok(concerns)
}

/// Whether its answer would say what keeps data from destruction.
const fn tells_of_holds(request: &request::Model) -> bool {
    matches!(request.right, Some(Right::Access | Right::Erasure | Right::Objection))
}

/// The pseudonyms of the addresses that a decision would write into the register.
fn written(ctx: &Ctx, request: &request::Model, decision: &Decision) -> Vec<String> {
    let corrections = granted(request, decision).flat_map(|verdict| &verdict.corrections);
    corrections
        .filter(|confirmed| moved::is_of_address(confirmed))
        .filter_map(|confirmed| Email::parse(confirmed.new.trim()).ok())
        .map(|email| ctx.keys.email_key(&email))
        .collect()
}

/// Whether somebody else has the address, or asks by it. The requester's own is theirs to ask by: they proved it.
async fn is_anothers(db: &impl ConnectionTrait, request: &request::Model, email_key: &str) -> Result<bool> {
    let mut others = person::Entity::find().filter(person::Column::EmailKey.eq(email_key));
    if let Some(id) = request.person_id {
        others = others.filter(person::Column::Id.ne(id));
    }
    if others.count(db).await? > 0 {
        return Ok(true);
    }
    Ok(request.requester_key != email_key && has_requests(db, request.person_id, email_key).await?)
}

async fn has_requests(db: &impl ConnectionTrait, person: Option<PersonId>, email_key: &str) -> Result<bool> {
    let mut asked = request::Entity::find().filter(request::Column::RequesterKey.eq(email_key));
    if let Some(id) = person {
        let nobodys = Condition::any().add(request::Column::PersonId.is_null());
        asked = asked.filter(nobodys.add(request::Column::PersonId.ne(id)));
    }
    Ok(asked.count(db).await? > 0)
}
