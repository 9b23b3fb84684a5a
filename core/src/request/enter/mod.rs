//! Requests that did not come through the portal (law.md R1.0.1, R4.10): staff enter a letter, a visit, a call or a
//! mail, with the day it really reached us; a mail can also come by itself (`mail`).

mod keep;
pub mod lacks;
pub(crate) mod mail;
mod prove;
#[cfg(test)]
mod tests;

use crate::{
    actor::Staff,
    ctx::Ctx,
    email::Email,
    error::{Error, Refusal, Result},
    id::Reference,
    law::calendar::helsinki_date,
    request::{change, file},
};
use chrono::NaiveDate;
use entity::{
    entry,
    id::{DraftId, RequestId},
    kind::{Assurance, Channel, Language, Right, Role},
    request,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use keep::identified;
pub(crate) use prove::{is_proved, proved};

/// How the key of somebody begins who gave no e-mail address; an address's key is hexadecimal.
const NO_ADDRESS: &str = "none:";

/// What staff wrote down. What is missing or wrong, [`lacks`](lacks::lacks()) says.
#[derive(Clone, Debug)]
pub struct Entered {
    /// Minted with the page: the same press again files nothing.
    pub press: DraftId,
    pub channel: Option<Channel>,
    /// The day the message reached us (law.md R2.10).
    pub received_on: Option<NaiveDate>,
    pub language: Option<Language>,
    pub name: Option<String>,
    /// As typed.
    pub email: Option<String>,
    /// Lines of an address.
    pub postal: Option<String>,
    /// Why there is no address.
    pub unreachable: Option<String>,
    pub representative: Option<String>,
    /// What the representative showed.
    pub authority: Option<String>,
    /// Empty while it is to be classified. Each becomes a request of its own (R1.0.7).
    pub rights: Vec<Right>,
    /// The message in the person's own words.
    pub words: String,
    /// Where the original is kept.
    pub kept_at: Option<String>,
    /// Nothing until chosen.
    pub identity: Option<Identity>,
}

/// How the identity of the person was checked, up to now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Not yet.
    Open,
    /// By a step of law.md R4.8, with what was compared with what.
    Checked(Assurance, String),
}

/// The checks staff can make of somebody they have no proved address of: two known facts, the papers looked at, strong
/// identification (law.md R4.8, steps 3 to 5).
pub const CHECKS: &[Assurance] = &[Assurance::KnownFacts, Assurance::InPerson, Assurance::Eid];

/// The ways staff enter.
pub const CHANNELS: &[Channel] = &[Channel::Letter, Channel::InPerson, Channel::Phone, Channel::Email];

/// Enters a message: a request for each right in it, or one to be classified. An opt-out or a withdrawal acts at once
/// on the address given (law.md R4.8, step 0). The same press again gives the first reference.
///
/// # Errors
/// Refused without the role, or when something is missing or wrong.
pub async fn enter(ctx: &Ctx, staff: &Staff, entered: &Entered) -> Result<Reference> {
    change::require(staff, Role::Caseworker)?;
    let today = helsinki_date(ctx.now());
    let Some(sound) = Sound::of(entered).filter(|_| lacks::lacks(entered, today).is_empty()) else {
        return Err(Refusal::Incomplete.into());
    };
    let tx = ctx.write().await?;
    let mut rights: Vec<Option<Right>> = entered.rights.iter().copied().map(Some).collect();
    if rights.is_empty() {
        rights.push(None);
    }
    let mut first: Option<request::Model> = None;
    for right in rights {
        let filing = keep::Filing { ctx, staff, sound: &sound, first: first.as_ref() };
        let Some(row) = keep::part(&filing, &tx, right).await? else {
            return filed_before(tx.db(), entered.press).await;
        };
        first.get_or_insert(row);
    }
    tx.commit().await?;
    file::reference(&first.ok_or(Error::NotFound)?)
}

/// An entry that lacks nothing.
struct Sound<'a> {
    entered: &'a Entered,
    channel: Channel,
    received_on: NaiveDate,
    language: Language,
    email: Option<Email>,
    identity: &'a Identity,
}

impl<'a> Sound<'a> {
    fn of(entered: &'a Entered) -> Option<Self> {
        Some(Self {
            entered,
            channel: entered.channel?,
            received_on: entered.received_on?,
            language: entered.language?,
            email: entered.email.as_deref().and_then(|typed| Email::parse(typed).ok()),
            identity: entered.identity.as_ref()?,
        })
    }
}

/// Whether the requester is somebody with an e-mail address; else letters go on paper.
pub fn has_address(requester_key: &str) -> bool {
    !requester_key.starts_with(NO_ADDRESS)
}

/// What staff wrote down of a request, if they entered it.
///
/// # Errors
/// A fault when the database is away.
pub(crate) async fn of(db: &impl ConnectionTrait, request: RequestId) -> Result<Option<entry::Model>> {
    Ok(entry::Entity::find().filter(entry::Column::RequestId.eq(request)).one(db).await?)
}

async fn filed_before(db: &impl ConnectionTrait, press: DraftId) -> Result<Reference> {
    let first = request::Entity::find().filter(request::Column::DraftId.eq(press)).one(db).await?;
    // A draft of a requester can have the same id only by forgery.
    let first = first.filter(|row| row.channel != Channel::Portal).ok_or(Error::NotFound)?;
    file::reference(&first)
}
