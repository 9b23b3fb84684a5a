//! A message typed when the session had ended: kept as an unsent form, and shown in its own form after sign-in.

use super::find;
use crate::{
    actor::{Owns, Requester},
    ctx::Ctx,
    error::{Error, Result},
    id::Reference,
    request::{
        answers::{Answers, Wish},
        draft,
        own::LONGEST_MESSAGE,
        shared,
    },
};
use entity::id::{DraftId, RequestId};

/// Keeps what was typed. It is a draft under the request's own id, so a request has one at most, it is cleared away and
/// erased as every draft, and no press files it.
///
/// # Errors
/// Not found when the request is another's.
pub async fn park(ctx: &Ctx, owner: &impl Owns, reference: &Reference, body: &str) -> Result<()> {
    let request = find(owner, reference).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    let text = body.chars().take(LONGEST_MESSAGE).collect();
    let answers = Answers { text: Some(text), ..Answers::of(Wish::SomethingElse) };
    draft::keep(ctx, owner, under(request.id), &answers).await
}

/// What was kept and not sent since; nothing where the request is hidden, for another may have typed it.
///
/// # Errors
/// Not found when the request is another's.
pub async fn parked(ctx: &Ctx, requester: &Requester, reference: &Reference) -> Result<Option<String>> {
    let request = find(requester, reference).one(ctx.read()).await?.ok_or(Error::NotFound)?;
    if shared::hides(ctx.read(), &request).await? {
        return Ok(None);
    }
    match draft::load(ctx, requester, under(request.id)).await {
        Ok(answers) => Ok(answers.text),
        Err(Error::NotFound) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// The draft's id.
pub(super) fn under(id: RequestId) -> DraftId {
    DraftId(id.0)
}
