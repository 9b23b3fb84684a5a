//! The privacy notice.

use super::{PageResult, ok};
use crate::{say::say, views::notice, visit::Visit};
use portal_core::law::calendar::helsinki_date;

/// The controller's notice in the reader's language.
pub async fn show(visit: Visit) -> PageResult {
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "notice-title"), &token);
    let ctx = &visit.app.ctx;
    Ok(ok(notice::page_of(&shell, &ctx.notice, helsinki_date(ctx.now()))))
}
