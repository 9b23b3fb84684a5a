//! What the daily run destroyed, what is held and why, and the last runs with their proof.

use super::{PageResult, invalid, ok, see_other};
use crate::{
    error::Failure,
    form::Form,
    paths,
    say::say,
    views::{form::Problem, retention as views},
    visit::{Desk, Visit},
};
use entity::kind::Role;
use maud::Markup;
use portal_core::{
    law::calendar::helsinki_date,
    register::retention::{hold, run},
};

/// So many runs are shown.
const RUNS: u64 = 14;

/// The page.
pub async fn show(visit: Visit, desk: Desk) -> PageResult {
    Ok(ok(page(&visit, &desk, &[]).await?))
}

async fn page(visit: &Visit, desk: &Desk, problems: &[Problem]) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let runs = run::last(ctx, RUNS).await?;
    let to_review = hold::to_review(ctx, helsinki_date(ctx.now())).await?;
    let due = run::count(ctx).await?;
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "retention-title"), &token);
    (shell.wide, shell.problems, shell.path) = (true, problems, paths::RETENTION);
    let orders = desk.0.is(Role::Admin);
    Ok(views::page(&shell, &views::Shown { runs: &runs, to_review: &to_review, due: &due, orders }))
}

/// Has it done now instead of at night, once that was confirmed: nothing of it comes back.
pub async fn run_now(visit: Visit, desk: Desk, form: Form) -> PageResult {
    if form.get("sure") != "yes" {
        let problems = [Problem::new("sure", say(visit.language, "retention-sure-problem"))];
        return Ok(invalid(page(&visit, &desk, &problems).await?));
    }
    run::order(&visit.app.ctx, &desk.0).await?;
    Ok(see_other(paths::RETENTION))
}
