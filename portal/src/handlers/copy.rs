//! What the copy of a request would hold. Opening it is a look; the domain records it before anything is shown.

use super::{PageResult, ok, requests::parse};
use crate::{
    error::Failure,
    paths,
    say::say,
    views::copy as views,
    visit::{Desk, Visit},
};
use actix_web::web::Path;
use portal_core::{error::Error, request::case, right::package::copy};

/// The records, with what of them is kept back by a decision that stands or waits.
pub async fn show(visit: Visit, desk: Desk, typed: Path<String>) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    let case = case::open(ctx, &desk.0, &reference).await?;
    let copy = copy::look(ctx, &desk.0, &reference, visit.language).await?;
    let copy = copy.ok_or(Failure::Domain(Error::NotFound))?;
    let stands = case.proposals.iter().find(|proposal| proposal.voided_at.is_none());
    let (token, path) = (visit.token(), paths::copy(reference.as_str()));
    let mut shell = visit.shell(say(visit.language, "copy-title"), &token);
    (shell.caption, shell.back) = (Some(reference.to_string()), Some(paths::desk(reference.as_str())));
    shell.path = &path;
    Ok(ok(views::page(&shell, &ctx.notice, (&copy, stands.map(|proposal| &proposal.decision)))))
}
