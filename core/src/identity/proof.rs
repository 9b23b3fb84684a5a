//! Whether the proof of an address is fresh enough to hand data over.

use crate::{
    actor::Requester,
    ctx::Ctx,
    error::{Refusal, Result},
};
use chrono::TimeDelta;

/// How fresh it must be (security.md 5.3).
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// Refuses a proof that is older: the address is proved anew first.
///
/// # Errors
/// Refused when it is.
pub fn require_fresh(ctx: &Ctx, requester: &Requester) -> Result<()> {
    if ctx.now() - requester.proved_at > FRESH { Err(Refusal::StepUpNeeded.into()) } else { Ok(()) }
}
