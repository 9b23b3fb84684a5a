//! Writes one audit entry in the transaction of the change it tells of.

use crate::{actor::Actor, ctx::Ctx, database::Write, error::Result};
use entity::{event, id::RequestId};
use sea_orm::{ActiveModelTrait, Set};
use serde_json::Value;

/// What happened (names of security.md 5.9); the stored text is also the key of the timeline's sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct What(pub &'static str);

/// One entry to be written. `subject` is a pseudonym or a key, never an address or a name.
#[derive(Debug)]
pub struct Entry<'a> {
    pub what: What,
    pub actor: Actor<'a>,
    pub request: Option<RequestId>,
    pub subject: Option<String>,
    pub detail: Value,
}

impl<'a> Entry<'a> {
    /// An entry about a request.
    pub fn on(request: RequestId, what: What, actor: Actor<'a>) -> Self {
        Self { what, actor, request: Some(request), subject: None, detail: Value::Null }
    }

    /// An entry about something else.
    pub fn of(what: What, actor: Actor<'a>) -> Self {
        Self { what, actor, request: None, subject: None, detail: Value::Null }
    }

    /// With facts; no personal data.
    #[must_use]
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }

    /// With the pseudonym of whom it concerns.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }
}

/// Appends an entry with its MAC.
///
/// # Errors
/// A fault; the change it tells of then does not happen either.
pub async fn record(ctx: &Ctx, tx: &Write, entry: Entry<'_>) -> Result<()> {
    let mut row = event::Model {
        id: ctx.mint()?,
        at: ctx.now(),
        kind: entry.what.0.into(),
        actor: entry.actor.code(),
        request_id: entry.request,
        subject: entry.subject,
        detail: if entry.detail.is_null() { String::new() } else { entry.detail.to_string() },
        mac: String::new(),
    };
    row.mac = ctx.keys.audit_mac(&canonical(&row));
    event::ActiveModel {
        id: Set(row.id),
        at: Set(row.at),
        kind: Set(row.kind),
        actor: Set(row.actor),
        request_id: Set(row.request_id),
        subject: Set(row.subject),
        detail: Set(row.detail),
        mac: Set(row.mac),
    }
    .insert(tx.db())
    .await?;
    Ok(())
}

/// Every column but the MAC, each with its length before it; a column without a value differs from an empty one.
pub fn canonical(row: &event::Model) -> String {
    let request = row.request_id.map(|id| id.to_string());
    let at = row.at.timestamp_micros().to_string();
    let id = row.id.to_string();
    let parts = [
        Some(id.as_str()),
        Some(&at),
        Some(&row.kind),
        Some(&row.actor),
        request.as_deref(),
        row.subject.as_deref(),
        Some(&row.detail),
    ];
    parts.into_iter().fold(String::new(), |text, part| match part {
        Some(part) => text + &part.len().to_string() + ":" + part,
        None => text + "-",
    })
}
