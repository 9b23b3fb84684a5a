//! Closes a message in which no right of the GDPR is asked for. Nothing is done on it, so its writer is told within the month
//! why, whom to ask instead, and where to complain (Art. 12(4)); what they write then opens it again.

use crate::{
    actor::Staff,
    ctx::Ctx,
    error::{Refusal, Result},
    id::Reference,
    law::too_much,
    request::{
        change::{self, Seen},
        decide,
        decision::{self, Decision, Flaw},
        lifecycle::{self, Event},
        propose::{self, Preview},
    },
    settings::ApprovalMode,
};
use chrono::NaiveDate;
use entity::{kind::Role, request};
use serde::{Deserialize, Serialize};

/// Why a message is no request, in words that its writer reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoRequest {
    /// What it is about, and why that is none of the rights (L3).
    pub reason: String,
    /// Whom to ask instead.
    pub whom: String,
}

impl NoRequest {
    /// Whether its writer would be told both.
    pub fn is_whole(&self) -> bool {
        !self.reason.trim().is_empty() && !self.whom.trim().is_empty()
    }

    /// Whether it asks for a copy of an identity paper, which nobody is to send (law.md R4.8).
    pub(crate) fn asks_too_much(&self) -> bool {
        [&self.reason, &self.whom].into_iter().any(|text| too_much::is_asked_in(text))
    }
}

/// What keeps it from going: a right that somebody named, or words that are lacking.
pub(crate) fn flaws(
    request: &request::Model,
    decision: &Decision,
    told: &NoRequest,
    today: NaiveDate,
) -> Vec<Flaw> {
    let late = decision::is_late(request, decision, today);
    let excused = decision.late_reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
    let found = [
        request.right.is_some().then_some(Flaw::RightNamed),
        (!told.is_whole()).then_some(Flaw::NoRequestUntold),
        (late && !excused).then_some(Flaw::LateReasonMissing),
    ];
    found.into_iter().flatten().collect()
}

/// Shows the letter; nothing is kept.
///
/// # Errors
/// Refused without the role, once a right is named, or unless work on the request goes on; not found for an unknown
/// reference.
pub async fn preview(
    ctx: &Ctx,
    staff: &Staff,
    reference: &Reference,
    decision: &Decision,
) -> Result<Preview> {
    change::require(staff, Role::Caseworker)?;
    let request = change::find(ctx.read(), reference).await?;
    if request.right.is_some() {
        return Err(Refusal::NotNow { state: request.state }.into());
    }
    lifecycle::next(Some(request.state), &Event::Propose).map_err(Refusal::from)?;
    propose::preview(ctx, staff, reference, decision).await
}

/// Closes it, or proposes that to a second person: to do nothing on what somebody wrote is a refusal in effect (Art. 12(4)).
///
/// # Errors
/// As [`preview`]; refused when the letter lacks something, or when somebody was first.
pub async fn close(ctx: &Ctx, staff: &Staff, seen: &Seen<'_>, decision: &Decision) -> Result<()> {
    match ctx.settings.approval_mode {
        ApprovalMode::TwoPersons => propose::propose(ctx, staff, seen, decision).await.map(drop),
        ApprovalMode::OnePerson => decide::decide(ctx, staff, seen, decision).await,
    }
}
