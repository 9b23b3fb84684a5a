//! Mails that came in: what waits, one of them with its original and what hangs on it, and what staff do with it.

use super::{
    PageResult, ok,
    package::{download, is_own_navigation},
};
use crate::{
    form::Form,
    just, paths,
    say::say,
    views::{
        done::{Done, Kept},
        incoming as views,
    },
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, web::Path};
use entity::{id::IncomingId, kind::Role};
use portal_core::{error::Error, mail::incoming::desk};

/// What waits.
pub async fn list(visit: Visit, desk: Desk, asked: HttpRequest) -> PageResult {
    let waiting = desk::waiting(&visit.app.ctx, &desk.0).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "mail-list-title"), &token);
    (shell.back, shell.wide) = (Some(paths::QUEUE.into()), true);
    shell.notice = just::kept(&visit, &asked);
    Ok(just::once(&visit, shell.notice.is_some(), ok(views::list(&shell, &waiting))))
}

/// One mail.
pub async fn show(visit: Visit, desk: Desk, id: Path<IncomingId>) -> PageResult {
    let opened = desk::open(&visit.app.ctx, &desk.0, *id).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "mail-title"), &token);
    shell.back = Some(opened.reference.as_deref().map_or_else(|| paths::MAILS.into(), paths::desk));
    Ok(ok(views::page(&shell, &opened, desk.0.is(Role::Caseworker))))
}

/// The mail as it came.
pub async fn original(visit: Visit, desk: Desk, id: Path<IncomingId>, request: HttpRequest) -> PageResult {
    if !is_own_navigation(&request) {
        return Err(Error::NotFound.into());
    }
    let bytes = desk::original(&visit.app.ctx, &desk.0, *id).await?;
    Ok(download("original.eml", "application/octet-stream", bytes))
}

/// Something that hangs on it.
pub async fn attachment(
    visit: Visit,
    desk: Desk,
    path: Path<(IncomingId, usize)>,
    request: HttpRequest,
) -> PageResult {
    if !is_own_navigation(&request) {
        return Err(Error::NotFound.into());
    }
    let (name, bytes) = desk::attached(&visit.app.ctx, &desk.0, path.0, path.1).await?;
    Ok(download(&name, "application/octet-stream", bytes))
}

/// Notes that it was dealt with.
pub async fn settle(visit: Visit, desk: Desk, id: Path<IncomingId>, _form: Form) -> PageResult {
    desk::settle(&visit.app.ctx, &desk.0, *id).await?;
    Ok(just::lead_on(&visit, Kept::MailSettled, paths::MAILS))
}

/// Makes it a request.
pub async fn make_request(visit: Visit, desk: Desk, id: Path<IncomingId>, _form: Form) -> PageResult {
    let reference = desk::make_request(&visit.app.ctx, &desk.0, *id).await?;
    Ok(just::lead_to_desk(&visit, Done::Entered, reference.as_str()))
}
