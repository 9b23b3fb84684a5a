//! The records of processing (Art. 30), for staff and for an authority that asks.

use super::{PageResult, ok};
use crate::{
    say::say,
    views::{article_30, layout::Shell},
    visit::Visit,
};

/// Both records, from the same profile as the notice.
pub async fn show(visit: Visit) -> PageResult {
    let token = visit.token();
    let shell = visit.shell(say(visit.language, "record-title"), &token);
    Ok(ok(article_30::page_of(&Shell { wide: true, ..shell }, &visit.app.ctx.notice)))
}
