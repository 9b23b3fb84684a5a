//! Everything about one request on one page, to print; opening it is recorded before it is shown.

use super::{PageResult, ok, package::is_own_navigation, requests::parse};
use crate::{
    form::Form,
    paths,
    say::say,
    views::desk::{Shown, dossier as views},
    visit::{Desk, Visit},
};
use actix_web::{HttpRequest, HttpResponse, http::Method, web::Path};
use portal_core::{error::Error, law::calendar::helsinki_date, report::dossier};

/// The dossier of a request.
pub async fn show(visit: Visit, desk: Desk, typed: Path<String>, request: HttpRequest) -> PageResult {
    let (ctx, reference) = (&visit.app.ctx, parse(&typed)?);
    if !is_own_navigation(&request) {
        return Err(Error::NotFound.into());
    }
    dossier::find(ctx, &desk.0, &reference).await?;
    // HEAD shows nothing, so nothing is recorded as if it did.
    if request.method() == Method::HEAD {
        return Ok(HttpResponse::Ok().finish());
    }
    let opened = dossier::open(ctx, &desk.0, &reference).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "dossier-title"), &token);
    shell.caption = Some(opened.case.request.reference.clone());
    shell.back = Some(paths::desk(&opened.case.request.reference));
    let shown = Shown {
        case: &opened.case,
        notice: &ctx.notice,
        colleagues: &[],
        today: helsinki_date(ctx.now()),
        works: false,
        approves: false,
        typed: &Form::default(),
    };
    Ok(ok(views::page(&shell, &shown, (&opened, &desk.0.name))))
}
