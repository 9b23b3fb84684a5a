//! What the daily run destroyed, what is held and why, and the last runs with their proof.

use super::{PageResult, ok, see_other};
use crate::{
    form::Form,
    paths,
    say::say,
    views::retention as views,
    visit::{Desk, Visit},
};
use entity::kind::Role;
use portal_core::{
    law::calendar::helsinki_date,
    register::retention::{hold, run},
};

/// So many runs are shown.
const RUNS: u64 = 14;

/// The page.
pub async fn show(visit: Visit, desk: Desk) -> PageResult {
    let ctx = &visit.app.ctx;
    let runs = run::last(ctx, RUNS).await?;
    let to_review = hold::to_review(ctx, helsinki_date(ctx.now())).await?;
    let due = run::count(ctx).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "retention-title"), &token);
    shell.wide = true;
    Ok(ok(views::page(
        &shell,
        &views::Shown { runs: &runs, to_review: &to_review, due: &due, orders: desk.0.is(Role::Admin) },
    )))
}

/// Has it done now instead of at night.
pub async fn run_now(visit: Visit, desk: Desk, _: Form) -> PageResult {
    run::order(&visit.app.ctx, &desk.0).await?;
    Ok(see_other(paths::RETENTION))
}
