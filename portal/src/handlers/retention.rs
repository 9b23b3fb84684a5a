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
use entity::{id::RetentionRunId, kind::Role};
use maud::Markup;
use portal_core::{
    error::{Error, Refusal},
    identity::staff,
    law::calendar::helsinki_date,
    register::retention::{hold, run},
};

/// So many runs are shown.
const RUNS: usize = 14;

/// The page.
pub async fn show(visit: Visit, desk: Desk) -> PageResult {
    Ok(ok(page(&visit, &desk, &[]).await?))
}

async fn page(visit: &Visit, desk: &Desk, problems: &[Problem]) -> Result<Markup, Failure> {
    let ctx = &visit.app.ctx;
    let (runs, holds, due) =
        (run::last(ctx, RUNS).await?, hold::standing(ctx).await?, run::count(ctx).await?);
    let token = visit.token();
    let mut shell = visit.shell(say(visit.language, "retention-title"), &token);
    (shell.wide, shell.problems, shell.path) = (true, problems, paths::RETENTION);
    let press: RetentionRunId = ctx.mint()?;
    let (press, needs_code) = (press.to_string(), !staff::is_fresh(ctx, &desk.0));
    let order = desk.0.is(Role::Admin).then_some(views::Order { press: &press, needs_code });
    let reads = [Role::Reader, Role::Caseworker, Role::Approver].into_iter().any(|role| desk.0.is(role));
    let holds = views::Holds { standing: &holds, today: helsinki_date(ctx.now()), reads };
    Ok(views::page(&shell, &views::Shown { runs: &runs, holds, notice: &ctx.notice, due: &due, order }))
}

/// Has it done now instead of at night, once that was confirmed: nothing of it comes back.
pub async fn run_now(visit: Visit, desk: Desk, form: Form) -> PageResult {
    let language = visit.language;
    if form.get("sure") != "yes" {
        let problems = [Problem::new("sure", say(language, "retention-sure-problem"))];
        return Ok(invalid(page(&visit, &desk, &problems).await?));
    }
    let press = form.get("press").parse().map_err(|_| Failure::Malformed)?;
    match run::order(&visit.app.ctx, &desk.0, press, form.get("code")).await {
        Ok(()) => Ok(see_other(paths::RETENTION)),
        Err(Error::Refused(Refusal::WrongCredentials)) => {
            let problems = [Problem::new("code", say(language, "account-code-problem"))];
            Ok(invalid(page(&visit, &desk, &problems).await?))
        }
        Err(error) => Err(error.into()),
    }
}
