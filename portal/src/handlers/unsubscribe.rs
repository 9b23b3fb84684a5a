//! The link that ends a newsletter: its page, and the one press of RFC 8058.

use super::{PageResult, answer, ok};
use crate::{error::Failure, say::say, views::unsubscribe, visit::Visit};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Bytes, Path},
};
use portal_core::{error::Error, right::marketing::one_click::OneClick};

/// Says which list, and asks. Programs that open every link of a mail change nothing here.
pub async fn show(visit: Visit, link: Path<(String, String)>) -> PageResult {
    let Some(link) = read(&visit, &link)? else { return Ok(broken(&visit)) };
    let shell = visit.shell(say(visit.language, "unsubscribe-title"), "");
    Ok(ok(unsubscribe::ask(&shell, &link.list(&visit.app.ctx, visit.language), &visit.path)))
}

/// Ends it. A mail program sends no cookie and no token of ours, so the link itself is the proof; its body may be a
/// form of either kind and is not asked. It must not redirect (RFC 8058 §3.1).
pub async fn press(visit: Visit, link: Path<(String, String)>, _: Bytes) -> PageResult {
    let Some(link) = read(&visit, &link)? else { return Ok(broken(&visit)) };
    let ctx = &visit.app.ctx;
    link.press(ctx, visit.language).await?;
    let shell = visit.shell(say(visit.language, "unsubscribed-title"), "");
    Ok(ok(unsubscribe::done(&shell, &link.list(ctx, visit.language))))
}

fn read(visit: &Visit, link: &(String, String)) -> Result<Option<OneClick>, Failure> {
    match OneClick::read(&visit.app.ctx, &link.0, &link.1) {
        Ok(link) => Ok(Some(link)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// A mail program may have cut the link: there is another way.
fn broken(visit: &Visit) -> HttpResponse {
    let shell = visit.shell(say(visit.language, "unsubscribe-broken-title"), "");
    answer(StatusCode::NOT_FOUND, unsubscribe::broken(&shell))
}
