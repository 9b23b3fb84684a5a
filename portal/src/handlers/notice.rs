//! The privacy notice.

use super::{PageResult, ok};
use crate::{say::say, views::notice, visit::Visit};

/// The controller's notice in the reader's language.
pub async fn show(visit: Visit) -> PageResult {
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "notice-title"), &token);
    Ok(ok(notice::page_of(&shell, &visit.app.ctx.notice)))
}
