//! What keeps a decision from standing, asked of the request, the register and the copy.

use super::granted;
use crate::{
    ctx::Ctx,
    error::Result,
    law::calendar,
    register::person,
    request::{
        decision::{self, Decision, Flaw},
        queue, unidentified, unlinked,
    },
    right::{
        objection,
        package::{copy::Copy, kept_back},
        rectification::apply,
    },
};
use entity::{item, request};
use sea_orm::ConnectionTrait;

/// Every flaw, but for what the plan of an erasure lacks.
///
/// # Errors
/// A fault when the database is away.
pub(super) async fn of(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    (request, items): (&request::Model, &[item::Model]),
    (decision, copy): (&Decision, Option<&Copy>),
) -> Result<Vec<Flaw>> {
    let today = calendar::helsinki_date(ctx.now());
    let matter = decision::Matter {
        request,
        items,
        matching_persons: queue::persons_with(db, &request.requester_key).await?.len(),
        on_address: person::is_held_by_address(db, &request.requester_key).await?,
        reach: unlinked::reach(db, request, items).await?,
        portable: copy.is_some_and(|copy| copy.holds),
        today,
        notice: &ctx.notice,
        was_asked: objection::was_asked(db, request.id, today).await?,
    };
    let mut flaws = decision::flaws(&matter, decision);
    flaws.extend(unidentified::flaws(ctx, db, request, decision).await?);
    flaws.extend(decision::identity_open(request, decision));
    if let (Some(right), Some(copy)) = (request.right, copy) {
        flaws.extend(kept_back::flaws(right, items, decision, copy));
    }
    for verdict in granted(request, decision) {
        flaws.extend(apply::flaws(db, request.person_id, verdict).await?);
    }
    Ok(flaws)
}
