//! The worker's step for packages: built, and the letter that tells of it, in one transaction.

use super::build::{self, Built};
use crate::{
    ctx::Ctx,
    error::Result,
    mail::{
        letter::Facts,
        post::{self, Case},
    },
    request::decision_letter,
};
use entity::kind::LetterKind;

/// Builds the next queued package and posts its letter; says whether there was one. The first package carries the
/// decision; one built again is only announced.
///
/// # Errors
/// The fault that building or posting met; the job is tried again.
pub async fn next(ctx: &Ctx) -> Result<bool> {
    let Some(built) = build::build_next(ctx).await? else { return Ok(false) };
    match tell(ctx, &built).await {
        Ok(()) => built.commit(ctx).await?,
        Err(error) => {
            built.put_off(ctx).await?;
            return Err(error);
        }
    }
    Ok(true)
}

/// The letter that goes with it, in its transaction.
async fn tell(ctx: &Ctx, built: &Built) -> Result<()> {
    if built.first {
        decision_letter::post_decision_letter(ctx, &built.tx, built.request.id).await?;
    } else {
        let case = Case { request: &built.request, items: &[] };
        let until = decision_letter::ready_until(built.tx.db(), built.request.id).await?;
        let extra = |facts: &mut Facts| {
            decision_letter::with_package(ctx, &built.request, facts);
            facts.package.iter_mut().for_each(|package| package.valid_until = Some(until));
        };
        post::post(ctx, &built.tx, case, LetterKind::PackageReady, extra).await?;
    }
    Ok(())
}
